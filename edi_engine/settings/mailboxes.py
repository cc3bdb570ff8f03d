"""What a mailbox has to say beyond the form of each key: where it is, how its server is known, and how we log in."""

from collections.abc import Iterator

from edi_engine.problems import Problem
from edi_engine.settings.nouns import Mailbox, Settings

HIGHEST_PORT = 65535


def faults(settings: Settings, file: str) -> Iterator[Problem]:
    """What is wrong with the mailboxes, each with its key."""
    senders: dict[str, str] = {}
    for number, box in enumerate(settings.mailboxes):
        at = f"{file}, mailboxes[{number}]."
        yield from _of_folders(box, at)
        if box.kind == "sftp":
            yield from _of_server(box, at)
        if box.send and (other := senders.setdefault(box.mode, box.name)) != box.name:
            yield Problem("EXC-5", "mailbox-senders", where=f"{at}send", other=other, mode=box.mode)


def _of_folders(box: Mailbox, at: str) -> Iterator[Problem]:
    """Something is sent or fetched, and what was sent is not fetched again."""
    if not (box.send or box.fetch):
        yield _missing(at, "send", "a mailbox has a folder to send to, or folders to fetch from")
    if box.send and box.send.rstrip("/") in {folder.rstrip("/") for folder in box.fetch}:
        yield Problem("EXC-5", "settings-value", where=f"{at}fetch", expected="another folder than the one that is sent to")


def _of_server(box: Mailbox, at: str) -> Iterator[Problem]:
    """The server has a name, a key by which it is known, and a way to log in."""
    for key in ("host", "user"):
        if not getattr(box, key):
            yield _missing(at, key, "an sftp mailbox is reached by host and user")
    if box.port > HIGHEST_PORT:
        yield Problem("EXC-5", "settings-value", where=f"{at}port", expected=f"at most {HIGHEST_PORT}")
    if not (box.host_key or box.known_hosts):
        yield _missing(at, "host_key", "without the server's key (host_key, or a known_hosts file) nobody can "
                       "tell it from another")
    if not (box.key_file or box.password_env or box.password_file):
        yield _missing(at, "key_file", "a login needs key_file, password_env or password_file")


def _missing(at: str, key: str, why: str) -> Problem:
    return Problem("EXC-5", "settings-missing", where=f"{at}{key}", why=why)

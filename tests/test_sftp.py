"""Mailboxes on a server: whoever it is, whatever it does and wherever it is cut off, everything lands exactly once."""

import json
import re
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from edi_engine.cli import main
from edi_engine.exchange import mailboxes
from tests import servers
from tests.far import PAID, books, entry, names, prepared, put, remittance
from tests.servers import PASSWORD, Fault, Keys, mailbox


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return Keys(tmp_path_factory.mktemp("keys") / "keys")


@pytest.fixture(scope="module")
def serving(keys: Keys) -> Iterator[tuple[int, Fault]]:
    with servers.asyncssh_server(keys) as server:
        yield server


@pytest.fixture
def port(serving: tuple[int, Fault]) -> int:
    return serving[0]


@pytest.fixture
def fault(serving: tuple[int, Fault]) -> Iterator[Fault]:
    """The server's fault, which is taken back."""
    fault = serving[1]
    fault.counts.clear()
    yield fault
    fault.when = lambda step, count: ""


@pytest.fixture
def there(tmp_path: Path) -> Path:
    return tmp_path / "far"


@pytest.fixture
def here(tmp_path: Path, there: Path, port: int, keys: Keys) -> Path:
    return books(tmp_path / "books", mailbox(there, port, keys.host_key, f'key_file = "{keys.user_file}"'))


@pytest.fixture
def edi(here: Path, capsys: pytest.CaptureFixture[str]):
    """Run a command in the workspace: its exit code and its document."""

    def edi(command: str, of: Path = here) -> tuple[int, dict[str, Any]]:
        capsys.readouterr()
        code = main(["-w", str(of), command, "--json"])
        out, err = capsys.readouterr()
        assert PASSWORD not in out + err and "TESTER" not in out + err and "Traceback" not in err
        return code, json.loads(out)

    return edi


def kinds(document: dict[str, Any]) -> list[str]:
    return [problem["kind"] for part in (document, *document["files"]) for problem in part["problems"]]


def once(here: Path, there: Path, path: Path, count: int) -> None:
    """Our file is there once and whole; each of theirs is here once and whole."""
    assert names(there / "to") == [path.name]
    assert (there / "to" / path.name).read_bytes() == (here / "sent" / path.name).read_bytes()
    assert len(names(here / "processed")) == count and not names(here / "inbox") and not names(here / "outbox")
    assert sorted(p.read_bytes() for p in (here / "processed").iterdir()) == sorted(
        p.read_bytes() for p in (there / "from").iterdir())


# ---- asyncssh's own server


@pytest.mark.parametrize("login", ["key_file", "password_env", "password_file", "both"])
def test_everything_is_carried_with_a_key_or_a_password(tmp_path, there, port, keys, edi, monkeypatch, login):
    monkeypatch.setenv("EDI_TEST_PASSWORD", PASSWORD)
    secret = put(tmp_path / "password", PASSWORD + "\n")
    secret.chmod(0o600)
    lines = {"key_file": f'key_file = "{keys.user_file}"', "password_env": 'password_env = "EDI_TEST_PASSWORD"',
             "password_file": f'password_file = "{secret}"'}
    lines["both"] = lines["key_file"] + "\n" + lines["password_env"]
    here = books(tmp_path / login, mailbox(there, port, keys.host_key, lines[login]))
    path = prepared(here)
    put(there / "from" / "1.835", PAID)
    put(there / "from" / "2.835", remittance(2))
    code, said = edi("sync", of=here)
    assert code == 0 and [file["result"] for file in said["files"]] == ["sent", "fetched", "fetched"]
    once(here, there, path, 2)
    assert edi("sync", of=here) == (0, {"files": [], "problems": [], "received": []})
    assert PASSWORD.encode() not in b"".join(p.read_bytes() for p in here.rglob("*") if p.is_file())


def test_a_known_hosts_file_will_do(tmp_path, there, port, keys, edi):
    known = put(tmp_path / "known_hosts", f"[127.0.0.1]:{port} {keys.host_key}\n")
    text = mailbox(there, port, "x", f'key_file = "{keys.user_file}"').replace('host_key = "x"', f'known_hosts = "{known}"')
    here = books(tmp_path / "known", text)
    assert edi("fetch", of=here) == (0, {"files": [], "problems": []})


WRONG = {
    "transport-host-key": lambda text, keys: text.replace(keys.host_key, keys.user.export_public_key().decode().strip()),
    "transport-login": lambda text, keys: text.replace(f'key_file = "{keys.user_file}"', 'password_env = "EDI_WRONG"'),
    "transport-secret": lambda text, keys: text.replace(f'key_file = "{keys.user_file}"', 'password_env = "EDI_NOBODY"'),
    "transport-unreachable": lambda text, keys: text.replace("port = ", "port = 1 # "),
    "transport-folder": lambda text, keys: text.replace("/from", "/elsewhere"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_keeps_us_from_a_mailbox_is_told(tmp_path, there, port, keys, edi, monkeypatch, kind):
    """Exit 3, one sentence, and what should leave stays."""
    monkeypatch.setenv("EDI_WRONG", "guessed")
    here = books(tmp_path / "wrong", WRONG[kind](mailbox(there, port, keys.host_key, f'key_file = "{keys.user_file}"'), keys))
    if kind != "transport-folder":
        prepared(here)
    code, said = edi("sync", of=here)
    assert code == 3 and set(kinds(said)) == {kind} and not names(there / "to")
    assert all(file["result"] == "waiting" for file in said["files"])
    assert "guessed" not in json.dumps(said)


def test_a_key_that_others_may_read_is_not_used(tmp_path, there, port, keys, edi):
    loose = put(tmp_path / "loose", keys.user_file.read_bytes())
    loose.chmod(0o640)
    here = books(tmp_path / "loose-books", mailbox(there, port, keys.host_key, f'key_file = "{loose}"'))
    code, said = edi("fetch", of=here)
    assert (code, kinds(said)) == (3, ["transport-secret"]) and "chmod 600" in said["problems"][0]["message"]


@pytest.mark.parametrize("step, at", [("write", 2), ("read", 3), ("rename", 1), ("renamed", 1), ("list", 1), ("full", 2)])
def test_everything_lands_once_though_the_connection_is_cut(here, there, edi, fault, monkeypatch, step, at):
    """In the middle of an upload, of a download, before and after the rename; or the disk there is full."""
    path = prepared(here, 300)
    monkeypatch.setattr(mailboxes, "BLOCK", 1 << 15)                  # more than one write
    for number in range(1, 4):
        put(there / "from" / f"{number}.835", remittance(number))
    fault.when = lambda now, count: {"full": "full"}.get(step, "cut") if (now, count) == (
        "write" if step == "full" else step, at) else ""
    code, said = edi("sync")
    assert code == 3 and set(kinds(said)) & {"transport-cut", "mailbox-refuses"}, said
    assert names(there / "to") in ([], [path.name]) or all(name.startswith(".") for name in names(there / "to"))
    code, said = edi("sync")
    assert code == 0 and not kinds(said), said
    once(here, there, path, 3)
    assert edi("sync")[1]["files"] == []


def test_a_file_of_ours_that_cannot_be_read_is_no_fault_of_the_server(here, there, edi, monkeypatch):
    from edi_engine.flows import send

    def broken(path):
        yield b"ISA"
        raise OSError(5, "Input/output error")

    path = prepared(here)
    with monkeypatch.context() as patch:
        patch.setattr(send, "pieces_of", broken)
        code, said = edi("send")
    assert (code, [problem["kind"] for problem in said["files"][0]["problems"]]) == (1, ["unreadable-file"])
    assert not names(there / "to") and edi("send")[0] == 0 and names(there / "to") == [path.name]


def test_picked_up_between_the_rename_and_our_note(here, there, edi, fault):
    """It counts as sent, with a warning; nothing is sent twice."""
    path = prepared(here)
    fault.when = lambda step, count: "cut" if step == "renamed" else ""
    assert edi("send")[0] == 3
    (there / "to" / path.name).unlink()
    code, said = edi("send")
    assert (code, kinds(said)) == (0, ["picked-up"]) and not names(there / "to") and names(here / "sent") == [path.name]


def test_a_file_that_appears_while_we_list_comes_now_or_next_time(here, there, edi, fault):
    def appears(step: str, count: int) -> str:
        if step == "list" and count == 1:
            put(there / "from" / "2.835", remittance(2))
        return ""

    put(there / "from" / "1.835", PAID)
    fault.when = appears
    edi("sync")
    edi("sync")
    assert sorted(names(here / "processed")) == ["1.835", "2.835"]


def test_small_files_come_at_once_and_in_order(here, there, edi, fault, monkeypatch):
    """One that cannot be read costs no other, a long one comes alone, and each stands as it was after it was read."""
    from edi_engine.exchange import sftp_box

    monkeypatch.setattr(sftp_box, "BLOCK", 1 << 16)
    monkeypatch.setattr("edi_engine.flows.fetch.BLOCK", 1 << 16)
    for number in range(1, 40):
        put(there / "from" / f"{number:02}.835", remittance(number) + "\n" * (1 << 17) * (number == 5))
    put(there / "from" / "empty.835", b"")
    rounds, honest = [], sftp_box.SftpBox.ahead

    def ahead(self, paths):
        honest(self, paths)
        rounds.append((len(paths), len(self.got)))

    monkeypatch.setattr(sftp_box.SftpBox, "ahead", ahead)
    fault.when = lambda step, count: "full" if step == "read" and count == 2 else ""
    code, said = edi("fetch")
    assert (code, [file["result"] for file in said["files"]]) == (0, ["fetched"] * 40)
    assert len({file["file"] for file in said["files"]}) == 40
    assert max(rounds)[0] == 16 and [sum(numbers) for numbers in zip(*rounds, strict=True)] == [39, 38]
    assert sorted(path.read_bytes() for path in (here / "inbox").iterdir()) == sorted(
        path.read_bytes() for path in (there / "from").iterdir())


def test_a_server_that_lists_a_way_elsewhere_gets_nothing_written_there(here, there, edi, monkeypatch):
    """What it lists beside that is fetched; it is an error once, and folders in the folder are nobody's concern."""
    from edi_engine.exchange.sftp_box import SftpBox

    (there / "from" / "folder").mkdir()
    put(there / "from" / "1.835", PAID)
    honest = SftpBox.list
    monkeypatch.setattr(SftpBox, "list", lambda self, folder: (*honest(self, folder), entry("../../escaped.835")))
    code, said = edi("fetch")
    assert (code, [file["result"] for file in said["files"]]) == (1, ["fetched", "refused"]) and names(here / "inbox") == ["1.835"]
    code, said = edi("fetch")
    assert (code, [file["file"] for file in said["files"]], kinds(said)) == (0, ["../../escaped.835"], ["file-name-still"])


def test_without_asyncssh_the_way_out_is_named(here, edi, monkeypatch):
    import sys

    prepared(here)
    monkeypatch.setitem(sys.modules, "asyncssh", None)
    code, said = edi("send")
    assert (code, kinds(said)) == (3, ["transport-library"]) and "edi-engine[sftp]" in said["problems"][0]["message"]


# ---- the real thing: sshd


@pytest.fixture(scope="module")
def daemon(keys: Keys, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, str, subprocess.Popen[bytes]]]:
    servers.skip_without_sshd()
    with servers.sshd(keys, tmp_path_factory.mktemp("sshd")) as server:
        yield server


@pytest.fixture
def real(tmp_path: Path, there: Path, daemon: tuple[int, str, Any], keys: Keys) -> Path:
    """A workspace whose mailbox is the sshd's."""
    port, user, _ = daemon
    return books(tmp_path / "real", mailbox(there, port, keys.host_key, f'key_file = "{keys.user_file}"', user))


@pytest.mark.sshd
def test_sshd_carries_everything_once(real, there, edi):
    path = prepared(real, 3)
    for number in range(1, 6):
        put(there / "from" / f"{number}.835", remittance(number))
    code, said = edi("sync", of=real)
    assert code == 0, said
    once(real, there, path, 5)
    assert edi("sync", of=real) == (0, {"files": [], "problems": [], "received": []})
    put(real / "outbox" / "other.837", (real / "sent" / path.name).read_bytes().replace(b"FAR0001", b"FAR9001"))
    put(there / "to" / "other.837", b"theirs")
    code, said = edi("send", of=real)
    assert (code, kinds(said)) == (1, ["name-taken"]) and (there / "to" / "other.837").read_bytes() == b"theirs"


@pytest.mark.sshd
def test_sshd_with_another_key_gets_no_password(real, there, edi, keys, monkeypatch):
    text = (real / "edi.toml").read_text()
    (real / "edi.toml").write_text(WRONG["transport-host-key"](text, keys))
    code, said = edi("fetch", of=real)
    assert (code, kinds(said)) == (3, ["transport-host-key"])


@pytest.mark.sshd
def test_sshd_refuses_a_wrong_password(real, edi, keys, monkeypatch):
    monkeypatch.setenv("EDI_WRONG", "guessed")
    (real / "edi.toml").write_text(WRONG["transport-login"]((real / "edi.toml").read_text(), keys))
    code, said = edi("fetch", of=real)
    assert (code, kinds(said)) == (3, ["transport-login"])


@pytest.mark.sshd
@pytest.mark.parametrize("command", ["send", "fetch"])
def test_sshd_is_cut_in_the_middle_of_a_file(real, there, edi, daemon, command, monkeypatch):
    """Its session is killed while a large file is on its way; the next run carries all of it, once."""
    from edi_engine.exchange import sftp_box

    path = prepared(real, 300)
    put(there / "from" / "large.835", PAID + "\n" * 3_000_000)
    put(there / "from" / "small.835", remittance(2))
    honest, pieces = sftp_box.SftpBox._run, []
    method = "write" if command == "send" else "read"

    def killing(self, step):
        if getattr(step, "__qualname__", "") == f"SFTPClientFile.{method}":
            pieces.append(1)
            if len(pieces) == 2:
                for child in servers.children(daemon[2].pid):
                    servers.stop(child)
        return honest(self, step)

    with monkeypatch.context() as patch:
        patch.setattr(sftp_box.SftpBox, "_run", killing)
        patch.setattr(sftp_box, "BLOCK", 1 << 16)
        patch.setattr("edi_engine.exchange.mailboxes.BLOCK", 1 << 16)
        code, said = edi(command, of=real)
    assert code == 3 and "transport-cut" in kinds(said) and len(pieces) >= 2
    assert edi("sync", of=real)[0] in (0, 1)
    assert edi("sync", of=real)[1]["files"] == []
    once(real, there, path, 2)


@pytest.mark.sshd
def test_sshd_has_no_room(real, there, edi):
    """A disk that is full: the file stays, nothing half stays there, and it is sent when there is room."""
    small = there.parent / "small"
    small.mkdir()
    with servers.small_disk(small) as mounted:
        if not mounted:
            servers.skip("only who may mount a small disk can fill one; the next test fills a user's share instead")
        no_room(real, small, edi, lambda text: text.replace(f'send = "{there}/to"', f'send = "{small}"'))
    assert edi("send", of=real)[0] == 0 and names(there / "to") == names(real / "sent")


@pytest.mark.sshd
def test_sshd_lets_its_user_write_no_more(real, there, edi, keys, tmp_path):
    """What anybody can try: a server whose files may have 64 KB."""
    servers.skip_without_sshd()
    with servers.sshd(keys, tmp_path, 1 << 16) as (port, *_):
        no_room(real, there / "to", edi, lambda text: re.sub(r"port = \d+", f"port = {port}", text))
    assert edi("send", of=real)[0] == 0 and names(there / "to") == names(real / "sent")


def no_room(here: Path, to: Path, edi: Any, elsewhere: Callable[[str], str]) -> None:
    """A file that is too large for a server of which edi.toml then speaks: it is told, it stays, and nothing is there."""
    path, text = prepared(here, 300), (here / "edi.toml").read_text()
    (here / "edi.toml").write_text(elsewhere(text))
    code, said = edi("send", of=here)
    (here / "edi.toml").write_text(text)
    assert (code, kinds(said)) == (3, ["mailbox-refuses"]) and not names(to)
    assert names(here / "outbox") == [path.name] and not names(here / "sent")


@pytest.mark.sshd
def test_sshd_files_that_appear_while_we_list_come_once(real, there, edi):
    """Somebody writes and renames files all the time while we sync."""
    stop = threading.Event()

    def write() -> None:
        number = 1
        while not stop.is_set() and number < 200:
            put(there / "from" / f".{number}.new", remittance(number)).rename(there / "from" / f"{number}.835")
            number += 1
            time.sleep(0.005)

    writer = threading.Thread(target=write)
    writer.start()
    for _ in range(3):
        edi("sync", of=real)
    stop.set()
    writer.join()
    edi("sync", of=real)
    assert sorted(names(real / "processed")) == names(there / "from") and len(names(there / "from")) > 10

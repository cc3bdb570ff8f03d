"""Passwords and keys: read when they are used, from the environment or a file that its owner alone may read; never kept."""

import os
import stat
from pathlib import Path

from edi_engine.exchange.mailboxes import Failed
from edi_engine.settings import Mailbox


def password(mailbox: Mailbox, home: Path) -> str | None:
    """The password of a mailbox; None when it has none, Failed when it should and nobody gives it."""
    if mailbox.password_env:
        return _variable("password_env", mailbox.password_env)
    if mailbox.password_file:
        return _file("password_file", home / Path(mailbox.password_file).expanduser()).decode("utf-8", "replace").rstrip("\r\n")
    return None


def key(mailbox: Mailbox, home: Path) -> tuple[bytes, str | None]:
    """The private key of a mailbox, and its passphrase."""
    passphrase = _variable("passphrase_env", mailbox.passphrase_env) if mailbox.passphrase_env else None
    return _file("key_file", home / Path(mailbox.key_file).expanduser()), passphrase


def _variable(what: str, name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise Failed("transport-secret", what=what, why=f"the environment variable {name} is not set")
    return value


def _file(what: str, path: Path) -> bytes:
    """The bytes of a file of secrets; one that others may read is no secret."""
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise Failed("transport-secret", what=what, why="others than its owner may open the file (chmod 600 it)")
            return file.read(1 << 16)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise Failed("transport-secret", what=what, why=f"the file cannot be read ({reason})") from error

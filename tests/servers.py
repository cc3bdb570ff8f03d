"""Servers that speak SFTP on a loopback port: asyncssh's own, in a thread, which can be told to misbehave; and sshd."""

import asyncio
import getpass
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import asyncssh
import pytest

PASSWORD = "a password that no message says"
SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
SFTP_SERVERS = ("/usr/lib/openssh/sftp-server", "/usr/libexec/openssh/sftp-server", "/usr/libexec/sftp-server",
                "/usr/lib/ssh/sftp-server")


class Keys:
    """The keys of a server and of its user, made anew."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700)
        self.host, self.user = (asyncssh.generate_private_key("ssh-ed25519") for _ in range(2))
        self.host_file, self.user_file = folder / "host", folder / "user"
        for key, path in ((self.host, self.host_file), (self.user, self.user_file)):
            key.write_private_key(str(path))
            path.chmod(0o600)
        self.authorized = folder / "authorized_keys"
        self.authorized.write_bytes(self.user.export_public_key())
        self.authorized.chmod(0o600)

    @property
    def host_key(self) -> str:
        """The server's public key, as a clearinghouse tells it."""
        return self.host.export_public_key().decode().strip()


def mailbox(far: Path, port: int, host_key: str, login: str, user: str = "edi", after: str = "keep") -> str:
    """The lines of edi.toml for a server whose folders are those of ``far``."""
    for each in ("to", "from"):
        (far / each).mkdir(parents=True, exist_ok=True)
    return (f'[[mailboxes]]\nname = "acme"\nkind = "sftp"\nmode = "test"\nsend = "{far}/to"\nfetch = ["{far}/from"]\n'
            f'after = "{after}"\nhost = "127.0.0.1"\nport = {port}\nuser = "{user}"\nhost_key = "{host_key}"\n{login}\n')


class Fault:
    """What the server does wrong: ``when`` is called with the step and how often it came; it may cut or raise."""

    def __init__(self) -> None:
        self.when: Callable[[str, int], str] = lambda step, count: ""
        self.counts: dict[str, int] = {}

    def __call__(self, step: str, session: Any) -> None:
        self.counts[step] = self.counts.get(step, 0) + 1
        said = self.when(step, self.counts[step])
        if said == "cut":
            session.abort()
            raise asyncssh.SFTPConnectionLost("cut")
        if said == "full":
            raise asyncssh.SFTPFailure("TESTER ANNA: no space")


class Files(asyncssh.SFTPServer):
    """The files of this machine, until the fault says otherwise."""

    fault: Fault

    def __init__(self, channel: Any) -> None:
        super().__init__(channel)
        self.session = channel.get_connection()

    def read(self, file_obj: Any, offset: int, size: int) -> Any:
        self.fault("read", self.session)
        return super().read(file_obj, offset, size)

    def write(self, file_obj: Any, offset: int, data: bytes) -> Any:
        self.fault("write", self.session)
        return super().write(file_obj, offset, data)

    def rename(self, old: bytes, new: bytes) -> Any:
        self.fault("rename", self.session)
        done = super().rename(old, new)
        self.fault("renamed", self.session)
        return done

    def scandir(self, path: bytes) -> Any:
        self.fault("list", self.session)
        return super().scandir(path)


@contextmanager
def asyncssh_server(keys: Keys) -> Iterator[tuple[int, Fault]]:
    """A server in a thread of its own: its port, and the fault that it can be given."""
    fault, ready, loop = Fault(), threading.Event(), asyncio.new_event_loop()
    port = [0]

    class Login(asyncssh.SSHServer):
        def begin_auth(self, username: str) -> bool:
            return True

        def password_auth_supported(self) -> bool:
            return True

        def validate_password(self, username: str, password: str) -> bool:
            return (username, password) == ("edi", PASSWORD)

    async def serve() -> Any:
        server = await asyncssh.listen(
            "127.0.0.1", 0, server_factory=Login, server_host_keys=[keys.host], authorized_client_keys=str(keys.authorized),
            sftp_factory=type("Faulty", (Files,), {"fault": fault}))
        port[0] = server.get_port()
        ready.set()
        return server

    def run() -> None:
        asyncio.set_event_loop(loop)
        server = loop.run_until_complete(serve())
        loop.run_forever()
        server.close()
        loop.run_until_complete(server.wait_closed())
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0.05))
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield port[0], fault
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


def why_no_sshd() -> str:
    """Why the tests with the real server cannot run here; "" when they can."""
    if SSHD is None:
        return "there is no sshd here (apt-get install openssh-server)"
    if not any(Path(path).exists() for path in SFTP_SERVERS):
        return "there is no sftp-server here (apt-get install openssh-sftp-server)"
    return ""


def skip_without_sshd() -> None:
    """Skip, and say why where nobody can miss it; where EDI_NEEDS_SSHD is set, as in CI, fail."""
    reason = why_no_sshd()
    if reason and os.environ.get("EDI_NEEDS_SSHD"):
        pytest.fail(f"The tests with sshd must run here, but {reason}.")
    if reason:
        skip(reason)


def skip(reason: str) -> None:
    """Skip, and say why where nobody can miss it."""
    print(f"SKIPPED tests with sshd: {reason}.", file=sys.__stderr__)
    pytest.skip(reason)


@contextmanager
def sshd(keys: Keys, folder: Path, largest: int = resource.RLIM_INFINITY) -> Iterator[tuple[int, str, subprocess.Popen[bytes]]]:
    """sshd on a port of its own: the port, the user whom it lets in, the process. No file of it grows beyond ``largest``."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = next(path for path in SFTP_SERVERS if Path(path).exists())
    config = folder / "sshd_config"
    config.write_text(f"Port {port}\nListenAddress 127.0.0.1\nHostKey {keys.host_file}\nAuthorizedKeysFile {keys.authorized}\n"
                      f"PidFile none\nUsePAM no\nStrictModes no\nPasswordAuthentication yes\nPermitRootLogin prohibit-password\n"
                      f"KbdInteractiveAuthentication no\nSubsystem sftp {server}\n")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    log = (folder / "sshd.log").open("wb")
    process = subprocess.Popen(                       # with Python's own signals: a write beyond the limit fails, and kills nobody
        [SSHD or "", "-D", "-e", "-f", str(config)], stderr=log, start_new_session=True, restore_signals=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, resource.getrlimit(resource.RLIMIT_FSIZE)[1])))
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, (folder / "sshd.log").read_text()
            time.sleep(0.1)
        yield port, getpass.getuser(), process
    finally:
        for each in children(process.pid):
            stop(each)
        process.kill()
        process.wait()
        log.close()


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A disk of 64 KB in a folder; whether this machine lets us mount one."""
    command = ["mount", "-t", "tmpfs", "-o", "size=64k,mode=0777", "tmpfs", str(folder)]
    mounted = os.geteuid() == 0 and subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


def children(pid: int) -> list[int]:
    """The processes under a process, deepest first: the sessions of an sshd."""
    said = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in said.splitlines()]
    mine = [child for child, parent in pairs if parent == pid]
    return [each for child in mine for each in (*children(child), child)]


def stop(pid: int) -> None:
    """End one process that we started, if it is still there."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return

"""Mailboxes that are folders: what is sent, what is fetched, each once, whatever lies there."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from edi_engine.cli import main
from edi_engine.exchange import folders
from edi_engine.exchange.folder_box import FolderBox
from edi_engine.flows import dump, fetch, rebuild, receive
from edi_engine.flows.house import open_house
from tests import far
from tests.far import CLAIM, OLD, PAID, books, folder_mailbox, names, prepared, put, remittance


@pytest.fixture
def there(tmp_path: Path) -> Path:
    return tmp_path / "far"


@pytest.fixture
def here(tmp_path: Path, there: Path) -> Path:
    return books(tmp_path / "books", folder_mailbox(there))


@pytest.fixture
def edi(here: Path, capsys: pytest.CaptureFixture[str]):
    """Run a command in the workspace: its exit code and its document."""

    def edi(*arguments: str, of: Path = here) -> tuple[int, dict[str, Any]]:
        capsys.readouterr()
        code = main(["-w", str(of), *arguments, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return edi


def results(document: dict[str, Any], key: str = "files") -> dict[str, str]:
    return {Path(file["file"]).name: file["result"] for file in document[key]}


def kinds(document: dict[str, Any]) -> list[str]:
    return [problem["kind"] for part in (document, *document["files"]) for problem in part["problems"]]


# ---- sending


def test_a_file_is_sent_once_and_moves_to_sent(here, there, edi):
    """EXC-3: its bytes arrive, nothing temporary stays, and a second round carries nothing."""
    path = prepared(here)
    data = path.read_bytes()
    code, said = edi("send")
    assert (code, results(said), kinds(said)) == (0, {path.name: "sent"}, [])
    assert said["files"][0] | {"file": "", "where": ""} == {
        "file": "", "mailbox": "acme", "direction": "out", "result": "sent", "size": len(data), "where": "",
        "sha256": said["files"][0]["sha256"], "problems": []}
    assert (there / "to" / path.name).read_bytes() == data == (here / "sent" / path.name).read_bytes()
    assert names(there / "to") == [path.name] and not names(here / "outbox")
    assert edi("send") == (0, {"files": [], "problems": []})


def test_a_copy_of_what_was_sent_is_not_sent_again(here, there, edi):
    """Under whatever name it comes back into the outbox."""
    path = prepared(here)
    data = path.read_bytes()
    edi("send")
    (there / "to" / path.name).unlink()                             # picked up
    (here / "outbox" / "again.837").write_bytes(data)
    code, said = edi("send")
    assert (code, results(said), kinds(said)) == (0, {"again.837": "duplicate"}, ["sent-before"])
    assert not names(there / "to") and not names(here / "outbox")


def test_another_file_of_that_name_is_never_overwritten(here, there, edi):
    path = prepared(here)
    put(there / "to" / path.name, b"theirs")
    for _ in range(2):
        code, said = edi("send")
        assert (code, results(said), kinds(said)) == (1, {path.name: "refused"}, ["name-taken"])
    assert (there / "to" / path.name).read_bytes() == b"theirs" and names(here / "outbox") == [path.name]
    assert names(there / "to") == [path.name]


def test_the_same_file_there_counts_as_sent(here, there, edi):
    path = prepared(here)
    put(there / "to" / path.name, path.read_bytes())
    code, said = edi("send")
    assert (code, results(said)) == (0, {path.name: "sent"}) and names(here / "sent") == [path.name]


@pytest.mark.parametrize("ours, theirs", [("test", "production"), ("production", "test")])
def test_a_file_goes_to_no_mailbox_of_another_mode(tmp_path, edi, ours, theirs):
    """ENV-11: it stays, and the others go on."""
    here = books(tmp_path / "other", folder_mailbox(tmp_path / "there", theirs), ours)
    path = prepared(here)
    code, said = edi("send", of=here)
    assert (code, results(said), kinds(said)) == (1, {path.name: "refused"}, ["mailbox-mode"])
    assert names(here / "outbox") == [path.name] and not names(tmp_path / "there" / "to")


def test_what_is_no_x12_or_a_link_is_not_sent(here, there, edi, tmp_path):
    """The list of patients that somebody saved into the wrong folder does not leave; the claims do."""
    path = prepared(here)
    put(here / "outbox" / "patients.csv", b"enc_id,sub_last\n1,TESTER\n")
    put(here / "outbox" / "mixed.837", CLAIM.replace("*T*:~", "*P*:~", 1) + CLAIM)
    (here / "outbox" / "link.837").symlink_to(put(tmp_path / "secret", CLAIM))
    code, said = edi("send")
    assert code == 1 and results(said) == {path.name: "sent", "patients.csv": "refused", "mixed.837": "refused", "link.837": "refused"}
    assert names(there / "to") == [path.name] and sorted(kinds(said)) == ["mixed", "no-plain-file", "outbox-other"]


def test_a_full_disk_there_leaves_nothing_half(here, there, edi, monkeypatch):
    """The file stays, the exit code is 3, and the next run sends it."""
    path = prepared(here)

    def full(self, path, pieces):
        (self.home / path).write_bytes(next(iter(pieces))[:100])
        raise far.refused("no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(FolderBox, "put", full)
        code, said = edi("send")
    assert (code, results(said), kinds(said)) == (3, {path.name: "waiting"}, ["mailbox-refuses"])
    assert not names(there / "to")
    assert edi("send")[0] == 0 and names(there / "to") == [path.name]


def test_fewer_bytes_than_were_written_are_told(here, there, edi, monkeypatch):
    """A server that says yes and keeps half."""
    path = prepared(here)
    with monkeypatch.context() as patch:
        patch.setattr(FolderBox, "put", lambda self, path, pieces: (self.home / path).write_bytes(next(iter(pieces))[:100]))
        code, said = edi("send")
    assert (code, kinds(said)) == (3, ["upload-size"]) and not names(there / "to")
    assert edi("send")[0] == 0 and names(there / "to") == [path.name]


@pytest.mark.parametrize("left", ["temporary", "both names", "its name", "nothing", "half"])
def test_a_run_that_was_cut_off_at_the_rename_is_finished(here, there, edi, monkeypatch, left):
    """What lies there tells whether the file got its name; picked up meanwhile is sent, with a warning; never sent twice."""
    path = prepared(here)
    data = path.read_bytes()

    def cut(self, old, new):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(FolderBox, "rename", cut)
        assert main(["-w", str(here), "send"]) == 130
    temporary, = (there / "to").iterdir()
    if left in ("its name", "both names"):
        put(there / "to" / path.name, data)
    if left in ("nothing", "its name"):
        temporary.unlink()
    if left == "half":
        temporary.write_bytes(data[:50])
    code, said = edi("send")
    assert (code, results(said)) == (0, {path.name: "sent"})
    assert kinds(said) == (["picked-up"] if left == "nothing" else [])
    assert names(there / "to") == ([] if left == "nothing" else [path.name]) and names(here / "sent") == [path.name]
    assert left == "nothing" or (there / "to" / path.name).read_bytes() == data


@pytest.mark.parametrize("command", ["import", "receive"])
def test_what_was_sent_by_hand_and_then_taken_is_rebuilt(here, edi, command):
    """Its bytes are in the archive since they left; that a rebuild has to read them is noted when the books take them."""
    put(here / "outbox" / "foreign.837", CLAIM)
    assert edi("send")[0] == 0
    assert results(edi(command, str(here / "sent" / "foreign.837"))[1]) == {"foreign.837": "applied"}
    with open_house(here) as house:
        before = list(dump.dump(house))
    noted = (here / "archive" / "files.jsonl").read_bytes()
    assert edi(command, str(here / "sent" / "foreign.837"))[0] == 0
    assert (here / "archive" / "files.jsonl").read_bytes() == noted
    assert not rebuild.rebuild(here)["problems"]
    with open_house(here) as house:
        assert list(dump.dump(house)) == before


# ---- fetching


def test_what_came_is_fetched_once_and_kept_there(here, there, edi):
    put(there / "from" / "1.835", PAID)
    put(there / "from" / ".hidden", PAID)
    code, said = edi("fetch")
    assert (code, results(said)) == (0, {"1.835": "fetched"})
    assert (here / "inbox" / "1.835").read_text() == PAID and names(here / "inbox") == ["1.835"]
    assert names(there / "from") == [".hidden", "1.835"]
    assert edi("fetch") == (0, {"files": [], "problems": []})
    os.utime(there / "from" / "1.835", (OLD + 5, OLD + 5))          # touched: its bytes came before
    assert results(edi("fetch")[1]) == {"1.835": "duplicate"} and names(here / "inbox") == ["1.835"]
    put(there / "from" / "1.835", remittance(2), OLD + 9)             # another file under the old name
    assert results(edi("fetch")[1]) == {"1.835": "fetched"} and names(here / "inbox") == ["1.2.835", "1.835"]


def test_what_was_fetched_is_deleted_there_when_asked(tmp_path, edi):
    here = books(tmp_path / "deleting", folder_mailbox(tmp_path / "there", after="delete"))
    put(tmp_path / "there" / "from" / "1.835", PAID)
    assert results(edi("fetch", of=here)[1]) == {"1.835": "fetched"}
    assert not names(tmp_path / "there" / "from") and names(here / "inbox") == ["1.835"]


def test_sync_does_all_of_it(here, there, edi):
    """A bad file costs its neighbours nothing, and what is what is told by content (EXC-2, EXC-4)."""
    path = prepared(here)
    put(there / "from" / "letter.pdf", PAID)
    put(there / "from" / "remittance.835", b"%PDF-1.7 no remittance")
    code, said = edi("sync")
    assert code == 1
    assert results(said) == {path.name: "sent", "letter.pdf": "fetched", "remittance.835": "fetched"}
    assert results(said, "received") == {"letter.pdf": "posted", "remittance.835": "quarantined"}
    assert names(here / "quarantine") == ["remittance.835", "remittance.835.reason.txt"] and not names(here / "inbox")
    assert edi("sync") == (0, {"files": [], "problems": [], "received": []})


def test_a_file_that_grows_is_left_until_it_stands_still(here, there, edi, monkeypatch):
    """A young file is looked at twice; one that grew in between, or while it was read, waits."""
    monkeypatch.setattr(fetch, "QUIET", 0.01)
    growing = put(there / "from" / "1.835", PAID[:300], int(time.time()))
    monkeypatch.setattr(time, "sleep", lambda seconds: growing.read_text() == PAID or growing.write_text(PAID))
    code, said = edi("fetch")
    assert (code, results(said), kinds(said)) == (0, {"1.835": "waiting"}, ["still-growing"]) and not names(here / "inbox")
    code, said = edi("fetch")
    assert results(said) == {"1.835": "fetched"} and (here / "inbox" / "1.835").read_text() == PAID


def test_a_watcher_goes_on_until_it_is_interrupted(here, there):
    """Round after round, a document on a line; a mailbox that is gone for a while is told and tried again."""
    script = "import sys; from edi_engine.cli import main; sys.exit(main(sys.argv[1:]))"
    watcher = subprocess.Popen([sys.executable, "-c", script, "-w", str(here), "sync", "--watch", "1", "--json"], text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert watcher.stdout

    def until(seen: Callable[[Any], bool]) -> None:
        assert any(seen(json.loads(line)) for line in islice(watcher.stdout, 30))

    try:
        until(lambda round_: not round_["files"] and not round_["problems"])
        there.rename(there.with_name("gone"))
        until(lambda round_: "transport-folder" in kinds(round_))
        there.with_name("gone").rename(there)
        put(there / "from" / "1.835", PAID)
        until(lambda round_: results(round_, "received") == {"1.835": "posted"})
        until(lambda round_: not round_["files"] and not round_["problems"])
    finally:
        watcher.send_signal(signal.SIGINT)
        _, err = watcher.communicate(timeout=30)
    assert watcher.returncode in (1, 130) and "Traceback" not in err
    assert names(here / "processed") == ["1.835"]


def test_a_mailbox_that_says_too_small_a_size_is_cut_off_at_the_limit(here, there, edi, monkeypatch):
    """Nothing of it stays here, and the next file comes."""
    (here / "edi.toml").write_text((here / "edi.toml").read_text() + "\n[limits]\nmegabytes = 1\n")
    put(there / "from" / "big.835", b"ISA" + b"0" * (3 << 20))
    put(there / "from" / "small.835", PAID)
    read, honest = [], FolderBox.list

    def counted(self, path, pieces=FolderBox.read):
        for piece in pieces(self, path):
            read.append(len(piece))
            yield piece

    monkeypatch.setattr(FolderBox, "list", lambda box, folder: (each._replace(size=10) if each.name == "big.835" else each
                                                                for each in honest(box, folder)))
    monkeypatch.setattr(FolderBox, "read", counted)
    code, said = edi("fetch")
    assert (code, results(said), kinds(said)) == (1, {"big.835": "refused", "small.835": "fetched"}, ["too-large-there"])
    assert names(here / "inbox") == ["small.835"] and sum(read) <= (2 << 20) + len(PAID)


@pytest.mark.parametrize("mtime", [0, 3600], ids=["says no time", "its clock is an hour slow"])
def test_a_file_of_a_server_with_another_clock_is_looked_at_twice(here, there, edi, monkeypatch, mtime):
    """Its time says that it is old, and it still grows."""
    monkeypatch.setattr(fetch, "QUIET", 0.01)
    age = mtime and int(time.time()) - mtime
    growing = put(there / "from" / "1.835", PAID[:300], age)
    monkeypatch.setattr(time, "sleep", lambda seconds: put(growing, PAID, age))
    assert results(edi("fetch")[1]) == {"1.835": "waiting"}
    assert results(edi("fetch")[1]) == {"1.835": "fetched"} and (here / "inbox" / "1.835").read_text() == PAID


def test_a_file_without_its_end_waits_in_the_inbox_until_it_stands_still(here, edi):
    """EXC-3: half of it is not taken while it may grow; named on the command line, or after ten minutes, it is, and is told."""
    half = put(here / "inbox" / "1.835", PAID[:300], int(time.time()) - 300)
    empty = put(here / "inbox" / "2.835", b"", int(time.time()))
    for _ in range(2):
        code, said = edi("receive")
        assert (code, results(said), kinds(said | {"problems": []})) == (
            0, {"1.835": "waiting", "2.835": "waiting"}, ["still-written"] * 2)
    put(half, PAID, int(time.time()))
    put(empty, PAID[:300])
    code, said = edi("receive")
    assert (code, results(said)) == (1, {"1.835": "posted", "2.835": "held"})
    assert "ENV-2" in {problem["rule"] for problem in said["files"][1]["problems"]} and not names(here / "inbox")
    named = put(here.parent / "3.835", remittance(3)[:300], int(time.time()))
    assert results(edi("receive", str(named))[1]) == {"3.835": "held"}


def test_a_writer_that_pauses_is_not_fetched_half(here, there, edi, monkeypatch):
    """EXC-3: until its end is there, or ten minutes have gone by; it keeps its time, so that the inbox does not wait again."""
    monkeypatch.setattr(fetch, "QUIET", 0.01)
    half = put(there / "from" / "1.835", PAID[:300], int(time.time()) - 60)
    cut = put(there / "from" / "2.835", remittance(2)[:300], int(time.time()) - 700)
    _, said = edi("sync")
    assert (results(said), kinds(said)) == ({"1.835": "waiting", "2.835": "fetched"}, ["still-growing"])
    assert results(said, "received") == {"2.835": "held"} and names(here / "processed") == ["2.835"]
    assert (here / "processed" / "2.835").stat().st_mtime == cut.stat().st_mtime
    put(half, PAID, int(time.time()))
    _, said = edi("sync")
    assert results(said) == {"1.835": "fetched"} and results(said, "received") == {"1.835": "posted"}


def test_a_file_that_grows_while_it_is_taken_is_taken_again(here, edi, monkeypatch):
    """Nothing of it moves away from under its writer."""
    path, honest = put(here / "inbox" / "1.835", PAID), receive.take

    def slow(house, path, errand, caught):
        outcome = honest(house, path, errand, caught)
        with path.open("a") as file:
            file.write(remittance(2))
        return outcome

    with monkeypatch.context() as patch:
        patch.setattr(receive, "take", slow)
        _, said = edi("receive")
    assert results(said) == {"1.835": "posted"} and "grew-meanwhile" in kinds(said | {"problems": []}) and path.exists()
    _, said = edi("receive")
    assert said["files"][0]["transactions"] == 2 and results(said) == {"1.835": "posted"} and not names(here / "inbox")


def test_the_archive_never_holds_other_bytes_than_its_hash_says(tmp_path, monkeypatch):
    """A file that changes between its hash and its copy is not kept."""
    (tmp_path / "archive").mkdir()
    path = put(tmp_path / "1.835", PAID)
    honest = folders.sha256

    def slow(path):
        digest = honest(path)
        path.write_text(PAID + "more")
        return digest

    monkeypatch.setattr(folders, "sha256", slow)
    with pytest.raises(folders.Changed):
        folders.keep_copy(tmp_path / "archive", path)
    assert not [path for path in (tmp_path / "archive").rglob("*") if path.is_file()]


def test_names_that_begin_with_a_dot_are_told(here, edi):
    """In our own folders, once nobody can be writing them; what we hide ourselves is not."""
    put(here / "inbox" / ".835", PAID)
    put(here / "inbox" / ".unfinished", PAID, int(time.time()))
    put(here / "inbox" / ".fetching.part", PAID)
    put(here / "outbox" / ".claims.837", CLAIM)
    code, said = edi("receive")
    assert (code, results(said), kinds(said | {"problems": []})) == (0, {".835": "waiting"}, ["hidden-name"])
    code, said = edi("send")
    assert (code, results(said), kinds(said)) == (0, {".claims.837": "ignored"}, ["hidden-name"])


def test_hostile_names_and_links_are_refused_or_made_harmless(here, there, edi, tmp_path, monkeypatch):
    """Nothing is written outside of the inbox, nothing but files is opened, and no message can move a cursor."""
    (there / "from" / "link.835").symlink_to(put(tmp_path / "secret", PAID))
    os.mkfifo(there / "from" / "pipe.835")
    put(there / "from" / "a\x1b[2J\nb.835", remittance(1))
    put(there / "from" / ("x" * 250), remittance(2))
    put(Path(os.fsdecode(os.fsencode(there / "from") + b"/\xff\xfe.835")), remittance(3))
    put(there / "from" / "ordinary.835", remittance(4))
    honest = FolderBox.list

    def lying(self, folder):
        yield from honest(self, folder)
        for name in ("../../escaped.835", "/etc/passwd", "..\\up.835", "a/b.835"):
            yield far.entry(name)

    monkeypatch.setattr(FolderBox, "list", lying)
    code, said = edi("sync")
    assert code == 1
    assert sorted(file["result"] for file in said["files"]) == ["fetched"] * 4 + ["ignored"] * 2 + ["refused"] * 4
    assert sorted(names(here / "processed")) == sorted(["%FF%FE.835", "a_[2J_b.835", "ordinary.835", "x" * 160])
    assert not list(tmp_path.rglob("escaped.835"))
    assert not any(ord(sign) < 32 or 0xd800 <= ord(sign) < 0xe000 for file in said["files"] for sign in file["file"])
    assert {file["file"] for file in said["files"] if file["result"] == "refused"} == {
        "../../escaped.835", "/etc/passwd", "..\\up.835", "a/b.835"}
    assert main(["-w", str(here), "sync"]) == 0                      # and it can be printed


@pytest.mark.parametrize("hostile", ["../up", "\x1b[2J/\n\u202e", os.fsdecode(b"/\xff"), "a\0b", "../" * 2_000])
def test_what_is_left_in_a_mailbox_is_an_error_once_and_then_a_warning(here, there, edi, monkeypatch, capsys, hostile):
    """So that a watcher is told once; called by a name that can be shown, known after a rebuild, new again with another size."""
    put(there / "from" / "1.835", PAID)
    size = 10
    honest = FolderBox.list
    monkeypatch.setattr(FolderBox, "list", lambda self, folder: (
        *honest(self, folder), far.entry(hostile)._replace(size=size)))
    code, said = edi("sync")
    left = said["files"][-1]
    assert (code, left["result"], kinds(said)) == (1, "refused", ["file-name"])
    assert left["file"].isprintable() and left["file"].isascii() and 2 < len(left["file"]) <= 160 and "no name" not in left["file"]
    for _ in range(2):
        code, said = edi("sync")
        assert (code, [file["result"] for file in said["files"]], kinds(said)) == (0, ["ignored"], ["file-name-still"])
        assert not rebuild.rebuild(here)["problems"]
    assert main(["-w", str(here), "fetch"]) == 0
    out, err = capsys.readouterr()
    assert "take it away" in out and not any(ord(sign) < 32 and sign != "\n" for sign in out + err) and "\u202e" not in out
    size = 11
    assert edi("sync")[0] == 1


def test_giving_names_leaves_nothing_for_the_garbage_collector(tmp_path):
    """A look for the system's function makes classes, which would pile up by the thousand."""
    import gc

    old, new = put(tmp_path / "old", b""), tmp_path / "new"
    folders.give_name(old, new)
    gc.collect()
    for _ in range(10):
        folders.give_name(new, old)
        folders.give_name(old, new)
    assert gc.collect() < 10


def test_folders_in_a_mailbox_are_passed_over(here, there, edi):
    """They have their own line in edi.toml, or nobody asked for them."""
    (there / "from" / "older").mkdir()
    assert edi("fetch") == (0, {"files": [], "problems": []})


def test_an_oversized_file_is_neither_fetched_nor_taken(here, there, edi):
    (here / "edi.toml").write_text((here / "edi.toml").read_text() + "\n[limits]\nmegabytes = 1\n")
    put(there / "from" / "big.835", b"ISA" + b"0" * (1 << 20))
    put(there / "from" / "small.835", PAID)
    put(here / "inbox" / "huge.835", b"ISA" + b"0" * (1 << 20))
    code, said = edi("sync")
    assert code == 1 and results(said) == {"big.835": "refused", "small.835": "fetched"}
    assert results(said, "received") == {"huge.835": "quarantined", "small.835": "posted"}
    assert "1 MB" in (here / "quarantine" / "huge.835.reason.txt").read_text()
    assert not any(path.stat().st_size > 1 << 20 for path in (here / "archive").rglob("*"))
    code, said = edi("sync")
    assert (code, results(said), kinds(said)) == (0, {"big.835": "ignored"}, ["too-large-there-still"])
    (here / "edi.toml").write_text((here / "edi.toml").read_text().replace("megabytes = 1", "megabytes = 2"))
    assert results(edi("fetch")[1]) == {"big.835": "fetched"}


def test_a_mailbox_that_fails_stops_no_other(here, there, edi, tmp_path):
    """Exit 3; the name of the mailbox is told."""
    other = folder_mailbox(tmp_path / "gone", name="gone").replace('send = "', 'user = "')
    (here / "edi.toml").write_text(other.join((here / "edi.toml").read_text().split("[[mailboxes]]\nname = \"acme\"", 1)[:1])
                                   + other + folder_mailbox(there))
    (tmp_path / "gone" / "from").rmdir()
    put(there / "from" / "1.835", PAID)
    code, said = edi("sync")
    assert (code, results(said), kinds(said)) == (3, {"1.835": "fetched"}, ["transport-folder"])
    assert said["problems"][0]["message"].startswith("mailbox gone: ")


@pytest.mark.parametrize("command", ["send", "fetch", "sync"])
def test_without_a_mailbox_the_way_out_is_named(tmp_path, capsys, command):
    here = books(tmp_path / "none")
    assert main(["-w", str(here), command]) == 2
    assert "[[mailboxes]]" in capsys.readouterr().err


def test_a_folder_that_is_not_there_stops_no_other_of_its_mailbox(here, there, edi, capsys):
    text = (here / "edi.toml").read_text()
    (here / "edi.toml").write_text(text.replace(f'fetch = ["{there}/from"]', f'fetch = ["{there}/gone", "{there}/from"]'))
    put(there / "from" / "1.835", PAID)
    code, said = edi("fetch")
    assert (code, results(said), kinds(said)) == (3, {"1.835": "fetched"}, ["transport-folder"])
    assert main(["-w", str(here), "fetch"]) == 3
    assert "nothing new" not in capsys.readouterr().out


def test_other_bytes_under_a_known_name_size_and_time_are_not_deleted_unread(tmp_path, edi):
    """Only what is archived with the very same bytes is deleted."""
    there = tmp_path / "there"
    here = books(tmp_path / "deleting", folder_mailbox(there, after="delete"))
    put(there / "from" / "1.835", PAID)
    edi("fetch", of=here)
    other = put(there / "from" / "1.835", PAID.replace("T9001", "T9002")).read_text()
    assert len(other) == len(PAID)
    assert results(edi("fetch", of=here)[1]) == {"1.835": "fetched"} and not names(there / "from")
    assert (here / "inbox" / "1.2.835").read_text() == other


def test_what_cannot_be_deleted_is_told(tmp_path, edi, monkeypatch):
    """And comes into the inbox once; it is deleted as soon as it may be."""
    there = tmp_path / "there"
    here = books(tmp_path / "deleting", folder_mailbox(there, after="delete"))
    put(there / "from" / "1.835", PAID)
    with monkeypatch.context() as patch:
        patch.setattr(FolderBox, "remove", lambda self, path: (_ for _ in ()).throw(far.refused("permission denied")))
        code, said = edi("fetch", of=here)
        assert (code, results(said), kinds(said)) == (0, {"1.835": "fetched"}, ["not-deleted"])
        code, said = edi("fetch", of=here)
        assert (code, results(said), kinds(said)) == (0, {"1.835": "duplicate"}, ["fetched-before", "not-deleted"])
    assert results(edi("fetch", of=here)[1]) == {"1.835": "duplicate"}
    assert names(here / "inbox") == ["1.835"] and not names(there / "from")


@pytest.mark.parametrize("order", [1, -1])
def test_nothing_in_quarantine_is_overwritten(here, edi, order):
    """Not by the reason for another file, nor by another file of the name of a reason."""
    (here / "edi.toml").write_text((here / "edi.toml").read_text() + "\n[limits]\nmegabytes = 1\n")
    files = {"b.835.reason.txt": b"ISA" + b"0" * (1 << 20), "b.835": b"no X12"}
    for name in list(files)[::order]:
        put(here / "inbox" / name, files[name])
        edi("receive")
    put(here / "inbox" / "b.835", b"no X12")
    edi("receive")
    kept = [path.read_bytes() for path in (here / "quarantine").iterdir()]
    assert sorted(each for each in kept if each in files.values()) == sorted(files.values())
    assert len(kept) == 4 and not names(here / "inbox")


def test_a_file_that_somebody_takes_out_of_the_outbox_ends_no_round(here, there, edi, monkeypatch):
    """Its neighbours are sent; each file is surveyed once."""
    from edi_engine.flows import send

    gone, path = prepared(here), prepared(here, first=7)
    honest, seen = send._marks, []

    def marks(path):
        seen.append(path)
        found = honest(path)
        if path == gone:
            path.unlink()
        return found

    monkeypatch.setattr(send, "_marks", marks)
    code, said = edi("send")
    assert (code, results(said)) == (1, {gone.name: "refused", path.name: "sent"}) and names(there / "to") == [path.name]
    assert seen == [gone, path]


def test_a_file_of_ours_that_cannot_be_read_is_no_fault_of_the_mailbox(here, there, edi, monkeypatch):
    """What is half there is taken away, and the next round sends it."""
    from edi_engine.flows import send

    path = prepared(here)

    def broken(path):
        yield b"ISA"
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(send, "pieces_of", broken)
        code, said = edi("send")
    assert (code, results(said), kinds(said)) == (1, {path.name: "refused"}, ["unreadable-file"])
    assert not names(there / "to") and edi("send")[0] == 0 and names(there / "to") == [path.name]


# ---- one bad file, and what stays private


def test_what_breaks_over_one_file_costs_no_other(here, edi, monkeypatch, tmp_path):
    """EXC-4: in receive, import and submit; a set that breaks costs its neighbours nothing."""
    from edi_engine.flows import submit

    def breaks(house, source, ts, file, outcome):
        if b"T000002" in source.bytes():
            raise ZeroDivisionError("TESTER, ANNA")
        return honest(house, source, ts, file, outcome)

    honest = receive.ERRANDS["835"]
    monkeypatch.setitem(receive.ERRANDS, "835", breaks)
    for number in (1, 2, 3):
        put(here / "inbox" / f"{number}.835", remittance(number))
    code, said = edi("receive")
    assert code == 1 and results(said) == {"1.835": "posted", "2.835": "quarantined", "3.835": "posted"}
    assert [problem["kind"] for problem in said["files"][1]["problems"]] == ["internal"] and "TESTER" not in json.dumps(said)
    assert names(here / "quarantine") == ["2.835", "2.835.reason.txt"] and names(here / "processed") == ["1.835", "3.835"]
    monkeypatch.undo()
    with monkeypatch.context() as patch:
        patch.setattr(submit, "one", lambda house, path, context: 1 // 0)
        put(tmp_path / "a.json", b"{}")
        assert (edi("submit", str(tmp_path / "a.json"))[1]["files"][0]["result"]) == "refused"
    assert not rebuild.rebuild(here)["problems"]


def test_a_file_that_cannot_be_opened_stays_in_the_inbox(here, edi, monkeypatch):
    """It is not thrown away, and the next one is taken."""
    put(here / "inbox" / "1.835", PAID)
    put(here / "inbox" / "2.835", remittance(2))
    honest = folders.keep

    def locked(archive, path, errand):
        if path.name == "1.835":
            raise PermissionError(13, "Permission denied")
        return honest(archive, path, errand)

    with monkeypatch.context() as patch:
        patch.setattr(folders, "keep", locked)
        code, said = edi("receive")
    assert code == 1 and results(said) == {"1.835": "refused", "2.835": "posted"} and names(here / "inbox") == ["1.835"]
    assert results(edi("receive")[1]) == {"1.835": "posted"}


def test_everything_here_is_private(here, there, edi):
    """Files 0600, folders 0700, whoever made them."""
    prepared(here)
    put(there / "from" / "1.835", PAID).chmod(0o666)
    put(there / "from" / "2.835", b"nothing").chmod(0o666)
    put(here / "inbox" / "3.835", remittance(3)).chmod(0o666)
    edi("sync")
    for path in here.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path
    assert here.stat().st_mode & 0o777 == 0o700


def test_the_audit_knows_who_when_what_and_which_file(here, there, edi):
    """Never a name or an argument; and no rebuild loses it, nor what was carried."""
    path = prepared(here)
    put(there / "from" / "1.835", PAID)
    edi("sync")
    assert main(["-w", str(here), "note", "FAR0001", "a word"]) == 0
    sent = folders.sha256(here / "sent" / path.name)

    def audit() -> list[tuple[str, ...]]:
        with sqlite3.connect(here / "ledger.db") as db:
            return db.execute("SELECT command, sha256, who, at FROM audit").fetchall()

    found = audit()
    assert {(command, digest) for command, digest, *_ in found} >= {
        ("submit", ""), ("submit", sent), ("sync", sent), ("sync", folders.sha256(here / "processed" / "1.835")), ("note", "")}
    assert all(who and at for *_, who, at in found) and "FAR0001" not in str(found) and "TESTER" not in str(found)
    assert not rebuild.rebuild(here)["problems"]
    assert audit()[:len(found)] == found
    assert edi("sync") == (0, {"files": [], "problems": [], "received": []})
    (here / "outbox" / "again").write_bytes((here / "sent" / path.name).read_bytes())
    assert results(edi("send")[1]) == {"again": "duplicate"}


def test_a_segment_without_end_costs_no_other_set_and_no_memory(here, edi):
    """Ten million elements would take gigabytes; its set is kept aside, the set before it and the one behind it are posted."""
    sets = [remittance(number).replace("*0001~", f"*000{number}~") for number in (1, 2, 3)]
    head, tail = sets[0][:sets[0].index("ST*835")], sets[0][sets[0].index("~GE*") + 1:].replace("GE*1*", "GE*3*")
    bodies = [text[text.index("ST*835"):text.index("~GE*") + 1] for text in sets]
    bodies[1] = bodies[1].replace("SE*", "NTE" + "*" * (3 << 20) + "~SE*")
    put(here / "inbox" / "1.835", head + "".join(bodies) + tail)
    tracemalloc.start()
    code, said = edi("receive")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (code, results(said)) == (1, {"1.835": "posted"}) and peak < 32 << 20
    told = [problem["kind"] for problem in said["files"][0]["problems"]]
    assert [told.count(kind) for kind in ("segment-too-long", "internal", "no-claim")] == [1, 0, 2]
    assert names(here / "quarantine") == ["1.835", "1.835.reason.txt"] and not names(here / "inbox")
    with sqlite3.connect(here / "ledger.db") as db:
        assert db.execute("SELECT trace FROM remittance ORDER BY 1").fetchall() == [("T000001",), ("T000003",)]


def test_a_file_of_a_million_tiny_interchanges_is_refused_at_once(here, edi):
    """Each would cost what a whole file costs; nothing of it is applied, and a rebuild does not try either."""
    head = CLAIM[:106]
    tiny = head + "IEA*0*" + head[90:99] + "~"
    put(here / "inbox" / "many.835", tiny.encode() * 1_000_000)
    put(here / "inbox" / "one.835", PAID)
    begun = time.monotonic()
    code, said = edi("receive")
    assert time.monotonic() - begun < 60
    assert code == 1 and results(said) == {"many.835": "quarantined", "one.835": "posted"}
    assert [problem["kind"] for problem in said["files"][0]["problems"]] == ["too-many-interchanges"]


@pytest.mark.parametrize("name", [b"\xff.837", b"a\x1b[2J.837", b"n" * 161])
def test_a_name_that_no_mailbox_should_get_stays_in_the_outbox(here, there, edi, name):
    path = prepared(here)
    put(here / "outbox" / os.fsdecode(name), CLAIM)
    code, said = edi("send")
    assert (code, kinds(said), names(there / "to")) == (1, ["outbox-name"], [path.name])
    assert len(names(here / "outbox")) == 1


@pytest.mark.parametrize("command", ["fetch", "receive"])
def test_a_full_disk_here_is_called_so(here, there, edi, monkeypatch, command):
    """Of a file, and of the ledger; what came stays where it was and is taken when there is room."""
    import errno

    put(there / "from" / "1.835", PAID)
    put(here / "inbox" / "2.835", remittance(2))
    with monkeypatch.context() as patch:
        patch.setattr(folders, "write", lambda path, chunks: (_ for _ in ()).throw(OSError(errno.ENOSPC, "No space left on device")))
        code, said = edi(command)
    assert code in (1, 3) and kinds(said | {"problems": []}) == ["no-room"]
    assert names(here / "inbox") == ["2.835"] and names(there / "from") == ["1.835"]
    assert results(edi("sync")[1], "received") == {"1.835": "posted", "2.835": "posted"}


@pytest.mark.parametrize(("said", "told"), [
    ("database or disk is full", "no room left"), ("attempt to write a readonly database", "may not be written")])
def test_what_the_ledger_cannot_do_is_a_sentence(here, capsys, monkeypatch, said, told):
    from edi_engine.ledger import transfers

    monkeypatch.setattr(transfers, "audit", lambda *_: (_ for _ in ()).throw(sqlite3.OperationalError(said)))
    assert main(["-w", str(here), "receive"]) == 1
    assert told in capsys.readouterr().err


def test_the_ledger_says_when_it_is_locked(here, capsys, monkeypatch):
    """One sentence and exit 1; no traceback, and the file waits."""
    from edi_engine.ledger import database

    honest = database.connect

    def impatient(path):
        connection = honest(path)
        connection.execute("PRAGMA busy_timeout = 50")
        return connection

    put(here / "inbox" / "1.835", PAID)
    monkeypatch.setattr(database, "connect", impatient)
    with open_house(here) as house:
        house.db.execute("BEGIN IMMEDIATE")
        assert main(["-w", str(here), "receive"]) == 1
        house.db.execute("ROLLBACK")
    out, err = capsys.readouterr()
    assert not out and "try again when it has finished" in err and names(here / "inbox") == ["1.835"]

"""A far side for the tests of exchange: a workspace with a mailbox, encounters that become claims, and files that come back."""

import json
import re
from pathlib import Path
from typing import Any

from edi_engine.cli import main
from edi_engine.flows.setup import init
from edi_engine.settings import FRESH

BROKEN = Path(__file__).parents[1] / "fixtures" / "x12" / "broken"
CLAIM = (BROKEN / "REM-25.other-id" / "1.x12").read_text("ascii")
PAID = (BROKEN / "REM-25.unknown-payee" / "1.x12").read_text("ascii").replace("1999999992", "1999999984")
OLD = 1_700_000_000                      # seconds: a file that was written long ago is not waited for


def encounters(count: int, first: int = 1) -> dict[str, Any]:
    """Encounters of as many patients, one line each."""
    return {"version": 1, "encounters": [
        {"id": f"E{n}", "claim_id": f"FAR{n:04d}", "billing_provider": {"npi": "1999999984"}, "payer": {"id": "HARBR"},
         "subscriber": {"member_id": f"HH{n:08d}", "last": "TESTER", "first": "ANNA", "birth": "1980-02-03", "sex": "F",
                        "address": {"street": "1 ELM ST", "city": "CINCINNATI", "state": "OH", "zip": "45220"}},
         "rendering": {"npi": "1900000021"}, "diagnoses": ["I10"],
         "lines": [{"control_number": f"FAR{n:04d}L1", "from": "2026-03-02", "procedure": "99213", "charge": "100.00",
                    "units": "1", "pointers": [1]}]} for n in range(first, first + count)]}


def remittance(number: int, claim: str = "B1") -> str:
    """An 835 with a number of its own."""
    return (PAID.replace("CLP*B1*", f"CLP*{claim}*").replace("T9001", f"T{number:06d}").replace("HARBR1", f"HARBR{number}")
            .replace("000000001", f"{number:09d}"))


def books(folder: Path, mailbox: str = "", mode: str = "test") -> Path:
    """A workspace whose edi.toml names a mailbox."""
    init(folder)
    (folder / "edi.toml").write_text(FRESH.replace('mode = "test"', f'mode = "{mode}"', 1) + "\n" + mailbox, "utf-8")
    return folder


def folder_mailbox(far: Path, mode: str = "test", after: str = "keep", name: str = "acme") -> str:
    """A mailbox that is a folder with two folders in it, which are made."""
    for each in ("to", "from"):
        (far / each).mkdir(parents=True, exist_ok=True)
    return (f'[[mailboxes]]\nname = "{name}"\nkind = "folder"\nmode = "{mode}"\nsend = "{far}/to"\nfetch = ["{far}/from"]\n'
            f'after = "{after}"\n')


def put(path: Path, text: str | bytes, age: int = OLD) -> Path:
    """A file that was last changed long ago."""
    import os

    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    os.utime(path, (age, age))
    return path


def prepared(folder: Path, count: int = 2, first: int = 1) -> Path:
    """Submit encounters; the 837P in the outbox."""
    before = set((folder / "outbox").iterdir())
    source = folder.parent / f"encounters-{first}.json"
    source.write_text(json.dumps(encounters(count, first)))
    assert main(["-w", str(folder), "submit", str(source), "--json"]) == 0
    return next(iter(set((folder / "outbox").iterdir()) - before))


def claims_in(*folders: Path) -> list[str]:
    """The numbers of all claims in the files of folders, hidden ones too."""
    return sorted(number for folder in folders for path in folder.rglob("*") if path.is_file()
                  for number in re.findall(rb"CLM\*([^*]*)", path.read_bytes()))


def names(folder: Path) -> list[str]:
    """What a folder holds."""
    return sorted(path.name for path in folder.iterdir())


def refused(reason: str) -> Exception:
    """What a mailbox says when it does not take something."""
    from edi_engine.exchange.mailboxes import Refused

    return Refused(reason)


def entry(name: str) -> Any:
    """A file as a server lists it that wants it to be written elsewhere."""
    from edi_engine.exchange.mailboxes import Entry

    return Entry(name, 10, OLD, True)

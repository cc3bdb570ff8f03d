"""What is measured, each in a process of its own: ``python -m benchmarks.tasks NAME ARGUMENT...``.

A task prepares what it needs, then does its work in a ``with work():``. It prints one JSON line: what it counted (so that
nobody is measured for a result that nobody looked at), the CPU of the work alone, and the setting of the garbage collector
as it was when the work ended. The whole process is measured from outside.
"""

import contextlib
import gc
import io
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from time import process_time
from typing import Any, cast

SPENT: dict[str, float | str] = {}


@contextlib.contextmanager
def work() -> Iterator[None]:
    """The part of a task that counts when its preparation does not."""
    start = process_time()
    yield
    SPENT.update(work=process_time() - start, collector=collector())


def collector() -> str:
    frozen = f", {gc.get_freeze_count()} frozen" if gc.get_freeze_count() else ""
    return f"{'on' if gc.isenabled() else 'off'} {gc.get_threshold()}{frozen}"


# --- ours ---------------------------------------------------------------------------------------------------------------


def nouns(file: str) -> dict[str, int]:
    """An 835 to nouns, streamed: every head, header number, claim payment and tail."""
    with work():
        from edi_engine import x12
        from edi_engine.guides import x221a1

        source = x12.Source(Path(file))
        found: Counter[str] = Counter()
        for ts in x12.survey(source):
            for noun in x221a1.read(source, ts):
                found[type(noun).__name__] += 1
    return dict(found)


def write_claims(file: str) -> dict[str, int]:
    """The 837P of a file, read before, from nouns to bytes."""
    from edi_engine import x12
    from edi_engine.guides import x222a1
    from edi_engine.x12 import writing

    source = x12.Source(Path(file))
    sets = [list(x222a1.read(source, ts)) for ts in x12.survey(source)]
    out = io.BytesIO()
    interchange = writing.Interchange(
        sender="INVENTEDPM", receiver="INVENTEDCH", created=datetime(2025, 2, 20, 9, 15), control_number=1,
        application_sender="INVENTEDPM", application_receiver="INVENTEDCH", group_control_number=1,
        version="005010X222A1", reference="005010X222A1")
    with work():
        writing.write_interchange(out, interchange, (x222a1.write(one) for one in sets))
    return {"bytes": out.tell()}


def edi(*arguments: str) -> dict[str, int]:
    """A command of the engine, its output thrown away."""
    from edi_engine.cli import main

    with work(), Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        code = main(list(arguments))
    if code:
        raise SystemExit(f"edi {' '.join(arguments)} ended with {code}")
    return {"exit": code}


# --- peers --------------------------------------------------------------------------------------------------------------


def floor(file: str, database: str) -> dict[str, int]:
    from benchmarks.floor import store

    with work():
        count = store(Path(file), Path(database))
    return {"segments": count}


def oxedi(file: str) -> dict[str, int]:
    import oxedi

    with work():
        result = oxedi.parse_file(file)
        found = {name: len(result.tables[name]) for name in result.tables}
    return found


def x12sdk(file: str) -> dict[str, int]:
    from x12sdk.io import X12ModelReader

    with work(), X12ModelReader(file) as reader:
        claims = sum(len(list(cast(Any, model).claims())) for model in reader.models())
    return {"claims": claims}


def x12sdk_write(file: str) -> dict[str, int]:
    """As write_claims: the models are read before."""
    from x12sdk.io import X12ModelReader, write_transactions

    with X12ModelReader(file) as reader:
        models = list(reader.models())
    with work():
        text = write_transactions(models, sender_id="INVENTEDPM", receiver_id="INVENTEDCH")
        data = text.encode()
    return {"bytes": len(data)}


def pyx12(file: str) -> dict[str, int]:
    """Its validator; no 999 is asked for, which it cannot write for an 835."""
    import logging

    from pyx12.params import params
    from pyx12.x12n_document import x12n_document

    logging.disable(logging.CRITICAL)
    with work():
        verdict = x12n_document(params(), file, None, None)
    return {"accepted": int(verdict)}


TASKS: dict[str, Callable[..., dict[str, int]]] = {
    "nouns": nouns, "write_claims": write_claims, "edi": edi, "floor": floor, "oxedi": oxedi, "x12sdk": x12sdk,
    "x12sdk_write": x12sdk_write, "pyx12": pyx12,
}

if __name__ == "__main__":
    counted = TASKS[sys.argv[1]](*sys.argv[2:])
    print(json.dumps({"counted": counted} | SPENT))

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


def write_nouns(file: str) -> dict[str, int]:
    """The 837P of a file, read before, from nouns to bytes; the levels stand as they stood."""
    from edi_engine import x12
    from edi_engine.guides import x222a1

    source = x12.Source(Path(file))
    sets = [list(x222a1.read(source, ts)) for ts in x12.survey(source)]
    out = io.BytesIO()
    with work():
        x12.write_interchange(out, interchange(), (x222a1.write(one) for one in sets))
    return {"bytes": out.tell()}


def write_claims(file: str) -> dict[str, int]:
    """The claims of a file, read before, put under their providers, subscribers and patients, and written."""
    from edi_engine import x12
    from edi_engine.guides import x222a1

    head, found = claims(file)
    out = io.BytesIO()
    with work():
        x12.write_interchange(out, interchange(), (x222a1.write(x222a1.arrange(head, some)) for some in x222a1.batches(found)))
    return {"bytes": out.tell(), "claims": len(found), "lines": sum(len(claim.lines) for claim in found)}


def stream_claims(file: str) -> dict[str, int]:
    """An 837P read into nouns and written to the disk, one noun at a time."""
    with work():
        from edi_engine import x12
        from edi_engine.guides import x222a1

        source = x12.Source(Path(file))
        with Path(f"{file}.out").open("wb") as out:
            sets = (x222a1.write(x222a1.read(source, ts)) for ts in x12.survey(source))
            written = x12.write_interchange(out, interchange(), sets)
    return {"bytes": written.size}


def edits(file: str) -> dict[str, int]:
    """Every edit over the claims of a file, read before."""
    from edi_engine.edits import Context, of_claim

    _, found = claims(file)
    with work():
        context = Context(day=datetime(2025, 3, 1).date())
        problems = Counter(problem.rule for claim in found for problem in of_claim(claim, context))
    return {"claims": len(found), **problems}


def claims(file: str) -> tuple[Any, list[Any]]:
    """The head of the first set of a file, and the claims of them all."""
    from edi_engine import x12
    from edi_engine.guides import x222a1

    source = x12.Source(Path(file))
    sets = list(x12.survey(source))
    return x222a1.submission(source, sets[0]), [claim for ts in sets for claim in x222a1.claims(source, ts)]


def interchange() -> Any:
    """An envelope for what is written."""
    from edi_engine import x12

    return x12.Interchange(
        sender="INVENTEDPM", receiver="INVENTEDCH", created=datetime(2025, 2, 20, 9, 15), control_number=1,
        application_sender="INVENTEDPM", application_receiver="INVENTEDCH", group_control_number=1,
        version="005010X222A1", reference="005010X222A1")


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


def x12sdk_models(file: str) -> dict[str, int]:
    """As write_nouns: the models are read before."""
    from x12sdk.io import X12ModelReader, write_transactions

    with X12ModelReader(file) as reader:
        models = list(reader.models())
    with work():
        text = write_transactions(models, sender_id="INVENTEDPM", receiver_id="INVENTEDCH")
        data = text.encode()
    return {"bytes": len(data)}


def x12sdk_claims(file: str) -> dict[str, int]:
    """As write_claims: the same claims as its specifications, made before; names and addresses it invents itself."""
    from decimal import Decimal
    from itertools import groupby

    from x12sdk.generate import ClaimSpec, PatientSpec, ServiceLineSpec, SubmissionSpec, generate_837p

    def specification(claim: Any) -> ClaimSpec:
        lines = [ServiceLineSpec(Decimal(line.charge) / 100, line.procedure.code, units=int(line.units))
                 for line in claim.lines]
        return ClaimSpec(Decimal(claim.charge) / 100, lines=lines, patient_control_number=claim.patient_control_number)

    _, found = claims(file)
    patients = [PatientSpec([specification(claim) for claim in theirs], dependent=dependent)
                for (_, _, dependent), theirs in groupby(found, lambda claim: (id(claim.subscriber), id(claim.patient),
                                                                               claim.patient is not None))]
    with work():
        text = generate_837p(claims=SubmissionSpec(patients), sender_id="INVENTEDPM", receiver_id="INVENTEDCH")
        data = text.encode()
    return {"bytes": len(data), "claims": text.count("CLM*"), "lines": text.count("LX*")}


def join(file: str) -> dict[str, int]:
    """A file cut into segments and joined again: the least that writing what was read can cost."""
    with work(), Path(file).open(encoding="ascii") as lines, Path(f"{file}.out").open("w", encoding="ascii") as out:
        size = sum(out.write(line.rstrip("\n")) for line in lines)
    return {"bytes": size}


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
    "nouns": nouns, "write_nouns": write_nouns, "write_claims": write_claims, "stream_claims": stream_claims, "edits": edits,
    "edi": edi, "floor": floor, "oxedi": oxedi, "x12sdk": x12sdk, "x12sdk_models": x12sdk_models,
    "x12sdk_claims": x12sdk_claims, "join": join, "pyx12": pyx12,
}

if __name__ == "__main__":
    counted = TASKS[sys.argv[1]](*sys.argv[2:])
    print(json.dumps({"counted": counted} | SPENT))

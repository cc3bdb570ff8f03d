"""Submitting: encounters become claims, claims an 837P; what a payer would throw back does not leave."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from edi_engine import clock, conformance, edits, encounters, x12
from edi_engine.billing.claim import Claim, Submission
from edi_engine.billing.encounter import Encounter
from edi_engine.exchange import folders
from edi_engine.flows import codes, drafts, rows
from edi_engine.flows.chunks import chunks
from edi_engine.flows.drafts import Draft
from edi_engine.flows.house import House
from edi_engine.flows.outcome import NOT_THE_FILE, Outcome, guarded, report
from edi_engine.guides import x222a1
from edi_engine.ledger import database, facts, numbers, prepared, repeats
from edi_engine.ledger.settle import settle
from edi_engine.ledger.touching import Touched
from edi_engine.money import dollars
from edi_engine.problems import Problem, failures, worst
from edi_engine.x12.findings import Findings

Judge = Callable[[Problem], Problem]
_REFUSED = {"delimiter-in-data": "ENV-6", "transliterated": "ENV-7", "replaced": "ENV-7"}
"""What is replaced in a value -> the rule by which edi.toml may refuse it instead."""


def submit(house: House, paths: Sequence[Path], caught: type[Exception] = Exception) -> dict[str, Any]:
    """Turn encounter files into 837P files in the outbox. A bad encounter is named and stays behind; the good ones leave.

    A file over which something breaks is that file's problem; with another ``caught`` it is let out.
    """
    let_go(house)
    context = of_run(house)
    return report(guarded(str(path), partial(one, house, path, context, caught), caught) for path in folders.files(paths))


def of_run(house: House) -> edits.Context:
    """What the edits of a run know besides its claims: the workspace's codes, and whether it sends tests."""
    return edits.Context(usage=house.settings.usage, codes=codes.known(house.folder), billed={})


def let_go(house: House) -> None:
    """Release everything that is prepared, also by a run that was cut off."""
    for left in prepared.unreleased(house.db):
        _release(house, left)


def one(house: House, path: Path, context: edits.Context, caught: type[Exception] = Exception) -> Outcome:
    """Submit one file of encounters; ``context`` knows the claims that went before it in the same run.

    An encounter over which something breaks is that encounter's problem; with another ``caught`` it is let out.
    """
    outcome = Outcome(str(path), findings=Findings(sys.maxsize))          # each is a row that somebody has to correct
    read = encounters.read(path, house.settings)
    outcome.kind = "encounters" if read.good or read.refused else ""
    outcome.say(read.problems)
    good = list(_passing(house, read.good, context, outcome))
    for _ in _passing(house, read.drafts, context, outcome):                  # so that every fault of a file is told at once
        pass
    context.settle(encounter.claim for encounter in good)
    _let_leave(house, good, outcome, caught)
    return outcome


def alone(house: House, encounter: Encounter, outcome: Outcome, judge: Judge = lambda problem: problem) -> None:
    """Submit one claim that follows from another that left; the same gate and outbox, and the edits as ``judge`` takes them."""
    _let_leave(house, list(_passing(house, [encounter], of_run(house), outcome, judge)), outcome)


def _let_leave(house: House, good: Sequence[Encounter], outcome: Outcome, caught: type[Exception] = Exception) -> None:
    """Send what has passed the edits, in files of the right size, and say how it ended."""
    for batch in chunks(good, house.settings.envelope.claims_per_transaction):
        try:
            _send(house, batch, outcome)
        except NOT_THE_FILE:
            raise
        except caught:
            left = _writable(batch, outcome, caught)
            if len(left) == len(batch):
                raise
            _send(house, left, outcome)
    refused = worst(outcome.problems) == "error"
    sent = bool(outcome.out)
    outcome.result = "refused" if refused and not sent else "prepared" if sent or not good else "duplicate"


def _passing(house: House, found: Iterable[Encounter], context: edits.Context, outcome: Outcome,
             judge: Judge = lambda problem: problem) -> Iterator[Encounter]:
    """The encounters whose claims our own edits and the partners' profiles let go, as the partners want them."""
    for batch in chunks(found):
        if context.billed is not None:
            context.billed.update(repeats.billed(house.db, (each.claim for each in batch), house.settings.usage))
        for encounter in batch:
            encounter, problems = house.partners.fitted(encounter)
            problems += house.partners.judged(encounter.claim, edits.check(encounter, context))
            problems = [judge(problem) for problem in problems]
            outcome.say(problems)
            if worst(problems) != "error":
                context.bill(encounter.claim)
                yield encounter


def _send(house: House, batch: Sequence[Encounter], outcome: Outcome) -> None:
    """Write one 837P of the batch, pass it through the gate, and let it leave; what is refused stays behind alone."""
    batch = _not_sent_yet(house, batch, outcome)
    if not batch:
        return
    control, reference = _control_numbers(house)
    name = _name(house.settings.submitter.id, control)
    head, said = house.partners.headed(drafts.head(house.settings, clock.now(), reference))
    outcome.say(said)
    while batch and worst(said) != "error":
        draft = drafts.write_under(house.settings, head, batch, clock.now(), control)
        refusals = _refusals(house, draft) or _enter(house, draft, name, outcome.file)
        if not refusals:
            outcome.say(draft.named(draft.notes))
            let_go(house)                                    # unless another run has done so meanwhile
            outcome.out.append(str(_target(house, name)))
            outcome.transactions += 1
            outcome.claims += len(draft.claims)
            return
        outcome.say(draft.named(refusals))
        batch = draft.without(refusals)


def _writable(batch: Sequence[Encounter], outcome: Outcome, caught: type[Exception]) -> list[Encounter]:
    """The encounters whose claims can be written; one over which the writer breaks is named and costs the others nothing."""
    written: list[Encounter] = []
    for encounter in batch:
        try:
            list(x222a1.write(x222a1.arrange(Submission(""), [encounter.claim])))
        except caught as broken:
            outcome.say([failures.internal(broken).said_of(f"encounter {encounter.id}")])
        else:
            written.append(encounter)
    return written


def _not_sent_yet(house: House, batch: Sequence[Encounter], outcome: Outcome) -> Sequence[Encounter]:
    """The encounters that have not left before with the very same content; what was decided since is warned of (CLM-25)."""
    if not prepared.newest(house.db, [encounter.claim for encounter in batch], house.settings.usage):
        return batch
    trial = drafts.write(house.settings, batch, clock.now(), 1, "")
    again = _left_before(house, trial)
    known = {problem.at for problem in again}
    decided = [problem for problem in _decided(house, trial) if problem.at not in known]
    outcome.say(trial.named([*again, *decided]))
    return trial.without([*again, *(problem for problem in decided if problem.severity == "error")])


def _left_before(house: House, draft: Draft) -> list[Problem]:
    """CLM-25: the newest that left under the claim's number, in this mode, is the very same claim."""
    newest = prepared.newest(house.db, draft.claims, house.settings.usage)
    sent: dict[tuple[str, int], Claim] = {}
    for digest in {where.sha256 for where in newest.values()}:
        source = x12.Source(house.bytes_of(digest))
        sent |= {(digest, claim.at): claim for ts in x12.survey(source) for claim in x222a1.claims(source, ts)}
    again = [claim for claim in draft.claims if (where := newest.get(prepared.key(claim))) and sent.get(where) == claim]
    return [found for claim in again for found in house.partners.judged(
        claim, [Problem("CLM-25", "already-sent", claim.at, charge=dollars(claim.charge))])]


def _decided(house: House, draft: Draft) -> list[Problem]:
    """CLM-25: an original under a number, for a turn and of a first day that its payer has decided already."""
    originals = [claim for claim in draft.claims if claim.frequency == "1"]
    decided = repeats.decided(house.db, originals, house.settings.usage)
    again = [claim for claim in originals if decided and (prepared.key(claim), _first_day(claim)) in decided]
    return [found for claim in again
            for found in house.partners.judged(claim, [Problem("CLM-25", "decided", claim.at)])]


def _first_day(claim: Claim) -> str:
    return min((line.service.since.isoformat() for line in claim.lines if line.service), default="")


def _refusals(house: House, draft: Draft) -> list[Problem]:
    """Why claims of a draft must not leave: numbers that would leave changed, values that may not, what pyx12 refuses."""
    changed = list(_changed(draft))
    if house.settings.envelope.characters != "refuse":
        changed += _identifiers(draft)
    else:
        changed += [Problem(_REFUSED[note.kind], "refused", note.at, place=note.place) for note in draft.notes
                    if note.kind in _REFUSED]
    return changed or conformance.gate(draft.data)


def _changed(draft: Draft) -> Iterator[Problem]:
    """CLM-6, CLM-16: the numbers by which an answer finds its claim and line leave as they are or not at all."""
    for encounter, written in zip(draft.encounters, draft.claims, strict=True):
        if written.patient_control_number != encounter.claim.patient_control_number:
            yield Problem("CLM-6", "changed", written.at)
        for given, line in zip(encounter.claim.lines, written.lines, strict=True):
            if line.control_number != given.control_number:
                yield Problem("CLM-16", "changed", line.at)


_IDENTIFIERS = frozenset({("NM1", 9), ("REF", 2), ("SBR", 3), ("SVD", 1), ("PWK", 6)})


def _identifiers(draft: Draft) -> Iterator[Problem]:
    """ENV-6, ENV-7: a number by which somebody knows somebody leaves as it is; only names and texts may leave changed."""
    for note in draft.notes:
        place = note.place
        if place and note.kind in _REFUSED and (place.tag, place.element) in _IDENTIFIERS:
            said = {draft.owners.field(place.index, place.element, place.component, claim)
                    for claim in draft.owners.of(place.index)}
            if not all(map(_OF_A_LINE.fullmatch, said)):                      # which CLM-16 tells
                yield Problem(_REFUSED[note.kind], "identifier-changed", note.at, place=place)


_OF_A_LINE = re.compile(r"lines\[\d+\]\.control_number")


def _control_numbers(house: House) -> tuple[int, str]:
    """ISA13 and BHT03, given out once and for ever (ENV-4, ENV-5)."""
    us = house.settings
    with database.transaction(house.db):
        return (numbers.allocate(house.db, f"ISA13 {us.submitter.id} {us.receiver.id}"),
                f"{numbers.allocate(house.db, f'BHT03 {us.submitter.id}'):09d}")


def _name(submitter: str, control: int) -> str:
    """The file's name: of the submitter's id only what cannot be taken for a path."""
    return f"{re.sub(r'[^A-Za-z0-9_-]+', '_', submitter)}.{control:09d}.837"


def _enter(house: House, draft: Draft, name: str, source: str) -> list[Problem]:
    """Write the draft's facts in one transaction, unless another run has sent some of its claims meanwhile: those are told."""
    db, digest = house.db, sha256(draft.data).hexdigest()
    folders.keep_bytes(house.at("archive"), draft.data, digest)
    rows.keep(house.at("archive"), digest, Path(source).name, draft.encounters)
    with database.transaction(db):
        if again := _left_before(house, draft):
            return again
        house.audit(digest)
        file = facts.add_file(db, digest, name, "837P")
        set_id, _ = facts.add_set(db, "837P", x12.digest(draft.source, draft.set), draft.set.version)
        facts.add_sending(db, set_id, file, draft.set)
        head = x222a1.submission(draft.source, draft.set)
        facts.add_claims(db, set_id, draft.set.first, head, draft.claims, "claim", (e.id for e in draft.encounters))
    return []


def _target(house: House, name: str) -> Path:
    return house.at("outbox") / name


def _release(house: House, left: prepared.Prepared) -> None:
    """Drop a prepared file into the outbox and let its claims count."""
    folders.note(house.at("archive"), left.sha256, left.name, "submit")
    folders.drop(_target(house, left.name), [house.bytes_of(left.sha256).read_bytes()])
    with database.transaction(house.db):
        facts.release(house.db, left.transaction_set)
        settle(house.db, Touched((left.transaction_set,)), house.settings.aliases)

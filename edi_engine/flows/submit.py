"""Submitting: encounters become claims, claims an 837P; what a payer would throw back does not leave."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from edi_engine import clock, conformance, edits, encounters, x12
from edi_engine.billing.claim import Claim, Submission
from edi_engine.billing.encounter import Encounter
from edi_engine.billing.party import Contact, Name
from edi_engine.exchange import folders
from edi_engine.flows.chunks import chunks
from edi_engine.flows.house import House
from edi_engine.flows.outcome import Outcome, report
from edi_engine.flows.owners import Owners
from edi_engine.guides import x222a1
from edi_engine.ledger import database, facts, numbers, prepared
from edi_engine.ledger.settle import settle
from edi_engine.ledger.touching import Touched
from edi_engine.money import dollars
from edi_engine.problems import Problem, worst

VERSION = "005010X222A1"


def submit(house: House, paths: Sequence[Path]) -> dict[str, Any]:
    """Turn encounter files into 837P files in the outbox. A bad encounter is named and stays behind; the good ones leave."""
    let_go(house)
    context = edits.Context()
    return report(one(house, path, context) for path in folders.files(paths))


def let_go(house: House) -> None:
    """Release what a run that was cut off had prepared."""
    for left in prepared.unreleased(house.db):
        _release(house, left.transaction_set, left.sha256, left.name)


def one(house: House, path: Path, context: edits.Context) -> Outcome:
    """Submit one file of encounters; ``context`` knows the claims that went before it in the same run."""
    outcome = Outcome(str(path), kind="encounters")
    read = encounters.read(path, house.settings)
    outcome.say(read.problems)
    good = list(_passing(read.good, context, outcome))
    for _ in _passing(read.drafts, context, outcome):            # so that every fault of a file is told at once
        pass
    new = list(_not_sent_yet(house, good, outcome))
    for batch in chunks(new, house.settings.envelope.claims_per_transaction):
        _send(house, list(batch), outcome)
    refused = worst(outcome.problems) == "error"
    sent = bool(outcome.out)
    outcome.result = "refused" if refused and not sent else "prepared" if sent or not good else "duplicate"
    return outcome


def _passing(found: Iterable[Encounter], context: edits.Context, outcome: Outcome) -> Iterator[Encounter]:
    """The encounters whose claims our own edits let go."""
    for encounter in found:
        problems = edits.check(encounter, context)
        outcome.say(problems)
        if worst(problems) != "error":
            yield encounter


def _not_sent_yet(house: House, found: Iterable[Encounter], outcome: Outcome) -> Iterator[Encounter]:
    """The encounters that have not left before with the very same content (CLM-25)."""
    for encounter in found:
        if prepared.sent_before(house.db, encounter.claim):
            charge = dollars(encounter.claim.charge)
            outcome.say([Problem("CLM-25", "already-sent", where=encounter.id, charge=charge)])
        else:
            yield encounter


def _send(house: House, batch: list[Encounter], outcome: Outcome) -> None:
    """Write one 837P of the batch, pass it through the gate, and let it leave; what the gate refuses stays behind alone."""
    db, us = house.db, house.settings
    with database.transaction(db):
        control = numbers.allocate(db, f"ISA13 {us.submitter.id} {us.receiver.id}")
        reference = f"{numbers.allocate(db, f'BHT03 {us.submitter.id}'):09d}"
    while batch:
        data, notes = _written(house, [e.claim for e in batch], control, reference)
        source = x12.Source(data)
        ts = next(iter(x12.survey(source)))
        owners = Owners(source, ts)
        refusals = [*conformance.gate(data), *(notes if us.envelope.characters == "refuse" else ())]
        if not refusals:
            break
        batch = _without_refused(batch, owners, refusals, outcome)
    if not batch:
        return
    outcome.say(_named(notes, owners, batch))
    name, digest = f"{us.submitter.id}.{control:09d}.837", sha256(data).hexdigest()
    folders.keep_bytes(house.at("archive"), data, digest)
    with database.transaction(db):
        file = facts.add_file(db, digest, name, "837P")
        set_id, _ = facts.add_set(db, "837P", x12.digest(source, ts), ts.version)
        facts.add_sending(db, set_id, file, ts)
        head = x222a1.submission(source, ts)
        ids = {_key(e.claim): e.id for e in batch}
        facts.add_claims(db, set_id, ts.first, head, owners.claims, "claim", (ids.get(_key(c), "") for c in owners.claims))
    outcome.out.append(str(_release(house, set_id, digest, name)))
    outcome.transactions += 1
    outcome.claims += len(batch)


def _release(house: House, set_id: int, digest: str, name: str) -> Path:
    """Drop a prepared file into the outbox and let its claims count."""
    target = house.at("outbox") / name
    folders.note(house.at("archive"), digest, name, "submit")
    folders.drop(target, [house.bytes_of(digest).read_bytes()])
    with database.transaction(house.db):
        facts.release(house.db, set_id)
        settle(house.db, Touched((set_id,)), house.settings.aliases)
    return target


def _written(house: House, claims: Sequence[Claim], control: int, reference: str) -> tuple[bytes, list[Problem]]:
    us, now, out = house.settings, clock.now(), BytesIO()
    envelope = x12.Interchange(
        sender_qualifier=us.submitter.qualifier, sender=us.submitter.id, receiver_qualifier=us.receiver.qualifier,
        receiver=us.receiver.id, created=now, control_number=control, usage=us.usage,
        acknowledgment_requested="1" if us.envelope.acknowledgment_requested else "0",
        delimiters=x12.Delimiters(*us.delimiters), functional_id="HC",
        application_sender=us.submitter.application or us.submitter.id,
        application_receiver=us.receiver.application or us.receiver.id, group_control_number=control, version=VERSION,
        kind="837", reference=VERSION)
    head = Submission(reference=reference, created=now.date(), created_at=now.time(), submitter=_submitter(house),
                      contacts=(_contact(house),), receiver=_receiver(house))
    written = x12.write_interchange(out, envelope, [x222a1.write(x222a1.arrange(head, claims))])
    return out.getvalue(), list(written.problems)


def _submitter(house: House) -> Name:
    return Name("41", "2", house.settings.submitter.name, id_qualifier="46", id=house.settings.submitter.id)


def _receiver(house: House) -> Name:
    return Name("40", "2", house.settings.receiver.name, id_qualifier="46", id=house.settings.receiver.id)


def _contact(house: House) -> Contact:
    who = house.settings.submitter.contact
    numbers_ = (("TE", who.phone), ("EX", who.extension), ("FX", who.fax), ("EM", who.email))
    return Contact("IC", who.name, tuple(pair for pair in numbers_ if pair[1])[:3])


def _without_refused(batch: list[Encounter], owners: Owners, refusals: Sequence[Problem],
                     outcome: Outcome) -> list[Encounter]:
    """The batch without the claims that the gate refused, each named; none of it when the fault is everybody's."""
    refused = {_key(claim) for problem in refusals for claim in owners.of(_index(problem))}
    outcome.say(_named(refusals, owners, batch))
    return [encounter for encounter in batch if _key(encounter.claim) not in refused]


def _named(problems: Iterable[Problem], owners: Owners, batch: Iterable[Encounter]) -> list[Problem]:
    """The problems of a written file, said of the encounters that they come from."""
    known = {_key(e.claim): e for e in batch}
    named = []
    for problem in problems:
        hit = [known[_key(claim)] for claim in owners.of(_index(problem)) if _key(claim) in known]
        where = "; ".join(_where(e) for e in hit[:3]) + (f" and {len(hit) - 3} more" if len(hit) > 3 else "")
        named.append(problem.said_of(where))
    return named


def _where(encounter: Encounter) -> str:
    """The encounter with its row or path."""
    said = encounter.where.get("id") or encounter.where.get("claim_id")
    return f"encounter {encounter.id} ({said})" if said else f"encounter {encounter.id}"


def _key(claim: Claim) -> tuple[str, str, str]:
    return facts.provider_of(claim), claim.patient_control_number, claim.frequency


def _index(problem: Problem) -> int | None:
    return problem.place.index if problem.place else problem.at

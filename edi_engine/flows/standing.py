"""How a claim stands: each time it left, every answer to it, and both read back from the archive as they were."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from edi_engine import edits, encounters, x12
from edi_engine.billing.claim import Claim
from edi_engine.billing.encounter import Encounter
from edi_engine.billing.remittance import ClaimPayment
from edi_engine.encounters.records import Origin
from edi_engine.flows.explain import one_claim
from edi_engine.flows.house import House, Unknown
from edi_engine.flows.rows import Rows
from edi_engine.guides import x221a1, x222a1
from edi_engine.ledger import accounts, acknowledgments, prepared
from edi_engine.ledger.accounts import Source
from edi_engine.ledger.queries import ClaimKey
from edi_engine.problems import Problem, worst
from edi_engine.reconcile.books import Line, Paid, Placement, Submitted
from edi_engine.reconcile.reversing import REVERSAL
from edi_engine.reconcile.settling import ESTIMATE
from edi_engine.reconcile.splitting import claims_of

_TURNS = {"1": "P", "19": "P", "2": "S", "20": "S", "3": "T", "21": "T"}   # CLP02 -> SBR01 of who processed it


class Answer(NamedTuple):
    """A claim payment that was matched to the claim, and what became of it."""

    paid: Paid
    placement: Placement


class Standing(NamedTuple):
    """One claim: each time it left, oldest first; which of these counts; what was thrown back, and what that asks for
    (rejections.NEXT); its lines; every answer, oldest first; the payer's number that acknowledgments tell of a submission."""

    key: ClaimKey
    submissions: tuple[Submitted, ...]
    current: Submitted
    asks: Mapping[int, str]
    lines: tuple[Line, ...]
    answers: tuple[Answer, ...]
    told: Mapping[int, str]

    def newest(self, sequence: str = "", payer: str = "") -> Submitted | None:
        """The newest time that it left to the payer with this place in the order, or with this id."""
        found = [s for s in self.submissions if (not sequence or s.sequence == sequence) and (not payer or s.payer == payer)]
        return max(found, key=lambda s: s.order, default=None)

    def answered(self, submission: Submitted) -> list[Answer]:
        """What the payer of a submission answered: told by the payer's id, else by its turn (CLP02)."""
        return [answer for answer in self.answers if self._asked(answer) == submission.sequence]

    def _asked(self, answer: Answer) -> str:
        """SBR01 of the payer that gave an answer; who cannot be told is the one that was asked last."""
        paid = answer.paid
        asked = [s.sequence for s in self.submissions if s.payer in paid.payer_ids] or [s.sequence for s in self.submissions]
        original = next((other.paid for other in self.answers if other.paid.id == answer.placement.reverses), paid)
        turn = _TURNS.get(original.status, "")
        return turn if turn in asked else asked[-1]

    def standing(self, answers: Iterable[Answer]) -> list[Answer]:
        """Those that were posted and not taken back (COB-8)."""
        undone = {answer.placement.reverses for answer in self.answers}
        return [answer for answer in answers if answer.placement.state == "posted" and answer.paid.status != REVERSAL
                and answer.paid.id not in undone]


def of(house: House, name: str) -> Standing:
    """The claim with this name as the ledger knows it."""
    key = one_claim(house, name)
    found = accounts.account(house.db, key.account, house.settings.aliases)
    claim = claims_of(found.submissions, found.payments)[key.claim - 1]
    payments = {payment.id: payment for payment in found.payments if payment.status != ESTIMATE}
    answers = [Answer(payments[placement.payment], placement) for placement in found.settled.placements
               if placement.ordinal == key.claim and placement.payment in payments]
    return Standing(key, tuple(sorted(claim.submissions, key=lambda s: s.order)), claim.current,
                    dict(found.settled.claims[key.claim - 1].rejections), tuple(claim.lines()),
                    tuple(sorted(answers, key=lambda answer: answer.paid.order)), acknowledgments.numbers(house.db, found.news))


def as_left(house: House, submission: Submitted) -> Claim:
    """The claim as it left that time, read from the 837P in the archive."""
    source = accounts.sources(house.db, (submission.id,), ())[0][submission.id]
    file, ts = _opened(house, source)
    return next(claim for claim in x222a1.claims(file, ts) if claim.at == source.first + submission.at - 1)


def as_came(house: House, paid: Iterable[Paid]) -> Mapping[int, tuple[ClaimPayment, Source]]:
    """Each payment as the 835 in the archive says it, by its id, and which file that is."""
    found = {}
    for payment in paid:
        source = accounts.sources(house.db, (), (payment.id,))[1][payment.id]
        file, ts = _opened(house, source)
        claims = x221a1.claim_payments(file, ts)
        found[payment.id] = next(c for c in claims if c.at == source.first + payment.at - 1), source
    return found


def place(house: House, paid: Paid) -> dict[str, Any]:
    """Where a payment stands, for a sentence: its file and segment."""
    source = accounts.sources(house.db, (), (paid.id,))[1][paid.id]
    return {"file": source.name, "segment": paid.at}


def encounter(house: House, standing: Standing, submission: Submitted, claim: Claim) -> Encounter:
    """A claim that follows from one that left, under the encounter of that one: its fields are said where that one's were, of a
    claim of another system by the claim's name."""
    name = standing.key.name
    sha256, position = prepared.place_of(house.db, submission.id)
    where = Rows(house.at("archive"), sha256).origin(position) or Origin(
        {}, lambda path: f"claim {name}, {path}" if path else f"claim {name}", {})
    return Encounter(prepared.encounter_of(house.db, submission.id) or name, claim, where)


def encounter_in(house: House, file: Path, standing: Standing) -> tuple[Encounter | None, Iterable[Problem]]:
    """The encounter in a file whose claim has this number, and what keeps it from being used; other encounters aside.

    None with what is wrong with the file, when that may be why there is none; Unknown when there is nothing wrong with it.
    """
    read, number = encounters.read(file, house.settings), standing.key.pcn
    for found, problems in (*((good, ()) for good in read.good), *((draft, read.problems) for draft in read.drafts)):
        if found.claim.patient_control_number == number:
            return found, [*problems, *(edits.check(found, edits.Context(usage=house.settings.usage)) if problems else ())]
    if worst(list(read.problems)) == "error":
        return None, read.problems
    raise Unknown(f"{file} has no encounter whose claim number is {number}.")


def _opened(house: House, source: Source) -> tuple[x12.Source, x12.TransactionSet]:
    file = x12.Source(house.bytes_of(source.sha256))
    return file, next(ts for ts in x12.survey(file) if ts.first == source.first)

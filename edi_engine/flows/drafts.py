"""Drafts: an 837P that is written and has not left yet, and whose each of its segments is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from edi_engine import x12
from edi_engine.billing.claim import Claim, Submission
from edi_engine.billing.encounter import Encounter
from edi_engine.billing.party import Contact, Name
from edi_engine.flows.owners import Owners
from edi_engine.guides import x222a1
from edi_engine.problems import Problem
from edi_engine.settings import Settings

VERSION = "005010X222A1"
_ABOUT_ANOTHER = frozenset({("X12-usage", "segment-missing")})     # problems that stand at a segment and speak of another
NAMED = 3                                  # encounters that a problem of many is said of


@dataclass(frozen=True, slots=True)
class Draft:
    """One written 837P: its bytes, its encounters in the order of their claims, the claims as a receiver will read them."""

    data: bytes
    source: x12.Source
    set: x12.TransactionSet
    encounters: tuple[Encounter, ...]
    owners: Owners
    notes: tuple[Problem, ...]             # what was replaced to fit the partner's characters

    @property
    def claims(self) -> list[Claim]:
        return self.owners.claims

    def named(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The problems, each said of the encounters that it comes from."""
        for problem in problems:
            hit = self.owners.of(_index(problem))
            more = f" and {len(hit) - NAMED} more" if len(hit) > NAMED else ""
            yield problem.said_of("; ".join(self._where(problem, position) for position in hit[:NAMED]) + more)

    def without(self, problems: Iterable[Problem]) -> list[Encounter]:
        """The encounters that none of the problems is about."""
        refused = {position for problem in problems for position in self.owners.of(_index(problem))}
        return [encounter for position, encounter in enumerate(self.encounters) if position not in refused]

    def _where(self, problem: Problem, position: int) -> str:
        """An encounter with the row, or the path, of the field that a problem is about."""
        encounter, place = self.encounters[position], problem.place or problem
        if (problem.rule, problem.kind) in _ABOUT_ANOTHER:
            path = self.owners.part(_index(problem), position)
        else:
            path = self.owners.field(_index(problem), place.element, place.component, position)
        said = encounter.where.get(path) if path else self.owners.setting(_index(problem), place.element)
        said = said or encounter.where.get("id") or encounter.where.get("claim_id")
        return f"encounter {encounter.id} ({said})" if said else f"encounter {encounter.id}"


def write(us: Settings, encounters: Sequence[Encounter], now: datetime, control: int, reference: str) -> Draft:
    """The encounters' claims as one 837P under these control numbers (ISA13 and GS06; BHT03)."""
    return write_under(us, head(us, now, reference), encounters, now, control)


def write_under(us: Settings, submission: Submission, encounters: Sequence[Encounter], now: datetime, control: int) -> Draft:
    """The encounters' claims as one 837P with this head under this control number (ISA13 and GS06)."""
    by_claim = {id(encounter.claim): encounter for encounter in encounters}
    nouns = list(x222a1.arrange(submission, (encounter.claim for encounter in encounters)))
    out = BytesIO()
    written = x12.write_interchange(out, _envelope(us, now, control), [x222a1.write(nouns)])
    source = x12.Source(out.getvalue())
    ts = next(iter(x12.survey(source)))
    return Draft(out.getvalue(), source, ts, tuple(by_claim[id(noun)] for noun in nouns if isinstance(noun, Claim)),
                 Owners(source, ts), tuple(x12.placed(source, written.problems)))


def _envelope(us: Settings, now: datetime, control: int) -> x12.Interchange:
    return x12.Interchange(
        sender_qualifier=us.submitter.qualifier, sender=us.submitter.id, receiver_qualifier=us.receiver.qualifier,
        receiver=us.receiver.id, created=now, control_number=control, usage=us.usage,
        acknowledgment_requested="1" if us.envelope.acknowledgment_requested else "0",
        delimiters=x12.Delimiters(*us.delimiters), functional_id="HC",
        characters=x12.Characters(letters="upper" if us.envelope.characters == "upper" else "any"),
        application_sender=us.submitter.application or us.submitter.id,
        application_receiver=us.receiver.application or us.receiver.id, group_control_number=control, version=VERSION,
        kind="837", reference=VERSION)


def head(us: Settings, now: datetime, reference: str) -> Submission:
    """The head of a transaction set of ours: who sends, who receives, under which reference (BHT03)."""
    who = us.submitter.contact
    numbers = (("TE", who.phone), ("EX", who.extension if who.phone else ""), ("FX", who.fax), ("EM", who.email))
    return Submission(
        reference=reference, created=now.date(), created_at=now.time(),
        submitter=Name("41", "2", us.submitter.name, id_qualifier="46", id=us.submitter.id),
        contacts=(Contact("IC", who.name, tuple(pair for pair in numbers if pair[1])[:3]),),
        receiver=Name("40", "2", us.receiver.name, id_qualifier="46", id=us.receiver.id))


def _index(problem: Problem) -> int | None:
    return problem.place.index if problem.place else problem.at

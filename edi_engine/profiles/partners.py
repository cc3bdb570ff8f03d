"""The partners of a workspace: whose profile a claim falls under, what that changes in it, how bad a problem is to them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from edi_engine.billing.claim import Claim, Submission
from edi_engine.billing.encounter import Encounter
from edi_engine.encounters import paths
from edi_engine.guides import x222a1
from edi_engine.guides.table import compiled
from edi_engine.problems import Problem
from edi_engine.profiles import demands, keys, places, reading
from edi_engine.profiles.nouns import Demand, Profile
from edi_engine.profiles.places import Spot
from edi_engine.settings import FILE, Settings
from edi_engine.x12.delimiters import NEUTRAL


class Partner:
    """A profile with its rows by the noun whose segments they are about."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.rows: dict[type[Any], list[tuple[Demand, Spot]]] = {}
        for row in profile.rows:
            if spot := places.spot(row.path):
                self.rows.setdefault(places.homes()[spot.loop].noun, []).append((row, spot))

    def claim(self, claim: Claim) -> tuple[Claim, list[demands.Told]]:
        """The claim as the partner wants it, and what he has to say."""
        told: list[demands.Told] = []
        for kind, name in x222a1.LEVELS.items():
            if kind in self.rows and (noun := getattr(claim, name)) is not None:
                changed, found = self.noun(noun)
                claim, told = (replace(claim, **{name: changed}) if changed is not noun else claim), told + found
        if Claim in self.rows:
            claim, found = self.noun(claim, claim.billing_provider, claim.subscriber, claim.patient)
            told += found
        return claim, told

    def noun(self, noun: Any, *given: Any) -> tuple[Any, list[demands.Told]]:
        """One noun as the partner wants it: the very same one when nothing changes."""
        before = list(x222a1.told(noun))
        after, told = demands.applied(self.profile, self.rows.get(type(noun), ()), before)
        if [origin.text for origin in before] == [origin.text for origin in after]:
            return noun, told
        loop = next(loop for loop in x222a1.table.LOOPS if loop.noun is type(noun))
        return compiled(loop).read([origin.text for origin in after], 1, NEUTRAL, *given), told


@dataclass(frozen=True, slots=True)
class Partners:
    """The receiver's profile and those of payers, by the ids under which claims are addressed to them."""

    receiver: Partner | None = None
    payers: Mapping[str, Partner] = field(default_factory=dict)

    def of(self, claim: Claim) -> list[Partner]:
        """The profiles that a claim falls under: its payer's, which is the closer one, then the receiver's."""
        found = (self.payers.get(claim.subscriber.payer.name.id), self.receiver)
        return [partner for partner in found if partner]

    def fitted(self, encounter: Encounter) -> tuple[Encounter, list[Problem]]:
        """The encounter with its claim as its partners want it, and every problem with where it was said."""
        problems: list[Problem] = []
        for partner in self.of(encounter.claim):
            try:
                changed, told = partner.claim(encounter.claim)
            except ValueError:                    # it holds more than a segment does: it cannot be written, and an edit says so
                return encounter, problems
            for each in told:
                path = paths.field_of(encounter.claim, each.field)
                problems.append(each.problem.said_of(encounter.where.get(path or "id", encounter.id)))
            if changed is not encounter.claim:
                encounter = replace(encounter, claim=changed)
        return encounter, problems

    def headed(self, head: Submission) -> tuple[Submission, list[Problem]]:
        """The head of a transaction set as the receiver wants it."""
        if self.receiver is None or Submission not in self.receiver.rows:
            return head, []
        changed, told = self.receiver.noun(head)
        return changed, [each.problem.said_of(paths.setting_of(each.field)) for each in told]

    def judged(self, claim: Claim, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The problems, each in the severity that its closest profile gives it."""
        rows = [(partner.profile, row) for partner in self.of(claim) for row in partner.profile.severities]
        for problem in problems:
            yield judge(problem, rows) if rows else problem


NOBODY = Partners()


def judge(problem: Problem, rows: Sequence[Any]) -> Problem:
    """The problem in the severity of the first row that names its kind, else of the first that names its rule."""
    for kind in (problem.kind, ""):
        for profile, row in rows:
            if row.rule == problem.rule and row.kind == kind:
                return problem.judge(row.severity, f"by profile {profile.name}: {row.reason}")
    return problem


def open_(folder: Path, us: Settings) -> tuple[Settings, Partners]:
    """The settings as the receiver's profile wants them, and the partners; their problems hold what is wrong with a profile."""
    problems: list[Problem] = []

    def load(name: str, where: str) -> Partner | None:
        profile = reading.load(folder, name)
        problems.extend([reading.absent(folder, name, where)] if profile is None else profile.problems)
        return Partner(profile) if profile and not profile.problems else None

    named = {name: load(name, f"{FILE}, {where}") for name, where in _named(us).items()}
    receiver = named.get(us.receiver.profile)
    if receiver:
        us = keys.fitted(us, receiver.profile)
    payers = {known: partner for payer in us.payers if (partner := named.get(payer.profile))
              for known in (payer.id, *payer.aliases)}
    return replace(us, problems=(*us.problems, *problems)) if problems else us, Partners(receiver, payers)


def _named(us: Settings) -> dict[str, str]:
    """Every profile that edi.toml names, with its key there."""
    said = [(us.receiver.profile, "receiver.profile")]
    said += [(payer.profile, f"payers[{number}].profile") for number, payer in enumerate(us.payers)]
    return {name: where for name, where in reversed(said) if name}

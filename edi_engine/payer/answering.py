"""Answering: every file that comes back for some claims, in the order in which it arrives, and the truth about it."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any

from edi_engine.guides import x221a1
from edi_engine.payer import acknowledged, deciding, envelopes, intake, naming, paying, referring, remittances, truth
from edi_engine.payer.asking import Asked
from edi_engine.payer.envelopes import Arrival
from edi_engine.payer.paying import Check
from edi_engine.payer.scenario import Scenario

Interchange = list[list[Check]]    # the checks of each of its groups


def answers(asked: Asked, scenario: Scenario, seed: str) -> tuple[list[Arrival], dict[str, Any]]:
    """Everything that comes back, in the order of its arrival, and the truth."""
    verdicts = intake.judged(asked, scenario, seed)
    known = naming.known(verdicts.cases, verdicts.told)
    heard = [case for case in verdicts.cases if case not in verdicts.unheard]
    events = [event for case in heard for event in deciding.decided(case, known, scenario, seed)]
    checks = referring.named(paying.checks(events, scenario, seed))
    numbers = count(1)
    arrivals = [*acknowledged.acknowledgments(asked, verdicts, scenario, seed, numbers),
                *_paid(asked, checks, scenario, seed, numbers)]
    return sorted(arrivals, key=lambda arrival: arrival.when), truth.of(verdicts.cases, checks)


def _paid(asked: Asked, checks: Sequence[Check], scenario: Scenario, seed: str, numbers: "count[int]") -> Iterator[Arrival]:
    """The 835s, each on the day of its check or with the one before, and once more where it is sent again."""
    if not checks:
        return
    parties = envelopes.turned(asked.interchanges[0].isa)
    for n, file in enumerate(_filed(checks, scenario, seed)):
        first = file[0][0][0]
        chance = Random(f"{seed}|file|{n}|{first.number}")
        day = datetime.combine(first.day, time(6)) + timedelta(seconds=n)
        yield Arrival(day, "835", _file(file, parties, day, scenario, chance, numbers))
        if scenario.happens("sent_again", chance):
            again = day + timedelta(days=chance.randint(1, 10))
            yield Arrival(again, "835", _file(file, parties, again, scenario, chance, numbers))


def _filed(checks: Sequence[Check], scenario: Scenario, seed: str) -> list[list[Interchange]]:
    """The interchanges of each file: a check of the same day may come along with the one before."""
    files: list[list[Interchange]] = []
    last: Check | None = None
    for check in checks:
        chance = Random(f"{seed}|file|{check.number}")
        along = last is not None and last.day == check.day and check.standing == last.standing == "counts"
        if along and scenario.happens("together", chance):
            files[-1][-1][-1].append(check)
        elif along and scenario.happens("grouped", chance):
            files[-1][-1].append([check])
        elif along and scenario.happens("concatenated", chance):
            files[-1].append([[check]])
        else:
            files.append([[[check]]])
        last = check
    return files


def _file(file: Sequence[Interchange], parties: envelopes.Parties, when: datetime, scenario: Scenario, chance: Random,
          numbers: "count[int]") -> bytes:
    marks = envelopes.delimiters(scenario, chance)
    numbered = count(1) if scenario.happens("numbers_reused", chance) else numbers
    interchanges = (envelopes.written([
        (envelopes.envelope(parties, "835", when, next(numbered), marks),
         [x221a1.parts(remittances.remittance(check)) for check in checks]) for checks in groups]) for groups in file)
    return envelopes.odd(b"".join(interchanges), scenario, chance)

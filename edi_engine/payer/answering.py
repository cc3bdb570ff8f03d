"""Answering: every file that comes back for some claims, in the order in which it arrives, and the truth about it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any

from edi_engine.guides import x221a1
from edi_engine.payer import deciding, envelopes, intake, naming, paying, referring, remittances, truth
from edi_engine.payer.asking import Asked
from edi_engine.payer.decisions import Insurer
from edi_engine.payer.intake import Answered, Verdicts
from edi_engine.payer.paying import Check
from edi_engine.payer.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that arrives."""

    when: datetime
    kind: str                      # ta1, 999, 277ca, 835
    data: bytes


def answers(asked: Asked, scenario: Scenario, seed: str) -> tuple[list[Arrival], dict[str, Any]]:
    """Everything that comes back, in the order of its arrival, and the truth."""
    verdicts = intake.judged(asked, scenario, seed)
    known = naming.known(verdicts.cases, verdicts.told)
    heard = [case for case in verdicts.cases if case not in verdicts.unheard]
    events = [event for case in heard for event in deciding.decided(case, known, scenario, seed)]
    checks = referring.named(paying.checks(events, scenario, seed))
    numbers = count(1)
    arrivals = [*_looked_at(asked, verdicts, seed, numbers), *_paid(asked, checks, scenario, seed, numbers)]
    return sorted(arrivals, key=lambda arrival: arrival.when), truth.of(verdicts.cases, checks)


def _looked_at(asked: Asked, verdicts: Verdicts, seed: str, numbers: "count[int]") -> Iterator[Arrival]:
    """TA1 and 999 within hours, 277CA the next day."""
    batches = defaultdict(list)
    for (home, ts), batch in zip(asked.sets, asked.batches, strict=True):
        batches[home].append((ts, batch))
    by_batch: dict[int, dict[Insurer, list[Answered]]] = defaultdict(lambda: defaultdict(list))
    for answered in verdicts.answered:
        by_batch[answered.request.batch.ordinal][answered.insurer].append(answered)
    for home, received in enumerate(asked.interchanges):
        parties, made = envelopes.turned(received.isa), batches[home][0][1].created
        rejected = home in verdicts.interchanges
        soon = made + timedelta(hours=1)
        if received.isa:
            said = intake.of_interchange(received.isa, rejected=rejected)
            yield Arrival(soon, "ta1", envelopes.acknowledged(
                envelopes.envelope(parties, "TA1", soon, next(numbers)), [said]))
        if rejected:
            continue
        bad = {ts.start for ts, batch in batches[home] if batch.ordinal in verdicts.sets}
        for group in received.groups:
            soon += timedelta(hours=1)
            yield Arrival(soon, "999", envelopes.written(
                envelopes.envelope(parties, "999", soon, next(numbers)), [[intake.of_group(group, bad)]]))
        for _, batch in batches[home]:
            for insurer, some in by_batch[batch.ordinal].items():
                day = batch.created + timedelta(days=1)
                chance = Random(f"{seed}|277CA|{batch.ordinal}|{insurer.tin}")
                nouns = intake.of_batch(batch, insurer, some, day, chance)
                yield Arrival(day, "277ca", envelopes.written(envelopes.envelope(parties, "277", day, next(numbers)), [nouns]))


def _paid(asked: Asked, checks: Sequence[Check], scenario: Scenario, seed: str, numbers: "count[int]") -> Iterator[Arrival]:
    """The 835s, each on the day of its check or with the one before, and once more where it is sent again."""
    if not checks:
        return
    parties = envelopes.turned(asked.interchanges[0].isa)
    files: list[list[list[Check]]] = []                    # of interchanges, each of its checks
    for check in checks:
        chance = Random(f"{seed}|file|{check.number}")
        last = files[-1][-1][-1] if files else None
        along = last is not None and last.day == check.day and check.standing == last.standing == "counts"
        if along and scenario.happens("together", chance):
            files[-1][-1].append(check)
        elif along and scenario.happens("concatenated", chance):
            files[-1].append([check])
        else:
            files.append([[check]])
    for n, file in enumerate(files):
        chance = Random(f"{seed}|file|{n}|{file[0][0].number}")
        day = datetime.combine(file[0][0].day, time(6)) + timedelta(seconds=n)
        yield Arrival(day, "835", _file(file, parties, day, scenario, chance, numbers))
        if scenario.happens("sent_again", chance):
            again = day + timedelta(days=chance.randint(1, 10))
            yield Arrival(again, "835", _file(file, parties, again, scenario, chance, numbers))


def _file(file: Sequence[Sequence[Check]], parties: envelopes.Parties, when: datetime, scenario: Scenario, chance: Random,
          numbers: "count[int]") -> bytes:
    marks = envelopes.delimiters(scenario, chance)
    interchanges = (envelopes.written(
        envelopes.envelope(parties, "835", when, next(numbers), marks),
        [x221a1.parts(remittances.remittance(check)) for check in checks]) for checks in file)
    return envelopes.odd(b"".join(interchanges), scenario, chance)

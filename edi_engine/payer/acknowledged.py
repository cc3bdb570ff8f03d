"""What a payer says before it decides, as files: TA1 and 999 within hours, 277CA the next day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from random import Random

from edi_engine.payer import envelopes, intake
from edi_engine.payer.asking import Asked
from edi_engine.payer.cases import Batch
from edi_engine.payer.decisions import Insurer
from edi_engine.payer.envelopes import Arrival
from edi_engine.payer.intake import Answered, Verdicts
from edi_engine.payer.scenario import Scenario

DAY = 24                           # hours


@dataclass(frozen=True, slots=True)
class _Desk:
    """Who writes answers to one interchange: to whom, since when, with which control numbers."""

    parties: envelopes.Parties
    made: datetime
    numbers: "count[int]"

    def write(self, kind: str, name: str, nouns: Iterable[object], hours: int, made: datetime | None = None) -> Arrival:
        """An answer, so many hours after what it answers was made."""
        when = (made or self.made) + timedelta(hours=hours)
        of = envelopes.envelope(self.parties, kind, when, next(self.numbers))
        written = envelopes.acknowledged(of, nouns) if kind == "TA1" else envelopes.written([(of, [nouns])])
        return Arrival(when, name, written)


def acknowledgments(asked: Asked, verdicts: Verdicts, scenario: Scenario, seed: str, numbers: "count[int]"
                    ) -> Iterator[Arrival]:
    """Every TA1, 999 and 277CA, by interchange."""
    batches: dict[int, list[Batch]] = defaultdict(list)
    bad: dict[int, set[int]] = defaultdict(set)
    for (home, ts), batch in zip(asked.sets, asked.batches, strict=True):
        batches[home].append(batch)
        bad[home] |= {ts.start} if batch.ordinal in verdicts.sets else set()
    answered = _by_insurer(verdicts.answered)
    for home, received in enumerate(asked.interchanges):
        desk = _Desk(envelopes.turned(received.isa), max(batch.created for batch in batches[home]), numbers)
        chance = Random(f"{seed}|acknowledged|{home}")
        rejected = home in verdicts.interchanges
        said = [desk.write("TA1", "ta1", [intake.of_interchange(received.isa, rejected=rejected)], 1)] if received.isa else []
        if not rejected:
            said += (desk.write("999", "999", [intake.of_group(group, bad[home])], n)
                     for n, group in enumerate(received.groups, 2))
            if len(said) > 1 and said[0].kind == "ta1" and scenario.happens("acknowledged_along", chance):
                ta1, first, *others = said
                said = [replace(first, data=envelopes.along(ta1.data, first.data)), *others]
            said += (claims for batch in batches[home] for claims in _of_claims(batch, answered[batch.ordinal], desk, seed))
        yield from (replace(arrival, data=envelopes.odd(arrival.data, scenario, chance)) for arrival in said)


ByInsurer = dict[Insurer, list[Answered]]


def _by_insurer(every: Iterable[Answered]) -> dict[int, ByInsurer]:
    """By the ordinal of the batch."""
    found: dict[int, ByInsurer] = defaultdict(lambda: defaultdict(list))
    for answered in every:
        found[answered.request.batch.ordinal][answered.insurer].append(answered)
    return found


def _of_claims(batch: Batch, answered: ByInsurer, desk: _Desk, seed: str) -> Iterator[Arrival]:
    """The 277CA of each insurer that got claims of the batch."""
    when = batch.created + timedelta(hours=DAY)
    for insurer, some in answered.items():
        chance = Random(f"{seed}|277CA|{batch.ordinal}|{insurer.tin}")
        yield desk.write("277", "277ca", intake.of_batch(batch, insurer, some, when, chance), DAY, batch.created)

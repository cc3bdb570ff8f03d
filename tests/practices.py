"""What practices send: files of encounters for `edi submit`, and 837Ps of other systems for `edi import`, hard to tell apart.

Numbers meet, in an example mostly those of one family: the same number again, or one that is the same but for case, blanks, zeros
in front, or its end. A second original, a replacement, a void or a later payer's claim is of a number that was there before.

Not drawn: what no file can tell. Values never hold the delimiters of the 837 that carries them; a second payer is asked with the same
line numbers as the first; REF*F8 of a replacement is a number that no answer gives, so that the claim is found by lines and days.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zlib import crc32

from hypothesis import strategies as st

from edi_engine.billing.claim import Claim
from edi_engine.testing import strategies
from edi_engine.testing.files import claim_file
from edi_engine.testing.strategies.encounters import SPRING

FIRST_DAY = SPRING + timedelta(days=35)
MOST_LINES = 50

FAMILIES = (
    ("A1", "a1", "A-1", "00A1"),
    ("LONGNUMBER1234567", "LONGNUMBER1234567Y", "LONGNUMBER12345678X", "LONGNUMBER1234567890", "longnumber1234567"),
    ("0077", "77", "0", "000"),
    ("a-1 b", "A1B", "MSF1021", "PT99-12/7", "B12345678901234567"),
)
ODD_FAMILIES = (
    *FAMILIES,
    ("A|1", "A>1", "O'1", "A<1", "A!1"),                                   # what other senders end segments and elements with
    ("LONGNUMBER1234567890ABC", "LONGNUMBER1234567890ABD", "LONGNUMBER1234567890", "LONGNUMBER1234567890ABCDEFGHIJKLMNOPQR"),
)
"""Also those that no edit would let leave."""


def numbers(families: Sequence[Sequence[str]]) -> st.SearchStrategy[str]:
    """Patient control numbers, most of an example from one family."""
    family = st.shared(st.sampled_from(families), key=repr(families))
    every = [number for members in families for number in members]
    return family.flatmap(st.sampled_from) | family.flatmap(st.sampled_from) | st.sampled_from(every)


Naming = Callable[[int], str]
NAMINGS: tuple[Naming, ...] = (
    lambda n: "",
    lambda n: f"L{n}",
    lambda n: f"L{n}" if n % 3 else "",
    str,                                                                   # as its place
    lambda n: str(n + 1),                                                  # as the place of the next one
    lambda n: f"{('L', 'l', '0L', 'L-')[n % 4]}{n // 4}",                   # alike
    lambda n: f"LINE-ITEM-OF-THIRTY-LETTERS{n:03d}",
)
ODD_NAMINGS: tuple[Naming, ...] = (
    *NAMINGS,
    lambda n: f"L{n % 2}",                                                 # the same number again and again
    lambda n: f"L|{n}'>",
)


def naming(number: str, day: str, namings: Sequence[Naming]) -> st.SearchStrategy[Naming]:
    """How the lines of a claim are numbered: whoever asks a second payer calls a service what he called it to the first, and on
    another day the same number may be a claim whose lines are numbered otherwise, or not at all."""
    turns = st.shared(st.integers(0, len(namings) - 1), key=f"naming {len(namings)}")
    return turns.map(lambda turn: namings[(crc32(f"{number} {day}".encode()) + turn) % len(namings)])


LASTS = ("TESTER", "TESTER", "O'TESTER", "TEST|ER", "T<S>T!R")
"""Names with what other senders end segments and elements with."""


# --- encounters -------------------------------------------------------------------------------------------------------

@st.composite
def encounters(draw: st.DrawFn) -> dict[str, Any]:
    """An encounter of one of few numbers: an original, a replacement, a void, or one for a second payer."""
    plain = strategies.encounters(numbers(FAMILIES))
    encounter = draw(plain | plain | strategies.secondaries(plain))
    number = encounter["id"]
    if draw(st.booleans()):
        frequency = draw(st.sampled_from("1178"))
        encounter |= {"frequency": frequency} | ({} if frequency == "1" else {"payer_claim_number": "ICN00000009"})
    lines = (encounter["lines"] * draw(st.sampled_from((1, 1, 1, 1, 1, 1, 2, MOST_LINES))))[:MOST_LINES]
    if "other_payers" in encounter:
        lines = encounter["lines"]
    elif draw(st.integers(0, 4)) == 4:
        lines = [line | {"charge": "0.00"} if n % 2 else line for n, line in enumerate(lines)]
        encounter.pop("patient_paid", None)
    named = draw(naming(number, lines[0]["from"], NAMINGS))
    subscriber = encounter["subscriber"] | {"last": draw(st.sampled_from(LASTS))}
    return encounter | {"claim_id": number, "subscriber": subscriber, "lines": [line | {"control_number": named(n)} for n, line in enumerate(lines, 1)]}


def _encounter_file(encounters: Sequence[dict[str, Any]]) -> bytes:
    every = [encounter | {"id": f"E{n}"} for n, encounter in enumerate(encounters, 1)]
    return json.dumps({"version": 1, "encounters": every}).encode()


# --- claims -----------------------------------------------------------------------------------------------------------

@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """A claim of one of few numbers: also what no edit would let leave, lines of nothing, without numbers, or of the same one."""
    plain = strategies.encounters(numbers(ODD_FAMILIES))
    claim = draw(strategies.claims(plain | strategies.secondaries(plain)))
    named = draw(naming(claim.patient_control_number, str(claim.lines[0].service), ODD_NAMINGS))
    every = (claim.lines * draw(st.sampled_from((1, 1, 1, 1, 1, 1, 2, MOST_LINES))))[:MOST_LINES]
    lines = tuple(replace(line, number=str(n), charge=line.charge * draw(st.sampled_from((1, 1, 1, 0))), control_number=named(n))
                  for n, line in enumerate(every, 1))
    insured, biller = claim.subscriber.person, claim.billing_provider
    person = replace(insured, name=replace(insured.name, last=draw(st.sampled_from(LASTS))))
    sequence = "S" if claim.other_subscribers else draw(st.sampled_from("PPPPPS"))
    if draw(st.integers(0, 7)) == 7:                                       # who cannot have an NPI is known by its tax id
        biller = replace(biller, name=replace(biller.name, id="", id_qualifier=""))
    return replace(claim, charge=sum(line.charge for line in lines), lines=lines, frequency=draw(st.sampled_from("1111178")),
                   subscriber=replace(claim.subscriber, sequence=sequence, person=person), billing_provider=biller)


def _claim_file(claims: Sequence[Claim], n: int) -> bytes:
    return claim_file(claims, datetime.combine(day(n), time(9)), n + 1)


# --- files ------------------------------------------------------------------------------------------------------------

def day(n: int) -> date:
    """The day on which the n-th file leaves, from 0; two leave on one day."""
    return FIRST_DAY + timedelta(days=n // 2)


def _batch(of: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(of, min_size=1, max_size=6)


def _files(batches: Sequence[Sequence[Any]]) -> list[bytes]:
    return [_encounter_file(batch) if isinstance(batch[0], dict) else _claim_file(batch, n) for n, batch in enumerate(batches)]


submitted = st.lists(_batch(encounters()), min_size=1, max_size=3).map(_files)
"""Files of encounters."""

imported = st.lists(_batch(claims()) | _batch(claims()) | _batch(encounters()), min_size=1, max_size=3).map(_files)
"""837Ps of other systems, and some of our own encounters."""

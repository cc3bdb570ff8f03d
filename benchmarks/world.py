"""An invented world of practices, payers and patients: who bills what, and how the payer answers.

Everything follows from a seed and a claim's position, so nothing is kept in memory and any part can be worked out again.
This package never uses the engine: it is the independent truth that the engine is measured against.

A household is four claims of one subscriber in a row: four of his own where the plan knows no dependents, else two of his
own, one of a child and one of the spouse. A payer pays each practice in two runs; the second run also takes back and
corrects some claims of the first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from random import Random

from benchmarks.rulings import Adjustments, Cents, Line, Ruling, rule_late, ruling, some_ruling

HOUSEHOLD = 4                                          # claims
PER_SET = 5_000                                        # claims in one 837 transaction set
RUNS = (date(2025, 3, 7), date(2025, 3, 21))           # payment dates
FIRST_SERVICE = date(2025, 1, 6)
SECOND_RUN = (7, 8, 9)                                 # household % 10: answered in the second run
UNANSWERED, CORRECTED, SPLIT, WITH_INTEREST, COPAY, LATE = (83, 9), (41, 6), (89, 12), (53, 3), (29, 5), (37, 8)
STRANGER = (97, 5)                                     # household: a claim that nobody sent is paid too
WITHOUT_LINE_NUMBER = (31, 4)                          # the payer forgets REF*6R

KINDS = (("GRANITE MUTUAL", "12", True), ("MERIDIAN MEDICARE", "MB", False), ("BLUE HERON HEALTH", "HM", True))
LAST = ("ABERNATHY", "BELMONTE", "CARRASCO", "DUNMORE", "ELLINGTON", "FAIRWEATHER", "GALLOWAY", "HOLLOWAY", "IRONWOOD",
        "JUNIPER", "KESTREL", "LOCKRIDGE", "MERRIWEATHER", "NIGHTINGALE", "OAKHURST", "PENDLETON", "QUIGLEY", "ROSEWATER",
        "SILVERTON", "THISTLE", "UNDERHILL", "VALENTINE", "WINTERBOURNE", "YARROW", "ZIMMERLY", "ASHGROVE", "BRAMBLE",
        "COPPERFIELD", "DRUMMOND", "EVERHART")
FIRST = ("ADA", "BORIS", "CLARA", "DMITRI", "ELSA", "FELIX", "GRETA", "HUGO", "IRIS", "JONAS", "KIRA", "LEOPOLD", "MAREN",
         "NILS", "OTTILIE", "PIET", "QUINN", "ROSA", "STELLAN", "THEA", "ULRIC", "VERA", "WILHELM", "XENIA", "YORICK", "ZELDA")
STREETS = ("MAPLE", "CEDAR", "ORCHARD", "HARBOR", "QUARRY", "MEADOW", "FOUNDRY", "LANTERN")
TOWNS = (("FAIRHAVEN", "OH", "44101"), ("MILLBROOK", "NY", "12545"), ("CEDAR FALLS", "IA", "50613"),
         ("ROSEDALE", "MD", "21237"))
DIAGNOSES = ("I10", "E119", "J069", "E785", "K219", "N390", "M1611", "H2513", "R0789", "Z0000")
PROCEDURES = (("99213", 14_500), ("99214", 21_000), ("99203", 18_900), ("36415", 1_800), ("80053", 6_400), ("85025", 4_200),
              ("93000", 7_500), ("71046", 11_300), ("G0439", 19_800), ("G0444", 3_900), ("J1885", 2_750), ("J3420", 1_950),
              ("96372", 5_600), ("G0008", 3_300), ("90686", 4_875), ("A4550", 2_610))
SAFE_LETTERS = "ACDEFGHJKMNPQRTUVWXY"                  # a Medicare number has no S L O I B Z but the S of an invented one


@dataclass(frozen=True, slots=True)
class Payer:
    name: str
    id: str                # NM109 of 2010BB, REF*2U
    tin: str               # TRN03 is 1 and this
    filing: str            # SBR09, CLP06
    dependents: bool
    group: str = ""


@dataclass(frozen=True, slots=True)
class Practice:
    name: str
    npi: str
    tin: str
    taxonomy: str
    street: str
    town: tuple[str, str, str]
    doctor: tuple[str, str, str] | None                # last, first, NPI when somebody else renders


@dataclass(frozen=True, slots=True)
class Person:
    last: str
    first: str
    birth: date
    sex: str
    member: str
    street: str
    town: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Claim:
    index: int
    number: str            # CLM01
    served: date
    diagnoses: tuple[str, ...]
    authorization: str
    relation: str          # PAT01 of a dependent; "" for the subscriber
    patient: Person
    lines: tuple[Line, ...]

    @property
    def charge(self) -> Cents:
        return sum(line.charge for line in self.lines)


@dataclass(frozen=True, slots=True)
class Answer:
    """One CLP: a claim, a part of it, or its reversal (every amount negated by the writer, not here)."""

    claim: Claim
    status: str            # CLP02
    payer_number: str      # CLP07
    rulings: tuple[Ruling, ...]
    adjustments: Adjustments = ()                      # claim level
    interest: Cents = 0
    remark: str = "MA01"                               # MOA03
    known: bool = True                                 # False: nobody sent this claim

    @property
    def sign(self) -> int:
        return -1 if self.status == "22" else 1

    @property
    def paid(self) -> Cents:
        """CLP04 (REM-2, corollary)."""
        return self.sign * (sum(ruling.paid for ruling in self.rulings) - sum(amount for *_, amount in self.adjustments))


@dataclass(frozen=True, slots=True)
class Check:
    payer: int
    run: int
    practice: int


def luhn(nine: str) -> str:
    """The check digit of an NPI, over 80840 and its nine digits.

    >>> luhn("199999998")
    '4'
    """
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed("80840" + nine))]
    return str(-sum(value // 10 + value % 10 for value in doubled) % 10)


def npi(number: int) -> str:
    nine = f"19{number:07d}"
    return nine + luhn(nine)


def medicare_number(number: int) -> str:
    """An eleven-character beneficiary id that can belong to nobody: S in position 2."""
    number, last = divmod(number, 100)
    letters = []
    for _ in range(5):
        number, letter = divmod(number, len(SAFE_LETTERS))
        letters.append(SAFE_LETTERS[letter])
    a, b, c, d, e = letters
    return f"1S{a}{number % 10}{b}{c}4{d}{e}{last:02d}"


def hit(number: int, every: tuple[int, int]) -> bool:
    """Whether a number has the remainder that marks one kind."""
    return number % every[0] == every[1]


@lru_cache
def payer(number: int) -> Payer:
    name, filing, dependents = KINDS[number % len(KINDS)]
    return Payer(f"{name} {number + 1}", f"SYN{number + 1:02d}", f"9900000{number + 11:02d}", filing, dependents,
                 f"GRP{number + 1:04d}" if dependents else "")


@lru_cache
def practice(number: int) -> Practice:
    """A practice; in every other one somebody else renders."""
    doctor = (LAST[number % len(LAST)], FIRST[number % len(FIRST)], npi(50_000 + number)) if number % 2 == 0 else None
    name, street = STREETS[number % len(STREETS)], STREETS[-1 - number % len(STREETS)]
    return Practice(f"{name} CLINIC {number + 1}", npi(10_000 + number), f"9980000{number + 11:02d}", "207Q00000X",
                    f"{100 + number} {street} ST", TOWNS[number % len(TOWNS)], doctor)


@dataclass(frozen=True, slots=True)
class World:
    """So many claims of a few practices to a few payers."""

    claims: int
    seed: int = 1
    practices: int = 4
    payers: int = 3

    @property
    def households(self) -> int:
        return -(-self.claims // HOUSEHOLD)

    @property
    def sets(self) -> int:
        return -(-self.claims // PER_SET)

    def households_of(self, number: int, practice: int) -> range:
        """The households that a practice bills in transaction set ``number`` (from 0)."""
        start = number * PER_SET // HOUSEHOLD
        size = min(PER_SET // HOUSEHOLD, self.households - start)
        return range(start + size * practice // self.practices, start + size * (practice + 1) // self.practices)

    def payer_of(self, household: int) -> int:
        return household % self.payers

    def subscriber(self, household: int) -> Person:
        return self._person(household, 0)

    def claims_of(self, household: int) -> Iterator[Claim]:
        start = household * HOUSEHOLD
        for index in range(start, min(start + HOUSEHOLD, self.claims)):
            yield self.claim(index)

    def claim(self, index: int, prefix: str = "A") -> Claim:
        """The claim at a position; another prefix gives a claim that nobody sent."""
        household, place = divmod(index, HOUSEHOLD)
        rng = Random(f"{self.seed}:{prefix}:{index}")
        relation = ("", "", "19", "01")[place] if payer(self.payer_of(household)).dependents else ""
        diagnoses = tuple(rng.sample(DIAGNOSES, rng.randrange(1, 5)))
        number = f"{prefix}{self.seed % 1000:03d}{index + 1:07d}"
        size = rng.choices((1, 2, 3, 4, 5, 6), (28, 28, 18, 13, 8, 5))[0]
        lines = []
        for place_in_claim, (code, price) in enumerate(rng.sample(PROCEDURES, size), 1):
            units = rng.choice((1, 1, 1, 1, 2, 3))
            modifiers = rng.choice(((), (), (), ("25",), ("59",), ("RT", "59")))
            pointers = tuple(range(1, rng.randrange(1, len(diagnoses) + 1) + 1))
            charge = units * (price + rng.randrange(2_000))
            lines.append(Line(f"{number}L{place_in_claim}", code, modifiers, units, charge, pointers))
        authorization = f"PA{index:08d}" if index % 17 == 3 else ""
        served = FIRST_SERVICE + timedelta(days=rng.randrange(40))
        return Claim(index, number, served, diagnoses, authorization, relation, self._person(household, int(relation or 0)),
                     tuple(lines))

    def checks(self) -> Iterator[Check]:
        """Every check with something to say, by payer and run, then practice."""
        every = product(range(self.payers), range(len(RUNS)), range(self.practices))
        return (check for at in every if next(self.answers(check := Check(*at)), None))

    def answers(self, check: Check) -> Iterator[Answer]:
        """What the payer says on a check, claim by claim."""
        for number in range(self.sets):
            for household in self.households_of(number, check.practice):
                if self.payer_of(household) == check.payer:
                    yield from self._answers(household, check.run)

    def final(self, claim: Claim) -> tuple[Answer, ...]:
        """The answers that count in the end; none when the payer has not answered."""
        if hit(claim.index, UNANSWERED):
            return ()
        return self._parts(claim, 1 if hit(claim.index, CORRECTED) else 0)

    def _answers(self, household: int, run: int) -> Iterator[Answer]:
        second = household % 10 in SECOND_RUN
        for claim in self.claims_of(household):
            if hit(claim.index, UNANSWERED):
                continue
            if run == second:
                yield from self._parts(claim, 0)
            if run and hit(claim.index, CORRECTED):
                yield from (self._reversal(part) for part in self._parts(claim, 0))
                yield from self._parts(claim, 1)
        if run == second and hit(household, STRANGER):
            yield from self._parts(self.claim(household * HOUSEHOLD, "X"), 0, known=False)

    def _reversal(self, answer: Answer) -> Answer:
        return Answer(answer.claim, "22", answer.payer_number, answer.rulings, answer.adjustments, remark="")

    def _parts(self, claim: Claim, attempt: int, known: bool = True) -> tuple[Answer, ...]:
        """The CLPs of a claim: one, or two where the payer splits it (REM-16)."""
        rng = Random(f"{self.seed}:{claim.number}:{attempt}")
        late = hit(claim.index, LATE)
        rulings = tuple(ruling(line, rule_late, rng) if late else some_ruling(line, rng) for line in claim.lines)
        number = f"ICN{self.seed % 1000:03d}{claim.number[0]}{claim.index + 1:08d}"
        if hit(claim.index, SPLIT) and len(rulings) > 1:
            return (Answer(claim, "1", number + "A", rulings[:1], remark="", known=known),
                    Answer(claim, "1", number + "B", rulings[1:], remark="", known=known))
        copayable = sum(ruling.paid for ruling in rulings) > 2_000
        copay = 2_000 if copayable and hit(claim.index, COPAY) else 0
        interesting = copayable and hit(claim.index, WITH_INTEREST) and not hit(claim.index, CORRECTED)
        interest = 100 + claim.index % 900 if interesting else 0
        return (Answer(claim, "1", number, rulings, (("PR", "3", copay),) if copay else (), interest, known=known),)

    def _person(self, household: int, relation: int) -> Person:
        rng = Random(f"{self.seed}:person:{household}:{relation}")
        plan = payer(self.payer_of(household))
        member = medicare_number(household) if plan.filing == "MB" else f"{plan.id}{household + 1:08d}"
        town = TOWNS[household % len(TOWNS)]
        birth = date(1945, 1, 1) if plan.filing == "MB" else date(2010, 1, 1) if relation == 19 else date(1970, 1, 1)
        return Person(LAST[household % len(LAST)], rng.choice(FIRST), birth + timedelta(days=rng.randrange(3_000)),
                      rng.choice("FM"), member, f"{rng.randrange(1, 9_999)} {rng.choice(STREETS)} ST", town)

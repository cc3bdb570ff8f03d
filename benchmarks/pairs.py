"""Matching pairs of 837P and 835 of any size, with their truth: ``python -m benchmarks.pairs CLAIMS --seed N -o DIR``.

DIR gets ``claims.837`` (one interchange, 5,000 claims in a transaction set), ``claims.277`` that accepts them all,
``remit.835`` (one interchange for each payer and payment run, one check for each practice) and ``truth.jsonl`` (what ``edi
dump`` must print once both are in). The same arguments give the same bytes; memory stays the same for any size. The X12 is
written here, letter by letter, without the engine.
"""

import argparse
from collections.abc import Generator, Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

from benchmarks import truth
from benchmarks.rulings import Adjustments, Cents, Ruling
from benchmarks.world import (
    HOUSEHOLD,
    RUNS,
    WITHOUT_LINE_NUMBER,
    Answer,
    Check,
    Claim,
    Payer,
    Person,
    Practice,
    World,
    hit,
    payer,
    practice,
)

SENT = date(2025, 2, 20)
CLAIMS_PER_HEADER = 500                                # CLPs under one LX
HERE, THERE = "INVENTEDPM", "INVENTEDCH"


def generate(world: World, folder: Path) -> None:
    """Writes the files of a world."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "claims.837").open("w", encoding="ascii", newline="") as file:
        file.writelines(segment + "~\n" for segment in claims(world))
    with (folder / "remit.835").open("w", encoding="ascii", newline="") as file:
        file.writelines(segment + "~" for segment in remittances(world))
    with (folder / "claims.277").open("w", encoding="ascii", newline="") as file:
        file.writelines(segment + "~" for segment in acknowledgments(world))
    with (folder / "truth.jsonl").open("wb") as lines:
        lines.writelines(truth.lines(world))


def claims(world: World) -> Iterator[str]:
    """The 837P: every claim as a practice management system would send it."""
    sets = (_set("837", number + 1, _claim_set(world, number), "005010X222A1") for number in range(world.sets))
    return _interchange(HERE, THERE, SENT, 1 + world.seed % 1000, "HC", "005010X222A1", sets)


def acknowledgments(world: World) -> Iterator[str]:
    """The 277CA of the clearinghouse: every claim of every batch is accepted."""
    sets = (_set("277", number + 1, _acknowledged(world, number), "005010X214") for number in range(world.sets))
    return _interchange(THERE, HERE, SENT, 5001 + world.seed % 1000, "HN", "005010X214", sets)


def _acknowledged(world: World, number: int) -> Iterator[str]:
    yield f"BHT*0085*08*A{number + 1:06d}*{SENT:%Y%m%d}*1015*TH"
    yield from ("HL*1**20*1", "NM1*AY*2*INVENTED CLEARINGHOUSE*****46*CH0815", "TRN*1*T1", f"DTP*050*D8*{SENT:%Y%m%d}",
                f"DTP*009*D8*{SENT:%Y%m%d}", "HL*2*1*21*1", "NM1*41*2*INVENTED PRACTICE SYSTEMS*****46*PM4711")
    yield f"TRN*2*B{world.seed % 1000:03d}{number + 1:06d}"
    yield f"STC*A1:19:40*{SENT:%Y%m%d}*WQ*0"
    level = 2
    for at in range(world.practices):
        level += 1
        provider = level
        yield from (f"HL*{level}*2*19*1", f"NM1*85*2*{practice(at).name}*****XX*{practice(at).npi}", "TRN*1*0")
        for household in world.households_of(number, at):
            for claim in world.claims_of(household):
                level += 1
                yield f"HL*{level}*{provider}*PT"
                yield f"NM1*QC*1*{claim.patient.last}*{claim.patient.first}****MI*{world.subscriber(household).member}"
                yield from (f"TRN*2*{claim.number}", f"STC*A2:20:40*{SENT:%Y%m%d}*WQ*{amount(claim.charge)}",
                            f"REF*D9*{claim.number}X", f"DTP*472*D8*{claim.served:%Y%m%d}")


def remittances(world: World) -> Iterator[str]:
    """The 835s: the answers of every payer, run by run."""
    runs = groupby(world.checks(), key=lambda check: (check.payer, check.run))
    for number, ((at, run), checks) in enumerate(runs, 1):
        sets = (_set("835", place, _check(world, check)) for place, check in enumerate(checks, 1))
        control = world.seed % 1000 * 1000 + number
        yield from _interchange(payer(at).id + "EDI", THERE, RUNS[run], control, "HP", "005010X221A1", sets)


def amount(cents: Cents) -> str:
    """An amount as X12 wants it: no zeros that say nothing.

    >>> amount(1250), amount(-7), amount(0), amount(10000)
    ('12.5', '-.07', '0', '100')
    """
    text = truth.dollars(cents).rstrip("0").rstrip(".")
    return text.replace("0.", ".", 1) if abs(cents) < 100 and cents else text


def _interchange(sender: str, receiver: str, day: date, number: int, functional: str, version: str,
                 sets: Iterable[Iterator[str]]) -> Iterator[str]:
    yield (f"ISA*00*{'':10}*00*{'':10}*ZZ*{sender:15}*ZZ*{receiver:15}*{day:%y%m%d}*0915*^*00501*{number:09d}*0*T*:")
    yield f"GS*{functional}*{sender}*{receiver}*{day:%Y%m%d}*0915*{number}*X*{version}"
    count = 0
    for count, one in enumerate(sets, 1):              # noqa: B007
        yield from one
    yield f"GE*{count}*{number}"
    yield f"IEA*1*{number:09d}"


def _set(kind: str, number: int, body: Iterator[str], reference: str = "") -> Iterator[str]:
    yield f"ST*{kind}*{number:04d}" + (f"*{reference}" if reference else "")
    count = 2
    for count, segment in enumerate(body, 3):          # noqa: B007
        yield segment
    yield f"SE*{count}*{number:04d}"


# --- the claims ---------------------------------------------------------------------------------------------------------


def _claim_set(world: World, number: int) -> Iterator[str]:
    yield f"BHT*0019*00*B{world.seed % 1000:03d}{number + 1:06d}*{SENT:%Y%m%d}*0915*CH"
    yield "NM1*41*2*INVENTED PRACTICE SYSTEMS*****46*PM4711"
    yield "PER*IC*SERVICE DESK*TE*6145550142"
    yield "NM1*40*2*INVENTED CLEARINGHOUSE*****46*CH0815"
    level = 0
    for at in range(world.practices):
        households = world.households_of(number, at)
        if households:
            level += 1
            who, billing = practice(at), level
            yield from _billing_provider(who, level)
            for household in households:
                for own, found in groupby(world.claims_of(household), key=lambda claim: not claim.relation):
                    subscriber, plan = world.subscriber(household), payer(world.payer_of(household))
                    yield from _subscriber(subscriber, plan, f"HL*{level + 1}*{billing}*22*{'0' if own else '1'}")
                    level = yield from (_own if own else _dependents)(subscriber, plan, found, who, level + 1)


def _billing_provider(who: Practice, level: int) -> Iterator[str]:
    yield f"HL*{level}**20*1"
    yield f"PRV*BI*PXC*{who.taxonomy}"
    yield f"NM1*85*2*{who.name}*****XX*{who.npi}"
    yield from _address(who.street, who.town, "1234")
    yield f"REF*EI*{who.tin}"


def _subscriber(subscriber: Person, plan: Payer, level: str) -> Iterator[str]:
    yield level
    yield f"SBR*P*{'18' if level.endswith('0') else ''}*{plan.group}******{plan.filing}"
    yield f"NM1*IL*1*{subscriber.last}*{subscriber.first}****MI*{subscriber.member}"


def _own(subscriber: Person, plan: Payer, found: Iterable[Claim], who: Practice, level: int) -> Generator[str, None, int]:
    """The rest of a 2000B with the claims of the subscriber himself; gives the last HL number."""
    yield from _person(subscriber)
    yield f"NM1*PR*2*{plan.name}*****PI*{plan.id}"
    for claim in found:
        yield from _claim(claim, who)
    return level


def _dependents(subscriber: Person, plan: Payer, found: Iterable[Claim], who: Practice,
                level: int) -> Generator[str, None, int]:
    """The rest of a 2000B without claims of its own, a 2000C for each claim; gives the last HL number."""
    parent = level
    yield f"NM1*PR*2*{plan.name}*****PI*{plan.id}"
    for claim in found:
        level += 1
        yield f"HL*{level}*{parent}*23*0"
        yield f"PAT*{claim.relation}"
        yield f"NM1*QC*1*{claim.patient.last}*{claim.patient.first}"
        yield from _person(claim.patient)
        yield from _claim(claim, who)
    return level


def _person(who: Person) -> Iterator[str]:
    yield from _address(who.street, who.town)
    yield f"DMG*D8*{who.birth:%Y%m%d}*{who.sex}"


def _address(street: str, town: tuple[str, str, str], more: str = "") -> Iterator[str]:
    city, state, code = town
    yield f"N3*{street}"
    yield f"N4*{city}*{state}*{code}{more}"


def _claim(claim: Claim, who: Practice) -> Iterator[str]:
    yield f"CLM*{claim.number}*{amount(claim.charge)}***11:B:1*Y*A*Y*Y"
    if claim.authorization:
        yield f"REF*G1*{claim.authorization}"
    first, *others = claim.diagnoses
    yield "*".join(("HI", f"ABK:{first}", *(f"ABF:{code}" for code in others)))
    if who.doctor:
        last, given, npi = who.doctor
        yield f"NM1*82*1*{last}*{given}****XX*{npi}"
        yield "PRV*PE*PXC*207Q00000X"
    for place, line in enumerate(claim.lines, 1):
        yield f"LX*{place}"
        pointers = ":".join(map(str, line.pointers))
        yield f"SV1*{':'.join(('HC', line.code, *line.modifiers))}*{amount(line.charge)}*UN*{line.units}***{pointers}"
        yield f"DTP*472*D8*{claim.served:%Y%m%d}"
        yield f"REF*6R*{line.number}"


# --- the answers --------------------------------------------------------------------------------------------------------


def _check(world: World, check: Check) -> Iterator[str]:
    plan, payee, day = payer(check.payer), practice(check.practice), RUNS[check.run]
    sums = truth.totals(world, check)
    yield from _payment(plan, check, sums.amount, day)
    yield f"TRN*1*{truth.trace(world, check)}*1{plan.tin}"
    yield f"DTM*405*{day:%Y%m%d}"
    yield f"N1*PR*{plan.name}"
    yield from _address("1 EXAMPLE PLAZA", ("HARTFORD", "CT", "06101"))
    yield f"REF*2U*{plan.id}"
    yield "PER*BL*PROVIDER SERVICES*TE*8605550199"
    yield f"N1*PE*{payee.name}*XX*{payee.npi}"
    yield from _address(payee.street, payee.town, "1234")
    yield f"REF*TJ*{payee.tin}"
    for place, answer in enumerate(world.answers(check)):
        if place % CLAIMS_PER_HEADER == 0:
            yield f"LX*{place // CLAIMS_PER_HEADER + 1}"
        yield from _answer(world, check, plan, payee, answer)
    if sums.provider:
        pairs = (f"{one.reason}:{one.reference}*{amount(one.amount)}" for one in sums.provider)
        yield f"PLB*{payee.npi}*{day:%Y}1231*" + "*".join(pairs)


def _payment(plan: Payer, check: Check, paid: Cents, day: date) -> Iterator[str]:
    if paid:
        yield (f"BPR*I*{amount(paid)}*C*ACH*CCP*01*999999992*DA*100200300*1{plan.tin}**01*999999992*DA*"
               f"{400500600 + check.practice}*{day:%Y%m%d}")
    else:
        yield f"BPR*H*0*C*NON************{day:%Y%m%d}"


def _answer(world: World, check: Check, plan: Payer, payee: Practice, answer: Answer) -> Iterator[str]:
    claim, sign = answer.claim, answer.sign
    charge = sum(ruling.line.charge for ruling in answer.rulings)
    share = sum(amount for group, _, amount in _all(answer) if group == "PR")
    said = amount(share) if sign > 0 and share else ""
    yield (f"CLP*{claim.number}*{answer.status}*{amount(sign * charge)}*{amount(answer.paid)}*{said}*{plan.filing}*"
           f"{answer.payer_number}*11*1")
    yield from _adjustments(answer.adjustments, sign)
    subscriber = world.subscriber(claim.index // HOUSEHOLD)
    member = f"****MI*{subscriber.member}"
    yield f"NM1*QC*1*{claim.patient.last}*{claim.patient.first}" + ("" if claim.relation else member)
    if claim.relation:
        yield f"NM1*IL*1*{subscriber.last}*{subscriber.first}{member}"
    if payee.doctor:
        last, given, npi = payee.doctor
        yield f"NM1*82*1*{last}*{given}****XX*{npi}"
    if answer.remark:
        yield f"MOA***{answer.remark}"
    if plan.group:
        yield f"REF*1L*{plan.group}"
    yield f"DTM*050*{SENT:%Y%m%d}"
    if sign > 0:
        yield f"AMT*AU*{amount(charge)}"
    if answer.interest:
        yield f"AMT*I*{amount(answer.interest)}"
    for ruling in answer.rulings:
        yield from _line(claim, ruling, sign)


def _line(claim: Claim, ruling: Ruling, sign: int) -> Iterator[str]:
    line = ruling.line
    procedure = ":".join(("HC", line.code, *line.modifiers))
    yield f"SVC*{procedure}*{amount(sign * line.charge)}*{amount(sign * ruling.paid)}**{sign * line.units}"
    yield f"DTM*472*{claim.served:%Y%m%d}"
    yield from _adjustments(ruling.adjustments, sign)
    if not hit(claim.index, WITHOUT_LINE_NUMBER):
        yield f"REF*6R*{line.number}"
    allowed = line.charge - sum(cut for group, reason, cut in ruling.adjustments if group == "CO" and reason == "45")
    if sign > 0 and ruling.paid:
        yield f"AMT*B6*{amount(allowed)}"
    for remark in ruling.remarks:
        yield f"LQ*HE*{remark}"


def _adjustments(adjustments: Adjustments, sign: int) -> Iterator[str]:
    """One CAS for each group, its reasons in triplets without a quantity (REM-7)."""
    for group, found in groupby(adjustments, key=lambda adjustment: adjustment[0]):
        yield f"CAS*{group}*" + "**".join(f"{reason}*{amount(sign * cut)}" for _, reason, cut in found)


def _all(answer: Answer) -> Iterator[tuple[str, str, Cents]]:
    yield from answer.adjustments
    for ruling in answer.rulings:
        yield from ruling.adjustments


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pairs", description="Write a matching pair and its truth.")
    parser.add_argument("claims", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--practices", type=int, default=4)
    parser.add_argument("--payers", type=int, default=3)
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="DIR")
    given = parser.parse_args()
    generate(World(given.claims, given.seed, given.practices, given.payers), given.out)


if __name__ == "__main__":
    main()

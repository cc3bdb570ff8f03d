"""``edi variance``: lines that a payer allowed less, or more, for than its contract says (MAT-11). Nothing is stored."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from edi_engine.flows.house import House
from edi_engine.flows.rates import Contracts, contracts
from edi_engine.ledger import queries, served
from edi_engine.ledger.served import Answered
from edi_engine.money import dollars
from edi_engine.problems import Problem
from edi_engine.reconcile.contracts import VERDICTS, Served, Verdict, verdicts, whole

OFF = ("underpaid", "overpaid")


class Compared(NamedTuple):
    """A line beside its contract."""

    answer: Answered
    line: Served
    segment: int
    verdict: Verdict

    @property
    def short(self) -> int:
        """What was allowed too little, in cents; below zero where it was too much."""
        return (self.verdict.expected or 0) - self.verdict.allowed if self.verdict.word in OFF else 0

    def as_problem(self) -> Problem:
        """What is to be said of a line that was allowed otherwise than agreed."""
        return Problem("MAT-11", self.verdict.word, self.segment, element=2, allowed=dollars(self.verdict.allowed),
                       expected=dollars(self.verdict.expected or 0), off=dollars(abs(self.short)))


def compared(house: House, agreed: Contracts) -> Iterator[Compared]:
    """Every line of a payer with a contract; the answers to a claim are one before they are judged (REM-16)."""
    claims: dict[tuple[str, str, str], list[Answered]] = defaultdict(list)
    for answer in served.answered(house.db, agreed.payers):
        claims[answer.claim, answer.payer, answer.filing].append(answer)
    for (_, payer, filing), answers in claims.items():
        terms = agreed.of(payer, filing)
        if terms is not None:
            lines = whole([answer.lines for answer in answers])
            for (n, m, line), verdict in zip(lines, verdicts(terms, [line for _, _, line in lines]), strict=True):
                yield Compared(answers[n], line, answers[n].segments[m], verdict)


def variance(house: House, words: tuple[str, ...] = OFF) -> dict[str, Any]:
    """The lines of these verdicts, most money first; of every verdict how many, and of what is off how much."""
    agreed = contracts(house)
    counts, off, lines = Counter(dict.fromkeys(VERDICTS, 0)), Counter(dict.fromkeys(OFF, 0)), []
    for each in compared(house, agreed):
        counts[each.verdict.word] += 1
        if each.verdict.word in OFF:
            off[each.verdict.word] += abs(each.short)
        if each.verdict.word in words:
            lines.append(each)
    lines.sort(key=lambda each: -abs(each.short))
    return {"counts": dict(counts), "underpaid": dollars(off["underpaid"]), "overpaid": dollars(off["overpaid"]),
            "lines": list(map(_shown, lines)), "problems": [problem.as_json() for problem in agreed.problems]}


def _shown(each: Compared) -> dict[str, Any]:
    answer, line, verdict = each.answer, each.line, each.verdict
    return {"claim": answer.claim, "payer": answer.payer_name or answer.payer, "date": line.day or None,
            "procedure": line.procedure, "modifiers": sorted(line.modifiers), "units": str(line.units), "verdict": verdict.word,
            "charge": dollars(line.charge), "allowed": dollars(verdict.allowed),
            "expected": None if verdict.expected is None else dollars(verdict.expected), "short": dollars(each.short),
            "remit": queries.remit_name(answer.digest, answer.position), "segment": each.segment}

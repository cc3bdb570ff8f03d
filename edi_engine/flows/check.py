"""``edi check``: is a file sound? Its envelope, the guides of its transaction sets, and what they say, without a workspace.

An edi.toml is checked too, with the profiles that it names. It is the one file that is known by its name: the workspace knows
it so."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edi_engine import conformance, edits, profiles, settings, x12
from edi_engine.billing.claim import Claim, Submission
from edi_engine.billing.remittance import ClaimPayment, RemittanceHead, RemittanceTail
from edi_engine.flows import looking
from edi_engine.guides import x221a1, x222a1
from edi_engine.guides.families import family
from edi_engine.problems import Problem, failures, worst
from edi_engine.reconcile import balancing, check_notes, claim_notes, provider_level
from edi_engine.x12.findings import Findings

if TYPE_CHECKING:
    from edi_engine.x12 import Source, TransactionSet

GUIDE_RULES = ("ENV-", "X12-")      # SNIP 1 and 2


def check(paths: Iterable[Path], snip: str | None = None, caught: type[Exception] = Exception) -> dict[str, Any]:
    """The contract's JSON for these files: accepted, rejected for an error, or unreadable, and every problem with its place.

    With ``snip`` "1-2", only the rules of the envelope and of the guides count.
    """
    def look(path: Path) -> tuple[dict[str, Any], list[Problem]]:
        problems = of_file(path, snip)
        unread = failures.nothing_read(problems)
        return {"verdict": "unreadable" if unread else "rejected" if worst(problems) == "error" else "accepted"}, problems

    return looking.at_files(paths, look, {"verdict": "unreadable"}, caught)


def of_file(path: Path, snip: str | None = None) -> list[Problem]:
    """Everything that is wrong with a file, in its order; of each kind the first hundred."""
    return _asked(_of_settings(path), snip) if path.suffix == ".toml" else _of_x12(x12.Source(path), snip)


def _of_x12(source: "Source", snip: str | None) -> list[Problem]:
    survey, findings = x12.survey(source), Findings()
    for ts in survey:
        for found in conformance.of_set(source, ts):
            findings.add(found)
        if snip is None:
            for found in _content(source, ts):
                findings.add(found)
    problems = x12.placed(source, _asked([*survey.problems, *findings.close()], snip))
    problems.sort(key=lambda found: (found.place and found.place.index) or 0)
    return problems


def _of_settings(path: Path) -> list[Problem]:
    """What is wrong with what an edi.toml says; in a folder ``profiles`` it is a profile."""
    if path.parent.name == profiles.FOLDER:
        profile = profiles.parse(path.read_bytes(), path.stem, path.name)
        return [*profile.problems, *profiles.failures(profile)]
    return list(profiles.open_(path.parent, settings.parse(path.read_bytes()))[0].problems)


def _asked(problems: list[Problem], snip: str | None) -> list[Problem]:
    """The problems of the rules that were asked for."""
    return problems if snip is None else [found for found in problems if found.rule.startswith(GUIDE_RULES)]


def _content(source: "Source", ts: "TransactionSet") -> Iterator[Problem]:
    """What a transaction set says that cannot be; only of versions that HIPAA asks for."""
    rules = CONTENT.get(family(ts))
    return rules(source, ts) if rules and not ts.version.startswith("004") else iter(())


def _remittance(source: "Source", ts: "TransactionSet") -> Iterator[Problem]:
    """An 835 balances - its lines, its claims, its check - and says what it has to say (REM-1 to REM-26, PLB-6 to PLB-9)."""
    head, tail, paid, interest = None, RemittanceTail(), 0, 0
    for part in x221a1.read(source, ts):
        yield from x221a1.problems(part)
        if isinstance(part, ClaimPayment):
            paid += part.paid
            interest += provider_level.interest(part)
            yield from balancing.of_claim(part)
            yield from claim_notes.notes_on(part, ts.version)
        elif isinstance(part, RemittanceHead):
            head = part
        elif isinstance(part, RemittanceTail):
            tail = RemittanceTail(tail.provider_adjustments + part.provider_adjustments)     # PLB may stand between claims
    if head is not None:
        yield from balancing.of_check(head, tail, paid)
        yield from check_notes.notes_on(head)
        yield from provider_level.notes_on(head, tail, interest)


def _claims(source: "Source", ts: "TransactionSet") -> Iterator[Problem]:
    """The edits of an 837P that hold whoever wrote it."""
    context = edits.Context()
    for noun in x222a1.read(source, ts):
        yield from x222a1.problems(noun)
        if isinstance(noun, Submission):
            context = edits.Context(use=noun.use, usage=ts.isa[15] if len(ts.isa) > 15 else "")
            yield from edits.of_submission(noun)
        elif isinstance(noun, Claim):
            yield from edits.of_sent(noun, context, ts.version)


CONTENT: dict[str, Callable[["Source", "TransactionSet"], Iterator[Problem]]] = {"835": _remittance, "837P": _claims}

"""What a profile can say: one frozen value per table of its TOML, each row with its reason and its examples."""

from dataclasses import dataclass, field

from edi_engine.problems import Problem
from edi_engine.settings.nouns import text

MUST = ("required", "omitted", "fixed", "pattern", "refused")
_REASON = "every row says why; somebody will ask"
_ACCEPT = "an example that passes shows what the row means"
_REFUSE = "an example that does not pass shows what the row means"


def _examples(why: str) -> tuple[str, ...]:
    return field(default=(), metadata={"needed": why, "one_of": (), "at_most": 0, "check": None})


@dataclass(frozen=True, slots=True)
class Setting:
    """How its files are written: a key of edi.toml that the partner decides."""

    key: str = text("it says which setting the row is about")
    value: str | int | bool = field(default="", metadata={"any": True})
    reason: str = text(_REASON)
    accept: tuple[str, ...] = _examples(_ACCEPT)
    refuse: tuple[str, ...] = _examples(_REFUSE)


@dataclass(frozen=True, slots=True)
class Demand:
    """What it wants of a segment or an element: ``2010BA/REF*SY``, ``2300/CLM/05-3``."""

    path: str = text("it says which segment or element the row is about")
    must: str = text("it says what the row wants", one_of=MUST)
    value: str = text()                    # fixed: the text; pattern: a regular expression for all of it
    severity: str = text(default="error", one_of=("error", "warning", "info"))
    reason: str = text(_REASON)
    accept: tuple[str, ...] = _examples(_ACCEPT)
    refuse: tuple[str, ...] = _examples(_REFUSE)


@dataclass(frozen=True, slots=True)
class Severity:
    """How bad it is when an edit finds something, at this partner."""

    rule: str = text("it says which edit the row is about")
    kind: str = text()                     # "": every kind of the rule
    severity: str = text("it says how bad that is here", one_of=("error", "warning", "info"))
    reason: str = text(_REASON)
    accept: tuple[str, ...] = _examples(_ACCEPT)
    refuse: tuple[str, ...] = _examples(_REFUSE)


@dataclass(frozen=True, slots=True)
class Profile:
    """All of a profile's TOML. A receiver's profile is for its files and every claim in them, a payer's for its claims."""

    title: str = text("it names the partner for people")
    about: str = text("it says for whom the profile is and what to check before using it")
    envelope: tuple[Setting, ...] = ()
    rows: tuple[Demand, ...] = ()
    severities: tuple[Severity, ...] = ()
    name: str = field(default="", metadata={"no_key": True})
    file: str = field(default="", metadata={"no_key": True})
    problems: tuple[Problem, ...] = field(default=(), compare=False, metadata={"no_key": True})

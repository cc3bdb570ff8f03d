"""Scenarios: how often a payer does what, as TOML; its choices follow from a seed."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from edi_engine.codes.adjustments import meaning
from edi_engine.codes.kinds import KINDS
from edi_engine.money import Cents, cents
from edi_engine.payer.rates import RATES

FOLDER = Path(__file__).parent / "scenarios"
SUFFIX = ".toml"
HEAVIEST = 1_000_000               # of what denials weigh


Way = TypeVar("Way")


class Refused(Exception):
    """A scenario that cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """How a payer behaves."""

    name: str
    about: str
    rates: Mapping[str, float]
    share: tuple[float, float] = (0.5, 0.9)          # what is allowed of a charge without a fee, from and to
    fees: Mapping[str, Cents] = field(default_factory=dict)      # by procedure, for one unit
    denials: tuple[tuple[str, str, str, float], ...] = (("CO", "50", "N115", 1.0),)    # group, CARC, RARC, weight
    most: int = 100                # claims in a check
    checks: int = 3                # how many times the payer pays, a week apart
    payers: Mapping[str, "Scenario"] = field(default_factory=dict)      # those that behave otherwise, by id (NM109 of 2010BB)

    def of(self, payer: str) -> "Scenario":
        """How the payer with this id behaves."""
        return self.payers.get(payer, self)

    def happens(self, what: str, chance: Random) -> bool:
        """Whether something happens this time."""
        rate = self.rates.get(what, 0.0)
        return bool(rate) and chance.random() < rate

    def happening(self, table: Mapping[str, Way], chance: Random) -> list[Way]:
        """Those ways of a table, by the rates that they happen at, that happen this time, in an order that chance gives."""
        found = [way for rate, way in table.items() if self.happens(rate, chance)]
        chance.shuffle(found)
        return found


def names() -> list[str]:
    """The scenarios that ship."""
    return sorted(path.stem for path in FOLDER.glob(f"*{SUFFIX}"))


def load(name: str) -> Scenario:
    """The scenario of a file, or the one that ships under a name.

    Refused when there is none, or it says what no scenario can.
    """
    if not name.strip():
        raise Refused(f"A scenario without a name is none: use one of {', '.join(names())}, or the path of a TOML file.")
    shipped = FOLDER / f"{name}{SUFFIX}"
    path = shipped if name in names() else Path(name)
    try:
        return parse(path.stem, path.read_text("utf-8"))
    except (FileNotFoundError, IsADirectoryError):
        raise Refused(f"No scenario is called {name}, and no file either: use one of {', '.join(names())}, or the path of a "
                      "TOML file.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"The scenario {name} cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8'}.") from None


def parse(name: str, text: str) -> Scenario:
    """The scenario that a TOML text describes; Refused where it describes none."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"The scenario {name} is no TOML: {error}.") from None
    try:
        scenario = Scenario(name, **dict(_fields(said)))
        payers = _table(said, "payers")
        return replace(scenario, payers={payer: _own(scenario, payer, _table(payers, payer)) for payer in payers})
    except Refused as error:
        raise Refused(f"The scenario {name}: {error}") from None


def _fields(said: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield "about", str(said.get("about", ""))
    _known(said, "the scenario", ("about", *WAYS, "checks", "payers"))
    yield from _ways(said)
    checks = _table(said, "checks")
    _known(checks, "[checks]", ("most", "rounds"))
    if "most" in checks:
        yield "most", _whole("most", checks["most"], 20_000)
    if "rounds" in checks:
        yield "checks", _whole("rounds", checks["rounds"], 52)


WAYS = ("rates", "fees", "denials")


def _ways(said: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What one payer may do otherwise than another."""
    yield "rates", dict(_rates(_table(said, "rates")))
    fees = _table(said, "fees")
    _known(fees, "[fees]", ("share", "procedures"))
    if "share" in fees:
        yield "share", _share(fees["share"])
    yield "fees", {code: _fee(code, fee) for code, fee in _table(fees, "procedures").items()}
    if denials := _table(said, "denials"):
        yield "denials", tuple(_denial(text, weight) for text, weight in denials.items())


def _own(scenario: Scenario, payer: str, said: Mapping[str, Any]) -> Scenario:
    """The scenario as one payer has it: what it does not say of itself is as for all."""
    _known(said, f"[payers.{payer}]", WAYS)
    own = dict(_ways(said))
    for rate in own["rates"]:
        if RATES[rate].of not in ("claim", "line"):
            raise Refused(f"the rate {rate} is not one payer's; it stands in [rates] for all.")
    return replace(scenario, **own | {key: {**getattr(scenario, key), **own[key]} for key in ("rates", "fees")})


def _table(said: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = said.get(key, {})
    if not isinstance(found, dict):
        raise Refused(f"{key} has to be a table, [{key}].")
    return found


def _known(said: Mapping[str, Any], where: str, keys: tuple[str, ...]) -> None:
    for key in said:
        if key not in keys:
            raise Refused(f"{where} knows no {key}; it has {', '.join(keys)}.")


def _rates(said: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for key, rate in said.items():
        if key not in RATES:
            raise Refused(f"there is no rate {key}; `edi simulate --list` names them all.")
        if not _is_share(rate):
            raise Refused(f"the rate {key} has to be a number from 0 (never) to 1 (always).")
        yield key, float(rate)


def _share(said: Any) -> tuple[float, float]:
    low, high = said if isinstance(said, list) and len(said) == 2 else (said, said)
    if not (_is_share(low) and _is_share(high) and low <= high):
        raise Refused("share is what is allowed of a charge: a number from 0 to 1, or [from, to].")
    return float(low), float(high)


def _is_share(said: Any) -> bool:
    return isinstance(said, int | float) and not isinstance(said, bool) and 0 <= said <= 1


def _fee(code: str, said: Any) -> Cents:
    try:
        fee = cents(str(Decimal(str(said))))
    except (ValueError, InvalidOperation):
        fee = -1
    if fee < 0:
        raise Refused(f'the fee of {code} has to be an amount like "81.22".')
    return fee


def _denial(said: str, weight: Any) -> tuple[str, str, str, float]:
    code, _, remark = said.partition(" ")
    group, _, reason = code.partition("-")
    if group not in ("CO", "PR", "OA", "PI") or not reason or meaning(group, reason, paid=0) != "denied":
        raise Refused(f'a denial is written like "CO-50 N115", with a reason that denies; {said} is none.')
    remark = remark.strip()
    if remark and not KINDS["rarc"].form.fullmatch(remark):
        raise Refused(f"a remark code is M, MA or N with digits, like N115, M76 or MA15; that of {said} is none.")
    if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 < weight <= HEAVIEST:
        raise Refused(f"the weight of {said} has to be a number above 0, up to {HEAVIEST}.")
    return group, reason, remark, float(weight)


def _whole(key: str, said: Any, most: int) -> int:
    if isinstance(said, bool) or not isinstance(said, int) or not 1 <= said <= most:
        raise Refused(f"{key} has to be a whole number from 1 to {most}.")
    return said

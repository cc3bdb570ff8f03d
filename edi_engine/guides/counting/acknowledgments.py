"""What an answer says: TA1, 997, 999 and 277CA."""

from collections import Counter
from typing import Any

from edi_engine.guides.counting.counter import Count, Found, Read
from edi_engine.x12 import TransactionSet

LEVELS = {"20": "batch", "21": "batch", "19": "provider", "PT": "claim"}
"""HL03 -> the level of a 277CA at which a status stands; below a service line (SVC) it is "line"."""

COMPOSITES = (1, 10, 11)                   # STC: up to three statuses


class InterchangeAnswer(Count):
    """Reads one TA1."""

    verdict: str | None = None
    note: str | None = None

    def reads(self) -> dict[str, Read]:
        return {"TA1": self.ta1}

    def ta1(self, at: int, ta1: list[str]) -> None:
        self.verdict, self.note = ta1[4] or None, ta1[5] or None

    def facts(self) -> dict[str, Any]:
        return {"verdict": self.verdict, "note": self.note}


class Verdicts(Count):
    """Reads one 999 or 997: a verdict for each transaction set that it names, and one for the group."""

    def __init__(self, ts: TransactionSet, found: Found) -> None:
        super().__init__(ts, found)
        self.acknowledged: list[dict[str, str | None]] = []
        self.group: str | None = None

    def reads(self) -> dict[str, Read]:
        return {"AK2": self.ak2, "IK5": self.ik5, "AK5": self.ik5, "AK9": self.ak9}

    def ak2(self, at: int, ak2: list[str]) -> None:
        self.acknowledged.append({"transaction": ak2[1] or None, "control_number": ak2[2] or None, "verdict": None})

    def ik5(self, at: int, ik5: list[str]) -> None:
        if self.acknowledged:
            self.acknowledged[-1]["verdict"] = ik5[1] or None

    def ak9(self, at: int, ak9: list[str]) -> None:
        self.group = ak9[1] or None

    def facts(self) -> dict[str, Any]:
        return {"acknowledged": self.acknowledged, "group_verdict": self.group}


class ClaimStatuses(Count):
    """Counts one 277CA: every status as sent, and the claims by their verdict (STC03)."""

    def __init__(self, ts: TransactionSet, found: Found) -> None:
        super().__init__(ts, found)
        self.level = "batch"
        self.statuses: dict[str, Counter[str]] = {name: Counter() for name in ("batch", "provider", "claim", "line")}
        self.verdicts: set[str] = set()    # STC03 of the claim that is open
        self.accepted = self.rejected = 0

    def reads(self) -> dict[str, Read]:
        return {"HL": self.hl, "TRN": self.trn, "SVC": self.svc, "STC": self.stc}

    def hl(self, at: int, hl: list[str]) -> None:
        self.close()
        self.level = LEVELS.get(hl[3], "claim")

    def trn(self, at: int, trn: list[str]) -> None:
        self.close()
        self.level = "claim" if self.level == "line" else self.level

    def svc(self, at: int, svc: list[str]) -> None:
        self.level = "line"

    def stc(self, at: int, stc: list[str]) -> None:
        for element in COMPOSITES:
            if stc[element]:
                self.statuses[self.level][stc[element].replace(self.component, ":")] += 1
        if self.level == "claim":
            self.verdicts.add(stc[3])

    def close(self) -> None:
        """The claim that ends here: any rejection outweighs an acceptance (ACK-3)."""
        if "U" in self.verdicts:
            self.rejected += 1
        elif "WQ" in self.verdicts:
            self.accepted += 1
        self.verdicts = set()

    def facts(self) -> dict[str, Any]:
        self.close()
        return {"statuses": {level: dict(sorted(tally.items())) for level, tally in self.statuses.items()},
                "accepted": self.accepted, "rejected": self.rejected}

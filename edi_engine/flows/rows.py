"""From which rows a file of ours was written: kept beside it in the archive, so that a late answer can be said of a row."""

import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from edi_engine.billing.encounter import Encounter
from edi_engine.encounters.records import Origin, Recalled, recalled
from edi_engine.exchange import folders


def keep(archive: Path, digest: str, source: str, encounters: Iterable[Encounter]) -> None:
    """Keep for each claim of a file, in its order, the encounter and where each of its fields stands in ``source``."""
    claims = [{"encounter": encounter.id,
               "said": encounter.where.kept() if isinstance(encounter.where, Origin | Recalled) else {}}
              for encounter in encounters]
    text = json.dumps({"source": source, "claims": claims}, ensure_ascii=False, separators=(",", ":"))
    folders.drop(folders.rows_kept(archive, digest), [gzip.compress(text.encode(), 6, mtime=0)])


class Rows:
    """What was kept of one file; a file that another system wrote has no rows."""

    def __init__(self, archive: Path, digest: str) -> None:
        path = folders.rows_kept(archive, digest)
        kept: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes())) if path.exists() else {}
        self.source: str | None = kept.get("source")
        self._claims: list[dict[str, Any]] = kept.get("claims", [])

    def origin(self, claim: int) -> Recalled | None:
        """Where the fields of the encounter of a claim were said; None when nothing was kept of it."""
        said = self._claims[claim]["said"] if claim < len(self._claims) else {}
        named = ": " in said.get("id", "")             # kept with a claim that followed from another
        return Recalled(said, "" if named else self.source or "") if said else None

    def encounter(self, claim: int) -> str | None:
        """The encounter of a claim, by its position in the file."""
        return self._claims[claim]["encounter"] if claim < len(self._claims) else None

    def where(self, claim: int, field: str) -> str | None:
        """Where a field of the encounter of a claim stands: "row 7, column ptr"; without a field, where the encounter does."""
        return recalled(self._claims[claim]["said"], field or "id") or None if claim < len(self._claims) else None

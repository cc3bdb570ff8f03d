"""Rows of a long document, packed: a round of ten thousand files takes hardly more memory than one of ten."""

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload

Row = Mapping[str, Any]
TOGETHER = 200


class Spool(Sequence[Row]):
    """Rows that can be added at the end and read from the beginning, each a small JSON object."""

    def __init__(self) -> None:
        self._packed: list[bytes] = []
        self._latest: list[str] = []

    def add(self, row: Row) -> None:
        """One more row."""
        self._latest.append(json.dumps(row))
        if len(self._latest) == TOGETHER:
            self._packed.append(zlib.compress("\n".join(self._latest).encode()))
            self._latest = []

    def lines(self) -> Iterator[str]:
        """The rows as they stand in a JSON document."""
        for packed in self._packed:
            yield from zlib.decompress(packed).decode().split("\n")
        yield from self._latest

    def __iter__(self) -> Iterator[Row]:
        return map(json.loads, self.lines())

    def __len__(self) -> int:
        return len(self._packed) * TOGETHER + len(self._latest)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        return list(self)[index]

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None                              # type: ignore[assignment]


def written(document: Any) -> Iterator[str]:
    """A document in pieces of JSON, on one line; the rows of a spool one by one."""
    if not isinstance(document, dict) or not any(isinstance(part, Spool) for part in document.values()):
        yield json.dumps(document, default=str)
        return
    for number, (key, part) in enumerate(document.items()):
        yield f"{', ' if number else '{'}{json.dumps(key)}: "
        if not isinstance(part, Spool):
            yield json.dumps(part, default=str)
            continue
        for row, line in enumerate(part.lines()):
            yield f"{', ' if row else '['}{line}"
        yield "]" if part else "[]"
    yield "}"

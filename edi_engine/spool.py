"""Long documents: rows packed, so that a round of ten thousand files takes hardly more memory than one of ten, and written
piece by piece."""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


class Members:
    """A JSON object whose members are made while it is written; the values of later ones may come from earlier ones."""

    def __init__(self, pairs: Iterable[tuple[str, Any]]) -> None:
        self.pairs = pairs


def written(document: Any) -> Iterator[str]:
    """A document in pieces of JSON, on one line; the rows of a spool, of an iterator and of members one by one.

    >>> "".join(written({"rows": iter([1, Members([("a", None), ("b", iter("xy"))])])}))
    '{"rows": [1, {"a": null, "b": ["x", "y"]}]}'
    """
    if isinstance(document, dict) and any(isinstance(part, _MADE) for part in document.values()):
        document = Members(document.items())
    if isinstance(document, Members):
        yield from _listed("{}", ((f"{json.dumps(name)}: ", written(part)) for name, part in document.pairs))
    elif isinstance(document, Spool):
        yield from _listed("[]", (("", (line,)) for line in document.lines()))
    elif isinstance(document, Iterator):
        yield from _listed("[]", (("", written(part)) for part in document))
    else:
        yield json.dumps(document, default=str)


_MADE = (Spool, Members, Iterator)


def _listed(brackets: str, parts: Iterable[tuple[str, Iterable[str]]]) -> Iterator[str]:
    yield brackets[0]
    for number, (name, pieces) in enumerate(parts):
        yield f"{', ' if number else ''}{name}"
        yield from pieces
    yield brackets[1]

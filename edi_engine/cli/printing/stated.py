"""A small document told as it stands: each name with its value, lists one below the other."""

from collections.abc import Iterator, Mapping
from typing import Any

from edi_engine.cli.printing import problems
from edi_engine.cli.printing.blocks import Block, Line

_ELSEWHERE = ("files", "problems")


def stated(document: Mapping[str, Any]) -> Iterator[Block]:
    """Name and value of everything but the problems, which follow in their own form."""
    width = max((len(name) for name in document if name not in _ELSEWHERE), default=0)
    for name, value in document.items():
        if name not in _ELSEWHERE and value not in (None, "", [], ()):
            yield Line(f"{name.replace('_', ' '):<{width}}  {_words(value)}", value if isinstance(value, str) else "")
    yield from problems.of_files([document, *(document.get("files") or ())])


def _words(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_words(part)}" for name, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(_words, value))
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)

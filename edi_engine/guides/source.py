"""Source text in the making: its lines and what its names stand for."""

import linecache
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Source:
    """Lines of a function in the making and the values that its names stand for."""

    lines: list[str] = field(default_factory=list)
    names: dict[str, Any] = field(default_factory=dict)
    depth: int = 0
    made: dict[Any, str] = field(default_factory=dict)         # what a function was made for -> its name

    def add(self, *lines: str) -> None:
        self.lines += ["    " * self.depth + line for line in lines]

    def name(self, prefix: str, value: Any) -> str:
        """A name for the value; the same one for the same value."""
        found = next((name for name, known in self.names.items() if known is value), "")
        if not found:
            found = f"{prefix}{len(self.names)}"
            self.names[found] = value
        return found

    def run(self, title: str) -> dict[str, Any]:
        """The functions, by name; tracebacks show their lines."""
        text = "\n".join(self.lines) + "\n"
        filename = f"<{title}>"
        linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
        exec(compile(text, filename, "exec"), self.names)
        return self.names

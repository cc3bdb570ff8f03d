"""A file that can be read more than once, in blocks, and says how its text is encoded."""

import codecs
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

BLOCK = 1 << 18                    # larger ones are no faster, and what is read of one takes several times as much
BOM = codecs.BOM_UTF8


class Source:
    """The bytes of a file, given by its path or as they are; nothing of it is kept in memory but its name and encoding."""

    def __init__(self, given: Path | str | bytes, name: str | None = None, block: int = BLOCK) -> None:
        self._data = bytes(given) if isinstance(given, bytes | bytearray | memoryview) else None
        self._path = None if self._data is not None else Path(given)  # type: ignore[arg-type]
        self.name = name if name is not None else str(self._path or "")
        self.block = block

    def __repr__(self) -> str:
        return f"Source({self.name!r})"

    @cached_property
    def size(self) -> int:
        """Its bytes."""
        return len(self._data) if self._path is None else self._path.stat().st_size  # type: ignore[arg-type]

    def blocks(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The bytes from ``start`` to ``stop``, in blocks."""
        stop = self.size if stop is None else stop
        if self._data is not None:
            for at in range(start, min(stop, len(self._data)), self.block):
                yield self._data[at:min(at + self.block, stop)]
            return
        assert self._path is not None
        with self._path.open("rb", buffering=0) as stream:
            stream.seek(start)
            while start < stop and (data := stream.read(min(self.block, stop - start))):
                start += len(data)
                yield data

    def bytes(self, start: int = 0, stop: int | None = None) -> bytes:
        """The bytes from ``start`` to ``stop`` in one piece."""
        return b"".join(self.blocks(start, stop))

    @cached_property
    def encoding(self) -> str:
        """"ascii", "utf-8" when every byte agrees, else "latin-1": each reads the file without loss."""
        decoder, plain = codecs.getincrementaldecoder("utf-8")(), True
        try:
            for block in self.blocks():
                if not (plain and block.isascii()):
                    plain = False
                    decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "latin-1"
        return "ascii" if plain else "utf-8"

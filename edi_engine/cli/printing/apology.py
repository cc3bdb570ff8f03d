"""One sentence for what went wrong inside; it names the place in our code and nothing of the data."""

from pathlib import Path
from traceback import extract_tb

_LOCKED = "Another edi is working in this workspace; try again when it has finished."


def sentence(broken: Exception) -> str:
    """What to tell whoever ran the command. Nothing that the exception says itself, for it may quote the data."""
    if isinstance(broken, OSError) and broken.strerror:
        named = f"{broken.filename}: " if broken.filename else ""
        return f"{named}{broken.strerror}."
    if type(broken).__name__ == "OperationalError" and "locked" in str(broken):
        return _LOCKED
    return (f"edi met something that it does not expect ({type(broken).__name__} in {_place(broken)}). What was finished "
            "before is kept. Run it again with `edi --debug ...` for the details; they may show patients' data.")


def _place(broken: Exception) -> str:
    """File and line of the innermost place in our own code."""
    frames = [frame for frame in extract_tb(broken.__traceback__) if "edi_engine" in Path(frame.filename).parts]
    if not frames:
        return "a library"
    parts = Path(frames[-1].filename).parts
    return f"{'/'.join(parts[parts.index('edi_engine') + 1:])}, line {frames[-1].lineno}"

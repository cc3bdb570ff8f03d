"""One sentence for what went wrong inside; it names the place in our code and nothing of the data."""

from edi_engine.problems.failures import place

_LEDGER = {"locked": "Another edi is working in this workspace; try again when it has finished.",
           "full": "There is no room left on the disk of this workspace. What was finished is kept; make room and try again.",
           "readonly": "The ledger of this workspace may not be written; ask its owner for the right, or look at the disk."}


def sentence(broken: Exception) -> str:
    """What to tell whoever ran the command. Nothing that the exception says itself, for it may quote the data."""
    if type(broken).__name__ == "Busy":                  # of exchange.locking: its text is for whoever waited
        return str(broken)
    if isinstance(broken, OSError) and broken.strerror:
        named = f"{broken.filename}: " if broken.filename else ""
        return f"{named}{broken.strerror}."
    for word, text in _LEDGER.items():
        if type(broken).__name__ == "OperationalError" and word in str(broken):
            return text
    return (f"edi met something that it does not expect ({type(broken).__name__} in {place(broken)}). What was finished "
            "before is kept. Run it again with `edi --debug ...` for the details; they may show patients' data.")

"""``edi edits``: every edit of a claim before it leaves."""

from typing import Any

from edi_engine.edits import listing


def edits() -> dict[str, Any]:
    """Each with its severity, its sentence, and the function that finds it."""
    return {"edits": [{"rule": edit.rule, "kind": edit.kind, "severity": edit.severity, "sentence": edit.sentence,
                       "function": edit.function or None, "about": edit.about or None} for edit in listing.every()]}

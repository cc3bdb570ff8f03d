"""Sentences: the implementation guide's own rules (X12)."""

from edi_engine.problems import Table

SENTENCES: Table = {
    ("X12-type", "amount"): ("error", "This element is an amount, but no number stands there; it counts as 0. Ask the sender for a "
                                      "corrected file."),
    ("X12-type", "date"): ("error", "This element is a date, but no CCYYMMDD stands there; it counts as absent. Ask the sender for "
                                    "a corrected file."),
}

"""Sentences: the implementation guide's own rules (X12)."""

from edi_engine.problems import Table

SENTENCES: Table = {
    ("X12-type", "amount"): ("error", "This element is an amount, but no number stands there; it counts as 0. Ask the sender for a "
                                      "corrected file."),
    ("X12-type", "date"): ("error", "This element is a date, but no CCYYMMDD stands there; it counts as absent. Ask the sender for "
                                    "a corrected file."),
    ("X12-type", "number"): ("error", "This element is a number, but none stands there; it counts as absent. Ask the sender "
                                      "for a corrected file."),
    ("X12-type", "time"): ("warning", "This element is a time, but no HHMM stands there; it counts as absent."),
    ("X12-structure", "unknown-segment"): ("info", "The segment {tag} has no place in loop {inside}; it is kept as it stands."),
    ("X12-structure", "surplus-segment"): ("info", "The segment {tag} stands once more than loop {inside} has room for; the "
                                                   "first one counts, this one is kept as it stands."),
    ("X12-structure", "empty-segment"): ("info", "The segment {tag} says nothing in loop {inside}; it is kept as it stands."),
    ("X12-structure", "unread-element"): ("info", "Nothing is read from {name} in loop {inside}; it is kept as it stands."),
    ("X12-structure", "order"): ("info", "The segments of loop {inside} stand in another order than the guide's; they were "
                                         "read and keep their order."),
}

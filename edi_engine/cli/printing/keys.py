"""By which key a payment found its claim (MAT-1) and its line (MAT-2), in words."""

CLAIM_KEYS = {
    "MAT-1a": "its number", "MAT-1b": "its number, punctuation and zeros aside", "MAT-1c": "its number, cut short by the payer",
    "MAT-1d": "the payer's claim number", "person": "a person",
    "person, none": "a person: none",
}
LINE_KEYS = {
    "MAT-2a": "control number", "MAT-2b": "procedure, modifiers, date and charge",
    "MAT-2b interchangeable": "procedure, modifiers, date and charge, as an identical line could have been",
    "MAT-2b repeated": "procedure, modifiers, date and charge, as its control number is that of another line",
    "MAT-2c": "procedure, date and charge",
    "MAT-2d": "the procedure as it was sent", "MAT-2e": "position", "MAT-2f": "being the only line left with that charge",
}

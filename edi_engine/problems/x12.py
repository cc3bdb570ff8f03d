"""Sentences: the implementation guide's own rules (X12)."""

from edi_engine.problems import Table

SENTENCES: Table = {
    ("X12-type", "amount"): (
        "error", "This element is an amount, but no number stands there; it counts as 0. Ask the sender for a corrected "
        "file."),
    ("X12-type", "date"): (
        "error", "This element is a date, but no CCYYMMDD stands there; it counts as absent. Ask the sender for a corrected "
        "file."),
    ("X12-type", "number"): (
        "error", "This element is a number, but none stands there; it counts as absent. Ask the sender for a corrected file."),
    ("X12-type", "time"): (
        "warning", "This element is a time, but no HHMM stands there; it counts as absent."),

    ("X12-structure", "unknown-segment"): (
        "info", "The segment {tag} has no place in loop {inside}; it is kept as it stands."),
    ("X12-structure", "surplus-segment"): (
        "info", "The segment {tag} stands once more than loop {inside} has room for; the first one counts, this one is kept "
        "as it stands."),
    ("X12-structure", "empty-segment"): (
        "info", "The segment {tag} says nothing in loop {inside}; it is kept as it stands."),
    ("X12-structure", "unread-element"): (
        "info", "Nothing is read from {name} in loop {inside}; it is kept as it stands."),
    ("X12-structure", "order"): (
        "info", "The segments of loop {inside} stand in another order than the guide's; they were read and keep their order."),
    ("X12-structure", "no-billing-provider"): (
        "error", "No billing provider (HL*20) stands above this claim, so nobody bills it. Ask the sender for a corrected "
        "file."),
    ("X12-structure", "no-subscriber"): (
        "error", "No subscriber (HL*22) stands above this claim, so no payer is asked for it. Ask the sender for a corrected "
        "file."),
    ("X12-structure", "unexpected"): (
        "error", "The segment {name} is not expected here, after what stands before it in {loop_name}. It may be in the "
        "wrong order or wrongly qualified; compare with the guide."),
    ("X12-structure", "too-many-loops"): (
        "error", "Here begins {wanted} once more than the guide allows. Leave it out or split what it belongs to."),
    ("X12-structure", "too-many-segments"): (
        "error", "The segment {wanted} stands in {loop_name} once more than the guide allows. Leave it out."),
    ("X12-structure", "unchecked"): (
        "error", "The segment {name} could not be checked: it is built in a way that the checker does not know. Compare it "
        "with the guide."),
    ("X12-structure", "refused"): (
        "error", "The checker refuses this file without saying where. Do not send it; please report it as an error of this "
        "program."),
    ("X12-type", "number-form"): (
        "info", "{name} is a number with a plus sign, thousands separators or a point at its end, which nobody may send; it "
        "was read."),

    ("X12-structure", "no-map"): (
        "info", "There are no rules to check {version} by, so that only the envelope of this transaction set was checked."),

    ("X12-usage", "segment-missing"): (
        "error", "{wanted} is missing: {loop_name} needs it before this segment. Add it."),
    ("X12-usage", "element-missing"): (
        "error", "{name} is empty, and {loop_name} needs it. Fill it in."),
    ("X12-usage", "element-not-used"): (
        "error", "{name} is not used in {loop_name}. Leave it empty."),

    ("X12-syntax", "belongs-together"): (
        "error", "{elements} belong together: where one is filled in, the others are needed too."),
    ("X12-syntax", "excludes"): (
        "error", "Only one of {elements} may be filled in. Leave the others empty."),
    ("X12-syntax", "one-of"): (
        "error", "{name} says nothing that counts: one of its elements has to be filled in."),
    ("X12-syntax", "too-many-elements"): (
        "error", "The segment has more elements than the guide gives it; {name} is one too many. A value may hold the "
        "separator."),
    ("X12-syntax", "too-many-components"): (
        "error", "{name} has more components than the guide gives it. A value may hold the component separator."),

    ("X12-length", "too-short"): (
        "error", "{name} is too short: it has at least {at_least} characters. Correct it."),
    ("X12-length", "too-long"): (
        "error", "{name} is too long: it has at most {at_most} characters. Shorten it."),
    ("X12-length", "text"): (
        "error", "This text has {length} characters; {at_least} to {at_most} can be sent. Correct it."),

    ("X12-type", "characters"): (
        "error", "{name} holds a character that does not belong there: a letter in a number, or a control character. Correct "
        "it."),
    ("X12-type", "components"): (
        "error", "{name} holds a component separator, but is a single value. Take the separator out."),
    ("X12-type", "trailing-spaces"): (
        "error", "{name} ends in blanks. Take them off."),
    ("X12-type", "not-a-date"): (
        "error", "{name} is no date of the form that its qualifier says. Correct it."),
    ("X12-type", "not-a-time"): (
        "error", "{name} is no time of the form HHMM. Correct it."),

    ("X12-code", "not-listed"): (
        "error", "{name} is not one of the codes that the guide allows in {loop_name}. Correct it."),
}

"""Sentences: envelopes and encoding (ENV)."""

from edi_engine.problems import Table

SENTENCES: Table = {
    ("ENV-1", "isa-width"): ("error", "The ISA is {length} characters long instead of 106 ({wrong}). Its delimiters "
        "were found from its elements; ask the sender to pad every ISA element with blanks."),
    ("ENV-1", "isa-elements"): ("error", "The ISA has {count} elements instead of 16. Its delimiters were guessed from "
        "what follows; ask the sender for a whole ISA."),
    ("ENV-1", "terminator"): ("error", "The ISA declares a segment terminator that the segments behind it do not end "
        "with. The one that they end with was used; ask the sender to declare it."),
    ("ENV-1", "no-isa"): ("error", "The file begins with {tag}, not with an ISA. Its delimiters were inferred from the "
        "text; ask for the file with its envelope."),
    ("ENV-2", "segment-count"): ("error", "SE01 says {said}, but from ST to SE there are {counted} segments. Segments "
        "may be missing or doubled; compare with the sender's copy."),
    ("ENV-2", "set-count"): ("error", "GE01 says {said}, but the group holds {counted} transaction sets. A transaction "
        "set may be missing; compare with the sender's copy."),
    ("ENV-2", "group-count"): ("error", "IEA01 says {said}, but the interchange holds {counted} groups. A group may be "
        "missing; compare with the sender's copy."),
    ("ENV-2", "set-number"): ("error", "SE02 is {said}, but ST02 is {opened}. The transaction set may be two that were "
        "joined; compare with the sender's copy."),
    ("ENV-2", "group-number"): ("error", "GE02 is {said}, but GS06 is {opened}. The group may be two that were joined; "
        "compare with the sender's copy."),
    ("ENV-2", "interchange-number"): ("error", "IEA02 is {said}, but ISA13 is {opened}. The interchange may be two "
        "that were joined; compare with the sender's copy."),
    ("ENV-2", "no-trailer"): ("error", "{header} is never closed: there is no {trailer} before the next envelope or "
        "the end of the file. The file may be cut off; what it holds was read."),
    ("ENV-2", "no-header"): ("error", "{trailer} closes nothing: there is no open {header} before it. A part of the "
        "file may be missing; ask for all of it."),
    ("ENV-2", "not-enclosed"): ("error", "{tag} stands outside of any {enclosing}. It was read as it stands; ask the "
        "sender for a file with whole envelopes."),
    ("ENV-3", "set-number-repeated"): ("error", "ST02 {number} is used again in the same interchange. Receivers refuse "
        "this; every transaction set needs its own number."),
    ("ENV-3", "version-differs"): ("error", "ST03 is not the version that GS08 names. GS08 {version} was taken; ask "
        "the sender which one holds."),
    ("ENV-3", "no-version"): ("warning", "ST03 is missing; in a {set} it has to repeat GS08 {version}."),
    ("ENV-3", "version-in-835"): ("info", "ST03 is present; an 835 carries none. It was ignored."),
    ("ENV-4", "interchange-repeated"): ("error", "ISA13 {number} of the same sender and receiver stands in this file "
        "twice. A receiver takes the second for a duplicate; ask the sender whether it is one."),
    ("ENV-6", "delimiter-in-data"): ("warning", "A value holds a delimiter of the partner ({sign}); {times} became a "
        "blank. X12 has no escape: change the value or agree on other delimiters."),
    ("ENV-6", "refused"): ("error", "A value holds a delimiter of edi.toml, and X12 has no escape for it. The claim was not "
        "sent: change the value, or let it be replaced with characters = \"transliterate\"."),
    ("ENV-7", "refused"): ("error", "A value holds a letter or sign that the partner does not take. The claim was not sent: "
        "write it in plain letters, or let that be done with characters = \"transliterate\"."),
    ("ENV-7", "encoding"): ("info", "The file holds characters outside of ASCII; it was read as {encoding}."),
    ("ENV-7", "control-character"): ("warning", "A value holds control characters, which X12 does not allow; they were "
        "kept."),
    ("ENV-7", "transliterated"): ("warning", "A value holds {count} letters or signs that the partner does not take; "
        "they were written in plain letters."),
    ("ENV-7", "replaced"): ("warning", "A value holds {count} characters that the partner does not take and that have "
        "no plain form; they were written as {sign}."),
    ("ENV-7", "upper-cased"): ("info", "A value holds small letters, which the partner does not take; it was written "
        "in capitals."),
    ("ENV-8", "trailing-spaces"): ("info", "Values end in blanks, which count for nothing; an element of blanks alone "
        "is absent."),
    ("ENV-8", "trailing-separators"): ("info", "Segments end in empty elements, which count for nothing; they should "
        "be left out."),
    ("ENV-8", "blanks-trimmed"): ("info", "A value ended in blanks, which count for nothing; it was written without them."),
    ("ENV-9", "line-breaks"): ("info", "The segments stand on lines of their own. Line breaks are outside of the "
        "standard and were ignored."),
    ("ENV-9", "wrapped"): ("warning", "Line breaks stand within segments, as if the file had been wrapped. They were "
        "removed; look whether a value lost a blank."),
    ("ENV-10", "not-x12"): ("error", "This is not X12: it looks like {what}. Nothing was read; ask for the file as the "
        "sender made it."),
    ("ENV-10", "empty"): ("error", "The file is empty. Nothing was read; fetch it again."),
    ("ENV-10", "no-sets"): ("warning", "The file holds no transaction set and no TA1, only envelopes."),
    ("ENV-10", "bom"): ("info", "The file begins with a byte order mark, which was ignored; some receivers refuse it."),
    ("ENV-10", "text-before"): ("warning", "{bytes} bytes of other text stand before the first segment; they were not "
        "read."),
    ("ENV-10", "text-after"): ("warning", "{bytes} bytes of other text stand behind the last segment; they were not read."),
    ("ENV-10", "outside"): ("error", "{count} segments stand outside of any transaction set. They were not read; ask "
        "the sender where they belong."),
    ("ENV-10", "no-terminator"): ("info", "The last segment has no terminator; it was read to its end."),
    ("ENV-10", "empty-segments"): ("info", "The file holds empty segments, which were skipped; they do not count."),
    ("ENV-10", "indented"): ("info", "Blanks stand before segments; they were ignored."),
    ("ENV-10", "lower-case"): ("info", "Segment tags are written in small letters; they were read as capitals."),
    ("ENV-10", "ta1-place"): ("warning", "TA1 stands behind a GS; it belongs between ISA and the first GS. It was read."),
    ("ENV-10", "and-more"): ("info", "{named} occurs {times} times in this file; the first {shown} are listed."),
    ("ENV-11", "test-remittance"): ("error", "ISA15 says that this is a test (T), and mode in edi.toml is production. The "
        "whole check over {paid} is held and nothing was posted; ask the payer, and `edi release` it only when the "
        "money is real."),
    ("ENV-11", "test-answer"): ("error", "ISA15 says that this is a test (T), and mode in edi.toml is production. It speaks "
        "of no test that left from here, so that nothing was changed; ask who sent it for the answer in earnest."),
    ("ENV-13", "authorization"): ("info", "ISA01 and ISA03 are 00 unless partners agree on a password; here one is not."),
    ("ENV-13", "isa-qualifier"): ("warning", "ISA05 and ISA07 are one of 01, 14, 20, 27, 28, 29, 30, 33 and ZZ; this "
        "one is {said}."),
    ("ENV-13", "date"): ("warning", "This is no date: ISA09 is YYMMDD and GS04 is CCYYMMDD. It was kept as it is."),
    ("ENV-13", "time"): ("warning", "This is no time: ISA10 and GS05 begin with HHMM. It was kept as it is."),
    ("ENV-13", "repetition"): ("warning", "ISA11 is no repetition separator: it has to differ from the other "
        "delimiters and to be neither a letter nor a digit. Repeated elements were not split."),
    ("ENV-13", "component"): ("warning", "ISA16 is no component separator: it has to differ from the other delimiters "
        "and to be neither a letter nor a digit. The one that the data shows was used."),
    ("ENV-13", "interchange-version"): ("warning", "ISA12 is {said}; HIPAA uses 00501."),
    ("ENV-13", "interchange-number"): ("warning", "ISA13 is not a number of nine digits above zero."),
    ("ENV-13", "acknowledgment"): ("warning", "ISA14 is 0 or 1; this one is {said}."),
    ("ENV-13", "usage"): ("warning", "ISA15 is P or T; this one is {said}. Ask the sender whether the file is a test."),
    ("ENV-13", "functional-id"): ("warning", "GS01 is {said}, but the group holds {set}: {expected} belongs there. "
        "ST01 was believed."),
    ("ENV-13", "group-number"): ("warning", "GS06 is not a number of 1 to 9 digits without leading zeros."),
    ("ENV-13", "agency"): ("warning", "GS07 is X; this one is {said}."),
    ("ENV-14", "unknown-version"): ("warning", "GS08 names no version that is known here; the transaction set was read "
        "by its kind, {set}."),
    ("ENV-14", "other-kind"): ("error", "GS08 {version} is a version of {expected}, but ST01 is {set}. ST01 was "
        "believed; ask the sender."),
    ("ENV-14", "old-version"): ("warning", "GS08 {version} is older than 005010, which HIPAA asks for; it was read as "
        "far as the two agree."),
    ("ENV-15", "acknowledgment"): ("error", "This file holds nothing but acknowledgments ({what}), and those are never "
        "acknowledged. Nothing was written; take it in with `edi receive`, or look at it with `edi summary`."),
    ("ENV-15", "passed-over"): ("info", "This interchange or group holds acknowledgments ({what}), which are never "
        "acknowledged. It was passed over; the rest of the file was answered."),
    ("ENV-15", "nobody"): ("error", "There is no ISA with a sender and a receiver here, so nobody can be answered. Nothing was "
        "written for it; ask for the file with its whole envelope."),
    ("ENV-15", "older"): ("info", "This group is of {version}, whose senders know no 999. NAME.997.x12 says the same as a 997: "
        "send that one in place of the 999."),
    ("ENV-15", "answer-name"): ("info", "Another answer stands under the name of this file and was not overwritten: this one "
        "is named {called}."),
    ("ENV-15", "crowded"): ("error", "The file holds more than {limit} interchanges, and none of them was answered. Ask the "
        "sender what it is; when it is meant, take it apart."),
    ("ENV-15", "rejected-whole"): ("info", "The interchange is rejected as a whole (TA105 is {note}), so no 999 follows its "
        "TA1. Tell the sender to send all of it again."),
}

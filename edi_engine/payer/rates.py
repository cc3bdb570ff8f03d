"""Everything that a payer may do, by name: what a scenario gives rates for, from 0 (never) to 1 (always)."""

from typing import NamedTuple


class Rate(NamedTuple):
    """What happens, and of what it happens to so many."""

    of: str
    about: str


RATES: dict[str, Rate] = {
    # who looks at a file before anybody pays
    "interchange_rejected": Rate("file", "TA1 rejects the interchange, and nothing else is answered"),
    "set_rejected": Rate("transaction set", "999 rejects it"),
    "claim_rejected": Rate("claim", "277CA rejects it"),
    "number_untold": Rate("claim", "277CA accepts it without a payer claim number (REF*1K)"),
    # what is decided on a line
    "denied": Rate("line", "not paid, for one of the denials"),
    "reduced": Rate("line", "a part is denied (CO-151), the rest paid"),
    "withheld": Rate("line", "the payer takes something off on its own account (PI-B10)"),
    "deductible": Rate("line", "up to all that is allowed goes to the deductible (PR-1)"),
    "coinsurance": Rate("line", "a fifth is the patient's (PR-2)"),
    "copay": Rate("line", "a fixed amount is the patient's (PR-3)"),
    "sequestration": Rate("claim", "2 % of what would be paid is cut (CO-253)"),
    "incentive": Rate("claim", "more is paid than allowed, as a negative CO-144"),
    "interest": Rate("claim", "interest is paid beside it (AMT*I and PLB L6)"),
    # how the claim is cut up
    "bundled": Rate("claim", "two lines are paid as one (CO-94 and CO-97)"),
    "unbundled": Rate("claim", "a line is paid as two (CO-94)"),
    "line_split": Rate("claim", "the units of a line come back on two to four lines"),
    "claim_split": Rate("claim", "it comes back in two or more parts, each with its own number"),
    "claim_level": Rate("claim", "it is decided as a whole, without lines"),
    "claim_deductible": Rate("claim", "the deductible stands at claim level, the rest on lines"),
    # how its lines are named
    "without_control_number": Rate("claim", "no line item control number comes back (REF*6R)"),
    "modifiers_dropped": Rate("claim", "modifiers do not come back"),
    "modifiers_glued": Rate("claim", "modifiers come back as part of the code"),
    "recoded": Rate("claim", "another code is paid than was billed (SVC06)"),
    "other_code_set": Rate("claim", "lines come back under a code of another set (SVC01 AD, ER, HP, IV, NU, UI or WK)"),
    "drug_code": Rate("claim", "lines with a drug come back under its NDC (N4)"),
    # how it is named itself
    "number_truncated": Rate("claim", "the patient control number comes back cut to 15 characters or more"),
    "number_mangled": Rate("claim", "it comes back with other case, blanks or dashes, or zeros in front"),
    "number_unknown": Rate("claim", "it comes back as another one; the payer's number tells which claim is meant"),
    "stranger": Rate("claim", "a claim that nobody sent is paid beside it"),
    "turn_mistold": Rate("claim", "CLP02 says another place in the sequence of payers than the one that was asked"),
    "new_member_id": Rate("claim", "the member has another id now (NM1*74)"),
    # what happens later
    "corrected": Rate("claim", "reversed and decided anew in the same check"),
    "corrected_later": Rate("claim", "reversed in a later check and decided anew there"),
    "correction_first": Rate("claim", "decided anew before the reversal comes"),
    "correction_apart": Rate("claim", "reversed in one check, decided anew in a later one"),
    "reversed_only": Rate("claim", "reversed, and nothing follows"),
    "reversed_otherwise": Rate("claim", "reversed with other amounts than were paid, then decided anew"),
    "taken_back_now": Rate("claim", "reversed; PLB WO hands the money back and takes it at once"),
    "taken_back_later": Rate("claim", "reversed; PLB WO hands the money back and takes it in a later check"),
    "never_taken_back": Rate("claim", "reversed; PLB WO hands the money back and never takes it"),
    "taken_back_twice": Rate("claim", "reversed; PLB WO hands the money back and takes it twice"),
    "refund_asked": Rate("claim", "a refund that was asked for is acknowledged (PLB 72 and WO)"),
    "refund_crossed": Rate("claim", "money is taken (PLB WO) that was refunded, and given back (PLB B2)"),
    "named_by_account": Rate("claim", "money moved beside it (PLB) goes by the patient control number"),
    "named_by_trace": Rate("claim", "money moved beside it goes by the trace number of the check that paid it"),
    "named_by_letter": Rate("claim", "money moved beside it goes by the number of a letter of the payer's"),
    "named_by_all": Rate("claim", "money taken back goes by patient control number, payer's number and trace in one"),
    "named_apart": Rate("claim", "money taken back goes by another number than when it was handed back"),
    "estimated": Rate("claim", "a predetermination comes before the decision (CLP02 25)"),
    "forwarded": Rate("claim", "it is forwarded to another insurer that pays next (CLP02 19, then 2 with OA-23)"),
    "forwarded_wrong": Rate("claim", "the next insurer takes what was paid before as contractual (CO-45 for OA-23)"),
    "forwarded_on": Rate("claim", "each of three insurers forwards it to the next (CLP02 19, 20, 21)"),
    "share_repeated": Rate("claim", "a later payer that is asked takes what was paid before as contractual, too"),
    "wrong_payee": Rate("claim", "the money goes to somebody else"),
    # how checks come
    "checks_of_one": Rate("check", "each claim has a check of its own"),
    "trace_reused": Rate("check", "a check of nothing has a trace number that is used again and again"),
    "sent_again": Rate("check", "the file comes once more under other control numbers"),
    "key_twice": Rate("check", "another remittance has the same trace, day, amount and payee"),
    "together": Rate("check", "it comes in one interchange with the check before"),
    "grouped": Rate("check", "it comes in a group of its own in one interchange with the check before"),
    "concatenated": Rate("check", "its interchange comes in one file with the one before"),
    # how files are written
    "acknowledged_along": Rate("file", "the TA1 stands in the interchange of the 999"),
    "numbers_reused": Rate("file", "its interchange and group have the control numbers 1, 2 ..., as others had before"),
    "other_delimiters": Rate("file", "other delimiters, control characters and line ends among them"),
    "no_repetition": Rate("file", "ISA11 says U, as in 4010"),
    "small_letters": Rate("file", "the names of segments are written small"),
    "padded": Rate("file", "blanks follow the names of parties"),
    "spare_separators": Rate("file", "separators follow the last element of segments"),
    "empty_segments": Rate("file", "there are segments with nothing in them"),
    "wrapped": Rate("file", "lines are wrapped at 80 characters, or at fewer"),
    "line_ends": Rate("file", "each segment ends with a line end"),
    "indented": Rate("file", "each segment stands on a line, after blanks"),
    "unterminated": Rate("file", "the last terminator is missing"),
    "blank_tail": Rate("file", "blanks and line feeds follow"),
    "nul_tail": Rate("file", "NUL characters follow"),
    "text_around": Rate("file", "other text stands before and after"),
    "byte_order_mark": Rate("file", "a byte order mark stands in front"),
    "blank_head": Rate("file", "empty lines stand in front"),
}

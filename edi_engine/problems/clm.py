"""Sentences: claims before they leave (CLM, and the ENV rules of a claim)."""

from edi_engine.problems import Table

SENTENCES: Table = {
    ("ENV-13", "interchange-id"): ("error", "An interchange id has 2 to 15 plain characters; this one has {length}. Use the id "
                                            "that your clearinghouse has given you."),
    ("ENV-13", "qualifier"): ("error", "The qualifier of an interchange id is one of 01, 14, 20, 27, 28, 29, 30, 33 and ZZ. Your "
                                       "clearinghouse tells which one; ZZ (mutually defined) is the usual one."),
    ("ENV-13", "delimiters"): ("error", "Delimiters are four different signs that are neither letters, digits nor blanks: "
                                        "element, repetition, component and segment terminator. The usual ones are *^:~"),
    ("CLM-19", "npi"): ("error", "This NPI cannot be right: {why}. Look the number up and correct it."),
    ("CLM-19", "tax-id"): ("error", "A tax id (EIN or SSN) is nine digits without dashes and no placeholder; this one has {length} "
                                    "characters. Correct it."),
    ("CLM-20", "phone"): ("error", "A phone number is ten digits, and neither its area code nor its exchange begins with 0 or 1; "
                                   "this one has {length} characters. Write it without dashes, or leave it out."),
}

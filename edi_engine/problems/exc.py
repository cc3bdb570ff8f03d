"""Sentences: files that come and go (EXC)."""

from edi_engine.problems import Table

SENTENCES: Table = {
    ("EXC-5", "unreadable-file"): ("error", "The file cannot be read: {reason}. Check its name and permissions and try again."),
    ("EXC-5", "not-understood-yet"): ("info", "This {transaction} was archived; this version does not apply it yet, a later one "
                                              "will. Read it with `edi summary` meanwhile."),
    ("EXC-5", "settings-absent"): ("error", "There is no edi.toml in this folder. Run `edi init` to make one, or name the "
                                            "workspace with `edi -w`."),
    ("EXC-5", "settings-unreadable"): ("error", "The settings cannot be read: {why}. Correct the file; until then everything in "
                                                "it counts as not said."),
    ("EXC-5", "settings-value"): ("error", "This setting must be {expected}. Correct it; until then it counts as not said."),
    ("EXC-5", "settings-missing"): ("error", "This setting is missing: {why}. Add it before anything is sent."),
    ("EXC-5", "settings-unknown"): ("warning", "There is no such setting{hint}. It has no effect; correct or delete it."),
    ("EXC-5", "settings-twice"): ("error", "The same number stands at {other} already. Keep it in one place, or nobody can tell "
                                           "which of the two is meant."),
}

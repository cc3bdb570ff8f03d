"""Sentences: what a partner's profile asks of a claim (X12-partner), and profiles that cannot be used."""

from edi_engine.problems import Table

SENTENCES: Table = {
    ("X12-partner", "required"): (
        "error", "{path} is missing, and profile {profile} requires it: {reason} Add what it says."),
    ("X12-partner", "refused"): (
        "error", "{path} is there, and profile {profile} does not take it: {reason} Leave out what it says."),
    ("X12-partner", "pattern"): (
        "error", "{path} is not as profile {profile} wants it ({value}): {reason} Correct it."),
    ("X12-partner", "left-out"): (
        "info", "{path} was left out, as profile {profile} wants: {reason}"),
    ("X12-partner", "put-in"): (
        "info", "{path} was sent as {value}, as profile {profile} wants: {reason}"),

    ("ENV-11", "mode"): (
        "error", "edi.toml is in {mode} mode, but profile {profile} takes {wanted} files only: {reason} Nothing can be sent "
        "until they agree."),
    ("EXC-5", "profile-absent"): (
        "error", "There is no profile {name}{hint}. Put it into profiles/{name}.toml of the workspace, or name one that "
        "`edi profile list` shows."),
    ("EXC-5", "profile-differs"): (
        "error", "Profile {profile} wants {wanted} here, but {said} is said: {reason} Delete the setting, or ask the partner."),
    ("EXC-5", "profile-key"): (
        "error", "A profile says nothing of {name}. It may say {known}."),
    ("EXC-5", "profile-path"): (
        "error", "{path} is no place of the guide{hint}. `edi guide 837P` lists them: loop/segment*code/element-component."),
    ("EXC-5", "profile-element"): (
        "error", "This row is about an element, and its path names a segment only. Add /element to the path."),
    ("EXC-5", "profile-identity"): (
        "error", "{path} says which claim, line or person is meant, or what is asked for it, and no profile may have it "
        "{must}: the answer would find nothing, or the wrong amount. Delete the row, or say required, refused or pattern."),
    ("EXC-5", "profile-pattern"): (
        "error", "This expression can be tried in so many ways that one value could hold up the whole run, as when a "
        "repetition stands in a repetition. Write it plainly: [A-Z]+ for ([A-Z]+)+."),
    ("EXC-5", "profile-rule"): (
        "error", "There is no edit {name}. `edi edits` lists them."),
    ("EXC-5", "profile-structure"): (
        "error", "{which} is a rule of the guide itself, which every receiver enforces. Its severity stays; delete the row."),
    ("EXC-5", "profile-example"): (
        "error", "Profile {profile} would {does} this example, which should be {should}. Correct the row or the example."),
}

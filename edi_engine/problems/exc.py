"""Sentences: files that come and go (EXC)."""

from edi_engine.problems import Table

SENTENCES: Table = {
    ("EXC-5", "unreadable-file"): (
        "error", "The file cannot be read: {reason}. Check its name and permissions and try again."),
    ("EXC-5", "unwritable-file"): (
        "error", "The result cannot be written: {reason}. Check its folder and permissions and try again; the file itself was "
        "left alone."),
    ("EXC-5", "no-files"): (
        "error", "There is no file in this folder. Name a file, or the folder that holds some."),
    ("EXC-5", "internal"): (
        "error", "edi met something that it does not expect ({fault} in {module}), so that nothing is said of this file; the "
        "others went on. Run it again with `edi --debug ...` for the details; they may show patients' data."),
    ("EXC-5", "not-understood-yet"): (
        "info", "This {transaction} was archived; this version does not apply it yet, a later one will. Read it with `edi "
        "summary` meanwhile."),
    ("EXC-5", "settings-absent"): (
        "error", "There is no edi.toml in this folder. Run `edi init` to make one, or name the workspace with `edi -w`."),
    ("EXC-5", "settings-unreadable"): (
        "error", "The settings cannot be read: {why}. Correct the file; until then everything in it counts as not said."),
    ("EXC-5", "settings-value"): (
        "error", "This setting must be {expected}. Correct it; until then it counts as not said."),
    ("EXC-5", "settings-missing"): (
        "error", "This setting is missing: {why}. Add it before anything is sent."),
    ("EXC-5", "settings-unknown"): (
        "warning", "There is no such setting{hint}. It has no effect; correct or delete it."),
    ("EXC-5", "settings-twice"): (
        "error", "The same number stands at {other} already. Keep it in one place, or nobody can tell which of the two is "
        "meant."),
    ("EXC-5", "encounters-x12"): (
        "error", "This is an X12 file, not a file of encounters. Use `edi import` for claims that another system sent and "
        "`edi receive` for what comes back."),
    ("EXC-5", "encounters-unreadable"): (
        "error", "The file cannot be read: {why}. Save it again as JSON, or as CSV in UTF-8."),
    ("EXC-5", "encounters-empty"): (
        "error", "There is no encounter in this file. Check that it is the right one."),
    ("EXC-5", "json-syntax"): (
        "error", "This is not JSON: line {line}, column {column} cannot be read. Correct it there; nothing of this part was "
        "used."),
    ("EXC-5", "json-version"): (
        "error", "The version of this file must be 1. `edi schema` prints the format that this engine reads."),
    ("EXC-5", "json-shape"): (
        "error", "Here should be {expected}. `edi schema` prints the format; nothing of this part was used."),
    ("EXC-5", "json-key-twice"): (
        "error", "An object names the same field twice, so that one of the two would be lost. Keep one."),
    ("EXC-5", "value-type"): (
        "error", "Here should be {expected}. Correct it."),
    ("EXC-5", "json-unknown"): (
        "error", "There is no such field{hint}. Correct its name or delete it."),
    ("EXC-5", "encounter-id"): (
        "error", "The encounter has no id. Give each encounter its own; it is how you find its claim again."),
    ("EXC-5", "encounter-twice"): (
        "error", "An encounter with the same id stands at {other} already. Give each encounter its own id."),
    ("EXC-5", "csv-column-unknown"): (
        "warning", "There is no such column{hint}. Its cells were not used."),
    ("EXC-5", "csv-column-absent"): (
        "error", "There is no column {name}, and no line can be billed without it. Nothing of this file was used; the "
        "columns are listed in docs/encounters.md."),
    ("EXC-5", "csv-column-twice"): (
        "error", "Two columns have this name. Keep one; nothing of this file was used."),
    ("EXC-5", "csv-row-without-id"): (
        "error", "This row has no enc_id, so nobody can tell which encounter it belongs to. Fill it in; the row was not "
        "used."),
    ("EXC-5", "csv-row-too-long"): (
        "error", "This row has {count} cells, but there are {columns} columns. A cell with the separator in it needs quotes "
        "around it."),
    ("EXC-5", "csv-line-number"): (
        "error", "The line numbers of an encounter are whole numbers, in every row and each once. Correct them, or leave the "
        "column empty and the lines stand as they come."),
    ("EXC-5", "csv-rows-disagree"): (
        "error", "This differs from row {first} of the same encounter, and can be said only once for all its lines. Make "
        "them equal, or leave all but the first empty."),
    ("EXC-5", "csv-spreadsheet"): (
        "error", "The spreadsheet has replaced what was typed here ({sign}). Format the column as text and type it again."),
}

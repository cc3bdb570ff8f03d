"""Sentences: files that come and go (EXC)."""

from edi_engine.problems import Table

SENTENCES: Table = {
    ("EXC-5", "unreadable-file"): (
        "error", "The file cannot be read: {reason}. Check its name and permissions and try again."),
    ("EXC-5", "no-room"): (
        "error", "The file cannot be kept here: {reason}. Nothing of it was used, and it stays where it was; make room and run "
        "the command again."),
    ("EXC-5", "import-other"): (
        "error", "This is a {transaction} and holds no claims, so nothing was imported. Use `edi receive` for what comes "
        "back."),
    ("EXC-5", "no-remittance"): (
        "error", "There is no remittance (835) in this file: it holds {what}. Use `edi summary` or `edi check` for other "
        "files."),
    ("EXC-5", "simulate-other"): (
        "error", "This is {what} and asks a payer for nothing. Name 837P files: what you submitted, or another system did."),
    ("EXC-5", "unwritable-file"): (
        "error", "The result cannot be written: {reason}. Check its folder and permissions and try again; the file itself was "
        "left alone."),
    ("EXC-5", "no-files"): (
        "error", "There is no file in this folder. Name a file, or the folder that holds some."),
    ("EXC-5", "internal"): (
        "error", "edi met something that it does not expect ({fault} in {module}), so that nothing came of it; the others "
        "went on. Run it again with `edi --debug ...` for the details; they may show patients' data."),
    ("EXC-5", "not-understood-yet"): (
        "info", "This {transaction} was archived; this version does not apply it yet, a later one will. Read it with `edi "
        "summary` meanwhile."),
    ("EXC-5", "archive-missing"): (
        "error", "The archive does not hold this file any more: {home} is not there. The books stay as they are; put the "
        "file back from a backup, then rebuild."),
    ("EXC-5", "archive-changed"): (
        "error", "The archive does not hold this file as it came: {home} has other bytes than its name says. The books stay "
        "as they are; put the file back from a backup, then rebuild."),
    ("EXC-5", "archive-incomplete"): (
        "error", "The books hold {sets} transaction sets of this file, the archive gives {left}. The books stay as they are; "
        "put archive/files.jsonl back from a backup, or ask for help when the file is as it came."),
    ("EXC-5", "archive-line"): (
        "error", "This line cannot be read, and nobody else knows what it said. The books stay as they are; put the file back "
        "from a backup, or delete the line and receive or decide again what it said."),
    ("EXC-5", "archive-torn"): (
        "warning", "This line was cut off while it was written. Nothing was lost: what it says had not been done yet, or the "
        "books knew it and it was written again."),
    ("EXC-5", "archive-never-taken"): (
        "info", "This file was noted, but the run that brought it was cut off before it was kept in {home}. Receive it again "
        "if you have not done so."),
    ("EXC-5", "still-written"): (
        "info", "Somebody is still writing this file: it changed within the last ten minutes, and its end (IEA) is not there. "
        "It stays in inbox/ until it is whole, or has not changed for ten minutes; `edi receive FILE` takes it at once."),
    ("EXC-5", "grew-meanwhile"): (
        "info", "The file changed while it was taken. What was there then was taken, and the file stays in inbox/; the next "
        "run takes the rest."),
    ("EXC-5", "hidden-name"): (
        "info", "Its name begins with a dot, like that of a file which is not finished, and it was passed over. Rename it when "
        "it is meant."),
    ("EXC-5", "no-plain-file"): (
        "error", "This is a link or something else that is no file of its own, and it was not opened. Put the file "
        "itself here."),
    ("EXC-5", "too-large"): (
        "error", "The file is larger than {limit} MB, and nothing of it was read. When it is meant to be, raise "
        "limits.megabytes in edi.toml, or name the file: `edi receive FILE`."),
    ("EXC-5", "too-many-segments"): (
        "error", "This {transaction} has {segments} segments, more than the {limit} that are taken at once, and nothing of it "
        "was applied. Ask the sender what it is; when it is meant, raise limits.segments in edi.toml and receive it again."),
    ("EXC-5", "too-many-interchanges"): (
        "error", "The file holds more than {limit} interchanges, and none of them was applied. Ask the sender what it is; when "
        "it is meant to be, raise limits.interchanges in edi.toml and receive it again."),
    ("EXC-5", "segment-too-long"): (
        "error", "A segment of this transaction set is longer than {limit} MB, and nothing of the set was applied. No segment "
        "is; most often the characters that end segments were lost. Ask the sender for the file again."),
    ("ENV-11", "mailbox-mode"): (
        "error", "The file is marked {marked} (ISA15), and no mailbox of {mode} mode sends. It stays in outbox/: a {mode} file "
        "never goes to a mailbox of another mode."),
    ("ENV-11", "mixed"): (
        "error", "The file holds interchanges for testing and for production (ISA15), so no mailbox is right for it. It stays "
        "in outbox/; take it apart."),
    ("EXC-5", "outbox-other"): (
        "error", "This is no X12 file that says whether it is for testing or production (ISA15), and nothing else is "
        "sent. It stays in outbox/; take it away."),
    ("EXC-5", "outbox-name"): (
        "error", "The name of this file is longer than 160 bytes or holds signs that cannot be shown, and no mailbox should "
        "get it. It stays in outbox/; rename it."),
    ("EXC-5", "sent-before"): (
        "info", "The same bytes went to {mailbox} before and were not sent again. The file was moved to sent/."),
    ("EXC-5", "picked-up"): (
        "warning", "An earlier run was cut off while it gave the file its name in {mailbox}, and now it is not there under "
        "either name: somebody has picked it up. It counts as sent; the answer of the receiver will tell."),
    ("EXC-5", "name-taken"): (
        "error", "There is another file of this name in {mailbox}, and nothing was overwritten. The file stays in outbox/; ask "
        "who put the other one there."),
    ("EXC-5", "upload-size"): (
        "error", "Of {size} bytes {there} arrived in {mailbox}. The file has not got its name there and stays in outbox/; send "
        "again when there is room."),
    ("EXC-5", "mailbox-refuses"): (
        "error", "{mailbox} refuses this file: {reason}. It stays where it is; the next run tries again."),
    ("EXC-5", "not-fetched-plain"): (
        "warning", "This is a link or something else that is no file in {mailbox}, and it was not opened. Ask who put it there "
        "for the file itself."),
    ("EXC-5", "file-name"): (
        "error", "Its name in {mailbox} is no file name but a way elsewhere, so that it was not fetched. Ask who put it there "
        "to rename it or to take it away; as long as it stands there the next runs warn."),
    ("EXC-5", "file-name-still"): (
        "warning", "It still stands in {mailbox}, refused on {since}: its name is no file name but a way elsewhere. Nothing "
        "waits for it; ask who put it there to rename it or to take it away."),
    ("EXC-5", "too-large-there"): (
        "error", "The file in {mailbox} is larger than {limit} MB and was not fetched. When it is meant to be, raise "
        "limits.megabytes in edi.toml and fetch again; else ask who put it there to take it away."),
    ("EXC-5", "too-large-there-still"): (
        "warning", "The file still stands in {mailbox}, refused on {since}: it is larger than {limit} MB. When it is meant "
        "to be, raise limits.megabytes in edi.toml and fetch again; else ask who put it there to take it away."),
    ("EXC-5", "still-growing"): (
        "info", "The file is still growing in {mailbox}: it changed just now, or within the last ten minutes and its end (IEA) "
        "is not there. It was left there; the next run looks again."),
    ("EXC-5", "fetched-before"): (
        "info", "{mailbox} shows the file again, or with another time, but its bytes came before. It was not taken again."),
    ("EXC-5", "not-deleted"): (
        "warning", "The file was fetched, and {mailbox} does not let it be deleted: {reason}. Each run fetches it again and "
        "finds that it came before; ask for the right, or say after = \"keep\" in edi.toml."),
    ("EXC-5", "mailbox-name"): (
        "error", "The name of a mailbox is made of up to 40 letters, digits, dots, dashes and underscores. Correct it."),
    ("EXC-5", "mailbox-senders"): (
        "error", "{other} sends files of {mode} mode already. Only one mailbox may, or nobody can tell where a file goes."),
    ("EXC-5", "transport-library"): (
        "error", "Mailboxes of kind sftp need the library asyncssh. Install it with: pip install 'edi-engine[sftp]'."),
    ("EXC-5", "transport-secret"): (
        "error", "{what} in edi.toml cannot be used: {why}. Nothing was carried."),
    ("EXC-5", "transport-host-key"): (
        "error", "{server} shows another key than the one in edi.toml. It may be somebody else: no password was sent. Ask your "
        "clearinghouse whether it has a new key."),
    ("EXC-5", "transport-login"): (
        "error", "{server} does not let {user} in. Check the user, and the password or key that edi.toml points to."),
    ("EXC-5", "transport-unreachable"): (
        "error", "{server} cannot be reached: {reason}. Nothing was lost; try again later."),
    ("EXC-5", "transport-cut"): (
        "error", "The connection to {server} was cut. What was finished is kept, and the next run goes on from there."),
    ("EXC-5", "transport-folder"): (
        "error", "The folder {folder} cannot be looked into: {reason}. Correct its name in edi.toml, or ask for the right."),
    ("EXC-5", "settings-absent"): (
        "error", "There is no edi.toml in this folder. Run `edi init` to make one, or name the workspace with `edi -w`."),
    ("EXC-5", "settings-unreadable"): (
        "error", "The settings cannot be read: {why}. Correct the file; until then everything in it counts as not said."),
    ("EXC-5", "settings-value"): (
        "error", "This setting must be {expected}. Correct it; until then it counts as not said."),
    ("EXC-5", "settings-amount"): (
        "error", "This setting is an amount like \"5.00\", in quotes. Correct it; until then nothing of this workspace runs."),
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
    ("EXC-5", "json-bytes"): (
        "error", "This is not UTF-8: line {line}, column {column} is no letter. Save the file again in UTF-8; nothing of this "
        "part was used."),
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
    ("EXC-5", "code-unlisted"): (
        "error", "This is none of the codes that can stand here: {known}. Use one of these, or leave it out with all that "
        "belongs to it."),
    ("EXC-5", "contact-numbers"): (
        "warning", "A contact has room for three numbers, an extension among them and only behind a phone, so that the {left} "
        "here is not sent. Leave out what matters least."),
    ("EXC-5", "codes-unrecognised"): (
        "error", "This is no list of codes that can be read: a table (CSV) with a column code, the order file or list of "
        "codes of ICD-10-CM from CDC, or the alpha-numeric HCPCS file from CMS. Nothing was loaded."),
    ("EXC-5", "codes-kind"): (
        "error", "Nothing says which kind of code this is, or it is none of: {known}. Fill in the column kind, or name it "
        "with --kind; nothing was loaded."),
    ("EXC-5", "codes-code"): (
        "error", "This is not written like a code of {what}. Correct it; a spreadsheet may have dropped leading zeros. "
        "Nothing was loaded."),
    ("EXC-5", "codes-date"): (
        "error", "This is no date. Write it like 2026-01-31, 20260131 or 1/31/2026; nothing was loaded."),
    ("EXC-5", "codes-order"): (
        "error", "The code begins on {since} and ends on {until}, which is earlier. Correct one of the two; nothing was "
        "loaded."),
    ("EXC-5", "codes-twice"): (
        "error", "The same code stands in {other} for some of the same days. Keep one, or end the first before the second "
        "begins; nothing was loaded."),
    ("EXC-5", "codes-undated"): (
        "error", "Nothing says from when on these codes of {what} hold. Fill in the column from, or name the first day with "
        "--from; nothing was loaded."),
    ("EXC-5", "encounter-id"): (
        "error", "The encounter has no id. Give each encounter its own; it is how you find its claim again."),
    ("EXC-5", "encounter-twice"): (
        "error", "An encounter with the same id stands at {other} already. Give each encounter its own id."),
    ("EXC-5", "door-code"): (
        "error", "This has no counterpart on a claim. It must be one of: {known}."),
    ("EXC-5", "door-not-taken"): (
        "error", "{what} is not taken. {how}"),
    ("EXC-5", "door-twice"): (
        "error", "This says something else than {other}, and only one of the two can be sent. Make them equal or delete one."),
    ("EXC-5", "door-unmapped"): (
        "error", "This version cannot send {what}, and without it the claim would say something else. Delete it if the payer "
        "can do without, or send the claim another way."),
    ("EXC-5", "door-unused"): (
        "info", "{what} says nothing that goes on a claim and was not used, here and wherever else it stands."),
    ("EXC-5", "door-usage"): (
        "error", "The claim is marked for testing and mode in edi.toml is production, or the other way round. Make the two "
        "agree."),
    ("EXC-5", "fhir-crosswalk"): (
        "error", "This is coded in {coded}, and a claim takes {wanted}. Nobody can guess the one from the other: translate the "
        "code with a crosswalk before the claim is submitted."),
    ("EXC-5", "fhir-reference"): (
        "error", "The resource to which this refers is not in the file. Put it into the same bundle, or among the contained "
        "resources."),
    ("EXC-5", "fhir-sequence"): (
        "error", "There is no {what} with the sequence {number} on this claim. Correct the number or add it."),
    ("EXC-5", "csv-column-unknown"): (
        "warning", "There is no such column{hint}. Its cells were not used."),
    ("EXC-5", "csv-column-absent"): (
        "error", "There is no column {name}, and no line can be billed without it. Nothing of this file was used; the "
        "columns are listed in docs/encounters.md."),
    ("EXC-5", "csv-column-twice"): (
        "error", "Two columns have this name. Keep one; nothing of this file was used."),
    ("EXC-5", "csv-quote"): (
        "error", "The cells of this row cannot be told apart: a quote in it is not closed where its cell ends, or a cell goes "
        "over the lines that follow. Nothing of this file was used. Close the quote, double one that belongs to the text, and "
        "write each cell on one line."),
    ("EXC-5", "csv-bytes"): (
        "error", "A letter of this cell is not written in {encoding}, so nothing of its encounter was sent. Save the file "
        "again as CSV in UTF-8."),
    ("EXC-5", "csv-windows"): (
        "warning", "The file is not in UTF-8, and the letters of this cell were read as Windows-1252. Look whether they are "
        "right; save the file as CSV in UTF-8 to be sure."),
    ("EXC-5", "csv-row-without-id"): (
        "error", "This row has no enc_id, so nobody can tell which encounter it belongs to. Fill it in. Most probably it "
        "belongs to the encounter of the row before it, so nothing of that was sent."),
    ("EXC-5", "csv-row-too-long"): (
        "error", "This row has {count} cells, but there are {columns} columns, so nothing of its encounter was sent. A cell "
        "with the separator in it needs quotes around it."),
    ("EXC-5", "csv-line-number"): (
        "error", "The line numbers of an encounter are whole numbers, in every row and each once. Correct them, or leave "
        "the column empty and the lines stand as they come."),
    ("EXC-5", "csv-rows-disagree"): (
        "error", "This differs from row {first} of the same encounter, and can be said only once for all its lines. Make "
        "them equal, or leave all but the first empty."),
    ("EXC-5", "csv-spreadsheet"): (
        "error", "The spreadsheet has replaced what was typed here ({sign}). Format the column as text and type it again."),
}

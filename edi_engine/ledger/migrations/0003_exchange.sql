-- What was carried to and from mailboxes, and who did what: facts that only grow, and that no archive can give back.

-- The steps of a file on its way to a mailbox. begun: it is written there under a temporary name. renaming: it stands there whole
-- and gets its name now. done: it has it, or somebody took it since.
CREATE TABLE upload (
    mailbox  TEXT NOT NULL,
    sha256   TEXT NOT NULL,
    attempt  INTEGER NOT NULL,                   -- from 1; each has a temporary name of its own
    step     TEXT NOT NULL CHECK (step IN ('begun', 'renaming', 'done')),
    name     TEXT NOT NULL,                      -- of the file, here and there
    size     INTEGER NOT NULL,
    at       TEXT NOT NULL,
    PRIMARY KEY (mailbox, sha256, attempt, step)
) STRICT, WITHOUT ROWID;

-- A file that was fetched: as the mailbox showed it, and under which hidden name it waited in the inbox until it was whole.
CREATE TABLE download (
    mailbox  TEXT NOT NULL,
    path     TEXT NOT NULL,
    size     INTEGER NOT NULL,
    mtime    INTEGER NOT NULL,
    sha256   TEXT NOT NULL,
    waits_as TEXT NOT NULL,                      -- '' = the same bytes came from there before, and were not taken again
    at       TEXT NOT NULL,
    PRIMARY KEY (mailbox, path, size, mtime)
) STRICT, WITHOUT ROWID;
CREATE INDEX download_content ON download (mailbox, path, sha256);
CREATE INDEX download_waits ON download (waits_as);

-- Which command did something here, and with which file; names and arguments are not kept, for they may be a patient's.
CREATE TABLE audit (
    id       INTEGER PRIMARY KEY,
    at       TEXT NOT NULL,
    who      TEXT NOT NULL,                      -- the user of the operating system
    command  TEXT NOT NULL,
    sha256   TEXT NOT NULL                       -- of the file; '' = the command itself
) STRICT;

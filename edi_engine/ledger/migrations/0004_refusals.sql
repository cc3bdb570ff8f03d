-- Files that are left in a mailbox, so that each is an error once and a warning for as long as it stands there as it stood.
CREATE TABLE refusal (
    mailbox  TEXT NOT NULL,
    path     TEXT NOT NULL,                      -- as it can be shown: escaped and cut
    size     INTEGER NOT NULL,
    kind     TEXT NOT NULL,                      -- of the problem
    at       TEXT NOT NULL,
    PRIMARY KEY (mailbox, path, size, kind)
) STRICT, WITHOUT ROWID;

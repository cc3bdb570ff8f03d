-- Submissions that were thrown back, and what that asks for: reconcile/rejections.py. Written by settle alone.
CREATE TABLE state_rejection (
    account     INTEGER NOT NULL,
    submission  INTEGER NOT NULL,
    claim       INTEGER NOT NULL,
    next        TEXT NOT NULL,                   -- again, anew, replace, earlier, later
    PRIMARY KEY (account, submission)
) STRICT, WITHOUT ROWID;
INSERT INTO state_rejection SELECT account, submission, claim, 'again' FROM state_claim WHERE status = 'rejected';

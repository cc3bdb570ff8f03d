-- Facts: what came and what left, as it came and as it left. They only grow. Cents are INTEGER, quantities TEXT, dates ISO TEXT.
-- What is neither state nor internal is guarded by triggers that database.py makes for each table: no UPDATE, no DELETE, no REPLACE.
-- A segment number (at) counts from ST = 1, so that it means the same in every file that carries the transaction set.

CREATE TABLE file (
    id       INTEGER PRIMARY KEY,
    sha256   TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL                       -- 837P, 835, 999 ... or what else it was
) STRICT;

-- One transaction set, however often and in whatever envelope it came: the digest leaves control numbers and wrapping aside.
CREATE TABLE transaction_set (
    id       INTEGER PRIMARY KEY,
    kind     TEXT NOT NULL,
    digest   TEXT NOT NULL,
    version  TEXT NOT NULL,
    UNIQUE (kind, digest)
) STRICT;

-- Each time a transaction set came or left.
CREATE TABLE sending (
    transaction_set  INTEGER NOT NULL REFERENCES transaction_set,
    file             INTEGER NOT NULL REFERENCES file,
    first            INTEGER NOT NULL,           -- index of its ST in the file, from 1
    isa_date         TEXT NOT NULL,
    isa_time         TEXT NOT NULL,
    isa_control      TEXT NOT NULL,
    group_control    TEXT NOT NULL,
    control          TEXT NOT NULL,
    sender           TEXT NOT NULL,
    receiver         TEXT NOT NULL,
    usage            TEXT NOT NULL,              -- ISA15: T or P (ENV-11)
    PRIMARY KEY (transaction_set, file, first)
) STRICT, WITHOUT ROWID;

-- A claim counts from its release (ours) or its import (another system's).
CREATE TABLE released (
    transaction_set  INTEGER PRIMARY KEY REFERENCES transaction_set
) STRICT;

-- Control numbers are given out once and for ever (ENV-4, ENV-5).
CREATE TABLE allocation (
    series  TEXT NOT NULL,                       -- ISA13 of a sender and receiver, BHT03 of a submitter
    number  INTEGER NOT NULL,
    PRIMARY KEY (series, number)
) STRICT, WITHOUT ROWID;

-- The ids by which a billing provider of ours is known: NPI, TIN, pay-to.
CREATE TABLE provider_id (
    provider  TEXT NOT NULL,
    id        TEXT NOT NULL,
    PRIMARY KEY (id, provider)
) STRICT, WITHOUT ROWID;

-- One patient control number of one billing provider; it holds one claim, or several when a practice reuses numbers.
CREATE TABLE account (
    id        INTEGER PRIMARY KEY,
    provider  TEXT NOT NULL,
    pcn       TEXT NOT NULL,
    norm      TEXT NOT NULL,                     -- MAT-1b: case, spaces, punctuation and leading zeros aside
    UNIQUE (norm, pcn, provider)
) STRICT;

CREATE TABLE submission (
    id               INTEGER PRIMARY KEY,
    transaction_set  INTEGER NOT NULL REFERENCES transaction_set,
    at               INTEGER NOT NULL,
    account          INTEGER NOT NULL REFERENCES account,
    meaning          TEXT NOT NULL,              -- claim, predetermination, reporting (ENV-14)
    frequency        TEXT NOT NULL,
    charge           INTEGER NOT NULL,
    sequence         TEXT NOT NULL,
    payer            TEXT NOT NULL,
    payer_name       TEXT NOT NULL,
    filing           TEXT NOT NULL,
    created          TEXT NOT NULL,              -- BHT04 and BHT05
    since            TEXT NOT NULL,
    until            TEXT NOT NULL,
    payer_claim      TEXT NOT NULL,              -- REF*F8
    patient_paid     INTEGER,
    encounter        TEXT NOT NULL               -- ours: the encounter's id and its row
) STRICT;
CREATE INDEX submission_account ON submission (account);
CREATE INDEX submission_set ON submission (transaction_set);

CREATE TABLE submitted_line (
    submission  INTEGER NOT NULL REFERENCES submission,
    position    INTEGER NOT NULL,
    key         TEXT NOT NULL,                   -- REF*6R, or the LX where there is none
    lx          TEXT NOT NULL,
    procedure   TEXT NOT NULL,
    modifiers   TEXT NOT NULL,
    since       TEXT NOT NULL,
    until       TEXT NOT NULL,
    charge      INTEGER NOT NULL,
    unit        TEXT NOT NULL,
    units       TEXT NOT NULL,
    at          INTEGER NOT NULL,
    control_number  TEXT NOT NULL,               -- REF*6R as sent
    PRIMARY KEY (submission, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE remittance (
    id           INTEGER PRIMARY KEY REFERENCES transaction_set,
    payer        TEXT NOT NULL,                  -- TRN03
    payer_id     TEXT NOT NULL,                  -- N104 of 1000A or REF*2U
    payer_name   TEXT NOT NULL,
    trace        TEXT NOT NULL,
    date         TEXT NOT NULL,                  -- BPR16
    amount       INTEGER NOT NULL,               -- BPR02
    method       TEXT NOT NULL,
    handling     TEXT NOT NULL,
    payee        TEXT NOT NULL,                  -- N104 of 1000B
    payee_tax    TEXT NOT NULL,                  -- REF*TJ
    payee_name   TEXT NOT NULL,
    produced     TEXT NOT NULL,                  -- DTM*405
    claims       INTEGER NOT NULL,
    paid         INTEGER NOT NULL,               -- sum of CLP04
    adjusted     INTEGER NOT NULL,               -- sum of PLB
    off          INTEGER NOT NULL,               -- REM-3
    at           INTEGER NOT NULL
) STRICT;
CREATE INDEX remittance_key ON remittance (payer, trace, date, amount, payee);
CREATE INDEX remittance_payee ON remittance (payee);
CREATE INDEX remittance_payee_tax ON remittance (replace(payee_tax, '-', ''));

CREATE TABLE claim_payment (
    id          INTEGER PRIMARY KEY,
    remittance  INTEGER NOT NULL REFERENCES remittance,
    position    INTEGER NOT NULL,                -- ordinal of its CLP in the set
    at          INTEGER NOT NULL,
    pcn         TEXT NOT NULL,
    norm        TEXT NOT NULL,
    ccn         TEXT NOT NULL,
    status      TEXT NOT NULL,
    charge      INTEGER NOT NULL,
    paid        INTEGER NOT NULL,
    patient     INTEGER,
    filing      TEXT NOT NULL,
    since       TEXT NOT NULL,
    off         INTEGER NOT NULL,                -- REM-1, REM-2, REM-10: 1 = does not balance
    remarks     TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX claim_payment_position ON claim_payment (remittance, position);
CREATE INDEX claim_payment_norm ON claim_payment (norm);
CREATE INDEX claim_payment_ccn ON claim_payment (ccn) WHERE ccn <> '';

CREATE TABLE service_payment (
    claim_payment        INTEGER NOT NULL REFERENCES claim_payment,
    position             INTEGER NOT NULL,
    at                   INTEGER NOT NULL,
    control_number       TEXT NOT NULL,
    qualifier            TEXT NOT NULL,
    procedure            TEXT NOT NULL,
    modifiers            TEXT NOT NULL,
    submitted            TEXT NOT NULL,
    submitted_modifiers  TEXT NOT NULL,
    charge               INTEGER NOT NULL,
    paid                 INTEGER NOT NULL,
    units                TEXT NOT NULL,
    since                TEXT NOT NULL,
    remarks              TEXT NOT NULL,
    PRIMARY KEY (claim_payment, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE adjustment (
    claim_payment  INTEGER NOT NULL REFERENCES claim_payment,
    line           INTEGER NOT NULL,             -- position of the service payment; 0 = claim level
    at             INTEGER NOT NULL,
    slot           INTEGER NOT NULL,
    grp            TEXT NOT NULL,
    reason         TEXT NOT NULL,
    amount         INTEGER,
    quantity       TEXT NOT NULL,
    PRIMARY KEY (claim_payment, line, at, slot)
) STRICT, WITHOUT ROWID;

CREATE TABLE provider_adjustment (
    remittance  INTEGER NOT NULL REFERENCES remittance,
    at          INTEGER NOT NULL,
    slot        INTEGER NOT NULL,
    provider    TEXT NOT NULL,
    fiscal      TEXT NOT NULL,
    reason      TEXT NOT NULL,
    reference   TEXT NOT NULL,
    amount      INTEGER NOT NULL,                -- positive reduces the check (PLB-2)
    PRIMARY KEY (remittance, at, slot)
) STRICT, WITHOUT ROWID;

-- What a person decided: it names contents, never row ids, and the newest by its own time wins.
CREATE TABLE decision (
    id        INTEGER PRIMARY KEY,
    kind      TEXT NOT NULL,                     -- match, unmatch, note, release
    provider  TEXT NOT NULL,
    pcn       TEXT NOT NULL,
    days      TEXT NOT NULL,                     -- of service, "first/last", of one of the claim's submissions; "" = no claim
    digest    TEXT NOT NULL,                     -- of the remittance; "" = none
    position  INTEGER NOT NULL,                  -- of the claim payment; 0 = the whole check
    text      TEXT NOT NULL,
    who       TEXT NOT NULL,
    made      TEXT NOT NULL,
    UNIQUE (kind, provider, pcn, days, digest, position, text, made)
) STRICT;

-- The journal: each row moves cents from one account of the books to another, so that it balances by itself.
CREATE TABLE journal (
    id          INTEGER PRIMARY KEY,
    debit       TEXT NOT NULL,
    credit      TEXT NOT NULL,
    cents       INTEGER NOT NULL CHECK (cents <> 0),
    account     INTEGER,                         -- whose claim
    claim       INTEGER,                         -- which of its claims
    line        TEXT,                            -- key of the line; '' = claim level
    remittance  INTEGER,
    payment     INTEGER,
    submission  INTEGER,
    at          INTEGER NOT NULL
) STRICT;
CREATE INDEX journal_charges ON journal (account) WHERE payment IS NULL;
CREATE INDEX journal_payment ON journal (payment) WHERE payment IS NOT NULL;
CREATE INDEX journal_check ON journal (remittance) WHERE payment IS NULL AND remittance IS NOT NULL;

-- State: what follows from the facts, written by settle alone and held against the views by a test.
-- By which other ids edi.toml knew payers when the books were settled last.
CREATE TABLE state_alias (
    id     TEXT PRIMARY KEY,
    payer  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE state_claim (
    account      INTEGER NOT NULL,
    claim        INTEGER NOT NULL,
    submission   INTEGER NOT NULL,
    payer        TEXT NOT NULL,
    status       TEXT NOT NULL,
    charge       INTEGER NOT NULL,
    paid         INTEGER NOT NULL,
    contractual  INTEGER NOT NULL,
    patient      INTEGER NOT NULL,
    other        INTEGER NOT NULL,
    balance      INTEGER NOT NULL,
    PRIMARY KEY (account, claim)
) STRICT, WITHOUT ROWID;

CREATE TABLE state_line (
    account      INTEGER NOT NULL,
    claim        INTEGER NOT NULL,
    line         TEXT NOT NULL,                  -- '' = claim level
    position     INTEGER NOT NULL,
    procedure    TEXT NOT NULL,
    modifiers    TEXT NOT NULL,
    since        TEXT NOT NULL,
    status       TEXT NOT NULL,
    match        TEXT NOT NULL,
    reasons      TEXT NOT NULL,                  -- what the last answer left in the balance, and why
    remarks      TEXT NOT NULL,
    payment      INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    charge       INTEGER NOT NULL,
    paid         INTEGER NOT NULL,
    contractual  INTEGER NOT NULL,
    patient      INTEGER NOT NULL,
    other        INTEGER NOT NULL,
    balance      INTEGER NOT NULL,
    PRIMARY KEY (account, claim, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE state_payment (
    payment   INTEGER PRIMARY KEY,
    state     TEXT NOT NULL,                     -- posted, unapplied, held, estimate, check held
    account   INTEGER,
    claim     INTEGER,
    key       TEXT NOT NULL,                     -- the claim key that fired
    finding   TEXT NOT NULL,                     -- what is odd about it: problems as JSON (reconcile/findings.py)
    reverses  INTEGER NOT NULL
) STRICT;
CREATE INDEX state_payment_account ON state_payment (account) WHERE account IS NOT NULL;

CREATE TABLE state_check (
    remittance  INTEGER PRIMARY KEY,
    state       TEXT NOT NULL,                   -- counts, held, duplicate
    posted      INTEGER NOT NULL,
    unapplied   INTEGER NOT NULL,
    held        INTEGER NOT NULL,
    adjusted    INTEGER NOT NULL
) STRICT;

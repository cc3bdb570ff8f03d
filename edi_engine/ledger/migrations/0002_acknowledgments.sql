-- By what number an acknowledgment names a transaction set of claims: BHT03 (ENV-5).
CREATE TABLE claim_batch (
    transaction_set  INTEGER PRIMARY KEY REFERENCES transaction_set,
    reference        TEXT NOT NULL
) STRICT;
CREATE INDEX claim_batch_reference ON claim_batch (reference);

CREATE INDEX sending_group ON sending (ltrim(group_control, '0'), ltrim(control, '0'));        -- as numbers, without their zeros
CREATE INDEX sending_interchange ON sending (isa_control);

-- An acknowledgment that was understood, and who speaks in it: receiver (of files), clearinghouse or payer (ACK-11).
CREATE TABLE acknowledgment (
    id      INTEGER PRIMARY KEY REFERENCES transaction_set,
    told    TEXT NOT NULL,                       -- BHT04 and BHT05; "" where only the envelope says when
    source  TEXT NOT NULL,
    name    TEXT NOT NULL
) STRICT;

-- What an acknowledgment says of something that left. The numbers are those by which it is told; "" is none.
CREATE TABLE answer (
    id             INTEGER PRIMARY KEY,
    acknowledgment INTEGER NOT NULL REFERENCES acknowledgment,
    at             INTEGER NOT NULL,
    scope          TEXT NOT NULL,                -- interchange (TA1), group and set (999), batch, provider, claim, line (277)
    verdict        TEXT NOT NULL,                -- accepted, received, rejected, partly, again, none: reconcile/acknowledging.py
    isa_control    TEXT NOT NULL,
    isa_date       TEXT NOT NULL,
    isa_time       TEXT NOT NULL,
    group_control  TEXT NOT NULL,                -- without leading zeros, like the next
    control        TEXT NOT NULL,
    batch          TEXT NOT NULL,                -- BHT03
    provider       TEXT NOT NULL,
    pcn            TEXT NOT NULL,
    norm           TEXT NOT NULL,
    line           TEXT NOT NULL,                -- REF*FJ: our REF*6R
    ccn            TEXT NOT NULL,                -- REF*1K: the CLP07 to come
    trace          TEXT NOT NULL,                -- REF*D9
    day            TEXT NOT NULL,                -- STC02
    codes          TEXT NOT NULL,                -- "A3:21:85 A7:562", "025", "R"
    text           TEXT NOT NULL,                -- STC12
    accepted       INTEGER,                      -- QTY*90, QTY*QA: how many claims it says were taken
    rejected       INTEGER                       -- QTY*AA, QTY*QC
) STRICT;
CREATE INDEX answer_acknowledgment ON answer (acknowledgment);
CREATE INDEX answer_claim ON answer (norm) WHERE norm <> '';
CREATE INDEX answer_ccn ON answer (ccn) WHERE ccn <> '';
CREATE INDEX answer_batch ON answer (batch) WHERE scope IN ('batch', 'provider');
CREATE INDEX answer_group ON answer (group_control, control) WHERE scope IN ('group', 'set');
CREATE INDEX answer_interchange ON answer (isa_control) WHERE scope = 'interchange';

-- What a 999 or 997 says is wrong in a set: a segment, by its number from ST = 1, and an element of it.
CREATE TABLE answer_error (
    answer     INTEGER NOT NULL REFERENCES answer,
    position   INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    tag        TEXT NOT NULL,
    segment    INTEGER,
    loop       TEXT NOT NULL,
    code       TEXT NOT NULL,                    -- IK304
    element    INTEGER,
    component  INTEGER,
    fault      TEXT NOT NULL,                    -- IK403; "" = of the whole segment
    pcn        TEXT NOT NULL,                    -- CTX*CLM01 (ACK-10)
    PRIMARY KEY (answer, position)
) STRICT, WITHOUT ROWID;

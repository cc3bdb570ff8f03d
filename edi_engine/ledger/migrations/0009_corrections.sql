-- What a payer knows otherwise than the claim told it (REM-26): a row only where a claim payment says so. Of a patient it holds hashes, as
-- claim_patient does (0 = not said). What was here before has none: `edi rebuild` reads it anew.
CREATE TABLE correction (
    claim_payment  INTEGER NOT NULL REFERENCES claim_payment,
    at             INTEGER NOT NULL,             -- its NM1
    kind           TEXT NOT NULL,                -- member-id, name, other-payer
    member         INTEGER NOT NULL,
    name           INTEGER NOT NULL,
    payer          TEXT NOT NULL,                -- id of the payer that comes first
    PRIMARY KEY (claim_payment, at)
) STRICT, WITHOUT ROWID;

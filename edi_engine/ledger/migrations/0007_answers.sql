-- What came marked as a test (ISA15 = T) while edi.toml was in production: it says nothing of what left in earnest (ENV-11).
CREATE TABLE trial (
    transaction_set  INTEGER PRIMARY KEY REFERENCES transaction_set
) STRICT;

-- A batch whose claims are listed below it decides nothing itself; there are as many of these as small answers to one file.
DROP INDEX answer_batch;
CREATE INDEX answer_batch ON answer (batch) WHERE scope IN ('batch', 'provider') AND verdict <> 'none';
CREATE INDEX answer_rejected ON answer (acknowledgment) WHERE verdict = 'rejected';

-- What state means. The state_* tables hold the results of settling; these views work the same out from journal and facts.

-- A second claim under A1 is called A1#2. Where somebody's number really is A1#2, and only there, that claim is called A1#2#1.
DROP VIEW IF EXISTS claim_name;
CREATE VIEW claim_name AS
SELECT c.account, c.claim, a.provider, a.pcn,
       a.pcn || CASE WHEN c.claim > 1 OR (a.pcn GLOB '*#[0-9]*' AND EXISTS (
                              SELECT 1 FROM (VALUES (1), (2), (3)) d CROSS JOIN account b
                              ON b.norm = substr(a.norm, 1, length(a.norm) - d.column1)
                              AND b.pcn = substr(a.pcn, 1, length(a.pcn) - d.column1 - 1)
                              CROSS JOIN state_claim s ON s.account = b.id AND s.claim > 1 AND b.pcn || '#' || s.claim = a.pcn))
                     THEN '#' || c.claim ELSE '' END
             || CASE WHEN (SELECT COUNT(*) FROM account b JOIN state_claim s ON s.account = b.id AND s.claim = 1
                           WHERE b.norm = a.norm AND b.pcn = a.pcn) > 1 THEN '@' || a.provider ELSE '' END AS name
FROM state_claim c JOIN account a ON a.id = c.account;

-- The six amounts of every line and of the claim level ('') from the journal alone.
DROP VIEW IF EXISTS line_books;
CREATE VIEW line_books AS
SELECT account, claim, line,
       SUM(CASE WHEN debit = 'receivable' THEN cents ELSE 0 END)                              AS charge,
       SUM(CASE WHEN credit = 'receivable' AND debit = 'check' THEN cents ELSE 0 END)         AS paid,
       SUM(CASE WHEN credit = 'receivable' AND debit = 'contractual' THEN cents ELSE 0 END)   AS contractual,
       SUM(CASE WHEN credit = 'receivable' AND debit = 'patient' THEN cents ELSE 0 END)       AS patient,
       SUM(CASE WHEN credit = 'receivable' AND debit = 'other' THEN cents ELSE 0 END)         AS other,
       SUM(CASE WHEN debit = 'receivable' THEN cents ELSE -cents END)                         AS balance
FROM journal WHERE account IS NOT NULL
GROUP BY account, claim, line;

DROP VIEW IF EXISTS claim_books;
CREATE VIEW claim_books AS
SELECT account, claim, SUM(charge) AS charge, SUM(paid) AS paid, SUM(contractual) AS contractual, SUM(patient) AS patient,
       SUM(other) AS other, SUM(balance) AS balance
FROM line_books GROUP BY account, claim;

-- A check ties out when nothing is left on its own account: BPR02 = posted + unapplied + held - sum(PLB).
DROP VIEW IF EXISTS check_books;
CREATE VIEW check_books AS
SELECT remittance,
       SUM(CASE WHEN debit = 'check' AND credit = 'receivable' THEN cents ELSE 0 END)            AS posted,
       SUM(CASE WHEN debit = 'check' AND credit = 'unapplied' THEN cents ELSE 0 END)             AS unapplied,
       SUM(CASE WHEN debit = 'check' AND credit = 'held' THEN cents ELSE 0 END)                  AS held,
       SUM(CASE WHEN debit = 'provider adjustment' THEN cents ELSE 0 END)                        AS adjusted,
       SUM(CASE WHEN credit = 'out of balance' THEN cents ELSE 0 END)                            AS accepted,
       SUM(CASE WHEN debit = 'cash' THEN cents ELSE 0 END)                                       AS amount,
       SUM(CASE WHEN debit = 'check' THEN cents WHEN credit = 'check' THEN -cents ELSE 0 END)    AS untied
FROM journal WHERE remittance IS NOT NULL
GROUP BY remittance;

-- The newest decision on a claim payment or a whole check.
DROP VIEW IF EXISTS standing_decision;
CREATE VIEW standing_decision AS
SELECT digest, position, kind, provider, pcn, days FROM (
    SELECT d.*, ROW_NUMBER() OVER (PARTITION BY digest, position ORDER BY made DESC, kind, provider, pcn, days) AS newest
    FROM decision d WHERE digest <> '' AND kind IN ('match', 'unmatch'))
WHERE newest = 1;

-- Whether a check is made out to one of ours (REM-25): "other id", the tax id is ours and the NPI is not known; "other tax id", the
-- NPI is ours and the tax id belongs to nobody here; "unknown", neither is known.
DROP VIEW IF EXISTS payee_standing;
CREATE VIEW payee_standing AS
SELECT remittance, payee, tax, CASE
    WHEN by_id AND (tax = '' OR by_tax OR NOT EXISTS (
        SELECT 1 FROM provider_id i JOIN provider_id j ON j.provider = i.provider AND j.id <> i.provider WHERE i.id = payee)) THEN 'ours'
    WHEN by_tax THEN CASE payee WHEN '' THEN 'ours' ELSE 'other id' END
    WHEN by_id THEN 'other tax id' ELSE 'unknown' END AS standing
FROM (SELECT r.id AS remittance, r.payee, replace(r.payee_tax, '-', '') AS tax,
             r.payee <> '' AND EXISTS (SELECT 1 FROM provider_id i WHERE i.id = r.payee) AS by_id,
             r.payee_tax <> '' AND EXISTS (SELECT 1 FROM provider_id i WHERE i.id = replace(r.payee_tax, '-', '')) AS by_tax
      FROM remittance r);

-- What came as a test alone, to a workspace in production (ENV-11); the same in an envelope in earnest counts.
DROP VIEW IF EXISTS tried;
CREATE VIEW tried AS
SELECT t.transaction_set FROM trial t
WHERE NOT EXISTS (SELECT 1 FROM sending y WHERE y.transaction_set = t.transaction_set AND y.usage <> 'T');

-- Which checks count: of several with the same key and money the first by its envelope, all others wait for a person (REM-23);
-- one that does not add up waits too (REM-3, REM-28).
DROP VIEW IF EXISTS check_standing;
CREATE VIEW check_standing AS
SELECT r.id AS remittance, t.digest, CASE
    WHEN EXISTS (SELECT 1 FROM decision d WHERE d.kind = 'release' AND d.digest = t.digest AND d.position = 0) THEN 'released'
    WHEN r.off <> 0 OR r.amount < 0 OR r.id IN (SELECT transaction_set FROM tried) THEN 'held'
    WHEN r.amount > 0 AND EXISTS (
        SELECT 1 FROM remittance o JOIN transaction_set u ON u.id = o.id
        WHERE (o.payer, o.trace, o.date, o.amount, o.payee) = (r.payer, r.trace, r.date, r.amount, r.payee) AND o.id <> r.id AND o.off = 0
          AND o.id NOT IN (SELECT transaction_set FROM tried)
          AND (SELECT MIN(isa_date || isa_time || isa_control) FROM sending WHERE transaction_set = o.id) || u.digest
            < (SELECT MIN(isa_date || isa_time || isa_control) FROM sending WHERE transaction_set = r.id) || t.digest)
        THEN 'duplicate'
    ELSE 'counts' END AS standing
FROM remittance r JOIN transaction_set t ON t.id = r.id;

-- Of the times that a transaction set came or left, the first by its envelope.
DROP VIEW IF EXISTS first_sending;
CREATE VIEW first_sending AS
SELECT x.* FROM sending x
WHERE (x.file, x.first) = (SELECT y.file, y.first FROM sending y WHERE y.transaction_set = x.transaction_set
                           ORDER BY y.isa_date, y.isa_time, y.isa_control LIMIT 1);

-- Who speaks in an acknowledgment, and when, as YYYYMMDDHHMM: as it says itself, or as its envelope does; and whether it is a test.
DROP VIEW IF EXISTS speaker;
CREATE VIEW speaker AS
SELECT k.id AS acknowledgment, k.source, k.name, CASE k.told
    WHEN '' THEN (SELECT '20' || MIN(y.isa_date || y.isa_time) FROM sending y WHERE y.transaction_set = k.id)
    ELSE k.told END AS told,
    (SELECT MIN(y.usage) FROM sending y WHERE y.transaction_set = k.id) AS usage,
    EXISTS (SELECT 1 FROM tried t WHERE t.transaction_set = k.id) AS test
FROM acknowledgment k;

-- What new facts can change: the accounts and claim payments that share a key with them, until no more join.
-- touched_account and touched_payment are temporary and hold ids with the round in which they joined; each statement looks at
-- what joined in the round before (:round - 1) and in this one.

-- payments by the (alike) number of an account
INSERT OR IGNORE INTO touched_payment
SELECT p.id, :round FROM touched_account t CROSS JOIN account a ON a.id = t.id CROSS JOIN claim_payment p ON p.norm = a.norm WHERE t.round >= :round - 1;

-- payments by a number cut short (MAT-1c: 15 characters or more, as sent)
INSERT OR IGNORE INTO touched_payment
SELECT p.id, :round FROM touched_account t CROSS JOIN account a ON a.id = t.id AND length(a.pcn) > 15
JOIN cut c ON c.length BETWEEN 15 - length(a.pcn) + length(a.norm) AND length(a.norm) - 1
CROSS JOIN claim_payment p ON p.norm = substr(a.norm, 1, c.length) AND length(p.pcn) >= 15
WHERE t.round >= :round - 1;

-- payments that stand in an account now
INSERT OR IGNORE INTO touched_payment
SELECT s.payment, :round FROM touched_account t CROSS JOIN state_payment s ON s.account = t.id WHERE t.round >= :round - 1;

-- payments that share a payer claim control number; one that stood on the payments of many claims before these sets came told
-- nothing before and tells nothing now (MAT-1d)
INSERT INTO shared
SELECT d.ccn, :round, 20 >= (SELECT COUNT(*) FROM (
    SELECT DISTINCT q.norm FROM claim_payment q
    WHERE q.ccn = d.ccn AND q.ccn <> '' AND q.remittance NOT IN (SELECT id FROM fresh) LIMIT 21))
FROM (SELECT DISTINCT p.ccn FROM touched_payment t CROSS JOIN claim_payment p ON p.id = t.id AND p.ccn <> ''
      WHERE t.round >= :round - 1) d
WHERE d.ccn NOT IN (SELECT ccn FROM shared);

INSERT OR IGNORE INTO touched_payment
SELECT q.id, :round FROM shared s CROSS JOIN claim_payment q ON q.ccn = s.ccn AND q.ccn <> '' WHERE s.tells AND s.round = :round;

-- accounts by the (alike) number of a payment
INSERT OR IGNORE INTO touched_account
SELECT a.id, :round FROM touched_payment t CROSS JOIN claim_payment p ON p.id = t.id CROSS JOIN account a ON a.norm = p.norm
WHERE t.round >= :round - 1;

-- accounts whose number a payment cut short
INSERT OR IGNORE INTO touched_account
SELECT a.id, :round FROM touched_payment t CROSS JOIN claim_payment p ON p.id = t.id AND length(p.pcn) >= 15
CROSS JOIN account a ON a.norm > p.norm AND a.norm < p.norm || '~'
                    AND (length(p.norm) >= 15 OR upper(substr(a.pcn, 1, length(p.pcn))) = upper(p.pcn))
WHERE t.round >= :round - 1 AND NOT EXISTS (SELECT 1 FROM account b WHERE b.norm = p.norm);

-- accounts in which a payment stands now
INSERT OR IGNORE INTO touched_account
SELECT s.account, :round FROM touched_payment t CROSS JOIN state_payment s ON s.payment = t.id AND s.account IS NOT NULL
WHERE t.round >= :round - 1;

-- accounts that a person chose for a payment
INSERT OR IGNORE INTO touched_account
SELECT a.id, :round FROM standing_decision d CROSS JOIN transaction_set u ON u.kind = '835' AND u.digest = d.digest
CROSS JOIN claim_payment p ON p.remittance = u.id AND p.position = d.position CROSS JOIN touched_payment t ON t.id = p.id
CROSS JOIN account a ON a.provider = d.provider AND a.pcn = d.pcn WHERE d.kind = 'match' AND t.round >= :round - 1;

-- What new facts can change: the accounts and claim payments that share a key with them, until no more join.
-- touched_account and touched_payment are temporary and hold ids; each statement adds to one of them.

-- payments by the (alike) number of an account
INSERT OR IGNORE INTO touched_payment
SELECT p.id FROM touched_account t JOIN account a ON a.id = t.id CROSS JOIN claim_payment p ON p.norm = a.norm;

-- payments by a number cut short (MAT-1c: 15 characters or more)
INSERT OR IGNORE INTO touched_payment
SELECT p.id FROM touched_account t JOIN account a ON a.id = t.id AND length(a.norm) > 15
JOIN cut c ON c.length < length(a.norm) CROSS JOIN claim_payment p ON p.norm = substr(a.norm, 1, c.length);

-- payments that stand in an account now
INSERT OR IGNORE INTO touched_payment
SELECT s.payment FROM touched_account t CROSS JOIN state_payment s ON s.account = t.id;

-- payments that share a payer claim control number
INSERT OR IGNORE INTO touched_payment
SELECT q.id FROM touched_payment t JOIN claim_payment p ON p.id = t.id AND p.ccn <> ''
CROSS JOIN claim_payment q ON q.ccn = p.ccn AND q.ccn <> '';

-- accounts by the (alike) number of a payment
INSERT OR IGNORE INTO touched_account
SELECT a.id FROM touched_payment t JOIN claim_payment p ON p.id = t.id CROSS JOIN account a ON a.norm = p.norm;

-- accounts whose number a payment cut short
INSERT OR IGNORE INTO touched_account
SELECT a.id FROM touched_payment t JOIN claim_payment p ON p.id = t.id AND length(p.norm) >= 15
CROSS JOIN account a ON a.norm > p.norm AND a.norm < p.norm || '~'
WHERE NOT EXISTS (SELECT 1 FROM account b WHERE b.norm = p.norm);

-- accounts in which a payment stands now
INSERT OR IGNORE INTO touched_account
SELECT s.account FROM touched_payment t CROSS JOIN state_payment s ON s.payment = t.id AND s.account IS NOT NULL;

-- accounts that a person chose for a payment
INSERT OR IGNORE INTO touched_account
SELECT a.id FROM standing_decision d JOIN transaction_set u ON u.kind = '835' AND u.digest = d.digest
JOIN claim_payment p ON p.remittance = u.id AND p.position = d.position JOIN touched_payment t ON t.id = p.id
JOIN account a ON a.provider = d.provider AND a.pcn = d.pcn WHERE d.kind = 'match';

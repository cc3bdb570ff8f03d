-- For each touched claim payment the account that it is for, with the key that fired (MAT-1). In sets: no payment is looked
-- up by itself (CROSS JOIN and + keep the planner to that order). A payment that several accounts fit is left to be narrowed by what it says (touching.py).

-- what a person decided comes first
INSERT INTO choice (payment, account, days, key)
SELECT p.id, a.id, d.days, CASE d.kind WHEN 'match' THEN 'person' ELSE 'person, none' END
FROM standing_decision d CROSS JOIN transaction_set u ON u.kind = '835' AND u.digest = d.digest
CROSS JOIN claim_payment p ON p.remittance = u.id AND p.position = d.position CROSS JOIN touched_payment t ON t.id = p.id
LEFT JOIN account a ON d.kind = 'match' AND a.provider = d.provider AND a.pcn = d.pcn AND a.id IN (SELECT account FROM claimed)
WHERE d.kind = 'unmatch' OR a.id IS NOT NULL;

-- a: the very number
INSERT OR IGNORE INTO choice (payment, account, days, key)
SELECT p.id, CASE COUNT(*) WHEN 1 THEN MIN(a.id) END, '', 'MAT-1a'
FROM touched_payment t CROSS JOIN claim_payment p ON p.id = t.id CROSS JOIN payee y ON y.remittance = p.remittance
CROSS JOIN account a ON a.norm = p.norm AND a.pcn = p.pcn AND a.provider = y.provider
WHERE +a.id IN (SELECT account FROM claimed) GROUP BY p.id;

-- b: the number but for case, spaces, punctuation, leading zeros
INSERT OR IGNORE INTO choice (payment, account, days, key)
SELECT p.id, MIN(a.id), '', 'MAT-1b'
FROM touched_payment t CROSS JOIN claim_payment p ON p.id = t.id CROSS JOIN payee y ON y.remittance = p.remittance
CROSS JOIN account a ON a.norm = p.norm AND a.provider = y.provider
WHERE +a.id IN (SELECT account FROM claimed) AND p.id NOT IN (SELECT payment FROM choice) GROUP BY p.id HAVING COUNT(*) = 1;

-- c: a number cut short by the payer, 15 characters or more as sent; never one that is somebody's whole number
INSERT OR IGNORE INTO choice (payment, account, days, key)
SELECT p.id, MIN(a.id), '', 'MAT-1c'
FROM touched_payment t CROSS JOIN claim_payment p ON p.id = t.id AND length(p.pcn) >= 15
CROSS JOIN payee y ON y.remittance = p.remittance
CROSS JOIN account a ON a.norm > p.norm AND a.norm < p.norm || '~' AND substr(a.norm, 1, length(p.norm)) = p.norm
                    AND +a.provider = y.provider
WHERE (length(p.norm) >= 15 OR upper(substr(a.pcn, 1, length(p.pcn))) = upper(p.pcn))
  AND +a.id IN (SELECT account FROM claimed) AND p.id NOT IN (SELECT payment FROM choice)
  AND NOT EXISTS (SELECT 1 FROM account b WHERE b.norm = p.norm) GROUP BY p.id HAVING COUNT(*) = 1;

-- d: the payer's own number, learned from another payment of the same payer or from an acknowledgment of the claim; one that stands on the payments of many claims
-- ("0") tells nothing
INSERT INTO wanted SELECT DISTINCT p.ccn FROM touched_payment t CROSS JOIN claim_payment p ON p.id = t.id
WHERE p.ccn <> '' AND p.id NOT IN (SELECT payment FROM choice);

INSERT INTO crowded SELECT w.ccn FROM wanted w WHERE 20 < (SELECT COUNT(*) FROM (
    SELECT DISTINCT q.norm FROM claim_payment q WHERE q.ccn = w.ccn AND q.ccn <> '' LIMIT 21));

INSERT INTO learned
SELECT DISTINCT w.ccn, canonical(s.payer, s.payer_id), c.account
FROM wanted w CROSS JOIN claim_payment q ON q.ccn = w.ccn AND q.ccn <> ''
CROSS JOIN choice c ON c.payment = q.id AND c.key IN ('MAT-1a', 'person') AND c.account IS NOT NULL
CROSS JOIN remittance s ON s.id = q.remittance WHERE w.ccn NOT IN (SELECT ccn FROM crowded);

INSERT OR IGNORE INTO learned
SELECT DISTINCT w.ccn, canonical(s.payer, ''), s.account
FROM wanted w CROSS JOIN answer r ON r.ccn = w.ccn AND r.ccn <> '' CROSS JOIN account a ON a.norm = r.norm AND r.norm <> '' AND a.pcn = r.pcn
CROSS JOIN submission s ON s.account = a.id WHERE w.ccn NOT IN (SELECT ccn FROM crowded) AND a.id IN (SELECT account FROM claimed)
  AND r.acknowledgment NOT IN (SELECT transaction_set FROM tried);

-- providers that share a tax id may use the same numbers: then it is the payee's own
INSERT OR IGNORE INTO choice (payment, account, days, key)
SELECT p.id, COALESCE(MIN(l.account) FILTER (WHERE a.provider = r.payee), MIN(l.account)), '', 'MAT-1d'
FROM touched_payment t CROSS JOIN claim_payment p ON p.id = t.id CROSS JOIN remittance r ON r.id = p.remittance
CROSS JOIN learned l ON l.ccn = p.ccn AND l.payer IN (canonical(r.payer, r.payer_id), r.payer_id)
CROSS JOIN account a ON a.id = l.account CROSS JOIN payee y ON y.remittance = p.remittance AND y.provider = a.provider
WHERE p.id NOT IN (SELECT payment FROM choice) GROUP BY p.id
HAVING COUNT(DISTINCT l.account) = 1 OR COUNT(DISTINCT l.account) FILTER (WHERE a.provider = r.payee) = 1;

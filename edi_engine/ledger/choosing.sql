-- For each touched claim payment the account that it is for, with the key that fired (MAT-1). In sets: no payment is looked
-- up by itself (CROSS JOIN and + keep the planner to that order). A payment that several accounts fit is left to be narrowed by what it says (choosing.py).

-- what a person decided comes first
INSERT INTO choice (payment, account, ordinal, key)
SELECT p.id, a.id, d.ordinal, CASE d.kind WHEN 'match' THEN 'person' ELSE 'person, none' END
FROM standing_decision d JOIN transaction_set u ON u.kind = '835' AND u.digest = d.digest
JOIN claim_payment p ON p.remittance = u.id AND p.position = d.position JOIN touched_payment t ON t.id = p.id
LEFT JOIN account a ON d.kind = 'match' AND a.provider = d.provider AND a.pcn = d.pcn AND a.id IN (SELECT account FROM claimed)
WHERE d.kind = 'unmatch' OR a.id IS NOT NULL;

-- a: the very number
INSERT OR IGNORE INTO choice (payment, account, ordinal, key)
SELECT p.id, CASE COUNT(*) WHEN 1 THEN MIN(a.id) END, 0, 'MAT-1a'
FROM touched_payment t CROSS JOIN claim_payment p ON p.id = t.id CROSS JOIN payee y ON y.remittance = p.remittance
CROSS JOIN account a ON a.norm = p.norm AND a.pcn = p.pcn AND a.provider = y.provider
WHERE +a.id IN (SELECT account FROM claimed) GROUP BY p.id;

-- b: the number but for case, spaces, punctuation, leading zeros
INSERT OR IGNORE INTO choice (payment, account, ordinal, key)
SELECT p.id, MIN(a.id), 0, 'MAT-1b'
FROM touched_payment t CROSS JOIN claim_payment p ON p.id = t.id CROSS JOIN payee y ON y.remittance = p.remittance
CROSS JOIN account a ON a.norm = p.norm AND a.provider = y.provider
WHERE +a.id IN (SELECT account FROM claimed) AND p.id NOT IN (SELECT payment FROM choice) GROUP BY p.id HAVING COUNT(*) = 1;

-- c: a number cut short by the payer; never one that is somebody's whole number
INSERT OR IGNORE INTO choice (payment, account, ordinal, key)
SELECT p.id, MIN(a.id), 0, 'MAT-1c'
FROM touched_payment t CROSS JOIN claim_payment p ON p.id = t.id AND length(p.norm) >= 15
CROSS JOIN payee y ON y.remittance = p.remittance
CROSS JOIN account a ON a.norm > p.norm AND a.norm < p.norm || '~' AND substr(a.norm, 1, length(p.norm)) = p.norm
                    AND a.provider = y.provider
WHERE +a.id IN (SELECT account FROM claimed) AND p.id NOT IN (SELECT payment FROM choice)
  AND NOT EXISTS (SELECT 1 FROM account b WHERE b.norm = p.norm) GROUP BY p.id HAVING COUNT(*) = 1;

-- d: the payer's own number, learned from another payment of the same payer
INSERT OR IGNORE INTO choice (payment, account, ordinal, key)
SELECT p.id, MIN(c.account), 0, 'MAT-1d'
FROM touched_payment t JOIN claim_payment p ON p.id = t.id AND p.ccn <> '' JOIN remittance r ON r.id = p.remittance
CROSS JOIN claim_payment q ON q.ccn = p.ccn AND q.ccn <> '' AND q.id <> p.id
JOIN remittance s ON s.id = q.remittance AND canonical(s.payer, s.payer_id) = canonical(r.payer, r.payer_id)
JOIN choice c ON c.payment = q.id AND c.key IN ('MAT-1a', 'person') AND c.account IS NOT NULL
JOIN payee y ON y.remittance = p.remittance
WHERE p.id NOT IN (SELECT payment FROM choice) AND c.account IN (SELECT id FROM account WHERE provider = y.provider)
GROUP BY p.id HAVING COUNT(DISTINCT c.account) = 1;

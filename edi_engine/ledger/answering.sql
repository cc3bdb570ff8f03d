-- What new facts can change through acknowledgments; part of a round of touching.sql, left out while there are none.

-- payments under a payer's number that an acknowledgment tells of an account, and the other way (MAT-1d)
INSERT OR IGNORE INTO touched_payment
SELECT p.id, :round FROM touched_account t JOIN account a ON a.id = t.id CROSS JOIN answer r ON r.norm = a.norm AND r.norm <> ''
CROSS JOIN claim_payment p ON p.ccn = r.ccn AND p.ccn <> '' WHERE t.round >= :round - 1 AND r.ccn <> '';

INSERT OR IGNORE INTO touched_account
SELECT a.id, :round FROM touched_payment t JOIN claim_payment p ON p.id = t.id CROSS JOIN answer r ON r.ccn = p.ccn AND r.ccn <> ''
CROSS JOIN account a ON a.norm = r.norm AND r.norm <> '' WHERE t.round >= :round - 1;

-- accounts that share a number of which an acknowledgment speaks: a new one may be whom it means (ACK-7)
INSERT OR IGNORE INTO touched_account
SELECT b.id, :round FROM touched_account t JOIN account a ON a.id = t.id CROSS JOIN account b ON b.norm = a.norm AND b.id <> a.id
WHERE t.round >= :round - 1 AND EXISTS (SELECT 1 FROM answer r WHERE r.norm = a.norm AND r.norm <> '');

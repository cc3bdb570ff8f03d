-- What still needs a person. One row each: kind, account, claim, line, remittance, payment position, at, payer, filing,
-- amount, since (the day from which its age counts), served, reasons, remarks, finding, submission, next (rejections.NEXT).

-- checks that are held whole
SELECT CASE WHEN s.state = 'duplicate' THEN 'duplicate check'
            WHEN r.off = 0 AND r.id IN (SELECT transaction_set FROM tried) THEN 'held test' ELSE 'held check' END AS kind, NULL AS account, NULL AS claim, '' AS line,
       r.id AS remittance, 0 AS position, r.at, r.payer_name AS payer, '' AS filing, r.amount, r.date AS since, '' AS served,
       '' AS reasons, '' AS remarks, '' AS finding, NULL AS submission, '' AS next
FROM state_check s JOIN remittance r ON r.id = s.remittance WHERE s.state IN ('held', 'duplicate')
UNION ALL
-- claim payments that are held, wait in unapplied, or were posted with something odd about them; not the empty answers to what
-- owes nothing, a reporting encounter or a predetermination (MAT-13)
SELECT CASE WHEN s.state = 'held' AND p.status = '25' THEN 'held estimate'
            WHEN s.state = 'held' AND p.off = 0 THEN 'held for another payer' WHEN s.state = 'held' THEN 'held claim payment'
            WHEN s.state = 'unapplied' THEN 'unapplied' ELSE 'finding' END,
       s.account, s.claim, '', p.remittance, p.position, p.at, r.payer_name, p.filing, p.paid, r.date, p.since, '', p.remarks, s.finding,
       NULL, ''
FROM state_payment s JOIN claim_payment p ON p.id = s.payment JOIN remittance r ON r.id = p.remittance
WHERE s.state = 'held' OR (s.state = 'posted' AND s.finding <> '')
   OR (s.state = 'unapplied' AND NOT (p.paid = 0 AND s.account IS NULL AND EXISTS (
           SELECT 1 FROM account a JOIN submission b ON b.account = a.id
           WHERE a.norm = p.norm AND a.pcn = p.pcn AND b.meaning <> 'claim')))
UNION ALL
-- lines, and claim levels, of answered claims that do not come to nothing, whatever the claim's sum; of a claim with an answer
-- that is held, those that another answer left something of
SELECT CASE WHEN l.balance < 0 THEN 'overpaid' WHEN c.status = 'reversed' OR l.status = 'reversed' THEN 'reversed'
            WHEN l.status = 'denied' OR (l.line = '' AND c.paid = 0) THEN 'denied' WHEN l.status = 'open' THEN 'not answered'
            ELSE 'short' END,
       l.account, l.claim, l.line, p.remittance, p.position, l.at, COALESCE(r.payer_name, b.payer_name), b.filing,
       l.balance + l.answered_whole,
       COALESCE(r.date, substr(b.created, 1, 10)), l.since, l.reasons, l.remarks, '', NULL, ''
FROM (SELECT s.*, CASE WHEN s.line <> '' THEN 0 ELSE (
             SELECT COALESCE(SUM(x.balance), 0) FROM state_line x
             WHERE x.account = s.account AND x.claim = s.claim AND x.status = 'at claim level') END AS answered_whole
      FROM state_line s WHERE s.status <> 'at claim level') l
JOIN state_claim c USING (account, claim) JOIN submission b ON b.id = c.submission
LEFT JOIN claim_payment p ON p.id = l.payment LEFT JOIN remittance r ON r.id = p.remittance
WHERE l.balance + l.answered_whole <> 0 AND c.status NOT IN ('open', 'rejected', 'paid', 'patient', 'closed') AND (c.status <> 'held' OR l.payment <> 0 OR l.balance < 0)
UNION ALL
-- what was thrown back, also beside what counts of its claim: it never entered adjudication, and the clock of timely filing runs
-- (ACK-7)
SELECT 'rejected', r.account, r.claim, '', NULL, 0, b.at, b.payer_name, b.filing, b.charge, substr(b.created, 1, 10), b.since,
       '', '', '', b.id, r.next
FROM state_rejection r JOIN submission b ON b.id = r.submission WHERE r.next IN ('again', 'anew', 'replace')
UNION ALL
-- claims that nobody answered
SELECT 'no answer', c.account, c.claim, '', NULL, 0, b.at, b.payer_name, b.filing, c.balance, substr(b.created, 1, 10), b.since,
       '', '', '', NULL, ''
FROM state_claim c JOIN submission b ON b.id = c.submission WHERE c.status = 'open' AND c.balance <> 0
UNION ALL
-- what payers know otherwise (REM-26), told once by the newest answer that says it, until a claim of ours leaves so
SELECT CASE k.kind WHEN 'member-id' THEN 'new member id' WHEN 'name' THEN 'new name' ELSE 'other payer first' END,
       k.account, k.claim, '', k.remittance, k.position, k.at, k.payer_name, k.filing, 0, k.date, k.since, '', '', '', NULL, ''
FROM (SELECT c.kind, c.at, s.account, s.claim, p.remittance, p.position, p.filing, p.since, r.payer_name, r.date,
             ROW_NUMBER() OVER (PARTITION BY c.kind, c.member, c.name, c.payer, CASE c.kind WHEN 'other-payer' THEN s.account END
                                ORDER BY r.date DESC, t.digest DESC, p.position DESC) AS newest
      FROM correction c CROSS JOIN state_payment s ON s.payment = c.claim_payment JOIN claim_payment p ON p.id = s.payment
      JOIN remittance r ON r.id = p.remittance JOIN transaction_set t ON t.id = r.id
      WHERE s.account IS NOT NULL AND s.state <> 'check held' AND NOT EXISTS (
          SELECT 1 FROM claim_patient h WHERE c.kind = 'member-id' AND h.member = c.member AND h.member <> 0)
      AND NOT EXISTS (SELECT 1 FROM claim_patient h WHERE c.kind = 'name' AND h.name = c.name AND h.name <> 0)
      AND NOT EXISTS (SELECT 1 FROM submission x LEFT JOIN state_alias a ON a.id = x.payer LEFT JOIN state_alias b ON b.id = c.payer
                      WHERE c.kind = 'other-payer' AND x.account = s.account
                      AND COALESCE(a.payer, x.payer) = COALESCE(b.payer, c.payer))) k
WHERE k.newest = 1

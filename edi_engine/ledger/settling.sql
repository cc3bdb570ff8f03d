-- Working tables of settling; they live as long as the connection and are emptied for each run.
CREATE TEMP TABLE IF NOT EXISTS touched_account (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS touched_payment (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS touched_check (id INTEGER PRIMARY KEY, standing TEXT NOT NULL DEFAULT '');
CREATE TEMP TABLE IF NOT EXISTS cut (length INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS payee (remittance INTEGER, provider TEXT, PRIMARY KEY (remittance, provider)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS claimed (account INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS choice (payment INTEGER PRIMARY KEY, account INTEGER, ordinal INTEGER NOT NULL, key TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS temp.choice_account ON choice (account);
CREATE TEMP TABLE IF NOT EXISTS batch (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS batch_payment (id INTEGER PRIMARY KEY);
DELETE FROM touched_account;
DELETE FROM touched_payment;
DELETE FROM touched_check;
DELETE FROM payee;
DELETE FROM claimed;
DELETE FROM choice;
INSERT OR IGNORE INTO cut WITH RECURSIVE n(length) AS (SELECT 15 UNION ALL SELECT length + 1 FROM n WHERE length < 50) SELECT length FROM n;

-- By whom a payment without a claim may be told, as hashes (MAT-1 e, f); 0 = not said. What was here before says nothing: `edi
-- rebuild` reads it anew.
ALTER TABLE claim_patient ADD COLUMN member INTEGER NOT NULL DEFAULT 0;
ALTER TABLE claim_patient ADD COLUMN name INTEGER NOT NULL DEFAULT 0;
ALTER TABLE claim_payment ADD COLUMN member INTEGER NOT NULL DEFAULT 0;
ALTER TABLE claim_payment ADD COLUMN name INTEGER NOT NULL DEFAULT 0;
CREATE INDEX claim_patient_member ON claim_patient (member) WHERE member <> 0;
CREATE INDEX claim_patient_name ON claim_patient (name) WHERE name <> 0;

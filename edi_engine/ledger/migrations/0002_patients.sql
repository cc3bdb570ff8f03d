-- Whose claim it is, as a hash, so that the same service of a patient is not billed twice (CLM-25).
CREATE TABLE claim_patient (
    submission  INTEGER PRIMARY KEY REFERENCES submission,
    patient     TEXT NOT NULL
) STRICT;
CREATE INDEX claim_patient_patient ON claim_patient (patient);

-- Where the payer says that a claim's services were (CLP08), for contracts that pay by place (MAT-11). What was here before says nothing.
ALTER TABLE claim_payment ADD COLUMN place TEXT NOT NULL DEFAULT '';

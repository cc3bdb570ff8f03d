"""The rows of the 835: table 1, the claim payments and the provider-level adjustments."""

from edi_engine.billing.remittance import (
    Adjudication,
    ClaimPayment,
    Delivery,
    HeaderNumber,
    Payment,
    ProviderAdjustment,
    RemittanceHead,
    RemittanceParty,
    RemittanceTail,
    ServicePayment,
    Summary,
    Trace,
)
from edi_engine.guides.shapes import ADJUSTMENTS, AMOUNT, CITY, CONTACT, DATED, NAME, PROCEDURE, QUANTITY, REFERENCE, STREET
from edi_engine.guides.table import (
    Loop,
    Repeats,
    Row,
    Shape,
    composite,
    day,
    many,
    money,
    number,
    one,
    others,
    text,
    texts,
)

PAYMENT = Shape(
    Payment, text(1, "handling"), money(2, "amount"), text(3, "credit_debit"), text(4, "method"), text(5, "format"),
    text(6, "sender_dfi_qualifier"), text(7, "sender_dfi"), text(8, "sender_account_qualifier"), text(9, "sender_account"),
    text(10, "originator"), text(11, "originator_supplement"), text(12, "receiver_dfi_qualifier"), text(13, "receiver_dfi"),
    text(14, "receiver_account_qualifier"), text(15, "receiver_account"), day(16, "effective"))

TRACE = Shape(Trace, text(1, "type"), text(2, "number"), text(3, "payer"), text(4, "subsidiary"))

PAYER = Loop("1000A", RemittanceParty, (
    Row("N1", {1: "PR"}, text(1, "role"), text(2, "name"), text(3, "id_qualifier"), text(4, "id")),
    STREET,
    CITY,
    Row("REF", {1: others("2U EO HI NF")}, many("references", REFERENCE), at_most=4),
    Row("PER", {1: others("CX BL IC")}, many("contacts", CONTACT), at_most=0),
))

PAYEE = Loop("1000B", RemittanceParty, (
    Row("N1", {1: "PE"}, text(1, "role"), text(2, "name"), text(3, "id_qualifier"), text(4, "id")),
    STREET,
    CITY,
    Row("REF", {1: others("0B D3 PQ TJ")}, many("references", REFERENCE), at_most=0),
    Row("RDM", one("delivery", Shape(Delivery, text(1, "method"), text(2, "name"), text(3, "number")))),
))

HEAD = Loop("HEADER", RemittanceHead, (
    Row("BPR", one("payment", PAYMENT)),
    Row("TRN", one("trace", TRACE)),
    Row("CUR", text(1, "currency_entity"), text(2, "currency")),
    Row("REF", {1: others("EV F2")}, many("references", REFERENCE), at_most=2),
    Row("DTM", {1: others("405")}, many("dates", DATED)),
    one("payer", PAYER),
    one("payee", PAYEE),
))

HEADER_NUMBER = Loop("2000", HeaderNumber, (
    Row("LX", text(1, "number")),
    Row("TS3", one("provider_summary", Shape(Summary, texts(1, 24, "values")))),
    Row("TS2", one("supplemental_summary", Shape(Summary, texts(1, 19, "values")))),
))

SERVICE_PAYMENT = Loop("2110", ServicePayment, (
    Row("SVC", composite(1, "procedure", PROCEDURE), money(2, "charge"), money(3, "paid"), text(4, "revenue_code"),
        number(5, "units"), composite(6, "submitted", PROCEDURE), number(7, "submitted_units")),
    Row("DTM", {1: others("150 151 472")}, many("dates", DATED), at_most=2),
    Row("CAS", many("adjustments", ADJUSTMENTS), at_most=99),
    Row("REF", {1: others("1S APC BB E9 G1 G3 LU RB")}, many("references", REFERENCE), at_most=8),
    Row("REF", {1: "6R"}, text(2, "control_number")),
    Row("REF", {1: "0B 1A 1B 1C 1D 1G 1H 1J D3 G2 HPI SY TJ"}, many("provider_ids", REFERENCE), at_most=10),
    Row("REF", {1: "0K"}, many("policies", REFERENCE), at_most=5),
    Row("AMT", {1: others("B6 KH T T2 ZK ZL ZM ZN ZO")}, many("amounts", AMOUNT), at_most=9),
    Row("QTY", {1: others("ZK ZL ZM ZN ZO")}, many("quantities", QUANTITY), at_most=6),
    Row("LQ", {1: others("HE RX")}, many("remarks", Shape(tuple, text(1, "list"), text(2, "code"))), at_most=99),
))

CLAIM_PAYMENT = Loop("2100", ClaimPayment, (
    Row("CLP", text(1, "patient_control_number"), text(2, "status"), money(3, "charge"), money(4, "paid"),
        money(5, "patient_responsibility"), text(6, "filing_indicator"), text(7, "payer_claim_control_number"),
        text(8, "facility_type"), text(9, "frequency"), text(11, "drg"), number(12, "drg_weight"),
        number(13, "discharge_fraction")),
    Row("CAS", many("adjustments", ADJUSTMENTS), at_most=99),
    Row("NM1", {1: "QC"}, one("patient", NAME)),
    Row("NM1", {1: "IL"}, one("insured", NAME)),
    Row("NM1", {1: "74"}, one("corrected", NAME)),
    Row("NM1", {1: "82"}, one("service_provider", NAME)),
    Row("NM1", {1: "TT"}, one("crossover_carrier", NAME)),
    Row("NM1", {1: "PR"}, one("corrected_payer", NAME)),
    Row("NM1", {1: "GB"}, one("other_subscriber", NAME)),
    Row("MIA", one("inpatient", Shape(Adjudication, texts(1, 24, "values")))),
    Row("MOA", one("outpatient", Shape(Adjudication, texts(1, 9, "values")))),
    Row("REF", {1: others("1L 1W 28 6P 9A 9C BB CE EA F8 G1 G3 IG SY")}, many("references", REFERENCE), at_most=5),
    Row("REF", {1: "0B 1A 1B 1C 1D 1G 1H 1J D3 G2 LU"}, many("provider_ids", REFERENCE), at_most=10),
    Row("DTM", {1: others("232 233 036 050")}, many("dates", DATED), at_most=4),
    Row("PER", {1: others("CX")}, many("contacts", CONTACT), at_most=2),
    Row("AMT", {1: others("AU D8 DY F5 I NL T T2 ZK ZL ZM ZN ZO")}, many("amounts", AMOUNT), at_most=13),
    Row("QTY", {1: others("CA CD LA LE NE NR OU PS VS ZK ZL ZM ZN ZO")}, many("quantities", QUANTITY), at_most=14),
    many("lines", SERVICE_PAYMENT, at_most=999),
))

PROVIDER_ADJUSTMENTS = Repeats(
    ProviderAdjustment, first=3, step=2, times=6, slot="slot", shared=(text(1, "provider"), text(2, "fiscal_period")),
    fields=(text((0, 1), "reason"), text((0, 2), "reference"), money(1, "amount")))

TAIL = Loop("FOOTER", RemittanceTail, (
    Row("PLB", many("provider_adjustments", PROVIDER_ADJUSTMENTS), at_most=0),
))

LOOPS = (HEAD, HEADER_NUMBER, CLAIM_PAYMENT, TAIL)
"""The guide in the order of its file: what ``edi guide`` lists."""

"""edi summary: what it counts is what stands there, of every kind; held against counts that others made independently."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from edi_engine import x12
from edi_engine.billing.claim import Claim
from edi_engine.billing.remittance import ClaimPayment
from edi_engine.flows.check import check
from edi_engine.flows.summary import summary
from edi_engine.guides import counting, families, x221a1, x222a1
from tests.test_x12_quirks import OTHERWISE

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures/x12"
CORPUS = ROOT.parent / "shared/corpus"

OURS = [("REM-1", "line"), ("REM-2", "claim"), ("REM-3", "off"), ("REM-3", "no-payment"), ("X12-type", "amount"),
        ("X12-type", "date")]

SUMMED = [("REM-1", "line"), ("REM-2", "claim"), ("REM-3", "off"), ("REM-3", "no-payment")]

HEAD = ["transaction", "version", "control_number", "group_control_number", "interchange_control_number", "segments"]
CLAIMS = ["claims", "service_lines", "charged", "line_charges", "claims_under_patient", "charge_mismatches"]
KEYS = {
    "835": ["payment_amount", "trace_number", "payment_method", "payment_date", "claims", "service_lines", "charged", "paid",
            "patient_responsibility", "patient_responsibility_reported", "provider_adjustments", "adjustments", "by_status",
            "balances", "unbalanced_claims", "unbalanced_lines"],
    "837P": CLAIMS, "837I": CLAIMS, "837D": CLAIMS,
    "999": ["acknowledged", "group_verdict"], "997": ["acknowledged", "group_verdict"],
    "277CA": ["statuses", "accepted", "rejected"], "TA1": ["verdict", "note"],
}
"""The contract: a transaction's keys, in this order, always there."""


def of(path: Path) -> dict[str, Any]:
    [file] = summary([path])["files"]
    return file


def wrapped(*sets: str, version: str = "005010X221A1", kind: str = "HP") -> str:
    """Sets of one group in an interchange; a set is its segments, parted by blanks between ~."""
    body = "~".join(part for each in sets for part in each.split())
    return (f"ISA*00*          *00*          *ZZ*A              *ZZ*B              *260202*1200*^*00501*000000001*0*T*:~"
            f"GS*{kind}*A*B*20260202*1200*1*X*{version}~{body}~GE*{len(sets)}*1~IEA*1*000000001~")


@pytest.fixture
def said(tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """The first transaction of an interchange with this set."""
    def write(text: str, **envelope: str) -> dict[str, Any]:
        path = tmp_path / "one.x12"
        path.write_text(wrapped(text, **envelope))
        found: dict[str, Any] = of(path)["transactions"][0]
        return found
    return write


# --- files ------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("rule, kind", OURS)
def test_each_problem_has_a_file(rule: str, kind: str) -> None:
    """The summary of the broken file names the fault and its segment."""
    path = FIXTURES / f"broken/{rule}.{kind}.x12"
    found = [problem for problem in of(path)["problems"] if not problem["rule"].startswith("ENV")]
    assert {(problem["rule"], problem["kind"]) for problem in found} == {(rule, kind)}
    assert all(problem["message"] and problem["place"]["tag"] and problem["place"]["segment"] for problem in found)


def test_sums_are_said_as_the_check_says_them() -> None:
    """Segments and nouns are added up apart, and what does not come out has one sentence and one place (REM-1 to REM-3)."""
    for path in fixtures():
        told = [{(each["rule"], each["kind"], each["place"]["index"], each["place"]["element"], each["message"])
                 for each in document["files"][0]["problems"] if (each["rule"], each["kind"]) in SUMMED}
                for document in (summary([path]), check([path]))]
        if path.name not in ("REM-8.twice.x12", "4010.x12"):
            assert told[0] == told[1], path.name


def fixtures() -> list[Path]:
    return sorted(FIXTURES.glob("golden/**/*.x12")) + sorted(FIXTURES.glob("broken/*.x12"))


def test_every_fixture_has_the_contracts_keys_and_is_json() -> None:
    """Keys always present and in order, nothing but JSON values."""
    seen = set()
    for path in fixtures():
        for transaction in json.loads(json.dumps(of(path)))["transactions"]:
            assert list(transaction) == HEAD + KEYS.get(transaction["transaction"], []), path.name
            seen.add(transaction["transaction"])
    assert seen >= {"835", "837P"}


def test_the_counts_are_what_the_guides_nouns_add_up_to() -> None:
    """Two ways to the same sums: counted from segments, and read into nouns."""
    checked = Counter[str]()
    for path in fixtures():
        source = x12.Source(path)
        for ts in x12.survey(source):
            facts = counting.count(source, ts, lambda problem: None)
            if facts["transaction"] == "835":
                payments = list(x221a1.claim_payments(source, ts))
                assert in_cents(facts, "charged", "paid") == [sum(p.charge for p in payments), sum(p.paid for p in payments)]
                assert facts["service_lines"] == sum(len(p.lines) for p in payments)
                assert facts["by_status"] == Counter(p.status for p in payments)
                assert in_cents(facts, "patient_responsibility") == [sum(share(p) for p in payments)]
            elif facts["transaction"] == "837P":
                claims = list(x222a1.claims(source, ts))
                assert in_cents(facts, "charged", "line_charges") == [
                    sum(c.charge for c in claims), sum(line.charge for c in claims for line in c.lines)]
                assert (facts["claims"], facts["service_lines"]) == (len(claims), sum(len(c.lines) for c in claims))
                assert facts["claims_under_patient"] == sum(c.patient is not None for c in claims)
                assert facts["charge_mismatches"] == sum(mismatched(c) for c in claims)
            checked[facts["transaction"]] += 1
    assert checked["835"] > 10 and checked["837P"] > 5


def in_cents(facts: dict[str, Any], *names: str) -> list[int]:
    return [int(facts[name].replace(".", "")) for name in names]


def share(payment: ClaimPayment) -> int:
    return sum(a.amount or 0 for part in (payment, *payment.lines) for a in part.adjustments if a.group == "PR")


def mismatched(claim: Claim) -> bool:
    return claim.charge != sum(line.charge for line in claim.lines)


@pytest.mark.parametrize("path", [path for path in sorted((FIXTURES / "quirks").glob("*.x12")) if path.stem not in OTHERWISE],
                         ids=lambda path: path.stem)
def test_an_oddity_changes_no_count(path: Path) -> None:
    """However a file is laid out, padded or wrapped, it counts as the plain one does."""
    plain, = of(FIXTURES / "quirks/plain.x12")["transactions"]
    odd = next(one for one in of(path)["transactions"] if one["transaction"] == "835")
    assert [odd[key] for key in KEYS["835"]] == [plain[key] for key in KEYS["835"]]


# --- the corpus -------------------------------------------------------------------------------------------------------

STCS = "every status of an STC counts (STC01, STC10, STC11), not the first alone"
LX = "service_lines counts LX, as the contract says, under a claim or not, with an SV1 or not"
DOTS = "a line of dots stands before SE, so that nothing but the GE ends the set; they count on to the IEA, without a group"
APIMEISTER = "apimeister__x12-types__src_v005010__277_test.rs__"

DIFFERENT = {
    (f"277CA/{APIMEISTER}emb1.edi", 0, "stc01"): STCS,
    (f"277CA/{APIMEISTER}emb2.edi", 0, "stc01"): STCS,
    ("277CA/bryanbritten__edi-x12-healthcare-demo__docker_producer_data_raw_277_example-01.edi.edi", 0, "stc01"): STCS,
    ("835/apimeister__x12-types__README.md__emb2.edi", 0, "gs06"): DOTS,
    ("835/apimeister__x12-types__README.md__emb2.edi", 0, "gs08"): DOTS,
    ("835/apimeister__x12-types__README.md__emb2.edi", 0, "n_segments"): DOTS,
    ("835/cosyte__x12__docs-content_spec-notes-money.md__emb1.edi", 0, "bpr02"):
        "an amount with thousands separators is read (ENV-8)",
    ("835/jdavisp3__TigerShark__X12-0.08_t_sample_835.txt.edi", 0, "bpr02"):
        "an amount that is no number counts 0 and is a problem",
    ("835/jdavisp3__TigerShark__X12-0.08_t_sample_835.txt.edi", 0, "cas_by_reason"):
        "an amount that is no number counts 0 and is a problem",
    ("837P/anuragpatil1729__EDI_Parser_and_Validator__apps_web_public_sample-files_invalid_837.edi.edi", 0, "n_lines"): LX,
    ("837P/anuragpatil1729__EDI_Parser_and_Validator__apps_web_public_sample-files_invalid_837.edi.edi", 0, "sum_lines"): LX,
    ("837P/cosyte__x12__test_fixtures_claim_837p-unknown-variant.edi.edi", 0, "n_lines"): LX,
}
"""(file, set, fact) -> why our count and the independent one differ by design."""

SUMS = {"bpr02": "payment_amount", "sum_clp03": "charged", "sum_clp04": "paid", "sum_clp05": "patient_responsibility_reported",
        "sum_plb": "provider_adjustments", "sum_clm02": "charged", "sum_lines": "line_charges"}
COUNTS = {"n_clp": "claims", "n_svc": "service_lines", "n_unbalanced_claims": "unbalanced_claims", "by_status": "by_status",
          "n_unbalanced_lines": "unbalanced_lines", "n_claims": "claims", "n_lines": "service_lines",
          "claims_under_patient_2000C": "claims_under_patient"}
BALANCES = {"txn_balances": "transaction", "claims_balance": "claims", "lines_balance": "lines"}
TEXTS = {"st02": "control_number", "gs06": "group_control_number", "n_segments": "segments", "bpr04": "payment_method",
         "trn02": "trace_number", "kind": "transaction"}


def comparisons(ours: dict[str, Any], theirs: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """(fact, our value, theirs) for every fact of a set that both have."""
    for fact, key in TEXTS.items():
        if fact in theirs and key in ours:
            yield fact, ours[key] or None, theirs[fact] or None
    yield "gs08", ours["version"] or None, theirs["gs08"] or theirs["st03"] or None
    for fact, key in (SUMS | COUNTS).items():
        if fact in theirs and key in ours and not (fact in SUMS and theirs[fact] is None and ours[key] is None):
            yield fact, as_number(ours[key]), as_number(theirs[fact])
    yield from special(ours, theirs)


def special(ours: dict[str, Any], theirs: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    if "balances" in ours:
        yield from ((fact, ours["balances"][key], theirs[fact]) for fact, key in BALANCES.items())
        yield "cas_by_reason", numbers(ours["adjustments"]), numbers(theirs["cas_by_reason"])
        yield "bpr16", (ours["payment_date"] or "").replace("-", ""), as_day(theirs["bpr16"])
    if "charge_mismatches" in ours:
        yield "claims_not_equal_line_sum", ours["charge_mismatches"], len(theirs["claims_not_equal_line_sum"])
    if "acknowledged" in ours:
        yield "ak2", [[text or "" for text in each.values()] for each in ours["acknowledged"]], [
            [each["st01"], each["st02"], each["code"]] for each in theirs["ak2"]]
        yield "ak9", ours["group_verdict"] or "", theirs["ak9"][-1][0] if theirs["ak9"] else ""
    if "statuses" in ours:
        yield "stc01", dict(sum(map(Counter, ours["statuses"].values()), Counter[str]())), theirs["stc01"]


def as_number(value: Any) -> Any:
    try:
        return Decimal(value)
    except (TypeError, ValueError, ArithmeticError):
        return value


def numbers(amounts: dict[str, str]) -> dict[str, Decimal]:
    return {name: Decimal(amount) for name, amount in amounts.items()}


def as_day(text: str | None) -> str:
    try:
        return f"{date.fromisoformat(text or ''):%Y%m%d}"
    except ValueError:
        return ""


@pytest.mark.skipif(not CORPUS.exists(), reason=f"no corpus at {CORPUS}")
def test_the_counts_are_those_that_others_made() -> None:
    """Every file and every fact that both have; what differs by design stands in one table, and everything in it differs."""
    found, compared = {}, 0
    for row in (CORPUS / "expected.jsonl").read_text("utf-8").splitlines():
        expected = json.loads(row)
        file = of(CORPUS / expected["file"])
        every = [each for each in file["transactions"] if each["transaction"] != "TA1"]
        answers = [[each["verdict"], each["note"]] for each in file["transactions"] if each["transaction"] == "TA1"]
        facts: list[tuple[int | None, str, Any, Any]] = [
            (None, "n_isa", file["interchanges"], expected["n_isa"]),
            (None, "n_transactions", len(every), expected["n_transactions"]),
            (None, "ta1", answers, [ta1[3:5] for ta1 in expected["ta1"]])]
        for n, (ours, theirs) in enumerate(zip(every, expected["transactions"], strict=False)):
            facts += [(n, *fact) for fact in comparisons(ours, theirs)]
        found |= {(expected["file"], n, fact): (ours, theirs) for n, fact, ours, theirs in facts if ours != theirs}
        compared += len(facts)
    assert {key: values for key, values in found.items() if key not in DIFFERENT} == {}
    assert {key for key in DIFFERENT if key not in found} == set() and compared > 4000


# --- examples ---------------------------------------------------------------------------------------------------------

def test_a_remittance_that_ties_out(said: Callable[..., dict[str, Any]]) -> None:
    """Claim-level and line adjustments, a reversal, a provider adjustment."""
    one = said("ST*835*7 BPR*I*55.5*C*ACH************20260201 TRN*1*T9*1512345678 LX*1 "
               "CLP*A*1*100*60*30*12 CAS*PR*3*30 SVC*HC:99213*100*90 CAS*CO*45*10 "
               "CLP*B*22*-20*-10**12 CAS*CO*45*-4**253*-6 PLB*1*20261231*L6*-5.5 SE*12*7")
    assert one == {
        "transaction": "835", "version": "005010X221A1", "control_number": "7", "group_control_number": "1",
        "interchange_control_number": "000000001", "segments": 12, "payment_amount": "55.50", "trace_number": "T9",
        "payment_method": "ACH", "payment_date": "2026-02-01", "claims": 2, "service_lines": 1, "charged": "80.00",
        "paid": "50.00", "patient_responsibility": "30.00", "patient_responsibility_reported": "30.00",
        "provider_adjustments": "-5.50", "adjustments": {"CO-253": "-6.00", "CO-45": "6.00", "PR-3": "30.00"},
        "by_status": {"1": 1, "22": 1}, "balances": {"transaction": True, "claims": True, "lines": True},
        "unbalanced_claims": 0, "unbalanced_lines": 0}


def test_a_remittance_without_a_readable_payment_does_not_tie_out(said: Callable[..., dict[str, Any]]) -> None:
    """Nothing paid and nothing said is no balance; an amount that is no number counts 0."""
    for bpr, amount in (("", None), ("BPR*I**C ", None), ("BPR*I*ten*C ", "0.00")):
        one = said(f"ST*835*7 {bpr}LX*1 SE*3*7")
        assert (one["payment_amount"], one["balances"]["transaction"]) == (amount, False)


def test_claims_count_by_their_level(said: Callable[..., dict[str, Any]]) -> None:
    """Under a patient or a subscriber, institutional charges in SV203, and what the lines do not add up to."""
    one = said("ST*837*1 HL*1**20*1 HL*2*1*22*1 HL*3*2*23*0 CLM*A*30 LX*1 SV2*0300*HC:1*10 LX*2 SV2*0300**20 "
               "HL*4*1*22*0 CLM*B*7.5 LX*1 SV2*0300**7 CLM*C*1 SE*14*1", version="005010X223A2", kind="HC")
    assert [one[key] for key in ("transaction", *CLAIMS)] == ["837I", 3, 3, "38.50", "37.00", 1, 2]


@pytest.mark.parametrize("tag, family", [("SV1", "837P"), ("SV2", "837I"), ("SV3", "837D")])
def test_a_set_that_names_no_guide_is_told_by_its_lines(tag: str, family: str, said: Callable[..., dict[str, Any]]) -> None:
    """GS08 says nothing of use: the service segment does."""
    assert said(f"ST*837*1 CLM*A*1 LX*1 {tag}*1*1*1 SE*4*1", version="005010", kind="HC")["transaction"] == family


def test_acknowledgments_say_their_verdicts(said: Callable[..., dict[str, Any]]) -> None:
    """999: one for each set it names and one for the group; a set without one is null."""
    one = said("ST*999*1*005010X231A1 AK1*HC*1*005010X222A1 AK2*837*0001 IK5*A AK2*837*0002 IK3*CLM*22**8 IK5*R*5 AK2*837*0003 "
               "AK9*P*3*3*1 SE*9*1", version="005010X231A1", kind="FA")
    assert one["acknowledged"] == [{"transaction": "837", "control_number": number, "verdict": verdict}
                                   for number, verdict in (("0001", "A"), ("0002", "R"), ("0003", None))]
    assert one["group_verdict"] == "P"


def test_a_277ca_counts_every_status_at_its_level(said: Callable[..., dict[str, Any]]) -> None:
    """Three composites an STC may have; several claims of a patient; a rejection outweighs; STC03 decides."""
    one = said("ST*277*1*005010X214 HL*1**20*1 HL*2*1*21*1 TRN*2*B1 STC*A1:19:PR*20260202*WQ*10 HL*3*2*19*1 TRN*1*0 "
               "STC*A1:19*20260202*WQ HL*4*3*PT TRN*2*C1 STC*A2:20*20260202*WQ TRN*2*C2 "
               "STC*A7:21*20260202*U*5******A7:249*A6:1 STC*A2:20*20260202*WQ SVC*HC:1*5 STC*A7:21*20260202*U "
               "HL*5*3*PT TRN*2*C3 STC*A2:20*20260202*WQ SE*20*1",
               version="005010X214", kind="HN")
    assert one["statuses"] == {"batch": {"A1:19:PR": 1}, "provider": {"A1:19": 1},
                               "claim": {"A2:20": 3, "A6:1": 1, "A7:21": 1, "A7:249": 1}, "line": {"A7:21": 1}}
    assert (one["accepted"], one["rejected"]) == (2, 1)


def test_a_ta1_and_sets_that_nobody_reads(tmp_path: Path) -> None:
    """A TA1 is one segment outside of any set; another kind has its head and nothing more."""
    path = tmp_path / "two.x12"
    path.write_text(wrapped("ST*271*1 BHT*0022*11 SE*3*1", kind="HB", version="005010X279A1").replace(
        "GS*", "TA1*000000019*250101*1200*R*025~GS*"))
    answer, other = of(path)["transactions"]
    assert answer == dict.fromkeys(HEAD) | {"transaction": "TA1", "interchange_control_number": "000000001", "segments": 1,
                                            "verdict": "R", "note": "025"}
    assert list(other) == HEAD and (other["transaction"], other["segments"]) == ("271", 3)


def test_a_folder_stands_for_its_files_and_a_missing_one_is_said(tmp_path: Path) -> None:
    """Sorted; what cannot be read has no transactions and an error."""
    for name in "ba":
        (tmp_path / f"{name}.x12").write_text(wrapped("ST*271*1 SE*2*1"))
    files = summary([tmp_path, tmp_path / "gone"])["files"]
    assert [Path(file["file"]).name for file in files] == ["a.x12", "b.x12", "gone"]
    assert files[2]["transactions"] == [] and [problem["severity"] for problem in files[2]["problems"]] == ["error"]


@pytest.mark.parametrize("kind, versions, family, meaning", [
    ("837", "005010X222A1 005010X222 005010X222A2 004010X098A1 005010", "837P", "claim"),
    ("837", "005010X291", "837P", "predetermination"), ("837", "005010X298", "837P", "reporting"),
    ("837", "005010X223A3 004010X096A1", "837I", "claim"), ("837", "005010X292", "837I", "predetermination"),
    ("837", "005010X224A2", "837D", "claim"), ("835", "005010X221A1 005010X221 004010X091A1", "835", "claim"),
    ("277", "005010X214 005010X364", "277CA", "claim"), ("277", "005010X212", "277", "claim"),
    ("999", "005010X231A1", "999", "claim"), ("271", "005010X279A1", "271", "claim")])
def test_a_family_is_told_by_the_number_of_its_guide(kind: str, versions: str, family: str, meaning: str) -> None:
    """ENV-14: whatever the version and addenda; the guide says what the money is."""
    for version in versions.split():
        [ts] = x12.survey(x12.Source(wrapped(f"ST*{kind}*1 SE*2*1", version=version).encode()))
        assert (families.family(ts), families.meaning(ts)) == (family, meaning)
        assert families.meaning(ts, use="RP") == "reporting"

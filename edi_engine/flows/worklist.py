"""The worklist: what still needs a person, worst first, with the reason and the next step."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from edi_engine import clock
from edi_engine.codes.adjustments import CATEGORIES, NEXT_STEPS, words
from edi_engine.codes.remittances import PROVIDER_REASONS
from edi_engine.flows import provider_adjustments, variance
from edi_engine.flows.acknowledgments import steps
from edi_engine.flows.acknowledgments.words import counted, in_words
from edi_engine.flows.house import House
from edi_engine.flows.rates import contracts
from edi_engine.ledger import queries, quoting, silence, suggesting
from edi_engine.ledger.quoting import Spoken
from edi_engine.ledger.worklist import Waiting, waiting
from edi_engine.money import Cents, cents, dollars
from edi_engine.reconcile import deadlines
from edi_engine.reconcile.findings import sentences
from edi_engine.reconcile.provider_alarms import ALARMS

KINDS = {
    "held check": ("The check does not add up; nothing of it was posted.",
                   "Ask the payer for a corrected 835, or `edi release` it as it stands."),
    "held test": ("Its ISA15 says that it is a test, and edi.toml is in production; nothing of it was posted.",
                  "Ask the payer; `edi release` it only when the money is real."),
    "duplicate check": ("Another remittance has the same payer, trace, date, amount and payee.",
                        "Compare the two; `edi release` this one when it is other money."),
    "held claim payment": ("The claim payment does not balance.",
                           "Ask the payer for a corrected 835, or `edi release` it as it stands."),
    "held for another payer": ("It tells what a payer before it did, and that payer's 835 has not come (REM-13).",
                               "Receive the 835 of the payer before it, or ask for it; then this one is posted by itself."),
    "held estimate": ("A predetermination pays nothing, and this one says that it does; it is never posted.",
                      "Ask the payer what it is."),
    "unapplied": ("The money belongs to no claim that we know.", "Import the claim, or `edi match` the payment to it."),
    "finding": ("It was posted, and something about it is odd.",
                "Compare with the claim as it was sent; ask the payer where its answers contradict each other."),
    "denied": ("Refused.", "Read the reason; correct and replace the claim, or appeal."),
    "short": ("Something is left that is neither contractual nor the patient's.", "Read the reason; appeal or write it off."),
    "reversed": ("The payer took its answer back.", "Wait for the corrected answer; ask the payer when none comes."),
    "not answered": ("Other lines of the claim have an answer, this one has none.", "Ask the payer about the line."),
    "small balance": ("What is left of an answered claim is no more than edi.toml calls small (MAT-10).",
                      "Write it off in your system, or bill it; nobody does it for you."),
    "underpaid": ("The payer allowed less than its contract says.", "Compare with the contract; ask the payer for the rest."),
    "above contract": ("The payer allowed more than its contract says.",
                       "See whether the table of rates is that of the day; the payer may take it back."),
    "overpaid": ("More was paid and adjusted than was charged.", "Find the double payment; refund it or ask the payer."),
    "rejected": ("It was thrown back and never entered adjudication.",
                 "Correct what the answer names (`edi claim` shows it) and submit the claim again; the time to file runs on."),
    "no answer": ("No payer has answered.", "Ask the payer for the claim's status."),
    "no 999": ("Nobody has said that the file could be read (999).", "Look whether it was sent; ask the clearinghouse."),
    "number used before": ("Its receiver says that the control number of the file was used before (TA105 025). It may have "
                           "the claims from another file.",
                           "Ask whether it has them. If not, send each again: `edi fix CLAIM --force`."),
    "no 277CA": ("Nobody has said that the claims were taken.", "Ask the clearinghouse for its claim acknowledgment."),
    "recovered twice": ("More was taken at provider level than had been handed back or moved forward.",
                        "Ask the payer to return the rest; `edi provider-adjustments` names the checks."),
    "never recovered": ("A debt was handed back or moved forward at provider level, and no check has taken it up.",
                        "Find the check that did, or ask the payer; until then the money is not yours for certain."),
    "never announced": ("A balance was brought forward at provider level (FB) that no check here had moved.",
                        "Receive the remittance that moved it, or ask the payer for it."),
    "new member id": ("The payer knows the patient under another member number; its segment (NM1*74) has it.",
                      "Correct the number in your system. This goes when a claim leaves with it."),
    "new name": ("The payer knows the patient or the insured under another name; its segment (NM1*74) has it.",
                 "Correct the name in your system. This goes when a claim leaves with it."),
    "other payer first": ("The payer says that another payer comes first; its segment (NM1*PR) names it.",
                          "Bill that payer, and correct the order of the patient's payers."),
    "provider adjustment": ("Money that the payer moved at provider level is still open.",
                            "Find the letter or the check that explains it, or ask the payer."),
}

SHOWN = 3                          # claims that a payment may be for


def worklist(house: House) -> dict[str, Any]:
    """Everything that waits, alarms first, then the most money; a claim without an answer joins when it is a month old."""
    today = clock.today()
    rows = waiting(house.db)
    thrown = quoting.rejections(house.db, (row.account for row in rows if row.kind == "rejected" and row.account))
    fits = suggesting.suggestions(house.db) if any(row.kind == "unapplied" for row in rows) else {}
    items = [_item(row, today) | _thrown_back(thrown.get(row.submission or 0), row) | _suggested(row, fits) for row in rows]
    patience = house.settings.patience.payment
    items = [item for item in items if item["kind"] != "no answer" or (item["age_days"] or 0) >= patience]
    _call_small(items, cents(house.settings.tolerance.small_balance))
    items += _provider_items(house, today)
    items += _off_contract(house, today)
    items += _silent_files(house, today)
    for item in items:
        item["amount"], item["_rank"] = dollars(item["amount"]), (item["kind"] not in ALARMS, -abs(item["amount"]))
    items.sort(key=lambda i: (i["_rank"], list(KINDS).index(i["kind"]), i["claim"] or "", i["line"] or "", i["remit"] or ""))
    for item in items:
        del item["_rank"]
    return {"items": items}


def _item(row: Waiting, today: date) -> dict[str, Any]:
    _, step = KINDS[row.kind]
    category = next((CATEGORIES[code] for code in _codes(row.reasons) if code in CATEGORIES), None)
    return {
        "claim": row.name, "line": row.line or None, "payer": row.payer or None,
        "remit": queries.remit_name(row.digest, row.position or 0) if row.digest else None,
        "kind": row.kind, "amount": row.amount, "age_days": (today - date.fromisoformat(row.since)).days if row.since else None,
        "deadline": _deadline(row), "reason": _reason(row),
        "next_step": NEXT_STEPS[category] if category else step, "file": row.file, "control_number": row.control_number or None,
        "segment": row.at or None,
    }


def _thrown_back(answer: Spoken | None, row: Waiting) -> dict[str, Any]:
    """What is to be said of a claim that was thrown back: by whom, why, where that stands, and what it asks for."""
    if answer is None or row.kind != "rejected":
        return {}
    why = in_words(answer.scope, answer.verdict, answer.codes) or "it does not say why"
    return {"reason": f"{answer.name}: {why}", "file": answer.file, "control_number": answer.control_number or None,
            "segment": answer.at,
            "next_step": steps.step(row.next, row.name or "", row.frequency or "", row.sequence or "", row.asked or "")}


def _suggested(row: Waiting, fits: suggesting.Suggestions) -> dict[str, Any]:
    """Which claims a payment in unapplied may be for, and why (MAT-1 e, f)."""
    key, names = fits.get((row.remittance or 0, row.position or 0), ("", []))
    if not key or row.kind != "unapplied":
        return {}
    said = f"It may be for {', '.join(names[:SHOWN])}{' and others' if len(names) > SHOWN else ''}: {suggesting.KEYS[key]}."
    remit = queries.remit_name(row.digest or "", row.position or 0)
    return {"reason": f"{_reason(row)} {said}",
            "next_step": f"Compare, and say so when it is: `edi match {names[0]} {remit}`."}


def _reason(row: Waiting) -> str:
    """Groups and reasons with our words for them, else what was odd or what its kind means; then the remarks."""
    said = [f"{code} ({text})" if (text := words(code.partition("-")[2])) else code for code in row.reasons.split()]
    return " ".join(filter(None, (", ".join(said) or sentences(row.finding) or KINDS[row.kind][0], row.remarks)))


def _codes(reasons: str) -> list[str]:
    return [code.partition("-")[2] for code in reasons.split()]


def _deadline(row: Waiting) -> str | None:
    if row.kind in ("denied", "short") and row.since:
        found = deadlines.appeal(row.filing, date.fromisoformat(row.since))
    elif row.kind in ("no answer", "rejected", "reversed", "not answered") and row.served:
        found = deadlines.filing(row.filing, date.fromisoformat(row.served))
    else:
        return None
    return found.isoformat() if found else None


def _silent_files(house: House, today: date) -> Iterator[dict[str, Any]]:
    """Files of which nobody has said that they can be read, those whose number was used before (ACK-1), and those of whose
    claims nobody has said that they were taken (ACK-6)."""
    patience = house.settings.patience
    for file in silence.silent(house.db, house.settings.submitter.id):
        sent = date.fromisoformat(f"{file.sent[:4]}-{file.sent[4:6]}-{file.sent[6:]}")
        age, waiting = (today - sent).days, file.waiting
        if age >= patience.payment:        # each of its claims is on the list by itself
            continue
        unread = not file.read and len(waiting) == file.claims
        kind = ("number used before" if unread and file.again else "no 999" if unread and age > patience.file else
                "no 277CA" if waiting and business_days(sent, today) > patience.claims else "")
        if kind:
            reason, step = KINDS[kind]
            yield {"claim": None, "line": None, "payer": None, "remit": None, "kind": kind, "amount": sum(waiting),
                   "age_days": age, "deadline": None, "reason": f"{reason} Waiting: {counted(len(waiting), 'claim')}.",
                   "next_step": step, "file": file.file, "control_number": None, "segment": None}


def business_days(since: date, until: date) -> int:
    """The days from Monday to Friday after one day, up to another; holidays are not known.

    >>> business_days(date(2026, 1, 30), date(2026, 2, 2)), business_days(date(2026, 2, 2), date(2026, 2, 2))
    (1, 0)
    """
    weeks, rest = divmod(max((until - since).days, 0), 7)
    return 5 * weeks + sum((since.weekday() + day) % 7 < 5 for day in range(1, rest + 1))


def _call_small(items: list[dict[str, Any]], tolerance: Cents) -> None:
    """MAT-10: of a claim of which no more than that is left or too much, all in all, say that it is a small balance."""
    left: dict[str, Cents] = defaultdict(int)
    rest = [item for item in items if item["kind"] in ("denied", "short", "overpaid") and item["claim"]]
    for item in rest:
        left[item["claim"]] += abs(item["amount"])
    for item in rest:
        if left[item["claim"]] <= tolerance:
            item["kind"], item["next_step"] = "small balance", KINDS["small balance"][1]


def _off_contract(house: House, today: date) -> Iterator[dict[str, Any]]:
    """MAT-11: the lines that were allowed otherwise than agreed."""
    if not house.settings.contracts:
        return
    off = [each for each in variance.compared(house, contracts(house)) if each.short]
    homes = queries.homes(house.db, (each.answer.remittance for each in off))
    for each in off:
        answer, home = each.answer, homes[each.answer.remittance]
        kind = "underpaid" if each.short > 0 else "above contract"
        yield {"claim": answer.claim, "line": None, "payer": answer.payer_name or answer.payer,
               "remit": queries.remit_name(answer.digest, answer.position), "kind": kind, "amount": each.short,
               "age_days": (today - date.fromisoformat(answer.date)).days if answer.date else None, "deadline": None,
               "reason": f"{each.line.procedure}: {each.as_problem().message}", "next_step": KINDS[kind][1],
               **home._asdict(), "segment": each.segment}


def _provider_items(house: House, today: date) -> Iterator[dict[str, Any]]:
    """What payers moved at provider level and what is open of it, each with the claim that it names (PLB-8)."""
    waiting = [each for each in provider_adjustments.seen(house) if each.standing.open]
    claims = provider_adjustments.claims_of(house, [each.item for each in waiting]) if waiting else {}
    homes = queries.homes(house.db, (each.item.remittance for each in waiting))
    for item, standing, alarm, problem in waiting:
        kind = alarm or "provider adjustment"
        step, reason = KINDS[kind][1], problem.message if problem else KINDS[kind][0]
        words = PROVIDER_REASONS.get(item.reason, "a reason that we do not know")
        alike = " Others fit it by the amount alone; `edi provider-adjustments` names them." if standing.alike else ""
        yield {"claim": claims.get((item.known_as, item.reference)), "line": None, "payer": item.payer_name or item.payer,
               "remit": queries.remit_name(item.digest, 0), "kind": kind, "amount": standing.open,
               "age_days": (today - date.fromisoformat(item.date)).days if item.date else None, "deadline": None,
               "reason": f"{' '.join(filter(None, (item.reason, item.reference)))}, {words}: {reason}{alike}",
               "next_step": step, **homes[item.remittance]._asdict(), "segment": item.at}

"""Posting a remittance: each check stands or is held whole, each claim payment that does not balance is held alone."""

from collections.abc import Iterable, Iterator

from edi_engine import x12
from edi_engine.billing.remittance import ClaimPayment
from edi_engine.flows import trials
from edi_engine.flows.chunks import chunks
from edi_engine.flows.displacing import displaced
from edi_engine.flows.house import House
from edi_engine.flows.outcome import Outcome
from edi_engine.guides import x221a1
from edi_engine.ledger import database, facts, findings, queries
from edi_engine.ledger.settle import settle
from edi_engine.ledger.touching import Touched
from edi_engine.money import dollars
from edi_engine.problems import Problem
from edi_engine.progress import tell
from edi_engine.reconcile import balancing, check_notes, claim_notes, provider_level


def remit(house: House, source: x12.Source, ts: x12.TransactionSet, file: int, outcome: Outcome) -> str:
    """Post one 835 transaction set in one transaction: survey, facts in chunks, settle. A known one changes nothing (MAT-5)."""
    db = house.db
    check = x221a1.survey(source, ts)                # pass 1: envelope, content hash, sums
    with database.transaction(db):
        set_id, new = facts.add_set(db, "835", check.digest, ts.version)
        sent_anew, counts_now = trials.come(house, set_id, file, ts)
        if new:
            off = balancing.check_off(check.head, check.tail, check.paid)
            facts.add_remittance(db, set_id, ts.first, check.head, check.tail, check.claims, check.paid, off)
            outcome.say([*check.problems, *balancing.of_check(check.head, check.tail, check.paid)])
            outcome.say(check_notes.notes_on(check.head))
            position, interest = 1, 0
            for chunk in chunks(x221a1.claim_payments(source, ts)):      # pass 2: claim payments
                tell(source.name, position - 1 + len(chunk), check.claims)
                position = facts.add_claim_payments(db, set_id, ts.first, position, _weighed(chunk, ts.version, outcome))
                interest += sum(map(provider_level.interest, chunk))
            outcome.say(provider_level.notes_on(check.head, check.tail, interest))
        moved = settle(db, Touched((set_id,)), house.settings.aliases) if new or sent_anew else []
        standing = queries.check(db, set_id)
        outcome.say(displaced(moved, ts.first, set_id))
        counts_now = counts_now or any((other.remittance, other.was) == (set_id, "duplicate") for other in moved)
        outcome.say(findings.of_remittance(db, set_id, ts.first))
    outcome.claims += check.claims
    outcome.say(_standing_problems(standing, ts))
    if standing.standing == "held" and facts.is_trial(db, set_id):
        outcome.say([Problem("ENV-11", "test-remittance", ts.first, paid=dollars(standing.amount))])
    if not new and not counts_now:
        return "duplicate"
    stand = {other.remittance: queries.check(db, other.remittance) for other in moved if other.remittance in outcome.checks}
    stand[set_id] = standing
    outcome.checks |= {id_: (each.posted, each.unapplied, each.held) for id_, each in stand.items()}
    return "held" if standing.standing in ("held", "duplicate") else "partly held" if standing.held else "posted"


def _weighed(claims: Iterable[ClaimPayment], version: str, outcome: Outcome) -> Iterator[tuple[ClaimPayment, bool]]:
    """Each claim payment with whether it balances; what does not is held and said (REM-28)."""
    for claim in claims:
        found = list(balancing.of_claim(claim))
        yield claim, not found
        outcome.say(found)
        outcome.say(claim_notes.notes_on(claim, version))
        outcome.say(x221a1.problems(claim))


def _standing_problems(standing: queries.Check, ts: x12.TransactionSet) -> Iterator[Problem]:
    if standing.standing == "duplicate":
        yield Problem("REM-23", "same-key", ts.first, trace=standing.trace)
    if kind := _PAYEES.get(standing.payee_standing):
        yield Problem("REM-25", kind, ts.first, payee=standing.payee)


_PAYEES = {"other id": "other-id", "other tax id": "other-tax-id", "unknown": "unknown-payee"}

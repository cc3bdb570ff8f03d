"""Invented acknowledgments for properties: what a payer or a clearinghouse could say, and a little more."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from edi_engine.billing.acknowledgment import (
    Context,
    ElementError,
    FunctionalAcknowledgment,
    InterchangeAcknowledgment,
    SegmentError,
    TransactionSetResponse,
)
from edi_engine.billing.claim import Level
from edi_engine.billing.status import (
    ClaimAcknowledgment,
    InformationReceiver,
    InformationSource,
    LineAcknowledgment,
    Status,
    StatusCode,
    StatusHead,
    StatusPatient,
    StatusProvider,
)
from tests.strategies import (
    cents,
    codes,
    contacts,
    days,
    demographics,
    names,
    numbers,
    periods,
    procedures,
    references,
    texts,
    tuples,
)

whole = st.none() | st.integers(0, 9999)
maybe_cents = st.none() | cents

interchanges = st.builds(InterchangeAcknowledgment, texts(), texts(), texts(), texts(), texts())


# --- 999, 997 ---------------------------------------------------------------------------------------------------------

contexts = tuples(st.builds(Context, texts(1), texts(), texts(), whole, texts(), whole, whole, whole, tuples(texts(1), 2)))


def element_errors(contexts: st.SearchStrategy[Any]) -> st.SearchStrategy[ElementError]:
    """IK4, with the contexts that only a 999 has."""
    return st.builds(ElementError, st.integers(1, 99), texts(), whole, whole, texts(), texts(), contexts)


def groups(contexts: st.SearchStrategy[Any]) -> st.SearchStrategy[FunctionalAcknowledgment]:
    """A whole 999 or 997."""
    errors = st.builds(SegmentError, texts(), whole, texts(), texts(), contexts, tuples(element_errors(contexts)))
    responses = st.builds(TransactionSetResponse, texts(), texts(), texts(), tuples(errors), texts(), tuples(texts(1), 5))
    return st.builds(FunctionalAcknowledgment, texts(), texts(), texts(), tuples(responses), texts(), whole, whole, whole,
                     tuples(texts(1), 5))


# --- 277CA, 277 -------------------------------------------------------------------------------------------------------

status_codes = st.builds(StatusCode, texts(1), texts(1), texts(), texts())
statuses = tuples(st.builds(
    Status, status_codes, st.none() | days, texts(), maybe_cents, maybe_cents, st.none() | days, texts(), st.none() | days,
    texts(), st.none() | status_codes, st.none() | status_codes, texts()))
levels = st.builds(Level, texts(), texts(), texts())
counts = st.none() | numbers
sources = st.builds(InformationSource, names("PR") | names("AY"), trace=texts(), received=st.none() | days,
                    processed=st.none() | days, level=levels)
receivers = st.builds(InformationReceiver, names("41"), texts(), statuses, counts, counts, maybe_cents, maybe_cents, levels)
providers = st.builds(StatusProvider, st.tuples(names("85")), texts(), statuses, tuples(references("0B LU TJ ZZ")), counts, counts,
                      maybe_cents, maybe_cents, levels)
patients = st.builds(StatusPatient, names("QC") | names("IL"), codes("PT 22 23"), level=levels)
lines = tuples(st.builds(
    LineAcknowledgment, procedures, cents, maybe_cents, texts(), st.none() | numbers, statuses, texts(),
    tuples(references("XZ ZZ")), st.none() | periods("472")))
claims = st.builds(ClaimAcknowledgment, texts(), statuses, texts(), texts(), texts(), tuples(references("F8 ZZ")),
                   st.none() | periods("472"), lines=lines)

answering = st.builds(InformationSource, names("PR"), tuples(contacts("IC")), level=levels)
asking = st.builds(InformationReceiver, names("41"), texts(), statuses, level=levels)
asked = st.builds(StatusProvider, st.lists(names("1P"), min_size=1, max_size=2).map(tuple), texts(), statuses, level=levels)
insured = st.builds(StatusPatient, names("IL"), codes("22 23"), st.none() | demographics, levels)
answers = st.builds(ClaimAcknowledgment, texts(), statuses, texts(), texts(), texts(), tuples(references("XZ VV EA ZZ")),
                    st.none() | periods("472 232"), texts(), lines)

heads = st.builds(StatusHead, texts(), st.none() | days, st.none() | st.times().map(lambda at: at.replace(microsecond=0)),
                  codes("08"), codes("TH DG"))


@st.composite
def reports(draw: st.DrawFn, *levels: st.SearchStrategy[Any]) -> list[Any]:
    """A head and levels, each with what stands below it; claims below a patient, with the levels above them."""
    *above, patient, claim = levels
    found: list[Any] = [draw(heads)]
    given = dict(zip(("source", "receiver", "provider"), map(draw, above), strict=True))
    found += given.values()
    insured = None
    for noun in draw(st.lists(patient, max_size=3)):
        found.append(noun)
        subscriber = insured if noun.kind == "23" else None
        insured = noun if noun.kind == "22" else subscriber
        found += [replace(each, **given, subscriber=subscriber, patient=noun) for each in draw(st.lists(claim, max_size=2))]
    return found


OF: dict[str, st.SearchStrategy[list[Any]]] = {
    "TA1": interchanges.map(lambda noun: [noun]),
    "999": groups(contexts).map(lambda noun: [noun]),
    "997": groups(st.just(())).map(lambda noun: [noun]),
    "277CA": reports(sources, receivers, providers, patients, claims),
    "277": reports(answering, asking, asked, insured, answers),
}
"""Family -> the nouns of a set."""

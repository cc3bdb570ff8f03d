"""What a claim that was thrown back asks for, in a sentence (ACK-7)."""

from edi_engine.reconcile.claims import RANKS

_AGAIN = {"7": "What it would replace stands as it was. Correct it and send the replacement again: {fix}.",
          "8": "What it would void stands as it was. Send the void again: {fix}."}
_ANEW = "It never entered adjudication. Correct it and send it again as an original: {fix}."
_STEPS = {
    "replace": "An earlier original stands at {payer}, so that another is a duplicate. Change what stands: {replace}.",
    "earlier": "The same left before and stands at {payer}. Nothing has to be sent again.",
}


def step(asks: str, claim: str, frequency: str, sequence: str, payer: str) -> str:
    """What to do about a submission (its frequency, SBR01 and payer) that asks for one of rejections.NEXT.

    >>> step("again", "C1", "7", "P", "HARBR")
    'What it would replace stands as it was. Correct it and send the replacement again: `edi fix C1`.'
    >>> step("again", "C1", "1", "S", "OHMCD")
    'It never entered adjudication. Correct it and send it again as an original: `edi fix C1 --payer OHMCD`.'
    """
    of = claim if RANKS.get(sequence) == 1 else f"{claim} --payer {payer}"
    again = _AGAIN.get(frequency, _ANEW) if asks == "again" else _ANEW
    return _STEPS.get(asks, again).format(payer=payer, fix=f"`edi fix {of}`", replace=f"`edi replace {of}`")

"""What only a person can decide: note, match, unmatch, release. A decision is kept for ever and wins over every key."""

import sys

import click

from edi_engine.cli.desk import Desk, json_option


@click.command()
@click.argument("claim", metavar="CLAIM")
@click.argument("text", metavar="TEXT")
@json_option
@click.pass_obj
def note(desk: Desk, claim: str, text: str) -> int:
    """Write a note on a claim. TEXT of - reads it from standard input."""
    from edi_engine.cli.printing import decisions
    from edi_engine.flows import decide

    if text == "-":
        text = sys.stdin.read().strip()
    with desk.house_for("note") as house:
        document = decide.note(house, claim, text)
    return desk.answer(document, decisions.decided)


@click.command()
@click.argument("claim", metavar="CLAIM")
@click.argument("remit", metavar="REMIT")
@json_option
@click.pass_obj
def match(desk: Desk, claim: str, remit: str) -> int:
    """Say that a payment belongs to a claim. REMIT is the name of the payment in the worklist."""
    from edi_engine.cli.printing import decisions
    from edi_engine.flows import decide

    with desk.house_for("match") as house:
        document = decide.match(house, claim, remit)
    return desk.answer(document, decisions.decided)


@click.command()
@click.argument("remit", metavar="REMIT")
@json_option
@click.pass_obj
def unmatch(desk: Desk, remit: str) -> int:
    """Say that a payment belongs to no claim here.

    Its money waits in unapplied until you match it.
    """
    from edi_engine.cli.printing import decisions
    from edi_engine.flows import decide

    with desk.house_for("unmatch") as house:
        document = decide.unmatch(house, remit)
    return desk.answer(document, decisions.decided)


@click.command()
@click.argument("remit", metavar="REMIT")
@click.option("--reason", required=True, metavar="TEXT", help="Why it may be posted although it does not balance.")
@json_option
@click.pass_obj
def release(desk: Desk, remit: str, reason: str) -> int:
    """Post what is held because it does not balance.

    REMIT is the name of the check or the claim payment in the worklist. The difference is recorded with your reason;
    nothing is repaired.
    """
    from edi_engine.cli.printing import decisions
    from edi_engine.flows import decide

    with desk.house_for("release") as house:
        document = decide.release(house, remit, reason)
    return desk.answer(document, decisions.decided)

"""Claims that follow from one that left: to the next payer, as a replacement, as a void."""

from pathlib import Path

import click

from edi_engine.cli.desk import EXISTING, Desk, json_option

_PAYER = click.option("--payer", default="", metavar="ID", help="Which payer's claim; else that of the first payer.")
_NUMBER = click.option("--number", default="", metavar="NUMBER",
                       help="The payer's number of the claim, when its remittance has not told it yet.")
_FORCE = click.option("--force", is_flag=True, help="Send it although the payer is known not to take it.")


@click.command()
@click.argument("claim", metavar="CLAIM")
@click.option("--payer", default="", metavar="ID", help="Who is next, when the claim did not say it as it left.")
@click.option("--member-id", "member", default="", metavar="ID", help="The same insured's member id there.")
@click.option("--with", "file", type=EXISTING, metavar="FILE", help="A file of encounters whose other_payers say who is next.")
@click.option("--force", is_flag=True, help="Send it although it was sent on, sent before, or nothing is left.")
@json_option
@click.pass_obj
def secondary(desk: Desk, claim: str, payer: str, member: str, file: Path | None, force: bool) -> int:
    """Bill the next payer with what the last one decided.

    The claim leaves as it left before, with payments, adjustments, remarks and numbers from the payer's 835. It stays, and the
    reason is told, when that payer sent it on itself, took its decision back, or does not balance.
    """
    from edi_engine.cli.printing import deliveries
    from edi_engine.flows import secondary as errand

    with desk.house_for("secondary") as house:
        document = errand.secondary(house, claim, errand.Wish(payer, member, file, force))
    return desk.answer(document, deliveries.followed)


@click.command()
@click.argument("claim", metavar="CLAIM")
@click.argument("file", metavar="[FILE]", required=False, type=EXISTING)
@_PAYER
@_NUMBER
@_FORCE
@json_option
@click.pass_obj
def replace(desk: Desk, claim: str, file: Path | None, payer: str, number: str, force: bool) -> int:
    """Replace a claim at its payer (frequency 7).

    FILE holds the corrected encounter under the same claim number; without it the claim leaves as it last left. The payer's
    number of the claim comes from its remittance.
    """
    from edi_engine.cli.printing import deliveries
    from edi_engine.flows import correct

    with desk.house_for("replace") as house:
        document = correct.replacement(house, claim, file, correct.Wish(payer, number, force))
    return desk.answer(document, deliveries.followed)


@click.command()
@click.argument("claim", metavar="CLAIM")
@click.argument("file", type=EXISTING, required=False)
@_PAYER
@click.option("--force", is_flag=True, help="Send it although nobody threw it back.")
@json_option
@click.pass_obj
def fix(desk: Desk, claim: str, file: Path | None, payer: str, force: bool) -> int:
    """Send a claim that was thrown back once more.

    FILE holds the corrected encounter under the same claim number; without it the claim leaves as it left. It leaves as what it
    was - an original, a replacement, a void - to the payer that threw it back, and never where an earlier original stands.
    """
    from edi_engine.cli.printing import deliveries
    from edi_engine.flows import correct

    with desk.house_for("fix") as house:
        document = correct.fix(house, claim, file, correct.Wish(payer, "", force))
    return desk.answer(document, deliveries.followed)


@click.command()
@click.argument("claim", metavar="CLAIM")
@_PAYER
@_NUMBER
@_FORCE
@json_option
@click.pass_obj
def void(desk: Desk, claim: str, payer: str, number: str, force: bool) -> int:
    """Void a claim at its payer (frequency 8).

    It repeats the charges with which it left. The payer's number of the claim comes from its remittance.
    """
    from edi_engine.cli.printing import deliveries
    from edi_engine.flows import correct

    with desk.house_for("void") as house:
        document = correct.void(house, claim, correct.Wish(payer, number, force))
    return desk.answer(document, deliveries.followed)

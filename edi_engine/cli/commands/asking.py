"""What the books say: claim, worklist, provider-adjustments, variance, report."""

from collections.abc import Iterable
from pathlib import Path

import click

from edi_engine.cli.desk import Desk, json_option

REPORTS = ("remittance", "reconciliation", "worklist")


@click.command()
@click.argument("claim", metavar="CLAIM")
@json_option
@click.pass_obj
def claim(desk: Desk, claim: str) -> int:
    """Explain a claim: its amounts, its lines, and each step.

    Each step names the file and segment that it comes from, with its raw text.

    CLAIM is the patient control number (CLM01), with @NPI when two of your providers use the same one and #2 when a number
    was used again.
    """
    from edi_engine.cli.printing import claim as printing
    from edi_engine.flows import explain

    with desk.house() as house:
        document = explain.explain(house, claim)
    return desk.answer(document, printing.explained)


@click.command()
@click.argument("file", metavar="FILE")
@click.argument("segment", metavar="SEGMENT", type=click.IntRange(1))
@click.option("--element", type=click.IntRange(1), metavar="E", help="An element of it: 2 is CLM02.")
@click.option("--component", type=click.IntRange(1), metavar="C", help="A component of the element: 5 and 3 are CLM05-3.")
@click.option("--set", "number", type=click.IntRange(1), default=1, metavar="N",
              help="Which transaction set of the file; else 1.")
@json_option
@click.pass_obj
def where(desk: Desk, file: str, segment: int, element: int | None, component: int | None, number: int) -> int:
    """Say which row of your encounters a segment of an 837P came from.

    FILE is the file, its name, or its interchange control number. SEGMENT counts from ST = 1, as the 999 of a payer counts.
    Each claim that the segment belongs to is named with its line, the field of the encounter, and the file and row (or
    path) where that was said; it is kept for as long as the archive is.
    """
    from edi_engine.cli.printing import where as printing
    from edi_engine.flows import where as errand

    if component and not element:
        raise click.UsageError("--component goes with --element.")
    with desk.house() as house:
        document = errand.where(house, file, segment, element, component, number)
    return desk.answer(document, printing.said)


@click.command()
@json_option
@click.pass_obj
def worklist(desk: Desk) -> int:
    """List what needs a person, worst first, with the next step."""
    from edi_engine.cli.printing import worklist as printing
    from edi_engine.flows import worklist as errand

    with desk.house() as house:
        document = errand.worklist(house)
    return desk.answer(document, printing.listed)


@click.command("provider-adjustments")
@click.option("--open", "still_open", is_flag=True, help="Only chains in which something is open.")
@click.option("--payer", default="", metavar="ID", help="Only this payer: its id in edi.toml, or one that its checks name.")
@json_option
@click.pass_obj
def provider_adjustments(desk: Desk, still_open: bool, payer: str) -> int:
    """List what payers moved at provider level (PLB).

    By payer and provider, chain by chain: what was handed back or moved forward, what took it up and how the two were paired,
    what is open, which claim it names, and what is alarming: never recovered, recovered twice, never announced. An amount with
    minus was given to you on that check, one without was taken from it. None of it changes a claim's balance.
    """
    from edi_engine.cli.printing import provider_adjustments as printing
    from edi_engine.flows import provider_adjustments as errand

    with desk.house() as house:
        document = errand.provider_adjustments(house, payer)
    return desk.answer(errand.open_chains(document) if still_open else document, printing.listed)


@click.command()
@click.option("--all", "every", is_flag=True, help="Every line of a payer with a contract, not only those that are off.")
@json_option
@click.pass_obj
def variance(desk: Desk, every: bool) -> int:
    """Compare what payers allowed with what their contracts say.

    The tables of rates are named in edi.toml (`[[contracts]]`): by payer, kind of plan, procedure, modifiers, place and day,
    with percentages for modifiers and for several procedures of a day. Lines of first payers are compared by the amount
    allowed, not by the amount paid; what a payer takes after allowing (sequestration, incentives) does not count.
    """
    from edi_engine.cli.printing import variance as printing
    from edi_engine.flows import variance as errand
    from edi_engine.reconcile.contracts import VERDICTS

    with desk.house() as house:
        document = errand.variance(house, tuple(VERDICTS) if every else errand.OFF)
    return desk.answer(document, printing.compared)


@click.command()
@click.argument("claim", metavar="CLAIM")
@click.option("--format", "form", type=click.Choice(["txt", "html"]), help="txt, or html when FILE ends so; else txt.")
@click.option("-o", "--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
              help="Write into FILE instead of the terminal.")
@click.pass_obj
def proof(desk: Desk, claim: str, form: str | None, output: Path | None) -> None:
    """Prove that a claim was filed in time.

    One page with each time the claim left and each answer to it: day, who says so, the file, its SHA-256 and the segment.
    """
    from edi_engine.flows import proof as errand

    with desk.house() as house:
        _write(errand.proof(house, claim, _form(form, output)), output)


@click.command()
@click.argument("name", metavar="NAME", type=click.Choice(REPORTS))
@click.argument("remit", metavar="[REMIT]", required=False)
@click.option("--format", "form", type=click.Choice(["txt", "html"]), help="txt, or html when FILE ends so; else txt.")
@click.option("-o", "--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
              help="Write into FILE instead of the terminal.")
@click.pass_obj
def report(desk: Desk, name: str, remit: str | None, form: str | None, output: Path | None) -> None:
    """Write a report: remittance, reconciliation or worklist.

    An HTML report is one self-contained page that prints well. REMIT chooses one remittance by its name in the worklist or
    its trace number; without it the report shows all of them.
    """
    from edi_engine.flows import report as errand

    if remit and name != "remittance":
        raise click.UsageError("REMIT goes with the remittance report only.")
    with desk.house() as house:
        _write(errand.report(house, name, _form(form, output), remit), output)


def _form(form: str | None, output: Path | None) -> str:
    if output and not output.parent.is_dir():
        raise click.UsageError(f"There is no folder {output.parent} to write into.")
    return form or ("html" if output and output.suffix.lower() in (".html", ".htm") else "txt")


def _write(text: Iterable[str], output: Path | None) -> None:
    """Onto the terminal, or into a file, whole or not at all, for its owner only."""
    from edi_engine.exchange import folders

    if output is None:
        for part in text:
            click.echo(part, nl=False)
        return
    folders.drop(output, (part.encode() for part in text))
    click.echo(f"Wrote {output}.", err=True)

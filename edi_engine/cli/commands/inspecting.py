"""Looking at files, and at the guides that they follow, without a workspace: from summary to guide."""

from pathlib import Path

import click

from edi_engine.cli.desk import EXISTING, Desk, files_argument, json_option
from edi_engine.cli.verdict import DONE, TROUBLE, UNREADABLE, exit_code

PLAIN = click.Path(exists=True, dir_okay=False, path_type=Path)
GUIDES = ("837P", "835", "TA1", "999", "997", "277CA", "277")


@click.command()
@files_argument
@json_option
@click.pass_obj
def summary(desk: Desk, files: tuple[Path, ...]) -> int:
    """Say what X12 files hold, and whether it adds up.

    Transaction sets with their counts, sums and balances. A folder stands for the files in it, sorted. Needs no workspace.
    """
    from edi_engine.cli.printing import summary as printing
    from edi_engine.flows import summary as errand

    with desk.waiting("Reading"):
        document = errand.summary(files, desk.caught)
    code = desk.answer(document, printing.summed)
    if printing.remittances(document):
        desk.hint("`edi check-remit` shows a remittance claim by claim.")
    return code


@click.command("check-remit")
@files_argument
@click.option("--show-values", is_flag=True, help="Print the names and numbers of patients and insured people, too.")
@json_option
@click.pass_obj
def check_remit(desk: Desk, files: tuple[Path, ...], show_values: bool) -> int:
    """Show remittances (835) as a person reads them.

    The check, each claim and line with what was paid and why not more (codes in our words), remarks, provider-level
    adjustments, what balances and what does not, and where the cents went; everything with its segment. Names and member
    numbers stay out unless asked for. A folder stands for the files in it, sorted. Nothing is posted. Needs no workspace.
    """
    from edi_engine.cli.printing import problems, show
    from edi_engine.cli.printing.blocks import printable
    from edi_engine.flows.check_remit import Remittances
    from edi_engine.spool import written

    remittances = Remittances(files, desk.caught, show_values)
    if desk.json:
        desk.pour(written(remittances.document()))
        click.echo()
    else:
        desk.pour(map(printable, remittances.text()))
        if found := list(problems.of_files(remittances.files)):
            click.echo()
            show(found)
    return exit_code({"files": remittances.files})


@click.command("diff-835")
@click.argument("old", metavar="OLD", type=PLAIN)
@click.argument("new", metavar="NEW", type=PLAIN)
@click.option("--exit-code", "tell", is_flag=True, help="End with 1 when they differ.")
@click.option("--show-values", is_flag=True, help="Print the names and numbers of patients and insured people, too.")
@json_option
@click.pass_obj
def diff_835(desk: Desk, old: Path, new: Path, tell: bool, show_values: bool) -> int:
    """Say what a re-sent or corrected remittance (835) changes.

    Remittances are paired by their content, their check (payer, trace, date, amount, payee) and their order; claims by their
    number, the payer's number and their order. For each pair: the same content under other control numbers, or the same check
    with other content; claims added, dropped and changed, with every amount, adjustment, line, remark and number that
    differs; provider-level adjustments. What only stands in another order is counted and not listed. The balance is for
    `edi check-remit`. Ends with 0 whether or not they differ, unless --exit-code is given. Needs no workspace.
    """
    from edi_engine.cli.printing import differences, show
    from edi_engine.flows import stating
    from edi_engine.flows.diff_835 import Diff
    from edi_engine.spool import written

    with desk.waiting("Comparing"):
        diff = Diff(old, new, desk.caught)
    if desk.json:
        desk.pour(written(stating.difference(diff, show_values)))
        click.echo()
    else:
        show(differences.told(diff, show_values))
    return UNREADABLE if not diff.readable else TROUBLE if tell and diff.differs else DONE


@click.command()
@files_argument
@click.option("--snip", type=click.Choice(["1-2"]), help="1-2: only envelope and implementation-guide rules.")
@json_option
@click.pass_obj
def check(desk: Desk, files: tuple[Path, ...], snip: str | None) -> int:
    """Check X12 files, or an edi.toml, against every rule.

    Each is accepted, rejected or unreadable, with the place of every problem. A folder stands for the files in it,
    sorted. Needs no workspace.
    """
    from edi_engine.cli.printing import check as printing
    from edi_engine.flows import check as errand

    with desk.waiting("Checking"):
        document = errand.check(files, snip, desk.caught)
    return desk.answer(document, printing.checked)


@click.command()
@click.argument("file", metavar="FILE", type=EXISTING)
@click.option("-o", "--output", required=True, metavar="OUT", type=click.Path(dir_okay=False, path_type=Path),
              help="Where the normalised file goes.")
@json_option
@click.pass_obj
def rewrite(desk: Desk, file: Path, output: Path) -> int:
    """Read an X12 file and write it again, normalised.

    Envelopes, control numbers and delimiters stay; counts and padding are corrected; nothing else changes.
    """
    from edi_engine.cli.printing import check as printing
    from edi_engine.flows import rewrite as errand

    with desk.waiting("Rewriting"):
        document = errand.rewrite(file, output, desk.caught)
    return desk.answer(document, printing.rewritten)


@click.command()
@files_argument
@click.option("-o", "--output", required=True, metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
              help="The folder that the answers go into; made when it is not there.")
@json_option
@click.pass_obj
def acknowledge(desk: Desk, files: tuple[Path, ...], output: Path) -> int:
    """Write the TA1 and the 999 that answer a file you were sent.

    NAME.ta1.x12 says what became of the interchange, NAME.999.x12 what became of each functional group and each transaction set
    in it, with the place of every error; where the TA1 rejects the interchange, no 999 follows. NAME.997.x12 says the same of
    groups of 4010, whose senders know no 999. The answer to a second interchange of one file is NAME.2.ta1.x12 and
    NAME.2.999.x12. An answer to another file is never overwritten: this one is named after the whole name of its file then,
    and with a number if it must be. Only the rules of envelopes and guides count (SNIP 1 and 2). Dates and control numbers are
    those of the file, so that the same file has the same answer. An acknowledgment is never acknowledged. Needs no workspace.
    """
    from edi_engine.cli.printing import check as printing
    from edi_engine.flows import acknowledging as errand

    with desk.waiting("Answering"):
        document = errand.acknowledge(files, output, desk.caught)
    return desk.answer(document, printing.acknowledged)


@click.command()
@click.argument("name", metavar="GUIDE", type=click.Choice(GUIDES, case_sensitive=False))
@click.option("--coverage", is_flag=True, help="Count what of the guide is read and written, and name what is not.")
@json_option
@click.pass_obj
def guide(desk: Desk, name: str, coverage: bool) -> int:
    """Show which element of a guide is which field of ours.

    A row for each element of 837P (005010X222A1), 835 (005010X221A1), TA1, 999 (005010X231A1), 997, 277CA (005010X214) or 277
    (005010X212) that is read into a noun and written from it. The coverage counts every segment node and every used element
    of the guide, one by one, and tries each: a segment with all its elements goes through a file into nouns and back, and what
    is only kept as it stood does not count as read. The segments of the envelope are tried on an envelope. Needs no workspace.
    """
    from edi_engine.cli.printing import guide as printing
    from edi_engine.flows import guide as errand

    if not coverage:
        return desk.answer(errand.rows(name), printing.listed)
    with desk.waiting("Trying"):
        document = errand.coverage(name)
    return desk.answer(document, printing.covered)

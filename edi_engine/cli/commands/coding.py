"""Code sets: which are known, loading one, looking up a code."""

from datetime import date, datetime
from pathlib import Path

import click

from edi_engine.cli.desk import Desk, json_option

KINDS = ("icd10cm", "cpt", "hcpcs", "pos", "taxonomy", "carc", "rarc", "csc", "cscc")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def codes(context: click.Context) -> int | None:
    """List, load and look up code sets, with the days they cover.

    ICD-10-CM and the places of service ship with edi. Lists that you are licensed for, like CPT, and newer ones, are loaded
    with `edi codes import`; what you have loaded wins.
    """
    if context.invoked_subcommand:
        return None
    from edi_engine.cli.printing import codes as printing
    from edi_engine.flows import codes as errand

    desk = context.ensure_object(Desk)
    return desk.answer(errand.listed(desk.workspace), printing.listed)


@codes.command("import")
@click.argument("file", metavar="FILE", type=FILE)
@click.option("--kind", type=click.Choice(KINDS), help="What the codes are, when the list does not say.")
@click.option("--from", "since", type=DAY, metavar="DATE", help="The first day that the list covers, when it does not say.")
@click.option("--to", "until", type=DAY, metavar="DATE", help="The last day that it covers; else the end of its year.")
@json_option
@click.pass_obj
def imports(desk: Desk, file: Path, kind: str | None, since: datetime | None, until: datetime | None) -> int:
    """Load a list of codes into the workspace.

    FILE is a table (CSV) with the columns code, from, to, text and kind, or a file as CDC and CMS publish it: the order file or
    the list of codes of ICD-10-CM, the alpha-numeric file of HCPCS. A list with a fault is not used at all. It stays in this
    workspace, open to its owner only.
    """
    from edi_engine.cli.printing import codes as printing
    from edi_engine.codes.files import Told
    from edi_engine.flows import codes as errand

    told = Told(kind or "", _day(since), _day(until))
    with desk.house_for("codes import") as house, desk.waiting("Loading codes"):
        document = errand.load(house, file, told)
    return desk.answer(document, printing.loaded)


@codes.command()
@click.argument("codes", nargs=-1, required=True, metavar="CODE...")
@json_option
@click.pass_obj
def show(desk: Desk, codes: tuple[str, ...]) -> int:
    """Look up codes: in which sets they are, and on which days they hold."""
    from edi_engine.cli.printing import codes as printing
    from edi_engine.flows import codes as errand

    return desk.answer(errand.show(desk.workspace, codes), printing.shown)


def _day(said: datetime | None) -> date | None:
    return said.date() if said else None

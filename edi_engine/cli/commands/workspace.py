"""Making a workspace, trying it out, and looking after its books: init, demo, audit, dump, rebuild."""

from datetime import datetime
from pathlib import Path

import click

from edi_engine.cli.desk import Desk, json_option

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("folder", metavar="[DIR]", type=FOLDER, required=False)
@json_option
@click.pass_obj
def init(desk: Desk, folder: Path | None) -> int:
    """Make a workspace.

    It gets edi.toml (who you are; in test mode), ledger.db (the books), and the folders outbox, sent, inbox, processed,
    quarantine, archive and reports. Doing it twice changes nothing. Without DIR: the folder of -w, else the current one.
    """
    from edi_engine.cli.printing import workspace
    from edi_engine.flows import setup

    return desk.answer(setup.init(folder or desk.workspace), workspace.founded)


@click.command()
@click.argument("folder", metavar="[DIR]", type=FOLDER, default=Path("demo"))
@json_option
@click.pass_obj
def demo(desk: Desk, folder: Path) -> int:
    """Run the whole loop once, on fixtures that ship with edi.

    Encounters leave as 837P, each file on its day; a payer in a box answers with TA1, 999, 277CA and 835 (DIR/answers); every
    line is reconciled, and the reports are written into DIR/reports. The same in every run. Without DIR: the folder demo.
    """
    from edi_engine.cli.printing import workspace
    from edi_engine.flows import demo as errand

    with desk.waiting("Running the demo"):
        document = errand.demo(folder)
    return desk.answer(document, workspace.demonstrated)


@click.command()
@json_option
@click.pass_obj
def dump(desk: Desk) -> None:
    """Print the state of the books, one JSON object a line, sorted.

    Claims, lines, checks, provider adjustments and decisions, without anything that depends on when or in which order the
    files came: two workspaces with the same facts print the same. With --json the objects stand in one document.
    """
    from edi_engine.flows import dump as errand

    with desk.house() as house:
        if desk.json:
            click.echo(f'{{"lines": [{", ".join(errand.dump(house))}]}}')
            return
        for line in errand.dump(house):
            click.echo(line)


@click.command()
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="From this day on (UTC); else from the first.")
@json_option
@click.pass_obj
def audit(desk: Desk, since: datetime | None) -> int:
    """Show who ran which command here, when, and with which files.

    Every command that changes or carries something, oldest first, and each file that it took, wrote, sent or fetched, with its
    SHA-256. Arguments are not kept, for they may name a patient; commands that only look are not in it. Nobody can take an
    entry out, and `edi rebuild` keeps them all.
    """
    from edi_engine.cli.printing import audit as printing
    from edi_engine.flows import audit as errand

    with desk.house() as house:
        document = errand.audit(house, since.date()) if since else errand.audit(house)
    return desk.answer(document, printing.listed)


@click.command()
@json_option
@click.pass_obj
def rebuild(desk: Desk) -> int:
    """Work the books out again from archive/.

    Everything that is derived is emptied first. The state (edi dump) is the same afterwards. Use it after an upgrade,
    or when you do not trust the books.
    """
    from edi_engine.cli.printing import workspace
    from edi_engine.flows import rebuild as errand

    desk.require_workspace()
    with desk.alone("rebuild"), desk.waiting("Rebuilding the books"):
        document = errand.rebuild(desk.workspace)
    return desk.answer(document, workspace.rebuilt)

"""Making a workspace, trying it out, and looking after its books: init, demo, dump, rebuild."""

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

    Encounters leave as 837P, remittances come back, every line is reconciled, and the reports are written into
    DIR/reports. The same in every run. Without DIR: the folder demo.
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

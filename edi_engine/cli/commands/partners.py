"""What partners want of claims: the edits, and the profiles that change them."""

import click

from edi_engine.cli.desk import Desk, json_option


@click.command()
@json_option
@click.pass_obj
def edits(desk: Desk) -> int:
    """List every edit that a claim passes before it leaves.

    Each with its rule and kind, its severity, its sentence (numbers stand in the braces), and the function that finds it. A
    partner profile raises or lowers severities. Needs no workspace.
    """
    from edi_engine.cli.printing import partners as printing
    from edi_engine.flows import edits as errand

    return desk.answer(errand.edits(), printing.edited)


@click.command()
@click.argument("action", metavar="list|show|test", type=click.Choice(["list", "show", "test"]))
@click.argument("name", metavar="[NAME]", required=False)
@json_option
@click.pass_obj
def profile(desk: Desk, action: str, name: str | None) -> int:
    """List partner profiles, show one, or run the examples in them.

    A profile says what a payer or a clearinghouse wants otherwise. Some ship with edi, yours stand in profiles/NAME.toml of the
    workspace; edi.toml names them. Test runs the examples of NAME, or of all. Needs no workspace for those that ship.
    """
    from edi_engine.cli.printing import partners as printing
    from edi_engine.flows import profile as errand

    if action == "show" and not name:
        raise click.UsageError("Name the profile to show; `edi profile list` lists them.")
    if action == "list" and name:
        raise click.UsageError("NAME goes with show and test.")
    if action == "test":
        return desk.answer(errand.test(desk.workspace, name), printing.tested)
    if name:
        return desk.answer(errand.show(desk.workspace, name), printing.shown)
    return desk.answer(errand.listed(desk.workspace), printing.listed)

"""Trying out: a payer in a box that answers claims before anybody sends them, and sample files."""

from pathlib import Path

import click

from edi_engine.cli.desk import Desk, json_option


@click.command()
@click.argument("files", metavar="[837P]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--scenario", "name", default="ordinary", show_default=True, metavar="NAME_OR_FILE",
              help="How the payers behave: one that ships, or a TOML file.")
@click.option("--seed", default="1", show_default=True, metavar="N", help="What chance depends on.")
@click.option("-o", "--output", metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
              help="The folder that the answers go into; made when it is not there.")
@click.option("--list", "listing", is_flag=True, help="List the scenarios that ship, and all that one may say.")
@json_option
@click.pass_obj
def simulate(desk: Desk, files: tuple[Path, ...], name: str, seed: str, output: Path | None, listing: bool) -> int:
    """Let a payer in a box answer 837P files.

    Writes the TA1, 999, 277CA and 835s of every payer that the claims name, as a scenario has it: 0001.ta1.x12 and so on in
    the order of their arrival. DIR/truth.json says what the books must show once an empty ledger has imported the 837Ps and
    received the answers, in whatever order. The same files, scenario and seed give the same bytes. All of it is invented: no
    money moves. Needs no workspace.
    """
    from edi_engine import payer
    from edi_engine.cli.printing import simulating as printing
    from edi_engine.flows import simulate as errand

    if listing:
        return desk.answer(errand.scenarios(), printing.listed)
    if not files or output is None:
        raise click.UsageError("Name 837P files, and with -o the folder that the answers go into; or use --list.")
    try:
        scenario = payer.load(name)
    except payer.Refused as refused:
        raise click.UsageError(str(refused)) from None
    with desk.waiting("Answering"):
        document = errand.simulate(files, scenario, seed, output, desk.caught)
    return desk.answer(document, printing.simulated)


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def fixtures(context: click.Context) -> int | None:
    """List and copy sample files: sound, odd and broken ones.

    A file for every problem that edi knows (broken/RULE.kind), odd envelopes (quirks), one of every kind (golden), and the
    demo's. Everybody in them is invented. They are the fixtures of `edi_engine.testing`, too. Needs no workspace.
    """
    if context.invoked_subcommand:
        return None
    from edi_engine.cli.printing import fixtures as printing
    from edi_engine.flows import fixtures as errand

    return context.ensure_object(Desk).answer(errand.listed(), printing.listed)


@fixtures.command("copy")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.argument("names", metavar="[NAME]...", nargs=-1)
@json_option
@click.pass_obj
def copy_fixtures(desk: Desk, folder: Path, names: tuple[str, ...]) -> int:
    """Copy sample files into a folder.

    NAME is a sample, a folder of samples or a pattern, like golden/835 or 'broken/REM-*'; without one, all are copied. Nothing
    is copied when that would overwrite another file.
    """
    from edi_engine.cli.printing import fixtures as printing
    from edi_engine.flows import fixtures as errand

    return desk.answer(errand.copy(folder, names), printing.copied)

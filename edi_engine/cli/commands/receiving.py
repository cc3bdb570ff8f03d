"""Everything that comes back: receive."""

from pathlib import Path

import click

from edi_engine.cli.desk import EXISTING, Desk, json_option


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE...]", type=EXISTING)
@json_option
@click.pass_obj
def receive(desk: Desk, files: tuple[Path, ...]) -> int:
    """Take what came back, and post the remittances (835).

    Acknowledgments are applied, and what cannot be understood goes into quarantine. Without FILE: everything in inbox/ that
    nobody is still writing, which is moved to processed/ or quarantine/. Named files are taken at once and stay where they are.
    What a file is, is found out from its content. A file that was received before changes nothing.
    """
    from edi_engine.cli.printing import deliveries
    from edi_engine.flows import receive as errand

    with desk.house_for("receive") as house, desk.waiting("Receiving"):
        document = errand.receive(house, list(files), desk.caught)
    return desk.answer(document, deliveries.received)

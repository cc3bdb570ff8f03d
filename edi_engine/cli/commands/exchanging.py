"""Files on their way: send, fetch, sync."""

import sys
import time

import click

from edi_engine.cli.desk import Desk, json_option


@click.command()
@json_option
@click.pass_obj
def send(desk: Desk) -> int:
    """Send the files in outbox/ to the mailbox that edi.toml names.

    Each goes once, to the mailbox that sends files of its mode (ISA15): a test file never to a production mailbox. It is
    written under another name, its size is checked, and it is renamed without overwriting anything; then it moves to sent/. A
    run that was cut off goes on where it ended.
    """
    from edi_engine.cli.printing import exchange
    from edi_engine.flows import send as errand

    with desk.house_for("send") as house, desk.waiting("Sending"):
        document = errand.send(house, desk.caught)
    return desk.answer(document, exchange.carried)


@click.command()
@json_option
@click.pass_obj
def fetch(desk: Desk) -> int:
    """Fetch what came back into the mailboxes that edi.toml names.

    New files that have stopped growing are put into inbox/, whole, each once; `edi receive` takes them from there.
    """
    from edi_engine.cli.printing import exchange
    from edi_engine.flows import fetch as errand

    with desk.house_for("fetch") as house, desk.waiting("Fetching"):
        document = errand.fetch(house, desk.caught)
    return desk.answer(document, exchange.carried)


@click.command()
@click.option("--watch", type=click.IntRange(min=1), metavar="SECONDS",
              help="Do it again and again, so many seconds after each round, until interrupted (Ctrl-C).")
@json_option
@click.pass_obj
def sync(desk: Desk, watch: int | None) -> int:
    """Send, fetch and receive in one go.

    With --watch and --json, each round prints a document on a line of its own; a mailbox that cannot be reached is told and
    tried again in the next round.
    """
    while True:
        code = _round(desk)
        if watch is None:
            return code
        sys.stdout.flush()
        time.sleep(watch)


def _round(desk: Desk) -> int:
    """One round; between two of them others may work in the workspace."""
    from edi_engine.cli.printing import exchange
    from edi_engine.flows import sync as errand

    with desk.house_for("sync") as house, desk.waiting("Syncing"):
        document = errand.sync(house, desk.caught)
    return desk.answer(document, exchange.synced)

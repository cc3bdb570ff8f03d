"""Claims on their way out, or sent by another system: schema, submit, import."""

from pathlib import Path

import click

from edi_engine.cli.desk import Desk, files_argument, json_option


@click.command()
def schema() -> None:
    """Print the JSON schema of an encounter, to plug in your own data."""
    import json

    from edi_engine import encounters

    click.echo(json.dumps(encounters.schema(), indent=2))


@click.command()
@files_argument
@json_option
@click.pass_obj
def submit(desk: Desk, files: tuple[Path, ...]) -> int:
    """Turn coded encounters into checked 837P files in outbox/.

    FILE is JSON, JSONL or CSV (one row a line), a FHIR R4 claim or bundle, or a claim as Stedi and Optum take it; a folder
    stands for the files in it, sorted. A bad encounter is named with its row or path and stays behind; the good ones go.
    """
    from edi_engine.cli.printing import deliveries
    from edi_engine.flows import submit as errand

    with desk.house_for("submit") as house, desk.waiting("Preparing claims"):
        document = errand.submit(house, list(files), desk.caught)
    return desk.answer(document, deliveries.submitted)


@click.command("import")
@files_argument
@json_option
@click.pass_obj
def imports(desk: Desk, files: tuple[Path, ...]) -> int:
    """Take 837P claims that another system sent.

    Their answers can then be matched and posted. A folder stands for the files in it, sorted. Taking a file twice
    changes nothing.
    """
    from edi_engine.cli.printing import deliveries
    from edi_engine.flows import imports as errand

    with desk.house_for("import") as house, desk.waiting("Importing claims"):
        document = errand.imports(house, list(files), desk.caught)
    return desk.answer(document, deliveries.imported)

"""The command ``edi``: its own options, and its commands in the order in which a biller meets them."""

from pathlib import Path

import click

from edi_engine import __version__
from edi_engine.cli.commands import (
    asking,
    coding,
    deciding,
    exchanging,
    following,
    inspecting,
    partners,
    receiving,
    sending,
    simulating,
    workspace,
)
from edi_engine.cli.desk import Desk

SECTIONS: dict[str, tuple[click.Command, ...]] = {
    "Start": (workspace.init, workspace.demo),
    "Every day": (sending.submit, exchanging.sync, exchanging.send, exchanging.fetch, receiving.receive, asking.worklist,
                  asking.claim, asking.where, asking.provider_adjustments, asking.variance, asking.report, asking.proof),
    "Follow up": (following.secondary, following.replace, following.void, following.fix),
    "Decide": (deciding.note, deciding.match, deciding.unmatch, deciding.release),
    "Look at files (no workspace needed)": (inspecting.summary, inspecting.check_remit, inspecting.diff_835,
                                            inspecting.check, inspecting.rewrite, inspecting.acknowledge,
                                            inspecting.guide, sending.schema, partners.edits, partners.profile),
    "Try it out (no workspace needed)": (simulating.simulate, simulating.fixtures),
    "Keep the books": (sending.imports, coding.codes, workspace.audit, workspace.dump, workspace.rebuild),
}


class Sections(click.Group):
    """A group that lists its commands in sections and in the order of the day, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [command.name or "" for commands in SECTIONS.values() for command in commands]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = max(map(len, self.list_commands(ctx)))
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([((c.name or "").ljust(width), c.get_short_help_str(66)) for c in commands])


@click.group(cls=Sections, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option("-w", "--workspace", "folder", type=click.Path(file_okay=False, path_type=Path), default=Path(),
              envvar="EDI_WORKSPACE", metavar="DIR", show_envvar=True, help="The workspace; else the current folder.")
@click.option("--debug", is_flag=True, help="Show the traceback when something breaks; it may show patients' data.")
@click.version_option(__version__, "-V", "--version", prog_name="edi", message="%(prog)s %(version)s")
@click.pass_obj
def edi(desk: Desk, folder: Path, debug: bool) -> None:
    """Claims out (837P), remittances back (835), and every cent of every claim line explained.

    \b
    Exit codes: 0 done; 1 done, with an error or something held, refused or quarantined;
    2 misuse; 3 none of the files could be read, or some could not be carried.
    """
    desk.workspace, desk.debug = folder, debug


for _commands in SECTIONS.values():
    for _command in _commands:
        edi.add_command(_command)

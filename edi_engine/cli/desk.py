"""The desk between a command and the house: finds the workspace, hands over the answer, waits and apologises."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from edi_engine.cli.verdict import TROUBLE, exit_code

if TYPE_CHECKING:
    from edi_engine.cli.printing.blocks import Block
    from edi_engine.flows.house import House

Document = Mapping[str, Any]
Printer = Callable[[Any], "Iterable[Block]"]
F = TypeVar("F", bound=Callable[..., Any])
TOGETHER = 1000                                  # pieces of text in one write


class Uncaught(Exception):
    """Nobody raises it: who catches this alone lets everything out."""


class Desk:
    """What the options of ``edi`` itself said, and how commands answer."""

    def __init__(self) -> None:
        self.workspace = Path()
        self.debug = False
        self.json = False

    @property
    def caught(self) -> type[Exception]:
        """What a flow makes a problem of its file: everything, or with --debug nothing."""
        return Uncaught if self.debug else Exception

    @contextmanager
    def house(self) -> "Iterator[House]":
        """The open workspace, to look into. Flows raise Unknown for what a person named and nobody knows: exit 2."""
        from edi_engine.flows.house import open_house

        self.require_workspace()
        with open_house(self.workspace) as house:
            for sentence in house.news:
                click.echo(sentence, err=True)
            yield house

    @contextmanager
    def house_for(self, command: str) -> "Iterator[House]":
        """The open workspace for a command that changes something: nobody else does meanwhile, and the audit knows it."""
        from edi_engine.flows.house import open_house

        self.require_workspace()
        with self.alone(command), open_house(self.workspace, errand=command) as house:
            for sentence in house.news:
                click.echo(sentence, err=True)
            house.audit()
            yield house

    @contextmanager
    def alone(self, command: str) -> Iterator[None]:
        """Wait until nobody else changes the workspace, and say for whom; who comes later waits for us."""
        from edi_engine.exchange import locking
        from edi_engine.ledger import transfers

        with locking.alone(self.workspace, command, transfers.user(), lambda text: click.echo(text, err=True)):
            yield

    def require_workspace(self) -> None:
        """Exit 2 with the way out when the folder is no workspace; what has no effect in its edi.toml is told on stderr."""
        from edi_engine import settings

        if not (self.workspace / "edi.toml").is_file():
            where = "This folder" if self.workspace == Path() else f"{self.workspace}"
            raise click.UsageError(f"{where} is no workspace: it has no edi.toml. Make one with `edi init`, or name one "
                                   "with `edi -w DIR` or EDI_WORKSPACE.")
        for problem in settings.load(self.workspace).problems:
            if problem.severity != "error":           # an error keeps the house shut, and is told there
                click.echo(f"Warning: {problem.message}", err=True)

    def answer(self, document: Document, printer: Printer) -> int:
        """Print the answer, as JSON or for people, and give the exit code that it means."""
        self.show(document, printer)
        return exit_code(document)

    def show(self, document: Any, printer: Printer) -> None:
        """Print a document: one line of JSON (indented for people who look at it), or blocks of text."""
        if not self.json:
            from edi_engine.cli.printing import show

            return show(printer(document))
        if sys.stdout.isatty():
            import json

            return click.echo(json.dumps(document, indent=2, default=_plain))
        from edi_engine.spool import written

        self.pour(written(document))
        return click.echo()

    def pour(self, pieces: Iterable[str]) -> None:
        """Print what is made while it is printed, in blocks."""
        held: list[str] = []
        for piece in pieces:
            held.append(piece)
            if len(held) == TOGETHER:
                click.echo("".join(held), nl=False)
                held = []
        click.echo("".join(held), nl=False)

    def hint(self, text: str) -> None:
        """What else there is, on stderr; only for somebody who looks at a terminal."""
        if not self.json and sys.stdout.isatty():
            click.echo(text, err=True)

    @contextmanager
    def waiting(self, what: str) -> Iterator[None]:
        """A progress bar on stderr while the block works; nothing when nobody looks at a terminal."""
        if not sys.stderr.isatty():
            yield
            return
        from edi_engine.cli.printing.waiting import bar

        with bar(what):
            yield

    def apologise(self, broken: Exception) -> int:
        """One sentence for what should not have happened, without anything that the exception itself says; exit 1."""
        from edi_engine.cli.printing.apology import sentence

        text = sentence(broken)
        click.echo(f"Error: {text}", err=True)
        if self.json:
            import json

            click.echo(json.dumps({"error": text}))
        return TROUBLE


def _plain(value: Any) -> Any:
    """What JSON has no word for: rows that are kept elsewhere are a list, everything else its text."""
    return list(value) if isinstance(value, Sequence) else str(value)


def unknown(broken: Exception) -> bool:
    """Whether a flow says that a person named something that nobody knows; its text is for that person."""
    from edi_engine.flows.house import Unknown

    return isinstance(broken, Unknown)


def json_option(command: F) -> F:
    """``--json``: one JSON document on stdout and nothing else there."""

    def chosen(context: click.Context, _: click.Parameter, value: bool) -> None:
        context.ensure_object(Desk).json = value

    return click.option("--json", is_flag=True, expose_value=False, callback=chosen,
                        help="Print one JSON document and nothing else; messages go to stderr.")(command)


def files_argument(command: F) -> F:
    """One or more files or folders; a folder stands for the files in it, sorted. What is not there is misuse (exit 2)."""
    return click.argument("files", nargs=-1, required=True, metavar="FILE...", type=EXISTING)(command)


EXISTING = click.Path(exists=True, path_type=Path)

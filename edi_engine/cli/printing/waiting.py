"""A progress bar on stderr while an errand works; it goes away when the errand is done."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from edi_engine.progress import listening


@contextmanager
def bar(what: str) -> Iterator[None]:
    """Show that something is going on, and how far it is when the errand tells."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=30), TextColumn("{task.fields[far]}"),
               TimeElapsedColumn())
    console = Console(file=sys.stderr, highlight=False, markup=False)
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(what, total=None, far="")

        def heard(item: str, done: int, total: int | None) -> None:
            far = f"{done:,} of {total:,}" if total else f"{done:,}"
            progress.update(task, description=f"{what}: {item}", completed=done, total=total, far=far)

        with listening(heard):
            yield

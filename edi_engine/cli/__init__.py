"""The command line: parse options, call one flow, print its result. Every heavy import is inside the command that needs it."""

import gc
import sys

from edi_engine.cli.desk import Desk, unknown
from edi_engine.cli.verdict import MISUSE

INTERRUPTED, PIPE_CLOSED = 130, 141
YOUNG = 100_000                                  # a command makes millions of small values and hardly a cycle: looking for
                                                 # cycles every 700 values costs a quarter of the time of a large file


def main(arguments: list[str] | None = None) -> int:
    """Run ``edi`` and give its exit code; whoever uses it sees a sentence, never a traceback (unless asked for: --debug)."""
    import click

    from edi_engine.cli.app import edi

    desk = Desk()
    gc.set_threshold(YOUNG)
    try:
        result = edi.main(arguments, prog_name="edi", obj=desk, standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.ClickException as misuse:
        misuse.show()
        return misuse.exit_code
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):         # click itself ends with SystemExit when the pipe is closed
        return _leave_quietly()
    except Exception as broken:
        if unknown(broken):
            click.echo(f"Error: {broken}", err=True)
            return MISUSE
        if desk.debug:
            raise
        return desk.apologise(broken)


def _leave_quietly() -> int:
    """Whoever read our output stopped reading; keep Python from complaining about it when it exits."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PIPE_CLOSED

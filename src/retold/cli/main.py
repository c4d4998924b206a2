"""The command line: `retold COMMAND`. Commands are a table; each is a module loaded when it is called.

Exit codes: 0 done, 1 done with problems under --strict (or a check of `verify` failed), 2 wrong usage, 3 nothing could
be read, 130 interrupted, 143 ended by SIGTERM.
"""

import importlib
import os
import signal
import sys
import threading
from io import TextIOWrapper

import click

from retold import __version__

COMMANDS = {
    "analyze": "Find the records of every article: one JSON line each.",
    "compare": "Lay the accounts of a story side by side: report, JSON, summary.",
    "fetch": "Fetch addresses and keep what was sent: an archive to compare later.",
    "feed": "List the items of feeds, or fetch the newest of them.",
    "cluster": "Tell which articles tell the same story.",
    "export": "Write a report's tables in the formats of other tools.",
    "decide": "Gather what people decided in edited exports, to compare with.",
    "schema": "Print the JSON Schema of the output.",
    "verify": "Check a report folder: every hash and every span.",
}


class Commands(click.Group):
    """Looks commands up in the table, so that `--help` imports none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"retold.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="retold")
def cli() -> None:
    """Lay several tellings of one news story side by side.

    Who reported what, where the tellings agree and differ, who said it first, and how many are independent. Every cell
    leads to the exact words it stands on.
    """


class Stopped(KeyboardInterrupt):
    """The program was asked to end (SIGTERM)."""


def main() -> None:
    """The entry point: runs a command and turns errors into messages and exit codes."""
    _streams()
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _stop)
    try:
        code = cli.main(standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:
        code = _told(error)
    sys.exit(code if isinstance(code, int) else 0)


def _stop(*_: object) -> None:
    raise Stopped


def _streams() -> None:
    """Standard streams that break on nothing: one that is closed leads nowhere, so that no file takes its place, and a
    terminal of a narrow character set shows "?" for what it lacks."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _told(error: BaseException) -> int:
    """Says what went wrong, and gives the exit code."""
    from retold.errors import NothingReadError, RetoldError

    match error:
        case click.ClickException():
            if isinstance(error, click.UsageError) and error.ctx is not None:
                click.echo(error.ctx.get_usage(), err=True)
            _say(f"Error: {error.format_message()}")
            return 2
        case click.Abort() | KeyboardInterrupt():
            _say("interrupted; what was finished is kept: run the command again (analyze with --resume)")
            return 143 if isinstance(error.__cause__ or error, Stopped) else 130
        case RetoldError():
            _say(f"retold: {error}")
            return 3 if isinstance(error, NothingReadError) else 2
        case BrokenPipeError():
            _silence()
            return 0
        case OSError():
            _say(f"retold: {error.filename or 'standard output'}: {error.strerror}; check the path and the free space")
            _silence()
            return 2
    _say(f"retold: internal error ({type(error).__name__}: {error}); please report it with the input")
    return 2


def _say(text: str) -> None:
    """Lines on standard error; our own messages part their lines, and those of others were made one before."""
    from retold.cli import options

    for line in text.split("\n"):
        options.say(line)


def _silence() -> None:
    """What is still in standard output's buffer goes nowhere, so that Python does not complain of it at the end."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

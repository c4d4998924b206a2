"""The command line: `retold COMMAND`. Commands are a table; each is a module loaded when it is called.

Exit codes: 0 done, 1 done with problems under --strict (or a check of `verify` failed), 2 wrong usage, 3 nothing could
be read, 130 interrupted.
"""

import importlib
import os
import sys
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


def main() -> None:
    """The entry point: runs a command and turns errors into messages and exit codes."""
    from retold.errors import NothingReadError, RetoldError

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # a terminal of a narrow character set shows "?" for what it lacks
            stream.reconfigure(errors="replace")
    try:
        code = cli.main(standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted; what was finished is kept: run the command again (analyze with --resume)", err=True)
        sys.exit(130)
    except NothingReadError as error:
        click.echo(f"retold: {error}", err=True)
        sys.exit(3)
    except RetoldError as error:
        click.echo(f"retold: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        _silence()
        sys.exit(0)
    except OSError as error:
        name = error.filename or "standard output"
        click.echo(f"retold: {name}: {error.strerror}; check the path and the free space", err=True)
        _silence()
        sys.exit(2)
    except Exception as error:
        click.echo(
            f"retold: internal error ({type(error).__name__}: {error}); please report it with the input", err=True
        )
        sys.exit(2)
    sys.exit(code if isinstance(code, int) else 0)


def _silence() -> None:
    """What is still in standard output's buffer goes nowhere, so that Python does not complain of it at the end."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

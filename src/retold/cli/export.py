"""`retold export`."""

from pathlib import Path
from typing import Any

import click

from retold.cli import options


class _Formats(click.Command):
    """Lists the formats below the options; they are looked up when the help is asked for."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from retold.export import FORMATS

        with formatter.section("Formats"):
            formatter.write_dl([(form.name, form.about) for form in FORMATS])


@click.command("export", cls=_Formats)
@click.argument("form", metavar="FORMAT")
@click.argument("inputs", nargs=-1, required=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="File or folder to write.")
@options.settings
def command(form: str, inputs: tuple[str, ...], output: Path, strict: bool, quiet: bool, **settings: Any) -> int:
    """Write a story in FORMAT: the folder of a report, or accounts as `retold compare` takes them."""
    from retold import app
    from retold.export import ready as known

    config = options.config(**settings)
    wanted = known(form, config.browser)
    folder = Path(inputs[0])
    if len(inputs) == 1 and (folder / "comparison.json").is_file():
        comparison = app.reported(folder)
    else:
        options.waits(inputs, config, quiet)
        with options.bar("reading articles", quiet) as progress:
            comparison = app.compared(inputs, config, progress, options.stdin(inputs, config))
        options.report(comparison.problems, quiet)
    written = app.export(wanted.name, comparison, output, config)
    if not quiet:
        count = "" if len(written) == 1 else f" ({len(written)} files)"
        options.say(f"{wanted.name}: {output}{count}")
    return options.finish(comparison.problems, strict)

"""The command line."""

from pathlib import Path

import click


@click.group()
def main() -> None:
    """Lay several tellings of one story side by side."""


@main.command()
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True)
def analyze(inputs: tuple[Path, ...], output: Path) -> None:
    """One Analysis a line for every document."""
    from retold import app

    app.analyze(inputs, output)


@main.command()
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True)
@click.option("--each", is_flag=True)
def compare(inputs: tuple[Path, ...], output: Path, each: bool) -> None:
    """Compare the accounts of one story."""
    from retold import app

    if each:
        for folder in sorted(inputs[0].iterdir()):
            app.compare((folder,), output / folder.name)
    else:
        app.compare(inputs, output)

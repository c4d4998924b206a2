"""`retold verify`."""

from pathlib import Path

import click


@click.command("verify")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def command(folder: Path) -> int:
    """Check a report FOLDER: inputs unchanged, every span reproduces its text."""
    from retold import app

    failures = app.verify(folder)
    for failure in failures[:50]:
        click.echo(failure, err=True)
    click.echo("nothing wrong was found" if not failures else f"{len(failures)} checks failed")
    return 1 if failures else 0

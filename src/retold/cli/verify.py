"""`retold verify`."""

from pathlib import Path

import click

MOST = 50


@click.command("verify")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="Settings the report was made with.")
@click.option("--wacz", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Archive of the inputs.")
def command(folder: Path, config_file: Path | None, wacz: Path | None) -> int:
    """Check a report FOLDER again: read its inputs, compare their hashes, reproduce every span.

    Run it where `retold compare` was run: the report names its inputs by the paths it was given. Inputs that are not
    there are looked for in the archive that `compare --wacz` wrote, or in evidence.wacz of the folder.
    """
    from retold import verifying
    from retold.cli import options

    found = verifying.verify(folder, options.config(config_file), wacz)
    for finding in found.findings[:MOST]:
        options.say(f"{finding.code} {finding.account} {finding.where}: {finding.message}")
    if len(found.findings) > MOST:
        options.say(f"... and {len(found.findings) - MOST} more")
    checked = f"{found.inputs} inputs and {found.spans} spans checked"
    options.say(f"{checked}; {len(found.findings)} do not reproduce", err=False)
    return 0 if found.holds else 1

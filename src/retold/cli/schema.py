"""`retold schema`."""

import json

import click


@click.command("schema")
@click.argument("name", type=click.Choice(["analysis", "comparison"]))
def command(name: str) -> None:
    """Print the JSON Schema of an Analysis line or of comparison.json."""
    from retold.schema import schema

    click.echo(json.dumps(schema(name), indent=1))

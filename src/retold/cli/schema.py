"""`retold schema`."""

import json

import click


@click.command("schema")
@click.argument("name", type=click.Choice(["analysis", "comparison", "decisions"]))
def command(name: str) -> None:
    """Print the JSON Schema of an Analysis line, of comparison.json or of a file of decisions."""
    from retold.schema import schema

    click.echo(json.dumps(schema(name), indent=1))

"""The tables of the house, listed: a change to one shows here."""

from retold import app
from retold.cli.main import COMMANDS
from retold.kinds import KINDS
from retold.languages import available, load
from retold.read.file import ARCHIVES, READERS


def test_kinds_in_order() -> None:
    assert [(kind.name, kind.records) for kind in KINDS] == [
        ("time", "times"),
        ("name", "mentions"),
        ("attribution", "quotes"),
        ("figure", "figures"),
        ("event", "events"),
        ("happening", None),
        ("own", None),
        ("version", None),
        ("fact", "facts"),
        ("status", "statuses"),
        ("citation", "citations"),
    ]


def test_commands_readers_outputs() -> None:
    assert list(COMMANDS) == ["analyze", "compare", "fetch", "feed", "cluster", "export", "decide", "schema", "verify"]
    assert sorted(READERS) == [
        ".docx", ".eml", ".epub", ".htm", ".html", ".json", ".jsonl", ".markdown", ".md", ".mht", ".mhtml", ".ndjson",
        ".odt", ".pdf", ".text", ".txt", ".webarchive", ".xhtml", ".xml",
    ]  # fmt: skip
    assert sorted(ARCHIVES) == [".wacz", ".warc"]
    assert app.OUTPUTS == ("comparison.json", "analyses.jsonl", "report.html", "brief.html")


def test_languages_load_once() -> None:
    assert available() == ("en",)
    assert load("en") is load("en")
    assert {"clean", "quotes"} <= set(load("en").tables)

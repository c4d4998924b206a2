"""Writes the expected outputs of the tests again: `make goldens`. Read the difference before you commit it."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.compare import test_figures as story_figures
from tests.export import test_formats as exports
from tests.extract import test_figures as figures
from tests.extract import test_mentions as mentions
from tests.report.fixture import comparison

from retold.annotate import annotate_all
from retold.config import Config
from retold.model import Article, SourceMap
from retold.parse import Parse
from retold.report.text import render
from retold.report.view import build

GOLDEN = Path(__file__).parent / "golden"


def annotate(texts: list[str]) -> list[Parse]:
    """Texts -> their parses."""
    articles = [
        Article(str(place), None, None, None, (), "en", text, None, None, (), SourceMap("identity"))
        for place, text in enumerate(texts)
    ]
    return list(annotate_all(articles, Config()))


def figures_of_one() -> str:
    """The figures of each sentence of the table."""
    rows = []
    for row, doc in zip(figures.GOLDEN, annotate([row["text"] for row in figures.GOLDEN]), strict=True):
        rows.append({**row, "figures": [figures.told(figure, doc.text) for figure in figures.read(doc)]})
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def figures_of_stories() -> str:
    """The rows of figures of each story."""
    stories = {name: story_figures.told(comparison) for name, comparison in story_figures.compared().items()}
    return json.dumps(stories, indent=1, ensure_ascii=False) + "\n"


def mentions_of_one() -> str:
    """The mentions of each passage."""
    return "\n".join(mentions.lines(mentions.reading(annotate))) + "\n"


def terminal() -> str:
    """The terminal's summary of the invented story."""
    return render(build(comparison()), 100)


GOLDENS: dict[str, Callable[[], str]] = {
    "figures.jsonl": figures_of_one,
    "figures_story/expected.json": figures_of_stories,
    "mentions.txt": mentions_of_one,
    "report.txt": terminal,
    **{f"export/{name}.txt": partial(exports.golden, name) for name in exports.SHOWN},
}


def main() -> None:
    """Writes each file whose content would change, and says so."""
    for name, made in GOLDENS.items():
        path, text = GOLDEN / name, made()
        if path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"written: {path.name}")


if __name__ == "__main__":
    main()

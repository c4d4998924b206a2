"""The importable API: `retold.analyze`, `retold.compare`, `retold.same_name`.

Results are the records of `retold.model`; in a notebook they show themselves (`_repr_html_`).
"""

from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

from retold import app, pipeline
from retold.config import Config
from retold.errors import NothingReadError
from retold.model import Analysis, Comparison, Page, Problem

Source = str | Path


class Analyzed(Analysis):
    """An Analysis that shows itself in a notebook and writes itself as the public format."""

    __slots__ = ()

    def json(self) -> bytes:
        """One line of `analyses.jsonl`, without the line end."""
        from retold.report.json import analysis_json

        return analysis_json(self)

    def _repr_html_(self) -> str:
        from html import escape

        kinds = ("quotes", "figures", "times", "events", "entities", "facts", "citations")
        counts = ", ".join(f"{len(getattr(self, name))} {name}" for name in kinds)
        return f"<b>{escape(self.article.title or self.article.id)}</b><br>{escape(counts)}"


class Compared(Comparison):
    """A Comparison that shows its report in a notebook and saves it."""

    __slots__ = ()

    def json(self) -> bytes:
        """`comparison.json`."""
        from retold.report.json import comparison_json

        return comparison_json(self)

    def save(self, folder: Source, config: Config | None = None) -> Path:
        """Writes `report.html`, `brief.html`, `comparison.json`, `analyses.jsonl`; gives the report's path."""
        app.write(self, Path(folder), config or Config())
        return Path(folder) / "report.html"

    def _repr_html_(self) -> str:
        from html import escape

        from retold.report import html, view

        page = escape(html.render(view.build(self, app.about(Config()))))
        style = "width:100%;height:80vh;border:1px solid"
        return f'<iframe sandbox="allow-scripts" style="{style}" srcdoc="{page}"></iframe>'


def analyze(page_or_text: Page | str, config: Config | None = None, **details: str) -> Analyzed:
    """The Analysis of one article.

    A `str` is clean text, used unchanged (offsets hold against it); a Page may be HTML or scraped text. `details` are
    fields of the Page a text becomes: `id`, `title`, `outlet`, `url`, `published` (ISO 8601), `language`. Raises
    ModelMissingError when the spaCy model is not installed; bad input is in `problems`.
    """
    if isinstance(page_or_text, str):
        page = replace(Page("text", page_or_text.encode("utf-8", "replace"), "text", encoding="utf-8"), **details)  # type: ignore[arg-type]
    else:
        page = page_or_text
    found = pipeline.analyze(page, config or Config())
    return Analyzed(**{item.name: getattr(found, item.name) for item in fields(found)})


def compare(inputs: Sequence[Source | Page | Analysis] | Source, config: Config | None = None) -> Compared:
    """The Comparison of the tellings of one story.

    `inputs` are paths of files and folders, Pages, Analyses, or a mixture. Raises NothingReadError when there is no
    article in them.
    """
    config = config or Config()
    items = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    told = [item for item in items if isinstance(item, Analysis)]
    pages = [item for item in items if isinstance(item, Page)]
    paths = [str(item) for item in items if isinstance(item, str | Path)]
    problems: list[Problem] = []
    if paths:
        read, problems = app.gather(paths, config)
        pages += read
    told += list(app.analyses(sorted(pages, key=lambda page: page.id), config))
    found = app.side_by_side(told, config)
    if not found.accounts:
        raise NothingReadError("no article could be read from the inputs")
    found = replace(found, problems=(*problems, *found.problems))
    return Compared(**{item.name: getattr(found, item.name) for item in fields(found)})

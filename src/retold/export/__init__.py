"""A Comparison in the formats of other tools. One module a format, one row in `FORMATS`.

`made(name, comparison, means)` gives the files of a format as bytes. Every module has `files(comparison, name) ->
Files`, but for those made of the report's page, which have `files(page, browser)`; the bytes depend on the story alone,
so that the same story gives the same files. Heavy libraries are loaded when their format is asked for.
"""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from retold.errors import UsageError
from retold.model import Comparison

Files = Mapping[str, bytes]
"""Bytes by relative path. A format of one file has the one key "" and takes the name that the caller gives."""

ONE = ""


@dataclass(frozen=True, slots=True)
class Format:
    """A format by `name`: what it is in words, the `ending` of its file ("" for a folder of files), the module that
    writes it, the libraries of the extra `retold[export]` that it needs, whether it is made of the report's page."""

    name: str
    about: str
    ending: str
    module: str
    needs: tuple[str, ...] = ()
    of_page: bool = False

    @property
    def is_folder(self) -> bool:
        return not self.ending


@dataclass(frozen=True, slots=True)
class Means:
    """What formats that are made of the report's page need: the page as HTML for paper, made when it is asked for, and
    the browser that prints it ("": one that is found)."""

    page: Callable[[], str] | None = None
    browser: str = ""


FORMATS: tuple[Format, ...] = (
    Format("csv", "every table as a CSV file", "", "flat"),
    Format("jsonl", "every table as JSON lines", "", "flat"),
    Format("parquet", "every table as a Parquet file", "", "parquet", ("pyarrow",)),
    Format("xlsx", "every table as a sheet of one workbook", ".xlsx", "workbook", ("xlsxwriter",)),
    Format("markdown", "a note with front matter, for note-taking tools", ".md", "markdown"),
    Format("docx", "a brief to work on, with sources as footnotes", ".docx", "document", ("docx",)),
    Format("pdf", "the report as pages, with bookmarks and tagged text", ".pdf", "printed", of_page=True),
    Format("csl", "the accounts as sources, CSL-JSON", ".json", "references"),
    Format("ris", "the accounts as sources, RIS", ".ris", "references"),
    Format("bibtex", "the accounts as sources, BibTeX", ".bib", "references"),
    Format("annotations", "every passage as a W3C Web Annotation", ".jsonld", "annotations"),
    Format("prov", "where statements and articles come from, PROV-O", ".jsonld", "prov"),
    Format("schemaorg", "articles, quotations, events and people, schema.org", ".jsonld", "schemaorg"),
    Format("ftm", "FollowTheMoney entities, JSON lines", ".ftm.json", "ftm"),
    Format("graphml", "who took what from whom, and who did what, GraphML", ".graphml", "graphs"),
    Format("gexf", "the same as GEXF", ".gexf", "graphs"),
    Format("timelinejs", "the timeline for TimelineJS", ".json", "timelines"),
    Format("icalendar", "the timeline as a calendar", ".ics", "timelines"),
    Format("ninjs", "each article as ninjs 3.1", "", "ninjs"),
    Format("brat", "the records of each article as brat standoff", "", "brat"),
    Format("conllu", "the records of each article as CoNLL-U, entities as in CorefUD", "", "conllu"),
    Format("xmi", "the records of each article as UIMA CAS XMI", "", "cas"),
    Format("svg", "the story at a glance, one picture", ".svg", "glance"),
    Format("png", "the same picture as PNG", ".png", "glance", ("resvg_py",)),
)
BY_NAME: Mapping[str, Format] = {item.name: item for item in FORMATS}


def form(name: str) -> Format:
    """The format called `name`. Raises UsageError where there is none."""
    if name not in BY_NAME:
        raise UsageError(f"no format is called {name!r}; there are {', '.join(BY_NAME)}")
    return BY_NAME[name]


def ready(name: str, browser: str = "") -> Format:
    """The format, when all is there that it needs. Raises UsageError where it is unknown, or where a library or the
    browser that it needs is missing."""
    wanted = form(name)
    for library in wanted.needs:
        try:
            importlib.import_module(library)
        except ImportError as error:
            missing = f"the format {name} needs {library}, which is not installed: pip install 'retold[export]'"
            raise UsageError(missing) from error
    if wanted.of_page:
        _module(wanted).found(browser)
    return wanted


def made(name: str, comparison: Comparison, means: Means | None = None) -> Files:
    """The files of a format. Raises UsageError as `ready` does."""
    given = means or Means()
    wanted = ready(name, given.browser)
    write: Callable[..., Files] = _module(wanted).files
    if not wanted.of_page:
        return write(comparison, name)
    if given.page is None:
        raise UsageError(f"the format {name} is made of the report's page, which is not at hand here")
    return write(given.page(), given.browser)


def _module(wanted: Format) -> Any:
    return importlib.import_module(f"retold.export.{wanted.module}")

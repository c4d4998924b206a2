"""A Comparison in the formats of other tools. One module a format, one row in `FORMATS`.

`made(name, comparison)` gives the files of a format as bytes. Every module has `files(comparison) -> Files`; the bytes
depend on the comparison alone, so that the same story gives the same files. Heavy libraries are loaded when their
format is asked for.
"""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass

from retold.errors import UsageError
from retold.model import Comparison

Files = Mapping[str, bytes]
"""Bytes by relative path. A format of one file has the one key "" and takes the name that the caller gives."""

ONE = ""


@dataclass(frozen=True, slots=True)
class Format:
    """A format by `name`: what it is in words, the `ending` of its file ("" for a folder of files), the module that
    writes it, and the libraries of the extra `retold[export]` that it needs."""

    name: str
    about: str
    ending: str
    module: str
    needs: tuple[str, ...] = ()

    @property
    def is_folder(self) -> bool:
        return not self.ending


FORMATS: tuple[Format, ...] = (
    Format("csv", "every table as a CSV file", "", "flat"),
    Format("jsonl", "every table as JSON lines", "", "lines"),
    Format("parquet", "every table as a Parquet file", "", "parquet", ("pyarrow",)),
    Format("xlsx", "every table as a sheet of one workbook", ".xlsx", "workbook", ("xlsxwriter",)),
    Format("markdown", "a note with front matter, for note-taking tools", ".md", "markdown"),
    Format("docx", "a brief to work on, with sources as footnotes", ".docx", "document", ("docx",)),
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
    Format("svg", "the story at a glance, one picture", ".svg", "glance"),
)
BY_NAME: Mapping[str, Format] = {item.name: item for item in FORMATS}


def form(name: str) -> Format:
    """The format called `name`. Raises UsageError where there is none."""
    if name not in BY_NAME:
        raise UsageError(f"no format is called {name!r}; there are {', '.join(BY_NAME)}")
    return BY_NAME[name]


def made(name: str, comparison: Comparison) -> Files:
    """The files of a format. Raises UsageError where it is unknown or a library that it needs is missing."""
    wanted = form(name)
    for library in wanted.needs:
        try:
            importlib.import_module(library)
        except ImportError as error:
            raise UsageError(
                f"the format {name} needs {library}, which is not installed: pip install 'retold[export]'"
            ) from error
    found: Files = importlib.import_module(f"retold.export.{wanted.module}").files(comparison, name)
    return found

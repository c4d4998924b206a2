"""Every visible string of a report, held against what must not show: codes, raw times, file names, internal words."""

import re
import tomllib
from importlib import resources

import pytest
from tests.report.fixture import TEXTS, comparison
from tests.report.test_record_check import example  # noqa: F401 - a fixture

from retold.model import Comparison
from retold.report.html import render
from retold.report.text import render as as_text
from retold.report.view import build

HIDDEN = re.compile(r"<(style|script)\b.*?</\1>|<!--.*?-->", re.S)
TAGS = re.compile(r"<[^>]*>")
CODES = re.compile(
    r"\b[EFKMNQS]\d{3}\b"  # codes of checks
    r"|\b\d{4}-(?:\d\d-\d\d|\d\dT|W\d\d|[A-Z]{2})\b|\b(?:PAST|PRESENT|FUTURE)_REF\b"  # times as TIMEX3 writes them
    r"|\bhappening-\d|\bnot_said\b|\bnot_covered\b"
)
FILES = re.compile(r"\b[\w-]+\.(?:html?|txt|md|jsonl?|toml)\b")
WORDS = re.compile(
    r"^(?:≠ )?differ$|\bcompatible\b|\borigins?\b|\bcarriers?\b|\bfates?\b|\bway to freedom\b|\bsigns \d|\b\d of 1\b"
    r"|\bdebris\b|\bpinned\b|\bpassages were matched\b|\bcannot both (?:hold|be right)\b|\bcan both (?:hold|be right)\b"
    r"|\b[Rr]ule [A-Z]\d|\bas done\b|\bare real\b|\bthreshold\b",
)
METHOD = re.compile(r'<section id="method".*?</section>', re.S)  # names its inputs and the data beside the page
ARTICLES = re.compile(r'<section id="articles".*?</section>', re.S)


def chrome(page: str, texts: list[str]) -> str:
    """The visible text of a page without the articles, the method and what stands in the accounts."""
    shown = ARTICLES.sub(" ", METHOD.sub(" ", HIDDEN.sub(" ", page)))
    lines = [" ".join(part.split()) for part in TAGS.split(shown)]
    held = [" ".join(text.split()) for text in texts]
    return "\n".join(line for line in lines if line and not any(line.strip("“”…") in text for text in held))


def data(page: str) -> str:
    """What the script shows of each row: its question, reason, answers and notes."""
    return page.partition('id="data">')[2].partition("</script>")[0].partition('"rows":')[2]


def test_the_wording_file_holds_no_internal_word() -> None:
    text = (resources.files("retold.report") / "templates" / "wording.toml").read_text()
    said = [word for table in tomllib.loads(text).values() for word in table.values()]
    assert len(said) > 100
    assert [word for word in said if WORDS.search(word) or CODES.search(word) or FILES.search(word)] == []


@pytest.mark.parametrize("forbidden", [CODES, FILES, WORDS])
def test_nothing_internal_shows(forbidden: re.Pattern[str], example: Comparison) -> None:  # noqa: F811
    texts = [item.article.text for item in example.analyses] + [item.title or "" for item in example.accounts]
    view = build(example)
    page = render(view)
    assert [line for line in chrome(page, texts).splitlines() if forbidden.search(line)] == []
    assert [line for line in as_text(view, 400).splitlines() if forbidden.search(line)] == []


@pytest.mark.parametrize("forbidden", [CODES, WORDS])
def test_nothing_internal_shows_in_the_invented_story(forbidden: re.Pattern[str]) -> None:
    assert [
        line for line in chrome(render(build(comparison())), [*TEXTS.values()]).splitlines() if forbidden.search(line)
    ] == []


def test_no_reason_shows_a_code(example: Comparison) -> None:  # noqa: F811
    view = build(example)
    told = [text for row in view.rows for text in (row.why, row.chance, row.question, row.label, *row.notes)]
    ids = re.compile("|".join(re.escape(item.id) for item in example.accounts if "." in item.id))
    assert [text for text in told if CODES.search(text) or ids.search(text) or WORDS.search(text)] == []

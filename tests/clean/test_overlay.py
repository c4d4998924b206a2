"""What a web archive lays over a page is not part of the article, and every offset still holds."""

import pytest

from retold.clean import clean
from retold.clean.overlay import masked
from retold.config import Config
from retold.model import Page
from retold.spans import to_source

TOLD = "".join(
    f"<p>{text}</p>"
    for text in (
        "The harbour of Selm was closed on Friday after a crane fell across the quay and into the water.",
        "Nobody was hurt, the harbour master said, but two barges cannot leave before the crane is lifted.",
        "A floating crane is on its way from Varley and is expected on Sunday morning, he added.",
    )
)
WAYBACK = f"""<html><head><title>Crane falls</title></head><body><!-- BEGIN WAYBACK TOOLBAR INSERT -->
<div id="wm-ipp"><p>This page was captured 81 times between the years of 2019 and 2025, as the archive tells.</p></div>
<!-- END WAYBACK TOOLBAR INSERT --><article><h1>Crane falls across quay</h1>{TOLD}</article>
<!--
     FILE ARCHIVED ON 10:15:00 Mar 06, 2024 AND RETRIEVED FROM THE INTERNET ARCHIVE ON 11:00:00 May 01, 2025.
--></body></html>"""
TODAY = f"""<html><head><link rel="canonical" href="https://archive.ph/2024.03.06-101500/https://selm.example/crane"></head>
<body><center><div id="HEADER"><p>Saved from the page of the harbour by somebody, as all who look for it can see there.</p></div>
<div id="CONTENT"><article><h1>Crane falls across quay</h1>{TOLD}</article></div></center></body></html>"""


@pytest.mark.parametrize(("source", "added"), [(WAYBACK, "captured 81 times"), (TODAY, "by somebody")])
def test_the_archive_is_no_part_of_the_page(source: str, added: str) -> None:
    blank = masked(source)
    assert len(blank) == len(source) and added in source and added not in blank
    article = clean(Page("a", source.encode(), "html"), Config()).article
    assert article is not None
    assert article.text.startswith("Crane falls across quay") and added not in article.text
    start = article.text.index("Nobody was hurt")
    first, last = to_source(article.text, article.source_map, (start, start + 15)) or (0, 0)
    assert source.encode()[first:last] == b"Nobody was hurt"


def test_other_pages_stay_as_they_are() -> None:
    page = f'<div id="HEADER">Head</div><div id="CONTENT">{TOLD}</div>'
    assert masked(page) == page

"""What stands among the paragraphs of a scraped article and does not tell it. All passages are ours."""

import pytest

from retold.clean import asides, clean
from retold.config import Config
from retold.languages import load
from retold.model import Page

EN = load("en")
PARAGRAPHS = [
    "The ferry Northern Star ran aground off Oldhaven early on Monday with 240 people on board, the coastguard said.",
    "Two passengers were treated for broken bones, and a crew member was flown to hospital, said Inga Marsh of the coastguard.",
    "“We heard a bang and then everything slid,” said Piotr Lam, a passenger. “Nobody told us what to do for ten minutes.”",
    "The ship was on its way from Oldhaven to the island of Skerry when it left the channel in thick fog.",
]


def kinds(*lines: str, title: str | None = None) -> list[str | None]:
    """Kinds of the lines, set behind the article's paragraphs."""
    return asides.kinds([*PARAGRAPHS, *lines], title, EN)[len(PARAGRAPHS) :]


@pytest.mark.parametrize(
    "line",
    [
        "The ferry Northern Star lies on rocks off Oldhaven, March 4, 2024. REUTERS/Ada Quill",
        "Rescuers carry a passenger ashore on Monday. (Photo: Ada Quill, AP)",
        "Piotr Lam waits for news of his brother. Photograph: Ada Quill/The Mail",
        "GETTY The ferry was built in 1988 and carries up to 400 people",
        "File - In this May 2, 2019 file photo, the Northern Star leaves the port of Oldhaven.",
        "The captain (pictured) has commanded the ship for nine years",
    ],
)
def test_captions(line: str) -> None:
    assert kinds(line) == ["caption"]


@pytest.mark.parametrize(
    "line",
    [
        "Newsletter Sign Up Continue reading the main story. Invalid email address. Please re-enter. You will receive updates and special offers.",
        "MOST READ IN NEWS Goat elected mayor of mountain village Dentist finds coin worth thousands in garden",
        "JUST WATCHED How ferries find their way in fog Replay More Videos ... MUST WATCH How ferries find their way in fog 01:35",
        "[Five things to know about the ferries of the northern islands]",
        "Follow our reporter Ada Quill on Twitter: @adaquill",
        "Follow Ada Quill on Twitter: @adaquill",
        "Read or Share this story: https://mail.example/2s9vKKy",
        "Ferry company had been warned about fog signals in 2019 Read more",
        "Ada Quill is a correspondent for The Mail in Oldhaven. Follow her on Twitter.",
        "We use cookies to improve your visit. Accept all or read our privacy policy.",
    ],
)
def test_boxes(line: str) -> None:
    assert kinds(line) == ["debris"]


@pytest.mark.parametrize(
    "line",
    [
        "“Sign up for our newsletter and read our privacy policy, they told me,” Lam said, “while the ship was sinking.”",
        "The company said passengers had to sign up at the port and give an email address before they could get a refund.",
        "Reuters reported on Monday that the company had been warned about the fog signals.",
        "Police published a photo of the captain and asked witnesses to come forward.",
        "Marsh, who is a writer as well, published a book about the coastguard in 2019.",
        "The 9/11 memorial was closed for the day.",
        "Close to 100 people were still on board at noon",
        "[The company has since apologised to all passengers.]",
    ],
)
def test_paragraphs_that_only_look_like_it(line: str) -> None:
    assert kinds(line) == [None]


def test_headlines_of_other_articles_behind_the_last_paragraph() -> None:
    lines = ["Goat elected mayor of mountain village", "Dentist finds coin worth thousands in garden"]
    assert kinds(*lines) == ["debris", "debris"]


def test_a_list_of_the_articles_own_matter_stays() -> None:
    lines = ["The ferry Northern Star left Oldhaven early on Monday", "A passenger and a crew member in hospital"]
    assert kinds(*lines) == [None, None]


def test_a_list_behind_a_colon_stays() -> None:
    lines = [
        "What to pack for a ferry in fog:",
        "Goat cheese and bread for two days at least",
        "Coins for the telephone and a torch",
    ]
    assert kinds(*lines) == [None, None, None]


def test_a_gallery_of_other_news_is_no_telling() -> None:
    lines = [f"{n}/30 A view of the planet Jupiter from a probe that passed it in {1970 + n}" for n in range(1, 6)]
    assert kinds(*lines, title="Ferry aground off Oldhaven") == ["debris"] * 5


def test_a_gallery_of_the_story_is_captions() -> None:
    lines = [f"Pictures: Ferry aground off Oldhaven. View number {n} of the deck. {n} of 12" for n in range(1, 5)]
    assert kinds(*lines, title="Ferry aground off Oldhaven") == ["caption"] * 4


def test_a_page_of_nothing_else_is_the_article() -> None:
    lines = [f"{n}/9 A view of the planet Jupiter from a probe that passed it in {1970 + n}" for n in range(1, 9)]
    assert set(asides.kinds(lines, "Ferry aground", EN)) == {"caption"} or set(asides.kinds(lines, "x", EN)) == {None}


def test_debris_stays_in_the_text_and_out_of_the_body() -> None:
    box = (
        "MOST READ IN NEWS Goat elected mayor of mountain village "
        + "Dentist finds coin worth thousands in garden " * 3
        + "again"
    )
    text = "\n\n".join([*PARAGRAPHS[:2], box, *PARAGRAPHS[2:]])
    article = clean(Page("a", text.encode(), "raw"), Config()).article
    assert article is not None
    marked = [article.text[part.span[0] : part.span[1]] for part in article.parts if part.kind == "debris"]
    assert marked == [box]
    assert box not in [article.text[first:last] for first, last in article.body]

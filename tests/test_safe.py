"""Text of strangers: hidden characters are shown, joiners of real writing stay, only web addresses become links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.report.templating import show
from retold.safe import fragment, pieces, plain, web


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        ("\u202eevil\u202c", "[U+202E]evil[U+202C]"),
        ("zero\u200bwidth\ufeff", "zero[U+200B]width[U+FEFF]"),
        ("bell\x07 and \x1b[31m", "bell[U+0007] and [U+001B][31m"),
        ("soft\xadhyphen", "soft[U+00AD]hyphen"),
        ("👩‍👩‍👧 stays", "👩‍👩‍👧 stays"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u200db", "a[U+200D]b"),
        ("tag\U000e0041", "tag[U+E0041]"),
        ("lone \ud800 surrogate", "lone [U+D800] surrogate"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("", ""),
    ],
)
def test_plain(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.example/x?y=1#z", True),
        ("http://a.example", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,<b>", False),
        ("//a.example/x", False),
        ("https:", False),
        ("https://[bad", False),
        ("https://a.example/\u202e", False),
        ("https://a.example/a b", False),
        ("https://a.example/" + "a" * 3000, False),
        (None, False),
        ("", False),
    ],
)
def test_web(url: str | None, kept: bool) -> None:
    assert web(url) == (url if kept else None)


def test_fragment() -> None:
    page = "https://a.example/x#part"
    assert fragment(page, "no clear-cut, warning & so") == (
        "https://a.example/x#:~:text=no%20clear%2Dcut%2C%20warning%20%26%20so"
    )
    assert fragment(page, "one two three four five six seven eight nine") == (
        "https://a.example/x#:~:text=one%20two%20three%20four,six%20seven%20eight%20nine"
    )
    assert fragment("javascript:alert(1)", "words") is None
    assert fragment(page, "  ") is None


@given(st.text(alphabet=st.characters(), max_size=60))
def test_nothing_is_lost_and_nothing_is_markup(text: str) -> None:
    assert len("".join("x" if hidden else words for words, hidden in pieces(text))) == len(text)
    shown = str(show(text))
    assert "<script" not in shown.lower()
    assert shown.count("<") == 2 * shown.count('<span class="hidden-char">')
    shown.encode("utf-8")

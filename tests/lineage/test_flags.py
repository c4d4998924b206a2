"""Flags: each sign by an example and by a text that only looks like it; no flag without its words."""

from time import process_time

import pytest
from tests.lineage.stories import account

from retold.languages import load
from retold.lineage.flags import CHECKS, flags
from retold.model import Flag, Mention, Story

FILLER = "The mill burned. Rain fell. People came. Smoke rose. The road was shut. Nobody was hurt. "


def raised(text: str, mentions: tuple[Mention, ...] = ()) -> dict[str, Flag]:
    item = account("a", text, mentions=mentions)
    return {flag.kind: flag for flag in flags(Story((item,)), load("en"))}


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        ("odd_name", "An aide at the White Home declined to speak.", "White Home"),
        ("odd_phrase", "Last yet not least, the bridge is shut.", "Last yet not least"),
        (
            "broken_sentence",
            "The mill has closed. a maker of flour since 1820 is gone.",
            "a maker of flour since 1820 is gone.",
        ),
        ("open_quote", 'She said "the mill is gone.\n\nRain fell.', '"the mill is gone.'),
        ("shifted_person", FILLER + "I have altered the plan, the mayor.", "I"),
        ("shifted_gender", "The spokeswoman said that he would resign.", "he"),
    ],
)
def test_sign(kind: str, text: str, shown: str) -> None:
    found = raised(text)
    assert kind in found
    assert [proof.text for proof in found[kind].evidence] == [shown]


@pytest.mark.parametrize(
    "text",
    [
        "The White House declined to speak.",
        '"We came back,\n\n"and found nothing," she said.',
        FILLER + '"I have altered the plan," the mayor said.',
        "I went there. I saw it. I left. My dog too. I ate. We spoke. I slept. The end.",
        "The spokeswoman said that she would resign.",
        "Follow the story. pic.example.com/x shows it.",
        "",
    ],
)
def test_no_sign(text: str) -> None:
    assert not raised(text)


def test_two_spellings() -> None:
    text = "Inspector Bergdahl spoke. Later Bergdhal left."
    mentions = tuple(
        Mention(f"m{number}", (text.index(name), text.index(name) + len(name)), "person", "name", None)
        for number, name in enumerate(("Bergdahl", "Bergdhal"))
    )
    assert [proof.text for proof in raised(text, mentions)["two_spellings"].evidence] == ["Bergdahl", "Bergdhal"]


def test_words_are_careful() -> None:
    """No flag says that a machine did it, nor passes a verdict."""
    assert len({kind for kind, _, _ in CHECKS}) == len(CHECKS)
    for _, why, _ in CHECKS:
        assert not any(word in why for word in ("machine-made", "fake", "proves", "plagiar", "confirmed"))


def test_hostile() -> None:
    """Half a megabyte of small sentences, of quotation marks and of one word: linear."""
    clock = process_time()
    for piece in ("word. ", '"', "“a ” ", "spokeswoman he ", "I ", "the the "):
        raised(piece * (120_000 // len(piece)))
    assert process_time() - clock < 60

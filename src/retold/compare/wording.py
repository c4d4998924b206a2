"""How a row is headed: a sentence or a question that can be read alone.

The heading of a happening is the clearest of its passages, cut at a clause where it is long; where two answers part
in one slot, the question of that slot precedes it.
"""

from collections.abc import Sequence

from retold.compare.checks.acts import grade
from retold.compare.pairing import SlotPair
from retold.compare.slots import SOURCE, Slot, Unrecorded
from retold.languages import Language
from retold.languages.forms import forms
from retold.match.passages import CUTS, LEADING, Passage
from retold.model import Figure, Story

LONGEST = 160  # code points of a heading: two lines on a page
LEAST = 40  # of a clause that is kept where a heading is cut
ANSWER = 48  # code points of an answer inside a question
REACH = 200  # code points before a cause in which the act stands that it is the cause of
ASKED = frozenset({"count", "money", "age", "percent"})  # kinds of numbers that have a question word of their own
CLIP = "…"  # stands for what is left out
OPENING = "\"'“‘«([{"  # marks before a word
CLOSING = "\"'”’»)]}.,;:"  # marks after a word


def heading(passages: Sequence[Passage], language: Language) -> str:
    """The clearest of the passages that tell a happening, as one line."""
    leaning = frozenset(str(language.table("questions")["leaning"]).split())
    return sentence(min(passages, key=lambda passage: (_unclear(passage, leaning), passage.index)))


def _unclear(passage: Passage, leaning: frozenset[str]) -> tuple[float, int]:
    """How little a passage can be read alone: a pronoun in front, nobody named, words of somebody, length."""
    words = passage.text.split()
    first = words[0].strip(OPENING).lower() if words else ""
    broken = not passage.text[:1].isupper() and passage.text[:1] not in OPENING and not passage.text[:1].isdigit()
    points = 3.0 * (first in leaning) + 2.0 * broken + 2.0 * (passage.text[:1] in OPENING) + 1.0 * bool(passage.quoted)
    points += 1.5 * (not passage.named) + 1.0 * (len(passage.words) < 7) + 0.5 * (passage.part in LEADING)
    return points + max(0, len(passage.text) - LONGEST) / LONGEST, len(passage.text)


def sentence(passage: Passage) -> str:
    """A passage on one line, cut at the last mark of a clause before `LONGEST`."""
    text = " ".join(passage.text.split())
    if len(text) > LONGEST:
        marks = [mark.start() for mark in CUTS.finditer(text, LEAST, LONGEST)]
        text = f"{text[: marks[-1]] if marks else text[:LONGEST].rsplit(' ', 1)[0]}{CLIP}"
    return text[:1].upper() + text[1:]


def question(pin: SlotPair, about: str, story: Story, language: Language) -> str:
    """The question that two answers of a slot answer, before what it is about; words that are in one place of two
    sentences ask nothing."""
    if pin.left.kind == "wording":
        return about
    table = language.table("questions")
    act = _one_act(pin)
    shows = _told(pin, language) if act else [shown(slot, language) for slot in (pin.left, pin.right)]
    answers = f" {table['and']} ".join(dict.fromkeys(shows))
    why = _why(pin, story, language)
    words = {"answers": answers, "about": about, "noun": _noun(pin, language), "why": why, "act": act}
    head = "act" if act else _head(pin) if words["noun"] or not _counts(pin) else "figure"
    if pin.left.kind == "cause" and words["why"]:
        head = "why"
    return str(table["heads"][head]).format_map({name: _plain(text) for name, text in words.items()})


def _one_act(pin: SlotPair) -> str:
    """The verb of two answers that differ only in modality or polarity; "" where their verbs differ."""
    words = [slot.text.strip(OPENING + CLOSING + " ") for slot in (pin.left, pin.right) if slot.kind == "event"]
    return words[0] if len(words) > 1 and words[0].casefold() == words[1].casefold() else ""


def _told(pin: SlotPair, language: Language) -> list[str]:
    """The modality and polarity of each answer's act, in words."""
    return [str(language.table("questions")["grades"][grade(slot)]) for slot in (pin.left, pin.right)]


def _plain(text: str) -> str:
    return text.replace("{", "(").replace("}", ")")


def _head(pin: SlotPair) -> str:
    """The name of the pattern of a question: by kind of slot, and of numbers by kind of number."""
    if pin.left.key == SOURCE:
        return SOURCE
    value = pin.left.value
    if isinstance(value, Figure) and value.kind in ASKED:
        return value.kind
    return pin.left.kind


def _counts(pin: SlotPair) -> bool:
    return isinstance(pin.left.value, Figure) and pin.left.value.kind == "count"


def _noun(pin: SlotPair, language: Language) -> str:
    """What two counts count, in the words of the one that has it in the plural; empty where they count two things."""
    counted = [slot.value.counted for slot in (pin.left, pin.right) if isinstance(slot.value, Figure)]
    heads = {item.head for item in counted if item}
    texts = [item.text for item in counted if item and item.text]
    return (
        max(texts, key=lambda text: (forms(language).is_plural(text), -len(text))) if len(heads) == 1 and texts else ""
    )


def _why(pin: SlotPair, story: Story, language: Language) -> str:
    """The act whose cause is asked for, as the end of a question: "did the driver leave the road"."""
    slots = [slot for slot in (pin.left, pin.right) if isinstance(slot.value, Unrecorded)]
    return next((text for slot in slots if (text := _act(slot, story, language))), "")


def _act(slot: Slot, story: Story, language: Language) -> str:
    analysis, table = story.analyses[slot.account], language.table("questions")
    assert isinstance(slot.value, Unrecorded)  # noqa: S101
    text, end = analysis.article.text, slot.span[0]
    cue = text.lower().rfind(slot.value.cue, 0, end)
    near = [event for event in analysis.events if event.form == "verb" and cue - REACH < event.span[0] < cue]
    for event in sorted(near, key=lambda event: -event.span[0]):
        who = next((part for part in event.participants if part.span[1] <= event.span[0]), None)
        short = (event.clause or event.span)[1] < cue - 2
        if who is None or short or event.tense != "past" or event.polarity == "negative":
            continue
        name, rest = " ".join(text[slice(*who.span)].split()), " ".join(text[event.span[1] : cue].split()).strip(" ,")
        if name.lower() in str(table["leaning"]).split() or len(rest) > ANSWER:
            continue
        if name.split()[0].lower() in str(table["articles"]).split():
            name = name[:1].lower() + name[1:]
        between = text[who.span[1] : event.span[0]].strip().lower()
        if between in str(table["be"]).split():
            return f"{between} {name} {text[slice(*event.span)]} {rest}".strip()
        if not between:
            return f"{table['did']} {name} {event.lemma} {rest}".strip()
    return ""


def shown(slot: Slot, language: Language) -> str:
    """What fills a slot, short enough to stand in a question; an act with how real it is said to be."""
    if slot.key == SOURCE and isinstance(slot.value, Unrecorded):
        return str(language.table("questions")["flat"])
    text = slot.text.strip(OPENING + CLOSING + " ")
    text = text if len(text) <= ANSWER else f"{text[:ANSWER].rsplit(' ', 1)[0]}{CLIP}"
    if slot.kind != "event":
        return text
    return f"{text} ({language.table('questions')['grades'][grade(slot)]})"

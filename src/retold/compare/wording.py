"""How a row is headed: a sentence or a question that can be read alone.

The heading of a happening is the clearest of its passages, cut at a clause where it is long; where two answers part
in one slot, the question of that slot stands before it.
"""

from collections.abc import Sequence

from retold.compare.checks.acts import grade
from retold.compare.pairing import SlotPair
from retold.compare.slots import SOURCE, Slot, Words
from retold.languages import Language
from retold.match.passages import CUTS, LEADING, Passage

LONGEST = 160  # code points of a heading: two lines on a page
LEAST = 40  # of a clause that is kept where a heading is cut
ANSWER = 48  # code points of an answer inside a question
CLIP = "…"
OPENING = "\"'“‘«([{"
CLOSING = "\"'”’»)]}.,;:"


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


def question(pin: SlotPair, about: str, language: Language) -> str:
    """The question that two answers of a slot answer, before what it is about."""
    table = language.table("questions")
    pattern = str(table["heads"][pin.left.key if pin.left.key == SOURCE else pin.left.kind])
    answers = f" {table['and']} ".join(dict.fromkeys(shown(slot, language) for slot in (pin.left, pin.right)))
    return pattern.format_map({"answers": answers.replace("{", "(").replace("}", ")"), "about": about})


def shown(slot: Slot, language: Language) -> str:
    """What fills a slot, short enough to stand in a question; an act with how far it is told as real."""
    if slot.key == SOURCE and isinstance(slot.value, Words):
        return str(language.table("questions")["flat"])
    text = slot.text.strip(OPENING + CLOSING + " ")
    text = text if len(text) <= ANSWER else f"{text[:ANSWER].rsplit(' ', 1)[0]}{CLIP}"
    if slot.kind != "event":
        return text
    return f"{text} ({language.table('questions')['grades'][grade(slot)]})"

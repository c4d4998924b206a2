"""How the accounts compare: what was said, in which words, and by whom.

In: a Story. Out: Utterances, each with its renderings and how they drift; Statements of kind "attribution" where
several accounts give one utterance. The checks run in the order of `CHECKS`; the first that speaks sets the relation.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from retold.align.facts import named
from retold.align.quotes import SaidSentence, words_of
from retold.align.quotes_drift import FoldedWording, drift, longest_run, wording
from retold.align.quotes_groups import groups, name_words
from retold.align.quotes_pairs import SPOKEN
from retold.compare.values import Finding, evidence, value
from retold.languages import Language
from retold.model import (
    Drift,
    Evidence,
    NotComparable,
    Rendering,
    Statement,
    Story,
    StoryEntity,
    Utterance,
    Value,
)

MAX_RENDERINGS = 60  # bound on the renderings of one utterance
MAX_TOPIC = 90  # code points of a heading: a line and a half of the report
# share of the keys of the shorter of two renderings that both have, from which they are one saying: with less, 6 more
# rows name one speaker, and all that they find of the gold of `rows` is found by other rows too. At 0.65 18 rows go,
# sayings that were translated twice among them
WORDED = 0.5
SAME_WORDS = 0.8  # share of words in common above which two renderings are of the same words
MIN_WORDS = 5  # words in a row: fewer are common by chance
NAMED_TYPES = frozenset({"person", "organization", "group", "place"})


@dataclass(frozen=True, slots=True)
class Given:
    """What a check sees: one utterance's renderings by speaker, and how alike the words are."""

    said: tuple[SaidSentence, ...]
    speakers: tuple[str, ...]
    entities: dict[str, StoryEntity]
    likeness: float
    run: int
    named: frozenset[str] = frozenset()

    @property
    def accounts(self) -> set[str]:
        """The accounts that name a speaker."""
        return {item.account for item in self.said if item.speaker is not None}


# --- utterances -------------------------------------------------------------------------------------------------------


def utterances(story: Story, language: Language) -> Iterator[Utterance]:
    """Renderings of one thing said, grouped, with their drift; ids `u1` ...

    A rendering that stands alone is listed when it is direct speech with a known speaker.
    """
    yield from story.once(_listed, language)


def _listed(story: Story, language: Language) -> tuple[Utterance, ...]:
    return tuple(_utterances(story, language))


def _utterances(story: Story, language: Language) -> Iterator[Utterance]:
    number = 0
    for group in groups(story, language):
        said = group[:MAX_RENDERINGS]
        if len(said) < 2 and not _worth(said[0]):
            continue
        number += 1
        yield Utterance(
            id=f"u{number}",
            speaker=_speaker(said),
            renderings=tuple(_rendering(item) for item in said),
            drift=tuple(_drifts(said, language)),
            evidence=tuple(proof for item in said for proof in _evidence(item)),
        )


def _worth(said: SaidSentence) -> bool:
    return said.speaker is not None and said.form in ("direct", "mixed") and said.stance in SPOKEN


def _speaker(said: list[SaidSentence]) -> str | None:
    counts = Counter(item.speaker for item in said if item.speaker is not None)
    return min(counts, key=lambda name: (-counts[name], name)) if counts else None


def _rendering(said: SaidSentence) -> Rendering:
    via = tuple(link.name for link in said.quote.via) if said.quote is not None else ()
    return Rendering(said.account, said.quote_id, said.text, said.form, via, said.part, said.speaker)


def _evidence(said: SaidSentence) -> Iterator[Evidence]:
    for span in said.spans:
        yield evidence(said.analysis, span, said.quote_id or None)


def _drifts(said: list[SaidSentence], language: Language) -> Iterator[Drift]:
    """The drift of each rendering from the fullest one in quotation marks."""
    if len(said) < 2:
        return
    words = words_of(language)
    worded = [wording(item) for item in said]
    base = _fullest(said, worded)
    for place, other in enumerate(worded):
        if place != base:
            yield drift(base, place, worded[base], other, words)


def _fullest(said: list[SaidSentence], worded: list[FoldedWording]) -> int:
    ranks = {"direct": 0, "mixed": 1, "indirect": 2, "told": 3}
    return min(range(len(said)), key=lambda place: (ranks[said[place].form], -worded[place].size, place))


# --- attribution ------------------------------------------------------------------------------------------------------


def statements(story: Story, language: Language) -> Iterator[Statement | NotComparable]:
    """Who said it, for every utterance that several accounts give; ids "attribution-1" ..., renumbered later."""
    entities = {entity.id: entity for entity in story.entities}
    number = 0
    for group in groups(story, language):
        known = _sure(_by_name([item for item in group[:MAX_RENDERINGS] if item.speaker is not None], entities))
        if len({item.speaker for item in known}) == 1:
            known = _worded_alike(known)
        if len({item.account for item in known}) < 2:
            continue
        given = replace(_given(known, entities, language), named=named(story))
        finding = next((found for check in CHECKS if (found := check(given)) is not None), None)
        if finding is None:
            continue
        number += 1
        yield Statement(
            id=f"attribution-{number}",
            kind="attribution",
            topic=f"Who said: {_short(known)}",
            relation=finding.relation,
            why=finding.why,
            values=_values(story, given),
            check=finding.code,
            entities=given.speakers,
            differs_by=finding.differs_by,
        )


def _worded_alike(known: list[SaidSentence]) -> list[SaidSentence]:
    """The renderings that share the words of the longest: what one speaker said on one matter is not yet one saying."""
    base = max(known, key=_length).keys
    return [item for item in known if len(item.keys & base) >= WORDED * min(len(item.keys), len(base))]


def _by_name(known: list[SaidSentence], entities: dict[str, StoryEntity]) -> list[SaidSentence]:
    """The renderings, those of speakers with one name given to the first of them: "a witness" beside "a witness" is no
    other answer to who said it. A statement or a report does not speak where somebody does."""
    somebody = [item for item in known if _type(item.speaker, entities) in NAMED_TYPES]
    first: dict[str, str] = {}
    return [
        replace(item, speaker=first.setdefault(_name(item.speaker, entities), item.speaker or ""))
        for item in somebody or known
    ]


def _sure(known: list[SaidSentence]) -> list[SaidSentence]:
    """The renderings, where they name several speakers without those that only a pronoun leads to a speaker whom
    no other rendering names: "he" is read too unsurely to set one account against another."""
    named = {item.speaker for item in known if _by_words(item)}
    several = len({item.speaker for item in known}) > 1
    return [item for item in known if item.speaker in named] if several else known


def _by_words(said: SaidSentence) -> bool:
    """Whether words other than a pronoun tell who speaks."""
    span = said.quote.speaker.span if said.quote is not None else None
    return span is None or all(item.span != span or item.form != "pronoun" for item in said.analysis.mentions)


def _type(speaker: str | None, entities: dict[str, StoryEntity]) -> str:
    entity = entities.get(speaker or "")
    return entity.type if entity else ""


def _name(speaker: str | None, entities: dict[str, StoryEntity]) -> str:
    entity = entities.get(speaker or "")
    return entity.name.casefold() if entity else speaker or ""


def _given(known: list[SaidSentence], entities: dict[str, StoryEntity], language: Language) -> Given:
    speakers = sorted({item.speaker for item in known if item.speaker is not None})
    worded = {item.index: wording(item) for item in known}
    first = {speaker: max((item for item in known if item.speaker == speaker), key=_length) for speaker in speakers}
    words = words_of(language)
    run, likeness = 0, 0.0
    for left, right in pairwise(first.values()):
        found = drift(0, 1, worded[left.index], worded[right.index], words)
        longest, shared = longest_run(found)
        smaller = min(worded[left.index].size, worded[right.index].size)
        if longest > run:
            run, likeness = longest, shared / smaller if smaller else 0.0
    return Given(tuple(known), tuple(speakers), entities, likeness, run)


def _length(said: SaidSentence) -> tuple[int, int]:
    return (sum(end - start for start, end in said.spans), -said.index)


def _short(known: list[SaidSentence]) -> str:
    text = max(known, key=_length).text
    return text if len(text) <= MAX_TOPIC else text[: MAX_TOPIC - 1].rsplit(" ", 1)[0] + "…"


def _values(story: Story, given: Given) -> tuple[Value, ...]:
    found = []
    for speaker in given.speakers:
        proofs = [
            evidence(item.analysis, span, item.quote_id or None)
            for item in given.said
            if item.speaker == speaker
            for span in item.spans[:1]
        ]
        entity = given.entities.get(speaker)
        found.append(value(story, entity.name if entity else speaker, speaker, proofs))
    return tuple(found)


def _names(given: Given) -> list[StoryEntity]:
    return [given.entities[speaker] for speaker in given.speakers if speaker in given.entities]


def q101_one_speaker(given: Given) -> Finding | None:
    """Several accounts give the same thing said, and all give it to the same speaker."""
    if len(given.speakers) > 1:
        return None
    names = _names(given)
    name = names[0].name if names else "the same speaker"
    return Finding("agree", f"{len(given.accounts)} accounts give these words to {name}.", "Q101")


def q102_may_be_one(given: Given) -> Finding | None:
    """The names that the accounts give may be of one speaker: they share a word, or one only describes."""
    entities = _names(given)
    if len(entities) < len(given.speakers) or not given.named.issuperset(given.speakers):
        return Finding("compatible", "The accounts name the speaker differently.", "Q102")
    words = [name_words(entity) for entity in entities]
    if any(one & two or not one or not two for one, two in pairwise(words)):
        return Finding("compatible", "The accounts name the speaker differently; it may be one.", "Q102")
    return None


def q103_speaks_for(given: Given) -> Finding | None:
    """The accounts name different kinds of speaker, such as a person and a body: one may speak for the other."""
    types = {entity.type for entity in _names(given)}
    if len(types) > 1 or not types <= NAMED_TYPES:
        return Finding("compatible", "The accounts name different speakers, of whom one may speak for another.", "Q103")
    return None


def q201_other_speaker(given: Given) -> Finding | None:
    """The same words are given to different speakers."""
    if given.likeness < SAME_WORDS or given.run < MIN_WORDS:
        return None
    names = " and ".join(entity.name for entity in _names(given))
    return Finding("differ", f"The same words are given to {names}.", "Q201", "speaker")


# in this order: the first that speaks gives the relation
CHECKS: tuple[Callable[[Given], Finding | None], ...] = (
    q101_one_speaker,
    q102_may_be_one,
    q103_speaks_for,
    q201_other_speaker,
)

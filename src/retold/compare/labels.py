"""What each account calls a referent, by voice.

In: a Story. Out: a Label for each wording of each account: noun phrases without their article, counted, in the
outlet's own voice and inside quotations apart. A loose label ("the captors") is led to the one named referent of the
story who did what it says; where that is not certain it stays with its own referent. Counts, no judgement: `note` only
gives what style guides ask of a word, in our own words.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from retold.compare.values import evidence
from retold.languages import Language
from retold.languages.forms import forms
from retold.languages.mentions import Lexicon, lexicon
from retold.model import Analysis, Label, Mention, Span, Story

LOOKED_FOR = frozenset({"person", "group", "organization", "place"})
MARKS = frozenset("\"“”‘’'«»")


@dataclass(frozen=True, slots=True)
class Key:
    """What is counted together."""

    order: int
    entity: str
    account: str
    voice: Literal["outlet", "quoted"]
    words: str
    speaker: str | None


@cache
def notes(language: Language) -> dict[str, str]:
    """Words that style guides ask care with, in the singular and the plural, and what they ask."""
    loaded: dict[str, str] = language.table("names").get("loaded", {})
    endings = ("", *forms(language).plurals)
    return {f"{word}{ending}": note for ending in reversed(endings) for word, note in loaded.items()}


@cache
def deeds(language: Language) -> dict[str, tuple[frozenset[str], str]]:
    """Loose labels with the event types and the role that they are named for."""
    rows = language.table("names").get("deeds", {})
    return {word: (frozenset(types), role) for word, (types, role) in rows.items()}


def labels(story: Story, language: Language) -> Iterator[Label]:
    """What each account calls a referent, by voice; foremost referents first, then by entity, account and count."""
    words = lexicon(language)
    order = {entity.id: number for number, entity in enumerate(story.entities)}
    shown = _shown(story)
    owners = _owners(story, language)
    found: dict[Key, list[tuple[Analysis, Mention]]] = {}
    for analysis in story.analyses:
        quoted = _quotations(analysis, story)
        for mention in analysis.mentions:
            entity = story.entity_of.get((analysis.article.id, mention.entity or ""))
            if mention.form != "nominal" or entity not in shown:
                continue
            entity = owners.get(entity, entity)
            key = _key(order[entity], entity, analysis, mention, (quoted, words))
            if key.words:
                found.setdefault(key, []).append((analysis, mention))
    accounts = {analysis.article.id: number for number, analysis in enumerate(story.analyses)}
    ranked = sorted(
        found.items(),
        key=lambda row: (row[0].order, accounts[row[0].account], row[0].voice, -len(row[1]), row[0].words),
    )
    loaded = notes(language)
    foremost = _foremost(found, story, loaded)
    for first in (True, False):
        for key, uses in ranked:
            if (key.entity in foremost) == first:
                yield replace(_label(key, uses, words, loaded), foremost=first)


def _foremost(found: dict[Key, list[tuple[Analysis, Mention]]], story: Story, loaded: dict[str, str]) -> set[str]:
    """Referents that accounts word differently, or with a word to note: people, groups, bodies, places and events."""
    kinds = {entity.id: entity.type for entity in story.entities}
    events = {(item.article.id, event.span) for item in story.analyses for event in item.events}
    wordings: dict[str, set[str]] = {}
    chosen: set[str] = set()
    for key, uses in found.items():
        happens = any((item.article.id, mention.head) in events for item, mention in uses)
        if happens or kinds[key.entity] in LOOKED_FOR:
            wordings.setdefault(key.entity, set()).add(key.words)
            if _note(key.words, loaded):
                chosen.add(key.entity)
    return chosen | {entity for entity, texts in wordings.items() if len(texts) > 1}


def _label(key: Key, uses: list[tuple[Analysis, Mention]], words: Lexicon, loaded: dict[str, str]) -> Label:
    text = _wording(uses[0][0].article.text, uses[0][1], words)
    return Label(
        entity=key.entity,
        account=key.account,
        text=text,
        voice=key.voice,
        count=len(uses),
        evidence=tuple(evidence(analysis, mention.span, mention.id) for analysis, mention in uses),
        speaker=key.speaker,
        note=_note(key.words, loaded),
    )


def _key(order: int, entity: str, analysis: Analysis, mention: Mention, tools: tuple["Quotations", Lexicon]) -> Key:
    quoted, words = tools
    speaker = quoted.speaker_at(mention.span)
    voice: Literal["outlet", "quoted"] = "outlet" if speaker is None and not _marked(analysis, mention) else "quoted"
    wording = " ".join(_wording(analysis.article.text, mention, words).casefold().split())
    return Key(order, entity, analysis.article.id, voice, wording, speaker or None)


def _wording(text: str, mention: Mention, words: Lexicon) -> str:
    """The words of a noun phrase without article, demonstrative and quotation marks."""
    shown = " ".join(text[mention.span[0] : mention.span[1]].split())
    first, _, rest = shown.partition(" ")
    if rest and (first.lower() in words.articles or first.lower() in words.definite):
        shown = rest
    return shown.strip("\"“”'‘’ ")


def _marked(analysis: Analysis, mention: Mention) -> bool:
    """Whether quotation marks enclose the phrase, or around its words after the article."""
    text, (start, end) = analysis.article.text, mention.span
    inside = text[start:end]
    opened = text[start - 1 : start] in MARKS or any(mark in inside for mark in '"“‘')
    return bool(opened and (text[end : end + 1] in MARKS or any(mark in inside for mark in '"”'))) and end < len(text)


def _note(words: str, loaded: dict[str, str]) -> str | None:
    return next((loaded[word] for word in words.replace("-", " ").split() if word in loaded), None)


# --- quotations -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quotations:
    """Spans inside direct quotations, ascending, with the story entity that speaks ("" when it is not known)."""

    spans: tuple[Span, ...]
    speakers: tuple[str, ...]

    def speaker_at(self, span: Span) -> str | None:
        """Who speaks at a span; None in the outlet's own voice."""
        index = bisect_right(self.spans, span[0], key=lambda row: row[0]) - 1
        if index >= 0 and span[0] < self.spans[index][1]:
            return self.speakers[index]
        return None


def _quotations(analysis: Analysis, story: Story) -> Quotations:
    rows: list[tuple[Span, str]] = []
    for quote in analysis.quotes:
        if quote.form == "direct":
            speaker = story.entity_of.get((analysis.article.id, quote.speaker.entity or ""), "")
            rows.extend((span, speaker) for span in quote.spans)
    rows.sort()
    return Quotations(tuple(span for span, _ in rows), tuple(speaker for _, speaker in rows))


# --- whose labels -----------------------------------------------------------------------------------------------------


def _shown(story: Story) -> set[str]:
    """Referents with a name, spoken of more than once, or groups, which are followed where they act."""
    return {e.id for e in story.entities if e.names or len(e.mentions) > 1 or e.type == "group"}


def _owners(story: Story, language: Language) -> dict[str, str]:
    """Unnamed referents that are called after a deed, each with the only named one who did it in this story."""
    table = deeds(language)
    called = _heads(story, frozenset(table))
    named = {entity.id for entity in story.entities if entity.names}
    kinds = {entity.id: entity.type for entity in story.entities}
    doers = _doers(story, named)
    found = {}
    for entity, head in called.items():
        types, role = table[head]
        who = set().union(*(doers.get((kind, role), set()) for kind in sorted(types)))
        who = {one for one in who if role == "agent" or kinds[one] == "person"}
        if len(who) == 1 and _fits(kinds[entity], kinds[min(who)]):
            found[entity] = min(who)
    return found


def _fits(label: str, owner: str) -> bool:
    """Whether a person or group so called can be the named one."""
    return owner in ("person",) if label == "person" else owner in ("organization", "group")


def _heads(story: Story, wanted: frozenset[str]) -> dict[str, str]:
    """Unnamed story entities with the loose label that heads all their noun phrases."""
    heads: dict[str, set[str]] = {}
    for analysis in story.analyses:
        lemmas = {term.span: term.lemma for term in analysis.terms}
        for mention in analysis.mentions:
            entity = story.entity_of.get((analysis.article.id, mention.entity or ""))
            if entity and mention.form == "nominal" and mention.head:
                heads.setdefault(entity, set()).add(lemmas.get(mention.head, ""))
            elif entity and mention.form == "name":
                heads.setdefault(entity, set()).add("")
    return {entity: min(found) for entity, found in heads.items() if len(found) == 1 and found <= wanted}


def _doers(story: Story, named: set[str]) -> dict[tuple[str, str], set[str]]:
    """Who has which role in which type of event, among named referents and asserted events."""
    found: dict[tuple[str, str], set[str]] = {}
    for analysis in story.analyses:
        for event in analysis.events:
            if event.polarity != "positive" or event.modality != "asserted":
                continue
            for participant in event.participants:
                who = story.entity_of.get((analysis.article.id, participant.entity or ""))
                if who in named:
                    found.setdefault((event.type, participant.role), set()).add(who)
    return found

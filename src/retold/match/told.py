"""Event features for cross-document coreference: who takes part, known by name, number and modifiers.

In: a Story. Out: one `EventProfile` an event. A participant is known by its story entity where that has a name, else by
its head noun; "the other boat", "a boat" and "three boats" are not the same ones.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from retold.languages.events import EventLexicon
from retold.model import Analysis, Event, Participant, Span, Story, Term, Time

INSIDE = 6  # names within a participant that are looked at
WITHIN = 12  # words of a participant that are looked at
CLAUSE = 60  # words of a clause that are looked at
LEADING = 4  # words before a noun that may set it off
FOLLOWING = 4  # events after one that may be what it asks for or promises
CORE = ("agent", "patient", "recipient")  # roles of those without whom there is no event
NOUNS = frozenset({"NOUN", "PROPN", "NUM"})
EDGES = ".,;:'\"()“”’"  # marks that cling to a word


@dataclass(frozen=True, slots=True)
class Filler:
    """One participant. `named` is the key of its story entity, where that has a name; `head` its head noun's lemma.

    `many` tells a plural from a single one, None where neither shows; `apart` that a word sets it off ("the other");
    `words` are the content words around its head.
    """

    named: str | None
    head: str | None
    many: bool | None
    apart: bool
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class EventProfile:
    """Event features for joining events over accounts (cross-document event coreference).

    `roles` give keys of each role: "=x3" for a story entity, else the head word's lemma; `fillers` the same
    participants with what tells them apart. `words` are the content words of its clause, `inside` the story entities
    named within what it is done to ("the party's raids"); `when` is the interval of its time, earliest and latest,
    `day` its month and day ("10-07"), known even where the year is not. `where` are the places named with a noun ("the
    war in Boronia"), for types that happen in many places. `about` are the types of what is asked for, promised, said.
    `loose` marks a noun in the plural without an article, of which the story has the singular too: what happens again
    and again ("attacks on civilians").
    """

    account: int
    event: Event
    kind: str
    roles: dict[str, frozenset[str]]
    words: frozenset[str]
    when: tuple[str, str] | None
    speaker: str | None
    keys: frozenset[str]
    inside: frozenset[str]
    day: str | None
    where: frozenset[str] = frozenset()
    fillers: dict[str, tuple[Filler, ...]] | None = None
    about: frozenset[str] = frozenset()
    apart: bool = False
    loose: bool = False
    noun: bool = False
    plural: bool = False

    @property
    def bare(self) -> bool:
        """Whether it is a noun or a state of which nothing but the kind is known: "the attack"."""
        if self.event.tense is not None or self.event.form not in ("noun", "state"):
            return False
        known = (item for found in (self.fillers or {}).values() for item in found)
        return self.when is None and self.day is None and not any(item.named or item.head for item in known)


@dataclass(frozen=True, slots=True)
class _Account:
    """One account with the look-ups that the profile of each of its events needs."""

    story: Story
    analysis: Analysis
    number: int
    starts: list[int]
    named: Sequence[tuple[int, str]]
    places: frozenset[str]
    known: frozenset[str]
    names: dict[str, str]
    words: EventLexicon

    def entity(self, name: str | None) -> str | None:
        return self.story.entity_of.get((self.analysis.article.id, name)) if name else None


def tellings(story: Story, words: EventLexicon) -> list[EventProfile]:
    """Every event of the story, account by account."""
    known = frozenset(item.id for item in story.entities if item.names and item.name[:1].isupper())
    called = {item.id: words.forms.bare(item.name.lower()) for item in story.entities}
    found: list[EventProfile] = []
    for number, analysis in enumerate(story.analyses):
        named = sorted((mention.span[0], mention.entity) for mention in analysis.mentions if mention.entity)
        places = frozenset(item.id for item in analysis.entities if item.type == "place" and item.names)
        starts = [term.span[0] for term in analysis.terms]
        found += _account(_Account(story, analysis, number, starts, named, places, known, called, words))
    single = {told.event.lemma for told in found if told.noun and not told.plural}
    return [replace(told, loose=False) if told.loose and told.event.lemma not in single else told for told in found]


def _account(home: _Account) -> Iterator[EventProfile]:
    analysis, words = home.analysis, home.words
    times = {time.id: time for time in analysis.times}
    speakers = {quote.id: quote.speaker.entity for quote in analysis.quotes}
    for place, event in enumerate(analysis.events):
        roles: dict[str, set[str]] = {}
        fillers: dict[str, list[Filler]] = {}
        for part in event.participants:
            made, entity = _filler(part, home)
            fillers.setdefault(part.role, []).append(made)
            keys = roles.setdefault(part.role, set())
            if entity:
                keys.add(f"={entity}")
            if made.head and (made.head not in words.generic or not entity):
                keys.add(made.head)
        fixed = {role: frozenset(keys) for role, keys in roles.items() if keys}
        noun = event.form == "noun"
        plural = noun and _plural(event, analysis.article.text, words)
        leading = _leading(event, analysis.article.text)
        yield EventProfile(
            home.number, event, event.type, fixed, _content(home, event), _interval(times.get(event.time or "")),
            home.entity(speakers.get(event.quote)) if event.quote else None,
            frozenset(key for role in CORE for key in fixed.get(role, ())), _inside(home, event),
            _day(times.get(event.time or "")),
            _where(home, event) if event.type in words.located else frozenset(),
            {role: tuple(found) for role, found in fillers.items()}, _about(analysis, place, words),
            noun and not words.list("set_apart").isdisjoint(leading),
            plural and words.list("definite").isdisjoint(leading), noun, plural,
        )  # fmt: skip


def _filler(part: Participant, home: _Account) -> tuple[Filler, str | None]:
    """The participant, and its story entity whether that has a name or not."""
    entity = home.entity(part.entity)
    named = f"={entity}" if entity in home.known else None
    terms = _terms(home, part.span)
    span = part.head or part.span
    head = next((term for term in terms if term.span[0] >= span[0] and term.pos in NOUNS), None)
    said = home.analysis.article.text[part.span[0] : min(part.span[1], part.span[0] + 80)].lower().split()
    others = home.words.list("others")
    return Filler(
        named, head.lemma if head else None, _number(head, home) if head else _pronoun(span, home),
        any(word.strip(EDGES) in others for word in said[:LEADING]),
        frozenset(term.lemma for term in terms if term is not head and term.pos != "NUM"),
    ), entity  # fmt: skip


def _number(head: Term, home: _Account) -> bool:
    """Is the noun a plural, or the number more than one ("five of the officers")?"""
    if head.pos == "NUM":
        return head.lemma not in home.words.list("single")
    plural = home.analysis.article.text[slice(*head.span)].lower() != head.lemma
    return plural or head.lemma in home.words.list("plurals")


def _pronoun(span: Span, home: _Account) -> bool | None:
    """Does a pronoun refer to several? None for what has no number ("who", "you")."""
    word = home.analysis.article.text[slice(*span)].lower()
    if word in home.words.list("plural_pronouns"):
        return True
    return False if word in home.words.list("singular_pronouns") else None


def _terms(home: _Account, span: Span) -> list[Term]:
    first = bisect_left(home.starts, span[0])
    found = []
    for term in home.analysis.terms[first : first + WITHIN]:
        if term.span[0] >= span[1]:
            break
        found.append(term)
    return found


def _leading(event: Event, text: str) -> list[str]:
    """The words of the clause before its noun."""
    start = (event.clause or event.span)[0]
    return [word.strip(EDGES) for word in text[max(start, event.span[0] - 80) : event.span[0]].lower().split()]


def _plural(event: Event, text: str, words: EventLexicon) -> bool:
    word = text[slice(*event.span)].lower()
    return word != event.lemma and words.forms.is_plural(word)


def _about(analysis: Analysis, place: int, words: EventLexicon) -> frozenset[str]:
    """Types of the events that are governed by this one in its sentence: what is asked for, promised, refused."""
    own = analysis.events[place]
    last = _sentence_end(analysis, own.span[0])
    found = []
    for event in analysis.events[place + 1 : place + 1 + FOLLOWING]:
        if event.span[0] >= last:
            break
        if event.tense is None and event.under and (event.form != "verb" or event.type in words.classes):
            found.append(event.type)
    return frozenset(found)


def _sentence_end(analysis: Analysis, offset: int) -> int:
    place = bisect_right(analysis.sentences, offset, key=_start) - 1
    return analysis.sentences[place][1] if place >= 0 else offset


def _start(span: Span) -> int:
    return span[0]


def _inside(home: _Account, event: Event) -> frozenset[str]:
    """Story entities named within the spans of those acted on."""
    found: set[str] = set()
    for part in event.participants:
        if part.role in ("patient", "recipient"):
            found.update(f"={known}" for known in _names(home, part.span))
    return frozenset(found)


def _where(home: _Account, event: Event) -> frozenset[str]:
    """Names of places and countries within the clause: "the war in Boronia", "the Boronian war"."""
    span = event.clause or event.span
    said = (home.words.countries.get(term.lemma, "").lower() for term in _terms(home, span))
    names = (home.names[known] for known in _names(home, span, home.places))
    return frozenset(name for name in (*said, *names) if name)


def _names(home: _Account, span: Span, among: frozenset[str] | None = None) -> Iterator[str]:
    first = bisect_left(home.named, (span[0], ""))
    for start, entity in home.named[first : first + INSIDE]:
        if start >= span[1]:
            break
        known = home.entity(entity) if among is None or entity in among else None
        if known:
            yield known


def _content(home: _Account, event: Event) -> frozenset[str]:
    span = event.clause or event.span
    first = bisect_left(home.starts, span[0])
    found = []
    for term in home.analysis.terms[first : first + CLAUSE]:
        if term.span[0] >= span[1]:
            break
        if not event.span[0] <= term.span[0] < event.span[1] and term.pos != "ADV":
            found.append(term.lemma)
    return frozenset(found)


def _interval(time: Time | None) -> tuple[str, str] | None:
    """Days between which the time lies; None when it is open or no date."""
    if time is None or time.type not in ("DATE", "TIME") or not time.earliest or not time.latest:
        return None
    return (time.earliest[:10], time.latest[:10])


def _day(time: Time | None) -> str | None:
    """Month and day of a TIMEX3 date, whatever its year."""
    value = time.value[4:10] if time is not None else ""
    whole = len(value) == 6 and value[0] == value[3] == "-" and value[1:3].isdecimal() and value[4:6].isdecimal()
    return value[1:] if whole else None

"""What is extracted from one article: mentions, entities, quotes, figures, times, events, facts, statuses ..."""

from dataclasses import dataclass
from typing import Literal

from retold.model.page import Article, Problem, Span

MentionType = Literal["person", "organization", "group", "place", "facility", "product", "other"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to somebody or something. `head` is the head word's span, inside `span`."""

    id: str
    span: Span
    type: MentionType
    form: Literal["name", "nominal", "pronoun"]
    entity: str | None
    head: Span | None = None
    number: Literal["singular", "plural"] | None = None
    gender: Literal["female", "male", "neuter"] | None = None


# the rule of coreference that joined two mentions: by their names, by syntax ("the mayor, Ana Roth"; "Roth is the
# mayor"), by what is said of them; "fate": an unnamed person whom the same thing befell as a named one
CoreferenceRule = Literal[
    "name", "surname", "spelling", "acronym", "short name", "metonym", "pronoun", "relative", "apposition", "copula",
    "role", "head", "crowd", "kind", "type", "person", "named later", "told again", "fate",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organization, group or place within one article, with the names it goes by.

    `rules` joined its mentions; `method` names them in one string.
    """

    id: str
    type: MentionType
    name: str
    names: tuple[str, ...]
    method: str | None = None
    gender: Literal["female", "male", "neuter"] | None = None
    rules: tuple[CoreferenceRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said a quote: the words that name them, the entity and its name, as far as they are known."""

    span: Span | None
    entity: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Via:
    """One link of the chain a quote came through, nearest to the article first."""

    name: str
    span: Span
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Something said. `spans` hold the words said without the quotation marks around them; a split quote has several.
    A mixed one keeps the marks of the words that stand in marks beside others.

    `stance` is what the cue makes of the words (said, denied, promised, asked, accused, agreed, believed, alleged ...),
    `negated` tells a cue under negation ("did not say"). `continues` is the quote this one goes on from. `noun`: the
    cue is a noun ("allegations that"). `content` is what the quote holds: words in quotation marks, a clause ("said
    that ..."), or a phrase that names what was spoken of ("discussed the budget").
    """

    id: str
    form: Literal["direct", "indirect", "mixed"]
    spans: tuple[Span, ...]
    cue: Span | None
    speaker: Speaker
    via: tuple[Via, ...] = ()
    stance: str = "said"
    negated: bool = False
    cues: tuple[Span, ...] = ()
    continues: str | None = None
    method: str | None = None
    noun: bool = False
    content: Literal["words", "clause", "phrase"] = "words"


@dataclass(frozen=True, slots=True)
class Counted:
    """What a figure counts: the noun phrase and its head's lemma."""

    text: str
    span: Span
    head: str | None = None


FigureKind = Literal[
    "count", "money", "percent", "measure", "age", "duration", "fraction", "multiple", "ordinal", "ratio",
    "implied", "none",
]  # fmt: skip
# how a number was reached: as it is written, or from nouns that stand for so many
FigureMethod = Literal[
    "digits", "word", "fraction", "multiple", "fold", "ratio", "ordinal", "vague", "few", "several", "a verb",
    "noun of the one before", "one name", "a singular noun", "a word for a group", "both", "a list",
    "a list with a number", "one told of", "none",
]  # fmt: skip
FigurePart = Literal["total", "more", "so_far", "subset", "others"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity. `low` and `high` bound it (None: open); `approximate` keeps "about" and "dozens".

    `predicate` is the lemma of the verb or noun it takes part in and `predicate_class` that word's class in the lexicon
    (killed, injured, released ...); `scope` are words that restrict it (place, subgroup); `as_of` the id of a time;
    `quote` the quote it stands in; `part` tells "total", "more" (another 20), "so_far" or None; `per` the per-unit.
    """

    id: str
    span: Span
    low: float | None
    high: float | None
    approximate: bool
    unit: str | None
    counted: Counted | None
    change: Literal["up", "down", "to"] | None
    kind: FigureKind = "count"
    predicate: str | None = None
    predicate_class: str | None = None
    predicate_span: Span | None = None
    polarity: Literal["positive", "negative"] = "positive"
    place: Span | None = None
    as_of: str | None = None
    quote: str | None = None
    source: Span | None = None
    part: FigurePart | None = None
    per: str | None = None
    method: FigureMethod | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a relative time was counted from: "published", another time in the text, or nothing ("none")."""

    kind: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression as TIMEX3 names it, with the interval it can mean."""

    id: str
    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    earliest: str | None
    latest: str | None
    anchor: Anchor
    method: str
    precision: str | None = None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or what takes part in an event. `head` is the head word's span, inside `span`."""

    role: Literal["agent", "patient", "recipient", "place", "instrument"]
    span: Span
    entity: str | None
    head: Span | None = None


EventForm = Literal["verb", "phrase", "frame", "noun", "state"]
# what the word over an event makes of it
Operator = Literal[
    "commit", "ready", "plan", "refuse", "threaten", "request", "cause", "allege", "say", "try", "end"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened or is claimed. `span` is the trigger, `clause` the clause it is the predicate of.

    `form` tells what the trigger is: a verb, one with its particle, one with the object that makes the type, a noun, an
    adjective. `under` tells what the word that governs it makes of it ("promised to", "refused to", "accused of").
    `light`: a verb that says little without its other words ("makes sense", "goes too far"); it heads nothing alone.
    """

    id: str
    span: Span
    type: str
    plover: str | None
    participants: tuple[Participant, ...]
    time: str | None
    polarity: Literal["positive", "negative"]
    modality: Literal["asserted", "planned", "possible", "conditional"]
    quote: str | None
    lemma: str = ""
    clause: Span | None = None
    tense: Literal["past", "present", "future"] | None = None
    method: str | None = None
    form: EventForm = "verb"
    under: Operator | None = None
    light: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A property of an entity. `target` is the other entity of a relation or an employer."""

    id: str
    entity: str
    property: str
    value: str
    span: Span
    target: str | None = None
    quote: str | None = None
    since: str | None = None
    method: str | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """What became of somebody: a change of status that an article tells of a person or of a counted group."""

    id: str
    entity: str | None
    figure: str | None
    status: str
    span: Span
    subject: Span | None
    time: str | None
    agent: Span | None
    place: Span | None
    polarity: Literal["positive", "negative"]
    modality: Literal["asserted", "planned", "possible", "conditional"]
    quote: str | None
    event: str | None = None
    method: str | None = None
    reason: Span | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where the article says something comes from. `covers` is the stretch it vouches for; None: the whole article."""

    id: str
    span: Span
    name: str
    kind: Literal["agency", "outlet", "official", "person", "document", "social", "unnamed"]
    entity: str | None = None
    covers: Span | None = None
    photo: bool = False
    method: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the article for aligning: not part of the JSON."""

    span: Span
    lemma: str
    pos: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that was found in one article: one line of `analyses.jsonl` (without `terms`)."""

    article: Article
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[Time, ...] = ()
    events: tuple[Event, ...] = ()
    facts: tuple[Fact, ...] = ()
    citations: tuple[Citation, ...] = ()
    problems: tuple[Problem, ...] = ()
    statuses: tuple[Status, ...] = ()
    terms: tuple[Term, ...] = ()

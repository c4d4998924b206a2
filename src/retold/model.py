"""Every record type of the program: frozen, slotted dataclasses without behaviour.

Spans are `[start, end)` in Unicode code points of `article.text`; times are ISO 8601 or TIMEX3 strings. The order of
the fields is the order of the keys in the JSON. A record imports nothing from the package, so every part may import it.
Fields beyond the public format's first version are additions: a reader of version 1 may ignore them.
"""

from collections.abc import Callable, ItemsView
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

Span = tuple[int, int]

# --- what comes in ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """What came in: bytes, where from, and what the caller says of them.

    `media` tells how to read `data`: "text" is clean text, used unchanged; "raw" is scraped plain text with debris;
    "markdown" and "html" speak for themselves. `encoding` is what the source declares, None when it declares nothing.
    """

    id: str
    data: bytes
    media: Literal["text", "raw", "markdown", "html"]
    source: str | None = None
    encoding: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    published: str | None = None
    captured: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the reader of the result should know: bad input, a limit met, a part not done."""

    code: str
    span: Span | None
    message: str
    source: str | None = None


# --- one article ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as an interval: `earliest` and `latest` are ISO 8601, inclusive; `reason` says how they were reached."""

    value: str | None
    earliest: str | None
    latest: str | None
    method: Literal["given", "metadata", "stated", "inferred"]
    span: Span | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Leads from `article.text` back to the bytes of the page.

    `segments` are `(start, end, source_start, source_end)`, ascending and apart: code points of the text, bytes of the
    page in `encoding`. Within a segment every code point has the same number of bytes. Kind "identity": the text is the
    decoded input itself and there are no segments.
    """

    kind: Literal["identity", "segments"]
    encoding: str = "utf-8"
    segments: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """A line or block of the page that cleaning left out; `source` are bytes of the page, None where not known."""

    text: str
    reason: str
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of `article.text` by its function on the page; "debris" stands in the text and tells nothing of the
    story: a box, a list of other articles, a note on the author."""

    kind: Literal[
        "headline", "standfirst", "byline", "dateline", "timestamp", "caption", "credit", "heading", "body", "debris"
    ]
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink of the page: the words that carry it, and its target (http or https only)."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True)
class Article:
    """Clean text with its metadata and a map back to the page. The text never changes from here on."""

    id: str
    url: str | None
    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    language: str | None
    text: str
    published: Moment | None
    modified: Moment | None
    body: tuple[Span, ...]
    source_map: SourceMap
    captured: Moment | None = None
    parts: tuple[Part, ...] = ()
    removed: tuple[Removed, ...] = ()
    links: tuple[Link, ...] = ()
    based_on: tuple[str, ...] = ()
    source: str | None = None
    sha256: str | None = None


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


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organization, group or place within one article, with the names it goes by."""

    id: str
    type: MentionType
    name: str
    names: tuple[str, ...]
    method: str | None = None
    gender: Literal["female", "male", "neuter"] | None = None


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
    """Something said. `spans` hold the words said without the quotation marks; a split quote has several.

    `stance` is what the cue makes of the words (said, denied, promised, asked, accused, agreed, believed, alleged ...),
    `negated` tells a cue under negation ("did not say"). `continues` is the quote this one goes on from.
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


@dataclass(frozen=True, slots=True)
class Counted:
    """What a figure counts: the noun phrase and its head's lemma."""

    text: str
    span: Span
    head: str | None = None


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
    kind: str = "count"
    predicate: str | None = None
    predicate_class: str | None = None
    predicate_span: Span | None = None
    polarity: Literal["positive", "negative"] = "positive"
    place: Span | None = None
    as_of: str | None = None
    quote: str | None = None
    source: Span | None = None
    part: str | None = None
    per: str | None = None
    method: str | None = None


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


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened or is claimed. `span` is the trigger, `clause` the clause it is the predicate of."""

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
    tense: str | None = None
    method: str | None = None


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


# --- one story --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """An account, a span and the text at that span; `record` is the id of the record in that account's Analysis."""

    account: str
    span: Span
    text: str
    record: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """An article seen as one telling of the story. `inferred` narrows an unknown publication by its siblings."""

    id: str
    title: str | None
    outlet: str | None
    published: Moment | None
    url: str | None
    authors: tuple[str, ...] = ()
    modified: Moment | None = None
    source: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class NameIn:
    """A spelling of a name, with the accounts that use it."""

    text: str
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MentionIn:
    """A mention of one account."""

    account: str
    mention: str


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two entities of two accounts are taken for one."""

    left: tuple[str, str]
    right: tuple[str, str]
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoryEntity:
    """An entity resolved across accounts. `members` are (account, entity id in that account)."""

    id: str
    type: MentionType
    name: str
    names: tuple[NameIn, ...]
    mentions: tuple[MentionIn, ...]
    members: tuple[tuple[str, str], ...] = ()
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where reporting first came from: an agency, an outlet, an official, a document. `accounts` draw on it."""

    id: str
    name: str
    kind: str
    accounts: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """One account took from another. `source` and `target` are written "from" and "to" in the JSON.

    `source` took from `target`. `strength` in 0..1 is how sure the edge is; `directed` False: it could be the reverse.
    """

    source: str
    target: str
    kind: Literal["cites", "reprints", "rewrites", "shares"]
    strength: float
    evidence: tuple[Evidence, ...]
    directed: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class OriginRange:
    """How many independent origins stand behind a value: at least, at most."""

    min: int
    max: int


@dataclass(frozen=True, slots=True)
class Support:
    """Who carries a value: the accounts, the range of independent origins behind them, and the names of these."""

    accounts: tuple[str, ...]
    origins: OriginRange
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """One answer to a statement's question. Accounts whose answers are equal share one value.

    `voice` tells whether the accounts say it themselves or quote it; `speakers` are the story entities quoted.
    """

    text: str
    value: str | float | None
    support: Support
    evidence: tuple[Evidence, ...]
    low: float | None = None
    high: float | None = None
    as_of: Moment | None = None
    voice: Literal["outlet", "quoted", "both"] | None = None
    speakers: tuple[str, ...] = ()


StatementKind = Literal["figure", "time", "place", "name", "fact", "status", "event", "attribution"]
Relation = Literal["agree", "compatible", "differ", "update", "only"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One question with the values the accounts give. `check` is the code of the check that set `relation`."""

    id: str
    kind: StatementKind
    topic: str
    relation: Relation
    why: str
    values: tuple[Value, ...]
    check: str = ""
    entities: tuple[str, ...] = ()
    weight: float = 0.0
    differs_by: str | None = None


@dataclass(frozen=True, slots=True)
class NotComparable:
    """Statements that look alike and are kept apart, with the reason."""

    statements: tuple[str, ...]
    reason: str
    check: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendering:
    """One account's wording of an utterance. `via` are those it came through; `part` is where it stands."""

    account: str
    quote: str
    text: str
    form: str = "direct"
    via: tuple[str, ...] = ()
    part: str = "body"


@dataclass(frozen=True, slots=True)
class Drift:
    """What one rendering adds to, drops from or changes in another; `marks` name the changes that matter.

    `ops` spell out the two renderings word by word: ("equal" | "insert" | "delete" | "replace", words of `base`, words
    of `other`), in order.
    """

    base: int
    other: int
    ops: tuple[tuple[str, str, str], ...]
    marks: tuple[str, ...]
    similarity: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Something that somebody said once, with how the accounts render it."""

    id: str
    speaker: str | None
    renderings: tuple[Rendering, ...]
    drift: tuple[Drift, ...]
    evidence: tuple[Evidence, ...] = ()
    when: Moment | None = None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One happening with its time; `times` are the times that the accounts give for it, by account."""

    when: Moment
    text: str
    evidence: tuple[Evidence, ...]
    times: tuple[tuple[str, Moment], ...] = ()
    statement: str | None = None
    differs: bool = False


@dataclass(frozen=True, slots=True)
class PersonFact:
    """One fact on the card of a person or group: age, role, nationality, relation ..."""

    property: str
    value: str
    evidence: tuple[Evidence, ...]
    support: Support | None = None


@dataclass(frozen=True, slots=True)
class PersonStatus:
    """What became of a person or group: killed, injured, arrested ... `by` is who did it, `why` the reason told."""

    status: str
    when: Moment | None
    evidence: tuple[Evidence, ...]
    support: Support | None = None
    by: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One card. `statuses` are of this story; `background` are told of an earlier time or of another case."""

    entity: str
    facts: tuple[PersonFact, ...]
    statuses: tuple[PersonStatus, ...]
    name: str = ""
    names: tuple[str, ...] = ()
    background: tuple[PersonStatus, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """The words one account uses for a referent, in its own voice or inside a quote.

    `foremost` is off where a reader learns little: one wording only, or a thing that takes no part as such.
    """

    entity: str
    account: str
    text: str
    voice: Literal["outlet", "quoted"]
    count: int
    evidence: tuple[Evidence, ...]
    speaker: str | None = None
    note: str | None = None
    foremost: bool = True


@dataclass(frozen=True, slots=True)
class Gap:
    """What an account leaves out: "not_said" where it covers the thing; "not_covered" where it was published before it,
    or does not speak of those it concerns."""

    account: str
    statement: str
    kind: Literal["not_said", "not_covered"]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """A sign in the text itself that it was rewritten or translated by machine, with the spans that show it."""

    account: str
    kind: str
    evidence: tuple[Evidence, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The tellings of one story side by side: `comparison.json`."""

    accounts: tuple[Account, ...]
    entities: tuple[StoryEntity, ...] = ()
    origins: tuple[Origin, ...] = ()
    lineage: tuple[Edge, ...] = ()
    statements: tuple[Statement, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    people: tuple[Person, ...] = ()
    labels: tuple[Label, ...] = ()
    gaps: tuple[Gap, ...] = ()
    problems: tuple[Problem, ...] = ()
    not_comparable: tuple[NotComparable, ...] = ()
    flags: tuple[Flag, ...] = ()
    title: str | None = None
    analyses: tuple[Analysis, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Credited:
    """What stands within `span` comes from `origin`; `speaker` False: an agency or outlet only passed it on."""

    span: Span
    at: Span
    origin: str
    speaker: bool


@dataclass(frozen=True, slots=True)
class Copied:
    """What stands within `span` (None: anywhere) was taken from account `other`, or the other way round."""

    span: Span | None
    other: str
    sure: bool


@dataclass(frozen=True)
class Provenance:
    """Where the words of each account come from, made once a story so that support of a value is a few look-ups.

    Keys of the dicts are account ids but for `names` and `hubs`, whose keys are origin keys. `own` is the origin of
    what an account says without credit, `also` origins it may come from, `hubs` the groups an origin may belong to,
    `alias` leads from one name of an origin ("health office") to another ("county health office").
    """

    credited: dict[str, tuple[Credited, ...]]
    copied: dict[str, tuple[Copied, ...]]
    own: dict[str, str]
    also: dict[str, tuple[str, ...]]
    names: dict[str, str]
    kinds: dict[str, str]
    hubs: dict[str, tuple[str, ...]]
    alias: dict[str, str] = field(default_factory=dict)
    apart: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def surely(self) -> dict[str, tuple[Copied, ...]]:
        """The sure copies of each account, each once."""
        return {account: tuple(dict.fromkeys(copy for copy in held if copy.sure)) for account, held in self._copies}

    @cached_property
    def tied(self) -> dict[str, tuple[str, ...]]:
        """The accounts that each account may share words with, each once."""
        return {account: tuple(dict.fromkeys(copy.other for copy in held)) for account, held in self._copies}

    @property
    def _copies(self) -> ItemsView[str, tuple[Copied, ...]]:
        return self.copied.items()


@dataclass(frozen=True, slots=True)
class Story:
    """What aligning works on: the analyses with what is already known across them. Not part of the JSON.

    `entity_of` maps (account, entity id in that account) to the story entity's id; `years` each month or day of a month
    ("10", "10-07") to the years that accounts give it, with the first such account.
    """

    analyses: tuple[Analysis, ...]
    entities: tuple[StoryEntity, ...] = ()
    entity_of: dict[tuple[str, str], str] = field(default_factory=dict)
    origins: tuple[Origin, ...] = ()
    lineage: tuple[Edge, ...] = ()
    published: dict[str, Moment] = field(default_factory=dict)
    provenance: Provenance | None = None
    years: dict[str, dict[str, str]] = field(default_factory=dict)
    _made: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once[T](self, name: str, make: Callable[[], T]) -> T:
        """What `make` gives, made when `name` is first asked for: groups that several kinds compare by. A story that is
        made from this one starts anew."""
        if name not in self._made:
            self._made[name] = make()
        made: T = self._made[name]
        return made

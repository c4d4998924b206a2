"""What is known of one story: accounts, entities, lineage, statements and the other tables of a Comparison."""

from dataclasses import dataclass, field
from typing import Literal

from retold.model.page import Capture, Moment, Problem, Span
from retold.model.provenance import Provenance
from retold.model.records import Analysis, MentionType


@dataclass(frozen=True, slots=True)
class Evidence:
    """An account, a span and the text at that span; `record` is the id of the record in that account's Analysis. In
    rows of what an outlet changed in its own page, `account` may be an older version of one, as `revisions` name it.
    """

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
    capture: Capture | None = None


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
    """Where reporting first came from: an agency, an outlet, an official, a document. `accounts` draw on it. `kind`
    "picture": only their pictures came from it.
    """

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
    `match`, in rows of matched passages with several answers, is the probability that a passage of this answer reports
    the same thing as one of another: where it is low, this answer may speak of something else.
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
    match: float | None = None


StatementKind = Literal[
    "figure", "time", "place", "name", "role", "fact", "status", "event", "cause", "attribution", "quote"
]
Relation = Literal["agree", "compatible", "differ", "update", "only"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One question with the values the accounts give. `check` is the code of the check that set `relation`.

    `key` is made of the kind and the words the row stands on: it stays when other accounts or rows come and go.
    `probability` is calibrated: of the rows with 0.8 about 80 % bring together what belongs together and say it
    rightly. `importance` runs from 0 to 1, learned from what a careful reader called important. `shown` tells whether
    the row is over the threshold of the configuration. `happening` joins the rows of one happening.
    """

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
    key: str = ""
    probability: float = 0.5
    importance: float = 0.0
    shown: bool = True
    happening: str | None = None


@dataclass(frozen=True, slots=True)
class NotComparable:
    """Statements that look alike and are kept apart, with the reason."""

    statements: tuple[str, ...]
    reason: str
    check: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendering:
    """One account's wording of an utterance. `via` are those it came through; `part` is where it stands.

    `form` "told": the account tells in its own words, as its own, what others quote; `quote` is empty then.
    `speaker` is the story entity to whom this account gives the words.
    """

    account: str
    quote: str
    text: str
    form: str = "direct"
    via: tuple[str, ...] = ()
    part: str = "body"
    speaker: str | None = None


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
    """What an account leaves out: "not_said" where it covers the thing; "not_covered" where it was published before it.
    `nearest` are the passages of the account that come nearest to telling it."""

    account: str
    statement: str
    kind: Literal["not_said", "not_covered"]
    reason: str = ""
    nearest: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """A sign in the text itself that it was rewritten or translated by machine, with the spans that show it."""

    account: str
    kind: str
    evidence: tuple[Evidence, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Version:
    """A capture of a page beside others of the same address: its Analysis is a line of `analyses.jsonl`."""

    id: str
    captured: str | None
    source: str | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that a later version of a text gives anew."""

    before: Evidence
    after: Evidence


@dataclass(frozen=True, slots=True)
class TextChange:
    """A sentence that a later version of a text adds, leaves out or words anew, and the figures that moved in it."""

    kind: Literal["added", "removed", "changed"]
    before: Evidence | None
    after: Evidence | None
    figures: tuple[Moved, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """Two captures of one address, one after the other. `account` is the newest, which stands in the story. `notes` are
    what the later one says of its changes; where there are changes and no note, they were made silently."""

    account: str
    earlier: Version
    later: Version
    changes: tuple[TextChange, ...] = ()
    notes: tuple[Evidence, ...] = ()


RowChoice = Literal["keep", "reject", "agree", "compatible", "differ", "update"]
PeopleChoice = Literal["same", "keep_apart"]


@dataclass(frozen=True, slots=True)
class RowDecision:
    """What a person decided about a row: to `keep` it, to `reject` it, or that its answers stand in another relation;
    None: a note alone. `key` is the statement's; `question` and `relation` are what the program had found."""

    key: str
    decision: RowChoice | None = None
    note: str | None = None
    question: str | None = None
    relation: Relation | None = None


@dataclass(frozen=True, slots=True)
class PeopleDecision:
    """That two names are of one person or group (`same`) or of two (`keep_apart`). It is replayed by name, as the
    settings of these names are; `entities` are their ids in the report on which it was decided."""

    decision: PeopleChoice
    names: tuple[str, str]
    entities: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided about one story, kept apart from what the program finds: a file of decisions. `title` is the
    story's, for those who look for the file."""

    title: str | None = None
    rows: tuple[RowDecision, ...] = ()
    people: tuple[PeopleDecision, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The tellings of one story side by side: `comparison.json`. `further` are rows under the threshold for showing.
    `decisions` are what people decided, as they were given to this run: they change no row."""

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
    further: tuple[Statement, ...] = ()
    revisions: tuple[Revision, ...] = ()
    decisions: Decisions | None = None
    # not written to the JSON
    analyses: tuple[Analysis, ...] = field(default=())
    provenance: Provenance | None = None

"""What a report shows, as plain frozen records: HTML, terminal and web pages render the same ReportView.

Accounts are named by their index in `ReportView.accounts`; wording is done; text from articles is still raw text, so a
renderer must escape it. Times are also given as days since 1 January of year 1 (floats), for drawing.
"""

from dataclasses import dataclass

from retold.model import Span

Pieces = tuple[tuple[str, bool], ...]  # words of an account in order; True: the words in which the answers part


@dataclass(frozen=True, slots=True)
class Proof:
    """Words of an account in their sentence.

    `sentence` is the anchor in the articles, `link` leads to the page, `around` is the span of text, before and after.
    `mark` is where in the account the words stand in which answers part; `place` the page of a document.
    """

    account: int
    span: Span
    text: str
    before: str
    after: str
    sentence: str
    link: str | None
    around: Span
    mark: Span | None = None
    place: str = ""

    @property
    def pieces(self) -> Pieces:
        """The words, with those marked in which answers part."""
        if self.mark is None or self.mark[1] > self.span[0] + len(self.text):
            return ((self.text, False),)
        start, end = (place - self.span[0] for place in self.mark)
        cut = ((self.text[:start], False), (self.text[start:end], True), (self.text[end:], False))
        return tuple(piece for piece in cut if piece[0])


@dataclass(frozen=True, slots=True)
class AccountView:
    index: int
    id: str
    name: str
    title: str
    outlet: str | None
    authors: str
    published: str
    sort: str
    url: str | None
    source: str | None
    sha256: str | None
    words: int
    captured: str = ""
    came: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Joins:
    """What the origins of an answer are counted from, so that a page can count again when a link is switched.

    `nodes` are (account, its nodes); `sure` and `unsure` are pairs of nodes that are or may be one; `places` are the
    nodes of accounts that do not carry the answer themselves. `cuts` are (link, pairs of `sure`, pairs of `unsure`)
    by index: the pairs that fall away when the link's accounts are taken as independent.
    """

    nodes: tuple[tuple[int, tuple[int, ...]], ...]
    sure: tuple[tuple[int, int], ...]
    unsure: tuple[tuple[int, int], ...]
    places: tuple[tuple[int, int], ...]
    cuts: tuple[tuple[int, tuple[int, ...], tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One value of a row: its letter and tone, who carries it and how many origins stand behind it.

    `pieces` are its text with the words marked in which it parts from another answer; `pinned` tells whether any are.
    `teller` is the account whose words they are, `label` who says them there ("own voice", "a lawyer said"), `doubt`
    how far they are told as real where that is less than done and the words do not say so themselves; `doubted` tells
    that it is less, `number` that a number is written there; `sentence` is all that the teller says there; `captured`
    when the version of its page that says so was captured; `near` that it is of the matter that heads the row, `loose`
    that its passages match those of the other answers so little that it may speak of something else.
    """

    letter: str
    tone: int
    text: str
    accounts: tuple[int, ...]
    support: str
    fewest: int
    most: int
    sources: str
    as_of: str
    proofs: tuple[Proof, ...]
    pieces: Pieces = ()
    pinned: bool = False
    joins: Joins | None = None
    teller: int | None = None
    label: str = ""
    doubt: str = ""
    number: bool = False
    sentence: str = ""
    doubted: bool = False
    captured: str = ""
    near: bool = True
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What one account says to a row's question: indices of its answers and its own words, or why there are none.

    No answer, and words: the account tells of the matter and does not state the answer. `label` and `doubt` are as in
    an Answer; `more` are the words of its further answers.
    """

    account: int
    answers: tuple[int, ...]
    words: Pieces
    missing: str
    note: str
    label: str = ""
    doubt: str = ""
    proof: Proof | None = None
    more: tuple["Cell", ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One statement. `question` is its heading: `asks` with what it is `about`, where both are told. `sentence` is its
    heading as a whole sentence, `label` what it is called as a detail of a happening.

    `called` is the key of what its relation is called, `relation_word` the words.
    `unsure` tells that it only may be a contradiction, `whole` that its answers are whole passages, `plain` that the
    heading says all that its answer says; `chance` puts its probability into words, `decided` what a person decided.
    """

    id: str
    kind: str
    kind_word: str
    question: str
    asks: str
    about: str
    relation: str
    called: str
    relation_word: str
    sign: str
    why: str
    check: str
    answers: tuple[Answer, ...]
    cells: tuple[Cell, ...]
    notes: tuple[str, ...]
    whole: bool
    plain: bool
    chance: str
    probability: float
    weight: float
    importance: float
    happening: str | None
    sentence: str = ""
    label: str = ""
    unsure: bool = False
    decided: str = ""

    @property
    def teller(self) -> int | None:
        """The account whose words its first answer is put in."""
        return self.answers[0].teller if self.answers else None


@dataclass(frozen=True, slots=True)
class RowBlock:
    """The rows of one happening: the one that heads it, and those that stand below it. `heading` tells the happening in
    a whole sentence; `echoes` are ids of rows whose cells say hardly anything beside those above."""

    lead: Row
    below: tuple[Row, ...] = ()
    heading: str = ""
    echoes: frozenset[str] = frozenset()

    @property
    def rows(self) -> tuple[Row, ...]:
        """All its rows, the leading one first."""
        return (self.lead, *self.below)


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that accounts leave out. `covered` False: they were published before, so could not have said it.

    `nearest` are the passages of these accounts that come nearest to telling it.
    """

    row: str
    question: str
    answer: str
    accounts: tuple[int, ...]
    covered: bool
    reason: str
    others: str
    nearest: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Lead:
    """A sentence of an account that tells what happened: its words, who says it there, and the row it stands for."""

    account: int
    text: str
    label: str
    proof: Proof
    anchor: str


@dataclass(frozen=True, slots=True)
class Step:
    """One value of a key figure: as the first account with it writes it, since when, and who has it."""

    text: str
    when: str
    accounts: tuple[int, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Trend:
    """A key figure with its values in the order of time; `word` tells how they stand to each other, `headed` that a
    headline has it."""

    row: str | None
    asks: str
    relation: str
    word: str
    steps: tuple[Step, ...]
    proof: Proof
    headed: bool = False


@dataclass(frozen=True, slots=True)
class Glance:
    """What opens the page: what happened in sentences of the accounts, key figures, contradictions, what is shared.

    `counts` are the numbers of rows by what they are called; `doubtful` are rows that may contradict, where none does.
    """

    title: str
    title_from: str
    when: str
    range: str
    fewest: int
    most: int
    sources: str
    counts: tuple[tuple[str, int], ...]
    what: tuple[Lead, ...]
    figures: tuple[Trend, ...]
    notices: tuple[str, ...]
    differences: tuple[Row, ...]
    doubtful: tuple[Row, ...]
    nothing: str
    compatible: tuple[Row, ...]
    shared: tuple[tuple[Row, Answer], ...]
    shared_by: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A labelled interval; `start` and `end` are days, None where unknown."""

    text: str
    when: str
    start: float | None
    end: float | None
    account: int | None = None


@dataclass(frozen=True, slots=True)
class TimeLine:
    what: Dated
    differs: bool
    row: str | None
    times: tuple[Dated, ...]
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """What one account counts, with its bounds; `day` is that of its publication, None where that is not stated."""

    account: int
    text: str
    low: float | None
    high: float | None
    day: float | None
    when: str


@dataclass(frozen=True, slots=True)
class CountStory:
    """One count over time: `row` asks it, `counts` are in order of publication, `undated` those without a date."""

    row: str
    question: str
    counts: tuple[Count, ...]
    undated: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class ValueView:
    """A value with who says it."""

    text: str
    accounts: tuple[int, ...]
    support: str
    proofs: tuple[Proof, ...]
    when: Dated | None = None
    by: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A person or group. `short`: names that are part of a longer spelling; `background`: older or another case."""

    id: str
    name: str
    type: str
    spellings: tuple[tuple[str, tuple[int, ...]], ...]
    short: tuple[str, ...]
    facts: tuple[tuple[str, tuple[ValueView, ...]], ...]
    statuses: tuple[ValueView, ...]
    background: tuple[ValueView, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """One rendering: `pieces` are ("same" | "new" | "cut", words) against the first rendering of the speech.

    A rendering so unlike that word against word would tell nothing is one piece, ("other", words).

    `alike` are further accounts that give the same words in the same form.
    """

    account: int
    form: str
    via: str
    pieces: tuple[tuple[str, str], ...]
    base: bool
    changes: tuple[str, ...]
    why: str
    proof: Proof | None
    alike: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Speech:
    id: str
    speaker: str
    when: str
    said: tuple[Said, ...]
    altered: bool


@dataclass(frozen=True, slots=True)
class Wording:
    text: str
    count: int
    quoted: str
    note: str
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Referent:
    """What each account calls one person, group, event or thing; `words` has one entry an account.

    `notes` are (words, what style guides say of them), each said once.
    """

    id: str
    name: str
    words: tuple[tuple[Wording, ...], ...]
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EdgeView:
    """An edge of lineage; `sentence` puts it into words, `sure` how strong its signs are."""

    source: int
    target: int
    kind: str
    sentence: str
    strength: float
    directed: bool
    why: str
    proofs: tuple[Proof, ...]
    sure: str = ""


@dataclass(frozen=True, slots=True)
class OriginView:
    name: str
    kind: str
    accounts: tuple[int, ...]
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class FlagView:
    account: int
    kind: str
    why: str
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """`pieces` are (words, letters of the layers they belong to)."""

    anchor: str
    pieces: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    kind: str
    start: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    account: int
    paragraphs: tuple[Paragraph, ...]
    hidden: int
    removed: tuple[tuple[str, str], ...]
    text: str


@dataclass(frozen=True, slots=True)
class VersionView:
    """An older version of an account's page, to which rows lead: its number goes on from those of the accounts."""

    index: int
    account: int
    name: str
    captured: str
    url: str | None
    article: ArticleView


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A sentence before and after, and the figures that moved in it."""

    kind: str
    word: str
    before: str
    after: str
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RevisionView:
    """What changed between two captures of an account's page."""

    account: int
    summary: str
    notes: tuple[str, ...]
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """One measured figure of the method section, from `measured.json`."""

    task: str
    data: str
    figure: str
    value: str
    meaning: str


@dataclass(frozen=True, slots=True)
class About:
    """What the caller knows of the run: version, settings, the order it was given, what was measured."""

    version: str = ""
    settings: tuple[tuple[str, str], ...] = ()
    measured: tuple[Measured, ...] = ()
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportView:
    """`rows` are all rows, in order of weight; `spelled` are those that part in a spelling or a wording alone,
    `further` the less certain ones, under the threshold for showing. `beside` are files written beside the page, each
    with what it is."""

    glance: Glance
    accounts: tuple[AccountView, ...]
    rows: tuple[Row, ...]
    differ: tuple[RowBlock, ...]
    spelled: tuple[RowBlock, ...]
    agree: tuple[RowBlock, ...]
    only: tuple[Row, ...]
    further: tuple[RowBlock, ...]
    missing: tuple[Missing, ...]
    timeline: tuple[TimeLine, ...]
    counts: tuple[CountStory, ...]
    publications: tuple[Dated, ...]
    cards: tuple[Card, ...]
    speeches: tuple[Speech, ...]
    referents: tuple[Referent, ...]
    links: tuple[EdgeView, ...]
    origins: tuple[OriginView, ...]
    flags: tuple[FlagView, ...]
    articles: tuple[ArticleView, ...]
    problems: tuple[tuple[str, str, str], ...]
    about: About
    revisions: tuple[RevisionView, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    versions: tuple[VersionView, ...] = ()

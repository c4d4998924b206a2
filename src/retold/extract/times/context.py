"""What a time expression is read against: the publication, the times mentioned before it, and the tense around it."""

from dataclasses import dataclass, field
from datetime import date

from retold.extract.times.calendar import first_day, interval
from retold.extract.times.units import TimeUnits
from retold.languages.times import LETTERS, TimeLexicon
from retold.model import Span
from retold.parse import Parse

FAR = 8  # years; a year farther from those before is an aside and no anchor for what follows


@dataclass(frozen=True, slots=True)
class TimeReading:
    """What a rule makes of its match. `anchor` is "none", "published" or "text"; `drop` units at the right stay out.

    `bounds` are first and last moment where they are not the value's own ("the past year", "overnight"). `skip` units
    at the left are left out. `more` are further values of a list, each with its first and last+1 unit. `aside`: the
    value is no anchor for what follows ("a year ago"). `method` takes the place of the rule's name in the record.
    """

    type: str
    value: str
    anchor: str = "none"
    mod: str | None = None
    drop: int = 0
    skip: int = 0
    bounds: tuple[str, str] | None = None
    offset: str = ""
    more: tuple[tuple[int, int, str], ...] = ()
    aside: bool = False
    method: str = ""


@dataclass(slots=True)
class TimeContext:
    """`last` is the value of the last dated expression, `last_span` its place; `quarter` the last quarter named.

    `narrative`: the text is a narrative of the past (a history, a chronicle), so that the last time mentioned is the
    anchor of the next and the publication is not.
    """

    doc: Parse
    lexicon: TimeLexicon
    published: date | None
    narrative: bool = False
    last: str | None = None
    last_span: Span | None = None
    quarter: str | None = None
    quarter_token: int = 0
    clause: str | None = None
    day: str | None = None
    aside: int | None = None
    events: dict[str, str] = field(default_factory=dict)
    tenses: dict[int, str | None] = field(default_factory=dict)

    def base(self) -> tuple[date | None, str]:
        """The day a relative expression counts from, and what it is: the text's last time in a narrative."""
        if self.narrative and self.last:
            return first_day(self.last), "text"
        return self.published, "published"

    def told(self) -> tuple[str | None, str]:
        """The last time with a value, else the publication day."""
        if self.last:
            return self.last, "text"
        return (self.published.isoformat() if self.published else None), "published"

    def told_day(self) -> tuple[date | None, str]:
        value, anchor = self.told()
        return (first_day(value) if value else None), anchor

    def remember(self, value: str, span: Span) -> None:
        """Keeps a dated value as the anchor for what follows.

        In a narrative a date far from the last one is an aside; the anchor moves there when the next date stays there.
        A year alone does not blur an anchor in the same year.
        """
        if len(value) <= 3 or interval(value) is None:
            return
        if self.last and len(value) == 4 and self.last[:4] == value:
            return
        if self.narrative and self.last and value[:4].isdecimal() and self.last[:4].isdecimal():
            year = int(value[:4])
            far = abs(year - int(self.last[:4])) > FAR
            if far and (self.aside is None or abs(year - self.aside) > FAR):
                self.aside = year
                return
            self.aside = None
        self.last, self.last_span = value, span
        if len(value) >= 10:
            self.day = value[:10]

    def is_telling(self, token: int) -> bool:
        """Whether the verb above a token is one of narrating: "police said Friday"."""
        doc = self.doc
        for _ in range(3):
            token = doc.head[token]
            if doc.pos[token] == "VERB":
                return doc.lemma[token] in self.lexicon.lists["telling"]
        return False

    def is_direct(self, token: int) -> bool:
        """Whether a date hangs on its verb itself, and not on a noun ("the Jan. 14 deadline")."""
        doc = self.doc
        for _ in range(5):
            head = doc.head[token]
            if head == token or doc.pos[head] == "NOUN":
                return False
            if doc.pos[head] in ("VERB", "AUX"):
                return True
            token = head
        return False

    def tense(self, token: int) -> str | None:
        """ "past", "future" or None: the tense of the nearest verb above a token."""
        if token not in self.tenses:
            self.tenses[token] = _tense(self.doc, self.lexicon, token)
        return self.tenses[token]


def _tense(doc: Parse, lexicon: TimeLexicon, token: int) -> str | None:
    """The nearest verb above the token decides; an infinitive under a past verb leaves it open."""
    infinitive = False
    for _ in range(8):
        head = doc.head[token]
        if head == token:
            break
        token = head
        if doc.pos[token] not in ("VERB", "AUX"):
            continue
        tense = _verb_tense(doc, lexicon, token)
        if tense == "infinitive":
            infinitive = True
        elif tense is not None:
            return None if infinitive and tense == "past" else tense
    return "future" if infinitive else None


def _verb_tense(doc: Parse, lexicon: TimeLexicon, token: int) -> str | None:
    tag, words = doc.tag[token], lexicon.lists["future_words"]
    helpers = [child for child in doc.children[token][:12] if doc.dep[child] in ("aux", "auxpass")]
    spoken = {doc.lower[child] for child in helpers}
    if spoken & words or (doc.lemma[token] in lexicon.lists["planning"] and not spoken & lexicon.lists["had"]):
        return "future"
    if tag == "VBD" or any(doc.tag[child] == "VBD" for child in helpers):
        return "past"
    if tag == "VBN":
        have = any(doc.lemma[child] in lexicon.lists["have"] for child in helpers)
        return "past" if have or not helpers else "present"
    if tag == "VB" and any(doc.tag[child] == "TO" for child in helpers):
        return "infinitive"
    if tag in ("VBZ", "VBP"):
        return "future" if doc.lower[token] in words else "present"
    return None


@dataclass(slots=True)
class TimeMatch:
    """The units of one match of a rule."""

    units: TimeUnits
    first: int
    last: int

    @property
    def letters(self) -> list[str]:
        return self.units.letters[self.first : self.last]

    @property
    def token(self) -> int:
        return self.units.tokens[self.first]

    def has(self, *names: str) -> bool:
        letters = self.letters
        return any(LETTERS[name] in letters for name in names)

    def all(self, *names: str) -> list[object]:
        wanted = {LETTERS[name] for name in names}
        values = self.units.values[self.first : self.last]
        return [value for letter, value in zip(self.letters, values, strict=True) if letter in wanted]

    def get(self, *names: str) -> object | None:
        return next(iter(self.all(*names)), None)

    def word(self, *names: str) -> str:
        value = self.get(*names)
        return value if isinstance(value, str) else ""

    def number(self, *names: str) -> int | None:
        value = self.get(*names)
        return int(value) if isinstance(value, int | float) else None

    def token_of(self, name: str) -> int:
        return self.units.tokens[self.first + self.letters.index(LETTERS[name])]

    def before(self, doc: Parse) -> str:
        """The word before the match, in lower case; "" at a sentence's start."""
        token = self.token
        return doc.lower[token - 1] if token and doc.sent[token - 1] == doc.sent[token] else ""

    def after(self, doc: Parse) -> str:
        """The word after the match, in lower case; "" at a sentence's end."""
        token = self.next_token(doc)
        return doc.lower[token] if token is not None else ""

    def is_before(self, doc: Parse, *pos: str) -> bool:
        """Whether the next word of the sentence is of one of these kinds."""
        token = self.next_token(doc)
        return token is not None and doc.pos[token] in pos

    def next_token(self, doc: Parse) -> int | None:
        end = self.units.spans[self.last - 1][1]
        token = self.units.tokens[self.last - 1]
        while token < len(doc) and doc.start[token] < end:
            token += 1
        return token if token < len(doc) and doc.sent[token] == doc.sent[self.token] else None

"""Does a report say more than its sentences? Asked of the sentences themselves, parsed anew, each by itself.

`violations(comparison, view, config)` takes of the Analysis the text, its sentences, and which word a value points at. Who
says it, whether it is denied, whether it only may be, and whether an account that is counted behind a clause has its
predicate and its arguments, is read from a fresh parse of the sentence alone: no quote, no event and no clause of the
Analysis is asked. What a sentence alone cannot tell (whom a pronoun means, which two names are one) is not doubted.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from retold.annotate import annotate_all
from retold.config import Config
from retold.languages import Language, load
from retold.languages.predicates import senses
from retold.languages.quotes import lexicon
from retold.model import Analysis, Article, Comparison, SourceMap, Span, Statement
from retold.parse import Parse
from retold.report import phrases
from retold.report.records import Answer, Cell, ReportView, Row

SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
CONTENTS = {"ccomp", "parataxis"}
HANGING = {"ccomp", "xcomp"}
VERBS = {"VERB", "AUX"}
CONTENT = {"NOUN", "AUX", "PROPN", "VERB", "ADJ", "NUM"}
HALF = 0.5
AROUND = 700  # code points around words in marks in which who says them is named
STEM = 5  # letters by which two forms of one word are known ("decide", "decision")
MOST = 0.6  # the share of what a clause names that an account must have which has another word for its act
NAMING = {"NOUN", "PROPN", "NUM"}
DOUBTS = {"may", "might", "could", "would", "will"}
MARKS = re.compile(r"[“”\"‘]|(?<!\w)'|'(?!\w)")
SAYING = frozenset({"said", "warned", "alleged", "denied"})  # stances of verbs by which people speak
BESIDE = 80  # code points behind a speaker in which an apposition names him
BESIDES = {"fact", "name"}  # rows of titles and appositions, which are the account's whoever the sentence is given to
OWN, UNKNOWN = phrases.word("voices", "own"), phrases.word("voices", "unknown")
UNNAMED = phrases.word("voices", "unnamed")
OPEN = phrases.word("voices", "unclear").partition("”")[2]


@dataclass(frozen=True, slots=True)
class SpeechFrame:
    """Words that somebody says by a verb of saying: where they stand, who says them, and where that is told."""

    content: Span
    speaker: Span | None
    cue: Span
    doubtful: bool


class FreshReading:
    """A stretch of an account, parsed by itself."""

    def __init__(self, doc: Parse, language: Language) -> None:
        self.doc, self._quotes = doc, lexicon(language)
        self.lemmas = {lemma for lemma, pos in zip(doc.lemmas, doc.pos, strict=True) if pos in CONTENT or pos == "PRON"}
        self.stems = {lemma[:STEM] for lemma in self.lemmas}
        self.pronouns = "PRON" in doc.pos
        self.sayers = self._quotes.verbs.keys() | self._quotes.nouns.keys() | self._quotes.phrases.keys() | {"accord"}

    @cached_property
    def frames(self) -> list[SpeechFrame]:
        """What is said in it, by whom."""
        return [frame for token in range(len(self.doc)) for frame in self._said(token)]

    def _said(self, token: int) -> Iterator[SpeechFrame]:
        doc = self.doc
        if doc.pos[token] == "VERB" and self._saying(token) and doc.dep[token] != "xcomp":
            contents = [child for child in doc.children[token] if doc.dep[child] in CONTENTS]
            for child in contents[:1]:
                yield SpeechFrame(
                    self._hull(child), self._subject(token), (doc.start[token], doc.end[token]),
                    self.negated(token) or self.doubted(token),
                )  # fmt: skip

    def _hull(self, token: int) -> Span:
        first, last = self.doc.edges[token]
        return (self.doc.start[first], self.doc.end[last - 1])

    def _subject(self, token: int) -> Span | None:
        """The subject of a verb; of one that is joined to another or describes a noun, that verb's or the noun."""
        doc = self.doc
        for _ in range(4):
            found = [child for child in doc.children[token] if doc.dep[child] in SUBJECTS]
            if found and doc.tag[found[0]] not in ("WP", "WDT"):
                return None if doc.dep[found[0]] == "nsubjpass" else self._hull(found[0])
            if doc.dep[token] == "relcl" and doc.pos[doc.head[token]] == "PROPN":
                return self._hull(doc.head[token])
            if doc.dep[token] not in ("conj", "xcomp", "advcl"):
                return None
            token = doc.head[token]
        return None

    def negated(self, token: int) -> bool:
        """Whether a verb is denied."""
        return any(self.doc.dep[child] == "neg" for child in self.doc.children[token])

    def doubted(self, token: int) -> bool:
        """Whether a verb is told as possible or under a condition."""
        doc = self.doc
        return any(
            (doc.tag[child] == "MD" and doc.lower[child] in DOUBTS)
            or (doc.dep[child] == "mark" and doc.lower[child] == "if")
            for child in doc.children[token]
        )

    def root(self, span: Span) -> int | None:
        """The word of a span on which the others hang."""
        inside = [token for token in range(len(self.doc)) if span[0] <= self.doc.start[token] < span[1]]
        return next(
            (token for token in inside if self.doc.head[token] == token or self.doc.head[token] not in inside), None
        )

    def named(self) -> set[str]:
        """The nouns, names and numbers in it."""
        return {
            lemma
            for lemma, pos, dep in zip(self.doc.lemmas, self.doc.pos, self.doc.dep, strict=True)
            if pos in NAMING and dep != "appos"
        }

    @cached_property
    def predicate(self) -> int | None:
        """Its main verb: of a sentence in which somebody says something, that of what is said."""
        doc = self.doc
        token = next((token for token in range(len(doc)) if doc.head[token] == token), None)
        for _ in range(3):
            said = [
                child for child in doc.children[token or 0] if doc.dep[child] in HANGING and doc.pos[child] in VERBS
            ]
            if token is None or not said or not (self._saying(token) or doc.dep[said[0]] == "xcomp"):
                break
            token = said[0]
        return token

    def _saying(self, token: int) -> bool:
        return self._quotes.verb(self.doc, token).get("clause") in SAYING


class Sentences:
    """Fresh readings of stretches of text, parsed in one go."""

    def __init__(self, texts: Iterable[str], config: Config) -> None:
        language = load(config.language)
        unique = list(dict.fromkeys(texts))
        articles = [
            Article(
                str(place),
                None,
                None,
                None,
                (),
                config.language,
                text,
                None,
                None,
                ((0, len(text)),),
                SourceMap("identity"),
            )
            for place, text in enumerate(unique)
        ]
        parses = annotate_all(articles, config)
        self._read = {text: FreshReading(doc, language) for text, doc in zip(unique, parses, strict=True)}
        self._classes: dict[str, set[str]] = {}
        for sense in senses(language):
            for word in (*sense.verbs, *sense.nouns, *sense.states, *sense.participles):
                self._classes.setdefault(word, set()).add(sense.name)

    def of(self, text: str) -> FreshReading:
        return self._read[text]

    def classes(self, lemmas: Iterable[str]) -> set[str]:
        """The senses that words have in the lexicon of predicates."""
        return {name for lemma in lemmas for name in self._classes.get(lemma, ())}


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell with the sentence it is taken from: where its words stand in that, and the word its value points at."""

    row: Row
    cell: Cell
    analysis: Analysis
    sentence: Span
    words: Span
    focus: Span | None

    @property
    def text(self) -> str:
        return self.analysis.article.text[slice(*self.sentence)]

    @property
    def where(self) -> str:
        return f"{self.row.id} {self.row.check} {self.analysis.article.id}: “{self.text[slice(*self.words)][:160]}” as “{self.cell.label}”"


def violations(comparison: Comparison, view: ReportView, config: Config) -> Iterator[str]:
    """What a report says beyond its sentences, one line each; nothing where all is well."""
    analyses = {item.article.id: item for item in comparison.analyses}
    statements = {item.id: item for item in (*comparison.statements, *comparison.further)}
    cells = list(shown(view, analyses, statements))
    told = list(counted(view, analyses))
    texts = [item.text for item in cells]
    texts += [text for _, answer, behind in told for text in (_clause(answer), *behind.values())]
    read = Sentences(texts, config)
    for item in cells:
        yield from _speaker(item, read.of(item.text))
        yield from cut(item, read.of(item.text))
    for row, answer, behind in told:
        yield from _alike(row, answer, behind, read)


def shown(view: ReportView, analyses: dict[str, Analysis], statements: dict[str, Statement]) -> Iterator[ShownCell]:
    """The cells of a report that show words."""
    for row in view.rows:
        for cell in (each for first in row.cells for each in (first, *first.more)):
            if cell.words and cell.proof:
                analysis = analyses[view.accounts[cell.account].id]
                sentence = _sentence(cell.proof.span, analysis)
                words = _placed("".join(part for part, _ in cell.words), analysis.article.text[slice(*sentence)])
                if words is not None:
                    focus = _focus(cell, statements[row.id], analysis, sentence[0])
                    yield ShownCell(row, cell, analysis, sentence, words, focus)


def counted(view: ReportView, analyses: dict[str, Analysis]) -> Iterator[tuple[Row, Answer, dict[str, str]]]:
    """The answers that several accounts are said to tell alike, each with the passages of each account."""
    for row in view.rows:
        if row.relation == "agree" and row.check[:1] in "EM":
            for answer in row.answers:
                behind = {}
                for index in answer.accounts:
                    name = view.accounts[index].id
                    spans = sorted(
                        {_sentence(proof.span, analyses[name]) for proof in answer.proofs if proof.account == index}
                    )
                    behind[name] = " ".join(analyses[name].article.text[slice(*span)] for span in spans)
                yield row, answer, behind


def _sentence(span: Span, analysis: Analysis) -> Span:
    found = [each for each in analysis.sentences if each[0] < span[1] and span[0] < each[1]]
    return (min(span[0], found[0][0]), max(span[1], found[-1][1])) if found else span


def _placed(words: str, text: str) -> Span | None:
    """Where words that a cell shows stand in a text, whatever its line breaks are."""
    found = re.search(r"\s+".join(map(re.escape, words.strip("…").split())), text)
    return found.span() if found else None


def _focus(cell: Cell, statement: Statement, analysis: Analysis, start: int) -> Span | None:
    """The word of the sentence that the value points at, where it points at one."""
    names = {
        proof.record for value in statement.values for proof in value.evidence
        if proof.account == analysis.article.id and cell.proof and proof.span == cell.proof.span and proof.record
    }  # fmt: skip
    records = (*analysis.events, *analysis.figures, *analysis.statuses)
    spans = [item.span for item in records if item.id in names]
    return (spans[0][0] - start, spans[0][1] - start) if len(names) == 1 and spans else None


def _speaker(item: ShownCell, read: FreshReading) -> Iterator[str]:
    """Who says the words of a cell, by the sentence, is who the cell says it is."""
    label = item.cell.label
    if not label or label.startswith((UNKNOWN, UNNAMED)) or OPEN in label or item.row.kind in BESIDES:
        return
    frame = _frame(item, read)
    own = label.startswith((OWN, "from "))
    if frame is not None and frame.speaker is not None:
        said = item.text[frame.speaker[0] : frame.speaker[1] + BESIDE * (item.text[frame.speaker[1] :][:1] == ",")]
        if own and not (_holds(item.words, frame.cue) and _told(frame, item)):
            yield f"speaker lost: {item.where}, said by “{said}”"
        elif not own and not _same(said, label):
            yield f"another speaker: {item.where}, said by “{said}”"
        return
    if frame is None and not own and not _in_marks(item) and not _named(item, read):
        yield f"nobody says it: {item.where}"


def _told(frame: SpeechFrame, item: ShownCell) -> bool:
    """Whether an account tells that somebody asks, refuses or believes, rather than what they say."""
    return frame.doubtful


def _frame(item: ShownCell, read: FreshReading) -> SpeechFrame | None:
    """The innermost words said that hold what the cell's value points at; of a passage those that fill half of it."""
    if item.focus is not None:
        fit = [frame for frame in read.frames if _holds(frame.content, item.focus)]
    else:
        wide = item.words[1] - item.words[0]
        fit = [frame for frame in read.frames if _overlap(frame.content, item.words) >= HALF * wide]
    return min(fit, key=lambda frame: frame.content[1] - frame.content[0], default=None)


def _same(said: str, label: str) -> bool:
    """Whether words for a speaker and a label may mean one: they share a word, or the speaker is a pronoun."""
    one, two = set(re.findall(r"\w+", said.casefold())), set(re.findall(r"\w+", label.casefold()))
    return bool({word for word in one if len(word) > 2} & two) or len(one) == 1


def _in_marks(item: ShownCell) -> bool:
    """Whether what the cell shows stands in marks, or in a paragraph that they open, and the one it is given to is
    named near by."""
    text, at = item.analysis.article.text, item.sentence[0] + item.words[0]
    line = text[text.rfind("\n", 0, at) + 1 : item.sentence[0] + item.words[1] + 2]
    near = text[max(0, at - AROUND) : at + AROUND]
    return bool(MARKS.search(line)) and _same(item.cell.label.rsplit(" ", 1)[0], near)


def _named(item: ShownCell, read: FreshReading) -> bool:
    """Whether the sentence names who says it otherwise than by a verb with a clause: "according to", a noun."""
    who = item.cell.label.split(" (")[0].split(", via")[0]
    words = [word for word in re.findall(r"\w+", who.casefold()) if len(word) > 2][:-1]
    said = [token for token, lemma in enumerate(read.doc.lemmas) if lemma in read.sayers]
    return bool(said) and any(word in item.text.casefold() for word in words)


def cut(item: ShownCell, read: FreshReading) -> Iterator[str]:
    """Words that are shown without their sentence lose no denial, doubt or condition that stands outside of them."""
    if item.words[1] - item.words[0] >= len(item.text.strip()) - 2 or len(item.text) > 240:
        return
    token = read.root(item.words)
    doc = read.doc
    while token is not None and doc.head[token] != token:
        token = doc.head[token]
        inside = item.words[0] <= doc.start[token] < item.words[1]
        if not inside and doc.pos[token] in ("VERB", "AUX") and (read.negated(token) or read.doubted(token)):
            yield f"doubt left out: {item.where} in “{item.text[:200]}”"
            return


def _alike(row: Row, answer: Answer, behind: dict[str, str], read: Sentences) -> Iterator[str]:
    """An account that is counted behind a clause has its act, by the word or by the class of the lexicon, and half of
    what the clause names; where it has another word for the act, most of what it names."""
    clause = read.of(_clause(answer))
    top = clause.predicate
    if top is None:
        return
    doc = clause.doc
    acts = [doc.lemmas[token] for token in (top, *(child for child in doc.children[top] if doc.dep[child] in HANGING))]
    wanted, named = read.classes(acts), clause.named()
    for name, text in behind.items():
        told = read.of(text)
        acted = any(act[:STEM] in told.stems for act in acts) or wanted & read.classes(told.lemmas)
        missing = {word for word in named if word[:STEM] not in told.stems}
        if len(missing) > (1 - (HALF if acted else MOST)) * len(named) or not (acted or named):
            yield f"not stated: {row.id} {row.check} {name}: “{_clause(answer)[:160]}” by “{text[:200]}” ({sorted(missing)})"


def _clause(answer: Answer) -> str:
    """What an answer says: its marked words, where some are marked as what its accounts share."""
    return "".join(words for words, marked in answer.pieces if marked) or answer.text.rstrip("…")


def _holds(whole: Span, part: Span) -> bool:
    return whole[0] <= part[0] and part[1] <= whole[1]


def _overlap(one: Span, two: Span) -> int:
    return max(0, min(one[1], two[1]) - max(one[0], two[0]))

"""Does a report say more than the words it shows? What every cell and every answer shows, held against the records of
its account: letter by letter, and by polarity, modality and speaker as the clause reading has them.

`violations(comparison, view)` reads the Analysis by itself; it shares no code with what chooses the words.
`python -m tests.report.record_check STORY ...` does so for stories given as files or folders, one line a cell that says
too much, and says how many cells were read.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator

from retold.model import Analysis, Comparison, Event, Quote, Span, Statement
from retold.report import phrases
from retold.report.records import Answer, Cell, Proof, ReportView, Row

ACTS = {"asked", "agreed", "planned", "wanted", "refused", "believed", "accused"}  # told by the account itself
HEARSAY = "allege"
ROOM = 150  # code points: longer words than this are a sentence that was cut to fit
TOPICS = re.compile(
    r"object|phrase\.(?!for_to)|passive$|adjective\.prep|noun\.(?!clause|infinitive|be$)"
)  # said of a thing, no clause

UNCLEAR = phrases.word("voices", "unclear").partition("}”")[2]


def violations(comparison: Comparison, view: ReportView) -> Iterator[str]:
    """What a report says beyond its words, one line each; nothing where all is well."""
    analyses = {item.article.id: item for item in comparison.analyses}
    texts = {name: _flat(item.article.text) for name, item in analyses.items()}
    ids = [account.id for account in view.accounts]
    statements = {item.id: item for item in (*comparison.statements, *comparison.further)}
    for row in view.rows:
        for answer in row.answers:
            yield from _answer(row, answer, statements[row.id], ids, texts)
        for cell in (each for first in row.cells for each in (first, *first.more)):
            if cell.words and cell.proof:
                yield from _cell(row, cell, statements[row.id], analyses[ids[cell.account]])
    yield from _counts(comparison, view)


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()


def _shown(pieces: tuple[tuple[str, bool], ...]) -> str:
    return _flat("".join(words for words, _ in pieces).strip("…"))


def _answer(row: Row, answer: Answer, statement: Statement, ids: list[str], texts: dict[str, str]) -> Iterator[str]:
    """An answer is written by the account it is put in, and every account behind it has a passage of it."""
    if answer.most > len(answer.accounts):
        yield f"{row.id} {answer.letter}: {answer.most} sources of {len(answer.accounts)} accounts"
    words = _flat(answer.text.strip("…"))
    if answer.teller is not None and words not in texts[ids[answer.teller]]:
        yield f"{row.id} {answer.letter}: “{answer.text}” is not written in {ids[answer.teller]}"
    told = {proof.account for proof in answer.proofs}
    if not set(answer.accounts) <= told:
        yield f"{row.id} {answer.letter}: accounts without a passage"


def _cell(row: Row, cell: Cell, statement: Statement, analysis: Analysis) -> Iterator[str]:
    assert cell.proof is not None
    name, words = analysis.article.id, _shown(cell.words)
    sentence = _sentence(cell.proof.span, analysis)
    where = f"{row.id} {name}: “{words}”"
    if words not in _flat(analysis.article.text[slice(*sentence)]):
        yield f"{where} is not written in its sentences"
        return
    whole = statement.check.startswith("M") and statement.check != "M102"
    cut = not whole and not _holds_sentence(words, cell.proof.span, analysis)
    if cut and not any(_flat(analysis.article.text[head:]).startswith(words) for head in _heads(sentence, analysis)):
        yield f"{where} stands behind words that may turn it round"
    for event in list(_events(cell.proof, statement, analysis))[:1]:
        if cut and not _real(event):
            yield f"{where} is told as {event.polarity}, {event.modality}, and shown without its sentence"
    focus = _focus(cell.proof, statement, analysis)
    quote = _innermost(focus, analysis, statement, cell.proof) if focus else None
    own = cell.label.startswith(("from ", phrases.word("voices", "own"))) or not cell.label
    if cell.label.startswith(phrases.word("voices", "unknown")) or UNCLEAR in cell.label:
        return  # says less than any name
    if quote is not None and _named(quote, analysis) and not _by_account(quote, words, analysis):
        speaker = set(re.findall(r"\w+", _named(quote, analysis).casefold()))
        if own or not speaker & set(re.findall(r"\w+", cell.label.casefold())):
            yield f"{where} is said by {_named(quote, analysis)} and shown as “{cell.label}”"
    if focus and quote is None and not own and not _fills(sentence, cell.label, analysis):
        yield f"{where} is the account's own and shown as “{cell.label}”"


def _fills(sentence: Span, label: str, analysis: Analysis) -> bool:
    """Whether the words in marks of the one whom the label names fill half of a sentence, with who says them."""
    for quote in analysis.quotes:
        spans = [*quote.spans, *filter(None, (quote.cue, quote.speaker.span))]
        held = sum(max(0, min(end, sentence[1]) - max(start, sentence[0])) for start, end in spans)
        named = set(re.findall(r"\w+", _named(quote, analysis).casefold()))
        filling = quote.form == "direct" and 2 * held >= sentence[1] - sentence[0]
        if filling and named & set(re.findall(r"\w+", label.casefold())):
            return True
    return False


def _heads(sentence: Span, analysis: Analysis) -> set[int]:
    """Where words may begin that are shown without their sentence: at its head, or at the head of somebody's words."""
    return _starts(sentence, analysis) | {
        span[0] for quote in analysis.quotes for span in quote.spans if sentence[0] <= span[0] < sentence[1]
    }  # fmt: skip


def _starts(sentence: Span, analysis: Analysis) -> set[int]:
    """The head of a sentence, and that behind a dateline or the credit of a picture in front of it."""
    fronts = [part.span[1] for part in analysis.article.parts if part.kind == "dateline"]
    fronts += [item.span[1] for item in analysis.citations if item.photo or item.method == "dateline"]
    text, own = analysis.article.text, f"({analysis.article.outlet})"
    fronts += [text.index(own) + len(own)] if own in text[:150] else []
    capitals = re.match(
        r"[^a-z\n]{3,40}?[-–—](?= )", text[slice(*sentence)]
    )  # a place, or the mark of a picture from a file
    fronts += [sentence[0] + capitals.end()] if capitals else []
    return {sentence[0]} | {
        next((at for at in range(end, sentence[1]) if text[at].isalnum() or text[at] in "“\"‘'"), end)
        for end in fronts if sentence[0] <= end <= sentence[1]
    }  # fmt: skip


def _sentence(span: Span, analysis: Analysis) -> Span:
    found = [each for each in analysis.sentences if each[0] < span[1] and span[0] < each[1]]
    return (min(span[0], found[0][0]), max(span[1], found[-1][1])) if found else span


def _records(proof: Proof, statement: Statement, analysis: Analysis) -> set[str]:
    """The records that the evidence behind a proof points at."""
    return {
        item.record for value in statement.values for item in value.evidence
        if item.account == analysis.article.id and item.span == proof.span and item.record
    }  # fmt: skip


def _events(proof: Proof, statement: Statement, analysis: Analysis) -> Iterator[Event]:
    if statement.check.startswith("M") and statement.check != "M102":
        return  # a whole passage holds its own words of doubt
    names = _records(proof, statement, analysis)
    if len(names) != 1:
        return
    names |= {item.event for item in analysis.statuses if item.id in names and item.event}
    spans = {item.predicate_span for item in analysis.figures if item.id in names}
    yield from (event for event in analysis.events if event.id in names or event.span in spans)


def _focus(proof: Proof, statement: Statement, analysis: Analysis) -> Span | None:
    names = _records(proof, statement, analysis)
    if len(names) != 1:
        return None
    for table in (analysis.figures, analysis.statuses, analysis.events):
        for record in table:
            if record.id in names and proof.span[0] <= record.span[0] and record.span[1] <= proof.span[1]:
                return record.span
    return None


def _real(event: Event) -> bool:
    return event.polarity == "positive" and event.modality == "asserted" and event.under != HEARSAY


def _holds_sentence(words: str, span: Span, analysis: Analysis) -> bool:
    """Whether the words shown are the whole sentence, or as much of it as a cell has room for."""
    sentence = _sentence(span, analysis)
    wholes = [_flat(analysis.article.text[start : sentence[1]]) for start in _starts(sentence, analysis)]
    return any(whole in words for whole in wholes) or (len(words) > ROOM and any(words in whole for whole in wholes))


def _innermost(focus: Span, analysis: Analysis, statement: Statement, proof: Proof) -> Quote | None:
    own = _records(proof, statement, analysis)
    fit = [
        quote for quote in analysis.quotes
        if quote.id not in own and not (quote.form == "indirect" and TOPICS.match(quote.method or ""))
        and any(span[0] <= focus[0] and focus[1] <= span[1] for span in quote.spans)
    ]  # fmt: skip
    return min(
        fit,
        key=lambda quote: (not _named(quote, analysis), sum(end - start for start, end in quote.spans)),
        default=None,
    )


def _named(quote: Quote, analysis: Analysis) -> str:
    """The speaker's name and words; a pronoun that stands for nobody known ("we") names nobody."""
    span = quote.speaker.span
    words = analysis.article.text[slice(*span)] if span else ""
    if (quote.speaker.name or words).casefold() == words.casefold() and any(
        item.span == span and item.form == "pronoun" for item in analysis.mentions
    ):
        return ""
    return " ".join(filter(None, (quote.speaker.name, analysis.article.text[slice(*span)] if span else "")))


def _by_account(quote: Quote, words: str, analysis: Analysis) -> bool:
    """Whether the account itself tells that somebody asked, agreed, refused or did not say, in the words shown."""
    act = quote.stance in ACTS or quote.negated or (quote.method or "").startswith("noun.")
    return act and quote.cue is not None and _flat(analysis.article.text[slice(*quote.cue)]) in words


def _counts(comparison: Comparison, view: ReportView) -> Iterator[str]:
    """The same numbers in the data and on the page; sources never exceed accounts."""
    held = Counter(item.relation for item in comparison.statements)
    shown = [row for row in view.rows if row.id not in {item.id for item in comparison.further}]
    if Counter(row.relation for row in shown) != held:
        yield f"the page shows {Counter(row.relation for row in shown)}, the data {dict(held)}"
    if dict(view.glance.counts) != Counter(row.called for row in shown):
        yield f"the page counts {dict(view.glance.counts)}, and shows {Counter(row.called for row in shown)}"
    for item in (*comparison.statements, *comparison.further):
        for value in item.values:
            if value.support.origins.max > len(value.support.accounts):
                yield f"{item.id}: more sources than accounts in the data"
    if view.glance.most > len(view.accounts):
        yield "more sources than accounts in the story"


def main() -> None:
    """Reads each story and prints what its report says beyond its words."""
    from retold import app
    from retold.config import Config
    from retold.report.view import build

    cells = bad = 0
    for story in sys.argv[1:]:
        comparison = app.compared([story], Config())
        view = build(comparison)
        found = list(violations(comparison, view))
        cells += sum(bool(cell.words) for row in view.rows for cell in row.cells)
        bad += len(found)
        for line in found:
            print(f"{story}: {line}")
    print(f"{cells} cells read, {bad} say more than their words")


if __name__ == "__main__":
    main()

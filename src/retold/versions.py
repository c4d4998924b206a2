"""Captures of one address are versions of one account: the newest stands in the story, and what changed between them is
told sentence by sentence.

In: analyses in any order. Out: those that stand in the story, the older ones, and the Revisions. Two analyses are
versions where they are captures of one page (`same_page`) and it is known when at least one of them was captured.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from retold import same_page
from retold.languages import Language
from retold.model import (
    Analysis,
    Article,
    Evidence,
    Restated,
    Restatement,
    Revision,
    Span,
    StatementKind,
    TextChange,
    Version,
)
from retold.moves import IndexedVersion, figures, moves
from retold.spans import containing, evidence

LINE = re.compile(r"[^\n]+")
TOLD = ("headline", "standfirst", "heading", "body")  # parts whose words belong to the telling
ALIKE = 55.0  # of 100: two sentences in one place that share as much are one sentence in two wordings
MOST_SENTENCES = 1_500  # of one version; a longer text is compared up to here, which bounds the work
MOST_VERSIONS = 50  # older versions of a page that are set against the newest
MOST_BLOCK = 60  # sentences on a side of one changed stretch that are tried against each other
MOST_NOTES = 100  # lines of a version that are looked at as notes of a change; a page has one or two


@dataclass(frozen=True, slots=True)
class Versions:
    """The analyses that stand in the story, the older versions of some of them, what changed from one to the next, and
    what the newest says otherwise."""

    newest: tuple[Analysis, ...]
    older: tuple[Analysis, ...] = ()
    revisions: tuple[Revision, ...] = ()
    restated: tuple[Restated, ...] = ()


def sort_out(analyses: Sequence[Analysis], language: Language) -> Versions:
    """Parts the newest version of each address from the older ones."""
    ordered = sorted(analyses, key=lambda item: item.article.id)
    older: set[str] = set()
    revisions: list[Revision] = []
    restated: list[Restated] = []
    for group in same_page.groups([item.article for item in ordered]):
        told = sorted((ordered[number] for number in group if ordered[number].article.text), key=_captured)
        if len(told) < 2 or not any(map(_time, told)):
            continue
        older.update(item.article.id for item in told[:-1])
        newest = told[-1].article.id
        indexed = [IndexedVersion(item) for item in told]
        steps = [_revision(newest, pair, language) for pair in pairwise(indexed)]
        revisions.extend(steps)
        restated.extend(_restated(indexed, steps, language))
    return Versions(
        tuple(item for item in analyses if item.article.id not in older),
        tuple(sorted((item for item in analyses if item.article.id in older), key=lambda item: item.article.id)),
        tuple(revisions),
        tuple(restated),
    )


def _time(item: Analysis) -> str | None:
    article = item.article
    stated = article.captured.earliest if article.captured else None
    return (article.capture and article.capture.time) or stated


def _captured(item: Analysis) -> tuple[str, str, str]:
    """The order of versions: by capture, where it is not known by what the page says of its last change."""
    article = item.article
    stated = article.modified or article.published
    return _time(item) or (stated and stated.latest) or "", (stated and stated.latest) or "", article.id


# --- what changed -----------------------------------------------------------------------------------------------------


def _revision(newest: str, pair: tuple[IndexedVersion, IndexedVersion], language: Language) -> Revision:
    before, after = (item.analysis for item in pair)
    notes = tuple(_notes(before.article, after.article, language))
    noted = {item.text for item in notes}
    changes = tuple(item for item in _changes(*pair, language) if not (item.after and item.after.text in noted))
    return Revision(newest, _version(before), _version(after), changes, notes)


def _version(item: Analysis) -> Version:
    return Version(item.article.id, _time(item), item.article.source, item.article.sha256)


def _changes(before: IndexedVersion, after: IndexedVersion, language: Language) -> Iterator[TextChange]:
    """The sentences that were added, removed or changed, in the order of the later version."""
    left, right = _sentences(before.analysis), _sentences(after.analysis)
    old, new = ([" ".join(item.text.split()) for item in side] for side in (left, right))
    for first, last, start, end in _stretches(old, new):
        yield from _block(left[first:last], right[start:end], (before, after), language)


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Where two lists differ: `old[first:last]` stands where `new[start:end]` stood. By the longest common subsequence,
    whose cost no arrangement of equal sentences raises."""
    first = start = 0
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            if (first, start) != (step.src_start, step.dest_start):
                yield first, step.src_start, start, step.dest_start
            first, start = step.src_end, step.dest_end
    if (first, start) != (len(old), len(new)):
        yield first, len(old), start, len(new)


def _sentences(item: Analysis) -> list[Evidence]:
    article = item.article
    parts = sorted(part.span for part in article.parts if part.kind in TOLD)
    spans = (span for span in item.sentences if not parts or containing(parts, span[0]) is not None)
    return [evidence(article, span) for span, _ in zip(spans, range(MOST_SENTENCES), strict=False)]


def _block(
    left: Sequence[Evidence], right: Sequence[Evidence], pair: tuple[IndexedVersion, IndexedVersion], language: Language
) -> Iterator[TextChange]:
    """A stretch that differs: its sentences are paired in order where they are alike, the others came or went."""
    place = 0
    for item in right:
        tried = range(place, min(len(left), place + MOST_BLOCK))
        found = max(tried, key=lambda index: fuzz.ratio(left[index].text, item.text), default=None)
        if found is None or fuzz.ratio(left[found].text, item.text) < ALIKE:
            yield TextChange("added", None, item)
            continue
        yield from (TextChange("removed", gone, None) for gone in left[place:found])
        yield TextChange("changed", left[found], item, tuple(figures((left[found], item), pair, language)))
        place = found + 1
    yield from (TextChange("removed", gone, None) for gone in left[place:])


# --- what the story tells of it ---------------------------------------------------------------------------------------


def _restated(
    told: Sequence[IndexedVersion], revisions: Sequence[Revision], language: Language
) -> Iterator[Restated]:  # fmt: skip
    """What the newest version says otherwise than older ones, each with the last of them that said it so."""
    newest = told[-1]
    bounds = {
        item.analysis.article.id: {each.id: (each.low, each.high) for each in item.analysis.figures} for item in told
    }

    def restatement(found: Evidence, version: IndexedVersion) -> Restatement:
        known = bounds[version.analysis.article.id].get(found.record or "", (None, None))
        return Restatement(found, _time(version.analysis), *known)

    held: dict[tuple[StatementKind, Span], list[Restatement]] = {}
    since: dict[tuple[StatementKind, Span], int] = {}
    described: set[tuple[StatementKind, Span]] = set()
    places = range(len(told) - 2, max(len(told) - 2 - MOST_VERSIONS, -1), -1)
    for place in places:
        pair = (told[place], newest)
        sides = [(item.before, item.after) for item in _changes(*pair, language) if item.before and item.after]
        for move in (move for each in sides for move in moves(each, pair, language)):
            name = (move.kind, move.moved.after.span)
            line = held.setdefault(name, [restatement(move.moved.after, newest)])
            before = restatement(move.moved.before, told[place])
            if not _same(before, line[-1]):
                line.append(before)
                since[name] = place
                described.update([name] if move.described else [])
    for name, first in sorted(since.items(), key=lambda item: item[0][1]):
        line = held[name]
        noted = any(item.notes for item in revisions[first:])
        yield Restated(newest.analysis.article.id, name[0], tuple(reversed(line)), noted, name in described)


def _same(one: Restatement, two: Restatement) -> bool:
    """Whether two versions say the same."""
    if (one.low, one.high) != (None, None):
        return (one.low, one.high) == (two.low, two.high)
    return " ".join(one.evidence.text.casefold().split()) == " ".join(two.evidence.text.casefold().split())


# --- notes ------------------------------------------------------------------------------------------------------------


@cache
def _note(language: Language) -> re.Pattern[str]:
    table = language.table("versions")
    labels, phrases = ("|".join(map(re.escape, table.get(name, ()))) for name in ("labels", "phrases"))
    if not labels or not phrases:
        return re.compile(r"(?!)")
    return re.compile(rf"^\W{{0,3}}(?:(?:{labels})\b[^:\n]{{0,60}}[:–—]|.{{0,200}}?(?:{phrases}))", re.I)


def _notes(before: Article, after: Article, language: Language) -> Iterator[Evidence]:
    """Lines of the later version that tell of a change and did not stand in the earlier one."""
    for start, line in islice(_labelled(after.text, language), MOST_NOTES):
        if line not in before.text:
            yield evidence(after, (start, start + len(line)))


def _labelled(text: str, language: Language) -> Iterator[tuple[int, str]]:
    """The lines of a text that are worded as notes of a change, with their places."""
    lines = ((match.start(), match.group()) for match in LINE.finditer(text))
    return ((place, line) for place, line in lines if _note(language).match(line))

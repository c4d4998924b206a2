"""What happened or is claimed, by whom, to whom, where and when: clauses typed by the event lexicon.

In: the Parse and what was found so far (times, mentions, quotes). Out: Event records in text order. The steps: every
verb and eventive noun becomes a draft with its deep roles (`roles`), drafts are put under the words that govern
them (`codes`: "refused to condemn", "will release"), infinitives get the modality of what governs them
(`infinitives`), and each draft is written as a record with its time, its quote and the entities of its participants.
"""

from collections.abc import Iterator

from retold.extract.events.codes import compose
from retold.extract.events.infinitives import weigh
from retold.extract.events.roles import EventDraft, Roles
from retold.grammar.clauses import extent, phrase
from retold.languages import Language
from retold.languages.events import lexicon
from retold.model import Analysis, Article, Event, Mention, Participant, Quote, Span
from retold.parse import Parse
from retold.spans import containing

CLIMB = 8  # steps in the tree from a time expression up to the predicate it dates
PARTICIPANTS = 12  # participants kept; a verb with more of them is a list


def extract(doc: Parse, article: Article, language: Language, found: Analysis) -> Iterator[Event]:
    """The Event records of one article, in text order."""
    words = lexicon(language)
    if not words.classes:
        return
    # tokens inside time expressions are no participants
    dated = frozenset(token for time in found.times for token in doc.tokens_in(time.span))
    drafts = weigh(compose(Roles(doc, words, dated).drafts(), doc, words), doc, words)
    times = _times(doc, found, {draft.token for draft in drafts})
    said = _said(found.quotes)
    spans = [span for span, _ in said]
    mentions = {(mention.head or mention.span)[0]: mention for mention in found.mentions}
    for number, draft in enumerate(drafts, 1):
        quote = containing(spans, doc.start[draft.token])
        yield Event(
            id=f"e{number}", span=(doc.start[draft.token], doc.end[draft.last]), type=draft.type, plover=draft.code,
            participants=_participants(doc, draft, mentions),
            time=times.get(draft.token) or times.get(draft.lender),
            polarity="negative" if draft.negative else "positive",
            modality=draft.modality, quote=None if quote is None else said[quote][1], lemma=draft.lemma,
            clause=extent(doc, draft.token), tense=draft.tense,
            method=" ".join(filter(None, (draft.method, draft.under))) or None,
            form=draft.method or "verb", under=draft.under, light=draft.light,
        )  # fmt: skip


def _participants(doc: Parse, draft: EventDraft, mentions: dict[int, Mention]) -> tuple[Participant, ...]:
    found: list[Participant] = []
    for role, head in draft.roles:
        mention = mentions.get(doc.start[head])
        word = (doc.start[head], doc.end[head])
        part = Participant(role, phrase(doc, head), mention.entity if mention else None, word)
        if part not in found:
            found.append(part)
    return tuple(found[:PARTICIPANTS])


def _times(doc: Parse, found: Analysis, predicates: set[int]) -> dict[int, str]:
    """The time expression of each predicate: the nearest below it in the tree, the first in the text."""
    times: dict[int, str] = {}
    for time in found.times:
        inside = doc.tokens_in(time.span)
        token = next((index for index in inside if doc.head[index] not in inside), None)
        for _ in range(CLIMB):
            if token is None or doc.head[token] == token:
                break
            token = doc.head[token]
            if token in predicates:
                times.setdefault(token, time.id)
                break
    return times


def _said(quotes: tuple[Quote, ...]) -> list[tuple[Span, str]]:
    """The stretches of quotes with their ids; one that ends within another is left out."""
    found: list[tuple[Span, str]] = []
    for span, name in sorted((span, quote.id) for quote in quotes for span in quote.spans):
        if not found or span[1] > found[-1][0][1]:
            found.append((span, name))
    return found

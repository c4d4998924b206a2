"""Whose words a cell shows, and how far they are told as real: the reading of the records, put beside the words.

In: Evidence and the Analysis of its account. Out: a VoicedTelling: the stretch of the account to show, who says it
there ("a lawyer for the families says", "own voice"), whom it came through, and a word of doubt that the shown words
may lack ("only claimed", "planned"). Nothing is decided here: speaker, stance, polarity and modality are those of the
quotes, events and statuses of the Analysis.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from retold.model import Analysis, Citation, Event, Evidence, Quote, Span
from retold.report import phrases
from retold.report.fronts import Fronts
from retold.report.speakers import SpeakerNames

CLAUSE = 5  # words of a clause that can be read alone
ENDS = ",;:.!?–—)"  # what may follow a clause that is read alone: words would go on with it, or turn it round
HALF = 0.5  # share of a passage that somebody's words fill before the passage is theirs
ACTS = frozenset({"asked", "agreed", "planned", "wanted", "refused", "believed", "accused"})
PLAIN = frozenset({"said", "reported", "ruled", "warned"})  # stances that add no doubt of their own
PICTURES = frozenset({"caption", "credit"})  # parts of a page that tell what a picture shows
CARRIERS = frozenset({"agency", "outlet"})
PASSAGE = 240  # code points of a cell: two sentences of a news story
LOOK = 24  # quotes before a place that may still hold it: they nest a few deep
BESIDE = frozenset({"title", "apposition"})  # how facts were found that stand beside a name
LINKS = 4  # links of a chain of sources that are told


@dataclass(frozen=True, slots=True)
class VoicedTelling:
    """What one account says: the span to show, who says it and whom it came through in words ("own voice", "the mayor
    said, via Interfax"), and a word of doubt, "" for none. `entire` tells that whole sentences are shown."""

    span: Span
    label: str
    doubt: str
    entire: bool = True


class _Near[R]:
    """Records by place: those that begin inside a span, and the last LOOK that begin before it."""

    def __init__(self, placed: Iterable[tuple[Span, R]]) -> None:
        self._found = sorted(placed, key=lambda pair: pair[0])
        self._starts = [span[0] for span, _ in self._found]

    def near(self, span: Span) -> list[R]:
        """The records near a span, each once."""
        first = max(0, bisect_left(self._starts, span[0]) - LOOK)
        found: list[R] = []
        for _, record in self._found[first : bisect_left(self._starts, span[1])]:
            if record not in found[-LOOK:]:
                found.append(record)
        return found


class Voices:
    """Reads the Evidence of one account."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.article.text
        self._events = {item.id: item for item in analysis.events}
        self._acts = {item.span: item for item in analysis.events}
        self._statuses = {item.id: item for item in analysis.statuses}
        self._figures = {item.id: item for item in analysis.figures}
        self._pronouns = {item.span for item in analysis.mentions if item.form == "pronoun"}
        self._beside = {item.id for item in analysis.facts if item.method in BESIDE}
        self._speakers = SpeakerNames(analysis)
        self._places = {item.name for item in analysis.entities if item.type in ("place", "facility")}
        self._starts = [start for start, _ in analysis.sentences]
        self._quotes = _Near((span, quote) for quote in analysis.quotes for span in quote.spans)
        self._credits = _Near(
            (item.covers, item) for item in analysis.citations
            if item.covers is not None and item.kind in CARRIERS and not item.photo
        )  # fmt: skip
        self._cites = _Near((item.span, item) for item in analysis.citations)
        self._fronts = Fronts(analysis)
        self._pictures = _Near(
            (span, span) for span in (
                *(part.span for part in analysis.article.parts if part.kind in PICTURES),
                *(item.covers for item in analysis.citations if item.photo and item.covers is not None),
            )
        )  # fmt: skip
        self._whole = tuple(
            item.name for item in analysis.citations if item.covers is None and item.kind == "agency" and not item.photo
            and item.method != "removed"
        )  # fmt: skip

    def told(self, item: Evidence, whole: bool) -> VoicedTelling:
        """The VoicedTelling of a piece of evidence; `whole` for a row whose answers are whole passages."""
        event = self.event(item)
        focus = self._focus(item, event)
        quote = self._quote(item, focus, aside=not whole and item.record in self._beside)
        span = item.span if whole else self._shown(item, event, quote)
        if quote is not None and self._told_of(quote, span):
            quote = self._narrowest(each for each in self._around(quote.cue or span) if each is not quote)
        names = tuple(self._chain(quote, focus, span))
        # what stands beside an act ("the tavern's owner was supposedly asked to leave") is not doubted with it
        doubt = "" if whole or focus is None else self._doubt(event, quote)
        entire = span == self.sentence(span)
        return VoicedTelling(self._fronts.behind(span), self._label(quote, names), doubt, entire)

    @property
    def fronts(self) -> frozenset[str]:
        """What stands in front of the account's words and tells nothing."""
        return self._fronts.texts

    # --- what is shown ---

    def event(self, item: Evidence) -> Event | None:
        """The happening that the evidence points at: an event, that of a status, or that of a figure's predicate."""
        name = item.record or ""
        if name in self._statuses:
            return self._events.get(self._statuses[name].event or "")
        figure = self._figures.get(name)
        if figure is not None:
            return self._acts.get(figure.predicate_span) if figure.predicate_span else None
        return self._events.get(name)

    def alone(self, item: Evidence) -> bool:
        """Whether the clause of a piece of evidence can be read alone: somebody or something other than a pronoun acts
        in it before its verb, it says by itself how far it is told as real, and where its verb is one of saying, it
        holds what is said."""
        event = self.event(item)
        if event is None or event.clause is None or not _own_word(event):
            return False
        actors = [part.span for part in event.participants if event.clause[0] <= part.span[0] < event.span[0]]
        said = self._quotes.near(self.sentence(event.span))
        return bool(actors) and not self._pronouns.intersection(actors) and all(
            quote.cue is None or not _overlap(quote.cue, event.span) or _inside(quote.spans[-1], event.clause)
            for quote in said
        )  # fmt: skip

    def number(self, item: Evidence) -> bool:
        """Whether the evidence points at a number that is written there."""
        figure = self._figures.get(item.record or "")
        return figure is not None and figure.kind != "implied"

    def _focus(self, item: Evidence, event: Event | None) -> Span | None:
        """The very words the evidence stands on, where they are known."""
        record = self._figures.get(item.record or "") or self._statuses.get(item.record or "") or event
        return record.span if record is not None and _inside(record.span, item.span) else None

    def _shown(self, item: Evidence, event: Event | None, quote: Quote | None) -> Span:
        """The clause that the evidence stands in, where it can be read alone: it opens its sentence or somebody's
        words, is no fragment, and is told as done. Else the sentence, for what stands before a clause may turn it
        round."""
        whole, clause = self.sentence(item.span), event.clause if event else None
        if event is None or clause is None or event.tense is None or not _real(event):
            return whole
        heads = {whole[0]} | {span[0] for span in (quote.spans if quote else ())}
        holds = item.record in self._events or _inside(item.span, clause)
        words = len(self.text[slice(*clause)].split())
        after = self.text[clause[1] : whole[1]].lstrip()
        return clause if holds and clause[0] in heads and words >= CLAUSE and after[:1] in ENDS else whole

    def sentence(self, span: Span) -> Span:
        """The sentences that a span lies in."""
        first = max(0, bisect_right(self._starts, span[0]) - 1)
        last = max(first + 1, bisect_left(self._starts, span[1]))
        found = [each for each in self.analysis.sentences[first:last] if each[0] < span[1] and span[0] < each[1]]
        return (min(span[0], found[0][0]), max(span[1], found[-1][1])) if found else span

    # --- who says it ---

    def _quote(self, item: Evidence, focus: Span | None, aside: bool) -> Quote | None:
        """The narrowest quote around the very words whose speaker has a name ("we" names nobody), else the narrowest;
        of a passage without such words one that fills half of it. `aside`: the words are a title or an apposition
        ("Senate leader"), which is the account's own in a paraphrase, and the speaker's only in direct speech."""
        if focus is not None:
            fit = [quote for quote in self._around(focus) if quote.id != item.record and says(quote)]
            if not fit and item.record in self._events:
                # the row shows the whole sentence: its words are those of whom it quotes
                whole = self.sentence(item.span)
                near = self._quotes.near(whole)
                fit = [quote for quote in near if quote.form == "direct" and _share(quote, whole) >= HALF]
        elif aside:
            fit = [quote for quote in self._around(item.span) if quote.form == "direct"]
        else:
            fit = [quote for quote in self._quotes.near(item.span) if _share(quote, item.span) >= HALF]
            fit += [quote for quote in self._around(item.span) if quote not in fit]
        return self._narrowest(quote for quote in fit if not self._speakers.mute(quote))

    def _narrowest(self, fit: Iterable[Quote]) -> Quote | None:
        return min(fit, key=lambda quote: (not self._speakers.name(quote), _size(quote)), default=None)

    @staticmethod
    def _told_of(quote: Quote, span: Span) -> bool:
        """Whether the words of a cell tell by themselves that somebody asked, agreed, refused or did not say: then that
        is told by the account, or by whom it quotes with it."""
        held = quote.cue is not None and _inside(quote.cue, span) and span[1] - span[0] <= PASSAGE
        return held and (_act(quote) or quote.negated)

    def _around(self, focus: Span) -> list[Quote]:
        return [quote for quote in self._quotes.near(focus) if any(_inside(focus, span) for span in quote.spans)]

    def _chain(self, quote: Quote | None, focus: Span | None, place: Span) -> Iterator[str]:
        """Who said it, then whom it came through, nearest to the speaker first; each name once."""
        found: list[str] = []
        if quote is not None and (name := self._speakers.name(quote)):
            found.append(name)
            around = [each for each in self._around(quote.spans[0]) if each.id != quote.id]
            links = [link.name for link in quote.via if self._cited(link.span)]
            links += [self._speakers.name(each) for each in around if each.stance in PLAIN]
            if not self._carries(quote):
                links += [item.name for item in self._carriers(quote.spans[0])]
            found.extend(self._named(links))
        elif focus is not None:
            found.extend(self._named(item.name for item in self._carriers(focus) if _reports(item)))
        if not self._pictured(quote.spans[0] if quote is not None else place):
            found.extend(self._named(self._whole[:1]))
        seen: set[str] = set()
        for name in found:
            if not any(name in other or other in name for other in seen):
                seen.add(name)
                yield name

    def _pictured(self, span: Span) -> bool:
        """Whether words stand beside a picture: the agency of the text has not written them."""
        return any(_inside(span, picture) for picture in self._pictures.near(span))

    def _named(self, links: Iterable[str]) -> Iterator[str]:
        """Links that are somebody: an outlet that names itself is no link, nor is a place that a word was said in."""
        own = self.analysis.article.outlet or ""
        return (name for name in links if name and name not in self._places and name != own and name not in own)

    def _cited(self, span: Span) -> bool:
        """Whether a link of a chain is named as a source: who is only told something carries nothing."""
        return any(item.span[0] < span[1] and span[0] < item.span[1] for item in self._cites.near(span))

    def _carries(self, quote: Quote) -> bool:
        """Whether the speaker is an outlet or an agency itself: another one in its sentence reports beside it."""
        span = quote.speaker.span
        cites = [item for item in self._cites.near(span) if item.kind in CARRIERS] if span else []
        return any(item.span[0] < span[1] and span[0] < item.span[1] for item in cites if span)

    def _carriers(self, span: Span) -> list[Citation]:
        return [item for item in self._credits.near(span) if item.covers and _inside(span, item.covers)]

    def _label(self, quote: Quote | None, names: Sequence[str]) -> str:
        words = phrases.table("voices")
        told = quote is not None and bool(self._speakers.name(quote))
        if quote is not None and self._speakers.unknown(quote):
            written = self._speakers.pronoun(quote)
            who = _said(quote, words["unclear"].format(word=written)) if written else words["unknown"]
            return ", ".join([who, *_via(names)])
        if quote is None or (not told and quote.form == "indirect"):
            return words["own_from"].format(who=", ".join([names[0], *_via(names[1:])])) if names else words["own"]
        if not told:  # a verb of speech has its speaker somewhere: only words without one are nobody's
            return words["unnamed"] if quote.cue is None else ", ".join([words["unknown"], *_via(names)])
        return ", ".join([_said(quote, names[0]), *_via(names[1:])])

    def _doubt(self, event: Event | None, quote: Quote | None) -> str:
        """How far the very words are told as real, where no speaker's label says so: the account's own word for it
        ("reportedly"), or that it stands under a charge or an allegation."""
        if quote is not None and not self._speakers.name(quote) and quote.stance not in PLAIN | ACTS:
            said = " ".join(self.text[slice(*quote.cue)].split()).casefold() if quote.cue else ""
            return said or phrases.word("doubt", quote.stance)
        # "I think it is" said by somebody known: the words say so
        nobody = quote is None or (quote.stance in PLAIN and not self._speakers.name(quote))
        hearsay = event is not None and event.under == "allege" and nobody
        return phrases.table("doubt")["alleged"] if hearsay else ""


def _real(event: Event) -> bool:
    """Whether an event is told as done: not denied, not only possible, no allegation."""
    return event.polarity == "positive" and event.modality == "asserted" and event.under != "allege"


def _own_word(event: Event) -> bool:
    """Whether a clause says by itself how far it is told as real: as done, or denied by no word that governs it."""
    return _real(event) or (event.modality == "asserted" and event.under is None)


def _inside(span: Span, whole: Span) -> bool:
    return whole[0] <= span[0] and span[1] <= whole[1]


def _reports(citation: Citation) -> bool:
    """Whether a carrier is credited or says something, and is not only named ("a BuzzFeed article titled ...")."""
    return citation.kind == "agency" or citation.method != "text"


def _act(quote: Quote) -> bool:
    """Whether a quote is told as something done (asked, refused) or as a thing that exists ("allegations that ...")."""
    return quote.stance in ACTS or quote.noun


def says(quote: Quote) -> bool:
    """Whether a quote holds a clause, or words in quotation marks: a thing that somebody spoke about ("the measure,
    which passed on Thursday") is told by the account."""
    return quote.content != "phrase"


def _size(quote: Quote) -> int:
    return sum(end - start for start, end in quote.spans)


def _share(quote: Quote, span: Span) -> float:
    """The share of a passage that a quote fills; who said it, and that it was said, are no words beside it."""
    held = sum(_overlap(each, span) for each in quote.spans)
    around = () if _act(quote) or quote.negated else (quote.cue, quote.speaker.span)
    beside = sum(_overlap(each, span) for each in around if each is not None)
    return held / max(1, span[1] - span[0] - beside)


def _overlap(one: Span, two: Span) -> int:
    return max(0, min(one[1], two[1]) - max(one[0], two[0]))


def _said(quote: Quote, who: str) -> str:
    """Who said it, and in which way."""
    stances = phrases.table("stance_not" if quote.negated else "stance")
    return stances.get(quote.stance, stances["said"]).format(who=who)


def _via(names: Sequence[str]) -> list[str]:
    return [phrases.table("voices")["via"].format(who=name) for name in names[:LINKS]]

"""Small stories written by hand: accounts with sentences, times and events found by their words."""

from retold.model import (
    Analysis,
    Anchor,
    Article,
    Event,
    Moment,
    Participant,
    SourceMap,
    Story,
    Term,
    Time,
)

WORDS = {"sank": "sink", "raised": "raise", "arrested": "arrest", "fled": "flee", "freed": "free"}


def moment(day: str | None) -> Moment | None:
    return Moment(day, day, day, "given") if day else None


def span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return (start, start + len(words))


def time(text: str, words: str, value: str, days: tuple[str | None, str | None], **more: str) -> Time:
    """A Time at `words` with first and last day; `more` may give method, type, anchor and id."""
    return Time(
        more.get("id", "t1"), span(text, words), more.get("type", "DATE"), value, days[0], days[1],  # type: ignore[arg-type]
        Anchor(more.get("anchor", "published"), None), more.get("method", "date"), "day",
    )  # fmt: skip


def account(name: str, text: str, published: str | None, times: list[Time], timed: bool = True) -> Analysis:
    """An account of one sentence: every known verb is an event of "The ferry" (agent) with the first time."""
    article = Article(
        name, None, name, None, (), "en", text, moment(published), None, ((0, len(text)),), SourceMap("identity")
    )
    events = []
    terms = []
    for word in text.replace(".", "").replace(",", "").split():
        place = span(text, word)
        terms.append(Term(place, WORDS.get(word, word.lower()), "VERB" if word in WORDS else "NOUN"))
        if word in WORDS:
            agent = Participant("agent", span(text, "ferry"), "n1")
            events.append(
                Event(
                    f"e{len(events) + 1}",
                    place,
                    WORDS[word],
                    None,
                    (agent,),
                    times[0].id if times and timed else None,
                    "positive",
                    "asserted",
                    None,
                    WORDS[word],
                    (0, len(text)),
                    "past",
                )
            )
    return Analysis(article, ((0, len(text)),), times=tuple(times), events=tuple(events), terms=tuple(terms))


def story(*told: Analysis) -> Story:
    return Story(
        told, entity_of={(item.article.id, "n1"): "x1" for item in told},
        published={item.article.id: item.article.published for item in told if item.article.published},
    )  # fmt: skip

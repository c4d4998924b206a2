"""A full Comparison of the invented story in `articles.py`, record by record, without running the program.

Every table is filled: each relation, each kind, each edge, flags, gaps, intervals, an account without a date, hostile
text in a title. `comparison()` gives it; `many(accounts, statements)` gives a large one of the same make.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import Any

from tests.report.articles import TELLINGS, Telling

from retold.model import (
    Account,
    Analysis,
    Anchor,
    Article,
    Citation,
    Comparison,
    Drift,
    Edge,
    Entity,
    Event,
    Evidence,
    Fact,
    Figure,
    Flag,
    Gap,
    Label,
    Mention,
    MentionIn,
    Moment,
    NameIn,
    NotComparable,
    Origin,
    OriginRange,
    Part,
    Person,
    PersonFact,
    PersonStatus,
    Problem,
    Quote,
    Removed,
    Rendering,
    SourceMap,
    Span,
    Speaker,
    Statement,
    StoryEntity,
    Support,
    Time,
    TimelineEntry,
    Utterance,
    Value,
)

TEXTS = {item.id: item.text for item in TELLINGS}
ORDER = tuple(item.id for item in TELLINGS)
PEOPLE = {
    "n1": ("person", "Yusuf al-Qarami", ("Yusuf al-Qarami", "Youssef Al Karami", "Yousef Qaramy", "يوسف القرمي")),
    "n2": ("person", "Ilse Brandt", ("Ilse Brandt", "Brandt")),
    "n3": ("organization", "Meridan Grain", ("Meridan Grain",)),
    "n4": ("person", "Tomas Rill", ("Tomas Rill",)),
    "n5": ("person", "Nadia Voss", ("Nadia Voss", "Voss")),
    "n6": ("person", "Pell Ansgar", ("Pell Ansgar",)),
}


def find(account: str, words: str, nth: int = 0) -> Span:
    """The span of the words in the account's text; fails where they do not stand."""
    found = [match.start() for match in re.finditer(re.escape(words), TEXTS[account])]
    return (found[nth], found[nth] + len(words))


def proof(account: str, words: str, record: str | None = None, nth: int = 0) -> Evidence:
    span = find(account, words, nth)
    return Evidence(account, span, TEXTS[account][slice(*span)], record)


def day(first: str, last: str | None = None, method: Any = "stated", reason: str | None = None) -> Moment:
    return Moment(first[:10], first, last or first, method, None, reason)


def value(text: str, fewest: int, most: int, *evidence: Evidence, names: tuple[str, ...] = (), **more: Any) -> Value:
    """A Value carried by the accounts of its evidence, with `fewest` to `most` independent origins behind it."""
    accounts = tuple(sorted({item.account for item in evidence}, key=ORDER.index))
    return Value(text, more.pop("answer", text), Support(accounts, OriginRange(fewest, most), names), evidence, **more)


# --- the analyses -----------------------------------------------------------------------------------------------------


def _sentences(text: str) -> tuple[Span, ...]:
    return tuple(
        (item.start(), item.end()) for item in re.finditer(r"[^\n\s][^\n]*?(?:[.!?][”\"]?(?= |$|\n)|$|(?=\n))", text)
    )


def _mentions(text: str) -> Iterator[Mention]:
    number = 0
    for entity, (kind, _, names) in PEOPLE.items():
        for name in names:
            for match in re.finditer(re.escape(name), text):
                number += 1
                yield Mention(f"m{number}", (match.start(), match.end()), kind, "name", entity)  # type: ignore[arg-type]


FIGURES = r"[Aa]t least (?:seven|30)|about 40|more than 100|[Nn]ine people|Fifty-two|around 40|Not less than seven|Eleven|Sixty-one|About 120|Two workers|three days"
TIMES = r"on (?:Monday|Wednesday|Tuesday)(?: (?:evening|afternoon))?|before dawn|late on Sunday|4:20 a\.m\. on June 3|half past three|in 2019|at noon|June 3"
EVENTS = r"killed|died|declared|announced|stopped|refused to stop|resigned|pulled out|tore through|broke out|switched off|perished|ripped"


def _analysis(told: Telling) -> Analysis:
    text = told.text
    moment = Moment(told.published, told.published, told.published, "metadata") if told.published else None
    parts = [Part("body", (0, len(text)))]
    if text.startswith("CORVANE, June 3 (Northwire)"):
        parts = [Part("dateline", (0, 27)), Part("body", (30, len(text)))]
    removed = (
        Removed("Sign up for our newsletter", "boilerplate"),
        Removed("Related: Ten ports to see before you die", "teaser"),
    )
    article = Article(
        told.id, told.url, told.title, told.outlet, ("R. Halloran",) if told.id == "gazette" else (), "en", text, moment,
        None, ((0, len(text)),), SourceMap("identity"), parts=tuple(parts),
        removed=removed if told.id in ("metro", "ostra") else (), source=f"inputs/{told.id}.txt",
        sha256=sha256(text.encode()).hexdigest(),
    )  # fmt: skip
    mentions = tuple(sorted(_mentions(text), key=lambda item: item.span))
    quotes = tuple(
        Quote(f"q{number}", "direct", ((item.start(1), item.end(1)),), None, Speaker(None, None, None))
        for number, item in enumerate(re.finditer(r'["“]([^"”]{12,})["”]', text), 1)
    )
    return Analysis(
        article,
        _sentences(text),
        mentions,
        tuple(Entity(key, kind, name, names) for key, (kind, name, names) in PEOPLE.items()),  # type: ignore[arg-type]
        quotes,
        tuple(
            Figure(f"f{number}", (item.start(), item.end()), 1, None, False, None, None, None)
            for number, item in enumerate(re.finditer(FIGURES, text), 1)
        ),
        tuple(
            Time(
                f"t{number}",
                (item.start(), item.end()),
                "DATE",
                "2031-06-03",
                "2031-06-03",
                "2031-06-03",
                Anchor("published", None),
                "rule",
            )
            for number, item in enumerate(re.finditer(TIMES, text), 1)
        ),
        tuple(
            Event(f"e{number}", (item.start(), item.end()), "event", None, (), None, "positive", "asserted", None)
            for number, item in enumerate(re.finditer(EVENTS, text), 1)
        ),
        (Fact("k1", "n1", "age", "56", find("northwire", "56")),) if told.id == "northwire" else (),
        (Citation("c1", find("metro", "Northwire"), "Northwire", "agency"),) if told.id == "metro" else (),
        (Problem("C104", None, "no date on the page"),) if told.id == "blog" else (),
    )


# --- the statements ---------------------------------------------------------------------------------------------------

BRANDT = (
    proof("northwire", "There was no warning of any kind", "q2"),
    proof("metro", "There was no warning of any kind", "q1"),
    proof("gazette", "there had been no clear warning of any kind before Monday", "q2"),
    proof("ostra", "There was no notice of any sort", "q1"),
    proof("vesper", "no warning", "q2"),
)


def _differ() -> Iterator[Statement]:
    yield Statement(
        "s1", "figure", "How many people were killed?", "differ",
        "The numbers rise, but from three different sources, so this is not shown as one count brought up to date.",
        (
            value("at least 7", 1, 1, proof("northwire", "At least seven people were killed", "f1"),
                  proof("metro", "At least seven people were killed", "f1"),
                  proof("ostra", "Not less than seven persons perished", "f1"),
                  names=("port authority",), answer=7, low=7, as_of=day("2031-06-03")),
            value("9", 1, 1, proof("gazette", "Nine people died", "f1"), names=("town hospital",), answer=9, low=9, high=9,
                  as_of=day("2031-06-03")),
            value("11", 1, 1, proof("vesper", "Eleven people have now died", "f1"), names=("regional health office",),
                  answer=11, low=11, high=11, as_of=day("2031-06-05")),
            value("at least 30", 1, 1, proof("blog", "At least 30 people are dead", "f1"), names=("unnamed docker",),
                  answer=30, low=30),
        ),
        "F203", (), 9.1, "number",
    )  # fmt: skip
    yield Statement(
        "s2", "status", "What became of Yusuf al-Qarami?", "differ",
        "Missing on Monday evening and pulled out at noon the same day cannot both hold.",
        (
            value("missing", 1, 2, proof("northwire", "was missing on Monday evening", "z1"),
                  proof("metro", "was missing on Monday evening", "z1"), proof("ostra", "was lost on Monday evening", "z1")),
            value("rescued, in hospital", 2, 2,
                  proof("gazette", "was pulled out alive at noon and taken to hospital", "z1"),
                  proof("vesper", "is in hospital", "z1"), voice="both"),
        ),
        "S301", ("n1",), 8.2, "status",
    )  # fmt: skip
    yield Statement(
        "s3", "attribution", "Was there a warning before the fire?", "differ",
        "Ilse Brandt says that there was none; Nadia Voss speaks of an alarm that was switched off.",
        (
            value("no warning", 1, 1, *BRANDT[:4], names=("Ilse Brandt",), voice="quoted", speakers=("n2",)),
            value("an alarm, switched off", 1, 1,
                  proof("vesper", "We had an alarm at half past three and it was switched off", "q1"),
                  names=("Nadia Voss",), voice="quoted", speakers=("n5",)),
        ),
        "Q210", ("n2", "n5"), 7.7, "speaker",
    )  # fmt: skip
    yield Statement(
        "s4", "event", "Did Meridan Grain stop loading?", "differ",
        "One account has the operator stop, another has it refuse: the same act with opposite outcome.",
        (
            value("stopped all loading", 1, 1, proof("northwire", "it had stopped all loading", "e5"),
                  names=("Meridan Grain",), voice="quoted", speakers=("n3",)),
            value("refused to stop at its second pier", 1, 1,
                  proof("gazette", "refused to stop loading at its second pier", "e4"), names=("two dockers",)),
            value("stopped on Tuesday", 1, 1, proof("vesper", "stopped loading at both piers on Tuesday", "e6")),
        ),
        "E202", ("n3",), 7.0, "polarity",
    )  # fmt: skip
    yield Statement(
        "s5", "time", "When did the fire begin?", "differ",
        "Smoke late on Sunday lies before every other time given.",
        (
            value("before dawn on 3 June", 1, 1, proof("northwire", "The blaze broke out before dawn", "t3")),
            value("late on 2 June (smoke)", 1, 1, proof("gazette", "smelled smoke late on Sunday", "t2")),
            value("4:20 on 3 June", 1, 1, proof("vesper", "4:20 a.m. on June 3", "t2"), names=("fire service",)),
        ),
        "T205", (), 6.1, "time",
    )  # fmt: skip
    yield Statement(
        "s6", "fact", "How old is Yusuf al-Qarami?", "differ", "Two ages that cannot both hold on one day.",
        (
            value("56", 1, 1, proof("northwire", "56", "k1"), proof("metro", "56", "k1"), answer=56, low=56, high=56),
            value("58", 1, 1, proof("gazette", "58", "k1"), answer=58, low=58, high=58),
        ),
        "K101", ("n1",), 4.0, "age",
    )  # fmt: skip


def _alike() -> Iterator[Statement]:
    yield Statement(
        "s7", "figure", "How many people were hurt?", "update",
        "The later count includes the earlier one: same group, same place, two days apart.",
        (
            value("about 40", 1, 1, proof("northwire", "about 40 hurt", "f2"), proof("metro", "about 40 hurt", "f2"),
                  proof("ostra", "around 40 were wounded", "f2"), answer=40, as_of=day("2031-06-03")),
            value("52", 1, 1, proof("gazette", "Fifty-two are being treated", "f2"), answer=52, as_of=day("2031-06-03")),
            value("61", 1, 1, proof("vesper", "Sixty-one were injured", "f2"), answer=61, as_of=day("2031-06-05")),
        ),
        "F202", (), 6.6,
    )  # fmt: skip
    yield Statement(
        "s8", "figure", "How many people were on shift?", "compatible", "“More than 100” and “about 120” overlap.",
        (
            value("more than 100", 1, 1, proof("northwire", "more than 100 people were on the night shift", "f3"), low=100),
            value("about 120", 1, 1, proof("vesper", "About 120 people were on shift", "f3"), names=("Nadia Voss",)),
        ),
        "F201", (), 3.3,
    )  # fmt: skip
    yield Statement(
        "s9", "name", "What is the foreman called?", "compatible",
        "Three spellings of one Arabic name: the same letters written over into Latin script in different ways.",
        (
            value("Yusuf al-Qarami", 1, 2, proof("northwire", "Yusuf al-Qarami"), proof("metro", "Yusuf al-Qarami"),
                  proof("vesper", "Yusuf al-Qarami")),
            value("Youssef Al Karami", 1, 1, proof("gazette", "Youssef Al Karami")),
            value("Yousef Qaramy", 1, 1, proof("ostra", "Yousef Qaramy")),
        ),
        "N103", ("n1",), 3.1,
    )  # fmt: skip
    yield Statement(
        "s10", "place", "Where in the port did it burn?", "compatible", "Silo Four lies within the Corvane terminal.",
        (
            value("Silo Four", 1, 1, proof("northwire", "in Silo Four")),
            value("a grain terminal in Corvane", 2, 3, proof("metro", "a grain terminal in the port of Corvane"),
                  proof("gazette", "the Corvane grain terminal"), proof("vesper", "the Corvane grain terminal")),
        ),
        "P102", (), 2.4,
    )  # fmt: skip
    yield Statement(
        "s11", "event", "Mayor Tomas Rill declared three days of mourning", "agree", "Every account has the mayor call three days of mourning.",
        (
            value("three days of mourning", 2, 5, *(
                proof(name, f"{verb} three days of mourning")
                for name, verb in zip(ORDER, ("declared", "declared", "declared", "announced", "declared", "declared"), strict=True)
            ), names=("Tomas Rill",)),
        ),
        "M101", ("n4",), 5.5, happening="happening-3",
    )  # fmt: skip
    yield Statement(
        "s12", "fact", "What is Ilse Brandt?", "agree", "All accounts that name her give the same post.",
        (
            value("head of the port authority", 2, 4, proof("northwire", "who heads the port authority"),
                  proof("metro", "who heads the port authority"), proof("gazette", "of the port authority"),
                  proof("ostra", "who leads the harbour office")),
        ),
        "K100", ("n2",), 2.8,
    )  # fmt: skip


DAWN = "The blaze broke out before dawn in Silo Four, where more than 100 people were on the night shift."
BANG = '"We heard one bang and then the roof was gone," crane driver Pell Ansgar told Northwire.'
BANG_OSTRA = "“We heard one bang and after it the roof was away,” the crane leader Pell Ansgar told."


def _happenings() -> Iterator[Statement]:
    """Rows on whole passages: one on the time that a row of its own asks for too, one with its details below it."""
    yield Statement(
        "s17", "time", "When: before dawn or 4:20 a.m. on June 3? The blaze broke out before dawn in Silo Four", "differ",
        "“before dawn” in northwire, “4:20 a.m. on June 3” in vesper.",
        (
            value("The blaze broke out", 1, 1, proof("northwire", DAWN, "t2")),
            value("The explosion happened", 1, 1,
                  proof("vesper", "The explosion happened at 4:20 a.m. on June 3 according to the fire service.", "t2"),
                  proof("vesper", "About 120 people were on shift, its chief Nadia Voss said.")),
        ),
        "M202", (), 5.0, "time", probability=0.4, importance=0.3, happening="happening-1",
    )  # fmt: skip
    yield Statement(
        "s18", "quote", "Which words were said? Pell Ansgar told of one bang", "compatible",
        "“We heard one bang and then the roof was…” in northwire, “We heard one bang and after it” in ostra.",
        (
            value("We heard one bang", 1, 1, proof("northwire", BANG, "q1"), voice="quoted", speakers=("n6",)),
            value("We heard one bang", 1, 1, proof("ostra", BANG_OSTRA, "q2"), voice="quoted", speakers=("n6",)),
        ),
        "M306", ("n6",), 3.4, "quote", probability=0.62, importance=0.4, happening="happening-2",
    )  # fmt: skip
    yield Statement(
        "s19", "event", "We heard one bang", "agree", "2 accounts tell it in passages that match.",
        (value("We heard one bang", 1, 1, proof("northwire", "We heard one bang"), proof("ostra", "We heard one bang")),),
        "E101", ("n6",), 3.5, probability=0.5, happening="happening-2",
    )  # fmt: skip


def _further() -> Iterator[Statement]:
    yield Statement(
        "s20", "event", "The chief of the change was lost", "agree", "These passages were matched.",
        (value("The foreman was missing", 1, 1, proof("northwire", "The foreman of the shift"),
               proof("ostra", "The chief of the change")),),
        "M101", (), 0.4, probability=0.04, shown=False, happening="happening-4",
    )  # fmt: skip


def _only() -> Iterator[Statement]:
    rows = (
        ("s13", "event", "Who rang the terminal on Sunday?", "neighbours, twice", "gazette",
         "We rang the terminal twice and nobody came"),
        ("s14", "event", "Did Ilse Brandt resign?", "resigned on Wednesday", "vesper", "resigned on Wednesday"),
        ("s15", "event", "Who speaks of martyrs?", "campaigners", "vesper", "Campaigners called the dead martyrs"),
        ("s16", "figure", "How many died in the fire of 2019?", "2", "northwire", "Two workers died in a fire"),
    )  # fmt: skip
    for number, (key, kind, topic, text, account, words) in enumerate(rows):
        yield Statement(
            key, kind, topic, "only", "No other account says it.",  # type: ignore[arg-type]
            (value(text, 1, 1, proof(account, words)),), "E100", (), 2.0 - number / 10,
        )  # fmt: skip


# --- the other tables -------------------------------------------------------------------------------------------------


def _edges() -> tuple[Edge, ...]:
    opening = "said Ilse Brandt, who heads the port authority"
    return (
        Edge("metro", "northwire", "reprints", 0.97, (proof("metro", opening), proof("northwire", opening)), True,
             "92 of 100 words stand in both, in the same order, and Metro Standard names Northwire."),
        Edge("ostra", "northwire", "rewrites", 0.72,
             (proof("ostra", "“We heard one bang and after it the roof was away,”"),
              proof("northwire", "We heard one bang and then the roof was gone")), True,
             "Nine clauses in the same order; two quotes drift from the same words."),
        Edge("vesper", "northwire", "shares", 0.31, (proof("vesper", "Mayor Tomas Rill declared three days of mourning"),
             proof("northwire", "Mayor Tomas Rill declared three days of mourning")), False, "One sentence of seven words in both."),
    )  # fmt: skip


def _utterances() -> tuple[Utterance, ...]:
    warning = Utterance(
        "u1", "n2",
        (
            Rendering("northwire", "q2", "There was no warning of any kind", "direct"),
            Rendering("metro", "q1", "There was no warning of any kind", "direct", ("Northwire",)),
            Rendering("gazette", "q2", "there had been no clear warning of any kind before Monday", "indirect"),
            Rendering("ostra", "q1", "There was no notice of any sort", "direct"),
        ),
        (
            Drift(0, 1, (("equal", "There was no warning of any kind", "There was no warning of any kind"),), (), 1.0),
            Drift(0, 2, (
                ("replace", "There was", "there had been"), ("equal", "no", "no"), ("insert", "", "clear"),
                ("equal", "warning of any kind", "warning of any kind"), ("insert", "", "before Monday"),
            ), ("condition", "strength"), 0.74, "The rendering adds “clear” and “before Monday”, which narrow the denial."),
            Drift(0, 3, (
                ("equal", "There was no", "There was no"), ("replace", "warning", "notice"), ("equal", "of any", "of any"),
                ("replace", "kind", "sort"),
            ), (), 0.71, "Two words are replaced by words of like meaning."),
        ),
        BRANDT[:4], day("2031-06-03"),
    )  # fmt: skip
    bang = Utterance(
        "u2", "n6",
        (
            Rendering("northwire", "q1", "We heard one bang and then the roof was gone", "direct"),
            Rendering("ostra", "q2", "We heard one bang and after it the roof was away", "direct"),
        ),
        (Drift(0, 1, (
            ("equal", "We heard one bang and", "We heard one bang and"), ("replace", "then", "after it"),
            ("equal", "the roof was", "the roof was"), ("replace", "gone", "away"),
        ), (), 0.82),),
        (proof("northwire", "We heard one bang and then the roof was gone", "q1"),
         proof("ostra", "We heard one bang and after it the roof was away", "q2")),
    )  # fmt: skip
    return (warning, bang)


def _timeline() -> tuple[TimelineEntry, ...]:
    return (
        TimelineEntry(day("2019-01-01", "2019-12-31"), "Two workers die in a fire at the terminal",
                      (proof("northwire", "Two workers died in a fire at the same terminal in 2019"),)),
        TimelineEntry(day("2031-06-02T18:00", "2031-06-02T23:59"), "Neighbours smell smoke",
                      (proof("gazette", "they had smelled smoke late on Sunday"),),
                      (("gazette", day("2031-06-02T18:00", "2031-06-02T23:59")),), "s5", True),
        TimelineEntry(day("2031-06-03T03:30"), "An alarm is switched off",
                      (proof("vesper", "We had an alarm at half past three"),), (("vesper", day("2031-06-03T03:30")),)),
        TimelineEntry(day("2031-06-03T00:00", "2031-06-03T05:00"), "Fire breaks out in Silo Four",
                      (proof("northwire", "The blaze broke out before dawn"), proof("vesper", "4:20 a.m. on June 3")),
                      (("northwire", day("2031-06-03T00:00", "2031-06-03T05:00")), ("vesper", day("2031-06-03T04:20"))),
                      "s5", True),
        TimelineEntry(day("2031-06-03T12:00"), "Yusuf al-Qarami is pulled out alive",
                      (proof("gazette", "was pulled out alive at noon"),), (("gazette", day("2031-06-03T12:00")),), "s2", True),
        TimelineEntry(day("2031-06-03"), "Mayor declares three days of mourning",
                      (proof("northwire", "declared three days of mourning"),), (), "s11"),
        TimelineEntry(day("2031-06-04"), "Meridan Grain stops loading at both piers",
                      (proof("vesper", "Meridan Grain stopped loading at both piers on Tuesday"),), (), "s4", True),
        TimelineEntry(day("2031-06-05"), "Ilse Brandt resigns", (proof("vesper", "resigned on Wednesday"),), (), "s14"),
        TimelineEntry(Moment(None, None, None, "inferred"), "Campaigners speak of martyrs",
                      (proof("vesper", "Campaigners called the dead martyrs"),)),
    )  # fmt: skip


def _people() -> tuple[Person, ...]:
    def support(low: int, high: int, *names: str) -> Support:
        return Support(names, OriginRange(low, high))

    return (
        Person("n1", (
            PersonFact("age", "56", (proof("northwire", "56", "k1"), proof("metro", "56", "k1")),
                       support(1, 1, "northwire", "metro")),
            PersonFact("age", "58", (proof("gazette", "58", "k1"),), support(1, 1, "gazette")),
            PersonFact("occupation", "shift foreman", (proof("northwire", "The foreman of the shift"),
                       proof("vesper", "the shift foreman")), support(2, 2, "northwire", "vesper")),
            PersonFact("relation", "brother: Idris", (proof("gazette", "his brother Idris"),), support(1, 1, "gazette")),
        ), (
            PersonStatus("missing", day("2031-06-03T18:00", "2031-06-03T23:59"),
                         (proof("northwire", "was missing on Monday evening", "z1"), proof("ostra", "was lost on Monday evening")),
                         support(1, 2, "northwire", "metro", "ostra")),
            PersonStatus("rescued", day("2031-06-03T12:00"), (proof("gazette", "was pulled out alive at noon"),),
                         support(1, 1, "gazette")),
            PersonStatus("hospitalized", day("2031-06-05"), (proof("vesper", "is in hospital"),), support(1, 1, "vesper")),
        ), "Yusuf al-Qarami", PEOPLE["n1"][2]),
        Person("n2", (
            PersonFact("role", "head of the port authority", (proof("northwire", "who heads the port authority"),),
                       support(2, 4, "northwire", "metro", "gazette", "ostra")),
        ), (
            PersonStatus("resigned", day("2031-06-05"), (proof("vesper", "resigned on Wednesday"),), support(1, 1, "vesper")),
        ), "Ilse Brandt", PEOPLE["n2"][2]),
        Person("n5", (PersonFact("role", "chief of the fire service", (proof("vesper", "its chief Nadia Voss"),),
                                 support(1, 1, "vesper")),), (), "Nadia Voss", PEOPLE["n5"][2]),
        Person("n3", (PersonFact("role", "operator of the terminal", (proof("northwire", "The operator, Meridan Grain"),),
                                 support(1, 1, "northwire")),), (), "Meridan Grain", PEOPLE["n3"][2]),
    )  # fmt: skip


def _labels() -> tuple[Label, ...]:
    def label(entity: str, account: str, text: str, words: str, **more: Any) -> Label:
        return Label(
            entity, account, text, more.pop("voice", "outlet"), more.pop("count", 1), (proof(account, words),), **more
        )

    return (
        label("n1", "northwire", "foreman of the shift", "The foreman of the shift"),
        label("n1", "gazette", "foreman", "Foreman Youssef"),
        label("n1", "ostra", "chief of the change", "The chief of the change"),
        label("n1", "vesper", "shift foreman", "the shift foreman"),
        label("n7", "northwire", "workers", "people were killed", count=2),
        label("n7", "gazette", "dock workers", "the dock workers"),
        label("n7", "vesper", "the dead", "the dead"),
        label("n7", "vesper", "martyrs of cheap grain", "martyrs of cheap grain", voice="quoted", speaker="campaigners",
              note="A word of praise that style guides advise to leave inside quotation marks."),
        label("n3", "northwire", "operator", "The operator"),
        label("n8", "northwire", "blaze", "The blaze"),
        label("n8", "vesper", "explosion", "the explosion", count=2),
        label("n8", "blog", "terrible accident", "A terrible accident"),
    )  # fmt: skip


def _entities() -> tuple[StoryEntity, ...]:
    found = []
    for key, (kind, name, names) in PEOPLE.items():
        spelled = tuple(
            NameIn(text, tuple(item for item in ORDER if text in TEXTS[item]))
            for text in names if any(text in TEXTS[item] for item in ORDER)
        )  # fmt: skip
        carried = tuple(MentionIn(item, "m1") for item in ORDER if any(text in TEXTS[item] for text in names))
        found.append(StoryEntity(key, kind, name, spelled, carried, tuple((item.account, key) for item in carried)))  # type: ignore[arg-type]
    found.append(StoryEntity("n7", "group", "the people killed", (), (), ()))
    found.append(StoryEntity("n8", "other", "the fire", (), (), ()))
    return tuple(found)


@cache
def comparison() -> Comparison:
    """The invented story, every table filled."""
    analyses = tuple(_analysis(item) for item in TELLINGS)
    accounts = tuple(
        Account(item.article.id, item.article.title, item.article.outlet, item.article.published, item.article.url,
                item.article.authors, None, item.article.source, item.article.sha256)
        for item in analyses
    )  # fmt: skip
    late = Moment(None, "2031-06-03T12:00:00Z", None, "inferred", None, "not before the docker's post")
    accounts = tuple(replace(item, published=late) if item.id == "blog" else item for item in accounts)
    return Comparison(
        accounts,
        _entities(),
        (
            Origin("o1", "port authority", "official", ("northwire", "metro", "ostra"), (proof("northwire", "the port authority said"),)),
            Origin("o2", "town hospital", "official", ("gazette",), (proof("gazette", "the town hospital told the Gazette"),)),
            Origin("o3", "regional health office", "official", ("vesper",), (proof("vesper", "the regional health office said"),)),
            Origin("o4", "Northwire", "agency", ("northwire", "metro"), (proof("metro", "according to Northwire"),)),
            Origin("o5", "a docker on Quill", "social", ("blog",), (proof("blog", "a docker wrote on the social network Quill"),)),
        ),
        _edges(),
        (*_differ(), *_alike(), *_happenings(), *_only()),
        _utterances(),
        _timeline(),
        _people(),
        _labels(),
        (
            Gap("metro", "s4", "not_said", "It covers the terminal and was published after Northwire.",
                (proof("metro", "Mayor Tomas Rill declared three days of mourning."),)),
            Gap("ostra", "s4", "not_said"),
            Gap("northwire", "s14", "not_covered", "Published two days before."),
            Gap("blog", "s7", "not_said"),
            Gap("gazette", "s8", "not_said", "It counts the dead and the treated, not the people on shift."),
        ),
        (Problem("C104", None, "no date on the page", "inputs/blog.txt"),),
        (NotComparable(("s1", "s16"), "The two deaths of 2019 belong to another fire.", "F301"),),
        (Flag("ostra", "translated", (proof("ostra", "the harbour office told"), proof("ostra", "The chief of the change")),
              "Wording as word-for-word translation leaves it; nothing more is claimed."),),
        title="Fire at the Corvane grain terminal",
        further=tuple(_further()),
        analyses=analyses,
    )  # fmt: skip


def many(accounts: int = 100, statements: int = 2000) -> Comparison:
    """A large story of the same make: every account copies a telling, every statement asks anew."""
    small = comparison()
    names = [f"account{number:03}" for number in range(accounts)]
    source = {name: small.analyses[number % 5] for number, name in enumerate(names)}
    analyses = tuple(replace(item, article=replace(item.article, id=name)) for name, item in source.items())
    rows = []
    for number in range(statements):
        model = small.statements[number % len(small.statements)]
        values = []
        for item in model.values:
            carried = {
                name: replace(item.evidence[0], account=name)
                for name in names
                if source[name].article.id == item.evidence[0].account and hash_of(name, number) % 3 == 0
            }
            if carried:
                support = Support(tuple(carried), OriginRange(1, len(carried)))
                values.append(replace(item, support=support, evidence=tuple(carried.values())))
        if values:
            rows.append(
                replace(model, id=f"s{number + 1}", topic=f"{model.topic} ({number + 1})", values=tuple(values))
            )
    return Comparison(
        tuple(replace(small.accounts[number % 5], id=name, outlet=f"Outlet {number + 1}") for number, name in enumerate(names)),
        small.entities, statements=tuple(rows), title="A story with many tellings", analyses=analyses,
        lineage=tuple(Edge(names[number], names[number - 5], "rewrites", 0.6, (), True, "Same order.") for number in range(5, accounts)),
    )  # fmt: skip


def hash_of(name: str, number: int) -> int:
    return sum(map(ord, name)) * 31 + number * 17

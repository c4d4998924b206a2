"""How long joining the events of a story takes, at 10, 30, 100 and 300 accounts.

  python bench/join_events.py [ACCOUNTS ...]

The accounts are made by rule: each tells 80 happenings of a common stock of 240 in its own choice of verbs and
names, with small disagreements. Prints seconds for joining and for the statements, and seconds an account.
"""

import random
import sys
import time
from dataclasses import replace

from retold.compare.events import statements
from retold.languages import load
from retold.match.events import event_groups
from retold.model import Analysis, Article, Event, Participant, SourceMap, Story, StoryEntity, Term

TYPES = ("release", "attack", "condemn", "ask", "arrest", "meet", "visit", "protest", "kill", "sign", "buy", "elect")
WORDS = tuple(f"word{number}" for number in range(400))
STOCK, TOLD, PEOPLE = 240, 80, 80


def happenings(seed: int) -> list[tuple[str, int, int, tuple[str, ...]]]:
    """Type, agent, patient and words of each happening of the stock."""
    choose = random.Random(seed)  # noqa: S311  (test data, no secret)
    return [
        (choose.choice(TYPES), choose.randrange(PEOPLE), choose.randrange(PEOPLE), tuple(choose.sample(WORDS, 4)))
        for _ in range(STOCK)
    ]


def account(number: int, stock: list[tuple[str, int, int, tuple[str, ...]]]) -> Analysis:
    """One account: sentences of five words, each an event."""
    choose = random.Random(f"account {number}")  # noqa: S311
    text, events, terms = "", [], []
    for index, (kind, agent, patient, words) in enumerate(choose.sample(stock, TOLD), 1):
        start = len(text)
        pieces = (f"person{agent}", kind, f"person{patient}", *words)
        spans = []
        for piece in pieces:
            spans.append((len(text), len(text) + len(piece)))
            terms.append(Term(spans[-1], piece, "VERB" if piece == kind else "PROPN"))
            text += f"{piece} "
        parts = tuple(
            Participant(role, spans[place], f"n{who}", spans[place])  # type: ignore[arg-type]
            for role, place, who in (("agent", 0, agent), ("patient", 2, patient))
            if choose.random() > 0.15
        )
        events.append(
            Event(
                f"e{index}",
                spans[1],
                kind,
                None,
                parts,
                None,
                "negative" if choose.random() < 0.03 else "positive",
                "asserted",
                None,
                kind,
                (start, len(text) - 1),
                "past",
            )
        )
    article = Article(f"a{number}", None, None, None, (), "en", text, None, None, (), SourceMap("identity"))
    return replace(Analysis(article), events=tuple(events), terms=tuple(terms))


def story(accounts: int) -> Story:
    """A Story of so many accounts."""
    stock = happenings(7)
    analyses = tuple(account(number, stock) for number in range(accounts))
    entities = tuple(StoryEntity(f"x{who}", "person", f"person{who}", (), ()) for who in range(PEOPLE))
    of = {(item.article.id, f"n{who}"): f"x{who}" for item in analyses for who in range(PEOPLE)}
    return Story(analyses, entities, of)


def main() -> None:
    language = load("en")
    print(f"{'accounts':>8} {'events':>7} {'join s':>8} {'rows s':>8} {'ms/account':>11}")
    for count in [int(word) for word in sys.argv[1:]] or [10, 30, 100, 300]:
        made = story(count)
        begin = time.perf_counter()
        event_groups(made, language)
        middle = time.perf_counter()
        list(statements(made, language))
        end = time.perf_counter()
        total = end - middle
        print(f"{count:>8} {count * TOLD:>7} {middle - begin:>8.2f} {total:>8.2f} {1000 * total / count:>11.1f}")


if __name__ == "__main__":
    main()

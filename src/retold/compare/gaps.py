"""What an account leaves out of what the others tell.

In: the statements that are shown, and the Story. Out: Gaps, with the reason in words. "This account does not tell it"
is a charge, so a gap is claimed only where the matching, asked with a low threshold, finds no passage of the account
that could tell it, and the account tells other things of the story; the passages that come nearest stand beside it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from retold.compare.happenings import Happenings, happenings
from retold.compare.values import evidence
from retold.languages import Language
from retold.model import Evidence, Gap, Statement, Story

MOST = 2  # at least so many accounts tell it,
SHARE = 0.49  # and this share of the others
SURE = 0.45  # probability that their passages belong together: below, a gap could rest on a stray
# a passage this probable to meet one of theirs might tell it; with SURE, 89 in 100 claims that the gold of `rows` can
# check are right, against 8 in 10 at 0.12
FAINT = 0.08
NEAREST = 2  # passages that are shown as coming nearest
FEW = 2  # an account in fewer happenings than this,
PART = 0.1  # with a smaller share of its passages in any, tells of another event, or hardly of this one

OTHERS = ("Both other accounts tell it", "All the other accounts tell it")  # of two other accounts, and of more


def gaps(statements: Sequence[Statement], story: Story, language: Language) -> Iterator[Gap]:
    """Gaps: `not_said` where the account covers the matter, `not_covered` where it was published before."""
    found = happenings(story, language)
    strangers = standing_apart(found, story)
    joined = _joined(statements, story)
    seen: set[int] = set()
    for statement in statements:
        number = _happening(statement)
        if number is None or number in seen or found.told[number].useful < SURE:
            continue
        seen.add(number)
        members = found.told[number].telling.group.members
        tellers = {found.matches.passages[member].account for member in members}
        if len(tellers) < MOST or len(tellers) < SHARE * (len(story.analyses) - 1):
            continue
        for account in range(len(story.analyses)):
            if account not in tellers | strangers | joined[statement.happening or ""]:
                yield from _gap(account, statement, members, tellers, found, story)


def _joined(statements: Sequence[Statement], story: Story) -> dict[str, set[int]]:
    """For each happening the accounts that its rows quote: they tell an event of it, if in another passage."""
    number_of = {analysis.article.id: place for place, analysis in enumerate(story.analyses)}
    found: dict[str, set[int]] = defaultdict(set)
    for statement in statements:
        for item in (item for answer in statement.values for item in answer.evidence):
            if item.account in number_of:  # no older version of a page
                found[statement.happening or ""].add(number_of[item.account])
    return found


def standing_apart(found: Happenings, story: Story) -> frozenset[int]:
    """The numbers of accounts that tell hardly anything that others tell: they are about something else."""
    every = Counter(passage.account for passage in found.matches.passages)
    shared, places = Counter[int](), Counter[int]()
    for group in found.matches.groups:
        tellers = [found.matches.passages[member].account for member in group.members]
        shared.update(tellers)
        places.update(set(tellers))
    accounts = range(len(story.analyses)) if len(story.analyses) > 1 else ()
    return frozenset(
        account for account in accounts if places[account] < FEW and shared[account] < PART * every[account]
    )


def _happening(statement: Statement) -> int | None:
    """The number of the happening that a row tells as a whole."""
    name = statement.happening or ""
    told = statement.check[:1] == "M" and name.startswith("happening-")
    return int(name.removeprefix("happening-")) - 1 if told else None


def _gap(
    account: int, statement: Statement, members: Sequence[int], tellers: set[int], found: Happenings, story: Story
) -> Iterator[Gap]:
    name = story.analyses[account].article.id
    rest = len(story.analyses) - 1
    others = f"{len(tellers)} of the other {rest} accounts tell it" if len(tellers) < rest else OTHERS[rest > 2]
    near = _near(account, members, found)
    early = _before(name, story, [story.analyses[teller].article.id for teller in sorted(tellers)])
    if early:
        yield Gap(name, statement.id, "not_covered", early)
    elif not near or near[0][0] < FAINT:
        proof = tuple(_evidence(index, found, story) for _, index in near[:NEAREST])
        yield Gap(name, statement.id, "not_said", f"{others}; no passage of this one was found to.", proof)


def _near(account: int, members: Sequence[int], found: Happenings) -> list[tuple[float, int]]:
    """The passages of an account that come nearest to those of a happening, the most probable first."""
    best: dict[int, float] = {}
    for member in members:
        for index, probability in found.matches.neighbours.get(member, {}).items():
            if found.matches.passages[index].account == account:
                best[index] = max(best.get(index, 0.0), probability)
    return sorted(((value, index) for index, value in best.items()), key=lambda item: (-item[0], item[1]))


def _evidence(index: int, found: Happenings, story: Story) -> Evidence:
    passage = found.matches.passages[index]
    return evidence(story.analyses[passage.account], passage.span)


def _before(name: str, story: Story, tellers: Sequence[str]) -> str | None:
    """The reason when the account is older than every account that tells it."""
    own = story.published.get(name)
    told = [story.published[teller].earliest for teller in tellers if teller in story.published]
    known = [moment for moment in told if moment]
    if own is None or own.latest is None or len(known) < len(tellers) or own.latest >= min(known):
        return None
    return f"Published on {own.latest[:10]}, before any account that tells it."

"""What an account leaves out that most others say.

In: the statements of a story and the Story. Out: Gaps, with the reason in words: `not_covered` when the account was
published before the thing happened or was first told, or does not speak of those it concerns; else `not_said`.
"""

from collections.abc import Iterator, Sequence

from retold.model import Gap, Statement, Story

MOST = 2  # at least so many accounts,
SHARE = 0.5  # and more than this share of the others, say it
FEWEST = 3  # a happening told in fewer words, by nobody named, is no gap
VAGUE = frozenset({"E102", "E207", "E209", "P103"})  # rows whose tellings may be of several things
SHARED = 0.5  # an account that names this share of the people in a statement covers its part of the story

OTHERS = ("Both other accounts tell it", "All the other accounts tell it")


def gaps(statements: Sequence[Statement], story: Story) -> Iterator[Gap]:
    """Gaps: `not_said` where the account covers the event, `not_covered` where it could not or does not."""
    named = _named(story)
    everyone = [item.article.id for item in story.analyses]
    for statement in statements:
        tellers = {item.account for value in statement.values for item in value.evidence}
        if len(tellers) < MOST or not _telling(statement):
            continue
        for account in everyone:
            if account not in tellers and len(tellers) > SHARE * (len(everyone) - 1):
                yield _gap(account, statement, story, named, tellers)


def _telling(statement: Statement) -> bool:
    """Does the row say one thing that a reader could miss? "A storm" and loose rows do not."""
    if statement.check in VAGUE:
        return False
    if statement.kind != "event":
        return True
    return bool(statement.entities) and len(statement.topic.split()) >= FEWEST


def _gap(account: str, statement: Statement, story: Story, named: dict[str, set[str]], tellers: set[str]) -> Gap:
    rest = len(story.analyses) - 1
    others = f"{len(tellers)} of the other {rest} accounts tell it" if len(tellers) < rest else OTHERS[rest > 2]
    early = _before(account, statement, story, tellers)
    if early:
        return Gap(account, statement.id, "not_covered", early)
    here = named.get(account, set())
    concerned = [name for name in statement.entities if any(name in named[teller] for teller in tellers)]
    met = sum(name in here for name in concerned)
    if concerned and met < SHARED * min(len(concerned), 2):
        return Gap(account, statement.id, "not_covered", f"{others}; this one does not speak of those it concerns.")
    return Gap(account, statement.id, "not_said", f"{others}; this one speaks of those it concerns and does not.")


def _before(account: str, statement: Statement, story: Story, tellers: set[str]) -> str | None:
    """The reason when the account is older than the thing or than every account that tells it."""
    own = story.published.get(account)
    if own is None or own.latest is None:
        return None
    happened = [value.as_of.earliest for value in statement.values if value.as_of and value.as_of.earliest]
    if happened and own.latest[:10] < min(happened)[:10]:
        return f"Published on {own.latest[:10]}, before this happened on {min(happened)[:10]}."
    told = [story.published[name].earliest for name in sorted(tellers) if name in story.published]
    known = [moment for moment in told if moment]
    if known and len(known) == len(told) == len(tellers) and own.latest < min(known):
        return f"Published on {own.latest[:10]}, before any account that tells it."
    return None


def _named(story: Story) -> dict[str, set[str]]:
    """The story entities that each account mentions."""
    found: dict[str, set[str]] = {item.article.id: set() for item in story.analyses}
    for entity in story.entities:
        for mention in entity.mentions:
            found.setdefault(mention.account, set()).add(entity.id)
    return found

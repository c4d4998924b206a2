"""The checks of a happening told by several accounts: a table of codes, each a small pure function.

A check looks at one side of a group (was it so, who did it, to whom, when) and gives a Finding or None. The first that
finds something sets the relation. A check's docstring explains it to a reader.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from retold.align.events_fit import Group
from retold.align.events_told import CORE, Told
from retold.compare.events_days import by_weekday, clearly_to, doubtful, last_day, same_weekday
from retold.compare.events_offices import stands_for
from retold.compare.events_same import acting_for, by_name, for_now, one_matter
from retold.languages.events import EventLexicon
from retold.model import Story

Relation = Literal["agree", "compatible", "differ", "update", "only"]
Answers = tuple[tuple[str | None, tuple[Told, ...]], ...]
Sides = dict[str, set[int]]
WHO = frozenset({"person", "organization", "group", "place"})
PAIRS = 40
AHEAD = "not yet or not surely done"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: the relation, one plain sentence, and the answers with the events that give them."""

    code: str
    relation: Relation
    why: str
    answers: Answers
    differs_by: str | None = None


Check = Callable[[Group, Story, EventLexicon], Finding | None]


def find(group: Group, story: Story, words: EventLexicon) -> Finding:
    """The finding of the first check that applies."""
    if group.accounts == 1:
        return Finding("E100", "only", "Only one account tells this.", ((None, tuple(group.members)),))
    for check in CHECKS:
        finding = check(group, story, words)
        if finding:
            return finding
    return agreed(group)


def agreed(group: Group) -> Finding:
    """The accounts tell the same happening: they share whom it concerns, where it was or its day."""
    count = group.accounts
    if not _grounded(group):
        why = "The accounts tell something of this kind; nothing else in them shows that it is the same."
        return Finding("E102", "compatible", why, ((None, tuple(group.members)),))
    graded = grades(group)
    if graded:
        return graded
    why = "Both accounts tell this." if count == 2 else f"{count} accounts tell this."
    return Finding("E101", "agree", why, ((None, tuple(group.members)),))


def grades(group: Group) -> Finding | None:
    """Some accounts tell it as done, others only as planned, asked for or not done, and no check says more."""
    grade = _graded(group)
    sides: dict[str, set[int]] = {}
    for account, name in grade.items():
        sides.setdefault(name, set()).add(account)
    if len(sides) < 2:
        return None
    order = [name for name in ("done", AHEAD, "not done") if name in sides]
    answers = tuple((name, tuple(told for told in group.members if grade[told.account] == name)) for name in order)
    said = ", ".join(f"{len(sides[name])} as {name}" for name in order)
    why = f"The accounts tell it in different ways ({said}), which may all hold."
    return Finding("E209", "compatible", why, answers)


def _graded(group: Group) -> dict[int, str]:
    """The grade of each account that tells it."""
    by_account: dict[int, list[Told]] = {}
    for told in group.members:
        by_account.setdefault(told.account, []).append(told)
    return {account: _grade(members) for account, members in sorted(by_account.items())}


def _grade(told: Sequence[Told]) -> str:
    """How an account tells it at most: a noun alone ("the release") tells it as done."""
    clauses = [item for item in told if "noun" not in _method(item) and "state" not in _method(item)]
    if not clauses or any(item.event.modality == "asserted" and item.event.polarity == "positive" for item in clauses):
        return "done"
    return "not done" if all(item.event.polarity == "negative" for item in clauses) else AHEAD


def polarity(group: Group, story: Story, words: EventLexicon) -> Finding | None:
    """One account tells of it as done, another that it was not done, to the same ones and by nobody else."""
    claims = [told for told in group.members if _claimed(told)]
    sides: dict[int, set[str]] = {}
    for told in claims:
        sides.setdefault(told.account, set()).add(told.event.polarity)
    done = [told for told in claims if sides[told.account] == {"positive"}][:PAIRS]
    denied = [told for told in claims if sides[told.account] == {"negative"}][:PAIRS]
    pairs = [(left, right) for left in done for right in denied if one_matter(left, right, story, words)]
    pairs = [(left, right) for left, right in pairs if not for_now(right, story, words)]
    if not pairs:
        return None
    yes, no = {left.account for left, _ in pairs}, {right.account for _, right in pairs}
    grade = _graded(group)
    ahead = {account for account in grade if grade[account] == AHEAD} - yes - no
    parts = (("positive", yes), ("negative", no), ("planned", ahead), (None, set(grade) - yes - no - ahead))
    answers = tuple(
        (name, members) for name, which in parts if (members := tuple(t for t in group.members if t.account in which))
    )
    refused = all("refuse" in _method(right) for _, right in pairs)
    earlier = _before(no, yes, story)
    other = "another" if len(no) == 1 else f"{len(no)} others"
    why = f"{_accounts(yes)} as done, {other} as {'refused' if refused else 'not done'}{_voices(answers[:2])}"
    why += f"; {'it was' if len(no) == 1 else 'they were'} published before." if earlier else "."
    update = earlier and not refused
    return Finding("E201", "update" if update else "differ", why, answers, None if update else "polarity")


def _claimed(told: Told) -> bool:
    """Is it told, by a verb in the past or a refusal, that it was done or that it was not?"""
    if "noun" in _method(told) or "state" in _method(told) or told.event.modality != "asserted":
        return False
    return "refuse" in _method(told) or (told.event.tense == "past" and "request" not in _method(told))


def _before(earlier: set[int], later: set[int], story: Story) -> bool:
    """Were all of the first accounts published before all of the second?"""
    dates = {number: story.published.get(item.article.id) for number, item in enumerate(story.analyses)}
    left = [moment.latest for account in earlier if (moment := dates[account]) and moment.latest]
    right = [moment.earliest for account in later if (moment := dates[account]) and moment.earliest]
    return len(left) == len(earlier) and len(right) == len(later) and max(left) < min(right)


def agent(group: Group, story: Story, words: EventLexicon) -> Finding | None:
    """The accounts name different people as the ones who did it."""
    return _filler(group, story, words, "agent", "E202", "did it")


def time(group: Group, story: Story, words: EventLexicon) -> Finding | None:
    """The accounts give dates for it that cannot both hold."""
    dated: dict[tuple[str, str], list[Told]] = {}
    for told in core(group, named=True):
        once = told.kind in words.once and told.event.modality == "asserted"
        if told.when and once and clearly_to(told, story):
            dated.setdefault(told.when, []).append(told)
    spans = sorted(dated)
    early, late = (min(spans, key=lambda span: span[1]), max(spans)) if spans else (None, None)
    if not early or not late or late[0] <= early[1]:
        return None
    sides = (dated[early], dated[late])
    if late[0] <= max(last_day(told, story) for told in sides[0]):
        return None
    if not {told.event.lemma for told in sides[0]} & {told.event.lemma for told in sides[1]}:
        return None
    if {told.account for told in sides[0]} & {told.account for told in sides[1]}:
        return None
    counted = [told for side in sides for told in side if by_weekday(told, story)]
    if counted and same_weekday(early[0], late[0]):
        return None  # one weekday told twice: only the days of publication put the two apart
    answers = _answers(group, {"/".join(dict.fromkeys(span)): {told.account for told in dated[span]} for span in spans})
    first = {told.account for told in sides[0]}
    why = f"{_accounts(first)} for {early[1]} or before, another for {late[0]} or after."
    doubt = next((reason for told in counted if (reason := doubtful(told, story))), None)
    if counted:
        why += f" A day of the week is counted from the day of publication{', ' + doubt if doubt else ''}."
    return Finding("E205", "compatible" if doubt else "differ", why, answers, None if doubt else "time")


def modality(group: Group, story: Story, words: EventLexicon) -> Finding | None:
    """One account tells of it as done, another as planned or as possible."""
    tied = firm(group)
    done = {told.account for told in tied if told.event.modality == "asserted" and told.event.tense == "past"}
    alleged = [told for told in tied if told.event.modality == "possible" and "allege" in _method(told)]
    if any(told.roles.get("agent") for told in alleged):  # what is in doubt may be who did it
        done = {told.account for told in tied if told.account in done and told.roles.get("agent")}
    kinds = {told.kind for told in alleged}
    surely = (told for told in group.members if told.event.tense and told.event.modality == "asserted")
    plain = {told.account for told in surely if told.kind in kinds}
    return _grades(group, done, {told.account for told in alleged} - plain, "alleged", "E206")


def planned(group: Group, story: Story, words: EventLexicon) -> Finding | None:
    """One account tells of it as planned, another as done: the later one may know more."""
    tied = firm(group)
    done = {told.account for told in tied if told.event.modality == "asserted" and told.event.tense == "past"}
    told_done = {told.account for told in group.members if _claimed(told) and told.event.polarity == "positive"}
    ahead = {told.account for told in tied if told.event.modality == "planned"} - done - told_done
    finding = _grades(group, done, ahead, "planned", "E208")
    if finding is None:
        return None
    update = _before(ahead, done, story)
    return replace(finding, relation="update" if update else "compatible")


def _grades(group: Group, done: set[int], other: set[int], word: str, code: str) -> Finding | None:
    """A finding that some accounts tell it as done and others not so surely."""
    if not done or not other:
        return None
    answers = (
        ("asserted", tuple(told for told in group.members if told.account not in other)),
        (word, tuple(told for told in group.members if told.account in other)),
    )
    why = f"{_accounts(done)} as done, {_accounts(other).lower()} as {word}{_voices(answers)}."
    return Finding(code, "differ", why, answers, "modality")


def several(group: Group, story: Story, words: EventLexicon) -> Finding | None:
    """The accounts name different people as doing it, and nothing else shows that it is one happening."""
    names, by_account = _named(group, story, "agent")
    sides = _sides(by_account, names, {}, _nobody)
    if len(sides) < 2:
        return None
    said = "; ".join(sides)
    why = f"The accounts name different people as doing it ({said}), so it may be more than one happening."
    return Finding("E207", "compatible", why, _answers(group, sides))


def _nobody(one: str, other: str) -> bool:
    return False


CHECKS: tuple[Check, ...] = (polarity, agent, time, modality, planned, several)


def _filler(group: Group, story: Story, words: EventLexicon, role: str, code: str, phrase: str) -> Finding | None:
    """Different named fillers of one role where the other roles agree."""
    sides = _told_by(group, story, words, role)
    if len(sides) < 2:
        return None
    asked = any(told.kind in words.addressed for told in group.members)
    contested = any(told.kind in words.once for told in group.members) and _contested(group, role)
    if not contested and not (asked and _no_clash(group, role)):
        return None
    said = "; ".join(f"{name} ({len(sides[name])})" for name in sides)
    return Finding(code, "differ", f"The accounts differ on who {phrase}: {said}.", _answers(group, sides), role)


def _named(group: Group, story: Story, role: str) -> tuple[dict[str, str], dict[int, set[str]]]:
    """Names of the story's people, groups and places, and those that each account puts by name into the role."""
    names = {entity.id: entity.name for entity in story.entities if entity.names and entity.type in WHO}
    by_account: dict[int, set[str]] = {}
    for told in group.members:
        named = by_name(told, role, story, names)
        if named:
            by_account.setdefault(told.account, set()).update(named)
    return names, by_account


def _told_by(group: Group, story: Story, words: EventLexicon, role: str) -> Sides:
    """The accounts by whom they put into the role; a country and its president, a group and its spokesman are one."""
    names, by_account = _named(group, story, role)
    sides = _sides(by_account, names, {}, _nobody)
    if len(sides) > 1:
        filling = sorted(set().union(*by_account.values()))
        sides = _sides(by_account, names, stands_for(story, filling, words.countries), acting_for(story, words))
    return sides


def _sides(
    by_account: dict[int, set[str]], names: dict[str, str], meant: Mapping[str, frozenset[str]],
    same: Callable[[str, str], bool],
) -> Sides:  # fmt: skip
    """The accounts by whom they name; those that share a name, or name ones who act for each other, are one side."""
    parts: list[tuple[set[str], set[int]]] = []
    for account in sorted(by_account):
        named, accounts = set(by_account[account]), {account}
        apart = []
        for others, tellers in parts:
            if (
                others & named
                or _words(others, names, meant) & _words(named, names, meant)
                or any(same(one, other) for one in sorted(named) for other in sorted(others))
            ):
                named |= others
                accounts |= tellers
            else:
                apart.append((others, tellers))
        parts = [*apart, (named, accounts)]
    return {" and ".join(sorted(names[name] for name in named)): accounts for named, accounts in parts}


def _words(named: set[str], names: dict[str, str], meant: Mapping[str, frozenset[str]]) -> set[str]:
    """Words of the names, and of whom they stand for: "Prosecutor Lindqvist" and "Lindqvist" may be one."""
    own = {word for name in named for word in names[name].lower().split() if len(word) > 3}
    return own.union(*(meant.get(name, frozenset()) for name in named))


def _grounded(group: Group) -> bool:
    """Do two accounts share somebody it concerns, a place or a day, or who acts where one names nobody it concerns?"""
    tellers: dict[str, int] = {}
    acting: dict[str, list[Told]] = {}
    for told in group.members:
        keys = _others(told) | told.roles.get("place", frozenset()) | told.inside
        for key in (*keys, told.day or "/".join(told.when or ())):
            if key and tellers.setdefault(key, told.account) != told.account:
                return True
        for key in told.roles.get("agent", ()):
            acting.setdefault(key, []).append(told)
    for members in acting.values():
        silent = {told.account for told in members if not _others(told)}
        every = {told.account for told in members}
        if silent and len(every) > 1:
            return True
    return False


def _once(group: Group, words: EventLexicon) -> bool:
    return any(told.kind in words.once for told in group.members)


def _contested(group: Group, role: str) -> bool:
    """Do two accounts put different fillers to the same kind of deed on the same named one?"""
    fillers: dict[tuple[str, str], dict[int, set[str]]] = {}
    for told in group.members:
        own = {key for key in told.roles.get(role, ()) if key[0] == "="}
        for key in _others(told):
            if own and key[0] == "=":
                fillers.setdefault((told.kind, key), {}).setdefault(told.account, set()).update(own)
    return any(len(by_account) > 1 and not set.intersection(*by_account.values()) for by_account in fillers.values())


def _no_clash(group: Group, role: str) -> bool:
    """Do no two accounts that name other participants name none in common?"""
    for other in CORE:
        fillers: dict[int, set[str]] = {}
        for told in group.members:
            if other != role and told.roles.get(other):
                fillers.setdefault(told.account, set()).update(told.roles[other])
        if len(fillers) > 1 and not any(
            len([1 for keys in fillers.values() if key in keys]) > 1 for known in fillers.values() for key in known
        ):
            return False
    return True


def firm(group: Group) -> list[Told]:
    """Members told by a finite verb or a refusal, matched by another account in somebody named and in who acts."""
    return [
        told for told in core(group, named=True)
        if "noun" not in _method(told) and "state" not in _method(told)
        and (told.event.tense is not None or "refuse" in _method(told))
    ]  # fmt: skip


def _method(told: Told) -> list[str]:
    return (told.event.method or "").split()


def core(group: Group, *, named: bool = False) -> list[Told]:
    """Members that another account matches in one acted on, and in who acts as far as both say.

    With `named` the deed must be of one kind, and the same one acted on or acting must be a story entity.
    """
    acting: dict[tuple[str, str], set[int]] = {}
    silent: dict[str, set[int]] = {}
    every: dict[str, set[int]] = {}
    keyed = [(told, _keys(told, named)) for told in group.members]
    for told, keys in keyed:
        agents = told.roles.get("agent", frozenset())
        for key in keys:
            every.setdefault(key, set()).add(told.account)
            if not agents:
                silent.setdefault(key, set()).add(told.account)
            for agent_key in agents:
                acting.setdefault((key, agent_key), set()).add(told.account)
    return [told for told, keys in keyed if _matched(told, keys, acting, silent, every, named)]


def _keys(told: Told, named: bool) -> list[str]:
    if not named:
        return sorted(_others(told))
    return [f"{key} {told.kind}" for key in sorted(_others(told))]


def _others(told: Told) -> frozenset[str]:
    return told.roles.get("patient", frozenset()) | told.roles.get("recipient", frozenset())


def _matched(
    told: Told, keys: list[str], acting: dict[tuple[str, str], set[int]], silent: dict[str, set[int]],
    every: dict[str, set[int]], named: bool,
) -> bool:  # fmt: skip
    own = {told.account}
    agents = told.roles.get("agent", frozenset())
    for key in keys:
        bare = named and key[0] != "="
        if not agents and not bare and every[key] - own:
            return True
        if agents and not bare and silent.get(key, set()) - own:
            return True
        if any(acting[key, other] - own for other in agents if not bare or other[0] == "="):
            return True
    return False


def _answers(group: Group, sides: dict[str, set[int]]) -> Answers:
    """The members by answer; accounts without one come last, with None."""
    told_by = {account: answer for answer, accounts in sides.items() for account in accounts}
    answers: list[tuple[str | None, tuple[Told, ...]]] = []
    for answer in (*sides, None):
        members = tuple(told for told in group.members if told_by.get(told.account) == answer)
        if members:
            answers.append((answer, members))
    return tuple(answers)


def _accounts(which: set[int]) -> str:
    return "One account tells it" if len(which) == 1 else f"{len(which)} accounts tell it"


def _voices(answers: Answers) -> str:
    """Who speaks on each side, where that differs."""
    voices = [
        "quoted" if all(told.event.quote for told in members) else "the outlet's own words" for _, members in answers
    ]
    return f" ({voices[0]} against {voices[1]})" if len(set(voices)) > 1 else ""

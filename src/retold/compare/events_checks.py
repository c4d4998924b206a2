"""The checks of a happening told by several accounts: a table of codes, each a small pure function.

A check looks at one side of a group (was it so, who did it, to whom, when) and gives a Finding or None. The first that
finds something sets the relation. A check's docstring explains it to a reader.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from retold.align.events import CORE, Group, Told
from retold.extract.events_lexicon import EventLexicon
from retold.model import Story

Relation = Literal["agree", "compatible", "differ", "update", "only"]
Answers = tuple[tuple[str | None, tuple[Told, ...]], ...]
WHO = frozenset({"person", "organization", "group", "place"})


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
    """The accounts tell the same happening: they share somebody in it or its day."""
    count = group.accounts
    if not _grounded(group):
        why = "The accounts tell something of this kind; nothing else in them shows that it is the same."
        return Finding("E102", "compatible", why, ((None, tuple(group.members)),))
    why = "Both accounts tell this." if count == 2 else f"{count} accounts tell this."
    return Finding("E101", "agree", why, ((None, tuple(group.members)),))


def polarity(group: Group, story: Story, words: EventLexicon) -> Finding | None:
    """One account tells of it as done, another that it was not done, by the same people."""
    sides: dict[int, set[str]] = {}
    for told in core(group):
        if told.event.modality == "asserted":
            sides.setdefault(told.account, set()).add(told.event.polarity)
    yes = {account for account, said in sides.items() if said == {"positive"}}
    no = {account for account, said in sides.items() if said == {"negative"}}
    if not yes or not no:
        return None
    answers = (
        ("positive", tuple(told for told in group.members if told.account not in no)),
        ("negative", tuple(told for told in group.members if told.account in no)),
    )
    why = f"{_accounts(yes)} as done, {_accounts(no).lower()} as not done{_voices(answers)}."
    return Finding("E201", "differ", why, answers, "polarity")


def agent(group: Group, story: Story, words: EventLexicon) -> Finding | None:
    """The accounts name different people as the ones who did it."""
    return _filler(group, story, words, "agent", "E202", "did it")


def patient(group: Group, story: Story, words: EventLexicon) -> Finding | None:
    """The accounts name different people as the ones to whom it was done."""
    return _filler(group, story, words, "patient", "E203", "it was done to")


def recipient(group: Group, story: Story, words: EventLexicon) -> Finding | None:
    """The accounts name different people as the ones it was addressed to."""
    return _filler(group, story, words, "recipient", "E204", "it was addressed to")


def time(group: Group, story: Story, words: EventLexicon) -> Finding | None:
    """The accounts give dates for it that cannot both hold."""
    dated: dict[tuple[str, str], list[Told]] = {}
    for told in group.members:
        if told.when:
            dated.setdefault(told.when, []).append(told)
    spans = sorted(dated)
    early, late = (min(spans, key=lambda span: span[1]), max(spans)) if spans else (None, None)
    if not early or not late or late[0] <= early[1] or not _once(group, words):
        return None
    if {told.account for told in dated[early]} & {told.account for told in dated[late]}:
        return None
    first = {told.account for told in dated[early]}
    answers = _answers(group, {"/".join(dict.fromkeys(span)): {told.account for told in dated[span]} for span in spans})
    why = f"{_accounts(first)} it for {early[1]} or before, another for {late[0]} or after."
    return Finding("E205", "differ", why, answers, "time")


def modality(group: Group, story: Story, words: EventLexicon) -> Finding | None:
    """One account tells of it as done, another as planned or as possible."""
    tied = [told for told in core(group) if not _requested(told)]
    done = {told.account for told in tied if told.event.modality == "asserted"}
    open_ = {told.account for told in tied} - done
    if not done or not open_ or any(told.event.polarity == "negative" for told in tied):
        return None
    kinds = {told.event.modality for told in tied if told.account in open_}
    word = "planned" if "planned" in kinds else "possible" if "possible" in kinds else "a condition"
    answers = (
        ("asserted", tuple(told for told in group.members if told.account not in open_)),
        (word, tuple(told for told in group.members if told.account in open_)),
    )
    why = f"{_accounts(done)} as done, {_accounts(open_).lower()} as {word}{_voices(answers)}."
    return Finding("E206", "differ", why, answers, "modality")


def several(group: Group, story: Story, words: EventLexicon) -> Finding | None:
    """The accounts name different people as doing it, and nothing else shows that it is one happening."""
    names, by_account = _named(group, story, "agent")
    sides = _sides(by_account, names)
    if len(sides) < 2:
        return None
    said = "; ".join(sides)
    why = f"The accounts name different people as doing it ({said}), so it may be more than one happening."
    return Finding("E207", "compatible", why, _answers(group, sides))


CHECKS: tuple[Check, ...] = (polarity, agent, patient, recipient, time, modality, several)


def _filler(group: Group, story: Story, words: EventLexicon, role: str, code: str, phrase: str) -> Finding | None:
    """Different named fillers of one role where the other roles agree."""
    names, by_account = _named(group, story, role)
    sides = _sides(by_account, names)
    if len(sides) < 2:
        return None
    asked = role == "agent" and any(told.kind in words.addressed for told in group.members)
    certain = _once(group, words) and _others_agree(group, role) and (role == "agent" or _one_day(group))
    if not certain and not (asked and _no_clash(group, role)):
        return None
    said = "; ".join(f"{name} ({len(sides[name])})" for name in sides)
    return Finding(code, "differ", f"The accounts differ on who {phrase}: {said}.", _answers(group, sides), role)


def _named(group: Group, story: Story, role: str) -> tuple[dict[str, str], dict[int, set[str]]]:
    """Names of the story's people, groups and places, and those that each account puts into the role."""
    names = {entity.id: entity.name for entity in story.entities if entity.names and entity.type in WHO}
    by_account: dict[int, set[str]] = {}
    for told in group.members:
        named = {key[1:] for key in told.roles.get(role, ()) if key[0] == "=" and key[1:] in names}
        if named:
            by_account.setdefault(told.account, set()).update(named)
    return names, by_account


def _sides(by_account: dict[int, set[str]], names: dict[str, str]) -> dict[str, set[int]]:
    """The accounts by whom they name; those that share a name stand on one side."""
    parts: list[tuple[set[str], set[int]]] = []
    for account in sorted(by_account):
        named, accounts = set(by_account[account]), {account}
        apart = []
        for others, tellers in parts:
            if others & named:
                named |= others
                accounts |= tellers
            else:
                apart.append((others, tellers))
        parts = [*apart, (named, accounts)]
    return {" and ".join(sorted(names[name] for name in named)): accounts for named, accounts in parts}


def _grounded(group: Group) -> bool:
    """Do two accounts share a participant, a place, a name within a participant or a day?"""
    tellers: dict[str, int] = {}
    for told in group.members:
        keys = {key for keys in told.roles.values() for key in keys} | told.inside
        for key in (*keys, told.day or "/".join(told.when or ())):
            if key and tellers.setdefault(key, told.account) != told.account:
                return True
    return False


def _requested(told: Told) -> bool:
    return "request" in (told.event.method or "").split()


def _once(group: Group, words: EventLexicon) -> bool:
    return any(told.kind in words.once for told in group.members)


def _others_agree(group: Group, role: str) -> bool:
    """Do the accounts share a named or counted filler of another role?"""
    for other in CORE:
        if other == role:
            continue
        tellers: dict[str, set[int]] = {}
        for told in group.members:
            for key in told.roles.get(other, ()):
                tellers.setdefault(key, set()).add(told.account)
        if any(len(accounts) > 1 for accounts in tellers.values()):
            return True
    return False


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


def _one_day(group: Group) -> bool:
    """Do two accounts put it on the same day?"""
    days: dict[tuple[str, str], set[int]] = {}
    for told in group.members:
        if told.when:
            days.setdefault(told.when, set()).add(told.account)
    return any(len(accounts) > 1 for accounts in days.values())


def core(group: Group) -> list[Told]:
    """Members that another account matches in one acted on, and in who acts as far as both say."""
    acting: dict[tuple[str, str], set[int]] = {}
    silent: dict[str, set[int]] = {}
    every: dict[str, set[int]] = {}
    for told in group.members:
        agents = told.roles.get("agent", frozenset())
        for key in _others(told):
            every.setdefault(key, set()).add(told.account)
            if not agents:
                silent.setdefault(key, set()).add(told.account)
            for agent_key in agents:
                acting.setdefault((key, agent_key), set()).add(told.account)
    return [told for told in group.members if _matched(told, acting, silent, every)]


def _others(told: Told) -> frozenset[str]:
    return told.roles.get("patient", frozenset()) | told.roles.get("recipient", frozenset())


def _matched(
    told: Told, acting: dict[tuple[str, str], set[int]], silent: dict[str, set[int]], every: dict[str, set[int]]
) -> bool:
    own = {told.account}
    agents = told.roles.get("agent", frozenset())
    for key in _others(told):
        if not agents and every[key] - own:
            return True
        if agents and (silent.get(key, set()) - own or any(acting[key, agent_key] - own for agent_key in agents)):
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

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
SPEECH = frozenset({"ACCUSE", "SUPPORT", "REQUEST", "REJECT", "AGREE", "THREATEN", "CONSULT"})


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
    """The accounts tell the same happening."""
    count = group.accounts
    why = "Both accounts tell this." if count == 2 else f"{count} accounts tell this."
    return Finding("E101", "agree", why, ((None, tuple(group.members)),))


def polarity(group: Group, story: Story, words: EventLexicon) -> Finding | None:
    """One account tells of it as done, another that it was not done, by the same people."""
    sides: dict[int, set[str]] = {}
    for told in group.members:
        if told.event.modality == "asserted":
            sides.setdefault(told.account, set()).add(told.event.polarity)
    yes = {account for account, said in sides.items() if said == {"positive"}}
    no = {account for account, said in sides.items() if said == {"negative"}}
    if not yes or not no or not _tied(group, yes, no):
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
    done = {told.account for told in group.members if told.event.modality == "asserted"}
    open_ = {told.account for told in group.members} - done
    if not done or not open_ or any(told.event.polarity == "negative" for told in group.members):
        return None
    kinds = {told.event.modality for told in group.members if told.account in open_}
    word = "planned" if "planned" in kinds else "possible" if "possible" in kinds else "a condition"
    answers = (
        ("asserted", tuple(told for told in group.members if told.account in done)),
        (word, tuple(told for told in group.members if told.account in open_)),
    )
    why = f"{_accounts(done)} as done, {_accounts(open_).lower()} as {word}{_voices(answers)}."
    relation: Relation = "differ" if _tied(group, done, open_) else "compatible"
    return Finding("E206", relation, why, answers, "modality")


CHECKS: tuple[Check, ...] = (polarity, agent, patient, recipient, time, modality)


def _filler(group: Group, story: Story, words: EventLexicon, role: str, code: str, phrase: str) -> Finding | None:
    """Different named fillers of one role where the other roles agree."""
    names = {entity.id: entity.name for entity in story.entities}
    by_account: dict[int, set[str]] = {}
    for told in group.members:
        named = {key[1:] for key in told.roles.get(role, ()) if key[0] == "="}
        if named:
            by_account.setdefault(told.account, set()).update(named)
    if len(by_account) < 2 or set.intersection(*by_account.values()):
        return None
    asked = role == "agent" and any(told.kind in words.addressed for told in group.members)
    if not (_once(group, words) or asked) or not _others_agree(group, role):
        return None
    sides: dict[str, set[int]] = {}
    for account in sorted(by_account):
        answer = " and ".join(sorted(names.get(name, name) for name in by_account[account]))
        sides.setdefault(answer, set()).add(account)
    if len(sides) < 2 or _overlapping(by_account):
        return None
    said = "; ".join(f"{name} ({len(sides[name])})" for name in sides)
    return Finding(code, "differ", f"The accounts differ on who {phrase}: {said}.", _answers(group, sides), role)


def _overlapping(by_account: dict[int, set[str]]) -> bool:
    """Do any two accounts name somebody in common? Then the longer list may only be fuller."""
    seen: set[str] = set()
    for named in by_account.values():
        if seen & named:
            return True
        seen |= named
    return False


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


def _tied(group: Group, left: set[int], right: set[int]) -> bool:
    """Do both sides speak of the same one acting, and of the same one acted on or of the same words?"""

    def keys(side: set[int], role: str) -> set[str]:
        return {key for told in group.members if told.account in side for key in told.roles.get(role, ())}

    agents = keys(left, "agent") & keys(right, "agent")
    others = {key for role in ("patient", "recipient") for key in keys(left, role) & keys(right, role)}
    if keys(left, "agent") and keys(right, "agent"):
        return bool(agents) and bool(others)
    return bool(others)


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

"""How the accounts compare: what became of people and groups.

In: a Story. Out: Statements of kind "status": one for each change of a named person or a group ("X: death", "X: way to
freedom") with the tellings side by side, and one where the accounts leave somebody in states that cannot both hold. The
checks run in the order of their table; the first that speaks sets the relation. A check's docstring explains it.
What is told as background is compared by itself: an earlier arrest does not stand against the one of the story.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from retold.align.background import scope
from retold.align.facts import named, people_named
from retold.align.statuses import Change, Telling, apart, before, changes, same_weekday, shown
from retold.align.times import days
from retold.compare.values import Finding, evidence, value
from retold.languages import Language
from retold.languages.people import PeopleLexicon, lexicon
from retold.model import NotComparable, Statement, Story, Value

MAX_TELLINGS = 60  # bound on the tellings of one change
ASIDE = " (earlier, or another case)"  # what a heading adds where the change is background


@dataclass(frozen=True, slots=True)
class Unit:
    """What a check sees: the tellings of one change of one entity."""

    entity: str
    name: str
    unit: str
    tellings: tuple[Telling, ...]
    words: PeopleLexicon
    story: Story

    @property
    def accounts(self) -> set[str]:
        """The accounts that tell it."""
        return {item.account for item in self.tellings}

    def by_account(self) -> dict[str, list[Telling]]:
        """The tellings of each account."""
        found: dict[str, list[Telling]] = {}
        for item in self.tellings:
            found.setdefault(item.account, []).append(item)
        return found

    def pairs(self) -> Iterator[tuple[list[Telling], list[Telling]]]:
        """Neighbouring accounts, and the first with each: linear in accounts."""
        told = list(self.by_account().values())
        yield from pairwise(told)
        yield from ((told[0], other) for other in told[2:])


def statements(story: Story, language: Language) -> Iterator[Statement | NotComparable]:
    """The statements of this kind, each with an id of its own kind ("status-1" ...), renumbered later."""
    words = lexicon(language)
    kept = people_named(story) | {entity.id for entity in story.entities if entity.type in {"group", "organization"}}
    names = {entity.id: entity.name for entity in story.entities}
    number = 0
    found = changes(story, language)
    parts = scope(story, language)
    for entity, told in found.items():
        if entity not in kept:
            continue
        name = names[entity]
        own, background, _ = parts.parted(entity, told)
        made = [_statement(unit) for unit in _units(entity, name, own, words, story)]
        older = [_statement(unit, ASIDE) for unit in _units(entity, name, background, words, story)]
        for statement in [*made, *_states(entity, name, own, words, story), *older]:
            number += 1
            yield Statement(
                f"status-{number}", "status", statement.topic, statement.relation, statement.why, statement.values,
                statement.check, statement.entities, differs_by=statement.differs_by,
            )  # fmt: skip


def _units(entity: str, name: str, told: list[Change], words: PeopleLexicon, story: Story) -> Iterator[Unit]:
    """The changes of an entity, words for one change together."""
    units: dict[str, list[Telling]] = {}
    for change in told:
        units.setdefault(words.units.get(change.status, change.status), []).extend(change.tellings)
    for unit, tellings in units.items():
        yield Unit(entity, name, unit, tuple(tellings[:MAX_TELLINGS]), words, story)


def _statement(unit: Unit, note: str = "") -> Statement:
    finding = next(found for check in CHECKS if (found := check(unit)) is not None)
    return Statement(
        id="", kind="status", topic=f"{unit.name}: {unit.unit}{note}", relation=finding.relation, why=finding.why,
        values=tuple(_values(unit.tellings, unit, finding.differs_by)), check=finding.code,
        entities=(unit.entity,), differs_by=finding.differs_by,
    )  # fmt: skip


def _values(tellings: tuple[Telling, ...], unit: Unit, differs_by: str | None) -> Iterator[Value]:
    """One value for each way of telling it: by word and mood, and by what the accounts differ in."""
    groups: dict[str, list[Telling]] = {}
    for item in tellings:
        groups.setdefault(_answer(item, differs_by), []).append(item)
    for answer, items in sorted(groups.items(), key=lambda pair: -len({item.account for item in pair[1]})):
        proof = [evidence(item.analysis, shown(item), item.record.id) for item in items]
        made = value(unit.story, _sentence(items, unit), answer, proof)
        quoted = [item.record.quote is not None for item in items]
        yield Value(
            made.text, made.value, made.support, made.evidence, as_of=next((i.when for i in items if i.when), None),
            voice="quoted" if all(quoted) else "both" if any(quoted) else "outlet",
        )  # fmt: skip


def _answer(item: Telling, differs_by: str | None) -> str:
    record = item.record
    parts = [record.status]
    if record.polarity == "negative":
        parts.append("not")
    if record.modality != "asserted":
        parts.append(record.modality)
    if differs_by == "agent":
        parts.append(item.by or "")
    elif differs_by == "time":
        parts.append((item.when.value or "") if item.when else "")
    elif differs_by == "reason":
        parts.append(_reason(item) or "")
    return " | ".join(part for part in parts if part)


def _sentence(items: list[Telling], unit: Unit) -> str:
    """The telling in a few words: "was released by X on 2024-06-02"."""
    record = items[0].record
    said = unit.words.say.get(record.status, record.status)
    if record.polarity == "negative":
        said = f"not: {said}"
    if record.modality != "asserted":
        said = f"{record.modality}: {said}"
    agent = next((words for item in items if (words := item.by)), None)
    when = next((item.when.value for item in items if item.when and item.when.value), None)
    reason = next((words for item in items if (words := _reason(item))), None)
    return said + (f" by {agent}" if agent else "") + (f", {when}" if when else "") + (f", {reason}" if reason else "")


def _reason(item: Telling) -> str | None:
    span = item.record.reason
    return None if span is None else " ".join(item.analysis.article.text[span[0] : span[1]].split())


# --- checks of one change ---------------------------------------------------------------------------------------------


def s101(unit: Unit) -> Finding | None:
    """Only one account tells it."""
    if len(unit.accounts) == 1:
        return Finding("only", f"Only one account tells of this ({unit.unit}).", "S101")
    return None


def s201(unit: Unit) -> Finding | None:
    """One account tells it as having happened, another says that it did not; S207, an update, where the denial is the
    earlier."""
    said = {item.record.polarity for item in unit.tellings if item.record.modality == "asserted"}
    mixed = any(
        {item.record.polarity for item in told if item.record.modality == "asserted"} == {"positive", "negative"}
        for told in unit.by_account().values()
    )
    if len(said) == 2 and not mixed:
        told = list(unit.by_account().values())
        denied = [items for items in told if any(item.record.polarity == "negative" for item in items)]
        done = [items for items in told if any(item.happened for item in items)]
        if _precede(denied, done, unit.story):
            why = f"Earlier accounts say that it had not happened ({unit.unit}), later ones that it had."
            return Finding("update", why, "S207", "polarity")
        why = f"One account says that it happened ({unit.unit}), another says that it did not."
        return Finding("differ", why, "S201", "polarity")
    return None


def s202(unit: Unit) -> Finding | None:
    """An earlier account tells it as planned or possible, a later one as done."""
    if not any(item.happened for item in unit.tellings):
        return None
    done = [told for told in unit.by_account().values() if any(item.happened for item in told)]
    open_ = [told for told in unit.by_account().values() if not any(item.happened for item in told)]
    if _precede(open_, done, unit.story):
        why = f"Earlier accounts tell of it as planned or possible ({unit.unit}), later ones as done."
        return Finding("update", why, "S202", "modality")
    return None


def _precede(first: list[list[Telling]], then: list[list[Telling]], story: Story) -> bool:
    """Whether the accounts of the one were all published on days before those of the other."""
    return bool(first and then) and all(before(story, left[0], right[0]) for left in first[:5] for right in then[:5])


def s203(unit: Unit) -> Finding | None:
    """The accounts use words for one change that exclude each other (released, escaped), and none uses both."""
    if unit.unit not in unit.words.listed("manner", "exclusive"):
        return None
    used = [{item.record.status for item in told if item.happened} for told in unit.by_account().values()]
    used = [words for words in used if words]
    if len(used) > 1 and not set.intersection(*used) and all(len(words) == 1 for words in used):
        listed = " and ".join(unit.words.say.get(word, word) for word in sorted(set.union(*used)))
        return Finding("differ", f"The accounts tell the change differently: {unit.name} {listed}.", "S203", "manner")
    return None


def s204(unit: Unit) -> Finding | None:
    """The accounts name different people or groups as those who did it; both by name, not by a description alone."""
    known = named(unit.story)
    for left, right in unit.pairs():
        one, other = _agents(left, known), _agents(right, known)
        pairs = [(a, b) for a in one for b in other if a.record.status == b.record.status]
        if pairs and not any(_same_agent(a, b) for a in one for b in other):
            why = f"The accounts name different agents: {one[0].by} and {other[0].by}."
            return Finding("differ", why, "S204", "agent")
    return None


def s205(unit: Unit) -> Finding | None:
    """The accounts date it to days that cannot be one. A weekday that two accounts count from different days of
    publication to dates a week apart may be one day."""
    for left, right in unit.pairs():
        one, other = ([item for item in told if item.happened and item.when] for told in (left, right))
        pairs = [(a, b) for a in one[:10] for b in other[:10]]
        if pairs and all(apart(a.when, b.when) for a, b in pairs) and not any(same_weekday(a, b) for a, b in pairs):
            one_status = next(((a, b) for a, b in pairs if a.record.status == b.record.status), None)
            if one_status:
                why = f"The accounts give different times: {_when(one_status[0])} and {_when(one_status[1])}."
                return Finding("differ", why, "S205", "time")
    return None


def s206(unit: Unit) -> Finding | None:
    """The accounts give different reasons for it."""
    for left, right in unit.pairs():
        one = [words for item in left if (words := _reason(item))]
        other = [words for item in right if (words := _reason(item))]
        if one and other and not any(_content(a) & _content(b) for a in one[:5] for b in other[:5]):
            return Finding("differ", f"The accounts give different reasons: {one[0]}; {other[0]}.", "S206", "reason")
    return None


def s301(unit: Unit) -> Finding | None:
    """The accounts use different words for one change; all can hold."""
    used = {item.record.status for item in unit.tellings}
    moods = {(item.record.polarity, item.record.modality) for item in unit.tellings}
    if len(used) > 1:
        listed = ", ".join(sorted(used))
        return Finding("compatible", f"The accounts use different words for one change: {listed}.", "S301")
    if len(moods) > 1:
        return Finding("compatible", f"The accounts are not equally sure of it ({unit.unit}).", "S302")
    return None


def s102(unit: Unit) -> Finding | None:
    """Several accounts tell it alike."""
    return Finding("agree", f"{len(unit.accounts)} accounts tell of it ({unit.unit}).", "S102")


Check = Callable[[Unit], Finding | None]
# in this order: the first that speaks gives the relation
CHECKS: tuple[Check, ...] = (s101, s201, s202, s203, s204, s205, s206, s301, s102)


def _agents(told: list[Telling], known: frozenset[str]) -> list[Telling]:
    """The tellings with who did it, none where an account leaves open whom it means by a description."""
    found = [item for item in told if item.happened and item.agent and item.by]
    return found[:5] if all(item.agent in known for item in found) else []


def _same_agent(left: Telling, right: Telling) -> bool:
    """Whether two agents may be one: one story entity, or words of the one in the other."""
    if left.agent is not None and left.agent == right.agent:
        return True
    return bool(_content(left.by or "") & _content(right.by or ""))


def _content(words: str) -> set[str]:
    """Words of more than three letters, for seeing whether two phrases speak of one thing."""
    return {word for word in words.casefold().replace("’", "'").split() if len(word) > 3}


def _when(item: Telling) -> str:
    return (item.when.value or "") if item.when else ""


# --- states that cannot both hold -------------------------------------------------------------------------------------


def _states(entity: str, name: str, told: list[Change], words: PeopleLexicon, story: Story) -> Iterator[Statement]:
    """Where accounts leave somebody in states of one question that cannot both hold at one time."""
    groups: dict[str, dict[str, Telling]] = {}
    for change in told:
        group = words.rules[change.status].group
        for item in change.tellings:
            if item.happened:
                last = groups.setdefault(group, {}).get(item.account)
                if last is None or not apart(item.when, last.when) or not _later(last, item):
                    groups[group][item.account] = item
    known = _known_states(told, words)
    for group, finals in groups.items():
        items = tuple(finals.values())
        finding = _conflict(items, words, story, name, known)
        if finding is not None:
            unit = Unit(entity, name, group, items, words, story)
            yield Statement(
                id="", kind="status", topic=f"{name}: what became of them ({group})", relation=finding.relation,
                why=finding.why, values=tuple(_values(items, unit, None)), check=finding.code, entities=(entity,),
                differs_by=finding.differs_by,
            )  # fmt: skip


def _known_states(told: list[Change], words: PeopleLexicon) -> dict[str, set[str]]:
    """The states that each account tells as come about."""
    found: dict[str, set[str]] = {}
    for change in told:
        for item in change.tellings:
            if item.happened:
                found.setdefault(item.account, set()).add(words.rules[change.status].state)
    return found


def _later(left: Telling, right: Telling) -> bool:
    """Whether the first is dated after the second."""
    one = left.when.earliest if left.when else None
    other = right.when.latest if right.when else None
    return one is not None and other is not None and one > other


def _conflict(
    items: tuple[Telling, ...], words: PeopleLexicon, story: Story, name: str, known: dict[str, set[str]]
) -> Finding | None:
    """S401 update, S402 differ, S403 compatible: how the last states of the accounts compare. An account
    that was out first and tells both states tells the whole run, and is at odds with nobody."""
    first: dict[str, Telling] = {}
    for item in items:
        first.setdefault(words.rules[item.record.status].state, item)
    states = list(first)[:6]
    for position, left in enumerate(states):
        for right in states[position + 1 :]:
            both = [{left, right} <= known[first[state].account] for state in (left, right)]
            if all(both) or both[0 if before(story, first[left], first[right]) else 1]:
                continue
            if right in words.conflicts.get(left, ()) or left in words.conflicts.get(right, ()):
                return _ordered(first[left], first[right], words, story, name)
    return None


def _ordered(left: Telling, right: Telling, words: PeopleLexicon, story: Story, name: str) -> Finding:
    """Which of two states came later, by date, by publication, else by what can follow what."""
    one, other = words.rules[left.record.status], words.rules[right.record.status]
    said = f"{name} {words.say.get(left.record.status, '')}", words.say.get(right.record.status, "")
    if one.state in other.follows and (_later(right, left) or before(story, left, right)):
        return Finding("update", f"{said[0]} in the earlier telling, and {said[1]} in the later.", "S401", "time")
    if other.state in one.follows and (_later(left, right) or before(story, right, left)):
        return Finding("update", f"{name} {said[1]} in the earlier telling; then {said[0]}.", "S401", "time")
    pair = {one.state, other.state}
    if _one_day(left, right) and any(
        pair == {state, also} for state in pair for also in words.of_one_day.get(state, ())
    ):
        return Finding("differ", f"{said[0]} in one account, and {said[1]} in another, of one day.", "S402", "status")
    return Finding("compatible", f"{said[0]}, and {said[1]}: the one can follow the other.", "S403")


def _one_day(left: Telling, right: Telling) -> bool:
    """Whether both are dated to one known day."""
    one, other = days(left.when), days(right.when)
    return one is not None and one == other and one[0] == one[1]

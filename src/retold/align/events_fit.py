"""How well an event fits a group of events: what shows that it is the same happening, and what shows that it is not.

In: a Told event and a Group. Out: a number; the same participants in the same roles, the same time and the same rare
words speak for it. Other participants, another time or place, something else that is asked for, speak against it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from retold.align.events_told import CORE, Filler, Told
from retold.align.reach import holds
from retold.languages.events import EventClass, EventLexicon

APART = -9.0  # the fit of an event that cannot be the group's
KEPT = 8  # participants of a role that a group is known by
NAMED, HEAD, LIKE, VAGUE = 1.8, 1.3, 0.7, 0.3  # the same one by name, by noun, by noun with other words, by "people"
CROSSED = 0.4  # somebody who takes part in another role
ALONE = 0.5  # of what one who acts is worth where nobody shows to be acted on alike
OTHER = {"agent": -1.2, "patient": -3.0, "recipient": -1.0}  # somebody else in the role
CLAIMED = -3.0  # somebody else who claims, supports or rejects
KIN = -0.6  # another type, that can tell of the same
WORD = 0.4  # the same verb or noun
WEIGHT, WORDS = 0.6, 1.4  # of a rare word, and of all of them at most
COPY = 1.2  # a clause in the same words
NEAR, FAR = 0.8, -1.5  # the same time, another time
ONCE = -0.5  # another time of what happens to the same one only once
WIDE = 0.3  # a time that is the same and long
SHORT = 7  # days of a time that is not long
PLACE = 0.5
STEM = 4
SUBJECT = 0.8  # the same thing asked for
CLAIMS = frozenset({"ACCUSE", "SUPPORT", "AGREE", "THREATEN", "REJECT"})  # what two people say is two claims

ASKED = frozenset({"REQUEST"})


@dataclass(slots=True)
class Group:
    """Events taken for one happening."""

    members: list[Told] = field(default_factory=list)
    roles: dict[str, Counter[str]] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    lemmas: Counter[str] = field(default_factory=Counter)
    words: set[str] = field(default_factory=set)
    whens: list[tuple[str, str]] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    where: set[str] = field(default_factory=set)
    fillers: dict[str, list[Filler]] = field(default_factory=dict)
    about: set[str] = field(default_factory=set)
    moods: Counter[str] = field(default_factory=Counter)
    said: set[frozenset[str]] = field(default_factory=set)

    def add(self, told: Told) -> None:
        self.members.append(told)
        self.kinds[told.kind] += 1
        self.lemmas[told.event.lemma] += 1
        for role, keys in told.roles.items():
            self.roles.setdefault(role, Counter()).update(keys)
        for role, fillers in (told.fillers or {}).items():
            kept = self.fillers.setdefault(role, [])
            kept.extend(item for item in fillers if len(kept) < KEPT and item not in kept)
        self.words |= told.words
        self.keys |= told.keys
        self.where |= told.where
        self.about |= told.about
        self.moods[mood(told)] += 1
        if len(told.words) > 2:
            self.said.add(told.words)
        if told.day:
            self.days.add(told.day)
        if told.when and told.when not in self.whens:
            self.whens.append(told.when)

    @property
    def accounts(self) -> int:
        return len({told.account for told in self.members})


def mood(told: Told) -> str:
    """Told as done, as not done, or as not yet or not surely done."""
    if told.event.modality != "asserted" and "allege" not in (told.event.method or ""):
        return "ahead"
    return "done" if told.event.polarity == "positive" else "not"


def meet(one: Filler, other: Filler, generic: frozenset[str], *, counted: bool = True) -> float:
    """How surely two participants are the same: above 0 the same, below 0 others, 0 where nothing tells.

    One and many are others, but where it is denied ("nobody threw a stone"): then `counted` is False.
    """
    if one.named and other.named:
        return NAMED if one.named == other.named else LIKE if one.head and one.head == other.head else -1.0
    if one.apart != other.apart:
        return -1.0
    if counted and one.many is not None and other.many is not None and one.many != other.many:
        return -1.0
    if one.head is None or other.head is None:
        return 0.0
    if one.head != other.head:
        return 0.0
    if one.head in generic:
        return VAGUE
    return LIKE if one.words and other.words and one.words.isdisjoint(other.words) else HEAD


@dataclass(frozen=True, slots=True)
class Fitting:
    """What fitting needs to know of the story: how rare its words are."""

    words: EventLexicon
    weights: dict[str, float]

    def fit(self, told: Told, group: Group) -> float:
        """How well the event fits the group."""
        if self._elsewhere(told, group):
            return APART
        kind = self.words.class_of(told.kind)
        time = self._time(told, group)
        roles, tied = self._roles(told, group, kind)
        if time < 0 and tied and told.kind in self.words.once and told.event.lemma in group.lemmas:
            time = ONCE  # what befalls one only once, told with two dates
        score = roles + time + self._words(told, group)
        score += 0.0 if told.kind in group.kinds else KIN
        score += WORD if told.event.lemma in group.lemmas else 0.0
        score += self._places(told, group)
        if told.about and group.about:
            score += SUBJECT if told.about & group.about else -SUBJECT * 2
        if mood(told) not in group.moods and not tied:
            score -= SUBJECT
        if told.event.modality == "conditional":
            score -= SUBJECT
        if not tied and kind is not None and kind.code in CLAIMS | ASKED and not told.about & group.about:
            score -= SUBJECT  # one who acts makes many claims
        if told.kind not in group.kinds and not tied:
            return APART  # a death is a shooting's only where the same one died
        return score

    def apart(self, part: Group, group: Group) -> bool:
        """Does anything keep two groups of one type apart: who takes part, when, where, whether it was done?"""
        if not part.moods.keys() & group.moods.keys():
            return True
        if part.about and group.about and part.about.isdisjoint(group.about):
            return True
        if part.days and group.days and part.days.isdisjoint(group.days):
            return True
        if _stems(part).isdisjoint(_stems(group)):
            return True
        if not self._may(_undergoing(part), _undergoing(group)):
            return True
        mine, theirs = part.fillers.get("agent", ()), group.fillers.get("agent", ())
        if mine and theirs and all(meet(one, other, self.words.generic) < 0 for one in mine for other in theirs):
            return True
        return any(
            told.loose or told.apart or self._elsewhere(told, group) or self._time(told, group) < 0
            for told in part.members
        )

    def _may(self, mine: Sequence[Filler], theirs: Sequence[Filler]) -> bool:
        """May any of the ones be any of the others? "A man" may be Lindqvist; "a clerk" and "a driver" are two."""
        generic = self.words.generic
        named = [[item for item in found if item.named or (item.head and item.head not in generic)]
                 for found in (mine, theirs)]  # fmt: skip
        if all(named):
            scores = [(meet(one, other, generic), bool(one.named) != bool(other.named))
                      for one in named[0] for other in named[1]]  # fmt: skip
            return any(score > 0 or (score == 0 and may) for score, may in scores)
        return not (mine and theirs) or any(meet(one, other, generic) >= 0 for one in mine for other in theirs)

    def _roles(self, told: Told, group: Group, kind: EventClass | None) -> tuple[float, bool]:
        """What the participants are worth, and whether somebody acted on is the same."""
        score, acting, tied, other = 0.0, 0.0, False, False
        claim = kind is not None and kind.code in CLAIMS
        fillers = told.fillers or {}
        for role in CORE:
            mine, theirs = fillers.get(role), group.fillers.get(role)
            if not mine or not theirs:
                if mine and any(item.named in group.keys for item in mine):
                    score += NAMED if kind is not None and kind.both else CROSSED
                continue
            best, worst = self._best(mine, theirs, told.event.polarity == "positive" and "not" not in group.moods)
            if best > 0:
                if role == "agent":
                    acting = best
                else:
                    score += best
                    tied = tied or best > VAGUE
            elif worst < 0:
                score += CLAIMED if claim and role == "agent" else OTHER[role]
                other = other or role != "agent"
        if not told.inside.isdisjoint(group.keys):
            score += CROSSED
        if acting > VAGUE and self._alone(told, group):
            return score + acting, True
        return score + acting * (1.0 if tied else 0.0 if other else ALONE), tied

    def _alone(self, told: Told, group: Group) -> bool:
        """Is it something that one does and nobody undergoes ("resigned"), and that one does not do all the time?"""
        kind = self.words.class_of(told.kind)
        often = told.kind in self.words.quiet | self.words.diffuse or (kind and kind.code in CLAIMS | ASKED)
        fillers = told.fillers or {}
        return not often and not any(role in fillers or role in group.fillers for role in ("patient", "recipient"))

    def _best(self, mine: Iterable[Filler], theirs: Iterable[Filler], counted: bool) -> tuple[float, float]:
        found = [meet(one, other, self.words.generic, counted=counted) for one in mine for other in theirs]
        return max(found), min(found)

    def _words(self, told: Told, group: Group) -> float:
        """What rare words of the clause are worth that are not its participants."""
        if len(told.words) > 2 and told.words in group.said:
            return COPY + WORDS / 2
        shared = (told.words & group.words) - told.keys
        return min(WORDS, WEIGHT * sum(self.weights.get(word, 0.0) for word in shared))

    def _places(self, told: Told, group: Group) -> float:
        mine, theirs = told.roles.get("place"), group.roles.get("place")
        if not mine or not theirs:
            return 0.0
        return PLACE if any(key in theirs for key in mine) else -PLACE

    def _time(self, told: Told, group: Group) -> float:
        if not told.when or not group.whens:
            if told.day and group.days:
                return NEAR if told.day in group.days else FAR
            return 0.0
        if any(when[0] <= told.when[1] and told.when[0] <= when[1] for when in group.whens):
            return NEAR if _days(told.when) <= SHORT else WIDE
        return FAR

    def _elsewhere(self, told: Told, group: Group) -> bool:
        """Do years, or for what happens in many places the places named, show that another one is meant?"""
        if told.when and group.whens and told.when[0] and told.when[1]:
            years = (int(told.when[0][:4]), int(told.when[1][:4]))
            if all(years[0] > int(when[1][:4]) + 1 or years[1] < int(when[0][:4]) - 1 for when in group.whens):
                return True
        return bool(told.where and group.where and told.where.isdisjoint(group.where) and self._outside(told, group))

    def _outside(self, told: Told, group: Group) -> bool:
        """Does no place of the one hold a place of the other?"""
        within = self.words.within
        return not any(
            holds(one, other, within) or holds(other, one, within)
            for one in sorted(told.where) for other in sorted(group.where)
        )  # fmt: skip


def _days(when: tuple[str, str]) -> int:
    return (date.fromisoformat(when[1]) - date.fromisoformat(when[0])).days


def _stems(group: Group) -> set[str]:
    """How its verbs and nouns begin: "shot" and "the shooting" are of one stem, "the invasion" is not."""
    return {lemma[:STEM] for lemma in group.lemmas}


def _undergoing(group: Group) -> list[Filler]:
    return [item for role in ("patient", "recipient") for item in group.fillers.get(role, ())]

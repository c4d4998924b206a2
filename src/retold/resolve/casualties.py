"""The status of people whom an article names after reporting it: "Two men were killed ... They were A and B".

In: the triggers and tellings of an article, its clauses. Out: the trigger that tells a nominal's fate, or None.
"""

from dataclasses import dataclass

from retold.grammar.moods import Modality, Polarity
from retold.resolve.participants import Participants
from retold.resolve.referents import PersonReferent
from retold.resolve.triggers import Trigger

TERRIBLE = frozenset({"dead", "hurt"})


@dataclass(frozen=True, slots=True)
class BorneTrigger:
    """A trigger with the person or group it is true of, and its polarity and modality there."""

    trigger: Trigger
    referent: PersonReferent
    polarity: Polarity
    modality: Modality


class Casualties:
    """Deaths and injuries of one article, by their bearers."""

    def __init__(self, triggers: list[Trigger], told: list[BorneTrigger], clauses: Participants) -> None:
        self.clauses = clauses
        self.rules = clauses.lexicon.rules
        self.words = clauses.words
        self.by_token: dict[int, Trigger] = {}
        for trigger in triggers:
            if self._life(trigger) and clauses.mood(trigger.word) == ("positive", "asserted"):
                self.by_token.setdefault(trigger.whose, trigger)
        self.by_entity: dict[str, Trigger] = {}
        nameless: dict[int, BorneTrigger] = {}
        for item in told:
            if not self._life(item.trigger) or (item.polarity, item.modality) != ("positive", "asserted"):
                continue
            if item.referent.entity is not None:
                known = self.by_entity.get(item.referent.entity)
                if known is None or (self._final(item.trigger) and not self._final(known)):
                    self.by_entity[item.referent.entity] = item.trigger
            if item.referent.entity not in clauses.people.named and not self._generic(item):
                nameless.setdefault(item.trigger.first, item)
        self.nameless = [nameless[first] for first in sorted(nameless)]

    def of(self, nominal: int, count: int) -> Trigger | None:
        """The trigger that tells what became of the nominal, named with `count` names."""
        clauses = self.clauses
        lemma = clauses.doc.lemmas[nominal]
        if nominal in self.by_token:
            return self.by_token[nominal]
        entity = clauses.people.entity(clauses.people.at.get(nominal))
        if entity is not None and entity in self.by_entity:
            return self.by_entity[entity]
        status = clauses.lexicon.fates.get(clauses.doc.lower[nominal]) or clauses.lexicon.fates.get(lemma)
        if status is not None:
            return Trigger(nominal, nominal + 1, status, nominal, nominal, None, "named")
        if lemma in self.words["victims"]:
            return self._as_many(nominal, count) or self._close(nominal) or self._uniform()
        if lemma in self.words["persons"] and not self._new(nominal):
            return self._as_many(nominal, count) or self._close(nominal)
        return None

    def _generic(self, item: BorneTrigger) -> bool:
        """Whether a bare plural means a kind of people ("killings of black men")."""
        doc, token = self.clauses.doc, item.referent.token
        bare = not any(doc.dep[child] in {"det", "nummod", "poss"} for child in doc.children[token][:6])
        return item.trigger.rule == "noun" and item.referent.figure is None and doc.tag[token] == "NNS" and bare

    def _new(self, nominal: int) -> bool:
        """Whether "a man named X" brings up somebody not mentioned before."""
        doc = self.clauses.doc
        return any(doc.lower[child] in self.words["indefinite"] for child in doc.children[nominal][:6])

    def _life(self, trigger: Trigger) -> bool:
        rule = self.rules[trigger.status]
        return rule.group == "life" and rule.state in TERRIBLE

    def _final(self, trigger: Trigger) -> bool:
        return self.rules[trigger.status].final

    def _as_many(self, nominal: int, count: int) -> Trigger | None:
        """The nearest fate of as many nameless people, the earlier before the later."""
        fits = [item.trigger for item in self.nameless if self._number(item, count) == count]
        before = [item for item in fits if item.first < nominal]
        after = [item for item in fits if item.first > nominal]
        return before[-1] if before else after[0] if after else None

    def _close(self, nominal: int) -> Trigger | None:
        """The status of nameless people in the sentence before."""
        sent = self.clauses.doc.sent
        near = [item.trigger for item in self.nameless if sent[nominal] - sent[item.trigger.first] in {0, 1}]
        return near[-1] if near and len({self.rules[item.status].state for item in near}) == 1 else None

    def _uniform(self) -> Trigger | None:
        """The fate that all unnamed people of the article share, and so any "victim"; None where they differ."""
        states = {self.rules[item.trigger.status].state for item in self.nameless}
        return self.nameless[0].trigger if len(states) == 1 else None

    def _number(self, item: BorneTrigger, count: int) -> int | None:
        """How many a subject denotes: its figure's number; a plural without one fits any count above one."""
        people = self.clauses.people
        figure = people.figures.get(item.referent.token)
        if item.referent.figure and figure is not None:
            return int(figure.low) if figure.low is not None and figure.low == figure.high else None
        if people.doc.tag[item.referent.token] in {"NNS", "NNPS"}:
            return count if count > 1 else None
        return 1

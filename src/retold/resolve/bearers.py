"""Who bears a status: the referents of a trigger, members of a group, and pronouns led to the wrong person.

In: a Trigger and the clauses of the article. Out: the triggers with who bears them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from retold.grammar.predicates import SUBJECTS, WIDE
from retold.grouping import grouped
from retold.model import Analysis
from retold.resolve.casualties import BorneTrigger
from retold.resolve.participants import Participants
from retold.resolve.referents import PersonReferent
from retold.resolve.speech import SpeechIndex
from retold.resolve.triggers import Trigger

PREPOSITION = frozenset({"prep"})
GOVERNED = frozenset({"pobj"})
CAUGHT, AGAIN = "arrested", "recaptured"
BREATH = 12  # tokens
MANY = 60  # people of one fate, among whom no reference is led elsewhere
NEAR = 3  # sentences back in which the antecedent of a pronoun is sought


def read(triggers: Iterable[Trigger], clauses: Participants, said: SpeechIndex, found: Analysis) -> list[BorneTrigger]:
    """Everybody the triggers tell their status of."""
    told = [telling for trigger in triggers for telling in _read(trigger, clauses, said)]
    return _caught_again(list(Bearers(told, clauses, said, found).mended(told)))


def _caught_again(told: list[BorneTrigger]) -> list[BorneTrigger]:
    """Who is caught and brought back to the captors in one breath is recaptured, not arrested."""
    back = [item for item in told if item.trigger.status == AGAIN][:MANY]
    found = []
    for item in told:
        near = (other for other in back if 0 < other.trigger.first - item.trigger.first <= BREATH)
        if item.trigger.status == CAUGHT and any(other.referent.entity == item.referent.entity for other in near):
            item = replace(item, trigger=replace(item.trigger, status=AGAIN))
        found.append(item)
    return found


class Bearers:
    """Who is said by name to have been hurt, held, charged: for references that lead to somebody who only speaks."""

    def __init__(self, told: list[BorneTrigger], clauses: Participants, said: SpeechIndex, found: Analysis) -> None:
        self.clauses = clauses
        self.said = said
        people = clauses.people
        self.genders = {item.id: item.gender for item in found.entities if item.type == "person"}
        self.by_name: dict[str, set[str]] = {}
        for item in told:
            entity = people.lead(item.referent.entity)
            if entity in people.named and self._named(item.referent):
                self.by_name.setdefault(self._group(item), set()).add(entity or "")

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The sentences in which each person is named."""
        people, sent = self.clauses.people, self.clauses.doc.sent
        named = ((people.entity(mention) or "", sent[token]) for token, mention in people.names.items())
        return grouped((entity, place) for entity, place in named if entity in self.genders)

    def _named(self, referent: PersonReferent) -> bool:
        """Whether the words for the bearer are a name, be it in apposition."""
        return self.clauses.people.form(referent) == "name"

    def _group(self, item: BorneTrigger) -> str:
        return self.clauses.lexicon.rules[item.trigger.status].group

    def mended(self, told: list[BorneTrigger]) -> Iterator[BorneTrigger]:
        """The tellings; a reference to a named speaker of whom no name tells it goes to the one of whom a name does."""
        for item in told:
            other = self._other(item)
            yield item if other is None else replace(item, referent=replace(item.referent, entity=other))

    def _other(self, item: BorneTrigger) -> str | None:
        people, doc = self.clauses.people, self.clauses.doc
        mention = people.at.get(item.referent.token)
        entity = people.lead(item.referent.entity)
        if mention is None or self._named(item.referent) or entity not in people.named or mention.number == "plural":
            return None
        bearers = self.by_name.get(self._group(item), set())
        if entity in bearers or len(bearers) > MANY or doc.lower[item.referent.token] in self.clauses.words["first"]:
            return None
        here, reach = doc.sent[item.referent.token], NEAR
        if mention.form == "pronoun" and entity not in self.said.speakers:
            if here in self.places.get(entity or "", ()):
                return None
            reach = 0  # "the bullet struck X, killing her"
        fits = [
            bearer
            for bearer in sorted(bearers)
            if self.genders.get(bearer) in (None, mention.gender) or mention.gender is None
            if mention.form == "nominal" or any(0 <= here - place <= reach for place in self.places.get(bearer, ()))
        ]
        return fits[0] if len(fits) == 1 else None


def _read(trigger: Trigger, clauses: Participants, said: SpeechIndex) -> Iterator[BorneTrigger]:
    """Everybody one trigger tells its status of."""
    allowed = clauses.lexicon.rules[trigger.status].of
    people = clauses.people
    polarity, modality = clauses.mood(trigger.word)
    if trigger.rule == "noun" and clauses.doc.lemmas[trigger.first] in clauses.lexicon.words["court_nouns"]:
        polarity = "positive"  # no bond set, no trial yet: held or charged all the same
    if modality == "asserted" and trigger.agent is None and clauses.hearsay(trigger.word):
        modality = "possible"  # "X was allegedly taken": with an agent, it is the agent that is alleged
    doc = clauses.doc
    if doc.dep[trigger.word] == "pcomp" and doc.lower[doc.head[trigger.word]] in clauses.lexicon.words["topics"]:
        modality = "possible"  # "wrote about being shot"
    told = [*people.together(trigger.whose, trigger.word), *people.listed_before(trigger.whose)]
    if trigger.rule == "all of a list":
        told = people.just_listed(trigger.whose)
    for token in _with(trigger, clauses):
        told += people.together(token, trigger.word)
    member = _member(trigger.whose, clauses)
    if member is not None:
        told += [*people.together(member, trigger.word), *people.listed_before(member)]
    for referent in told:
        if referent.type in allowed and not _about_another(trigger, referent, clauses, said):
            yield BorneTrigger(trigger, referent, polarity, modality)


def _with(trigger: Trigger, clauses: Participants) -> Iterator[int]:
    """Who shares the status by following "along with": "X was killed along with Y"."""
    doc = clauses.doc
    if trigger.rule not in {"object", "subject", "phrase"}:
        return
    for child in doc.children[trigger.word][:WIDE]:
        if child < trigger.word or doc.lower[child] not in clauses.words["accompany"]:
            continue
        preposition = clauses.own(child, PREPOSITION)
        inner = None if preposition is None else clauses.own(preposition, GOVERNED)
        inner = clauses.own(child, GOVERNED) if inner is None else inner
        if inner is not None:
            yield inner


def _told_apart(trigger: Trigger, referent: PersonReferent, clauses: Participants) -> bool:
    """Whether the clause with the status keeps a nominal apart from the named subject of its sentence.

    "X, a clerk, swapped shifts with the clerk who was shot": the second clerk is not X.
    """
    doc, people = clauses.doc, clauses.people
    token = referent.token
    if referent.entity not in people.named or doc.dep[token] in SUBJECTS or doc.head[trigger.word] != token:
        return False
    if doc.dep[trigger.word] not in {"relcl", "acl"} or doc.dep[token] in {"attr", "appos"}:
        return False
    first = doc.sents[doc.sent[token]][0]
    return any(people.entity(people.names.get(item)) == referent.entity for item in range(first, token))


def _about_another(trigger: Trigger, referent: PersonReferent, clauses: Participants, said: SpeechIndex) -> bool:
    """Whether a pronoun or nominal that leads to an official who is quoted is more likely of whom they speak.

    What became of such a speaker is believed of a reference only in the speaker's own reported words.
    """
    form = clauses.people.form(referent)
    if form in {"name", ""}:
        return False
    if form == "nominal" and _told_apart(trigger, referent, clauses):
        return True
    if referent.entity not in said.officials:
        return False
    if clauses.lexicon.rules[trigger.status].group not in clauses.words["serious"]:
        return False
    quote = said.at(clauses.doc.start[trigger.first])
    if quote is None or quote.speaker.entity != referent.entity:
        return True
    return quote.form != "indirect" and clauses.doc.lower[referent.token] not in clauses.words["first"]


def _member(token: int, clauses: Participants) -> int | None:
    """Who is identified as one of those mentioned: "X was one of the men killed", "X, among five officers who died"."""
    doc, words, be = clauses.doc, clauses.lexicon.words, clauses.lexicon.forms.copula
    prep = doc.head[token]
    if doc.dep[token] == "attr" and doc.lemmas[prep] in be:
        subject = clauses.own(prep, SUBJECTS)  # "he was the first captive to be freed"
        return None if subject is None else clauses.antecedent(subject, prep)
    above = doc.head[prep]
    if doc.dep[token] in SUBJECTS and doc.dep[prep] == "ccomp" and doc.lemmas[above] in be and doc.tag[token] == "CD":
        return clauses.own(above, SUBJECTS)  # "X was one of the men fatally shot", read as a clause
    if doc.dep[token] != "pobj" or doc.lower[prep] not in words["member_of"]:
        return None
    above = doc.head[prep]
    if doc.lower[prep] in words["noun_of"]:
        if doc.lower[above] not in words["member"] and doc.tag[above] != "CD":
            return None
        if doc.dep[above] == "appos":
            return doc.head[above]
        if doc.dep[above] in SUBJECTS and doc.lemmas[doc.head[above]] in be:
            named = clauses.own(doc.head[above], frozenset({"attr"}))  # "one of the injured is X"
            return named if named in clauses.people.names else None
        above = doc.head[above] if doc.dep[above] in {"attr", "pobj"} else above
    if doc.pos[above] == "ADP":
        above = doc.head[above]
    if doc.lemmas[above] in be:
        subject = clauses.own(above, SUBJECTS)
        return None if subject is None else clauses.antecedent(subject, above)
    return above if above in clauses.people.names else None

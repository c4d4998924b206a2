"""What facts and statuses share: referents, clauses, triggers, who is told of, and who an unnamed person turns out to be.

In: a Parse, the Language, what is found so far. Out: a `View`, made once for an article and kept on its Parse, since
both extractors need the whole of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from retold.extract import facts_age, facts_roles
from retold.extract.people_grammar import SUBJECTS, Clauses
from retold.extract.people_lexicon import PeopleLexicon, lexicon
from retold.extract.placed import Placed, Said
from retold.extract.referents import Referent, Referents
from retold.extract.status_fates import Telling
from retold.extract.status_names import Naming, identified
from retold.extract.status_triggers import Trigger, Triggers
from retold.extract.unnamed import link
from retold.languages import Language
from retold.model import Analysis, Fact
from retold.parse import Parse

KEY = "people"


@dataclass(frozen=True, slots=True)
class View:
    """`ages` and `roles` are Facts without ids; `told` are all triggers read, one Telling a referent."""

    words: PeopleLexicon
    people: Referents
    clauses: Clauses
    placed: Placed
    naming: tuple[Naming, ...]
    described: list[facts_roles.Said]
    roles: tuple[Fact, ...]
    ages: tuple[Fact, ...]
    triggers: list[Trigger]
    told: list[Telling]


def view(doc: Parse, language: Language, found: Analysis) -> View | None:
    """The View of an article, None where the language has no people tables."""
    words = lexicon(language)
    if not words.rules:
        return None
    kept = doc.shelf.get(KEY)
    if kept is not None and kept[0] is found.mentions and kept[1] is found.quotes:
        return kept[2]  # type: ignore[no-any-return]  # the shelf holds what its users put there
    made = _view(doc, words, found)
    doc.shelf[KEY] = (found.mentions, found.quotes, made)
    return made


def _view(doc: Parse, words: PeopleLexicon, found: Analysis) -> View:
    people = Referents(doc, found, words)
    clauses = Clauses(doc, words, people)
    naming = tuple(identified(doc, words, clauses))
    placed = Placed(doc, found, clauses)
    described = facts_roles.descriptions(doc, words, clauses)
    roles = tuple(facts_roles.roles(doc, words, clauses, described, placed))
    said = Said(found.quotes, roles)
    triggers = list(Triggers(doc, words, clauses).find())
    told = [telling for trigger in triggers for telling in _read(trigger, clauses, words, said)]
    ages = tuple(facts_age.ages(doc, words, clauses))
    link(found, people, words, told, ages)
    return View(words, people, clauses, placed, naming, described, roles, ages, triggers, told)


# --- whom a trigger is told of ----------------------------------------------------------------------------------------


def _read(trigger: Trigger, clauses: Clauses, words: PeopleLexicon, said: Said) -> Iterator[Telling]:
    """Everybody the trigger tells its status of."""
    allowed = words.rules[trigger.status].of
    people = clauses.people
    polarity, modality = clauses.told(trigger.word)
    told = [*people.together(trigger.whose, trigger.word), *people.listed_before(trigger.whose)]
    member = _member(trigger.whose, clauses)
    if member is not None:
        told += [*people.together(member, trigger.word), *people.listed_before(member)]
    for referent in told:
        if referent.type in allowed and not _about_another(trigger, referent, clauses, said):
            yield Telling(trigger, referent, polarity, modality)


def _about_another(trigger: Trigger, referent: Referent, clauses: Clauses, said: Said) -> bool:
    """Whether a pronoun or nominal that leads to an official who is quoted is more likely of whom they speak.

    What became of such a speaker is believed of a reference only in the speaker's own reported words.
    """
    mention = clauses.people.at.get(referent.token)
    if mention is None or mention.form == "name" or referent.entity not in said.officials:
        return False
    if clauses.lexicon.rules[trigger.status].group not in clauses.words["serious"]:
        return False
    quote = said.at(clauses.doc.start[trigger.first])
    if quote is None or quote.speaker.entity != referent.entity:
        return True
    return quote.form != "indirect" and clauses.doc.lower[referent.token] not in clauses.words["first"]


def _member(token: int, clauses: Clauses) -> int | None:
    """Who is said to be one of those told of: "X was one of the men killed", "X, among five officers who died"."""
    doc = clauses.doc
    prep = doc.head[token]
    if doc.dep[token] == "attr" and doc.lemmas[prep] == "be":
        subject = clauses.own(prep, SUBJECTS)  # "he was the first captive to be freed"
        return None if subject is None else clauses.antecedent(subject, prep)
    above = doc.head[prep]
    if doc.dep[token] in SUBJECTS and doc.dep[prep] == "ccomp" and doc.lemmas[above] == "be" and doc.tag[token] == "CD":
        return clauses.own(above, SUBJECTS)  # "X was one of the men fatally shot", read as a clause
    if doc.dep[token] != "pobj" or doc.lower[prep] not in {"of", "among"}:
        return None
    above = doc.head[prep]
    if doc.lower[prep] == "of":
        if doc.lower[above] not in {"one", "among"} and doc.tag[above] != "CD":
            return None
        if doc.dep[above] == "appos":
            return doc.head[above]
        if doc.dep[above] in SUBJECTS and doc.lemmas[doc.head[above]] == "be":
            named = clauses.own(doc.head[above], frozenset({"attr"}))  # "one of the injured is X"
            return named if named in clauses.people.names else None
        above = doc.head[above] if doc.dep[above] in {"attr", "pobj"} else above
    if doc.pos[above] == "ADP":
        above = doc.head[above]
    if doc.lemmas[above] == "be":
        subject = clauses.own(above, SUBJECTS)
        return None if subject is None else clauses.antecedent(subject, above)
    return above if above in clauses.people.names else None

"""Changes of status: who was killed, held, freed, charged, appointed, and what the article says of when and by whom.

In: a Parse, the Article, the Language, and what is found so far (mentions, entities, quotes, figures, times, events).
Out: Status records in text order, ids z1, z2 ... The words and transitions are the `people` tables of the language.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from retold.extract.people_grammar import SUBJECTS, Clauses
from retold.extract.people_lexicon import PeopleLexicon, lexicon
from retold.extract.placed import Placed, Said
from retold.extract.referents import Referent, Referents
from retold.extract.status_fates import Fates, Telling
from retold.extract.status_names import identified
from retold.extract.status_triggers import Trigger, Triggers
from retold.languages import Language
from retold.model import Analysis, Article, Span, Status
from retold.parse import Parse


def extract(doc: Parse, article: Article, language: Language, found: Analysis) -> Iterator[Status]:
    """The Status records of one article, in text order."""
    words = lexicon(language)
    if not words.rules:
        return
    people = Referents(doc, found, words)
    clauses = Clauses(doc, words, people)
    naming = list(identified(doc, words, clauses))
    said = Said(found.quotes, found.facts)
    triggers = list(Triggers(doc, words, clauses).find())
    told = [telling for trigger in triggers for telling in _read(trigger, clauses, words, said)]
    records = [*_records(doc, found, told, clauses), *_named(doc, naming, triggers, told, clauses)]
    for number, record in enumerate(_distinct(records), 1):
        yield replace(record, id=f"z{number}")


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


def _records(doc: Parse, found: Analysis, told: Iterable[Telling], clauses: Clauses) -> Iterator[Status]:
    placed = Placed(doc, found, clauses)
    for item in told:
        trigger = item.trigger
        verb = clauses.governor(trigger.word)
        span = doc.span(trigger.first, trigger.last)
        agent = _agent(item, clauses, placed)
        yield Status(
            id="", entity=item.referent.entity, figure=item.referent.figure, status=trigger.status, span=span,
            subject=item.referent.span, time=placed.time(verb, trigger.word), agent=agent,
            place=placed.place(verb, trigger.word), polarity=item.polarity, modality=item.modality,
            quote=placed.quote(span), event=placed.event(trigger.first, trigger.last), method=trigger.rule,
            reason=placed.reason(verb, trigger.word),
        )  # fmt: skip


def _agent(item: Telling, clauses: Clauses, placed: Placed) -> Span | None:
    """The words for who did it; nobody does it to themselves but by saying so."""
    token = item.trigger.agent
    if token is None:
        return None
    mention = clauses.people.at.get(token)
    entity = clauses.people.entity(mention)
    if entity is not None and entity == item.referent.entity and item.trigger.rule != "reflexive":
        return None
    return placed.phrase(token)


def _named(
    doc: Parse,
    naming: Iterable[tuple[int, tuple[Referent, ...]]],
    triggers: list[Trigger],
    told: list[Telling],
    clauses: Clauses,
) -> Iterator[Status]:
    """Statuses of people a sentence names as those told of: "The victims were identified as A and B"."""
    fates = Fates(triggers, told, clauses)
    for nominal, names in naming:
        fate = fates.of(nominal, len(names))
        if fate is None:
            continue
        span = doc.span(fate.first, fate.last)
        for name in names:
            yield Status(
                id="", entity=name.entity, figure=None, status=fate.status, span=span, subject=name.span,
                time=None, agent=None, place=None, polarity="positive", modality="asserted", quote=None,
                method="identified",
            )  # fmt: skip


def _distinct(records: Iterable[Status]) -> list[Status]:
    """Records in text order, each (who, status, words) once."""
    kept: dict[tuple[str | None, str | None, str, Span], Status] = {}
    for record in sorted(records, key=lambda item: (item.span, item.status, item.subject or (0, 0))):
        kept.setdefault((record.entity, record.figure, record.status, record.span), record)
    return list(kept.values())

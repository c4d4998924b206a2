"""Who is named as whom: "the victim was identified as X", "police identified the men as A and B", "the victim was X".

In: a Parse and its clauses. Out: pairs (token of the nominal, the people named). A nominal that stands for one name is
noted as that name in the `Referents`, so that what is told of the one is told of the other.
"""

from collections.abc import Iterator

from retold.extract.people_grammar import SUBJECTS, WIDE, Clauses
from retold.extract.people_lexicon import PeopleLexicon
from retold.extract.referents import Referent
from retold.model import Mention
from retold.parse import Parse

REACH = 18

Naming = tuple[int, tuple[Referent, ...]]


def identified(doc: Parse, words: PeopleLexicon, clauses: Clauses) -> Iterator[Naming]:
    """Every naming of the article, in text order; single ones are also noted in `clauses.people.same`."""
    for token, lemma in enumerate(doc.lemma):
        small = lemma.lower()
        if small in words.words["identify"] and doc.tag[token][:2] == "VB":
            yield from _naming(clauses, _whom(clauses, token), _as(doc, clauses, token), words)
        elif small == "be" and doc.pos[token] in {"AUX", "VERB"}:
            yield from _copula(doc, clauses, words, token)
        elif doc.pos[token] == "NOUN" and token in clauses.people.at:
            yield from _beside(clauses, token, words)


def _whom(clauses: Clauses, verb: int) -> int | None:
    return clauses.undergoer(verb)


def _as(doc: Parse, clauses: Clauses, verb: int) -> int | None:
    """The name after "as", wherever the parser hung it, or after the verb as its predicate ("named X")."""
    end = min(doc.sents[doc.sent[verb]][1], verb + REACH)
    for token in range(verb + 1, end):
        if doc.lower[token] == "as":
            return next((item for item in range(token + 1, min(end, token + 8)) if item in clauses.people.names), None)
    return clauses.own(verb, frozenset({"oprd"}))


def _copula(doc: Parse, clauses: Clauses, words: PeopleLexicon, verb: int) -> Iterator[Naming]:
    """ "The fifth victim was X": the predicate is a name, the subject a word for somebody told of."""
    subject, predicate = clauses.own(verb, SUBJECTS), clauses.own(verb, frozenset({"attr"}))
    if subject is None or predicate is None or doc.lemma[subject].lower() not in words.words["victims"]:
        return
    yield from _naming(clauses, subject, predicate, words)


def _beside(clauses: Clauses, nominal: int, words: PeopleLexicon) -> Iterator[Naming]:
    """ "the victims, A, 20, and B, 31": names in apposition to a word for people told of."""
    people, doc = clauses.people, clauses.doc
    if doc.lemma[nominal].lower() not in words.words["victims"] or people.at[nominal].form == "name":
        return
    for child in doc.children[nominal][:WIDE]:
        if doc.dep[child] == "appos" and child in people.names:
            yield from _naming(clauses, nominal, child, words)
            return


def _naming(clauses: Clauses, nominal: int | None, named: int | None, words: PeopleLexicon) -> Iterator[Naming]:
    people = clauses.people
    if nominal is None or named is None:
        return
    names = people.names_under(named)
    other = people.names.get(nominal)
    if not names and other is not None:
        # "X was identified as the victim"
        nominal, names = named, [other]
    if not names or nominal in people.names:
        return
    if not _plural(clauses, nominal):
        names = names[:1]
        people.equate(people.at.get(nominal), names[0])
    yield nominal, tuple(_referent(people.entity(name), name) for name in names)


def _plural(clauses: Clauses, token: int) -> bool:
    return clauses.doc.tag[token] in {"NNS", "NNPS"}


def _referent(entity: str | None, name: Mention) -> Referent:
    return Referent(-1, entity, None, name.span, name.type)

"""Who is named as whom: "the victim was identified as X", "police identified the men as A and B", "the victim was X".

In: a Parse and its clauses. Out: pairs (token of the nominal, the people named). A nominal that stands for one name is
noted as that name in the `Referents`, so that the statuses and facts of the one are the other's.
"""

from collections.abc import Iterator

from retold.grammar.predicates import SUBJECTS, WIDE
from retold.languages.people import PeopleLexicon
from retold.model import Mention
from retold.parse import Parse
from retold.resolve.participants import Participants
from retold.resolve.referents import PersonReferent

REACH = 22  # tokens between "identified" and the name
MAX_LINES = 20  # lines of a list of victims
LONGEST_LINE = 16  # tokens of a line that is an entry: name, age, town
COLON = 10  # tokens before a colon that introduces a list

SEVERAL = frozenset({"NNS", "NNPS", "DT", "JJ", "VBN"})  # tags of words for several people

Naming = tuple[int, tuple[PersonReferent, ...]]


def identified(doc: Parse, words: PeopleLexicon, clauses: Participants) -> Iterator[Naming]:
    """Every naming of the article, in text order; single ones are also noted in `clauses.people.same`."""
    told_of = words.words["victims"] | words.fates.keys()
    identify, include = words.words["identify"], words.words["include"]
    for token, small in enumerate(doc.lemmas):
        if small in identify and doc.tag[token][:2] == "VB":
            yield from _naming(clauses, _whom(clauses, token), _as(doc, clauses, token))
        elif small in include and doc.pos[token] == "VERB":
            yield from _includes(doc, clauses, words, token)
        elif small == "be" and doc.pos[token] in {"AUX", "VERB"}:
            yield from _copula(doc, clauses, words, token)
        elif small in told_of and doc.pos[token] in {"NOUN", "ADJ"}:
            yield from _beside(clauses, token)
        elif small == ":":
            yield from _after_colon(doc, clauses, words, token)


def _whom(clauses: Participants, verb: int) -> int | None:
    """Who is identified: the verb's undergoer, or the subject of the clause that the parser made of it."""
    clause = clauses.own(verb, frozenset({"ccomp"}))
    found = clauses.own(clause, SUBJECTS) if clause is not None else None
    return clauses.undergoer(verb) if found is None else found


def _as(doc: Parse, clauses: Participants, verb: int) -> int | None:
    """The name after "as", wherever the parser hung it, or after the verb as its predicate ("named X")."""
    end = min(doc.sents[doc.sent[verb]][1], verb + REACH)
    for token in range(verb + 1, end):
        if doc.lower[token] in clauses.lexicon.forms.introducing:
            near = range(token + 1, min(end, token + 8))
            named = next((item for item in near if item in clauses.people.names), None)
            return _noun_after(doc, clauses, token) if named is None else named
    return clauses.own(verb, frozenset({"oprd"}))


def _noun_after(doc: Parse, clauses: Participants, word: int) -> int:
    """The noun that "as" governs, or the next one where the parser made a clause of it."""
    governed = clauses.own(word, frozenset({"pobj"}))
    if governed is not None:
        return governed
    near = range(word + 1, min(doc.sents[doc.sent[word]][1], word + 8))
    return next((item for item in near if doc.pos[item] == "NOUN" and doc.dep[item] != "compound"), word)


def _after_colon(doc: Parse, clauses: Participants, words: PeopleLexicon, colon: int) -> Iterator[Naming]:
    """ "five of the victims: A, 20; B, 31", "Dead: A and B": names listed after a colon, or a line each."""
    first = doc.sents[doc.sent[colon]][0]
    near = range(colon - 1, max(first, colon - COLON) - 1, -1)
    nominal = next((item for item in near if _told_of(doc, words, item) and item not in clauses.people.names), None)
    if nominal is not None:
        yield from _naming(clauses, nominal, colon)


def _copula(doc: Parse, clauses: Participants, words: PeopleLexicon, verb: int) -> Iterator[Naming]:
    """ "The fifth victim was X": the predicate is a name, the subject a word for somebody mentioned."""
    subjects = [child for child in doc.children[verb][:WIDE] if doc.dep[child] in SUBJECTS and child < verb]
    subject, predicate = subjects[-1] if subjects else None, clauses.own(verb, frozenset({"attr"}))
    if subject is not None and predicate is not None and _told_of(doc, words, subject):
        yield from _naming(clauses, subject, predicate)


def _told_of(doc: Parse, words: PeopleLexicon, token: int) -> bool:
    """Whether the token is a word for people whose status was given before: victims, "the wounded", "those killed"."""
    lower = doc.lower[token]
    known = words.words["victims"] | words.words["persons"]
    return doc.lemmas[token] in known or lower in words.fates or lower in words.words["those"]


def _includes(doc: Parse, clauses: Participants, words: PeopleLexicon, verb: int) -> Iterator[Naming]:
    """ "The wounded included A, 21, and B"."""
    subject, listed = clauses.own(verb, SUBJECTS), clauses.own(verb, frozenset({"dobj"}))
    if subject is not None and listed is not None and _told_of(doc, words, subject):
        yield from _naming(clauses, subject, listed)


def _beside(clauses: Participants, nominal: int) -> Iterator[Naming]:
    """ "the victims, A, 20, and B, 31": names in apposition to a word for people mentioned."""
    people, doc = clauses.people, clauses.doc
    if nominal in people.names:
        return
    for child in doc.children[nominal][:WIDE]:
        if doc.dep[child] == "appos" and child in people.names:
            yield from _naming(clauses, nominal, child)
            return
    beside = people.named_beside(nominal)
    token = None if beside is None else doc.token_at(beside.span[0])
    if token is not None and token > nominal:
        yield from _naming(clauses, nominal, token)


def _naming(clauses: Participants, nominal: int | None, named: int | None) -> Iterator[Naming]:
    people = clauses.people
    if nominal is None or named is None:
        return
    names = people.names_under(named)
    if nominal in people.names and not names:
        # "X and Y were identified as the victims"
        nominal, names = named, people.names_under(nominal)
    elif not names:
        names = list(_lines(clauses, named))
    if not names or nominal in people.names:
        return
    if clauses.doc.tag[nominal] not in SEVERAL:
        names = names[:1]
        people.equate(nominal, names[0])
    yield nominal, tuple(people.by_name(-1, name) for name in names)


def _lines(clauses: Participants, token: int) -> Iterator[Mention]:
    """Names that open the lines after a colon: a list with one person a line."""
    doc, people = clauses.doc, clauses.people
    sentence = doc.sent[token]
    if doc.words[doc.sents[sentence][1] - 1] != ":":
        return
    for first, last in doc.sents[sentence + 1 : sentence + 1 + MAX_LINES]:
        opening = range(first, min(first + 4, last))
        mention = next((people.names[item] for item in opening if item in people.names), None)
        if last - first > LONGEST_LINE or any(doc.pos[item] == "VERB" for item in range(first, last)):
            return
        if mention is not None and mention.type == "person":
            yield mention

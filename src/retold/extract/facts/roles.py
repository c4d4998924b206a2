"""What people are: role, occupation, nationality, employer, affiliation, out of what a sentence calls them.

In: a Parse, the lexicon, the clauses of the article. Out: Facts without ids. `descriptions` finds the nouns that a
sentence says of somebody (apposition, copula, title, "as a ..."); `roles` reads them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from retold.extract.facts.placed import Placed, name_after, subject_of
from retold.grammar.predicates import SUBJECTS, VERBS, WIDE
from retold.languages.people import PeopleLexicon
from retold.model import Fact, Mention
from retold.parse import Parse
from retold.resolve.participants import Participants
from retold.resolve.referents import PEOPLE

NOUNS = frozenset({"NOUN", "PROPN"})
LONGEST = 12  # tokens on either side of the head; longer noun phrases are parser slips
BODIES = frozenset({"organization", "group", "place", "facility"})
TITLE_DEPS = frozenset({"compound", "amod", "nmod", "punct", "nn", "appos", "dep"})


@dataclass(frozen=True, slots=True)
class Described:
    """The noun at `noun` is said of `entity`, in the words `[first, last)`; `how` tells the construction."""

    entity: str
    type: str
    noun: int
    first: int
    last: int
    how: str


def descriptions(doc: Parse, words: PeopleLexicon, clauses: Participants) -> list[Described]:
    """Every noun that the article says of an entity, in text order."""
    found = [*_appositions(doc, clauses), *_copulas(doc, words, clauses), *_titles(doc, words, clauses)]
    return sorted(set(found), key=lambda item: (item.noun, item.entity, item.how))


def _said(doc: Parse, entity: str | None, type_: str, noun: int, how: str) -> Iterator[Described]:
    """The noun and the nouns in conjunction with it ("a poet and teacher")."""
    for token in [noun, *(child for child in doc.children[noun][:WIDE] if doc.dep[child] == "conj")]:
        if entity is not None and doc.pos[token] in NOUNS:
            yield Described(entity, type_, token, *_phrase(doc, token), how)


def _phrase(doc: Parse, noun: int) -> tuple[int, int]:
    """The noun with its modifiers before it and its prepositional phrases after it; clauses are left out."""
    first = noun
    while first > max(0, noun - LONGEST):
        before = first - 1
        joined = doc.dep[before] in {"conj", "cc"}  # "a French and German citizen"
        if not (_under(doc, before, noun) if joined else doc.head[before] in range(before, noun + 1)):
            break
        if doc.dep[before] in {"det", "poss", "case", "appos"} or doc.words[before] == ",":
            break
        first -= 1
    last = noun + 1
    for child in doc.children[noun]:
        if child > noun and doc.dep[child] == "prep" and child == last:
            last = _ends(doc, child)
    return first, min(last, noun + 1 + LONGEST)


def _under(doc: Parse, token: int, noun: int) -> bool:
    """Whether an adjective, or what joins two, hangs on the noun by way of the first adjective."""
    if doc.pos[token] not in {"ADJ", "PROPN", "CCONJ", "PUNCT"}:
        return False
    for _ in range(3):
        token = doc.head[token]
        if token == noun:
            return True
    return False


def _ends(doc: Parse, prep: int) -> int:
    """The token after a prepositional phrase, which ends before a comma, a verb or another clause."""
    end = min(doc.edges[prep][1], prep + LONGEST)
    for index in range(prep + 1, end):
        if doc.words[index] in {",", ";", "(", "—", "–", ":"} or doc.pos[index] in VERBS or doc.tag[index] == "WP":
            return index
    return end


def _appositions(doc: Parse, clauses: Participants) -> Iterator[Described]:
    """ "X, a sound engineer"; "the engineer, X"; "her mother, X"."""
    people = clauses.people
    for token, dep in enumerate(doc.dep):
        if dep != "appos" or doc.pos[token] not in NOUNS:
            continue
        head = doc.head[token]
        name, nominal = people.names.get(head), token
        if name is None or token in people.names:
            name, nominal = people.names.get(token), head
        if name is None or nominal in people.names or not doc.words[nominal][0].isalpha():
            # "X, 25, an engineer": the apposition of the age is the name's
            age = doc.tag[head] == "CD" and doc.dep[head] in {"appos", "nummod"}
            name, nominal = people.names.get(doc.head[head]) if age else None, token
        if name is not None and nominal not in people.names and doc.pos[nominal] in NOUNS:
            if _anothers(doc, clauses, nominal, name):
                continue
            yield from _said(doc, people.entity(name), name.type, nominal, "apposition")
            for other in _listed_with(doc, clauses, nominal, token if nominal == head else head):
                yield from _said(doc, people.entity(other), other.type, nominal, "apposition")


def _listed_with(doc: Parse, clauses: Participants, nominal: int, name: int) -> Iterator[Mention]:
    """The other people that a plural noun describes: "two nurses, X and her mother, Y"."""
    if doc.tag[nominal] not in {"NNS", "NNPS"} or name < nominal:
        return
    for token in clauses.people.listed(name)[1:]:
        found = clauses.people.names.get(token) or clauses.people.named_beside(token)
        if found is not None and found.type == "person":
            yield found


def _anothers(doc: Parse, clauses: Participants, noun: int, name: Mention) -> bool:
    """Whether the phrase closes with another person's name: in a list "A, chairman of B, C" the title is C's."""
    for token in range(noun + 1, min(_phrase(doc, noun)[1], noun + LONGEST)):
        other = clauses.people.names.get(token)
        if other is not None and other.type == "person" and other is not name:
            return doc.pos[token - 1] != "ADP"
    return False


def _copulas(doc: Parse, words: PeopleLexicon, clauses: Participants) -> Iterator[Described]:
    """ "X is a sound engineer", "who became director", "works as a nurse"."""
    people, lower, works_as = clauses.people, doc.lower, words.listed("roles", "works_as")
    for token, dep in enumerate(doc.dep):
        verb = doc.head[token]
        if dep == "attr" and doc.lemmas[verb] in words.words["copulas"]:
            own, noun = clauses.own(verb, SUBJECTS), token
            subject = None if own is None else clauses.antecedent(own, verb)
        elif dep == "prep" and lower[token] in works_as and doc.lemmas[verb] in words.listed("roles", "works"):
            inner = clauses.own(token, frozenset({"pobj"}))
            subject, noun = clauses.subject(verb), token if inner is None else inner
        else:
            continue
        if subject is None or doc.pos[noun] not in NOUNS or noun in people.names:
            continue
        referent = people.referent(subject)
        if referent is not None and referent.entity and holds(clauses, verb):
            yield from _said(doc, referent.entity, referent.type, noun, "copula")


def holds(clauses: Participants, verb: int) -> bool:
    """Whether the verb is said to be so."""
    return clauses.mood(verb) == ("positive", "asserted")


def _titles(doc: Parse, words: PeopleLexicon, clauses: Participants) -> Iterator[Described]:
    """ "Russian President X", "police spokesman Sgt. X": the words before a name, or that open its mention."""
    people = clauses.people
    for token, mention in people.mentions():
        if mention.form != "name" or mention.type != "person":
            continue
        entity = people.entity(mention)
        end = _core(doc, words, mention, token)
        first = end
        floor = max(doc.sents[doc.sent[token]][0], end - LONGEST)
        while first > floor and _titular(doc, clauses, first - 1, token):
            first -= 1
        if doc.words[first] in {"-", "–"}:  # it begins with its "then" or "ex", else after the hyphen
            former = first - 1 > floor and doc.lower[first - 1] in words.listed("roles", "former")
            first += -1 if former else 1
        noun = _title_noun(doc, words, first, end)
        first, noun = _wider(doc, words, first, end, noun, floor)
        if entity is not None and noun is not None:
            yield Described(entity, "person", noun, first, end, "title")


def _core(doc: Parse, words: PeopleLexicon, mention: Mention, last: int) -> int:
    """The token at which the name proper begins: after the titles that open the mention."""
    tokens = doc.tokens_in(mention.span)
    core = tokens[0] if tokens else last
    for token in range(core, last):
        if _is_title(doc, words, token) or (doc.words[token] == "." and token == core):
            core = token + 1
    return core


def _is_title(doc: Parse, words: PeopleLexicon, token: int) -> bool:
    plain = doc.lower[token].rstrip(".")
    return plain in words.listed("roles", "titles") or plain in words.listed("roles", "offices")


def _titular(doc: Parse, clauses: Participants, token: int, name: int) -> bool:
    """Whether the token before a name belongs to its title."""
    if doc.words[token] == ".":
        return len(doc.words[token - 1]) <= 4 and token > 0
    joint = doc.words[token] in clauses.lexicon.listed("roles", "joints")
    if doc.pos[token] not in {"NOUN", "PROPN", "ADJ"} and not joint:
        return False
    mention = clauses.people.at.get(token)
    if mention is not None and mention.type == "person" and mention.form == "name":
        return clauses.people.names.get(name) is mention
    return token < doc.head[token] <= name and doc.dep[token] in TITLE_DEPS


def _wider(
    doc: Parse, words: PeopleLexicon, first: int, end: int, noun: int | None, floor: int
) -> tuple[int, int | None]:
    """A title that goes on before "of" ("deputy chairman of the Harbour Board X"): its first token and its noun.

    Where what stands between is the name's own title, or nothing does, somebody else holds the office ("a spokesman for
    President X", "an aide of X")."""
    if noun is not None or all(_is_title(doc, words, token) for token in range(first, end)):
        return first, noun
    before = first - 1
    before -= before > floor and doc.pos[before] == "DET"
    held = before > floor and doc.lower[before] in words.listed("roles", "held_at")
    if not held or doc.lower[before - 1] not in words.listed("roles", "offices"):
        return first, noun
    start = office = before - 1
    while start > floor and doc.dep[start - 1] in {"compound", "amod", "nmod"} and doc.pos[start - 1] != "PUNCT":
        start -= 1
    return start, office


def _title_noun(doc: Parse, words: PeopleLexicon, first: int, end: int) -> int | None:
    """The last word of a title that is an office or a line of work."""
    kinds = ("offices", "jobs", "titles")
    for token in range(end - 1, first - 1, -1):
        plain = doc.lower[token].rstrip(".")
        if any(plain in words.listed("roles", kind) for kind in kinds):
            return token if plain not in words.listed("roles", "honorifics") else None
        if plain in words.listed("residence", "resident"):
            return token
        if doc.pos[token] in NOUNS:
            return None
    return None


def roles(
    doc: Parse, words: PeopleLexicon, clauses: Participants, said: list[Described], placed: Placed
) -> Iterator[Fact]:
    """Role or occupation, nationality, employer and affiliation out of what is said of people."""
    for item in said:
        if item.type in PEOPLE:
            yield from _nationality(doc, words, item)
            yield from _role(doc, words, clauses, item, placed)
        elif item.how == "apposition" and item.type in {"organization", "group"} and _describes(doc, item.noun):
            value = _text(doc, words, item)
            yield Fact("", item.entity, "description", value, doc.span(item.first, item.last), method=item.how)
    yield from _works(doc, words, clauses)
    yield from _citizenships(doc, words, clauses)


def _describes(doc: Parse, noun: int) -> bool:
    """Whether a noun in apposition says what the name is; after a colon it goes with the clause before."""
    low, high = sorted((noun, doc.head[noun]))
    return doc.pos[noun] == "NOUN" and ":" not in doc.words[low:high]


def _citizenships(doc: Parse, words: PeopleLexicon, clauses: Participants) -> Iterator[Fact]:
    """ "X holds French citizenship", "who has a Norwegian passport"."""
    papers, holding = words.listed("nationality", "papers"), words.listed("nationality", "holding")
    for token, lemma in enumerate(doc.lemmas):
        if lemma not in papers or doc.dep[token] != "dobj" or doc.lemmas[doc.head[token]] not in holding:
            continue
        referent = subject_of(clauses, doc.head[token])
        if referent is not None and referent.entity and holds(clauses, doc.head[token]):
            described = Described(referent.entity, referent.type, token, *_phrase(doc, token), "holds")
            yield from _nationality(doc, words, described)


def _role(doc: Parse, words: PeopleLexicon, clauses: Participants, item: Described, placed: Placed) -> Iterator[Fact]:
    lemma = doc.lemmas[item.noun] if item.how != "title" else doc.lower[item.noun].rstrip(".")
    office = lemma in words.listed("roles", "offices") or (
        item.how == "title" and lemma in words.listed("roles", "titles") and lemma not in words.listed("roles", "jobs")
    )
    if not office and lemma not in words.listed("roles", "jobs"):
        return
    if item.type == "group" and doc.tag[item.noun] not in {"NNS", "NNPS"}:
        return
    span = doc.span(item.first, item.last)
    value = _text(doc, words, item)
    target = _organization(doc, words, clauses, item)
    since = _since(doc, words, clauses, item, placed)
    property_ = "role" if office else "occupation"
    if value:
        yield Fact("", item.entity, property_, value, span, clauses.people.entity(target), None, since, item.how)
    if target is not None and target.entity is not None and target.type != "person":
        inside = lemma in words.listed("roles", "member") or lemma in words.listed("roles", "learners")
        member = inside or target.type in {"place", "group"}
        kind = "affiliation" if member or office else "employer"
        name = doc.text[slice(*target.span)]
        yield Fact("", item.entity, kind, name, span, clauses.people.entity(target), None, since, item.how)


def _text(doc: Parse, words: PeopleLexicon, item: Described) -> str:
    """What is said without articles, age and nationality; a title that is one short form is spelt out."""
    first = item.first
    apart = _nations(words) | words.states.keys()
    while first < item.noun and (
        doc.lower[first] in apart or doc.pos[first] in {"DET", "NUM", "PUNCT", "PRON"} or doc.tag[first] == "VBN"
        or doc.ent[first] == "DATE"
    ):  # fmt: skip
        first += 1
    spelt: str | None = words.tables["roles"]["spelt"].get(doc.lower[item.noun].rstrip("."))
    if first == item.noun and spelt is not None and item.how == "title":
        return spelt
    return doc.text[doc.start[first] : doc.end[item.last - 1]].strip(" ,-")


def _nations(words: PeopleLexicon) -> frozenset[str]:
    return words.listed("nationality", "words")


def _nationality(doc: Parse, words: PeopleLexicon, item: Described) -> Iterator[Fact]:
    """A nationality before the noun ("a Russian citizen", "Russian President X"), not one of another word's."""
    for token in range(item.first, item.noun + 1):
        if doc.lower[token] not in _nations(words):
            continue
        owner = doc.head[token] if token < item.noun else item.noun
        direct = owner == item.noun or doc.pos[owner] in {"ADJ", "PROPN"} or token == item.noun
        if direct and (item.how != "title" or token == item.first):
            yield Fact("", item.entity, "nationality", doc.words[token], doc.span(token, token + 1), method=item.how)


def _organization(doc: Parse, words: PeopleLexicon, clauses: Participants, item: Described) -> Mention | None:
    """The organization, group or place that a role is of: in its phrase after the noun, else before it."""
    people = clauses.people
    for token in [*range(item.noun + 1, item.last), *range(item.noun - 1, item.first - 1, -1)]:
        mention = people.names.get(token)
        if mention is not None and mention.type in BODIES and doc.lower[token] not in _nations(words):
            return mention
    return None


def _since(doc: Parse, words: PeopleLexicon, clauses: Participants, item: Described, placed: Placed) -> str | None:
    """The time after "since" under the noun or its verb."""
    for head in (item.noun, doc.head[item.noun]):
        for child in doc.children[head][:WIDE]:
            if doc.dep[child] == "prep" and doc.lower[child] in words.listed("roles", "since"):
                inner = clauses.own(child, frozenset({"pobj", "pcomp"}))
                times = placed.times.get(doc.sent[child], ()) if inner is not None else ()
                return next((name for token, name in times if child < token <= (inner or child)), None)
    return None


def _works(doc: Parse, words: PeopleLexicon, clauses: Participants) -> Iterator[Fact]:
    """ "X works for Y", "who worked at Y"."""
    works, after = words.listed("roles", "works"), words.listed("roles", "works_for")
    verbs = (token for token, lemma in enumerate(doc.lemma) if lemma in works and doc.pos[token] == "VERB")
    for token, child in ((verb, child) for verb in verbs for child in doc.children[verb][:WIDE]):
        if doc.dep[child] != "prep" or doc.lower[child] not in after:
            continue
        target, referent = name_after(clauses, child), subject_of(clauses, token)
        if target is None or target.type not in {"organization", "facility", "group"} or referent is None:
            continue
        if referent.entity and holds(clauses, token):
            span, name = (doc.start[token], target.span[1]), doc.text[slice(*target.span)]
            yield Fact("", referent.entity, "employer", name, span, clauses.people.entity(target), method="works")

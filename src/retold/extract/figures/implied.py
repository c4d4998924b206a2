"""Counts without a numeral: "a man was killed", "the couple", three names in a row, "no one was hurt".

Only with a predicate that tells what became of people; `method` says how the number was reached. In: a parse and the
spans of the figures already found. Out: `Figure`s of kind "implied" (or "none", for nobody), not yet numbered.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from retold.extract.figures.classes import Classes, class_of_verb, classes
from retold.extract.figures.counted import Predicate, Role, is_people, negated
from retold.extract.figures.scope import Scopes
from retold.grammar.arguments import Parts
from retold.grammar.moods import SUBJECTS
from retold.languages import Language
from retold.model import Counted, Figure, FigureMethod, Span
from retold.parse import Parse

Arguments = Mapping[int, Sequence[tuple[int, bool]]]  # by verb: who takes part, and whether they undergo it
MAX_LIST = 12  # nouns of one list; longer ones are tables
MIXED: FigureMethod = "a list with a number"  # "two officers and a bystander"


@cache
def _words(language: Language) -> dict[str, frozenset[str]]:
    table = language.table("figures")
    lexicon = classes(language)
    people = table["people"]
    triggers = {
        *lexicon.verbs,
        *lexicon.selfs,
        *lexicon.phrasal,
        *lexicon.agent_nouns,
        *lexicon.lists["states"],
        *lexicon.nouns,
    }
    numerals = {
        name: frozenset(table["numerals"][name]) for name in ("none", "another", "ordinals", "both", "none_before")
    }
    of_people = {name: frozenset(people[name]) for name in ("one_heads", "implied", "any_one")}
    return {"triggers": frozenset(triggers), **numerals, **of_people}


def implied(doc: Parse, language: Language, stated: list[Figure], scopes: Scopes) -> Iterator[Figure]:
    """The counts without a number word, in text order."""
    words, lexicon = _words(language), classes(language)
    groups: dict[str, int] = language.table("figures")["numerals"]["groups"]
    taken = sorted(figure.span for figure in stated)
    numbers = {figure.span[0]: figure.low for figure in stated if figure.low == figure.high and not figure.approximate}
    seen: set[int] = set()
    arguments = _arguments(doc, scopes.parts)
    for token, lemma in enumerate(doc.lemma):
        if lemma not in words["triggers"]:
            continue
        for head, name in _patients(doc, token, arguments, lexicon):
            if head in seen or name not in words["implied"]:
                continue
            seen.add(head)
            figure = _figure(
                doc, head, Predicate(token, name, negated(doc, token, lexicon)), words, groups, numbers, lexicon
            )
            if figure and (figure.method == MIXED or not _holds(taken, figure.span)):
                yield scopes.placed(figure, head, head, Role(head, head, head + 1, False, Predicate(token, name)))


def _arguments(doc: Parse, parts: Parts) -> Arguments:
    """Who takes part in each verb, but for the agents of a passive, and for nouns that are counted with the first of
    their list."""
    found: dict[int, list[tuple[int, bool]]] = {}
    for head, taken in parts.items():
        for part in taken if doc.dep[head] != "conj" else ():
            if part.undergoes or doc.dep[head] != "pobj":
                found.setdefault(part.verb, []).append((head, part.undergoes))
    return found


def _holds(taken: list[Span], span: Span) -> bool:
    """Whether a stated figure is inside the span."""
    at = bisect_left(taken, (span[0], -1))
    return at < len(taken) and taken[at][0] < span[1]


def _patients(doc: Parse, token: int, arguments: Arguments, lexicon: Classes) -> Iterator[tuple[int, str]]:
    """The nouns to which the word at `token` says that it happened, with the class."""
    pos = doc.pos[token]
    if pos == "NOUN" and (counted := lexicon.nouns.get(doc.lemma[token].lower())):
        yield token, counted
    if pos in ("NOUN", "PROPN"):
        yield from _of_noun(doc, token, lexicon)
        return
    # an infinitive tells nothing that happened
    if pos not in ("VERB", "AUX") or (doc.tag[token] == "VB" and doc.dependents(token, ("aux", "neg"))):
        return
    # a verb of being is no clause of its own to clause grammar
    subjects = ((child, False) for child in doc.dependents(token, SUBJECTS))
    for head, undergoes in arguments.get(token, ()) if pos == "VERB" else subjects:
        if name := class_of_verb(doc, token, lexicon, patient=undergoes) or _stated(doc, token, lexicon):
            yield head, name


def _stated(doc: Parse, token: int, lexicon: Classes) -> str | None:
    """ "was pronounced dead", "is missing": the class of the complement of a verb of state."""
    if doc.lemma[token].lower() not in lexicon.lists["states"]:
        return None
    behind = doc.dependents(token, ("acomp", "oprd", "advmod", "attr", "xcomp", "ccomp"))
    found = (lexicon.adjectives.get(doc.lower[child]) for child in behind if child > token and doc.pos[child] != "NOUN")
    return next(filter(None, found), None)


def _of_noun(doc: Parse, token: int, lexicon: Classes) -> Iterator[tuple[int, str]]:
    """ "the death of a man", "the man's death"."""
    name = lexicon.agent_nouns.get(doc.lemma[token].lower())
    if not name or doc.tag[token] not in ("NN", "NNS"):
        return
    if name == "shot" and any(doc.lower[child] in lexicon.fatal for child in doc.children[token]):
        name = "killed"
    for child in doc.children[token]:
        if doc.dep[child] == "poss" and name == "killed" and doc.lemma[token].lower() in lexicon.table["deaths"]:
            yield child, name
        if doc.lower[child] in lexicon.table["of"]:
            yield from ((noun, name) for noun in doc.dependents(child, ("pobj",)))


def _figure(
    doc: Parse,
    head: int,
    predicate: Predicate,
    words: dict[str, frozenset[str]],
    groups: dict[str, int],
    numbers: dict[int, float | None],
    lexicon: Classes,
) -> Figure | None:
    first, last = _phrase(doc, head)
    nobody = _nobody(doc, head, words)
    none: tuple[int, FigureMethod] = (0, "none")
    count = none if nobody else _count(doc, head, words, groups, numbers)
    if count is None or (nobody and doc.lower[head] not in words["none"] and not is_people(doc, head, lexicon)):
        return None
    number, method = count
    # "the first hostage released": a place in a row, not how many
    ordinal = any(doc.lower[child] in words["ordinals"] for child in doc.children[head])
    span = doc.span(first, last)
    return Figure(
        "", span, float(number), float(number), False, None,
        Counted(doc.text[span[0] : span[1]], span, doc.lemma[head].lower()), None,
        kind="none" if nobody else "ordinal" if ordinal else "implied",
        predicate=doc.lemma[predicate.token].lower(),
        predicate_class=predicate.name, predicate_span=(doc.start[predicate.token], doc.end[predicate.token]),
        polarity="negative" if predicate.negative else "positive", method=method,
    )  # fmt: skip


def _nobody(doc: Parse, head: int, words: dict[str, frozenset[str]]) -> bool:
    if {doc.lower[head], " ".join(doc.lower[max(head - 1, 0) : head + 1])} & words["none"]:
        return True
    return any(doc.lower[child] in words["none_before"] for child in doc.dependents(head, ("det",)))


def _phrase(doc: Parse, head: int) -> tuple[int, int]:
    """The noun phrase about the head, with the rest of a list, without clauses that hang on it."""
    before = doc.dependents(head, ("det", "amod", "compound", "poss", "nummod", "nmod", "neg"))
    first = min([head, *(doc.edges[child][0] for child in before if child < head)])
    return first, _listed(doc, head)[-1] + 1


def _listed(doc: Parse, head: int) -> list[int]:
    """The head and the nouns joined to it by commas and "and"."""
    heads, token = [head], head
    while len(heads) < MAX_LIST:
        following = [child for child in doc.children[token] if doc.dep[child] == "conj" and child > token]
        if not following:
            break
        if any(doc.pos[at] in ("VERB", "AUX") for at in range(token + 1, following[0])):
            break
        token = following[0]
        heads.append(token)
    return heads


def _count(
    doc: Parse,
    head: int,
    words: dict[str, frozenset[str]],
    groups: dict[str, int],
    numbers: dict[int, float | None],
) -> tuple[int, FigureMethod] | None:
    heads = _listed(doc, head)
    told = [_numeral(doc, item, numbers) for item in heads]
    pairs = zip(heads, told, strict=True)
    counts = [_single(doc, item, words, groups) if number is None else number for item, number in pairs]
    if None in counts or None not in told:
        return None
    total = sum(count for count in counts if count is not None)
    if len(heads) > 1:
        return total, MIXED if any(number is not None for number in told) else "a list"
    if doc.lower[head] in groups:
        return total, "a word for a group"
    if total == 2:
        return total, "both"
    return total, "one name" if doc.pos[head] == "PROPN" else "a singular noun"


def _numeral(doc: Parse, head: int, numbers: dict[int, float | None]) -> int | None:
    """The stated number of one noun of a list."""
    stated = (numbers.get(doc.start[child]) for child in doc.dependents(head, ("nummod",)))
    return next((int(number) for number in stated if number is not None), None)


def _single(doc: Parse, head: int, words: dict[str, frozenset[str]], groups: dict[str, int]) -> int | None:
    """The number of people one noun denotes; None where it is not known."""
    lower = doc.lower[head]
    if doc.tag[head] == "NNS" and any(doc.lower[child] in words["both"] for child in doc.children[head]):
        return 2
    if lower in groups and doc.pos[head] == "NOUN":
        return groups[lower]
    if lower in words["another"]:
        return 1
    if doc.pos[head] == "PROPN":
        return 1 if doc.ent[head] == "PERSON" and doc.tag[head] == "NNP" else None
    if doc.tag[head] == "NN" and doc.lemma[head].lower() in words["one_heads"]:
        return 1 if not any(doc.lower[child] in words["any_one"] for child in doc.children[head]) else None
    return None

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
    triggers = {*lexicon.verbs, *lexicon.selfs, *lexicon.phrasal, *lexicon.agent_nouns, *lexicon.states, *lexicon.nouns}
    return {
        "triggers": frozenset(triggers),
        "one": frozenset(people["one_heads"]),
        "implied": frozenset(people["implied"]),
        "none": frozenset(table["numerals"]["none"]),
        "another": frozenset(table["numerals"]["another"]),
        "ordinals": frozenset(table["numerals"]["ordinals"]),
        "both": frozenset(table["numerals"]["both"]),
        "no": frozenset(table["numerals"]["none_before"]),
        "every": frozenset(people["any_one"]),
    }


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
    if pos not in ("VERB", "AUX") or (doc.tag[token] == "VB" and not _happened(doc, token)):
        return
    for head, undergoes in arguments.get(token, ()) if pos == "VERB" else _of_copula(doc, token):
        if name := class_of_verb(doc, token, lexicon, patient=undergoes) or _stated(doc, token, lexicon):
            yield head, name


def _of_copula(doc: Parse, token: int) -> Iterator[tuple[int, bool]]:
    """The subjects of a verb of being, which is no clause of its own to clause grammar."""
    return ((child, False) for child in doc.children[token] if doc.dep[child] in SUBJECTS)


def _happened(doc: Parse, token: int) -> bool:
    """An infinitive tells nothing that happened."""
    return not any(doc.dep[child] in ("aux", "neg") for child in doc.children[token])


def _stated(doc: Parse, token: int, lexicon: Classes) -> str | None:
    """ "was pronounced dead", "is missing": the class of the complement of a verb of state."""
    if doc.lemma[token].lower() not in lexicon.states:
        return None
    for child in doc.children[token]:
        if child > token and doc.dep[child] in ("acomp", "oprd", "advmod", "attr", "xcomp", "ccomp"):
            found = lexicon.adjectives.get(doc.lower[child])
            if found and doc.pos[child] != "NOUN":
                return found
    return None


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
            for noun in doc.children[child]:
                if doc.dep[noun] == "pobj":
                    yield noun, name


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
    if nobody:
        count: tuple[int, FigureMethod] | None = (0, "none")
    else:
        count = _count(doc, head, words, groups, numbers)
    if count is None or (nobody and doc.lower[head] not in words["none"] and not is_people(doc, head, lexicon)):
        return None
    number, method = count
    span = doc.span(first, last)
    return Figure(
        "", span, float(number), float(number), False, None,
        Counted(doc.text[span[0] : span[1]], span, doc.lemma[head].lower()), None,
        kind="none" if nobody else "ordinal" if _ordinal(doc, head, words) else "implied",
        predicate=doc.lemma[predicate.token].lower(),
        predicate_class=predicate.name, predicate_span=(doc.start[predicate.token], doc.end[predicate.token]),
        polarity="negative" if predicate.negative else "positive", method=method,
    )  # fmt: skip


def _ordinal(doc: Parse, head: int, words: dict[str, frozenset[str]]) -> bool:
    """ "the first hostage released": a place in a row, not how many."""
    return any(doc.lower[child] in words["ordinals"] for child in doc.children[head])


def _nobody(doc: Parse, head: int, words: dict[str, frozenset[str]]) -> bool:
    if doc.lower[head] in words["none"]:
        return True
    if head and f"{doc.lower[head - 1]} {doc.lower[head]}" in words["none"]:
        return True
    return any(doc.dep[child] == "det" and doc.lower[child] in words["no"] for child in doc.children[head])


def _phrase(doc: Parse, head: int) -> tuple[int, int]:
    """The noun phrase about the head, with the rest of a list, without clauses that hang on it."""
    heads = _listed(doc, head)
    first = head
    for child in doc.children[head]:
        if child < head and doc.dep[child] in ("det", "amod", "compound", "poss", "nummod", "nmod", "neg"):
            first = min(first, doc.edges[child][0])
    return first, heads[-1] + 1


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
    if any(count is None for count in counts) or all(number is not None for number in told):
        return None
    total = sum(count for count in counts if count is not None)
    if any(number is not None for number in told):
        return total, MIXED
    if len(heads) > 1:
        return total, "a list"
    if doc.lower[head] in groups:
        return total, "a word for a group"
    if total == 2:
        return total, "both"
    return total, "one name" if doc.pos[head] == "PROPN" else "a singular noun"


def _numeral(doc: Parse, head: int, numbers: dict[int, float | None]) -> int | None:
    """The stated number of one noun of a list."""
    for child in doc.children[head]:
        if doc.dep[child] == "nummod" and (found := numbers.get(doc.start[child])) is not None:
            return int(found)
    return None


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
    if doc.tag[head] == "NN" and doc.lemma[head].lower() in words["one"]:
        return 1 if not any(doc.lower[child] in words["every"] for child in doc.children[head]) else None
    return None

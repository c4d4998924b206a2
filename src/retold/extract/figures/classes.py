"""What became of those counted: the classes of predicates (killed, injured, released ...), compiled for look-up.

In: the table of classes. Out: which class a verb, participle, noun or adjective belongs to, at a place of the parse.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Annotated, Any

from retold.languages import Language, Words, by_word, listed
from retold.languages.clauses import Control, control
from retold.languages.predicates import OBJECT, SUBJECT, Sense, senses, spelt_out
from retold.parse import Parse

REACH = 7  # tokens between a verb and the rest of its phrase ("shot three men dead")
BARRIERS = frozenset({"VERB", "AUX", "PUNCT", "CCONJ", "SCONJ"})


@dataclass(frozen=True, eq=False)
class Classes:
    """Word -> class, for each way a word can tell it. Multi-word verbs are listed by their first lemma."""

    verbs: dict[str, str]
    phrasal: dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]]
    selfs: dict[str, str]
    adjectives: dict[str, str]
    nouns: dict[str, str]
    roles: dict[str, str]
    own: dict[tuple[str, str], str]
    agent_nouns: dict[str, str]
    tolls: dict[str, str]
    objects: dict[tuple[str, str], str]
    behind: dict[str, str]
    beside: dict[str, str]
    lists: dict[str, frozenset[str]]  # states, treated, treat_verbs, treats, suffer, harm: of any class
    things: Annotated[Words, "not_people"]
    strict: Annotated[Words, "strict"]
    fatal: Annotated[Words, "fatal"]
    persons: Words
    people: dict[str, bool]
    table: dict[str, Any]
    endings: tuple[str, ...]
    control: Control


@cache
def classes(language: Language) -> Classes:
    """The compiled classes; cached by language."""
    people = language.table("figures")["people"]
    rows: dict[str, Any] = language.table("figures")["classes"]
    counted = tuple(row for row in senses(language) if row.figure)
    lists = ("states", "treated", "treat_verbs", "treats", "suffer", "harm")
    kinds = chain.from_iterable(people[name] for name in ("general", "kinds", "one_heads", "doers"))
    return Classes(
        **listed(Classes, people),
        verbs=_told((row, row.verbs) for row in counted if row.bearer in OBJECT),
        phrasal=_phrasals(counted, language),
        selfs=_told((row, row.verbs) for row in counted if row.bearer in SUBJECT),
        adjectives=_words(rows, "adjectives") | _told((row, (*row.states, *row.participles)) for row in counted),
        nouns=_told((row, row.counted) for row in counted),
        own={(noun, verb): row.figure or "" for row in counted for noun, verbs in row.own.items() for verb in verbs},
        agent_nouns=_told((row, row.nouns) for row in counted),
        objects={
            (noun, verb): row.figure or "" for row in counted for noun in row.objects for verb in row.objects[noun]
        },
        roles=_words(rows, "roles"),
        tolls=_words(rows, "tolls"),
        behind=_words(rows, "behind"),
        beside=_words(rows, "beside"),
        lists={name: frozenset(_words(rows, name)) for name in lists},
        persons=frozenset({*kinds, *_words(rows, "roles")}),
        people={name: row["people"] for name, row in rows.items()},
        table=people,
        endings=tuple(people["endings"]),
        control=control(language),
    )


def _told(listed: Iterable[tuple[Sense, tuple[str, ...]]]) -> dict[str, str]:
    """Each word with the class of figures of its row; verbs with a particle are phrases."""
    return {word: row.figure or "" for row, words in listed for word in words}


def _phrasals(rows: tuple[Sense, ...], language: Language) -> dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]]:
    """By the first word: what must follow, the class, and whether it is the subject that is counted."""
    longer = ((" ".join(words), row.figure or "", subject) for row in rows for words, subject in row.longer())
    spelt = (
        (found.split(), name, subject) for phrase, name, subject in longer for found in spelt_out(language, phrase)
    )
    return by_word((words[0], (tuple(words[1:]), name, subject)) for words, name, subject in spelt)


def _words(rows: dict[str, Any], key: str) -> dict[str, str]:
    """Each word with the first class that lists it under `key`."""
    return {word: name for name, row in reversed(rows.items()) for word in row.get(key, ())}


def class_of_verb(doc: Parse, verb: int, lexicon: Classes, *, patient: bool) -> str | None:
    """The class of the verb at a token, for its patient (object, passive subject) or for its subject."""
    lemma = doc.lemma[verb].lower()
    found = lexicon.verbs.get(lemma) if patient else lexicon.selfs.get(lemma)
    longer = _phrasal(doc, verb, lemma, lexicon, patient)
    if longer:
        return longer
    harmed = found in ("shot", "injured") or (found is None and lemma in lexicon.phrasal)
    if harmed and (_fatal_near(doc, verb, lexicon) or _and_kills(doc, verb, lexicon)):
        return "killed"
    return found


def _fatal_near(doc: Parse, token: int, lexicon: Classes) -> bool:
    """ "fatally shot", "shot dead": close by, nothing between but adverbs and particles."""
    for step in (-1, 1):
        at = token + step
        for _ in range(3):
            if not 0 <= at < len(doc) or doc.pos[at] in BARRIERS or doc.pos[at] == "NUM" or doc.dep[at] == "prep":
                break  # "injured in a deadly fire"
            if doc.lower[at] in lexicon.fatal:
                return True
            at += step
    return False


def _and_kills(doc: Parse, verb: int, lexicon: Classes) -> bool:
    """ "shot and killed": the verb joined right behind says what came of it."""
    after = verb + 2
    if after >= len(doc) or doc.pos[verb + 1] != "CCONJ" or doc.dep[after] != "conj" or doc.head[after] != verb:
        return False
    return lexicon.verbs.get(doc.lemma[after].lower()) == "killed"


def _phrasal(doc: Parse, verb: int, lemma: str, lexicon: Classes, patient: bool) -> str | None:
    """ "shoot dead", "take hostage", "lay off": the rest follows closely, within the sentence."""
    if lemma not in lexicon.phrasal:
        return None
    stop = min(verb + REACH, doc.sents[doc.sent[verb]][1])
    acts = any(doc.dep[child] == "dobj" for child in doc.children[verb])
    for rest, name, subject in lexicon.phrasal[lemma]:
        if subject == patient and (subject or acts):
            continue
        at = verb + 1
        for word in rest:
            while at < stop and doc.lower[at] != word and doc.lemma[at].lower() != word:
                at = stop if doc.pos[at] in BARRIERS else at + 1
            if at >= stop or doc.dep[at] == "amod":
                break
            at += 1
        else:
            return name
    return None


def class_of_adjective(doc: Parse, token: int, lexicon: Classes) -> str | None:
    """The class of an adjective or participle that describes those counted."""
    word = doc.lower[token]
    found = lexicon.adjectives.get(word)
    if found is None and doc.tag[token] == "VBN":
        return class_of_verb(doc, token, lexicon, patient=True)
    if found in ("shot", "injured") and _fatal_near(doc, token, lexicon):
        return "killed"
    return found


def class_of_noun(doc: Parse, noun: int, lexicon: Classes) -> str | None:
    """The class of a noun that is itself counted ("12 deaths")."""
    return lexicon.nouns.get(doc.lemma[noun].lower())

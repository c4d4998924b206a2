"""What a quantity counts and the predicate it takes part in, through the syntax. In: a quantity. Out: `Role`.

The parse is used first (subject, object, participle, "of"); headlines, which it reads badly, fall back to the order of
the words ("2 dead, 3 wounded").
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from retold.extract.figures.classes import Classes, class_of_adjective, class_of_noun, class_of_verb
from retold.grammar.arguments import ArgumentPart, Parts
from retold.grammar.moods import OBJECTS, SUBJECTS, own_negations
from retold.parse import Parse

NOUNS = frozenset({"NOUN", "PROPN"})
NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
COMPLEMENTS = frozenset({"acomp", "attr", "oprd", "advmod", "ccomp", "xcomp", "advcl", "dobj"})
MODIFIERS = frozenset({"nummod", "quantmod", "amod", "compound", "nmod", "det", "poss", "predet"})
MAX_CLIMB = 5  # steps up the tree; deeper coordination is parser error


@dataclass(frozen=True, slots=True)
class Predicate:
    """The word that tells what became of those counted."""

    token: int
    name: str | None
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """`head` is the counted noun's token (None: not said), `[first, last)` its phrase without the numeral."""

    head: int | None
    first: int
    last: int
    subset: bool
    predicate: Predicate | None


def role_of(doc: Parse, first: int, last: int, lexicon: Classes, parts: Parts) -> Role:
    """The role of the quantity whose numeral and unit are the tokens `[first, last)`; `parts` of the article."""
    number = last - 1
    head, subset = _counted(doc, number, lexicon)
    begin, end = _phrase(doc, number, head, lexicon)
    own = _own_role(doc, number)
    predicate = None
    if head is None or doc.head[head] == number + 1:
        # "two of the hostages were freed": the numeral is the argument, the noun depends on it
        predicate = _predicate(doc, own, parts, lexicon)
    if head is not None and (predicate is None or predicate.name is None):
        predicate = _predicate(doc, head, parts, lexicon) or predicate
    if predicate is None or predicate.name is None:
        predicate = _by_order(doc, first, number, head, lexicon) or predicate
    if head is not None and predicate and predicate.name:
        thing = doc.lemmas[head] in lexicon.things and lexicon.people[predicate.name]
        if thing or (predicate.name in lexicon.strict and not is_people(doc, head, lexicon)):
            predicate = replace(predicate, name=None)
    return Role(head, begin, end, subset, predicate)


def is_people(doc: Parse, head: int, lexicon: Classes) -> bool:
    """Whether a noun names people, by the lexicon or as a nationality or a person's name."""
    known = doc.lemmas[head] in lexicon.persons or doc.ent[head] in ("NORP", "PERSON")
    return known or (doc.lower[head].endswith(lexicon.endings) and doc.pos[head] == "NOUN")


def _counted(doc: Parse, number: int, lexicon: Classes) -> tuple[int | None, bool]:
    token = number
    for _ in range(MAX_CLIMB):
        above = doc.head[token]
        if above == token or above < token or doc.dep[token] not in MODIFIERS:
            break
        if doc.pos[above] in NOUNS and not _is_state(doc, above, lexicon):
            return above, False
        if doc.pos[above] not in ("NUM", "ADJ", "SYM", "ADV"):
            break
        token = above
    after = number + 1
    if after < len(doc) and doc.lower[after] in lexicon.table["of"] and doc.sent[after] == doc.sent[number]:
        for child in doc.dependents(after, ("pobj", "pcomp")):
            if doc.pos[child] in NOUNS:
                return child, _definite(doc, child, lexicon)
        if after + 1 < len(doc) and doc.pos[after + 1] in ("PRON", "DET"):
            return None, True
    return _next_noun(doc, number, lexicon), False


def _is_state(doc: Parse, token: int, lexicon: Classes) -> bool:
    """ "4 shot", "six dead": what became of them, read as a noun."""
    return doc.lower[token] in lexicon.adjectives and (doc.tag[token] != "NNS" or doc.lemma[token] == doc.lower[token])


def _definite(doc: Parse, noun: int, lexicon: Classes) -> bool:
    """ "three of the eight": of a whole that is known."""
    definite = lexicon.table["definite"]
    return any(doc.lower[child] in definite or doc.dep[child] == "poss" for child in doc.children[noun])


def _next_noun(doc: Parse, number: int, lexicon: Classes) -> int | None:
    """The last noun of the run of nouns and adjectives right behind the numeral."""
    found, at = None, number + 1
    stop = min(number + 6, doc.sents[doc.sent[number]][1])
    while at < stop and (
        doc.pos[at] in ("ADJ", "NOUN", "PROPN")
        or (doc.tag[at] in ("VBN", "VBG") and doc.dep[at] == "amod")
        or (doc.pos[at] == "CCONJ" and at > number + 1 and doc.pos[at - 1] == doc.pos[min(at + 1, stop - 1)] == "ADJ")
    ):
        if _is_state(doc, at, lexicon):
            break
        if doc.pos[at] in NOUNS:
            found = at
        at += 1
    return found


def _own_role(doc: Parse, number: int) -> int:
    """The token whose place in the sentence is that of the numeral: itself, or the numeral it is a part of."""
    token = number
    for _ in range(MAX_CLIMB):
        if doc.dep[token] not in ("nummod", "quantmod", "compound") or doc.pos[doc.head[token]] not in ("NUM", "ADJ"):
            break
        token = doc.head[token]
    return token


def _phrase(doc: Parse, number: int, head: int | None, lexicon: Classes) -> tuple[int, int]:
    """The counted words: modifiers after the numeral up to the noun, with a short "of" or place phrase."""
    if head is None or head < number:
        return (head, head + 1) if head is not None else (number, number)
    first = number + 1
    passed, more = ("DET", "ADP", "PUNCT", "SCONJ", "NUM"), lexicon.table["more_words"]
    while first < head and (doc.pos[first] in passed or doc.lower[first] in more):
        first += 1
    return first, head + 1


def _predicate(doc: Parse, role: int, parts: Parts, lexicon: Classes) -> Predicate | None:
    """The predicate that tells what became of those whom the noun phrase with this head counts."""
    if doc.pos[role] in ("NOUN", "PROPN", "ADJ") and (name := class_of_noun(doc, role, lexicon)):
        return Predicate(role, name)
    main: Predicate | None = None
    for token in _phrases(doc, role):
        found = _own_clause(doc, token, parts, lexicon) or _in_place(doc, token, lexicon)
        if found and found.name:
            return found
        main = main or found
    described = _described(doc, role, parts, lexicon) or _from_afar(doc, role, parts, lexicon)
    told = lexicon.roles.get(doc.lemma[role].lower()) if doc.pos[role] == "NOUN" else None
    return described or (Predicate(role, told) if told else main)


def _phrases(doc: Parse, role: int) -> Iterator[int]:
    """The head of a phrase, and the heads of those it is joined to or explains."""
    for _ in range(MAX_CLIMB):
        yield role
        above = doc.head[role]
        if doc.dep[role] not in ("conj", "appos") or above == role or doc.pos[above] not in NOMINAL:
            return
        role = above


def _own_clause(doc: Parse, token: int, parts: Parts, lexicon: Classes) -> Predicate | None:
    """The verb whose subject or object the phrase is, with its class if it has one."""
    above = doc.head[token]
    part = next((part for part in parts.get(token, ()) if part.verb == above), None)
    if part is None:
        return None
    return Predicate(above, _class_of_part(doc, token, part, lexicon), negated(doc, above, lexicon))


def _described(doc: Parse, role: int, parts: Parts, lexicon: Classes) -> Predicate | None:
    """ "12 wounded soldiers", "12 people killed", "12 who died", "12 feared dead": what hangs on the phrase."""
    hanging = {part.verb: part for part in parts.get(role, ())}
    for child in doc.children[role]:
        name: str | None = None
        if doc.dep[child] == "amod":
            name = class_of_adjective(doc, child, lexicon)
        elif child in hanging:
            name = _class_of_part(doc, role, hanging[child], lexicon)
        elif doc.dep[child] in ("acl", "relcl", "advcl") and doc.pos[child] in ("ADJ", "AUX"):
            name = class_of_adjective(doc, child, lexicon) or _state(doc, child, lexicon)
        if name:
            return Predicate(child, name, negated(doc, child, lexicon))
    return None


def _from_afar(doc: Parse, role: int, parts: Parts, lexicon: Classes) -> Predicate | None:
    """What a verb says that shares the phrase with another: "two men fled and were later caught"."""
    for part in parts.get(role, ()):
        if doc.tag[part.verb] != "VB" and (name := _class_of_part(doc, role, part, lexicon)):
            return Predicate(part.verb, name, negated(doc, part.verb, lexicon))
    return None  # an infinitive is nothing that happened: "are expected to survive"


def _class_of_part(doc: Parse, token: int, part: ArgumentPart, lexicon: Classes) -> str | None:
    """What a verb makes of one who undergoes it, or of one who does it."""
    verb = part.verb
    lemma = doc.lemmas[verb]
    if part.undergoes:
        name = lexicon.objects.get((doc.lemma[token].lower(), lemma))
        name = name or class_of_verb(doc, verb, lexicon, patient=True) or _state(doc, verb, lexicon)
        if name or doc.head[verb] != token:
            return name
    things = (doc.lemma[child].lower() for child in doc.children[verb] if doc.dep[child] == "dobj")
    name = next((name for thing in things if (name := lexicon.own.get((thing, lemma)))), None)
    name = name or class_of_verb(doc, verb, lexicon, patient=False) or _state(doc, verb, lexicon)
    if name is None and doc.tag[verb] == "VBN" and doc.dep[token] != "pobj" and not _has(doc, verb, ("dobj", "aux")):
        name = class_of_verb(doc, verb, lexicon, patient=True)  # "12 hurt in crash"
    return name


def _in_place(doc: Parse, token: int, lexicon: Classes) -> Predicate | None:
    """What is said of the phrase by a word that the parser takes for no verb ("12 dead", "left two dead"), by a
    preposition ("the deaths of 12"), as a measure ("rose 12 points")."""
    above, dep = doc.head[token], doc.dep[token]
    if dep == "pobj":
        return _of_preposition(doc, above, lexicon)
    if dep not in (*SUBJECTS, *OBJECTS, "csubj", "dative", "oprd", "npadvmod") or above == token:
        return None
    over = doc.head[above] if doc.dep[above] in ("xcomp", "ccomp") else above
    patient = partial(class_of_verb, patient=True)
    tries = ((above, _state), (over, _state), (above, patient if dep in OBJECTS else class_of_adjective))
    for word, class_of in tries if dep != "npadvmod" else ():
        if name := class_of(doc, word, lexicon):
            return Predicate(word, name, negated(doc, word, lexicon))
    return Predicate(above, None, negated(doc, above, lexicon)) if doc.pos[above] == "VERB" else None


def _has(doc: Parse, verb: int, deps: tuple[str, ...]) -> bool:
    return any(doc.dep[child] in deps for child in doc.children[verb])


def negated(doc: Parse, verb: int, lexicon: Classes) -> bool:
    """Whether the predicate of those counted is denied; "no deaths" is a count of none."""
    return doc.pos[verb] not in NOUNS and own_negations(doc, verb, lexicon.control) % 2 == 1


def _of_preposition(doc: Parse, preposition: int, lexicon: Classes) -> Predicate | None:
    above = doc.head[preposition]
    word, lemma = doc.lower[preposition], doc.lemma[above].lower()
    if above == preposition:
        return None
    if word in lexicon.table["of"]:
        name = lexicon.agent_nouns.get(lemma) or lexicon.tolls.get(lemma)
        if name is None and lemma in lexicon.table["lives"] and (verb := doc.head[above]) != above:
            name = lexicon.objects.get((lemma, doc.lemmas[verb]))
        return Predicate(above, _fatal(doc, above, name, lexicon)) if name else None
    tolls = word in lexicon.table["toll_to"] and doc.pos[above] in ("VERB", "AUX", "NOUN")
    return _toll_of(doc, above, lexicon) if tolls else None


def _fatal(doc: Parse, noun: int, name: str, lexicon: Classes) -> str:
    """ "the fatal shooting of two men"."""
    if name in ("shot", "injured") and any(doc.lower[child] in lexicon.fatal for child in doc.children[noun]):
        return "killed"
    return name


def _toll_of(doc: Parse, verb: int, lexicon: Classes) -> Predicate | None:
    """ "The death toll rose to 12", "put the toll at 12"."""
    for child in (verb, *doc.children[verb]):
        two = f"{doc.lower[child - 1]} {doc.lower[child]}" if child else ""
        name = lexicon.tolls.get(doc.lemmas[child]) or lexicon.tolls.get(two)
        if name is None and doc.dep[child] in ("nsubj", "dobj") and doc.tag[child] in ("NN", "NNS"):
            numeric = doc.lower[child] in lexicon.table["number_nouns"]
            name = _number_of(doc, child, lexicon) if numeric else None
        if name:
            return Predicate(child, name)
    return None


def _number_of(doc: Parse, noun: int, lexicon: Classes) -> str | None:
    """ "the number of dead/injured/people killed rose to 12"."""
    near = range(noun + 1, min(noun + 6, len(doc)))
    names = (class_of_adjective(doc, token, lexicon) or class_of_noun(doc, token, lexicon) for token in near)
    return next(filter(None, names), None)


def _state(doc: Parse, verb: int, lexicon: Classes) -> str | None:
    """ "were dead", "left two dead", "were found dead", "are in hospital", "were taken to hospital"."""
    lemma = doc.lemmas[verb]
    stop = min(verb + 8, doc.sents[doc.sent[verb]][1])
    objects = (doc.lower[child] for child in doc.children[verb] if doc.dep[child] == "dobj")
    if lemma in lexicon.lists["suffer"] and not lexicon.lists["harm"].isdisjoint(objects):
        return "injured"
    if lemma in lexicon.lists["states"]:
        for child in doc.children[verb]:
            if child > verb and doc.dep[child] in COMPLEMENTS:
                name = class_of_adjective(doc, child, lexicon)
                if name and not (doc.dep[child] == "dobj" and doc.pos[child] == "NOUN"):
                    return name
    if lemma in lexicon.lists["treat_verbs"]:
        for at in range(verb + 1, stop):
            two = f"{doc.lower[at]} {doc.lower[at + 1]}" if at + 1 < len(doc) else ""
            harmed = lemma in lexicon.lists["treats"] and doc.lower[at] in lexicon.lists["harm"]
            if harmed or doc.lower[at] in lexicon.lists["treated"] or two in lexicon.lists["treated"]:
                return "injured"
    return None


def _by_order(doc: Parse, first: int, number: int, head: int | None, lexicon: Classes) -> Predicate | None:
    """Headlines: "2 dead, 3 wounded", "Four people shot, two fatally", "killing 12", "toll 12"."""
    at = _past_aside(doc, max(number, -1 if head is None else head) + 1)
    stop = min(at + 5, doc.sents[doc.sent[number]][1])
    if aboard := _behind(doc, at, stop, lexicon) or _ahead(doc, first, lexicon):
        return aboard
    while at < stop and (doc.pos[at] in ("AUX", "ADV", "DET", "PRON") or doc.lower[at] in lexicon.table["skipped"]):
        if doc.lower[at] in lexicon.fatal or class_of_adjective(doc, at, lexicon):
            break
        at += 1
    if at < stop:
        name = class_of_adjective(doc, at, lexicon) or ("killed" if doc.lower[at] in lexicon.fatal else None)
        # an active verb with an object of its own: those counted did it
        acts = doc.pos[at] == "VERB" and doc.tag[at] in ("VBD", "VBP", "VBZ") and _has(doc, at, ("dobj",))
        if name and not acts:
            return Predicate(at, name)
    return _before(doc, first, number, lexicon)


def _before(doc: Parse, first: int, number: int, lexicon: Classes) -> Predicate | None:
    """ "killing 12", "toll 12": the word that precedes the numeral and its bounds."""
    left = first - 1
    skipped = ("ADV", "DET", "ADP", "ADJ", "SCONJ")
    while left > max(first - 5, -1) and doc.pos[left] in skipped and doc.lower[left] not in lexicon.adjectives:
        left -= 1
    if left < 0 or doc.sent[left] != doc.sent[number] or doc.pos[left] not in ("VERB", "NOUN", "PROPN"):
        return None
    name = lexicon.tolls.get(f"{doc.lower[left - 1]} {doc.lower[left]}" if left else "")
    if doc.pos[left] == "VERB":
        bounded = doc.pos[left + 2 : left + 3] in (["ADJ"], ["ADV"])  # "at least"
        aimed = doc.lower[left + 1] in lexicon.table["aimed"] and not bounded
        name = (None if aimed else lexicon.verbs.get(doc.lemmas[left])) or name
    between = any(doc.dep[child] == "dobj" and left < child < first for child in doc.children[left])
    return Predicate(left, name) if name and doc.tag[left] != "VBN" and not between else None


def _behind(doc: Parse, at: int, stop: int, lexicon: Classes) -> Predicate | None:
    """ "40 people (were) on board", "the 12 crew aboard"."""
    while at < stop and doc.pos[at] in ("AUX", "PRON") and doc.lower[at] not in lexicon.behind:
        at += 1
    return _placed(doc, at, lexicon) if at < stop else None


def _ahead(doc: Parse, first: int, lexicon: Classes) -> Predicate | None:
    """ "On board the boat were 40 people"."""
    if first < 2 or doc.lemma[first - 1] not in lexicon.table["be"] or doc.sent[first - 1] != doc.sent[first]:
        return None
    left = doc.sents[doc.sent[first]][0]
    found = (_placed(doc, at, lexicon) for at in range(max(left, first - 9), first - 1))
    return next((predicate for predicate in found if predicate), None)


def _placed(doc: Parse, at: int, lexicon: Classes) -> Predicate | None:
    name = lexicon.behind.get(doc.lower[at])
    if name is None and at + 1 < len(doc):
        name = lexicon.behind.get(f"{doc.lower[at]} {doc.lower[at + 1]}")
        at += 1
    return Predicate(at, name) if name else None


def _past_aside(doc: Parse, at: int) -> int:
    """Behind ", including a baby,": the predicate may follow a parenthesis between commas."""
    end = doc.sents[doc.sent[at - 1]][1]
    if at + 2 < end and doc.words[at] == "," and doc.dep[at + 1] in ("prep", "advmod", "appos", "acl"):
        for close in range(at + 2, min(at + 12, end - 1)):
            if doc.words[close] == ",":
                return close + 1 if doc.pos[close + 1] == "AUX" else at
    return at

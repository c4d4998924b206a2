"""Which Items should be one, with a score and the reasons, the surest first.

In: Items. Out: proposals (left, right, score, reasons) for `Sets.join`. Every rule looks things up by a key; only
names that share the sound of a word are compared, each spelling once.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from retold.grouping import grouped
from retold.languages.mentions import Lexicon
from retold.resolve import names
from retold.resolve.across.items import Item, Nominal
from retold.resolve.across.sets import Sets
from retold.resolve.names import same_name, skeleton

Proposal = tuple[int, int, float, tuple[str, ...]]
BLOCK = 40  # spellings compared within one block
ENOUGH = 0.6  # above the 0.5 at which `same_name` says yes: across accounts there is less to check it by
FITS = 0.45  # below the 0.5 at which `same_name` says yes: enough where other evidence joins them
OFTEN = 3  # mentions of somebody who is more than a name in passing
MEET = 3  # words in which two accounts tell of one crowd
SURE = 0.85  # for places, where a letter may make another one


def propose(things: Sequence[Item], words: Lexicon, sets: Sets) -> Iterator[Proposal]:
    """Proposals in the order in which they should be tried; later ones see the joins made by earlier ones."""
    named = [item for item in things if item.entity.names]
    yield from _equal(named, words)
    yield from _spelt(named, words, sets)
    yield from _lone(named, words, sets)
    yield from _roled(things, sets)
    yield from _fated(things, words, sets)
    unnamed = [item for item in things if not item.entity.names]
    yield from _unnamed(unnamed, sets)
    yield from _counted(unnamed)
    yield from _crowds(unnamed)


def family(item: Item) -> str:
    """The family of an entity by its type."""
    return names.family(item.entity.type, bool(item.mentions) and item.mentions[0].number == "plural")


def canonical(item: Item, name: str, words: Lexicon) -> str:
    """The name folded to one spelling: lower case, no full stops, places by their listed name."""
    folded = " ".join(name.casefold().replace("-", " ").replace("’", "'").split())
    if item.entity.type == "place":
        folded = (words.country_of.get(folded) or words.place_of.get(folded) or folded).casefold()
    return folded.replace(".", "")


def _equal(named: Sequence[Item], words: Lexicon) -> Iterator[Proposal]:
    """Entities with one full name in common; a person's lone surname is left to a later rule."""
    first: dict[tuple[str, str], int] = {}
    for item in named:
        for name in item.entity.names:
            key = (family(item), canonical(item, name, words))
            if key[0] == "person" and " " not in key[1]:
                continue
            if key in first:
                yield first[key], item.index, 0.95, (f'both are called "{name}"',)
            first.setdefault(key, item.index)


def _spelt(named: Sequence[Item], words: Lexicon, sets: Sets) -> Iterator[Proposal]:
    """Names that are spelt or shortened differently, within blocks of names that share the sound of a word."""
    blocks: dict[tuple[str, str], dict[str, Item]] = {}
    for item in named:
        name = item.entity.name
        if family(item) == "person" and " " not in name.strip():
            continue
        folded = name.casefold()
        if folded in words.country_of or folded in words.groups or words.forms.singular(folded) in words.country_of:
            continue
        for key in _blocking(item, name, words):
            blocks.setdefault((family(item), key), {}).setdefault(canonical(item, name, words), item)
    for group in blocks.values():
        for left, right in combinations(list(group.values())[:BLOCK], 2):
            if sets.find(left.index) != sets.find(right.index):
                yield from _scored(left, right, words, sets)


def _scored(left: Item, right: Item, words: Lexicon, sets: Sets) -> Iterator[Proposal]:
    if left.entity.type != "person" and _part_of(left, right, words):
        return
    if left.entity.type == "place" and _words(left) != _words(right):
        return
    score = same_name(left.entity.name, right.entity.name, left.entity.type)
    if score < (SURE if left.entity.type == "place" else ENOUGH):
        return
    if not _all_fit(left, right, sets):
        return
    reasons = [f'"{left.entity.name}" and "{right.entity.name}" are spellings of one name']
    bonus, why = _roles(left, right)
    if score + bonus >= ENOUGH:
        yield left.index, right.index, min(1.0, score + bonus), (*reasons, *why)


def _words(item: Item) -> int:
    """How many words a name has: a place that has more is another place (South Korea, New York State)."""
    return len(item.entity.name.replace("-", " ").split())


def _all_fit(left: Item, right: Item, sets: Sets) -> bool:
    """Whether no name already in one set speaks against one in the other, so that no short name joins two long ones."""
    ours, theirs = sets.names[sets.find(left.index)], sets.names[sets.find(right.index)]
    pairs = ((one, other) for one in ours for other in theirs if not (_short(one) or _short(other)))
    return all(same_name(one, other, left.entity.type) >= FITS for one, other in pairs)


def _short(name: str) -> bool:
    """Whether a name is an acronym, which has no word in common with its long form."""
    return " " not in name and name.isupper()


def _part_of(left: Item, right: Item, words: Lexicon) -> bool:
    """Whether one name is the other's with the word for a part of an organization: "Acme" and "Acme Bureau"."""
    ours, theirs = (set(canonical(item, item.entity.name, words).split()) for item in (left, right))
    return bool((ours < theirs or theirs < ours) and (ours ^ theirs) & words.parts)


def _roles(left: Item, right: Item) -> tuple[float, tuple[str, ...]]:
    """What roles and employers say for or against two people being one."""
    shared = sorted({n.lemma for n in left.nominals} & {n.lemma for n in right.nominals})
    if shared:
        return 0.1, (f'both are called "{shared[0]}"',)
    ours, theirs = left.facts.get("employer"), right.facts.get("employer")
    if ours and theirs and not ours & theirs:
        return -0.2, ("the accounts name different employers",)
    return 0.0, ()


def _blocking(item: Item, name: str, words: Lexicon) -> Iterator[str]:
    parts = [part for part in canonical(item, name, words).split() if part not in words.inner]
    if family(item) == "person":
        yield from sorted({skeleton(part) for part in (parts[0], parts[-1])} if parts else ())
        return
    yield from sorted({skeleton(part) for part in parts if part not in words.cue_type or len(parts) == 1})
    if len(parts) > 1:
        yield "=" + "".join(part[0] for part in parts)
    elif parts and len(parts[0]) < 8:
        yield "=" + parts[0]


def _lone(named: Sequence[Item], words: Lexicon, sets: Sets) -> Iterator[Proposal]:
    """A person known to an account by one word only, led to the one full name of the story that has it."""
    bearers: dict[str, list[Item]] = {}
    singles = []
    for item in named:
        if family(item) != "person":
            continue
        parts = canonical(item, item.entity.name, words).split()
        if len(parts) == 1:
            singles.append((parts[0], item))
        else:
            for part in {parts[0], parts[-1]}:
                bearers.setdefault(part, []).append(item)
    lone: dict[str, int] = {}
    for word, item in singles:
        roots = {sets.find(other.index) for other in bearers.get(word, ())}
        if len(roots) > 1:
            roots = _foremost(bearers[word], roots, sets)
        if len(roots) == 1:
            yield min(roots), item.index, 0.8, (f'the only one in the story called "{item.entity.name}"',)
        elif word not in bearers:
            if word in lone:
                yield lone[word], item.index, 0.75, (f'both are called "{item.entity.name}"',)
            lone.setdefault(word, item.index)


def _foremost(bearers: Sequence[Item], roots: set[int], sets: Sets) -> set[int]:
    """Of several who bear a name, the one the accounts speak of by far the most; none when there is a choice."""
    weight = dict.fromkeys(sorted(roots), 0)
    for item in bearers:
        weight[sets.find(item.index)] += len(item.mentions)
    ranked = sorted(weight, key=lambda root: -weight[root])
    return {ranked[0]} if weight[ranked[0]] >= 4 * weight[ranked[1]] else set()


def _roled(things: Sequence[Item], sets: Sets) -> Iterator[Proposal]:
    """Unnamed people and organizations by the role that one named entity of the story alone has."""
    bearers: dict[tuple[str, frozenset[str]], set[int]] = {}
    for item in things:
        if item.entity.names:
            for nominal in item.nominals:
                if not nominal.plural:
                    for key in ((nominal.lemma, nominal.modifiers), (nominal.lemma, frozenset[str]())):
                        bearers.setdefault(key, set()).add(sets.find(item.index))
    for item in things:
        if item.entity.names or item.entity.type not in ("person", "organization", "place"):
            continue
        for nominal in item.nominals:
            if nominal.plural or not (nominal.definite or nominal.modifiers):
                continue
            roots = {sets.find(root) for root in bearers.get((nominal.lemma, nominal.modifiers), ())}
            if len(roots) == 1 and family(sets.things[min(roots)]) == family(item):
                yield min(roots), item.index, 0.7, (f'the only one called "{item.entity.name}"',)
                break


def _fated(things: Sequence[Item], words: Lexicon, sets: Sets) -> Iterator[Proposal]:
    """The one unnamed person whom an account tells dead, or arrested, with the one named so in the story."""
    people = [item for item in things if item.entity.type == "person" and item.fates]
    for fate, kinds in words.fates.items():
        told = [item for item in people if item.fates & kinds]
        named = {sets.find(item.index) for item in told if sets.names[sets.find(item.index)]}
        if len(named) != 1 or not _told_often([item for item in told if sets.find(item.index) in named]):
            continue
        for rows in grouped((item.account, item) for item in told).values():
            unnamed = [item for item in rows if not sets.names[sets.find(item.index)]]
            if len(rows) == len(unnamed) == 1 and unnamed[0].mentions[0].number != "plural":
                yield min(named), unnamed[0].index, 0.6, (f"the only one of whom the accounts tell: {fate}",)


def _told_often(rows: Sequence[Item]) -> bool:
    """Whether somebody is of the story itself: in two accounts, or mentioned more than in passing."""
    return len({item.account for item in rows}) > 1 or any(len(item.mentions) >= OFTEN for item in rows)


def _unnamed(things: Sequence[Item], sets: Sets) -> Iterator[Proposal]:
    """Entities without a name: the same words; then a bare head with the one fuller phrase that has it."""
    first: dict[tuple[str, frozenset[str], bool, str], int] = {}
    for item in things:
        for nominal in _telling(item):
            key = (nominal.lemma, nominal.modifiers, nominal.plural, nominal.number)
            if key in first:
                yield first[key], item.index, 0.6, (f'the same words: "{item.entity.name}"',)
            first.setdefault(key, item.index)
    by_head: dict[tuple[str, bool, str], dict[frozenset[str], int]] = {}
    for (lemma, modifiers, plural, counted), index in first.items():
        by_head.setdefault((lemma, plural, counted), {}).setdefault(modifiers, index)
    for (lemma, _, _), rows in by_head.items():
        yield from _fuller(lemma, rows, sets)


def _fuller(lemma: str, rows: dict[frozenset[str], int], sets: Sets) -> Iterator[Proposal]:
    """Phrases of one head: each with the fuller one that says all it says, when that leaves no choice."""
    ranked = sorted(rows.items(), key=lambda row: (len(row[0]), row[1]))[:BLOCK]
    for number, (modifiers, index) in enumerate(ranked):
        larger = {sets.find(other) for more, other in ranked[number + 1 :] if modifiers < more}
        larger.discard(sets.find(index))
        if len(larger) == 1:
            yield min(larger), index, 0.55, (f'the only "{lemma}" that says as much and more',)


def _counted(things: Sequence[Item]) -> Iterator[Proposal]:
    """Groups of different accounts that are counted with the same exact number: "412 guests", "412 people"."""
    found: dict[int, dict[str, list[int]]] = {}
    for item in things:
        if item.entity.type == "group":
            for count in sorted({nominal.count for nominal in item.nominals if nominal.count is not None}):
                found.setdefault(count, {}).setdefault(item.account, []).append(item.index)
    for count, accounts in found.items():
        single = [rows[0] for rows in accounts.values() if len(rows) == 1]
        for index in single[1:]:
            yield single[0], index, 0.55, (f"both are counted as {count:,}",)


def _crowds(things: Sequence[Item]) -> Iterator[Proposal]:
    """The one crowd of each account, where the accounts describe it in words that overlap."""
    crowds = grouped((item.account, item) for item in things if item.setting and item.entity.type == "group")
    alone = [rows[0] for rows in crowds.values() if len(rows) == 1][:BLOCK]
    for left, right in combinations(alone, 2):
        shared = sorted(left.setting & right.setting)
        if len(shared) >= MEET:
            yield left.index, right.index, 0.55, (f"the one crowd of each account, with {', '.join(shared[:4])}",)


def _telling(item: Item) -> list[Nominal]:
    if item.entity.type == "person":
        return [n for n in item.nominals if n.modifiers and n.definite]
    often = len(item.mentions) > 1
    return [n for n in item.nominals if n.definite or n.modifiers or (n.plural and often)]

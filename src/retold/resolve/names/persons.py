"""What speaks for and against two personal names being one, as a few named measures.

In: two folded names. Out: the measures by name, what the weights of `weights.json` are for, and notes on the
words. Measures that are not given are 0. Particles (al, van) take no part: they come and go.
"""

from collections.abc import Iterator

from retold.resolve.names.align import Alignment, Words, align, alike
from retold.resolve.names.fold import Folded, Tables, tables
from retold.resolve.names.words import bare_bones, gender_pair, person_words

Note = tuple[str, str, str, float]
Measures = dict[str, float]
MOST = 3  # words left over beyond which more do not count
CHANGED = 4.0  # letters changed beyond which more do not count
EXPLAINED = frozenset({"nickname", "transliteration", "shortened", "plural", "initial"})
FIRM = frozenset({"equal", "transliteration", "nickname", "plural"})
FOR, EITHER, AGAINST = 1, 0, -1  # which way a measure may speak: a weight of the other sign is chance, and left out
# measures of personal names: which sign the training allows their weight, and what they say
PERSON: dict[str, tuple[int, str]] = {
    "one word": (AGAINST, "one full word in common and no initial"),
    "with initial": (EITHER, "one full word in common and an initial"),
    "worst": (AGAINST, "share of letters that must change in the least alike of the paired words"),
    "loose extra": (AGAINST, "no word in common is equal or sounds the same, and one name has words more"),
    "beyond one": (AGAINST, "letters beyond one, of at most four, that must change in one of the paired words"),
    "shortened": (AGAINST, "share of letters cut from words that are cut short"),
    "surname shortened": (AGAINST, "share of letters cut from the word that ends the fuller name"),
    "moved": (AGAINST, "the paired words stand in another order"),
    "apart": (AGAINST, "both names have words that the other lacks"),
    "first apart": (AGAINST, "both names begin with words that the other lacks"),
    "last apart": (AGAINST, "both names end with words that the other lacks"),
    "near apart": (FOR, "how alike the words left over on both sides are"),
    "extra": (AGAINST, "words that only the fuller name has, of at most three"),
    "extra initial": (FOR, "the fuller name has no more than initials beyond the other"),
    "lone last": (EITHER, "the shorter name is the last word of the fuller"),
    "lone first": (EITHER, "the shorter name is the first word of the fuller"),
    "lone middle": (AGAINST, "the shorter name is a word inside the fuller"),
    "first extra": (AGAINST, "two or more words in common, and the fuller name begins with another word"),
    "last extra": (AGAINST, "two or more words in common, and the fuller name ends with another word"),
    "father": (AGAINST, "the fuller name begins with another word and goes on as a chain of fathers' names does"),
    "gender": (AGAINST, "the male and the female form of one name"),
    "generation": (AGAINST, "junior and senior, second and third"),
}


def person_measures(left: Folded, right: Folded, notes: list[Note] | None = None) -> Measures:
    """The measures of two personal names that are not equal; notes on their words into `notes` where it is given."""
    kit = tables()
    found = _aligned(left, right, kit)
    out: Measures = {}
    loose = _pairs(found, out)
    rest = _left_over(found, kit, out)
    out["loose extra"] = float(loose and "extra" in out)
    if out.get("first extra"):
        out["father"] = float(any(word in kit.chain for word in (*left.words, *right.words)))
    if left.generation and right.generation and left.generation != right.generation:
        out["generation"] = 1.0
    if notes is not None:
        notes.extend(word_notes(found, *rest))
        notes.extend(("gendered surname", *pair, -0.6) for pair in _gendered(*rest, kit)[:1])
        if out.get("generation"):
            notes.append(("generation", left.generation or "", right.generation or "", -0.5))
    return out


def word_notes(found: Alignment, left: list[str], right: list[str]) -> Iterator[Note]:
    """What explains an alignment: its pairs with what made them, and the words left over on either side."""
    for i, j, like, how in found.pairs:
        yield how, found.ours[i], found.theirs[j], round(like, 2)
    for word in left:
        yield "only left", word, "", -0.3
    for word in right:
        yield "only right", "", word, -0.1


def _aligned(left: Folded, right: Folded, kit: Tables) -> Alignment:
    """The names' words in pairs; by their consonants where one is in a script that tells little more."""
    if left.coarse == right.coarse:
        return align(left.plain, right.plain, person_words, kit.particles)
    ours, theirs = tuple(map(bare_bones, left.plain)), tuple(map(bare_bones, right.plain))
    return align(ours, theirs, person_words, kit.particles)


def _pairs(found: Alignment, out: Measures) -> bool:
    """Measures of what the names have in common; whether no word of it is firm."""
    hows = [pair[3] for pair in found.pairs]
    initials = hows.count("initial")
    if len(hows) - initials == 1:
        out["with initial" if initials else "one word"] = 1.0
    places = [pair[1] for pair in found.pairs]
    out["moved"] = float(places != sorted(places))
    slips(found, out)
    last = len(found.theirs) - 1
    out["surname shortened"] = sum(1.0 - like for _, j, like, how in found.pairs if how == "shortened" and j == last)
    return not any(how in FIRM for how in hows)


def slips(found: Alignment, out: Measures) -> None:
    """How far those paired words are apart that neither sound, language nor shortening explains; what was cut."""
    out["shortened"] = sum(1.0 - like for _, _, like, how in found.pairs if how == "shortened")
    costs = [
        (1.0 - like, max(len(found.ours[i]), len(found.theirs[j])))
        for i, j, like, how in found.pairs
        if like < 1.0 and how not in EXPLAINED
    ]
    if costs:
        out["worst"] = max(costs)[0]
        out["beyond one"] = max(0.0, min(max(cost * size for cost, size in costs), CHANGED) - 1.0)


def _left_over(found: Alignment, kit: Tables, out: Measures) -> tuple[list[str], list[str]]:
    """Measures of the words that have no counterpart, and these words; one that its name has twice is nothing more."""
    left = _new(found.ours, found.left, 0, found) if found.left else []
    right = _new(found.theirs, found.right, 1, found) if found.right else []
    ours, theirs = [found.ours[i] for i in left], [found.theirs[j] for j in right]
    if left and right:
        out["apart"], out["first apart"] = 1.0, float(left[0] == 0 == right[0])
        out["last apart"] = float(left[-1] == len(found.ours) - 1 and right[-1] == len(found.theirs) - 1)
        if _gendered(ours, theirs, kit):
            out["gender"] = 1.0
        else:
            out["near apart"] = max(alike(one, other) for one in ours for other in theirs)
    elif right:
        _extra(found.theirs, right, [pair[1] for pair in found.pairs], out)
    elif left:
        _extra(found.ours, left, [pair[0] for pair in found.pairs], out)
    return ours, theirs


def _new(words: Words, rest: tuple[int, ...], side: int, found: Alignment) -> list[int]:
    """The places left over on a side whose words are not among the paired ones."""
    known = {words[int(pair[side])] for pair in found.pairs}
    return [place for place in rest if words[place] not in known]


def _gendered(ours: list[str], theirs: list[str], kit: Tables) -> list[tuple[str, str]]:
    """The words left over that are the two genders' forms of one name."""
    return [(one, other) for one in ours for other in theirs if gender_pair(one, other, kit)]


def _extra(words: Words, rest: list[int], places: list[int], out: Measures) -> None:
    """Measures of what the fuller name has more, beside the words at `places` that both have."""
    last = len(words) - 1
    out["extra"] = float(min(len(rest), MOST))
    out["extra initial"] = float(all(len(words[place]) == 1 for place in rest))
    if len(places) == 1:
        where = "last" if places[0] == last else "first" if places[0] == 0 else "middle"
        out[f"lone {where}"] = 1.0
    elif places:
        out["first extra"], out["last extra"] = float(0 in rest), float(last in rest)

"""What speaks for and against two personal names being one, as a few named measures.

In: two folded names. Out: the measures by name, what the weights of `names_weights.json` are for, and notes on the
words. Measures that are not given are 0. Particles (al, van) take no part: they come and go.
"""

from retold.resolve.names_align import Alignment, Words, align, alike
from retold.resolve.names_fold import Folded, Tables, tables
from retold.resolve.names_words import bare_bones, gender_pair, person_words

Note = tuple[str, str, str, float]
Measures = dict[str, float]
MOST = 3  # words left over beyond which more do not count
CHANGED = 4.0  # letters changed beyond which more do not count
EXPLAINED = frozenset({"nickname", "transliteration", "shortened", "plural", "initial"})
FIRM = frozenset({"equal", "transliteration", "nickname", "plural"})
FOR, EITHER, AGAINST = 1, 0, -1  # which way a measure may speak: a weight of the other sign is chance, and left out
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


def person_measures(left: Folded, right: Folded) -> tuple[Measures, list[Note]]:
    """The measures of two personal names that are not equal, and notes on their words."""
    kit = tables()
    found = _aligned(left, right, kit)
    notes = [(how, found.ours[i], found.theirs[j], round(like, 2)) for i, j, like, how in found.pairs]
    out: Measures = {}
    loose = _pairs(found, out)
    _left_over(found, kit, out, notes)
    out["loose extra"] = float(loose and "extra" in out)
    chained = any(word in kit.chain for word in (*left.words, *right.words))
    out["father"] = out.get("first extra", 0.0) * float(chained)
    if left.generation and right.generation and left.generation != right.generation:
        notes.append(("generation", left.generation, right.generation, -0.5))
        out["generation"] = 1.0
    return out, notes


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


def _left_over(found: Alignment, kit: Tables, out: Measures, notes: list[Note]) -> None:
    """Measures of the words that have no counterpart; a word that its name has twice is nothing more."""
    left = _new(found.ours, found.left, {pair[0] for pair in found.pairs})
    right = _new(found.theirs, found.right, {pair[1] for pair in found.pairs})
    notes.extend(("only left", found.ours[i], "", -0.3) for i in left)
    notes.extend(("only right", "", found.theirs[j], -0.1) for j in right)
    if left and right:
        ends = left[-1] == len(found.ours) - 1 and right[-1] == len(found.theirs) - 1
        out |= {"first apart": float(left[0] == 0 == right[0]), "last apart": float(ends)}
        _apart([found.ours[i] for i in left], [found.theirs[j] for j in right], kit, out, notes)
    elif right:
        _extra(found.theirs, right, [pair[1] for pair in found.pairs], out)
    elif left:
        _extra(found.ours, left, [pair[0] for pair in found.pairs], out)


def _new(words: Words, rest: tuple[int, ...], paired: set[int]) -> list[int]:
    """The places left over whose words are not among the paired ones."""
    known = {words[place] for place in paired} if rest else ()
    return [place for place in rest if words[place] not in known]


def _apart(ours: list[str], theirs: list[str], kit: Tables, out: Measures, notes: list[Note]) -> None:
    """Measures of words that each name has and the other lacks."""
    out["apart"] = 1.0
    pair = next(((one, other) for one in ours for other in theirs if gender_pair(one, other, kit)), None)
    if pair:
        out["gender"] = 1.0
        notes.append(("gendered surname", *pair, -0.6))
    else:
        out["near apart"] = max(alike(one, other) for one in ours for other in theirs)


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

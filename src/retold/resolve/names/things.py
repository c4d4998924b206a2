"""What speaks for and against two names of organizations, places or things being one, as a few named measures.

In: two folded names. Out: the measures by name, what the weights of `weights.json` are for, and notes on the
words. Measures that are not given are 0. Words that many organizations share (national, bank) and places say less
than the words that tell an organization apart.
"""

from retold.resolve.names.align import Alignment, Words, align, alike
from retold.resolve.names.fold import Folded, Tables, tables
from retold.resolve.names.persons import AGAINST, EITHER, FIRM, FOR, MOST, Measures, Note, slips, word_notes
from retold.resolve.names.words import is_number, thing_words

# measures of names of things: which sign the training allows their weight, and what they say
THING: dict[str, tuple[int, str]] = {
    "no own word": (AGAINST, "only general words, or only places, in common"),
    "bare extra": (AGAINST, "the same, and one name has words more"),
    "nothing": (AGAINST, "no word in common"),
    "letters": (FOR, "letters in common, of at most 16"),
    "loose": (AGAINST, "no telling word in common is equal or sounds the same"),
    "loose extra": (AGAINST, "the same, and one name has words more"),
    "beyond one": (AGAINST, "letters beyond one, of at most four, that must change in one of the paired words"),
    "shortened": (AGAINST, "share of letters cut from words that are cut short"),
    "apart": (AGAINST, "both names have words that the other lacks"),
    "first apart": (AGAINST, "both names begin with words that the other lacks"),
    "near apart": (FOR, "how alike the words left over on both sides are"),
    "own extra": (AGAINST, "telling words that only the fuller name has, of at most three"),
    "inside extra": (AGAINST, "a telling word that only the fuller name has stands between words in common"),
    "one word": (EITHER, "the shorter name is a single word"),
    "share": (AGAINST, "share of the fuller name's weight that the other lacks"),
    "number apart": (AGAINST, "both names have numbers, and other ones"),
    "number extra": (AGAINST, "one of the names has a number"),
    "acronym": (FOR, "one is the initials of the other"),
    "same initials": (FOR, "both have the same four initials or more"),
}
OWN, GENERAL, PLACE = 1.0, 0.4, 0.5  # how far a word tells an organization apart
LETTERS = 16  # letters in common beyond which more do not count
INITIALS = 4  # letters that two sets of initials must have to be more than chance


def thing_measures(left: Folded, right: Folded, notes: list[Note] | None = None) -> Measures:
    """The measures of two names of things that are not equal; notes on their words into `notes` where it is given."""
    kit = tables()
    for short, long in ((left, right), (right, left)):
        if short.acronym and len(short.acronym) > 1 and len(long.words) > 1 and short.acronym in long.initials:
            if notes is not None:
                notes.append(("acronym", short.text, long.text, 0.86))
            return {"acronym": 1.0}
    out, found = _words_measures(left.words, right.words, kit)
    if left.plain != left.words or right.plain != right.words:
        other, written = _words_measures(left.plain, right.plain, kit)
        out, found = (other, written) if _better(other, out) else (out, found)
    if notes is not None and left.words == right.words:
        notes.append(("equal but for form", left.text, right.text, 0.97))
    elif notes is not None:
        rest = [found.ours[i] for i in found.left], [found.theirs[j] for j in found.right]
        notes.extend(word_notes(found, *rest))
    out["same initials"] = float(any(len(short) >= INITIALS and short in right.initials for short in left.initials))
    return out


def _better(one: Measures, other: Measures) -> bool:
    """Whether one way to write out the words leaves less over than the other."""
    return (one["left"], one.get("worst", 0.0)) < (other["left"], other.get("worst", 0.0))


def _words_measures(left: Words, right: Words, kit: Tables) -> tuple[Measures, Alignment]:
    """The measures that one way to write out the words gives, and the words in pairs."""
    found = align(left, right, thing_words, frozenset())
    out: Measures = {"one word": float(len(found.ours) == 1)}
    _numbers(found, out)
    _pairs(found, kit, out)
    _left_over(found, kit, out)
    return out, found


def _worth(word: str, kit: Tables) -> float:
    """How far a word tells an organization apart."""
    return GENERAL if word in kit.generic else PLACE if word in kit.places else OWN


def _numbers(found: Alignment, out: Measures) -> None:
    ours, theirs = set(filter(is_number, found.ours)), set(filter(is_number, found.theirs))
    out["number apart"] = float(bool(ours and theirs) and ours != theirs)
    out["number extra"] = float(bool(ours) != bool(theirs))


def _pairs(found: Alignment, kit: Tables, out: Measures) -> None:
    """Measures of what the names have in common."""
    words = [found.ours[pair[0]] for pair in found.pairs]
    worths = [_worth(word, kit) for word in words]
    own = worths.count(OWN)
    out["no own word"] = float(bool(words) and len(set(worths)) == 1 and not own)
    firm = any(how in FIRM and worth == OWN for (*_, how), worth in zip(found.pairs, worths, strict=True))
    out["loose"] = float(own > 0 and not firm)
    out["nothing"] = float(not words)
    out["letters"] = min(sum(map(len, words)), LETTERS) / LETTERS
    slips(found, out)


def _left_over(found: Alignment, kit: Tables, out: Measures) -> None:
    """Measures of the words that have no counterpart."""
    ours, theirs = [found.ours[i] for i in found.left], [found.theirs[j] for j in found.right]
    out["left"] = sum(_worth(word, kit) for word in (*ours, *theirs))
    if ours and theirs:
        out["apart"] = 1.0
        out["first apart"] = float(found.left[0] == 0 == found.right[0])
        out["near apart"] = max(alike(one, other) for one in ours for other in theirs)
    elif theirs:
        _extra(found.theirs, found.right, [pair[1] for pair in found.pairs], out)
    elif ours:
        _extra(found.ours, found.left, [pair[0] for pair in found.pairs], out)


def _extra(words: Words, rest: tuple[int, ...], places: list[int], out: Measures) -> None:
    """Measures of what the fuller name has more, beside the words at `places` that both have."""
    kit = tables()
    weights = [_worth(words[place], kit) for place in rest]
    own = [place for place, weight in zip(rest, weights, strict=True) if weight == OWN]
    out["own extra"] = float(min(len(own), MOST))
    out["inside extra"] = float(any(min(places, default=0) < place < max(places, default=0) for place in own))
    out["bare extra"], out["loose extra"] = out["no own word"], out["loose"]
    out["share"] = sum(weights) / sum(_worth(word, kit) for word in words)

"""What speaks for two events being one: named features of a pair, each a small function whose docstring is what a
reader is shown.

`table(...)` gives the matrix that the line of `event_weights.json` reads, one row a pair, one column a name of `NAMES`.
"""

from collections.abc import Callable, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from retold.match.event_pairs import EventPair
from retold.match.told import EventProfile

TOP = 3  # passages at the top of an account
STEM = 4  # letters that a verb and its noun share ("explode", "explosion")

Feature = Callable[[EventPair], float]


def same_lemma(pair: EventPair) -> float:
    """The same verb or noun."""
    return float(pair.lemma)


def same_type(pair: EventPair) -> float:
    """The same type of event."""
    return float(pair.type)


def kin_type(pair: EventPair) -> float:
    """Two types that can tell of one event."""
    return float(pair.right.kind in pair.table.words.kin.get(pair.left.kind, ()))


def same_stem(pair: EventPair) -> float:
    """Two words that begin alike ("convict", "conviction")."""
    return float(not pair.lemma and pair.left.event.lemma[:STEM] == pair.right.event.lemma[:STEM])


def lemma_share(pair: EventPair) -> float:
    """The same word, by the share of accounts that use it."""
    return pair.table.lemma_share[pair.left.event.lemma] if pair.lemma else 0.0


def type_share(pair: EventPair) -> float:
    """The same type, by the share of accounts that tell it."""
    return pair.table.type_share[pair.left.kind] if pair.type else 0.0


def lemma_often(pair: EventPair) -> float:
    """The same word, by how often an account uses it."""
    return pair.table.lemma_often[pair.left.event.lemma] if pair.lemma else 0.0


def type_often(pair: EventPair) -> float:
    """The same type, by how often an account tells it."""
    return pair.table.type_often[pair.left.kind] if pair.type else 0.0


def word_known(pair: EventPair) -> float:
    """How many of the accounts use the two words."""
    share = pair.table.lemma_share
    return (share[pair.left.event.lemma] + share[pair.right.event.lemma]) / 2


def word_often(pair: EventPair) -> float:
    """How often an account uses the more frequent of the two words."""
    often = pair.table.lemma_often
    return max(often[pair.left.event.lemma], often[pair.right.event.lemma])


def passages_meet(pair: EventPair) -> float:
    """How probable it is that the two passages report the same thing."""
    return pair.meet


def passages_meet_root(pair: EventPair) -> float:
    """The same, small probabilities weighing more."""
    return float(pair.meet**0.5)


def passages_alike(pair: EventPair) -> float:
    """How alike the words and names of the two passages are."""
    return pair.cosine


def one_passage(pair: EventPair) -> float:
    """Both are in one passage."""
    left, right = pair.passages
    return float(left is not None and left is right)


def one_account(pair: EventPair) -> float:
    """Both are in one account."""
    return float(pair.left.account == pair.right.account)


def agent_same(pair: EventPair) -> float:
    """Who acts is the same, by name or by noun."""
    return max(pair.agent, 0.0)


def agent_apart(pair: EventPair) -> float:
    """Who acts is somebody else."""
    return float(pair.agent < 0)


def patient_same(pair: EventPair) -> float:
    """Who undergoes it is the same, by name or by noun."""
    return max(pair.patient, 0.0)


def patient_apart(pair: EventPair) -> float:
    """Who undergoes it is somebody else."""
    return float(pair.patient < 0)


def agents_unknown(pair: EventPair) -> float:
    """How many of the two name nobody who acts."""
    return float(("agent" not in (pair.left.fillers or {})) + ("agent" not in (pair.right.fillers or {})))


def patients_unknown(pair: EventPair) -> float:
    """How many of the two name nobody who undergoes it."""
    undergoing = pair.table.undergoing
    return float((not undergoing[pair.first]) + (not undergoing[pair.second]))


def roles_crossed(pair: EventPair) -> float:
    """Who acts in one undergoes it in the other."""
    return max(pair.crossed, 0.0)


def names_shared(pair: EventPair) -> float:
    """How many with a name take part in both, whatever their roles."""
    named = pair.table.named
    return float(min(len(named[pair.first] & named[pair.second]), 3))


def names_apart(pair: EventPair) -> float:
    """How many with a name take part in one alone, where both name somebody."""
    one, two = pair.table.named[pair.first], pair.table.named[pair.second]
    return float(min(len(one ^ two), 4)) if one and two else 0.0


def clause_alike(pair: EventPair) -> float:
    """How alike the words of the two clauses are, rare ones weighing more."""
    return pair.clause


def clause_shared(pair: EventPair) -> float:
    """How much the words that both clauses hold tell together, participants left out."""
    return pair.shared


def time_same(pair: EventPair) -> float:
    """Told of the same time."""
    return float(_times(pair) is True)


def time_apart(pair: EventPair) -> float:
    """Told of two times."""
    return float(_times(pair) is False)


def place_same(pair: EventPair) -> float:
    """Told of the same place."""
    places = pair.table.places
    return float(not places[pair.first].isdisjoint(places[pair.second]))


def place_apart(pair: EventPair) -> float:
    """Told of two places."""
    one, two = pair.table.places[pair.first], pair.table.places[pair.second]
    return float(bool(one and two) and one.isdisjoint(two))


def denied_one(pair: EventPair) -> float:
    """Only one of them is denied."""
    return float(pair.left.event.polarity != pair.right.event.polarity)


def mood_apart(pair: EventPair) -> float:
    """One is asserted as done, the other as planned or possible."""
    return float(mood(pair.left) != mood(pair.right))


def ahead(pair: EventPair) -> float:
    """How many of the two are reported as planned or possible."""
    return float((mood(pair.left) == "ahead") + (mood(pair.right) == "ahead"))


def tense_apart(pair: EventPair) -> float:
    """Two tenses."""
    one, two = pair.left.event.tense, pair.right.event.tense
    return float(one is not None and two is not None and one != two)


def noun_one(pair: EventPair) -> float:
    """One is a noun, the other a verb."""
    return float(pair.left.noun != pair.right.noun)


def noun_both(pair: EventPair) -> float:
    """Both are nouns."""
    return float(pair.left.noun and pair.right.noun)


def form_same(pair: EventPair) -> float:
    """One form: both verbs, both nouns, both states."""
    return float(pair.left.event.form == pair.right.event.form)


def bare(pair: EventPair) -> float:
    """How many of the two are bare nouns ("the attack")."""
    return float(pair.left.bare + pair.right.bare)


def set_apart(pair: EventPair) -> float:
    """A word sets one apart ("another attack")."""
    return float(pair.left.apart or pair.right.apart)


def plural_one(pair: EventPair) -> float:
    """One is a plural, the other not."""
    return float(pair.left.plural != pair.right.plural)


def again_and_again(pair: EventPair) -> float:
    """One is what happens again and again ("attacks on civilians")."""
    return float(pair.left.loose or pair.right.loose)


def quiet(pair: EventPair) -> float:
    """How many of the two are verbs of saying, thinking and doing."""
    return _among(pair, pair.table.words.quiet)


def diffuse(pair: EventPair) -> float:
    """How many of the two are of types that one story tells of many times."""
    return _among(pair, pair.table.words.diffuse)


def classed(pair: EventPair) -> float:
    """How many of the two have a type of the lexicon."""
    return float((pair.left.kind in pair.table.words.classes) + (pair.right.kind in pair.table.words.classes))


def only_once(pair: EventPair) -> float:
    """Of a type that befalls one only once."""
    return float(pair.type and pair.left.kind in pair.table.words.once)


def at_top(pair: EventPair) -> float:
    """How many of the two are at the top of an account."""
    return float(sum(passage is not None and passage.order < TOP for passage in pair.passages))


def quoted_one(pair: EventPair) -> float:
    """Only one of them is reported in somebody's words."""
    return float((pair.left.event.quote is None) != (pair.right.event.quote is None))


def speaker_same(pair: EventPair) -> float:
    """1 when both are reported by one speaker, -1 when by two, 0 else."""
    one, two = pair.left.speaker, pair.right.speaker
    return 0.0 if not one or not two else 1.0 if one == two else -1.0


def about_same(pair: EventPair) -> float:
    """What is asked for, promised or said is of one type."""
    return float(not pair.left.about.isdisjoint(pair.right.about))


def about_apart(pair: EventPair) -> float:
    """What is asked for, promised or said is of two types."""
    return float(bool(pair.left.about and pair.right.about) and pair.left.about.isdisjoint(pair.right.about))


def under_apart(pair: EventPair) -> float:
    """The words over the two make something else of them ("refused to", "accused of")."""
    return float(pair.left.event.under != pair.right.event.under)


def accounts_many(pair: EventPair) -> float:
    """How many accounts the story has (logarithm)."""
    return log(pair.table.accounts)


def two_words(pair: EventPair) -> float:
    """Two words of two types: only the passages bring them together."""
    return float(not (pair.lemma or pair.type))


PLAIN: tuple[Feature, ...] = (
    same_lemma, same_type, kin_type, same_stem, two_words, lemma_share, type_share, lemma_often, type_often, word_known,
    word_often, passages_meet, passages_meet_root, passages_alike, one_passage, one_account, agent_same, agent_apart,
    patient_same, patient_apart, agents_unknown, patients_unknown, roles_crossed, names_shared, names_apart,
    clause_alike, clause_shared, time_same, time_apart, place_same, place_apart, denied_one, mood_apart, ahead,
    tense_apart, noun_one, noun_both, form_same, bare, set_apart, plural_one, again_and_again, quiet, diffuse, classed,
    only_once, at_top, quoted_one, speaker_same, about_same, about_apart, under_apart, accounts_many,
)  # fmt: skip
TOGETHER: tuple[tuple[Feature, Feature], ...] = (
    (same_lemma, passages_meet_root), (same_type, passages_meet_root), (two_words, passages_meet_root),
    (same_lemma, passages_alike), (same_lemma, patient_apart), (same_type, patient_apart), (same_lemma, patient_same),
    (same_type, patient_same), (two_words, patient_same), (same_lemma, agent_same), (two_words, agent_same),
    (same_lemma, quiet), (quiet, agent_same), (quiet, agent_apart), (same_lemma, bare), (same_type, bare),
    (same_lemma, noun_both), (same_lemma, one_account), (lemma_share, lemma_share),
)  # fmt: skip
# the features, in the order of their weights
NAMES: tuple[str, ...] = (
    *(feature.__name__ for feature in PLAIN),
    *(f"{one.__name__} x {two.__name__}" for one, two in TOGETHER),
)


def table(found: Sequence[EventPair]) -> NDArray[np.float64]:
    """One row a pair, one column a name of `NAMES`: the features and the products of some."""
    rows = [[feature(pair) for feature in PLAIN] for pair in found]
    plain = np.array(rows, dtype=np.float64).reshape(len(found), len(PLAIN))
    place = {feature: number for number, feature in enumerate(PLAIN)}
    ones, twos = ([place[both[side]] for both in TOGETHER] for side in (0, 1))
    return np.hstack([plain, plain[:, ones] * plain[:, twos]])


def mood(told: EventProfile) -> str:
    """Told as done, as not done, or as not yet or not surely done."""
    if told.event.modality != "asserted" and told.event.under != "allege":
        return "ahead"
    return "done" if told.event.polarity == "positive" else "not"


def _times(pair: EventPair) -> bool | None:
    """Whether both are dated to one time; None where one of them has none."""
    one, two = pair.left, pair.right
    if one.when and two.when:
        return one.when[0] <= two.when[1] and two.when[0] <= one.when[1]
    return one.day == two.day if one.day and two.day else None


def _among(pair: EventPair, names: frozenset[str]) -> float:
    return float((pair.left.kind in names) + (pair.right.kind in names))

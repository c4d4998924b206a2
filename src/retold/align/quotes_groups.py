"""The renderings of one thing said, over all accounts. In: a Story. Out: groups of `SaidSentence`s.

Pairs are taken from the most probable down. Two groups become one where their sentences are, on the average of all
pairs across, probably one: a single stray pair joins nothing. Sentences that follow each other in every account of
their groups become one rendering each, so that a speech is one utterance and not one a sentence.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from retold.align.quotes import SaidSentence, gather, together, words_of
from retold.align.quotes_pairs import MAX_CANDIDATES, SpeechPair, pairs
from retold.align.quotes_score import SpeechWeights, probability, weights
from retold.languages import Language
from retold.model import Story, StoryEntity

# the least probability at which a pair may join two groups, a little under an even chance because speech that was
# translated or rewritten shares fewer words than most labelled pairs; and the least average over all pairs across
JOIN = 0.45
LINK = 0.4
# longer stretches are cut into their sentences again: a rendering is read at one glance
MAX_LENGTH = 500
MAX_SPEAKERS = 400

Joined = dict[tuple[int, int], float]


def groups(story: Story, language: Language) -> list[list[SaidSentence]]:
    """The renderings of each utterance, in the order of accounts and text; groups by their first member."""
    return story.once(made, language, weights())


def made(story: Story, language: Language, given: SpeechWeights) -> list[list[SaidSentence]]:
    """The groups under the given weights."""
    found = gather(story, language)
    proposed = pairs(found, words_of(language), speakers(story))
    likely = {(pair.left, pair.right): probability(pair.features, given) for pair in proposed}
    held = clusters(found, likely, _full(proposed))
    return sorted(_runs(found, held), key=lambda group: group[0].index)


def _full(proposed: Sequence[SpeechPair]) -> frozenset[int]:
    """Sentences that had more candidates than were kept: a pair that is missing there tells nothing."""
    counts = Counter(pair.right for pair in proposed)
    return frozenset(index for index, count in counts.items() if count >= MAX_CANDIDATES)


def clusters(found: Sequence[SaidSentence], likely: Joined, full: frozenset[int]) -> list[list[int]]:
    """Groups of indices under average linkage, each ascending; one without a quote is no group."""
    home = list(range(len(found)))
    members = {index: [index] for index in home}
    probable = [item for item in likely.items() if item[1] >= JOIN]
    for (left, right), _ in sorted(probable, key=lambda item: (-item[1], item[0])):
        one, two = home[left], home[right]
        if one != two and _average(found, (members[one], members[two]), likely, full) >= LINK:
            into, gone = min(one, two), max(one, two)
            for index in members[gone]:
                home[index] = into
            members[into] = sorted(members[into] + members.pop(gone))
    return [held for held in members.values() if len(held) > 1 or found[held[0]].quote is not None]


def _average(
    found: Sequence[SaidSentence], sides: tuple[Sequence[int], Sequence[int]], likely: Joined, full: frozenset[int]
) -> float:
    """The mean probability of the pairs across; a pair that was not proposed counts as none where it was looked for."""
    total, count = 0.0, 0
    for left in sides[0]:
        for right in sides[1]:
            pair = (min(left, right), max(left, right))
            if pair not in likely and found[left].account == found[right].account:
                value = _within(found[left], found[right])
            else:
                value = likely.get(pair, None if pair[1] in full else 0.0)
            if value is not None:
                total += value
                count += 1
    return total / count if count else 0.0


def _within(one: SaidSentence, two: SaidSentence) -> float | None:
    """How well two sentences of one account go together: neighbours may be one sentence elsewhere, which tells nothing;
    others must say the same again."""
    if abs(one.place - two.place) <= 1:
        return None
    shared = len(one.keys & two.keys)
    return 1.0 if 2 * shared >= min(len(one.keys), len(two.keys)) and shared >= 2 else 0.0


def _runs(found: Sequence[SaidSentence], held: Sequence[Sequence[int]]) -> list[list[SaidSentence]]:
    """The groups as renderings: sentences of a quote that follow each other in all accounts of two groups are one."""
    home = {index: place for place, indices in enumerate(held) for index in indices}
    follows = {
        place: after for place, indices in enumerate(held) if (after := _following(found, indices, home, held)) >= 0
    }
    later = set(follows.values())
    result: list[list[SaidSentence]] = []
    for place in range(len(held)):
        if place in later:
            continue
        chain = [place]
        while chain[-1] in follows:
            chain.append(follows[chain[-1]])
        result.extend(_cut_long(found, [held[each] for each in chain]))
    return [_no_overlap(group) for group in result]


def _following(
    found: Sequence[SaidSentence], indices: Sequence[int], home: Mapping[int, int], held: Sequence[Sequence[int]]
) -> int:
    """The one group whose sentences go on after these, each in its account; -1 where there is none."""
    after = {home.get(_next(found, index, alone=len(indices) == 1), -1) for index in indices}
    place = after.pop() if len(after) == 1 else -1
    return place if place >= 0 and len(held[place]) == len(indices) and held[place][0] > indices[0] else -1


def _next(found: Sequence[SaidSentence], index: int, alone: bool) -> int:
    """The sentence that goes on after this one in the same stretch of words said, -1 where there is none. In a quote
    that no other account carries, also across what the account puts between."""
    if index + 1 >= len(found):
        return -1
    one, two = found[index], found[index + 1]
    same = one.quote is not None and one.quote is two.quote and one.account == two.account
    return index + 1 if same and (alone or two.spans[0][0] - one.spans[-1][1] <= 1) else -1


def _cut_long(found: Sequence[SaidSentence], chain: Sequence[Sequence[int]]) -> list[list[SaidSentence]]:
    """A chain of groups as one group of longer renderings, begun anew where one grows too long."""
    parts: list[list[list[SaidSentence]]] = []
    for indices in chain:
        row = [found[index] for index in indices]
        if parts and all(
            one[-1].index + 1 == item.index and (len(row) == 1 or item.spans[-1][1] - one[0].spans[0][0] <= MAX_LENGTH)
            for one, item in zip(parts[-1], row, strict=True)
        ):
            for one, item in zip(parts[-1], row, strict=True):
                one.append(item)
        else:
            parts.append([[item] for item in row])
    return [[together(items) for items in part] for part in parts]


def _no_overlap(group: Sequence[SaidSentence]) -> list[SaidSentence]:
    """Of renderings of one account that overlap the longest: a quote within a quote says it once."""
    kept: list[SaidSentence] = []
    for item in sorted(group, key=lambda said: (said.spans[0][0] - said.spans[-1][1], said.index)):
        if not any(
            item.account == other.account and item.spans[0][0] < other.spans[-1][1]
            and other.spans[0][0] < item.spans[-1][1] for other in kept
        ):  # fmt: skip
            kept.append(item)
    return sorted(kept, key=lambda said: said.index)


# --- speakers ---------------------------------------------------------------------------------------------------------


def speakers(story: Story) -> dict[tuple[str, str], str]:
    """The relation of two speakers of the story: "near" where they share a name or one only describes, "kind"
    where one may speak for the other (a person and a body); all others are strangers. Pairs of the first
    `MAX_SPEAKERS`, who speak most."""
    counts = Counter(
        who
        for item in story.analyses
        for quote in item.quotes
        if quote.speaker.entity is not None
        and (who := story.entity_of.get((item.article.id, quote.speaker.entity))) is not None
    )
    by_id = {entity.id: entity for entity in story.entities}
    spoke = [by_id[who] for who, _ in counts.most_common() if who in by_id][:MAX_SPEAKERS]
    names = {entity.id: name_words(entity) for entity in spoke}
    found: dict[tuple[str, str], str] = {}
    for one, two in combinations(sorted(spoke, key=lambda entity: entity.id), 2):
        left, right = names[one.id], names[two.id]
        if left & right or not left or not right:
            found[(one.id, two.id)] = "near"
        elif one.type != two.type:
            found[(one.id, two.id)] = "kind"
    return found


def name_words(entity: StoryEntity) -> set[str]:
    """The capitalized words of all names of an entity."""
    texts = [entity.name, *(name.text for name in entity.names)]
    return {word.lower() for text in texts for word in text.split() if word[:1].isupper() and len(word) > 1}

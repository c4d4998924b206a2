"""Which articles tell the same story: articles -> a story name each.

TF-IDF vectors of the words (names and numbers weigh more), cosine damped by the days between publications, average
linkage. Candidates come from an inverted index over the rarer words, so the cost grows with the words that articles
share, not with the pairs of articles. Pure and deterministic: the result does not depend on the order of the articles.
"""

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations, islice

from retold.days import day
from retold.grouping import grouped
from retold.model import Article

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
WORDS = 1_500
COMMON = 0.25
POSTINGS = 400
NAME_WEIGHT = 1.6
NUMBER_WEIGHT = 1.2
TITLE_WEIGHT = 2
CANDIDATE_TERMS = 60
# found on news of local incidents; a story of one day's event holds together above it
JOIN = 0.085
GRACE_DAYS = 3
FADE_DAYS = 10.0
# without both dates two like events months apart cannot be told by time: the words must agree more
UNDATED = 0.53


def cluster(articles: Sequence[Article]) -> list[str]:
    """The story of each article, in order; a story is named after its first article by id."""
    ranked = sorted(range(len(articles)), key=lambda index: articles[index].id)
    vectors = _vectors([articles[index] for index in ranked])
    published = (articles[index].published for index in ranked)
    known = (day(moment.earliest if moment else None) for moment in published)
    days = [found.toordinal() if found else None for found in known]
    groups = _linked(_similar(vectors, days), len(ranked))
    named = {ranked[place]: articles[ranked[group[0]]].id for group in groups for place in group}
    return [named[index] for index in range(len(articles))]


def _terms(article: Article) -> Counter[str]:
    """Words with their counts. A capital in the middle of a sentence marks a name: such words count more later."""
    found: Counter[str] = Counter()
    text = article.text
    for match in islice(WORD.finditer(text), WORDS):
        word = match.group()
        before = text[max(0, match.start() - 2) : match.start()]
        name = word[0].isupper() and before[-1:] == " " and before[:1] not in ".!?:\n"
        found[f"^{word.lower()}" if name else word.lower()] += 1
    for match in WORD.finditer((article.title or "")[:500]):
        found[match.group().lower()] += TITLE_WEIGHT
    return found


def _vectors(articles: Sequence[Article]) -> list[dict[str, float]]:
    """Unit vectors: (1 + log count) * log of how rare the word is * its kind's weight."""
    counts = [_terms(article) for article in articles]
    merged = [_folded(count) for count in counts]
    spread: Counter[str] = Counter(word for words, _ in merged for word in words)
    total = len(articles) + 1
    vectors = []
    for words, names in merged:
        vector = {}
        for word, count in sorted(words.items()):
            rarity = math.log(total / spread[word])
            kind = NAME_WEIGHT if word in names else NUMBER_WEIGHT if word.isdecimal() else 1.0
            if rarity > 0 and len(word) > 1:
                vector[word] = (1 + math.log(count)) * rarity * kind
        size = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        vectors.append({word: value / size for word, value in vector.items()})
    return vectors


def _folded(count: Counter[str]) -> tuple[Counter[str], set[str]]:
    words: Counter[str] = Counter()
    names = set()
    for word, number in count.items():
        plain = word.removeprefix("^")
        words[plain] += number
        if plain != word:
            names.add(plain)
    return words, names


def _similar(vectors: list[dict[str, float]], days: list[int | None]) -> dict[tuple[int, int], float]:
    """Damped cosines of the pairs that share a weighty word which is not too common."""
    weighty = [sorted(vector, key=lambda word: (-vector[word], word))[:CANDIDATE_TERMS] for vector in vectors]
    postings = grouped((word, place) for place, words in enumerate(weighty) for word in words)
    limit = max(20, min(POSTINGS, int(COMMON * len(vectors))))
    found: dict[tuple[int, int], float] = {}
    for _, places in sorted(postings.items()):
        for left, right in combinations(places, 2) if len(places) <= limit else ():
            if (left, right) not in found:
                found[left, right] = _cosine(vectors[left], vectors[right]) * _damp(days[left], days[right])
    return found


def _cosine(left: dict[str, float], right: dict[str, float]) -> float:
    if len(left) > len(right):
        left, right = right, left
    return math.fsum(value * right[word] for word, value in left.items() if word in right)


def _damp(left: int | None, right: int | None) -> float:
    if left is None or right is None:
        return UNDATED
    return math.exp(-max(0, abs(left - right) - GRACE_DAYS) / FADE_DAYS)


def _linked(similar: dict[tuple[int, int], float], total: int) -> list[list[int]]:
    """Average linkage: the two groups that are most alike are joined until none is above the threshold."""
    members: dict[int, list[int]] = {place: [place] for place in range(total)}
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    for (left, right), value in similar.items():
        sums[left][right] = sums[right][left] = value
    heap = [(-value, left, right) for (left, right), value in similar.items() if value >= JOIN]
    heapq.heapify(heap)
    fresh = total
    while heap:
        _, left, right = heapq.heappop(heap)
        if left not in members or right not in members:
            continue
        members[fresh] = sorted(members.pop(left) + members.pop(right))
        near = sums.pop(left)
        for other, value in sums.pop(right).items():
            near[other] = near.get(other, 0.0) + value
        near.pop(left, None)
        near.pop(right, None)
        sums[fresh] = near
        for other, value in near.items():
            links = sums[other]
            links.pop(left, None)
            links.pop(right, None)
            links[fresh] = value
            average = value / (len(members[fresh]) * len(members[other]))
            if average >= JOIN:
                heapq.heappush(heap, (-average, other, fresh))
        fresh += 1
    return sorted(members.values())

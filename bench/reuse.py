"""How long it takes to find all reuse among many articles, and how much memory. Prints the figures; status 1 over
budget.

python bench/reuse.py [--articles 10000] [--check 300] [--minhash]

The articles are generated: about 350 words each drawn from a made vocabulary with the frequencies of a natural one
(Zipf), with the same formulas at the end of many; a tenth of them hold passages of others, and one report stands in
200 of them. `--check` compares the index with the comparison of all pairs on the first articles; `--minhash` runs
datasketch's MinHash LSH on the same texts.
"""

import argparse
import resource
import sys
import time
from collections.abc import Sequence
from itertools import combinations
from random import Random

import numpy as np

from retold.lineage.index import pairs
from retold.lineage.reuse import shared
from retold.lineage.words import Text, read, shingles

WORDS, SECONDS, MEGABYTES = 30_000, 120.0, 2048.0
FORMULA = "anyone who saw what happened is asked to call the newsroom or to write to the desk at any time of the day"


def articles(count: int) -> tuple[list[str], set[tuple[int, int]]]:
    """Texts, and the pairs (giver, taker) planted in them."""
    random = Random(7)  # noqa: S311 -- a fixed seed for made texts
    letters = "abcdefghijklmnopqrstuvwxyz"
    vocabulary = ["".join(random.choice(letters) for _ in range(random.randint(2, 11))) for _ in range(WORDS)]
    weights = [1 / (rank + 10) for rank in range(WORDS)]
    stream = random.choices(vocabulary, weights, k=count * 400)
    texts: list[list[str]] = []
    planted: set[tuple[int, int]] = set()
    for number in range(count):
        size = random.randint(250, 450)
        words = stream[number * 400 : number * 400 + size]
        if number and random.random() < 0.1:
            giver = random.randrange(number)
            start = random.randrange(max(len(texts[giver]) - 90, 1))
            words[50:50] = texts[giver][start : start + random.randint(25, 80)]
            planted.add((giver, number))
        elif number > 50 and number % (max(count // 200, 1)) == 0:
            words = texts[17][:200] + words[:60]
            planted.add((17, number))
        if random.random() < 0.3:
            words = [*words, *FORMULA.split()]
        texts.append(words)
    return [" ".join(words) for words in texts], planted


def minhash(texts: Sequence[Text]) -> list[tuple[int, int]]:
    """Pairs that MinHash LSH of whole articles reports, for comparison."""
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=0.3, num_perm=64)
    signed = []
    for index, text in enumerate(texts):
        mark = MinHash(num_perm=64)
        mark.update_batch([key.to_bytes(8, "little") for key in shingles(text.codes, 7).tolist()])
        lsh.insert(str(index), mark)
        signed.append(mark)
    found = {tuple(sorted((index, int(other)))) for index, mark in enumerate(signed) for other in lsh.query(mark)}
    return sorted((left, right) for left, right in found if left != right)


def check(texts: Sequence[Text]) -> bool:
    """Whether the index finds the very pairs that a comparison of all pairs finds."""
    held = [set(np.unique(shingles(text.codes, 7)).tolist()) for text in texts]
    slow = {(left, right) for left, right in combinations(range(len(texts)), 2) if held[left] & held[right]}
    fast = {(pair.left, pair.right) for pair in pairs([text.codes for text in texts], cap=len(texts) + 1)}
    return slow == fast


def main() -> int:
    """Generate, index, compare, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--check", type=int, default=300)
    parser.add_argument("--minhash", action="store_true")
    options = parser.parse_args()
    raw, planted = articles(options.articles)
    clock = time.perf_counter()
    texts = [read(str(number), text) for number, text in enumerate(raw)]
    reading = time.perf_counter() - clock
    found = pairs([text.codes for text in texts])
    indexing = time.perf_counter() - clock - reading
    kept = {(pair.left, pair.right) for pair in found if shared(texts[pair.left], texts[pair.right]).words >= 20}
    total = time.perf_counter() - clock
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    # the report in 200 articles hangs together in a chain, not pair by pair
    many = {17, *(taker for giver, taker in planted if giver == 17)}
    near = {pair for pair in planted if pair[0] not in many}
    print(
        f"articles {len(texts)}, words {sum(map(len, texts))}, pairs that share 7 words {len(found)}, kept {len(kept)}"
    )
    print(f"planted passages found {len(near & kept)} of {len(near)}")
    print(
        f"seconds: reading {reading:.1f}, index {indexing:.1f}, "
        f"comparing {total - reading - indexing:.1f}, all {total:.1f}"
    )
    print(f"memory at most {memory:.0f} MB")
    same = check(texts[: options.check])
    print(f"index and all pairs agree on the first {options.check}: {same}")
    if options.minhash:
        clock = time.perf_counter()
        seen = set(minhash(texts))
        print(
            f"MinHash LSH: {time.perf_counter() - clock:.1f} s, "
            f"planted passages found {len(near & seen)} of {len(near)}"
        )
    return 0 if total <= SECONDS and memory <= MEGABYTES and same and near <= kept else 1


if __name__ == "__main__":
    sys.exit(main())

"""Learn how likely two sentences render one thing said, and write the weights that ship.

python eval/said/train.py [--data DIR] [--scorers DIR] [--cache FILE] [--write]

In: the stories of `rows` with the gold of a careful reader, and `judged.json`: pairs of the read half of the stories
that the gold does not name, judged by hand (1 one thing said, 0 not, null neither clear). Neither file's texts go into
the weights, which belong to named features. Prints the calibration and the figures of `rows` cross-validated by story,
on the half whose errors were read and on the other. `--write` writes src/retold/align/quotes_weights.json.
"""

import argparse
import hashlib
import json
import pickle
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from retold.align import quotes_groups, quotes_score
from retold.align.quotes import SaidSentence, gather, words_of
from retold.align.quotes_pairs import FEATURES, pairs
from retold.config import Config
from retold.languages import load
from retold.model import Story
from retold.pipeline import analyze_all, build_story
from retold.read import jsonl

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
WEIGHTS = PROJECT / "src/retold/align" / quotes_score.WEIGHTS
FOLDS = 6
RIDGE = 1.0
STEPS = 30
# a run of so many words to the letter in most of the shorter sentence is one thing said, whether gold names it or not
TO_THE_LETTER, MOSTLY = 7, 0.6
LANGUAGE = load("en")


@dataclass
class Example:
    """A candidate pair: its features in the order of FEATURES, and its label (None: not learned from)."""

    story: str
    values: list[float]
    label: int | None


def main() -> int:
    """Train, print, write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=PROJECT.parent / "shared/data/rows")
    parser.add_argument("--scorers", type=Path, default=PROJECT.parent / "shared/eval")
    parser.add_argument("--cache", type=Path, help="keep the analyses in this file")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, str(options.scorers))
    import rows

    golds = [json.loads(line) for line in (options.data / "dev.jsonl").read_text("utf-8").splitlines()]
    stories = cached(options.cache, golds)
    judged = json.loads((HERE / "judged.json").read_text("utf-8"))
    examples = [each for gold in golds for each in labelled(rows.Story(gold, {}), gold, stories[gold["story"]], judged)]
    learned = [each for each in examples if each.label is not None]
    folds = {name: number("fold " + name) % FOLDS for name in stories}
    models = {fold: fit([each for each in learned if folds[each.story] != fold]) for fold in range(FOLDS)}
    calibration(learned, models, folds)
    for half, wanted in (("all", (0, 1)), ("read half", (0,)), ("unread half", (1,))):
        chosen = [gold for gold in golds if number(gold["story"]) % 2 in wanted]
        found, of, groups = measured(rows, chosen, stories, models, folds)
        print(f"{half}: utterances {100 * found / of:.1f} of {of}; {groups} carried by several accounts")
    final = fit(learned)
    for name, weight in sorted(final.by_name.items(), key=lambda item: -abs(item[1])):
        print(f"    {name:16}{weight:+.3f}")
    if options.write:
        WEIGHTS.write_text(json.dumps({"bias": final.bias, "weights": dict(final.by_name)}, indent=1) + "\n", "utf-8")
    return 0


def number(text: str) -> int:
    """A number that belongs to a text for ever."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)


def cached(path: Path | None, golds: Sequence[Mapping[str, Any]]) -> dict[str, Story]:
    """The stories as `compare` builds them."""
    if path is not None and path.exists():
        found: dict[str, Story] = pickle.loads(path.read_bytes())  # noqa: S301 - our own file
        return found
    config = Config()
    stories = {}
    for gold in golds:
        lines = "\n".join(json.dumps(item) for item in gold["documents"]).encode()
        pages = [page for page in jsonl.read(lines, gold["story"], gold["story"], config) if hasattr(page, "media")]
        stories[gold["story"]] = build_story(list(analyze_all(pages, config)), LANGUAGE, config)
    if path is not None:
        path.write_bytes(pickle.dumps(stories))
    return stories


def labelled(told: Any, gold: Mapping[str, Any], story: Story, judged: Mapping[str, int | None]) -> Iterator[Example]:
    """The candidate pairs of a story with their labels."""
    found = gather(story, LANGUAGE)
    held = memberships(told, gold, found)
    for pair in pairs(found, words_of(LANGUAGE), quotes_groups.speakers(story)):
        one, two = found[pair.left], found[pair.right]
        shared = {kind for kind, _ in held[pair.left] & held[pair.right]}
        label = labelled_as(one, two, shared, pair.features)
        label = judged.get(key(gold["story"], one, two), label)
        yield Example(gold["story"], [pair.features[name] for name in FEATURES], label)


def key(story: str, one: SaidSentence, two: SaidSentence) -> str:
    """The name of a pair: the same whatever the spans, and without its text."""
    texts = [re.sub(r"[\W_]+", "", item.text).lower() for item in (one, two)]
    return hashlib.sha256(f"{story}|{one.account}|{texts[0]}|{two.account}|{texts[1]}".encode()).hexdigest()[:16]


def memberships(told: Any, gold: Mapping[str, Any], found: Sequence[SaidSentence]) -> list[set[tuple[str, int]]]:
    """For each sentence the items of gold that it meets, as (kind, number)."""
    items = [("said", item["accounts"]) for item in gold["utterances"]]
    for item in gold["differences"]:
        kind = "said" if item["kind"] in ("quote", "attribution") else "other"
        items.append((kind, [each for answer in item["answers"] for each in answer["accounts"]]))
    items += [("other", item["accounts"]) for item in gold["shared"]]
    places = [told.piece(item.account, item.text) for item in found]
    quoted = [(kind, place, told.quoted(each)) for place, (kind, each) in enumerate(items)]
    return [
        {(kind, name) for kind, name, quotations in quoted if place and touches(place, quotations)} for place in places
    ]


def touches(place: Any, quotations: Sequence[Any]) -> bool:
    """As the scorer of `rows` has it."""
    import rows

    return any(place[0] == account and rows.meets(place[1], at) for account, at in quotations)


def labelled_as(one: SaidSentence, two: SaidSentence, shared: set[str], features: Mapping[str, float]) -> int | None:
    """1 where gold or the letter says so, None where gold brings the two together otherwise, else 0."""
    if one.account == two.account:
        return None
    if "said" in shared:
        return 1
    if np.exp(features["run"]) - 1 >= TO_THE_LETTER and features["runs"] > MOSTLY:
        return None if "told" in (one.form, two.form) else 1
    return None if shared else 0


def fit(examples: Sequence[Example]) -> quotes_score.Weights:
    """Ridge logistic regression by Newton's method, over features brought to one scale."""
    given = np.array([each.values for each in examples])
    labels = np.array([each.label for each in examples], float)
    mean, spread = given.mean(0), given.std(0) + 1e-9
    inputs = np.c_[(given - mean) / spread, np.ones(len(given))]
    ridge = np.diag([*[RIDGE] * given.shape[1], 0.0])
    held = np.zeros(inputs.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-inputs @ held))
        slope = inputs.T @ (likely - labels) + ridge @ held
        curve = (inputs * (likely * (1 - likely))[:, None]).T @ inputs + ridge
        held = held - np.linalg.solve(curve, slope)
    plain = held[:-1] / spread
    weights = {name: round(float(value), 3) for name, value in zip(FEATURES, plain, strict=True)}
    return quotes_score.Weights(round(float(held[-1] - (plain * mean).sum()), 3), weights)


Models = Mapping[int, quotes_score.Weights]


def calibration(examples: Sequence[Example], models: Models, folds: Mapping[str, int]) -> None:
    """Of the pairs given so much, how many are real."""
    likely = np.array(
        [
            quotes_score.probability(dict(zip(FEATURES, each.values, strict=True)), models[folds[each.story]])
            for each in examples
        ]
    )
    real = np.array([each.label for each in examples], float)
    print(f"{len(examples)} pairs, {int(real.sum())} real")
    for low in range(10):
        inside = (likely >= low / 10) & (likely < (low + 1) / 10 + (low == 9))
        print(f"    {low / 10:.1f}  {inside.sum():6}  real {100 * real[inside].mean():5.1f}")


def measured(
    rows: Any, golds: Sequence[Any], stories: Mapping[str, Story], models: Models, folds: Mapping[str, int]
) -> tuple[int, int, int]:
    """Gold utterances found, of how many, and the groups that several accounts carry."""
    found = of = groups = 0
    for gold in golds:
        told = rows.Story(gold, {})
        made = quotes_groups.made(stories[gold["story"]], LANGUAGE, models[folds[gold["story"]]])
        carried = [group for group in made if len({item.account for item in group}) > 1]
        groups += len(carried)
        pieces = [[place for item in group if (place := told.piece(item.account, item.text))] for group in carried]
        for item in gold["utterances"]:
            of += 1
            found += any(rows.accounts_touched(each, told.quoted(item["accounts"])) > 1 for each in pieces)
    return found, of, groups


if __name__ == "__main__":
    sys.exit(main())

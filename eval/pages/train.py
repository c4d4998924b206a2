"""Learns the weights of `retold.clean.score` from pages whose article is known, and measures them on sites left out.

  python eval/pages/train.py [--data ../shared/data/extraction] [--folds 10] [--write]

A page has the whole text of its article (then each block of 25 letters and more is labelled by whether the text holds
it; each page weighs `PAGE` on either side), or some segments to keep and to leave out (the blocks that hold them are
labelled). No text is kept: what is learned is one weight a named feature. Cross-validated by site: all pages of a host
are in one fold. `--write` learns from all pages and writes `src/retold/clean/weights.json`.
"""

import argparse
import gzip
import hashlib
import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from retold.clean import features, html, metadata, score, votes
from retold.clean.debris import tables
from retold.clean.strips import key
from retold.languages import load

ROOT = Path(__file__).resolve().parents[2]
WEIGHTS = ROOT / "src" / "retold" / "clean" / "weights.json"
PAGE = 6.0  # weight of the blocks of a page whose whole text is known, on each side; a segment weighs 1
LONG = 300  # letters from which on a block weighs no more
RIDGE = 10.0  # strength of the pull to zero, on features of unit variance; 3 to 30 give the same figures within 0.3
THRESHOLD = 0.45  # errors cost alike; a lost paragraph a little more
SMALL = 0.04  # a weight under this, on features of unit variance, is left out


@dataclass
class Known:
    """A page's blocks with their features and labels (block -> article or not, weight)."""

    host: str
    blocks: dict[int, dict[str, float]]
    labels: dict[int, tuple[int, float]]


def pages(data: Path) -> Iterator[dict[str, Any]]:
    """Pages with the article's text or with segments."""
    for path in sorted(data.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            for row in map(json.loads, stream):
                if row.get("body") or row.get("with"):
                    yield row


def host(page: dict[str, Any]) -> str:
    """The site of a page; of an archived page the site that was archived."""
    url = re.sub(r"\Ahttps?://web\.archive\.org/web/[^/]+/", "", page.get("url") or "")
    return (urlsplit(url if "//" in url else f"http://{url}").hostname or page["id"]).removeprefix("www.")


def known(page: dict[str, Any]) -> Known:
    """The features and labels of a page."""
    words = tables(load("en"))
    source = votes.Source(page["html"])
    strips, keys = html.read(page["html"])
    meta = metadata.read(source, strips, None, words)
    hints = features.hints(meta.title, meta.description, meta.body)
    voted = votes.vote(strips, keys, source, hints, words)
    found = features.features(strips, keys, voted, hints, words)
    labels = (
        by_text(keys, key(page["body"])) if page.get("body") else by_segments([s.text for s in strips], voted, page)
    )
    return Known(host(page), found, {index: label for index, label in labels.items() if index in found})


def by_text(keys: Sequence[str], gold: str) -> dict[int, tuple[int, float]]:
    """Labels where the whole text is known: a short block must stand in it beside a longer one that does."""
    inside = {
        index: int(text in gold or (len(text) > 60 and text[:40] in gold and text[-40:] in gold))
        for index, text in enumerate(keys)
        if len(text) >= 25
    }
    for index, text in enumerate(keys):
        if text and len(text) < 25:
            before = next((keys[i] for i in range(index - 1, -1, -1) if inside.get(i)), None)
            after = next((keys[i] for i in range(index + 1, len(keys)) if inside.get(i)), None)
            fits = (before and before[-30:] + text in gold) or (after and text + after[:30] in gold)
            inside[index] = int(bool(fits))
    sizes = {index: min(len(keys[index]), LONG) for index in inside}
    sums = {side: sum(sizes[index] for index in inside if inside[index] == side) or 1 for side in (0, 1)}
    return {index: (side, PAGE * sizes[index] / sums[side]) for index, side in inside.items()}


def by_segments(texts: Sequence[str], voted: set[int], page: dict[str, Any]) -> dict[int, tuple[int, float]]:
    """Labels where segments are known; of several places of a segment to keep, the one the library took."""
    texts = [" ".join(text.split()) for text in texts]
    offsets = [0]
    for text in texts:
        offsets.append(offsets[-1] + len(text) + 1)
    stream = " ".join(texts)

    def places(segment: str) -> Iterator[range]:
        wanted = " ".join(segment.split())
        start = stream.find(wanted)
        while wanted and start >= 0:
            yield range(bisect_right(offsets, start) - 1, bisect_right(offsets, start + len(wanted) - 1))
            start = stream.find(wanted, start + 1)

    labels = {index: (0, 1.0) for segment in page["without"] for place in places(segment) for index in place}
    for segment in page["with"]:
        found = list(places(segment))
        if found:
            labels |= dict.fromkeys(max(found, key=lambda place: sum(index in voted for index in place)), (1, 1.0))
    return labels


def learn(rows: np.ndarray, sides: np.ndarray, weight: np.ndarray) -> tuple[float, np.ndarray]:
    """Ridge logistic regression by Newton's method: bias and weights for the features as they are."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1.0
    scaled = np.hstack([np.ones((len(rows), 1)), (rows - mean) / spread])
    pull = np.r_[0.0, np.full(rows.shape[1], RIDGE)]
    found = np.zeros(scaled.shape[1])
    for _ in range(30):
        odds = 1 / (1 + np.exp(-np.clip(scaled @ found, -30, 30)))
        slope = scaled.T @ (weight * (odds - sides)) + pull * found
        bend = (scaled * (weight * odds * (1 - odds))[:, None]).T @ scaled + np.diag(pull + 1e-9)
        step = np.linalg.solve(bend, slope)
        found -= step
        if np.abs(step).max() < 1e-6:
            break
    found[1:][np.abs(found[1:]) < SMALL] = 0.0
    return float(found[0] - (found[1:] * mean / spread).sum()), found[1:] / spread


def fit(items: Sequence[Known]) -> score.Weights:
    """The weights learned from some pages."""
    names = sorted({name for item in items for index in item.labels for name in item.blocks[index]})
    column = {name: number for number, name in enumerate(names)}
    asked = [(item.blocks[index], *item.labels[index]) for item in items for index in sorted(item.labels)]
    rows = np.zeros((len(asked), len(names)))
    for number, (found, _, _) in enumerate(asked):
        for name, value in found.items():
            rows[number, column[name]] = value
    bias, weights = learn(rows, np.array([side for _, side, _ in asked]), np.array([weight for _, _, weight in asked]))
    kept = {name: round(float(value), 3) for name, value in zip(names, weights, strict=True) if value}
    return score.Weights(round(bias, 3), THRESHOLD, kept)


def fold(site: str, folds: int) -> int:
    return int(hashlib.sha256(f"f{site}".encode()).hexdigest(), 16) % folds


def errors(items: Sequence[Known], model: score.Weights) -> list[float]:
    """Weight of blocks kept and wanted, kept and unwanted, wanted and lost."""
    sums = [0.0, 0.0, 0.0]
    for item in items:
        for index, (side, weight) in item.labels.items():
            taken = score.probability(item.blocks[index], model) >= model.threshold
            sums[0] += weight * (taken and side)
            sums[1] += weight * (taken and not side)
            sums[2] += weight * (side and not taken)
    return sums


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data" / "extraction")
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    items = [known(page) for page in pages(options.data)]
    sums = np.zeros(3)
    for number in range(options.folds):
        model = fit([item for item in items if fold(item.host, options.folds) != number])
        sums += errors([item for item in items if fold(item.host, options.folds) == number], model)
    right, wrong, lost = sums
    print(f"{len(items)} pages; blocks of sites left out: precision {100 * right / (right + wrong):.1f}, "
          f"recall {100 * right / (right + lost):.1f}")  # fmt: skip
    if options.write:
        model = fit(items)
        data = {"bias": model.bias, "threshold": model.threshold, "weights": model.weights}
        WEIGHTS.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Score lineage on stories made from our own texts by known operations. Prints the figures; exit status 1 below a
floor.

python eval/lineage/run.py [--half dev|held|all] [--show] [--json FILE]

In: texts/*.txt, each a base report, independent tellings of the same event and a rewrite by hand. From every file
three stories are made with known operations and planted dates. Pairs are scored as reprint or trim, mixed or
reordered, rewrite, or independent; siblings (two copies of one text) are left out, for an edge between them is
neither wrong nor asked for. The texts of the first half of the files were used to set thresholds, those of the
second half were not.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from random import Random

import operations as op

from retold import pipeline
from retold.config import Config
from retold.languages import load
from retold.lineage.origins import support
from retold.model import Analysis, Evidence, Page, Story

HERE = Path(__file__).parent
HEAD = re.compile(r"^== (?P<kind>base|telling|rewrite)[^|\n]*(?:\|(?P<facts>[^\n]*))?$", re.M)
OUTLETS = [
    "Marran Post",
    "Brennick Herald",
    "Selwyn Star",
    "Tresk Courier",
    "Hollin Gazette",
    "Lissmere Echo",
    "Osk Valley News",
]
COPIES = ("reprints", "rewrites", "shares")
FLOORS = {
    "copies": 98.0,
    "mixed": 92.0,
    "rewrites": 80.0,
    "rewrites_precision": 90.0,
    "false": 3.0,
    "direction": 95.0,
    "support": 95.0,
}


@dataclass
class Section:
    """One text of a file with the facts planted in it: name -> (number, origin)."""

    kind: str
    text: list[str]
    facts: dict[str, tuple[str, str]]
    name: str


@dataclass
class Made:
    """One account of a made story. `taken` are (other account, operation); `origins` fact -> origin it came from."""

    id: str
    text: list[str]
    outlet: str
    hour: int
    taken: list[tuple[str, str]] = field(default_factory=list)
    facts: dict[str, tuple[str, str]] = field(default_factory=dict)
    agency: bool = False


def sections(path: Path) -> list[Section]:
    """The texts of a file."""
    raw = path.read_text(encoding="utf-8")
    heads = list(HEAD.finditer(raw))
    found = []
    for number, (head, end) in enumerate(zip(heads, [*(one.start() for one in heads[1:]), len(raw)], strict=True)):
        facts = {}
        for item in filter(None, (part.strip() for part in (head["facts"] or "").split(";"))):
            name, value = item.split("=")
            figure, origin = value.split("@")
            facts[name] = (figure, origin if origin != "own" else f"own{number}")
        paragraphs = [one.strip() for one in raw[head.end() : end].strip().split("\n\n")]
        found.append(Section(head["kind"], paragraphs, facts, f"{path.stem}-{number}"))
    base = found[0]
    for one in found:
        if one.kind == "rewrite":
            one.facts = base.facts
    return found


def stories(path: Path) -> Iterator[tuple[str, list[Made], bool]]:
    """Three stories of a file: (name, accounts, whether they are dated)."""
    random = Random(path.stem)  # noqa: S311 -- a fixed seed for made texts
    parts = sections(path)
    base, one, two = parts[0], parts[1], parts[2]
    agency = random.random() < 0.4
    start = Made("base", base.text, "Associated Press" if agency else OUTLETS[0], 0, facts=dict(base.facts))
    if agency:
        start.text = [start.text[0].replace(" — ", " (AP) — ", 1), *start.text[1:]]
    tell = [
        Made(f"tell{n}", part.text, OUTLETS[n], 1 + n, facts=dict(part.facts)) for n, part in enumerate((one, two), 1)
    ]

    def made(name: str, text: list[str], n: int, operation: str, *sources: Made) -> Made:
        facts = {key: value for source in sources for key, value in source.facts.items()}
        return Made(name, text, OUTLETS[n], 5 + n, [(source.id, operation) for source in sources], facts)

    yield f"{path.stem}-a", [
        start, *tell,
        made("reprint", op.reprint(start.text, random), 3, "reprint", start),
        made("trim", op.trim(start.text, random), 4, "trim", start),
        made("para", op.paraphrase(base.text, random), 5, "rewrite", start),
    ], True  # fmt: skip
    extra = list(two.text[1:])
    yield f"{path.stem}-b", [
        start, tell[0],
        made("merge", op.merge(start.text, one.text, random), 3, "mixed", start, tell[0]),
        made("translated", op.translated(base.text, random), 4, "rewrite", start),
        made("own", op.own(start.text, extra, random), 5, "mixed", start),
        made("trim2", op.trim(tell[0].text, random), 6, "trim", tell[0]),
    ], random.random() < 0.7  # fmt: skip
    last = [start, *tell, made("reorder", op.reorder(start.text, random), 3, "mixed", start),
            made("quotes", op.quotes(start.text, random), 4, "mixed", start)]  # fmt: skip
    if len(parts) > 3:
        last.append(made("hand", parts[3].text, 5, "rewrite", start))
    else:
        last.append(made("para2", op.paraphrase(op.trim(base.text, random), random), 5, "rewrite", start))
    last.append(made("para3", op.translated(one.text, random), 6, "rewrite", tell[0]))
    yield f"{path.stem}-c", last, True


def page(one: Made, dated: bool) -> Page:
    when = f"2031-03-{4 + one.hour // 24:02d}T{6 + one.hour % 24:02d}:00:00+00:00" if dated else None
    return Page(one.id, "\n\n".join(one.text).encode(), "text", title=None, outlet=one.outlet, published=when)


def kin(made: list[Made]) -> dict[str, frozenset[str]]:
    """Account -> the accounts whose words it holds, itself included."""
    found: dict[str, frozenset[str]] = {}
    for one in made:
        found[one.id] = frozenset({one.id}).union(*(found[source] for source, _ in one.taken))
    return found


@dataclass
class Tally:
    hit: int = 0
    miss: int = 0
    false: int = 0

    def f1(self) -> float:
        return 100 * 2 * self.hit / max(2 * self.hit + self.miss + self.false, 1)

    def precision(self) -> float:
        return 100 * self.hit / max(self.hit + self.false, 1)


@dataclass
class Score:
    """Sums over all stories."""

    kinds: dict[str, Tally] = field(default_factory=lambda: {"copies": Tally(), "mixed": Tally(), "rewrites": Tally()})
    pairs: int = 0
    independent: int = 0
    joined: int = 0
    directed: list[bool] = field(default_factory=list)
    support: list[tuple[int, int, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


KIND_OF = {"reprint": "copies", "trim": "copies", "mixed": "mixed", "rewrite": "rewrites"}
FITS = {"copies": ("reprints",), "mixed": ("reprints", "shares"), "rewrites": ("rewrites", "reprints")}


def score_story(name: str, made: list[Made], dated: bool, story: Story, score: Score) -> None:
    """Add one story to the score."""
    ties = {frozenset((edge.source, edge.target)): edge for edge in story.lineage if edge.kind in COPIES}
    words = kin(made)
    taken = {
        frozenset((one.id, source)): (one.id, source, operation) for one in made for source, operation in one.taken
    }
    for left, right in combinations([one.id for one in made], 2):
        pair = frozenset((left, right))
        edge = ties.get(pair)
        if pair in taken:
            taker, source, operation = taken[pair]
            kind = KIND_OF[operation]
            score.pairs += 1
            found = edge is not None and edge.kind in FITS[kind]
            score.kinds[kind].hit += found
            score.kinds[kind].miss += not found
            if not found:
                score.notes.append(
                    f"{name}: missed {operation} {taker} of {source} ({edge.kind if edge else 'no edge'})"
                )
            elif dated and edge is not None:
                right_way = edge.directed and edge.source == taker
                score.directed.append(right_way)
                if not right_way:
                    score.notes.append(f"{name}: direction of {taker} and {source}: {edge.why}")
        elif not words[left] & words[right]:
            score.pairs += 1
            score.independent += 1
            if edge is not None:
                score.joined += 1
                score.kinds["copies"].false += edge.kind == "reprints"
                score.kinds["mixed"].false += edge.kind in ("shares", "reprints")
                score.kinds["rewrites"].false += edge.kind in ("rewrites", "reprints")
                score.notes.append(f"{name}: falsely joined {left}, {right}: {edge.kind} {edge.strength} {edge.why}")
    score_support(name, made, story, score)


def score_support(name: str, made: list[Made], story: Story, score: Score) -> None:
    """For each planted fact: does the range hold the planted number of origins?"""
    texts = {item.article.id: item for item in story.analyses}
    for fact in sorted({key for one in made for key in one.facts}):
        proof, truth = [], set()
        for one in made:
            if fact not in one.facts:
                continue
            figure, origin = one.facts[fact]
            shown = f"{int(figure):,}" if len(figure) > 3 else figure
            match = re.search(rf"(?<![\d,.]){re.escape(shown)}(?![\d,])", texts[one.id].article.text)
            if match:
                proof.append(Evidence(one.id, match.span(), match.group()))
                truth.add(origin)
        if not proof:
            continue
        found = support(story, proof).origins
        score.support.append((found.min, found.max, len(truth)))
        if not found.min <= len(truth) <= found.max:
            score.notes.append(
                f"{name}: support of {fact}: {found.min}..{found.max} "
                f"{support(story, proof).names}, planted {sorted(truth)}"
            )


def story_of(analyses: list[Analysis], config: Config) -> Story:
    """The story as the program builds it before it compares."""
    return pipeline.build_story(analyses, load(config.language), config)


def figures(score: Score) -> dict[str, float]:
    """All figures, in per cent where they are shares."""
    ranges = score.support
    return {
        "copies": score.kinds["copies"].f1(),
        "mixed": score.kinds["mixed"].f1(),
        "rewrites": score.kinds["rewrites"].f1(),
        "rewrites_precision": score.kinds["rewrites"].precision(),
        "false": 100 * score.joined / max(score.independent, 1),
        "direction": 100 * sum(score.directed) / max(len(score.directed), 1),
        "support": 100 * sum(low <= truth <= high for low, high, truth in ranges) / max(len(ranges), 1),
        "support_exact": 100 * sum(low == truth == high for low, high, truth in ranges) / max(len(ranges), 1),
        "support_width": sum(high - low for low, high, _ in ranges) / max(len(ranges), 1),
        "pairs": float(score.pairs), "independent": float(score.independent), "statements": float(len(ranges)),
    }  # fmt: skip


def main() -> int:
    """Run, print, check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=["dev", "held", "all"], default="all")
    parser.add_argument("--show", action="store_true", help="print every miss")
    parser.add_argument("--json", type=Path, help="write the figures here")
    options = parser.parse_args()
    paths = sorted((HERE / "texts").glob("*.txt"))
    middle = len(paths) // 2
    paths = {"dev": paths[:middle], "held": paths[middle:], "all": paths}[options.half]
    score, config = Score(), Config()
    for path in paths:
        for name, made, dated in stories(path):
            analyses = list(pipeline.analyze_all([page(one, dated) for one in made], config))
            score_story(name, made, dated, story_of(analyses, config), score)
    found = figures(score)
    for key, value in found.items():
        print(f"{key:20} {value:8.1f}" + (f"   floor {FLOORS[key]}" if key in FLOORS else ""))
    if options.show:
        print("\n".join(score.notes))
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    bad = [key for key, floor in FLOORS.items() if (found[key] > floor if key == "false" else found[key] < floor)]
    if bad and options.half == "all":
        print("below the floor: " + ", ".join(bad))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Hostile pages in real size, each in a process of its own with bounds: time, memory, growth; then random input.

  python eval/siege.py [--shapes "A|B"] [--sizes 50000,400000,1000000] [--accounts 5000] [--minutes 30] [--keep]

Each shape of `hostile.py` is compared with an honest account. Fails where a page of 400,000 characters or more takes
over 10 seconds of processor time more than an honest text of its size, where twice the size takes over 2.3 times the
time, where a process needs over 1.5 GB, where anything fails inside. `--accounts 0` leaves out the stories of very
many accounts and the large files, `--minutes 0` the random input. `--keep` notes what was measured in `siege.json`
beside this file and writes `docs/hostile.md` of it, so that the table can be measured in parts.
"""

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from eval import siege_table
from eval.hostile import HONEST, SENTENCES, SHAPES, captures, text, told
from eval.hostile_files import FILES

from retold import pipeline
from retold.app import about, one_story
from retold.config import Config
from retold.model import Analysis, Page, Problem
from retold.report import html, view
from retold.report.json import analysis_json, comparison_json
from retold.report.verify import Input, verify

CONFIG = Config()
SIZES = (50_000, 400_000, 1_000_000)
BEYOND_HONEST = 10.0
TWICE = 2.3
MOST_MEMORY = 1_500_000_000
MOST_SECONDS = 600
MANY_SECONDS, MANY_MEMORY = 120, 3_000_000_000
JSON_SECONDS = 20
# what the largest page may have
FILE_SIZE = 19_000_000
GIVEN_UP = frozenset({"too_slow", "too_long"})


def alone(work: Callable[[], dict[str, Any]], seconds: int, memory: int) -> dict[str, Any]:
    """What `work` gives in a process of its own, with its processor time and its memory; "died" when it had to end."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        spent = int(time.process_time())
        resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, spent + seconds))
        # address space is more than what is used: the model's tables and the allocator's arenas are in it
        resource.setrlimit(resource.RLIMIT_AS, (2 * memory + 2_000_000_000,) * 2)
        os.write(writer, json.dumps(_measured(work)).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        said = stream.read()
    status = os.waitpid(child, 0)[1]
    ended = {"died": f"signal {status & 127}", "problems": [], "seconds": float(seconds), "memory": memory}
    return json.loads(said) if said else ended


def _measured(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    begin = time.process_time()
    try:
        found = work()
    except Exception as error:
        found = {"died": f"{type(error).__name__}: {error}"[:300]}
    found["seconds"] = time.process_time() - begin
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return found


def one(page: Page) -> dict[str, Any]:
    """A page beside an honest account, through to the report: the codes of its problems, and what does not hold."""
    honest = replace(text(HONEST * 2), id="honest", source="honest")
    analyses = [pipeline.analyze(page, CONFIG), pipeline.analyze(honest, CONFIG)]
    return {"problems": [problem.code for problem in analyses[0].problems], "wrong": _report(analyses)}


def _report(analyses: Sequence[Analysis]) -> list[str]:
    """Writes the report of analyses and says what of it does not reproduce."""
    comparison = pipeline.compare(analyses, CONFIG)
    html.render(view.build(comparison, about(CONFIG)))
    lines = [json.loads(analysis_json(item)) for item in analyses]
    inputs = {item.article.id: Input(item.article.sha256, item.article.text) for item in analyses}
    return [finding.message for finding in verify(json.loads(comparison_json(comparison)), lines, inputs).findings[:3]]


def shapes(names: Sequence[str], sizes: Sequence[int], keep: bool = False) -> int:
    """Every shape in every size; how many failed. `keep`: the figures go into the table of the docs."""
    honest = {size: alone(partial(one, text(told(size))), MOST_SECONDS, MOST_MEMORY) for size in sizes}
    print("honest", _line(honest, sizes), flush=True)
    failed = 0
    for name in names:
        found = {size: alone(partial(one, SHAPES[name](size)), MOST_SECONDS, MOST_MEMORY) for size in sizes}
        faults = _faults(found, honest, sizes)
        failed += bool(faults)
        print(name, _line(found, sizes), *faults, sep="; ", flush=True)
        if keep:
            siege_table.note(name, found, honest, faults)
    return failed


def _line(found: dict[int, dict[str, Any]], sizes: Sequence[int]) -> str:
    return ", ".join(
        f"{size:,}: {found[size]['seconds']:.1f} s {found[size]['memory'] / 1e9:.2f} GB "
        f"{' '.join(found[size].get('problems', []))}".strip()
        for size in sizes
    )


def _faults(found: dict[int, dict[str, Any]], honest: dict[int, dict[str, Any]], sizes: Sequence[int]) -> list[str]:
    faults = [str(item["died"]) for item in found.values() if "died" in item]
    faults += [wrong for item in found.values() for wrong in item.get("wrong", [])]
    for size in sizes:
        item = found[size]
        if "internal" in item.get("problems", []):
            faults.append(f"an internal problem at {size:,}")
        beyond = item["seconds"] - honest[size]["seconds"]
        if beyond > BEYOND_HONEST and not GIVEN_UP & set(item.get("problems", [])):
            faults.append(f"{beyond:.1f} s beyond an honest text of {size:,}")
        if item["memory"] > MOST_MEMORY:
            faults.append(f"{item['memory'] / 1e9:.2f} GB at {size:,}")
    small, large = sizes[0], sizes[1] if len(sizes) > 1 else sizes[0]
    times = siege_table.times(found, small, large)
    if times > TWICE:
        faults.append(f"{times:.2f} times the time for twice the size, from {small:,} to {large:,}")
    return faults


def many(count: int) -> int:
    """A story of very many tiny accounts, one account 300 times, captures of one page; how many failed."""
    tiny = [
        replace(text(f"{SENTENCES[n % 7]} {SENTENCES[n // 7 % 7].replace('14', str(n))}"), id=f"a{n}")
        for n in range(count)
    ]
    same = [replace(text(told(3_000)), id=f"a{n}") for n in range(300)]
    failed = 0
    for name, pages in (
        ("tiny accounts", tiny), ("accounts, one 300 times", same), ("captures of one page", captures(20, 1_000)),
    ):  # fmt: skip
        found = alone(partial(_many, pages), MANY_SECONDS, MANY_MEMORY)
        bad = "died" in found or found["wrong"] or found["memory"] > MANY_MEMORY
        failed += bool(bad)
        print(f"{len(pages):,} {name}: {found}", flush=True)
    return failed


def _many(pages: Sequence[Page]) -> dict[str, Any]:
    problems: list[Problem] = []
    analyses = list(pipeline.analyze_all(one_story(pages, CONFIG, problems), CONFIG))
    return {"problems": [problem.message for problem in problems], "wrong": _report(analyses)}


def _large() -> Iterator[tuple[str, bytes]]:
    """JSON files of 190 MB, one at a time."""
    line, size = b'{"id": "a", "text": "' + HONEST.encode() + b'", "more": [', 190_000_000
    yield "lines", b"{}\n" * (size // 3)
    yield "an array of lists", b"[" + b"[]," * (size // 3) + b"[]]"
    yield "a line of lists", line + b"[]," * 6_300_000 + b"[]]}"
    yield "marks in a string", b'["' + b'\\"' * (size // 2)
    yield "lines after a document", line + b"]}\n" + b"1\n" * (size // 2)


def files() -> int:
    """Large JSON files that hold no documents, or one within much else; how many failed."""
    failed = 0
    for name, data in _large():
        found = alone(partial(_read, data), MANY_SECONDS, MOST_MEMORY)
        bad = "died" in found or found["memory"] > MOST_MEMORY or found["seconds"] > JSON_SECONDS
        failed += bool(bad)
        print(f"{len(data) // 1_000_000} MB of JSON, {name}: {found}", flush=True)
    return failed


def _read(data: bytes) -> dict[str, Any]:
    from retold.read import file

    found = list(file.read(["-"], CONFIG, data))
    return {"pages": sum(isinstance(item, Page) for item in found), "problems": len(found)}


def readers(size: int) -> int:
    """Every file of `hostile_files.py`, read and cleaned; how many failed."""
    failed = 0
    for name, maker in FILES.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(maker(size))
            found = alone(partial(_cleaned, path), MANY_SECONDS, MOST_MEMORY)
        bad = "died" in found or found["memory"] > MOST_MEMORY or found["seconds"] > JSON_SECONDS
        failed += bool(bad or "internal" in found["problems"])
        print(f"{name}: {found}", flush=True)
    return failed


def _cleaned(path: Path) -> dict[str, Any]:
    """A file as the command for its kind reads it, and its first pages cleaned."""
    from retold.read import feed, file, inputs

    if path.suffix in (".rss", ".atom", ".opml") or path.name == "sitemap.xml":
        listed = feed.read(path.read_bytes())
        return {"pages": len(listed.items) if listed else 0, "problems": []}
    told = inputs.sorted_out([str(path)], CONFIG)
    found = [*told.problems] if told.wanted or told.problems else list(file.read([str(path)], CONFIG))
    pages = [item for item in found if isinstance(item, Page)]
    problems = [item for item in found if isinstance(item, Problem)]
    problems += [problem for page in pages[:3] for problem in pipeline.cleaned_page(page, CONFIG).problems]
    return {"pages": len(pages), "problems": sorted({problem.code for problem in problems})}


def fuzz(minutes: float) -> int:
    """Random bytes, texts, pages and JSON lines for so many minutes: no crash, no internal problem, spans exact."""
    from hypothesis import HealthCheck, given, settings
    from hypothesis import strategies as st

    from retold.read import file

    words = st.sampled_from(
        [*SENTENCES, HONEST, "\n\n", "“", "”", '"', "'", "&amp;", "<p>", "</p>", "\x1b", "\u202e", "1,000"]
    )
    texts = st.one_of(st.text(max_size=400), st.lists(st.one_of(words, st.text(max_size=8)), max_size=30).map(" ".join))
    tags = st.sampled_from(["p", "div", "h1", "script", "blockquote", "td", "a href=x", "meta charset=base64", "!--"])
    pages = st.lists(st.tuples(tags, texts), max_size=12).map(
        lambda items: "".join(f"<{tag}>{body}" for tag, body in items)
    )
    values = st.recursive(st.none() | st.booleans() | st.floats() | texts, lambda inner: st.lists(inner, max_size=3))
    keys = st.sampled_from(["id", "text", "html", "raw", "title", "authors", "published", "language", "url", "x"])
    records = st.lists(st.dictionaries(keys, values, max_size=6), max_size=3)
    lines = records.map(lambda items: "\n".join(json.dumps(item) for item in items).encode("utf-8", "replace"))
    data = st.one_of(
        st.binary(max_size=600),
        *(kind.map(lambda item: item.encode("utf-8", "replace")) for kind in (texts, pages)),
        lines,
    )
    until = time.monotonic() + 60 * minutes
    counted = 0

    @settings(max_examples=500, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(data)
    def check(item: bytes) -> None:
        nonlocal counted
        if time.monotonic() > until:
            return
        counted += 1
        found = [page for page in file.read(["-"], CONFIG, item) if isinstance(page, Page)]
        analyses = list(pipeline.analyze_all(found, CONFIG))
        broken = [problem for read in analyses for problem in read.problems if problem.code == "internal"]
        assert not broken, broken
        if any(read.article.text for read in analyses):
            wrong = _report([read for read in analyses if read.article.text])
            assert not wrong, wrong

    while time.monotonic() < until:
        try:
            check()
        except Exception as error:
            print(
                f"random input: {type(error).__name__}: {error}", *getattr(error, "__notes__", ()), sep="\n", flush=True
            )
            return 1
    print(f"random input: {counted:,} inputs in {minutes:g} minutes, none failed")
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shapes", default="|".join(SHAPES))
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--accounts", type=int, default=5_000)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    one(text(HONEST))  # the model is loaded before the first process is forked
    names = [name for name in options.shapes.split("|") if name]
    failed = shapes(names, [int(size) for size in options.sizes.split(",")], options.keep)
    failed += files() + readers(FILE_SIZE) if options.accounts else 0
    failed += many(options.accounts) if options.accounts else 0
    failed += fuzz(options.minutes) if options.minutes else 0
    print(f"{failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

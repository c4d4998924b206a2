"""The use cases."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from retold import pipeline
from retold.config import Config
from retold.model import Page
from retold.read import jsonl
from retold.report.json import analysis_json, comparison_json


def pages(inputs: Sequence[Path]) -> Iterator[Page]:
    for path in inputs:
        for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
            yield from (page for page in jsonl.read(file) if isinstance(page, Page))


def analyze(inputs: Sequence[Path], output: Path) -> None:
    with output.open("wb") as stream:
        for analysis in pipeline.analyze_all(pages(inputs), Config()):
            stream.write(analysis_json(analysis) + b"\n")


def compare(inputs: Sequence[Path], output: Path) -> None:
    comparison = pipeline.compare(list(pipeline.analyze_all(pages(inputs), Config())), Config())
    output.mkdir(parents=True, exist_ok=True)
    (output / "comparison.json").write_bytes(comparison_json(comparison))
    (output / "analyses.jsonl").write_bytes(b"".join(analysis_json(item) + b"\n" for item in comparison.analyses))

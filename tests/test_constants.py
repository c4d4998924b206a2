"""Every constant of the packages below says where it comes from: a comment beside it or above it. Sets of labels and of
marks are named for what is in them and need none."""

import ast
from pathlib import Path

import pytest

import retold

ROOT = Path(retold.__file__).parent
PACKAGES = ("grammar", "extract", "resolve", "languages", "lineage", "align", "match", "compare")
MODULES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def _unexplained(text: str) -> list[str]:
    """Module constants without a comment on one of their lines, or right above the run of lines they stand in."""
    lines, found = text.splitlines(), []
    covered = -2  # the last line of a run that opens with a comment
    for node in ast.parse(text).body:
        if not isinstance(node, ast.Assign | ast.AnnAssign):
            continue
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        first, last = node.lineno - 1, node.end_lineno or node.lineno
        above = lines[first - 1].lstrip().startswith("#") or covered == first - 1
        beside = any("#" in line for line in lines[first:last])
        if above:
            covered = last - 1
        name = target.id if isinstance(target, ast.Name) else ""
        if name.isupper() and not above and not beside and not _is_set(node.value):
            found.append(target.id)
    return found


def _is_set(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "frozenset"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_constant_has_its_reason(path: Path) -> None:
    assert _unexplained(path.read_text(encoding="utf-8")) == []


def test_what_counts_as_a_reason() -> None:
    assert _unexplained("A = 1\n") == ["A"]
    assert _unexplained('A = frozenset({"nsubj"})\n') == []
    assert _unexplained("A = 1  # as many as a headline has\n") == []
    assert _unexplained("# how words hang on a noun\nA = 1\nB = 2\n\nC = 3\n") == ["C"]

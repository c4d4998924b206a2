"""What a later stage needs is a field with an enum: no module looks inside the string of a `method`."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import retold

ROOT = Path(retold.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))


def _is_method(node: ast.AST) -> bool:
    return any(isinstance(inner, ast.Attribute) and inner.attr == "method" for inner in ast.walk(node))


def _searches(text: str) -> Iterator[int]:
    """Lines that split a `.method`, call any other method of it, take a part of it, or look for something inside it."""
    for node in ast.walk(ast.parse(text)):
        looked_into = node.func if isinstance(node, ast.Call) else node
        if isinstance(looked_into, ast.Attribute | ast.Subscript) and _is_method(looked_into.value):
            yield node.lineno
        elif isinstance(node, ast.Compare):
            operators = zip(node.ops, node.comparators, strict=True)
            if any(isinstance(operator, ast.In | ast.NotIn) and _is_method(right) for operator, right in operators):
                yield node.lineno


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_searches_a_method(path: Path) -> None:
    assert list(_searches(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "text",
    [
        '"allege" in event.method',
        '"allege" in (event.method or "").split()',
        '(quote.method or "").startswith("noun.")',
        'quote.method.rpartition(".")[2] in CLAUSES',
        "figure.method[0]",
    ],
)
def test_what_counts_as_a_search(text: str) -> None:
    assert list(_searches(text))


@pytest.mark.parametrize(
    "text", ['time.method == "clock"', 'figure.method in ("stated", "sum")', "draft.method or None"]
)
def test_what_does_not(text: str) -> None:
    assert not list(_searches(text))

"""One name means one thing: no two classes of the package share a name."""

import ast
from collections import defaultdict
from pathlib import Path

import retold

ROOT = Path(retold.__file__).parent


def _classes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(path.relative_to(ROOT).as_posix())
    return found


def test_no_two_classes_share_a_name() -> None:
    repeated = {name: files for name, files in _classes().items() if len(files) > 1}
    assert repeated == {}

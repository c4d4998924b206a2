"""Mutation run: how many small faults in a module do its tests notice?

    python -m tests.mutation [MODULE TEST [TEST ...]]

Makes one change at a time (a comparison turned round, `and` for `or`, a condition denied, a number one higher, a
returned truth value flipped), runs the tests on the changed module, and counts the changes that some test fails on. Lines
of survivors are printed: each is a missing test, or a change that means the same. Without arguments, the modules of
`TARGETS`.
"""

import ast
import contextlib
import copy
import importlib
import io
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent
TARGETS = {
    "grammar/moods.py": ["tests/grammar/test_moods.py"],
    "lineage/reuse.py": ["tests/lineage/test_reuse.py"],
}
LIMIT = 120  # seconds for one run of the tests; a loop that never ends is noticed, too
OTHER: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


def changed(node: ast.AST) -> Iterator[ast.AST]:
    """The changed versions of one node of a syntax tree."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in OTHER:
            yield ast.Compare(node.left, [OTHER[type(op)]()], node.comparators)
        case ast.BoolOp(op=ast.And()):
            yield ast.BoolOp(ast.Or(), node.values)
        case ast.BoolOp(op=ast.Or()):
            yield ast.BoolOp(ast.And(), node.values)
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.If():
            yield ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)


def mutants(source: str) -> Iterator[tuple[int, str, str]]:
    """Line, what it is now, and the whole module, for each change; decorators stay as they are."""
    tree = ast.parse(source)
    fixed = {
        id(item) for top in ast.walk(tree) for mark in getattr(top, "decorator_list", ()) for item in ast.walk(mark)
    }
    for place, node in enumerate(ast.walk(tree)):
        for other in changed(node) if id(node) not in fixed else ():
            fresh = copy.deepcopy(tree)
            old = next(item for at, item in enumerate(ast.walk(fresh)) if at == place)
            new = ast.copy_location(other, old)
            _replace(fresh, old, new)
            what = new.test if isinstance(new, ast.If) else new
            yield getattr(node, "lineno", 0), ast.unparse(what), ast.unparse(ast.fix_missing_locations(fresh))


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list) and any(item is old for item in value):
                setattr(parent, name, [new if item is old else item for item in value])


def noticed(name: str, text: str, tests: list[str]) -> bool:
    """Whether the tests fail when the module `name` is made of `text`; all in this process, which has the model loaded."""
    module = importlib.import_module(name)
    exec(compile(text, name, "exec"), module.__dict__)  # noqa: S102 our own source, changed in one place
    here = str(ROOT / "tests")
    for loaded in [key for key, item in sys.modules.items() if (getattr(item, "__file__", "") or "").startswith(here)]:
        if loaded != __name__:
            del sys.modules[loaded]  # so that the tests import the functions as they are now
    signal.alarm(LIMIT)
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            return pytest.main(["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", *tests]) != 0
    except TimeoutError:
        return True
    finally:
        signal.alarm(0)


def measure(module: str, tests: list[str]) -> tuple[int, int]:
    """How many of the changes to a module are noticed, and how many there are; survivors are printed."""
    source = (ROOT / "src" / "retold" / module).read_text(encoding="utf-8")
    name = f"retold.{module.removesuffix('.py').replace('/', '.')}"
    if noticed(name, source, tests):
        raise SystemExit(f"{module}: its tests fail as they are")
    killed = total = 0
    for line, what, text in mutants(source):
        total += 1
        if noticed(name, text, tests):
            killed += 1
        else:
            print(f"  survives  {module}:{line}: {what}", flush=True)
    noticed(name, source, tests)  # as it was
    return killed, total


def _late(number: int, frame: object) -> NoReturn:
    raise TimeoutError


def main(words: list[str]) -> None:
    signal.signal(signal.SIGALRM, _late)
    for module, tests in {words[0]: words[1:]}.items() if words else TARGETS.items():
        killed, total = measure(module, tests)
        print(f"{module}: {killed} of {total} changes noticed ({killed / max(total, 1):.0%})", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

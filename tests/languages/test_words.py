"""Words of a language are data: no module of the core compares text with an English word or cuts an English ending."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import retold

ROOT = Path(retold.__file__).parent
CORE = ("clean", "grammar", "extract", "resolve", "lineage", "match", "align", "compare")
MODULES = [path for package in CORE for path in sorted((ROOT / package).rglob("*.py"))]
# calls that cut or test the end or the start of a text
ENDINGS = frozenset({"rstrip", "lstrip", "removesuffix", "removeprefix", "endswith", "startswith"})
# what gives the words of a text: `doc.lower[token]`, `pieces.word(at)`, `name.casefold()`, `lemma`
SEQUENCES = frozenset({"lower", "low", "lemma", "lemmas", "words", "raw"})
CALLS = frozenset({"word", "lower", "casefold"})
NAMES = frozenset({"word", "lemma", "lower", "plain", "follows", "following", "preposition", "raw"})
# parts of addresses, values and files, no words of the text; symbols of units are those of every language
MARKS = re.compile(
    r"https?(?:://)?|www\.|m\.|utf-16|XXXX-.*|T|P3M|[a-z]:|easter|happening-|[A-Z]+(?: [A-Z]+)*| VOWEL SIGN|x|[BM]|USD"
)
UNITS = frozenset({"A", "cm", "m", "km", "ft", "mm", "s", "in", "t", "b"})
# what is left, with its reason; an entry goes with its cause, and none comes
LEFT = {
    "clean/days.py": {"canonical"},  # an attribute of HTML
    "clean/pdf_process.py": {"password"},  # a message of the library
    "grammar/quantities/numbers.py": UNITS,
    "grammar/quantities/units.py": UNITS,
    # cues of speech: the complementizers and prepositions of each frame are still named where it is read
    "extract/quotes/complement.py": {"as", "that", "for"},
    "extract/quotes/cues.py": {"be", "it", "from", "per", "that"},
    "extract/quotes/marks.py": {"s"},  # a plural's possessive ("the boys'"), of apostrophes alone
    "extract/quotes/ties.py": {"that", "as"},
    "extract/citations/names.py": {"The", "The "},
    "extract/citations/said.py": {"of", "as"},
}


def _literals(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Tuple | ast.Set | ast.List):
        for item in node.elts:
            yield from _literals(item)


def _is_text(node: ast.expr) -> bool:
    if isinstance(node, ast.Subscript):
        return _name(node.value) in SEQUENCES
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and (node.func.attr in CALLS or _is_text(node.func.value))
    return isinstance(node, ast.Name) and node.id in NAMES


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _found(text: str) -> Iterator[str]:
    """Words in a comparison with words of a text, and endings in calls that cut or test them."""
    for node in ast.walk(ast.parse(text)):
        held: list[str] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ENDINGS:
            held = [word for argument in node.args for word in _literals(argument)]
        elif isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(_is_text(side) for side in sides):
                held = [word for side in sides for word in _literals(side)]
        yield from (word for word in held if re.search("[A-Za-z]", word) and not MARKS.fullmatch(word))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_english_words(path: Path) -> None:
    left = LEFT.get(path.relative_to(ROOT).as_posix(), set())
    assert set(_found(path.read_text(encoding="utf-8"))) - left == set()


@pytest.mark.parametrize("name", LEFT)
def test_what_is_left_is_still_there(name: str) -> None:
    assert LEFT[name] & set(_found((ROOT / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "text",
    [
        'doc.lower[token] == "of"',
        'doc.lemmas[head] in ("be", "get")',
        'words[0].casefold() in ("the", "a", "an")',
        'name.rstrip("s")',
        'name.removeprefix("the ")',
        'pieces.word(at + 1) != "in"',
    ],
)
def test_what_counts_as_a_word(text: str) -> None:
    assert list(_found(text))


@pytest.mark.parametrize(
    "text",
    [
        'doc.dep[token] == "nsubj"',
        'item.form == "name"',
        'doc.lower[token] in words.list("of")',
        'doc.words[at] == ","',
    ],
)
def test_what_does_not(text: str) -> None:
    assert not list(_found(text))

"""Records for researchers: CoNLL-U as pyconll reads it, CAS XMI as cassis does, brat standoff, ninjs by its schema."""

import io
import json
import re

import pyconll
import pytest
from cassis import load_cas_from_xmi, load_typesystem
from jsonschema import Draft202012Validator
from tests.export.ninjs import SCHEMA
from tests.export.stories import ROUGH, hostile, made, rough, story

from retold.export.cells import line
from retold.model import Analysis, Comparison

STORIES = pytest.mark.parametrize("told", [story, rough], ids=["story", "rough"])
BRACKET = re.compile(r"\(([^()|]+)-(\w+)-(\d+)(\)?)|([^()|]+)\)")


def documents(name: str, comparison: Comparison, ending: str) -> list[tuple[Analysis, bytes]]:
    files = [data for path, data in made(name, comparison).items() if path.endswith(ending)]
    return list(zip(comparison.analyses, files, strict=True))


# --- CoNLL-U ----------------------------------------------------------------------------------------------------------


def test_conllu_words_stand_where_they_say() -> None:
    for analysis, data in documents("conllu", story(), ".conllu"):
        text = analysis.article.text
        places = []
        for sentence in pyconll.load_from_string(data.decode()):
            for token in sentence:
                start, end = map(int, next(iter(token.misc["TokenRange"])).split(":"))
                assert line(text[start:end]) == token.form
                places += range(start, end)
            joined = "".join(token.form + " " * ("SpaceAfter" not in token.misc) for token in sentence)
            assert sentence.meta_value("text") == joined.rstrip()
        assert places == sorted(set(places))
        assert set(places) == {place for place, char in enumerate(text) if not char.isspace()}


def test_conllu_entities_are_the_mentions() -> None:
    """Brackets that open and close give back each mention: entity, type and the head word."""
    for analysis, data in documents("conllu", story(), ".conllu"):
        text = analysis.article.text
        found = set()
        for sentence in pyconll.load_from_string(data.decode()):
            spans = [tuple(map(int, next(iter(token.misc["TokenRange"])).split(":"))) for token in sentence]
            opened: dict[str, list[tuple[int, str, int]]] = {}
            for place, token in enumerate(sentence):
                for name, kind, head, whole, closed in BRACKET.findall("".join(token.misc.get("Entity", ()))):
                    if not closed:
                        opened.setdefault(name, []).append((place, kind, int(head)))
                    if closed or whole:
                        first, kind, head_place = opened[closed or name].pop()
                        head_span = spans[first + head_place - 1]
                        found.add((closed or name, kind, spans[first][0], spans[place][1], text[slice(*head_span)]))
            assert not any(opened.values())
        wanted = {(item.entity, item.type, *item.span) for item in analysis.mentions}
        assert {item[:4] for item in found} == wanted
        heads = {(item.entity, *item.span): item.head for item in analysis.mentions if item.head}
        for name, _, start, end, head in found:
            if (name, start, end) in heads:
                assert text[slice(*heads[name, start, end])].startswith(head)


@STORIES
def test_conllu_names_every_record(told: object) -> None:
    for analysis, data in documents("conllu", told(), ".conllu"):  # type: ignore[operator]
        sentences = list(pyconll.load_from_string(data.decode()))
        named = {
            name
            for s in sentences
            for t in s
            for kind in ("Quote", "Figure", "Time", "Event")
            for name in t.misc.get(kind, ())
        }
        comments = data.decode()
        for record in (*analysis.quotes, *analysis.figures, *analysis.times, *analysis.events):
            span = record.spans[0] if hasattr(record, "spans") else record.span
            assert f" {record.id} = " in comments
            assert record.id in named or not analysis.article.text[slice(*span)].strip()


# --- CAS XMI ----------------------------------------------------------------------------------------------------------


@STORIES
def test_xmi_annotations_cover_their_words(told: object) -> None:
    comparison: Comparison = told()  # type: ignore[operator]
    types = load_typesystem(io.BytesIO(made("xmi", comparison)["typesystem.xml"]))
    for analysis, data in documents("xmi", comparison, ".xmi"):
        cas = load_cas_from_xmi(io.BytesIO(data), typesystem=types)
        text = cas.sofa_string
        assert len(text) == len(analysis.article.text)
        for kind, records in (("Mention", analysis.mentions), ("Figure", analysis.figures), ("Time", analysis.times),
                              ("Event", analysis.events), ("Citation", analysis.citations)):  # fmt: skip
            spans = {record.id: record.span for record in records}
            held = {item.identifier: (item.begin, item.end) for item in cas.select(f"retold.{kind}")}
            assert held == spans
        quotes = {(item.id, span) for item in analysis.quotes for span in item.spans}
        assert {(item.identifier, (item.begin, item.end)) for item in cas.select("retold.Quote")} == quotes


def test_xmi_replaces_one_for_one_what_xml_cannot_hold() -> None:
    types = load_typesystem(io.BytesIO(made("xmi", rough())["typesystem.xml"]))
    [(_, data)] = documents("xmi", rough(), ".xmi")
    text = load_cas_from_xmi(io.BytesIO(data), typesystem=types).sofa_string
    changed = {(old, new) for old, new in zip(ROUGH, text, strict=True) if old != new}
    assert changed == {(char, "\ufffd") for char in "\x1b\x00\x07\ud800"}


# --- brat -------------------------------------------------------------------------------------------------------------


def test_brat_annotations_reproduce_their_words() -> None:
    files = made("brat", story())
    for path, data in files.items():
        if not path.endswith(".ann"):
            continue
        text = files[path.replace(".ann", ".txt")].decode()
        known = set()
        for row in data.decode().splitlines():
            name, where, *words = row.split("\t")
            if name.startswith("T"):
                known.add(name)
                pieces = [tuple(map(int, piece.split())) for piece in where.split(" ", 1)[1].split(";")]
                assert " ".join(text[start:end] for start, end in pieces) == words[0]
            else:
                assert {part.partition(":")[2] for part in where.split()[1:]} <= known


# --- ninjs ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("told", [story, hostile, rough], ids=["story", "hostile", "rough"])
def test_ninjs_items_are_valid(told: object) -> None:
    validator = Draft202012Validator(SCHEMA)
    comparison: Comparison = told()  # type: ignore[operator]
    files = made("ninjs", comparison)
    assert len(files) == len(comparison.accounts)
    for data in files.values():
        validator.validate(json.loads(data))


@pytest.mark.parametrize(
    "wrong",
    [{"headline": "x"}, {"headlines": [{}]}, {"bodies": "x"}, {"contentCreated": "yesterday"}, {"type": "story"}, {"uri": "a b"},
     {"people": [{"named": "x"}]}, {"standard": {"title": "x"}}],
)  # fmt: skip
def test_what_ninjs_refuses(wrong: dict[str, object]) -> None:
    validator = Draft202012Validator(SCHEMA)
    assert not validator.is_valid({"uri": "urn:retold:article:x", **wrong})
    assert not validator.is_valid({"type": "text"})

"""Mentions: spans, types, forms, numbers of names, nominals and pronouns in passages we wrote."""

from pathlib import Path

import pytest
from tests.resolve.reading import Annotate, analyses, mention, words

from retold.extract import mentions
from retold.languages import load
from retold.model import Analysis, Article, Mention, SourceMap

PASSAGES = {
    "ministers": (
        "Prime Minister Oda Lindqvist met General Marek Sobol in Warsaw on Monday. Lindqvist said the general, 58, had "
        "served Poland well. Mr. Sobol's aides declined to comment."
    ),
    "firms": (
        "Norvik Holdings Ltd. will buy 40 Arrow 520 aircraft from rival Kestrel Aviation. Norvik's chief executive Dana "
        "Whitlock said the A900 was too heavy. The Seattle company employs 3,000 people."
    ),
    "headline": (
        "Harbour Strike Ends As Veltmann Signs Deal\n\nPort owner Carla Veltmann signed a deal with dockers in Rotterdam "
        "on Friday. Veltmann thanked the union."
    ),
    "bylines": "RIGA – Officials of the Latvian Coast Guard said that Andris Kalnins, who was rescued, thanked his crew.",
}


CREDITS = {
    "credits": (
        "Guards stand at the gate on Monday. (Photo: Helga Strand, Special to the Corvane Post)\n\nThe fire at the mill "
        "was out by noon. (Marek Olin via AP)\n\nOfficers went to the 400 block of Amber Hill Lane after midnight. "
        "The girl was identified as Dunya Roha."
    ),
}


def reading(annotate_texts: Annotate) -> dict[str, Analysis]:
    return dict(zip(PASSAGES, analyses(annotate_texts, list(PASSAGES.values())), strict=True))


@pytest.fixture(scope="module")
def read(annotate_texts: Annotate) -> dict[str, Analysis]:
    return reading(annotate_texts)


def lines(read: dict[str, Analysis]) -> list[str]:
    """The mentions of each passage, a line each: what `make goldens` writes."""
    found = []
    for name, analysis in read.items():
        found.append(f"# {name}")
        found += [
            "\t".join((item.id, words(analysis, item), item.type, item.form, item.number or "-", item.gender or "-"))
            for item in analysis.mentions
        ]
    return found


def names(analysis: Analysis) -> list[tuple[str, str]]:
    return [(words(analysis, item), item.type) for item in analysis.mentions if item.form == "name"]


def test_golden(read: dict[str, Analysis]) -> None:
    golden = Path(__file__).parent.parent / "golden" / "mentions.txt"
    assert "\n".join(lines(read)) + "\n" == golden.read_text(encoding="utf-8")


def test_titles_stay_out_of_names(read: dict[str, Analysis]) -> None:
    found = names(read["ministers"])
    assert ("Oda Lindqvist", "person") in found
    assert ("Marek Sobol", "person") in found
    assert ("Sobol", "person") in found
    assert mention(read["ministers"], "Prime Minister").form == "nominal"


def test_lone_surname_has_the_type_of_the_full_name(read: dict[str, Analysis]) -> None:
    assert {kind for text, kind in names(read["ministers"]) if "Lindqvist" in text} == {"person"}


def test_roles_and_model_numbers(read: dict[str, Analysis]) -> None:
    found = dict(names(read["firms"]))
    assert found["Norvik Holdings Ltd."] == "organization"
    assert found["A900"] == "product"
    assert mention(read["firms"], "Norvik's chief executive").type == "person"


def test_headline_gives_only_names_of_the_text(read: dict[str, Analysis]) -> None:
    start = [item for item in read["headline"].mentions if item.form == "name" and item.span[1] < 44]
    assert [words(read["headline"], item) for item in start] == ["Veltmann"]


def test_names_in_credits_of_pictures_are_left_out(annotate_texts: Annotate) -> None:
    found = dict(names(analyses(annotate_texts, [CREDITS["credits"]])[0]))
    assert "Helga Strand" not in found
    assert "Marek Olin" not in found
    assert found["Amber Hill Lane"] == "facility"
    assert found["Dunya Roha"] == "person"


def test_relative_and_possessive_pronouns(read: dict[str, Analysis]) -> None:
    forms = {words(read["bylines"], item): item.form for item in read["bylines"].mentions}
    assert forms["who"] == forms["his"] == "pronoun"


def test_spans_reproduce_the_text_and_hold_their_head(read: dict[str, Analysis]) -> None:
    for analysis in read.values():
        for item in analysis.mentions:
            assert item.head is not None
            assert item.span[0] <= item.head[0] < item.head[1] <= item.span[1]
            assert words(analysis, item) == words(analysis, item).strip()


@pytest.mark.parametrize("text", ["", "\n\n", "“" * 400, "A " * 400, "Ab " * 400, "12 " * 400, "\u202e\ufeff x"])
def test_hostile_text(annotate_texts: Annotate, text: str) -> None:
    parse = annotate_texts([text])[0]
    article = Article("h", None, None, None, (), "en", text, None, None, (), SourceMap("identity"))
    found: list[Mention] = list(mentions.extract(parse, article, load("en"), Analysis(article)))
    assert all(0 <= item.span[0] < item.span[1] <= len(text) for item in found)


@pytest.mark.parametrize("text", ["An 8-year-old Port Selby boy is well.", "A 40-year-old Arden man was held."])
def test_a_name_before_a_noun_for_a_person_is_a_place(annotate_texts: Annotate, text: str) -> None:
    (found,) = analyses(annotate_texts, [text])
    assert not [name for name, kind in names(found) if kind == "person"]


def test_a_rank_cut_off_its_name_is_nobody(annotate_texts: Annotate) -> None:
    (found,) = analyses(
        annotate_texts, ["Sgt\nThe Teen was held on Monday. See pic.example.org/Xy12 for more, Lt\nsaid."]
    )
    assert not [name for name, kind in names(found) if kind == "person"]

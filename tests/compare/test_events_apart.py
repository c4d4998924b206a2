"""Events of several accounts that look alike and are not one, and such that are."""

from collections.abc import Callable, Sequence

import pytest

from retold import pipeline
from retold.config import Config
from retold.languages import load
from retold.model import Article, Comparison, Moment, SourceMap
from retold.parse import Parse

Told = tuple[str, str | None]
CONFIG = Config(shown=0.0, shown_alike=0.0, guard=False)


@pytest.fixture(scope="module")
def compared(annotate_texts: Callable[[Sequence[str]], list[Parse]]) -> Callable[..., Comparison]:
    def run(*told: Told) -> Comparison:
        articles = [
            Article(
                f"a{number}", None, None, f"a{number}", (), "en", text,
                Moment(day, day, day, "given") if day else None, None, ((0, len(text)),), SourceMap("identity"),
            )
            for number, (text, day) in enumerate(told)
        ]  # fmt: skip
        parses = annotate_texts([text for text, _ in told])
        found = [pipeline.read(doc, item, load("en"), CONFIG) for doc, item in zip(parses, articles, strict=True)]
        return pipeline.compare(found, CONFIG)

    return run


def test_three_releases_are_three_rows(compared: Callable[..., Comparison]) -> None:
    """One freed alone, several freed together and a promise to free others are not one happening."""
    comparison = compared(
        ("The rebels released Emil Torvik on Sunday. They later released four nurses.", "2031-03-13"),
        ("Emil Torvik was freed on Sunday. The rebels promised to release the miners.", "2031-03-13"),
        ("Four nurses were released by the rebels.", "2031-03-14"),
    )
    rows = [
        {proof.text for value in item.values for proof in value.evidence}
        for item in comparison.statements if item.check == "E101"
    ]  # fmt: skip
    for row in rows:
        told = " ".join(row)
        assert ("Torvik" in told) + ("nurses" in told) + ("miners" in told) <= 1
    assert any("Torvik" in " ".join(row) for row in rows)


def test_one_who_acts_alike_on_others_does_other_things(compared: Callable[..., Comparison]) -> None:
    comparison = compared(
        ("President Odile Brandt supported the creation of a Tarnwick state.", "2031-03-13"),
        ("President Odile Brandt supported the miners of Oldhaven.", "2031-03-13"),
    )
    assert not [item for item in comparison.statements if item.kind == "event" and item.relation == "agree"]


def test_a_bare_mention_means_what_the_accounts_tell(compared: Callable[..., Comparison]) -> None:
    comparison = compared(
        ("A guard was shot dead at the Oldhaven mill on Monday. The shooting shocked the town.", "2031-03-13"),
        ("Police said that a guard was shot at the Oldhaven mill.", "2031-03-13"),
    )
    row = next(
        {proof.text for value in item.values for proof in value.evidence}
        for item in comparison.statements if item.check == "E101"
        and any("shot" in proof.text for value in item.values for proof in value.evidence)
    )  # fmt: skip
    assert any(text.startswith("The shooting") for text in row)

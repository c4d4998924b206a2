"""Short ways to analyses and comparisons for the tests of facts, statuses and people."""

from retold import pipeline
from retold.config import Config
from retold.model import Analysis, Comparison, Page


def analyses(*texts: str, dates: tuple[str, ...] = ()) -> list[Analysis]:
    """One analysis a text; ids a1, a2 ...; published on the dates, else on one day."""
    pages = [
        Page(f"a{number}", text.encode(), "text", published=dates[number - 1] if dates else "2024-06-04")
        for number, text in enumerate(texts, 1)
    ]
    return list(pipeline.analyze_all(pages, Config()))


def compared(*texts: str, dates: tuple[str, ...] = ()) -> Comparison:
    """The texts as tellings of one story; rows of every probability are shown."""
    return pipeline.compare(analyses(*texts, dates=dates), Config(shown=0.0, shown_alike=0.0))


def facts(text: str) -> set[tuple[str, str, str]]:
    """(name, property, value) of every fact; a relation's value is "word of name"."""
    (item,) = analyses(text)
    names = {entity.id: entity.name for entity in item.entities}
    return {
        (
            names[fact.entity],
            fact.property,
            f"{fact.value} of {names[fact.target]}" if fact.property == "relation" and fact.target else fact.value,
        )
        for fact in item.facts
    }


def statuses(text: str, *, asserted: bool = True) -> set[tuple[str, str]]:
    """(name or words of the counted group, status) of what happened, or else of what is planned, possible or denied."""
    (item,) = analyses(text)
    names = {entity.id: entity.name for entity in item.entities}
    found = set()
    for record in item.statuses:
        happened = record.polarity == "positive" and record.modality == "asserted"
        if happened == asserted and record.subject is not None:
            named = record.entity is not None and record.figure is None
            words = item.article.text[record.subject[0] : record.subject[1]]
            found.add((names[record.entity] if named and record.entity else words, record.status))
    return found

"""What an outlet changed in its own page: a number, a time, a name, an act that its newest version tells otherwise than
an older one.

In: a Story with what its pages say otherwise than before (`Story.restated`). Out: Statements with relation `update`,
one value a version, oldest first. All versions of a page are one account, so each value has the support of that one.
"""

from collections.abc import Iterator

from retold.compare.keys import key_of
from retold.compare.wording import ANSWER, CLIP, LONGEST
from retold.languages import Language
from retold.lineage.origins import support
from retold.model import Analysis, Figure, Moment, Restated, Restatement, Statement, Story, Value

# the code of a row by what a new version says otherwise
CODES = {"figure": "R201", "time": "R202", "name": "R203", "place": "R204", "event": "R205"}
PROBABLE = 0.9  # by hand: both sides stand in one sentence of one page, so that only the reading of them can err
EACH = 40  # rows of an account
PLAIN = str.maketrans("{}“”", "()''")  # in sentences of our own, marks of an account would pass for ours


def statements(story: Story, language: Language) -> Iterator[Statement]:
    """The rows of what versions of one page say otherwise, ids "version-1" ..., renumbered later."""
    analyses = {item.article.id: item for item in story.analyses}
    taken: dict[str, int] = {}
    for number, item in enumerate(story.restated, 1):
        taken[item.account] = taken.get(item.account, 0) + 1
        if item.account in analyses and taken[item.account] <= EACH:
            yield _statement(f"version-{number}", item, analyses[item.account], story, language)


def _statement(name: str, item: Restated, analysis: Analysis, story: Story, language: Language) -> Statement:
    newest = support(story, [item.told[-1].evidence])
    values = tuple(
        Value(_line(each), each.low if each.low == each.high else None, newest, (each.evidence,), each.low, each.high,
              _moment(each))
        for each in item.told
    )  # fmt: skip
    return Statement(
        id=name, kind=item.kind, topic=_topic(item, analysis, language), relation="update", why=_why(item),
        values=values, check=CODES[item.kind], differs_by=item.kind, key=key_of(CODES[item.kind], values),
        probability=PROBABLE,
    )  # fmt: skip


def _line(item: Restatement) -> str:
    return " ".join(item.evidence.text.split())


def _short(item: Restatement) -> str:
    text = _line(item).translate(PLAIN)
    return text if len(text) <= ANSWER else f"{text[:ANSWER].rsplit(' ', 1)[0]}{CLIP}"


def _moment(item: Restatement) -> Moment | None:
    """What a version says held when it was captured at the latest."""
    if item.captured is None:
        return None
    return Moment(None, None, item.captured, "metadata", None, "captured")


def _why(item: Restated) -> str:
    told = ", then ".join(f"“{_short(each)}” (captured {each.captured or 'at an unknown time'})" for each in item.told)
    how = "A version since then says that it was changed." if item.noted else "No version says that it was changed."
    return f"{item.account} changed its page: {told}. {how}"


def _topic(item: Restated, analysis: Analysis, language: Language) -> str:
    """The question that the versions answer, with the sentence of the newest one."""
    heads, newest = language.table("questions")["heads"], item.told[-1]
    figure = next((each for each in analysis.figures if each.id == newest.evidence.record), None)
    if item.kind == "figure" and figure and (asked := _asked(figure, language)):
        return asked
    answers = f" {language.table('questions')['and']} ".join(dict.fromkeys(map(_short, item.told)))
    return str(heads[item.kind]).format(answers=answers, about=_about(newest, analysis))


def _asked(figure: Figure, language: Language) -> str:
    """The question of a class of numbers: how many were killed."""
    row = language.table("figures")["classes"].get(figure.predicate_class or "")
    if not row or not figure.counted or not figure.counted.head:
        return ""
    return str(row["question"]).replace("{who}", " ".join(figure.counted.text.split()).lower())


def _about(item: Restatement, analysis: Analysis) -> str:
    """The sentence of the newest version, short enough for a heading."""
    place = item.evidence.span[0]
    start, end = next((span for span in analysis.sentences if span[0] <= place < span[1]), item.evidence.span)
    text = " ".join(analysis.article.text[start:end].split()).translate(PLAIN)
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]}{CLIP}"

"""How a row is headed: a question, or a whole sentence of an account with somebody in it, never a fragment.

In: a Statement and its answers, whose words are those of accounts. Out: its question, its sentence, and a short label
under which it stands as a detail of a happening.
"""

from collections.abc import Mapping, Sequence

from retold.model import Statement
from retold.report import phrases
from retold.report.cells import REVISED, WHOLE, alike, verbatim
from retold.report.pages import Desk
from retold.report.records import Answer

LONGEST = 160  # code points of a heading: two lines on a page
TELLING = 3  # letters of a word that tells an act: "’s" tells none
NAMED = ("name", "fact", "status")  # kinds whose topic is "somebody: what is asked"
EVENTS = ("event", "status")


def topic(statement: Statement, answers: Sequence[Answer], names: Mapping[str, str]) -> str:
    """The question of a row. What our own words put short is asked in a sentence; what is made up of pieces of an
    account gives way to the account's words."""
    words = phrases.table("asks")
    if alike(statement) and answers:
        return phrases.sentence(answers[0].sentence)
    if WHOLE.match(statement.check) or REVISED.match(statement.check):
        return phrases.sentence(statement.topic)
    if statement.kind in NAMED and ": " in statement.topic:
        name, _, what = statement.topic.rpartition(": ")
        name = next((names[item] for item in statement.entities if item in names), name)
        key = statement.kind if statement.kind != "fact" else what if what in words else "fact"
        return words[key].format(name=name, what=what)
    if statement.kind == "attribution" and ": " in statement.topic:
        return words["attribution"].format(what=statement.topic.partition(": ")[2].strip(" ,"))
    if statement.kind == "event" and answers:
        return phrases.sentence(answers[0].sentence)
    return phrases.sentence(statement.topic)


def sentence(statement: Statement, answers: Sequence[Answer], about: str, desk: Desk) -> str:
    """The row as a whole sentence: of a happening what it is about, of anything else the words of an account."""
    if WHOLE.match(statement.check) and not (alike(statement) and answers):
        text = about or statement.topic
        held = [proof for answer in answers for proof in answer.proofs]
        whole = next((proof.text for proof in held if verbatim(text.rstrip("…"), proof.text)), text)
        return phrases.sentence(phrases.clip(desk.bare(" ".join(whole.split())), LONGEST))
    if answers and (alike(statement) or (statement.kind in EVENTS and not REVISED.match(statement.check))):
        return phrases.sentence(phrases.clip(answers[0].sentence, LONGEST))
    return ""


def label(statement: Statement, asks: str, about: str, desk: Desk) -> str:
    """What a row is called among the details of a happening: its question, else the word that tells the act; nothing
    where its accounts only tell it in words of their own."""
    if about:
        return asks
    if statement.kind != "event":
        return "" if WHOLE.match(statement.check) else asks
    if WHOLE.match(statement.check) or statement.relation == "compatible":
        return ""
    for item in (item for value in statement.values for item in value.evidence):
        event = desk.event(item)
        word = desk.words(item.account, event.span) if event else ""
        if sum(map(str.isalpha, word)) >= TELLING:
            return phrases.sentence(word)
    return ""

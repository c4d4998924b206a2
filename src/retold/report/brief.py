"""ReportView -> `brief.html`: two pages for an editor's desk, every claim with the sentence that it stands on.

What is on it is chosen and cut to length here, so that it stays two pages whatever the story: what happened, the key
figures, the contradictions by consequence, what several accounts tell, the accounts, the method. Each item leads to its
row in the full report beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from retold.report import phrases
from retold.report.records import Answer, Proof, ReportView, Row, Trend
from retold.report.templating import digest, environment, file

REPORT = "report.html"
# what two pages hold at the size of print
ROOM = 7500  # characters of claims, with a line for each
LINE = 60
MOST_FIGURES = 3
MOST_CONTRADICTIONS = 5
MOST_SHARED = 4
MOST_ANSWERS = 3
MOST_ACCOUNTS = 12
MOST_LINKS = 4
BESIDE = 160  # characters of a sentence on either side of the words that it is quoted for
QUOTED = 200  # characters of those words
VALUE = 140
SENTENCE = 300  # of a sentence that is its own evidence
SHORT = 40  # a value so short is read in its sentence, whoever's words it is in
HEADING = 130


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words a claim stands on, in their sentence."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One value with who says it; `quoted` is None where the value is the sentence itself."""

    text: str
    doubt: str
    who: str
    when: str
    quoted: Quoted | None
    anchor: str

    @property
    def size(self) -> int:
        """The room it takes, in characters."""
        quoted = self.quoted
        words = len(quoted.before) + len(quoted.words) + len(quoted.after) + LINE if quoted else 0
        return len(self.text) + len(self.who) + LINE + words


@dataclass(frozen=True, slots=True)
class BriefItem:
    """One figure, contradiction or thing told: its row in the report, the claims made, and how often rows of its kind
    are wrong where it may be none."""

    row: str
    heading: str
    relation: str
    claims: tuple[Claim, ...]
    chance: str = ""

    @property
    def size(self) -> int:
        """The room it takes, in characters."""
        return len(self.heading) + len(self.chance) + LINE + sum(claim.size for claim in self.claims)


def render(view: ReportView) -> str:
    """The page. Deterministic: one view gives one page."""
    style, sure = file("brief.css"), contradictions(view)
    told = [
        [_figure(item, view) for item in view.glance.figures[:MOST_FIGURES]],
        [_item(row, view) for row in sure or view.glance.doubtful],
        [_shared(row, answer, view) for row, answer in view.glance.shared[:MOST_SHARED]],
    ]
    figures, differ, shared = _fitting(told)
    return (
        environment()
        .get_template("brief.html.j2")
        .render(
            view=view,
            style=Markup(style),  # noqa: S704 - our own file
            style_hash=digest(style),
            words=phrases.table("brief"),
            doubtful=phrases.word("sentences", "doubtful_heading"),
            report=REPORT,
            happened=[_claim_of(lead.proof, lead.label, view) for lead in view.glance.what],
            figures=figures,
            contradictions=differ,
            sure=bool(sure),
            shared=shared,
            accounts=view.accounts[:MOST_ACCOUNTS],
            left=len(view.accounts[MOST_ACCOUNTS:]),
            links=[link.sentence for link in view.links[:MOST_LINKS]],
            method=_method(),
        )
    )


def _fitting(told: Sequence[Sequence[BriefItem]]) -> list[list[BriefItem]]:
    """Of each list as many items, from the first on, as there is room for on two pages."""
    left = ROOM
    found: list[list[BriefItem]] = []
    for items in told:
        found.append([])
        for item in items:
            left -= item.size
            if left >= 0:
                found[-1].append(item)
    return found


def contradictions(view: ReportView) -> list[Row]:
    """Those that open the report, then the next of its rows."""
    leads = [block.lead for block in view.differ]
    found = {row.id: row for row in (*view.glance.differences, *leads) if row.called == "differ"}
    return list(found.values())[:MOST_CONTRADICTIONS]


def _method() -> list[str]:
    """How the brief was made, in four lines."""
    words = phrases.table("brief")
    return [words[f"method_{line}"] for line in ("made", "counts", "misses", "check")]


def _item(row: Row, view: ReportView) -> BriefItem:
    pinned = [answer for answer in row.answers if answer.pinned]
    answers = pinned if len(pinned) > 1 else row.answers
    claims = tuple(_claim(row, answer, view) for answer in answers[:MOST_ANSWERS])
    chance = row.chance if row.unsure else ""
    return BriefItem(row.id, phrases.clip(row.question, HEADING), row.relation_word, claims, chance)


def _figure(trend: Trend, view: ReportView) -> BriefItem:
    """A key figure with its values in the order in which they came up."""
    row = next((row for row in view.rows if row.id == trend.row), None)
    if row is None:
        step = trend.steps[0]
        claim = Claim(
            step.text, "", _who(step.label, step.accounts, view), step.when, _quoted(trend.proof), trend.proof.sentence
        )
        return BriefItem("", phrases.clip(trend.asks, HEADING), trend.word, (claim,))
    found = _item(row, view)
    order = {step.text: place for place, step in enumerate(trend.steps)}
    ordered = sorted(found.claims, key=lambda claim: order.get(claim.text, len(order)))
    return BriefItem(row.id, found.heading, trend.word, tuple(ordered))


def _shared(row: Row, answer: Answer, view: ReportView) -> BriefItem:
    claim = _claim(row, answer, view)
    return BriefItem(
        row.id, "" if row.whole or row.plain else phrases.clip(row.question, HEADING), answer.support, (claim,)
    )


def _claim(row: Row, answer: Answer, view: ReportView) -> Claim:
    proof = _proof(row, answer)
    told = (answer.teller, *(index for index in answer.accounts if index != answer.teller))
    accounts = [index for index in told if index is not None]
    when = answer.captured or (view.accounts[accounts[0]].published if accounts else "")
    itself = proof is not None and _same(answer.text, proof.text)
    text = phrases.clip(answer.text, SENTENCE if itself else VALUE)
    quoted = None if itself or proof is None else _quoted(proof)
    return Claim(
        text, answer.doubt, _who(answer.label, accounts, view), when, quoted, proof.sentence if proof else "articles"
    )


def _same(text: str, words: str) -> bool:
    """Whether a value is the words of the account themselves, whole or cut."""
    put, told = (" ".join(part.split()).strip('…“”"').casefold() for part in (text, words))
    return len(put) > SHORT and put in told


def _claim_of(proof: Proof, label: str, view: ReportView) -> Claim:
    """A sentence that tells what happened: it is its own evidence."""
    when = view.accounts[proof.account].published
    who = _who(label, (proof.account,), view)
    return Claim(phrases.clip(proof.text, SENTENCE), "", who, when, None, proof.sentence)


def _proof(row: Row, answer: Answer) -> Proof | None:
    """The passage from which the answer's words and speaker are taken, else one of its teller, else any."""
    place = row.answers.index(answer)
    cells = (each for cell in row.cells for each in (cell, *cell.more))
    shown = (cell.proof for cell in cells if cell.account == answer.teller and place in cell.answers)
    own = (proof for proof in answer.proofs if proof.account == answer.teller)
    return next((proof for proof in (*shown, *own, *answer.proofs) if proof), None)


def _who(label: str, accounts: Sequence[int], view: ReportView) -> str:
    names = [phrases.clip(view.accounts[index].name, 40) for index in accounts]
    told = phrases.listed(names, 3)
    return f"{label}, {told}" if label and label != phrases.word("voices", "own") else told


def _quoted(proof: Proof) -> Quoted:
    before, after = " ".join(proof.before.split()), " ".join(proof.after.split())
    if len(before) > BESIDE:
        before = "…" + before[-BESIDE:].partition(" ")[2]
    space_before, space_after = proof.before[-1:].isspace(), proof.after[:1].isspace()
    return Quoted(
        before + " " * space_before, phrases.clip(proof.text, QUOTED), " " * space_after + phrases.clip(after, BESIDE)
    )

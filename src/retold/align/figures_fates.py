"""What becomes of people by several accounts, for the counts of the killed and the injured.

In: Analyses. Out: each account's answers by class. Where an account gives no number, the people of whom it tells are
counted; nobody who died, in this account or by another one, is counted among the injured.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from retold.align.figures_account import WORD, Context, FigureAnswer, words_of
from retold.align.figures_answers import derive, first, others, promoted, settled, size, told_as_done
from retold.align.figures_people import PersonStates, figures_of, one_person, people
from retold.languages import Language
from retold.model import Analysis, Figure

MAX_DEAD = 60  # bound on work: more people are counted by the account itself


@dataclass(frozen=True, slots=True)
class AccountFigures:
    """One account: its answers by class, the main one (if any) first, and the people it mentions one by one."""

    context: "Context"
    found: dict[str, list[FigureAnswer]]
    told: list[PersonStates]
    gone: list[PersonStates]

    @property
    def account(self) -> str:
        """The account's id."""
        return self.context.analysis.article.id

    @property
    def killed(self) -> float:
        """How many it reports killed, at most; one by one where it gives no number."""
        killed = first(self.found.get("killed", ()))
        return size(killed) if killed is not None and killed.total else float(len(self.gone))


def reading(analysis: Analysis, language: Language) -> AccountFigures:
    """What one account answers by itself."""
    words = words_of(language)
    by_class: dict[str, list[Figure]] = defaultdict(list)
    before: Figure | None = None
    for figure in analysis.figures:
        figure, before = others(figure, before, words), figure if figure.predicate_class else before
        if figure.predicate_class and figure.kind in ("count", "implied", "none") and told_as_done(figure, words):
            by_class[figure.predicate_class].append(figure)
    context = Context(analysis, words)
    found = {name: settled(context, name, figures) for name, figures in sorted(by_class.items())}
    derive(context, found)
    told = people(analysis, language, context.elsewhere())
    named = {context.entity(answer.figures[0]) for answer in found.get("killed", ()) if answer.method == "implied"}
    gone = [person for person in told if "dead" in person.states or named.intersection(person.entities)]
    _tell(context, found, gone, "dead", language)
    return AccountFigures(context, found, told, gone)


def answers(account: AccountFigures, fates: "Fates", language: Language) -> dict[str, list[FigureAnswer]]:
    """The answers of one account beside the others: nobody who died is counted among the injured."""
    own = first(account.found.get("injured", ()))
    if own is not None and _of_the_dead(account, own, fates):
        rows = account.found["injured"]
        account.found["injured"] = [replace(item, apart="fate") if item is own else item for item in rows]
    _tell(account.context, account.found, _alive(account, fates), "hurt", language)
    return {name: promoted(rows) for name, rows in account.found.items()}


class Fates:
    """Who died, over all accounts, and who was hurt and did not."""

    def __init__(self, readings: Sequence[AccountFigures], entity_of: dict[tuple[str, str], str]) -> None:
        self.entity_of = entity_of
        self.most = max((item.killed for item in readings), default=0.0)
        dead = [(item.account, person) for item in readings for person in item.gone]
        self.dead = frozenset(name for account, person in dead for name in self.known(account, person))
        self.described = [person for _, person in dead[:MAX_DEAD]]
        told = [item for item in readings if item.killed == self.most]
        self.unknown = any(item.killed > len(item.gone) for item in told)
        alive = [(item.account, person) for item in told for person in item.told if person not in item.gone]
        self.alive = frozenset(name for account, person in alive for name in self.known(account, person)) - self.dead

    def known(self, account: str, person: PersonStates) -> list[str]:
        """The story entities of a person."""
        return [self.entity_of[account, name] for name in person.entities if (account, name) in self.entity_of]

    def doubtful(self, reading: AccountFigures, person: PersonStates) -> bool:
        """Whether a person hurt in one account died, or may have died, by another, which reports more deaths."""
        names = self.known(reading.account, person)
        if self.dead.intersection(names):
            return True
        if reading.killed >= self.most or self.alive.intersection(names):
            return False
        return self.unknown or any(one_person(person, other) for other in self.described)


def _tell(
    context: Context, found: dict[str, list[FigureAnswer]], fit: Sequence[PersonStates], state: str, language: Language
) -> None:
    """Where the account gives no number of the killed or injured: the people of whom it tells it, one by one."""
    name = context.words.table["states"][state]
    own = first(found.get(name, ()))
    if own is not None and own.high != 0.0 and (state == "dead" or own.method not in ("implied", "derived")):
        return
    fit = [person for person in fit if person.sure] or fit[:1]
    if not fit:
        return
    answer = _counted_people(context, found.get(name, ()), fit, state, language)
    if own is None or own.high == 0.0 or size(own) < size(answer):
        found[name] = [answer, *(item for item in found.get(name, ()) if item is not own)]


def _of_the_dead(account: AccountFigures, own: FigureAnswer, fates: Fates) -> bool:
    """Whether those counted among the injured without a number died, or may have died by what others tell."""
    if own.method not in ("implied", "derived") or own.high == 0.0:
        return False
    name = account.context.entity(own.figures[0])
    person = next((person for person in account.told if name in person.entities), None)
    if own.high == 1.0 and own.method == "implied" and person is not None:
        if person in account.gone or fates.doubtful(account, person):
            return not account.context.survived(person)
        return False
    return account.killed < fates.most and account.killed == 0.0


def _alive(account: AccountFigures, fates: Fates) -> list[PersonStates]:
    """Those hurt who did not die. Where more died than are mentioned one by one, to have been shot is not enough."""
    unknown = account.killed > len(account.gone)
    never = account.context.words.table["fatal_too"]
    sure = [person for person in account.told if person not in account.gone and (person.sure or not account.gone)]

    def doubtful(person: PersonStates) -> bool:
        return fates.doubtful(account, person) or (unknown and all(item.status in never for item in person.told))

    return [person for person in sure if not doubtful(person) or account.context.survived(person)]


def _counted_people(
    context: Context, found: Sequence[FigureAnswer], fit: Sequence[PersonStates], state: str, language: Language
) -> FigureAnswer:
    """The least number of people mentioned one by one; it is whole where the account says that there was nobody
    else."""
    name = context.words.table["states"][state]
    rows = [figures_of(person, context.analysis, state, name, language) for person in fit]
    nobody = next((item.figures[0] for item in found if item.apart == "more" and item.high == 0.0), None)
    figures = (*(row[0] for row in rows), *(figure for row in rows for figure in row[1:]))
    low = float(len(fit))
    least = low > 1 and nobody is None
    names = [_described(context.text, row[0], low > 1) for row in rows]
    if nobody is not None:
        figures, names = (*figures, nobody), [*names, _nobody(context, nobody)]
    text = f"{'at least ' if least else ''}{int(low)} ({', '.join(names)})"
    whose = tuple(entity for person in fit for entity in person.entities)
    return FigureAnswer(
        context.analysis.article.id, name, "", low, None if least else low, False, text, figures, "implied",
        whose=whose,
    )  # fmt: skip


def _nobody(context: Context, figure: Figure) -> str:
    """ "no one else", as written but for its first letter."""
    start, end = figure.span
    after = WORD.search(context.text, end, end + 12)
    end = after.end() if after and after.group() in context.words.table["else"] else end
    return context.text[start].lower() + context.text[start + 1 : end]


def _described(text: str, figure: Figure, short: bool) -> str:
    """The mention of a person as written; in a list without the age, so that the words have one numeral."""
    written = text[figure.span[0] : figure.span[1]].split()
    aged = [at for at, word in enumerate(written) if any(letter.isdecimal() for letter in word)] if short else []
    return " ".join(written[aged[-1] + 1 :] if aged and aged[-1] + 1 < len(written) else written)

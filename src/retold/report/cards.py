"""People, what was said, and the words used: the tables of the Comparison as cards, speeches and referents."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from retold.model import Comparison, Drift, Evidence, Label, Person, PersonStatus, Rendering, StoryEntity, Utterance
from retold.report import phrases
from retold.report.pages import Desk
from retold.report.records import AccountView, Card, Dated, Proof, Referent, Said, Speech, ValueView, Wording

TEXT = 400
MOST_WORDINGS = 12
UNLIKE = 0.45  # below, word against word would strike nearly all


def cards(comparison: Comparison, desk: Desk) -> Iterator[Card]:
    """One card a person or group of whom something is told, those with most to tell first."""
    found = [item for item in _cards(comparison, desk) if _says(item)]
    yield from sorted(found, key=_told_of, reverse=True)


def _says(card: Card) -> bool:
    return bool(card.facts or card.statuses or card.background)


def _told_of(card: Card) -> tuple[bool, int, int]:
    """How much is told of somebody: of the story, by how many accounts, and in how many pieces."""
    told = [*card.statuses, *(value for _, values in card.facts for value in values)]
    named = {index for _, accounts in card.spellings for index in accounts}
    aside = bool(card.background) and not card.statuses
    return not aside, len(named | {index for item in told for index in item.accounts}), len(told)


def _cards(comparison: Comparison, desk: Desk) -> Iterator[Card]:
    entities = {item.id: item for item in comparison.entities}
    for person in comparison.people:
        entity = entities.get(person.entity)
        name = person.name or (entity.name if entity else person.entity)
        yield Card(
            person.entity,
            phrases.clip(name, 120),
            phrases.word("entity", entity.type if entity else "other"),
            *_spellings(person, entity, desk),
            tuple(_facts(person, desk)),
            tuple(_status(item, desk) for item in person.statuses),
            tuple(_status(item, desk) for item in person.background),
        )


Spellings = tuple[tuple[str, tuple[int, ...]], ...]


def _spellings(person: Person, entity: StoryEntity | None, desk: Desk) -> tuple[Spellings, tuple[str, ...]]:
    """Whole names with the accounts that write them, and the short forms of them."""
    found = {phrases.clip(item.text, 120): desk.indices(item.accounts) for item in (entity.names if entity else ())}
    for name in person.names:
        found.setdefault(phrases.clip(name, 120), ())
    parts = {name: set(name.casefold().split()) for name in found}
    short = tuple(name for name in found if any(parts[name] < parts[other] for other in found))
    return tuple((name, where) for name, where in found.items() if name not in short), short


def _facts(person: Person, desk: Desk) -> Iterator[tuple[str, tuple[ValueView, ...]]]:
    found: dict[str, list[ValueView]] = {}
    for fact in person.facts:
        told = _told(fact.value, fact.evidence, desk)
        found.setdefault(phrases.word("property", fact.property), []).append(told)
    yield from ((name, tuple(values)) for name, values in found.items())


def _told(text: str, evidence: Sequence[Evidence], desk: Desk) -> ValueView:
    proofs = desk.proofs(evidence)
    accounts = tuple(sorted({proof.account for proof in proofs}))
    return ValueView(phrases.clip(text, TEXT), accounts, phrases.count(len(accounts), "account"), proofs)


def _status(item: PersonStatus, desk: Desk) -> ValueView:
    proofs = desk.proofs(item.evidence)
    accounts = desk.indices(item.support.accounts) if item.support else tuple(sorted({it.account for it in proofs}))
    start, end = phrases.interval(item.when)
    moment = Dated("", phrases.when(item.when), start, end)
    told = phrases.count(len(accounts), "account")
    why = phrases.days_in_words(item.why or "")
    return ValueView(
        phrases.clip(item.status.replace("_", " "), 80), accounts, told, proofs, moment, item.by or "", why
    )


# --- what was said ----------------------------------------------------------------------------------------------------


def speeches(comparison: Comparison, desk: Desk) -> Iterator[Speech]:
    """Every utterance with its renderings, those first that several accounts give in different words."""
    names = {item.id: item.name for item in comparison.entities}
    found = [_speech(item, desk, names) for item in comparison.utterances]
    yield from sorted(found, key=lambda item: (not item.altered, -sum(1 + len(said.alike) for said in item.said)))


def _speech(item: Utterance, desk: Desk, names: dict[str, str]) -> Speech:
    base = _base(item)
    drift = {each.other: each for each in item.drift if each.base == base}
    reverse = {each.base: each for each in item.drift if each.other == base}
    order = [base, *(place for place in range(len(item.renderings)) if place != base)]
    said = tuple(
        _said(item, place, desk, (drift.get(place) or _turned(reverse.get(place)), place == base))
        for place in order
        if place < len(item.renderings) and desk.known(item.renderings[place].account)
    )
    said = _merged(said)
    altered = any(kind != "same" for each in said for kind, _ in each.pieces)
    speaker = names.get(item.speaker or "", "") or "Speaker not named"
    return Speech(item.id, phrases.clip(speaker, 120), phrases.when(item.when, ""), said, altered)


def _merged(said: tuple[Said, ...]) -> tuple[Said, ...]:
    """Renderings in the same words as one, with the passages of those that only repeat it."""
    found: list[Said] = []
    for item in said:
        changed = item.changes or any(kind != "same" for kind, _ in item.pieces)
        first = next((place for place, each in enumerate(found) if each.form == item.form and each.base), None)
        if changed or first is None or item.proof is None or item.via:
            found.append(item)
        else:
            found[first] = replace(found[first], alike=(*found[first].alike, item.proof))
    return tuple(found)


def _base(item: Utterance) -> int:
    counts = [0] * len(item.renderings)
    for each in item.drift:
        if each.base < len(counts):
            counts[each.base] += 1
    return counts.index(max(counts)) if counts else 0


TURNED = {"insert": "delete", "delete": "insert"}


def _turned(drift: Drift | None) -> Drift | None:
    if drift is None:
        return None
    ops = tuple((TURNED.get(op, op), other, base) for op, base, other in drift.ops)
    return Drift(drift.other, drift.base, ops, drift.marks, drift.similarity, drift.why)


def _said(item: Utterance, place: int, desk: Desk, how: tuple[Drift | None, bool]) -> Said:
    drift, base = how
    rendering = item.renderings[place]
    its = [
        each for each in item.evidence if each.account == rendering.account and each.record in (rendering.quote, None)
    ]
    its.sort(key=lambda each: each.text not in rendering.text)
    proofs = desk.proofs(its)
    return Said(
        desk.index[rendering.account],
        phrases.word("form", rendering.form),
        phrases.listed(list(rendering.via)),
        _drifted(rendering, drift),
        base,
        tuple(phrases.word("drift", mark) for mark in drift.marks) if drift else (),
        phrases.days_in_words(drift.why) if drift else "",
        proofs[0] if proofs else None,
    )


def _drifted(rendering: Rendering, drift: Drift | None) -> tuple[tuple[str, str], ...]:
    if drift is not None and drift.similarity < UNLIKE:
        return (("other", phrases.clip(rendering.text, 2 * TEXT)),)
    if drift is None or not drift.ops:
        return (("same", phrases.clip(rendering.text, 2 * TEXT)),)
    found: list[tuple[str, str]] = []
    for op, base, other in drift.ops[:400]:
        if op == "equal":
            found.append(("same", other))
            continue
        if base and op != "insert":
            found.append(("cut", base))
        if other and op != "delete":
            found.append(("new", other))
    return tuple(found)


# --- words ------------------------------------------------------------------------------------------------------------


def referents(comparison: Comparison, desk: Desk, accounts: Sequence[AccountView]) -> Iterator[Referent]:
    """What each account calls a referent; those that several accounts name first."""
    names = {item.id: item.name for item in comparison.entities}
    found: dict[str, dict[int, list[Wording]]] = {}
    for label in comparison.labels:
        if desk.known(label.account):
            cells = found.setdefault(label.entity, {})
            cells.setdefault(desk.index[label.account], []).append(_wording(label, desk, names))
    lower = {label.entity for label in comparison.labels if not label.foremost}
    ordered = sorted(found.items(), key=lambda item: (item[0] in lower, -len(item[1])))
    for entity, cells in ordered:
        columns = tuple(_heaviest(cells.get(account.index, [])) for account in accounts)
        yield Referent(entity, phrases.clip(names.get(entity, entity), 120), columns, _style_notes(columns))


def _style_notes(columns: Sequence[Sequence[Wording]]) -> tuple[tuple[str, str], ...]:
    found: dict[str, dict[str, None]] = {}
    for item in (item for column in columns for item in column if item.note):
        found.setdefault(item.note, {})[item.text] = None
    return tuple((phrases.listed(list(texts)), note) for note, texts in found.items())


def _heaviest(words: list[Wording]) -> tuple[Wording, ...]:
    return tuple(sorted(words, key=lambda item: (item.quoted != "", -item.count))[:MOST_WORDINGS])


def _wording(label: Label, desk: Desk, names: dict[str, str]) -> Wording:
    quoted = ""
    if label.voice == "quoted":
        speaker = label.speaker and names.get(label.speaker, label.speaker)
        quoted = f"quoting {phrases.clip(speaker, 60)}" if speaker else "quoted"
    proofs: tuple[Proof, ...] = desk.proofs(label.evidence)
    return Wording(phrases.clip(label.text, 120), label.count, quoted, label.note or "", proofs)

"""Pronouns set right once it is known who speaks: "I" is the speaker, "he said" is the one who said it.

In: a Parse and an Analysis with mentions and quotes. Out: the Analysis with mentions and entities set right. Inside
somebody's direct quotation a first person singular is the speaker and a third person never is; that of "she said"
is whom the quotes found as the speaker. A mention only moves where its old entity keeps a name or a noun phrase.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from retold.languages import Language
from retold.languages.mentions import Pronoun, lexicon
from retold.model import Analysis, Article, Entity, Mention, Quote, Span
from retold.parse import Parse
from retold.resolve.within.nodes import SUBJECTS

WINDOW = 40  # mentions looked back for somebody else
REACH = 4  # sentences
FAR = 400  # characters looked back for a quotation inside a quotation

Voices = list[tuple[Span, str, Quote]]


def resolve(doc: Parse, article: Article, language: Language, found: Analysis) -> Analysis:
    """The Analysis with the pronouns of speakers and inside direct quotations led right."""
    pronouns = lexicon(language).pronouns
    entities = {entity.id: entity for entity in found.entities}
    solid = _solid(found)
    said = _said(found, entities)
    voices = _voices(found, entities)
    moved: list[Mention] = []
    others: dict[tuple[str, str | None], str | None] = {}
    for mention in found.mentions:
        pronoun = (
            pronouns.get(doc.text[mention.span[0] : mention.span[1]].lower()) if mention.form == "pronoun" else None
        )
        if pronoun is not None and (mention.entity is None or mention.entity in solid):
            speaker = said.get(mention.span)
            voice = _at(voices, mention.span)
            if speaker is not None and pronoun.person == "3" and _fits(entities[speaker], mention):
                mention = replace(mention, entity=speaker, type=entities[speaker].type)
            elif voice is not None:
                mention = _inside(doc, mention, pronoun, voice, (moved, entities, others))
        moved.append(mention)
    return replace(found, mentions=tuple(moved), entities=_gendered(moved, entities))


def _solid(found: Analysis) -> set[str]:
    """Entities that a name or a noun phrase holds together without their pronouns."""
    return {mention.entity for mention in found.mentions if mention.entity and mention.form != "pronoun"}


def _said(found: Analysis, entities: dict[str, Entity]) -> dict[Span, str]:
    """The speakers of quotes by the words that name them."""
    return {
        quote.speaker.span: quote.speaker.entity
        for quote in found.quotes
        if quote.speaker.span and quote.speaker.entity in entities and quote.speaker.entity
    }


def _voices(found: Analysis, entities: dict[str, Entity]) -> Voices:
    """Stretches inside quotation marks with the person who speaks there, ascending."""
    rows: Voices = []
    for quote in found.quotes:
        speaker = quote.speaker.entity
        if quote.form == "direct" and speaker in entities and entities[speaker].type == "person":
            rows.extend((span, speaker, quote) for span in quote.spans)
    return sorted(rows, key=lambda row: row[0])


def _at(voices: Voices, span: Span) -> tuple[Span, str, Quote] | None:
    index = bisect_right(voices, span[0], key=lambda row: row[0][0]) - 1
    return voices[index] if index >= 0 and span[1] <= voices[index][0][1] else None


def _inside(
    doc: Parse,
    mention: Mention,
    pronoun: Pronoun,
    voice: tuple[Span, str, Quote],
    seen: tuple[Sequence[Mention], dict[str, Entity], dict[tuple[str, str | None], str | None]],
) -> Mention:
    """A pronoun in a direct quotation: the first person is the speaker, the third somebody else."""
    moved, entities, others = seen
    span, speaker, quote = voice
    if pronoun.kind == "relative" or _nested(doc.text[span[0] : mention.span[0]][-FAR:]):
        return mention
    if pronoun.person == "1" and pronoun.number == "singular":
        return replace(mention, entity=speaker, type=entities[speaker].type)
    if pronoun.person == "3" and mention.entity == speaker:
        key = (quote.id, mention.gender)
        if key not in others:
            others[key] = _another(doc, mention, speaker, moved, entities)
        other = others[key]
        return replace(mention, entity=other, type=entities[other].type if other else mention.type)
    return mention


def _nested(before: str) -> bool:
    """Whether another quotation was opened in the words before, and not closed: its pronouns are another's."""
    opened = max(before.rfind("‘"), before.rfind("“"), before.rfind(" '"), before.rfind(' "'))
    rest = before[opened + 2 :]
    return opened >= 0 and not any(mark in rest for mark in ("”", '"', "' ", "’ ", "',", "’,", ".'", ".’"))


def _another(
    doc: Parse, mention: Mention, speaker: str, moved: Sequence[Mention], entities: dict[str, Entity]
) -> str | None:
    """The most prominent person lately spoken of who is not the speaker; None where there is none."""
    token = doc.token_at(mention.span[0])
    best: tuple[float, str] | None = None
    for back, rival in enumerate(reversed(moved[-WINDOW:])):
        at = doc.token_at((rival.head or rival.span)[0])
        if token is None or at is None or doc.sent[token] - doc.sent[at] > REACH:
            break
        entity = entities.get(rival.entity or "")
        if entity is None or entity.id == speaker or entity.type != "person" or rival.number == "plural":
            continue
        if not _fits(entity, mention):
            continue
        score = (2.0 if doc.dep[at] in SUBJECTS else 0.0) + (1.0 if entity.names else 0.0) - 0.2 * back
        if best is None or score > best[0]:
            best = (score, entity.id)
    return best[1] if best else None


def _fits(entity: Entity, mention: Mention) -> bool:
    """Whether gender and kind let an entity be the antecedent of a pronoun."""
    if mention.gender == "neuter":
        return entity.type != "person"
    if mention.gender is None:
        return True
    return entity.type == "person" and entity.gender in (None, mention.gender)


def _gendered(mentions: Sequence[Mention], entities: dict[str, Entity]) -> tuple[Entity, ...]:
    """The entities, with the gender that only a pronoun gives."""
    told = {m.entity: m.gender for m in reversed(mentions) if m.form == "pronoun" and m.gender in ("male", "female")}
    return tuple(
        replace(entity, gender=told[entity.id])
        if entity.gender is None and entity.type == "person" and entity.id in told
        else entity
        for entity in entities.values()
    )

"""Unlinks deaths whose pronoun or nominal subject was resolved to a person who is charged by name.

In: the Status records of an article, its mentions and the lexicon. Out: the records, in the same order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from retold.languages.people import PeopleLexicon
from retold.model import Mention, Status


def settled(records: Sequence[Status], mentions: Sequence[Mention], words: PeopleLexicon) -> Iterator[Status]:
    """Who is charged by name and dies only as "he" or "the man" is rarely the one who died: in such reports the
    pronoun is the victim's. Nothing is taken from who is named as dead, or who did it to themselves."""
    living, dead = words.listed("doubts", "living"), {status for status in words.rules if words.is_final(status)}
    names = {mention.span for mention in mentions if mention.form == "name"}
    by_name = [record for record in records if record.subject in names and _asserted(record)]
    alive = {record.entity for record in by_name if record.status in living}
    alive -= {record.entity for record in by_name if record.status in dead}
    for record in records:
        led = record.status in dead and record.entity in alive and record.subject not in names
        yield replace(record, entity=None) if led and record.method != "reflexive" else record


def _asserted(record: Status) -> bool:
    return record.entity is not None and record.polarity == "positive" and record.modality == "asserted"

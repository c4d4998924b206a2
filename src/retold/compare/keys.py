"""A name of a row that stays the same when other accounts or rows come and go."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from retold.model import Statement, Value

LENGTH = 12  # hexadecimal digits: 48 bits, so that a million rows meet by chance once in 500 stories
SHORT = 4  # more digits where several rows of one kind stand on the same words: there are a few of them


def key_of(kind: str, values: Sequence[Value]) -> str:
    """Made from the kind and the words of the earliest account that the row stands on."""
    first = next((item for answer in values for item in answer.evidence), None)
    words = " ".join(first.text.lower().split()) if first else ""
    return f"{kind}-{hashlib.sha256(f'{kind} {words}'.encode()).hexdigest()[:LENGTH]}"


def keyed(statements: Sequence[Statement]) -> list[Statement]:
    """The rows in their order, each with a key of its own. Rows of one kind that stand on the same words are parted by
    their questions, and where these are one too, by number."""
    plain = [item.key or key_of(item.kind, item.values) for item in statements]
    several = Counter(plain)
    seen: Counter[str] = Counter()
    found = []
    for item, key in zip(statements, plain, strict=True):
        if several[key] > 1:
            asked = f"{item.kind} {item.topic} {item.values[0].text if item.values else ''}"
            key = f"{key}-{hashlib.sha256(asked.encode()).hexdigest()[:SHORT]}"
        seen[key] += 1
        found.append(replace(item, key=key if seen[key] == 1 else f"{key}-{seen[key]}"))
    return found

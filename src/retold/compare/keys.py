"""A name of a row that stays the same when other accounts or rows come and go."""

import hashlib
from collections.abc import Sequence

from retold.model import Value

LENGTH = 12  # hexadecimal digits: 48 bits, so that a million rows meet by chance once in 500 stories


def key_of(kind: str, values: Sequence[Value]) -> str:
    """Made from the kind and the words of the earliest account that the row stands on."""
    first = next((item for answer in values for item in answer.evidence), None)
    words = " ".join(first.text.lower().split()) if first else ""
    return f"{kind}-{hashlib.sha256(f'{kind} {words}'.encode()).hexdigest()[:LENGTH]}"

"""How far an infinitive is told as done: only where what governs it entails it."""

from collections.abc import Callable

import pytest
from tests.extract.test_events import event

from retold.parse import Parse

Annotate = Callable[[str], Parse]


@pytest.mark.parametrize(
    ("text", "word", "modality"),
    [
        ("The clerk managed to escape the burning mill.", "escape", "asserted"),
        ("The clerk stopped to help the driver.", "help", "planned"),
        ("The union called on the mayor to veto the plan.", "veto", "possible"),
        ("The firm was looking to study the river.", "study", "planned"),
        ("The agency expects to allow the mast to fall in spring.", "fall", "planned"),
        ("The team went on to win the cup.", "win", "asserted"),
        ("The guard was forced to resign on Friday.", "resign", "asserted"),
        ("The council will have until Friday to act on the petition.", "act", "planned"),
        ("It was the first storm to hit the coast.", "hit", "asserted"),
        ("It was a plan to hit the coast.", "hit", "planned"),
        ("Investigators would look into what caused a charter boat to sink in the bay.", "sink", "asserted"),
    ],
)
def test_what_governs_an_infinitive_decides(annotate_text: Annotate, text: str, word: str, modality: str) -> None:
    assert event(annotate_text(text), word).modality == modality

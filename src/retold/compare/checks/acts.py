"""Two tellings of one act: done, denied, planned, possible, alleged."""

from typing import Literal

from retold.compare.slots import Slot
from retold.model import Event, Story

Grade = Literal["done", "denied", "planned", "possible", "alleged"]


def stand(one: Slot, two: Slot, story: Story) -> Literal["same", "compatible", "differ"] | None:
    """Done against denied differs; done against planned, possible or alleged can both hold, for the accounts may
    speak of different stages."""
    left, right = grade(one), grade(two)
    if left == right:
        return "same"
    return "differ" if "denied" in (left, right) and "done" in (left, right) else "compatible"


def grade(slot: Slot) -> Grade:
    """How real an act is said to be; one beside a hedge ("reportedly") is alleged."""
    event = slot.value
    assert isinstance(event, Event)  # noqa: S101
    found = graded(event)
    return "alleged" if found == "done" and slot.unsure else found


def graded(event: Event) -> Grade:
    """How real an event is said to be."""
    if event.polarity == "negative":
        return "denied"
    if event.modality == "planned":
        return "planned"
    if event.modality in ("possible", "conditional"):
        return "possible"
    return "alleged" if event.under == "allege" else "done"

"""The time axis that the pictures share: days to per cent of the width, days that label it, marks that make room.

Places along the axis are per cent, so that a picture fits any screen without stretching its marks; what stands beside
another mark for want of room is moved by pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from retold.report import phrases

LEFT, RIGHT = 3.0, 97.0
STRETCH = 12.0  # the axis is drawn to scale unless its longest gap is so many times its middle one
BREAK = 0.1  # the share of the axis that a shortened gap keeps
TICK = 16.0  # per cent between two labels: "12 March 2025" on the narrowest screen
NARROW = 3.0  # pixels that one per cent takes on the narrowest screen, where marks need room first


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    text: str
    anchor: str


class Axis:
    """Days to per cent. Long empty gaps are shortened where they would press all else together."""

    def __init__(self, days: Sequence[float], left: float = LEFT, right: float = RIGHT) -> None:
        self.days = sorted(set(days))
        gaps = [after - before for before, after in zip(self.days, self.days[1:], strict=False)]
        middle = sorted(gaps)[len(gaps) // 2] if gaps else 1.0
        bound = STRETCH * max(middle, 0.25)
        wide = [gap > bound for gap in gaps] if len(gaps) > 2 else [False] * len(gaps)
        near = sum(gap for gap, long in zip(gaps, wide, strict=True) if not long) or 1.0
        share = min(BREAK, 0.5 / max(sum(wide), 1))  # of the near gaps together
        sizes = [share * near if long else gap for gap, long in zip(gaps, wide, strict=True)]
        total = sum(sizes) or 1.0
        self.places = [left]
        for size in sizes:
            self.places.append(self.places[-1] + (right - left) * size / total)
        self.breaks = tuple(
            round((self.places[place] + self.places[place + 1]) / 2, 2) for place, long in enumerate(wide) if long
        )

    def place(self, day: float) -> float:
        """The place of a day in per cent, between the two nearest known days."""
        if day <= self.days[0]:
            return self.places[0]
        for index in range(1, len(self.days)):
            if day <= self.days[index]:
                before, after = self.days[index - 1], self.days[index]
                share = (day - before) / (after - before)
                return round(self.places[index - 1] + share * (self.places[index] - self.places[index - 1]), 2)
        return round(self.places[-1], 2)

    def ticks(self) -> tuple[Tick, ...]:
        """Days that label the axis, at least a label's width apart, the year given where it changes."""
        found: list[Tick] = []
        last, year = -100.0, None
        for day in self.days:
            moment = date.fromordinal(int(day))
            x = self.place(float(int(day)))
            if x - last < TICK or (day != int(day) and x < self.places[0]):
                continue
            text = f"{moment.day} {phrases.MONTHS[moment.month - 1][:3]}"
            if moment.year != year:
                text = str(moment.year) if (moment.day, moment.month) == (1, 1) else f"{text} {moment.year}"
            found.append(Tick(x, text, "start" if x < 14 else "end" if x > 86 else "middle"))
            last, year = x, moment.year
        return tuple(found)


def apart(places: Sequence[tuple[float, float]], room: float) -> list[float]:
    """For marks at (per cent, pixels down): by how many pixels each moves aside so that none covers another.

    They are laid out in their order on the narrowest screen, to the right and then back from the edge; a wider screen
    only draws them further apart.
    """
    order = sorted(range(len(places)), key=lambda place: places[place][0])
    at = {place: places[place][0] * NARROW for place in order}
    for step, line, edge in ((1, order, 0.0), (-1, order[::-1], 100 * NARROW - room / 2)):
        for number, place in enumerate(line):
            near = [at[other] for other in line[:number] if abs(places[other][1] - places[place][1]) < room]
            bounds = [other + step * room for other in near] + ([] if step > 0 else [edge])
            at[place] = max([at[place], *bounds]) if step > 0 else min([at[place], *bounds])
    return [round(at[place] - x * NARROW, 1) for place, (x, _) in enumerate(places)]

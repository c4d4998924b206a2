"""Work that is counted and not timed: machines are noisy."""

import cProfile
from collections.abc import Callable


def calls(work: Callable[[], object]) -> int:
    """How many functions of Python and of C are called."""
    profile = cProfile.Profile()
    profile.enable()
    work()
    profile.disable()
    return sum(entry.callcount for entry in profile.getstats())

"""Which place lies in which, by the language's table."""

CLIMB = 4


def holds(outer: str, inner: str, within: dict[str, tuple[str, ...]]) -> bool:
    """Does the place `outer` hold the place `inner`, directly or through others?"""
    reached = {outer}
    for _ in range(CLIMB):
        reached |= {place for name in reached for place in within.get(name, ())}
    return inner in reached

"""What a file gives, with an end to its problems: somebody may make millions of them."""

from collections.abc import Iterable, Iterator

from retold.model import Page, Problem

# problems of one file that are told one by one
MOST_PROBLEMS = 100


def counted(found: Iterable[Page | Problem], source: str) -> Iterator[Page | Problem]:
    """What was found, with at most `MOST_PROBLEMS` problems, and one that counts the others."""
    told = 0
    for item in found:
        if isinstance(item, Problem):
            told += 1
            if told > MOST_PROBLEMS:
                continue
        yield item
    if told > MOST_PROBLEMS:
        message = f"{source}: {told - MOST_PROBLEMS:,} more problems like these; mend the file"
        yield Problem("more", None, message, source)

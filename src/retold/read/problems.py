"""Problems of what is read: each names its file, and they have an end, for somebody may make millions of them."""

from collections.abc import Iterable, Iterator

from retold.model import Page, Problem

# problems of one file that are told one by one
MOST_PROBLEMS = 100


def problem(code: str, source: str, text: str) -> Problem:
    """The problem of a file, a line or an item, which is named before the words."""
    return Problem(code, None, f"{source}: {text}", source)


def counted(found: Iterable[Page | Problem], source: str) -> Iterator[Page | Problem]:
    """What was found, with at most `MOST_PROBLEMS` problems, and one that counts the others."""
    told = 0
    for item in found:
        told += isinstance(item, Problem)
        if isinstance(item, Page) or told <= MOST_PROBLEMS:
            yield item
    if told > MOST_PROBLEMS:
        yield problem("more", source, f"{told - MOST_PROBLEMS:,} more problems like these; mend the file")

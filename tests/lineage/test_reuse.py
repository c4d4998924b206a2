"""Passages shared to the letter: exact spans, quotes and forms of words left out, hostile text, and the index."""

from itertools import combinations
from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from retold.lineage.index import pairs
from retold.lineage.reuse import Shared, shared
from retold.lineage.words import read, shingles

FIRST = "The old mill at Stell Cross burned down on Friday night after lightning struck the tall chimney of the bakery next door."
OTHER = "Mayor Harrow promised the owners a quick permit so that the wheel would turn again before the harvest of next year."
OWN = "Our reporter counted eleven buckets on the lawn and found a cat asleep inside the largest of them this morning."


def test_passage_and_spans() -> None:
    """A copied sentence between own ones is found with the same words on both sides."""
    left, right = f"{OWN} {FIRST}", f"{FIRST} {OTHER}"
    one, two = read("a", left), read("b", right)
    found = shared(one, two)
    assert len(found.passages) == 1
    for text, side, place in ((left, one, found.passages[0].left), (right, two, found.passages[0].right)):
        start, end = side.span(*place)
        assert text[start:end] == FIRST.removesuffix(".")
    assert found.longest == len(FIRST.split())


def test_light_edit_and_order() -> None:
    """A changed word stays within a passage; sentences in another order are passages all the same."""
    edited = FIRST.replace("tall", "big")
    assert shared(read("a", FIRST), read("b", edited)).words == len(FIRST.split()) - 1
    turned = shared(read("a", f"{FIRST} {OTHER}"), read("b", f"{OTHER} {FIRST}"))
    assert turned.left == turned.right == 1.0
    assert not turned.ordered


def test_quotes_are_not_copying() -> None:
    """What the same person said stands in both accounts and counts for nothing."""
    said = "we will not speak of an end until every single door on the lower deck has been opened by a diver"
    texts = [f'{own} "{said}," she said.' for own in (OWN, OTHER)]
    sides = [
        read(str(number), text, [(text.index(said), text.index(said) + len(said))]) for number, text in enumerate(texts)
    ]
    assert shared(*sides).words == 0


def test_names_are_not_copying() -> None:
    """A long title alone is no passage."""
    title = "Heritage Minister Josefine Harrow of the Brennick Valley Peoples Party"
    assert shared(read("a", f"{title} resigned."), read("b", f"Nobody expected that {title} would stay.")).words == 0


def _made(count: int, letter: str, *, names: int = 0) -> str:
    """So many different words, the last of them with a capital."""
    words = [f"{letter}{first}{second}" for first in "abcdefgh" for second in "klmnopqr"][:count]
    return " ".join(word.capitalize() if place >= count - names else word for place, word in enumerate(words))


def _shared(left: str, right: str) -> Shared:
    return shared(read("a", left), read("b", right))


def test_how_long_a_passage_must_be() -> None:
    """Nine words in a row are a passage, eight are chance."""
    nine, eight = _made(9, "x"), _made(8, "x")
    assert _shared(f"{_made(7, 'p')} {nine}", f"{nine} {_made(7, 'q')}").words == 9
    assert _shared(f"{_made(7, 'p')} {eight}", f"{eight} {_made(7, 'q')}").words == 0


def test_how_many_words_must_be_plain() -> None:
    """Six words that are no names and numbers make a passage, five do not."""
    for names, words in ((3, 9), (4, 0)):
        text = _made(9, "x", names=names)
        assert _shared(f"{_made(7, 'p')} {text}", f"{_made(7, 'q')} {text}").words == words


def test_what_parts_a_passage() -> None:
    """Five other words on both sides leave one passage, six make two; so does a gap on one side alone."""
    one, two = _made(12, "x"), _made(12, "y")
    for gap, passages in ((5, 1), (6, 2)):
        found = _shared(f"{one} {_made(gap, 'p')} {two}", f"{one} {_made(gap, 'q')} {two}")
        assert len(found.passages) == passages
        assert found.longest == 24 // passages
    assert len(_shared(f"{one} {two}", f"{one} {_made(6, 'q')} {two}").passages) == 2
    assert len(_shared(f"{one} {_made(6, 'p')} {two}", f"{one} {two}").passages) == 2


def test_a_quote_on_one_side_is_enough() -> None:
    """Words that only one account puts into quotation marks are no sign of copying either."""
    text = _made(12, "x")
    quoted, plain = read("a", text, [(0, len(text))]), read("b", text)
    assert shared(quoted, plain).words == shared(plain, quoted).words == 0


def test_shares_of_each_text() -> None:
    """The same words are all of one text and half of the other."""
    found = _shared(_made(12, "x"), f"{_made(12, 'x')} {_made(12, 'q')}")
    assert (found.left, found.right, found.ordered) == (1.0, 0.5, True)


def test_a_run_goes_on_where_the_last_one_ended() -> None:
    """Of two equal places the one that goes on from the run before is taken, so that a copy stays in order."""
    one, refrain = _made(12, "x"), _made(10, "y")
    found = _shared(f"{one} {refrain}", f"{refrain} {_made(9, 'q')} {one} {refrain}")
    assert len(found.passages) == 1
    assert found.ordered


def test_hostile() -> None:
    """The same sentence ten thousand times, and one line of a megabyte: linear."""
    clock = process_time()
    many = read("a", f"{FIRST} " * 10_000)
    assert shared(many, read("b", f"{OTHER} {FIRST} " * 500)).words > 0
    assert shared(read("c", "a" * 1_000_000), read("d", '"' * 1_000_000)).words == 0
    assert len(pairs([many.codes, many.codes])) == 1
    assert process_time() - clock < 30


texts = st.lists(
    st.sampled_from(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]), max_size=60
)


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, max_size=7))
def test_index_gives_the_same_answer(made: list[list[str]]) -> None:
    """The sorted index names the pairs that comparing all pairs names."""
    codes = [read(str(number), " ".join(words)).codes for number, words in enumerate(made)]
    sets = [set(shingles(code, 7).tolist()) for code in codes]
    slow = [(left, right) for left, right in combinations(range(len(made)), 2) if sets[left] & sets[right]]
    assert [(pair.left, pair.right) for pair in pairs(codes)] == slow


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_runs_are_equal_words(left: list[str], right: list[str]) -> None:
    """Every run of every passage holds the same words on both sides, and shares lie in 0..1."""
    one, two = read("a", " ".join(left)), read("b", " ".join(right))
    found = shared(one, two)
    assert 0 <= found.left <= 1
    assert 0 <= found.right <= 1
    for passage in found.passages:
        for first, second, size in passage.runs:
            assert one.words[first : first + size] == two.words[second : second + size]


def test_many_holders_hang_together() -> None:
    """A report in more texts than the cap joins them in a chain: as many links as texts, none left out."""
    codes = [read(str(number), FIRST).codes for number in range(100)]
    found = pairs(codes, cap=10)
    assert len(found) == 99
    assert {place for pair in found for place in (pair.left, pair.right)} == set(range(100))

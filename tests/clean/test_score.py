"""The model that chooses blocks: its weights are those of known features, and what it says of plain cases."""

from retold.clean import features, html, score
from retold.clean.debris import tables
from retold.clean.strips import Strip
from retold.languages import load

EN = tables(load("en"))
PARAGRAPHS = [
    "The council of Marrow Bay voted on Tuesday to close the old swimming pool and the sauna next to it.",
    "“Nobody asked us,” said Zoë Çelik, who has swum there for thirty years. “We will fight this in court.”",
    "The repairs would cost 4 million crowns, more than the town spends on all its schools in a single year.",
    "A vote of the residents is planned for the autumn, the mayor told a meeting in the crowded town hall.",
]
PAGE = (
    "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>All the sport of the town in one place</a></li></ul></nav>"
    "<main><article><h1>Pool closes</h1><div class='text'>{}</div></article></main>"
    "<footer><p>The Mail is printed by the Marrow Bay press and reaches all houses of the town.</p></footer>"
)


def read(source: str, voted: set[int]) -> tuple[list[Strip], dict[int, dict[str, float]]]:
    strips, keys = html.read(source)
    return strips, features.features(strips, keys, voted, features.Hints(title="poolcloses"), EN)


def page() -> str:
    return PAGE.format("".join(f"<p>{text}</p>" for text in PARAGRAPHS))


def test_a_paragraph_that_the_library_lost_comes_back() -> None:
    strips, _ = read(page(), set())
    places = [index for index, strip in enumerate(strips) if strip.text in PARAGRAPHS]
    _, found = read(page(), set(places) - {places[1]})
    assert score.chosen(found) == set(places)


def test_a_footer_that_the_library_took_goes() -> None:
    strips, _ = read(page(), set())
    body = {index for index, strip in enumerate(strips) if strip.text in PARAGRAPHS}
    foot = next(index for index, strip in enumerate(strips) if strip.text.startswith("The Mail is printed"))
    _, found = read(page(), body | {foot})
    assert score.chosen(found) == body


def test_every_weight_is_of_a_feature_and_every_value_bounded() -> None:
    strips, _ = read(page(), set())
    _, found = read(page(), set(range(3, len(strips))))
    names = {name for values in found.values() for name in values}
    assert names & set(score.weights().weights)
    assert all(0 <= value <= 1 for values in found.values() for value in values.values())
    assert 0 < score.weights().threshold < 1


def test_a_score_can_show_its_parts() -> None:
    strips, _ = read(page(), set())
    _, found = read(page(), set(range(3, len(strips))))
    index = next(index for index in found if strips[index].text == PARAGRAPHS[0])
    parts = score.explained(found[index], score.weights())
    total = score.weights().bias + sum(value for _, value in parts)
    assert (total > 0) == (score.probability(found[index], score.weights()) > 0.5)
    assert [abs(value) for _, value in parts] == sorted((abs(value) for _, value in parts), reverse=True)


def test_a_page_without_blocks() -> None:
    assert read("<p> </p>", set()) == ([], {})


def slides(around: str) -> str:
    slides = "".join(
        f"<section class='slide' id='picture-{number}'><h2>Picture {number}</h2><p class='caption'>{text}</p></section>"
        for number, text in enumerate(PARAGRAPHS, 1)
    )
    return f"<main><h1>Pool closes</h1>{slides}{around}</main>"


def test_a_name_that_holds_most_of_the_text_says_nothing_of_it() -> None:
    strips, _ = read(slides(""), set())
    told = {index for index, strip in enumerate(strips) if strip.text in PARAGRAPHS}
    _, found = read(slides(""), told)
    assert not any("furniture_near" in found[index] for index in told)
    assert told <= score.chosen(found)
    around = "".join(f"<p>{text} It is said so.</p>" for text in PARAGRAPHS)
    strips, _ = read(slides(around), set())
    body = {index for index, strip in enumerate(strips) if strip.text.endswith("It is said so.")}
    _, found = read(slides(around), body)
    assert all("furniture_near" in found[index] for index in told)
    assert not told & score.chosen(found)


def test_numbered_names_are_of_one_kind() -> None:
    strips, _ = read(slides(""), set())
    told = {index for index, strip in enumerate(strips) if strip.text in PARAGRAPHS}
    _, found = read(slides(""), told - {max(told)})
    assert found[max(told)]["path_kept"] == 1.0


def test_a_part_of_a_name_may_tell_of_furniture() -> None:
    source = f"<main><p>{PARAGRAPHS[0]}</p><div class='letter newsletter-teaser'><p>{PARAGRAPHS[1]}</p></div></main>"
    _, found = read(source, {0, 1})
    assert "furniture_part" not in found[0]
    assert found[1]["furniture_part"] == 1.0
    assert "furniture_near" not in found[1]

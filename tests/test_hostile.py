"""Hostile articles stay cheap: twice the input costs at most about twice the work, counted in calls, whatever its shape;
spans stay exact; what one page breaks costs no other page anything.

Real sizes, seconds and memory are measured by `make soak`.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import msgspec
import pytest
from eval.hostile import HONEST, SHAPES, html, text
from tests.work import calls

from retold import annotate, pipeline, windows
from retold.app import about
from retold.clean import scan
from retold.clean.decode import web
from retold.config import Config
from retold.model import Analysis, Article, Comparison, Page
from retold.report import pages as articles
from retold.report import view
from retold.report.json import analysis_json, comparison_json
from retold.report.verify import Input, verify
from retold.resolve.across import rules

CONFIG = Config(guard=False)
# at most so much for twice the input; a quadratic piece that mattered would come near 4
TWICE = 2.3
# calls that no length explains: caches that fill, a rare word's table
SLACK = 25_000
SIZE = 2_500


@pytest.fixture(autouse=True)
def small_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds as much smaller as the inputs are: what they hold in real sizes they hold here."""
    monkeypatch.setattr(annotate, "LONGEST_SENTENCE", 40)
    monkeypatch.setattr(annotate, "BATCH_TOKENS", 500)
    monkeypatch.setattr(annotate, "WINDOW", 2_000)
    monkeypatch.setattr(rules, "BLOCK", 8)


@pytest.fixture(scope="module")
def honest() -> Analysis:
    return pipeline.analyze(replace(text(HONEST * 2), id="honest", source="honest"), CONFIG)


def told(page: Page, other: Analysis) -> tuple[Analysis, Comparison]:
    found = pipeline.analyze(page, CONFIG)
    comparison = pipeline.compare([found, other], CONFIG)
    view.build(comparison, about(CONFIG))
    return found, comparison


@pytest.mark.parametrize("name", SHAPES)
def test_twice_the_input_costs_at_most_twice_the_work(name: str, honest: Analysis) -> None:
    shape = SHAPES[name]
    told(shape(SIZE), honest)
    small, large = (calls(lambda size=size: told(shape(size), honest)) for size in (SIZE, 2 * SIZE))
    assert large <= TWICE * small + SLACK, f"{small:,} calls, then {large:,}"


@pytest.mark.parametrize("name", SHAPES)
def test_spans_are_exact(name: str, honest: Analysis) -> None:
    found, comparison = told(SHAPES[name](SIZE), honest)
    analyses = [msgspec.json.decode(analysis_json(item)) for item in (found, honest)]
    inputs = {item.article.id: Input(item.article.sha256, item.article.text) for item in (found, honest)}
    checked = verify(msgspec.json.decode(comparison_json(comparison)), analyses, inputs)
    assert checked.holds, checked.findings[:3]


def test_the_report_looks_at_the_sentences_of_an_article_once(honest: Analysis) -> None:
    class Counted(tuple[tuple[int, int], ...]):
        looked = 0

        def __iter__(self) -> Iterator[tuple[int, int]]:
            Counted.looked += 1
            return super().__iter__()

    found = pipeline.analyze(SHAPES["bullets"](SIZE), CONFIG)
    told_ = articles.article(replace(found, sentences=Counted(found.sentences)), 0)
    assert len(told_.paragraphs) > 100 and Counted.looked <= 3


def pages() -> Iterator[Page]:
    for name in ("base64", "hex", "zlib", "rot13", "uu", "undefined", "unicode_escape", "punycode", "no such"):
        yield replace(html(f"<p>{HONEST}</p>", f'<meta charset="{name}">'), id=name, encoding=None)
        yield replace(html(f"<p>{HONEST}</p>"), id=f"declared {name}", encoding=name)


def test_no_page_declares_what_is_no_encoding_of_the_web() -> None:
    for found in pipeline.analyze_all(pages(), Config()):
        assert "Ada Quill" in found.article.text and not found.problems, found.article.id
    assert web("shift_jis") and web("latin1") == "cp1252"


def test_an_error_in_one_page_costs_no_other_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(whole: Callable[..., object]) -> Callable[..., object]:
        def run(item: Page | Article, *rest: object) -> object:
            if item.id == "bad":
                raise RuntimeError("no way")
            return whole(item, *rest)

        return run

    told_ = [replace(text(HONEST), id=name, source=name) for name in ("a", "bad", "b")]
    whole = [analysis_json(item) for item in pipeline.analyze_all(told_, Config())]
    for name in ("clean", "annotate"):
        with monkeypatch.context() as patch:
            patch.setattr(pipeline, name, broken(getattr(pipeline, name)))
            if name == "annotate":
                patch.setattr(pipeline, "annotate_all", lambda *_: (_ for _ in ()).throw(RuntimeError("one of them")))
            found = list(pipeline.analyze_all(told_, Config()))
        assert [item.article.id for item in found] == ["a", "bad", "b"]
        assert [problem.code for item in found for problem in item.problems] == ["internal"]
        assert [analysis_json(found[place]) for place in (0, 2)] == [whole[0], whole[2]]
        assert "no way" in found[1].problems[0].message


def test_an_article_of_too_many_words_is_read_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotate, "MOST_TOKENS", 600)
    found = pipeline.analyze(SHAPES["closed brackets"](8_000), Config())
    assert [problem.code for problem in found.problems] == ["too_slow"]
    reached = found.problems[0].span
    assert reached is not None and 1_000 < reached[0] < reached[1] == len(found.article.text)
    assert all(last <= reached[0] for _, last in found.sentences)
    assert pipeline.analyze(text(HONEST), Config()).problems == ()


@pytest.mark.parametrize("name", SHAPES)
def test_windows_and_pieces_cover_a_text(name: str) -> None:
    whole = SHAPES[name](9_000).data.decode()
    for spans in (list(windows.windows(whole, 700)), [piece[:2] for piece in windows.pieces(whole) or []]):
        assert not spans or "".join(whole[first:last] for first, last in spans) == whole
    assert all(0 < last - first <= 700 for first, last in windows.windows(whole, 700))
    assert all(last - first <= windows.LONGEST_TOKEN or not whole[first:last].strip() or " " in whole[first:last]
               for first, last, _ in windows.pieces(whole) or [])  # fmt: skip
    assert (
        "".join(token.text_with_ws for token in annotate._make_doc(annotate.load_model(CONFIG.model), whole)) == whole
    )


def test_an_article_in_windows_is_parsed_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows end with a paragraph, so that the parse of each is what it is in the whole."""
    body = "\n\n".join([HONEST, "She thanked the fire brigade.", HONEST.replace("Quill", "Marsh")] * 8)
    cut = pipeline.analyze(text(body), CONFIG)
    monkeypatch.setattr(annotate, "WINDOW", 50_000)
    whole = pipeline.analyze(text(body), CONFIG)
    assert len(body) > 2_000
    assert cut.sentences == whole.sentences and cut.times == whole.times
    assert [item.span for item in cut.mentions] == [item.span for item in whole.mentions]


def test_trees_are_bounded_and_honest_pages_are_whole() -> None:
    honest_page = html(f"<div><p>{HONEST}<ul><li>a<li>b</ul><table><tr><td>1<td>2</table></div>" * 50).data.decode()
    assert scan.flat(honest_page) == honest_page
    written = "<div>" * 2 * scan.MAX_DEPTH
    for beside in (f"<script>var a = '{written}'</script>", f"<!-- {written} -->", f"<STYLE>{written}</style>"):
        assert scan.flat(beside + honest_page) == beside + honest_page
    for name in ("blockquotes", "lists", "tables", "spans", "unclosed"):
        deep = SHAPES[name](100_000).data.decode()
        flat = scan.flat(deep)
        assert HONEST in flat and flat.count("<") <= 2 * scan.MAX_DEPTH + 20
        assert scan.flat(flat) == flat

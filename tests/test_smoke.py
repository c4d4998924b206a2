"""The whole path on three short texts: it runs, spans are exact, and the order of input does not matter."""

from retold import pipeline
from retold.config import Config
from retold.model import Page
from retold.report.json import analysis_json, comparison_json

TEXTS = {
    "a": "OLDHAVEN, June 3 — At least 12 people were killed on Monday when a ferry sank off Oldhaven, police said.\n\n"
    '"We are still searching," Chief Inspector Mara Lindqvist told reporters. She said 30 passengers were rescued.',
    "b": "Ferry disaster: 14 dead\n\nFourteen people died when the ferry Northern Star sank on Monday, according to "
    "the harbour police. Mara Lindkvist, 51, said that the search goes on.",
    "c": "",
}


def analyses(order: str) -> list:
    pages = [Page(name, TEXTS[name].encode(), "text", published="2024-06-04") for name in order]
    return list(pipeline.analyze_all(pages, Config()))


def test_smoke() -> None:
    told = analyses("abc")
    for item in told:
        assert analysis_json(item).startswith(b'{"format"')
    there, back = (pipeline.compare(analyses(order), Config()) for order in ("abc", "cba"))
    assert comparison_json(there) == comparison_json(back)
    texts = {item.article.id: item.article.text for item in told}
    for statement in there.statements:
        for value in statement.values:
            for proof in value.evidence:
                assert texts[proof.account][proof.span[0] : proof.span[1]] == proof.text

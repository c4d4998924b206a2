"""Checks a report against its inputs: the hash of every input, and the text of every span that it stands on.

In: `comparison.json` and the lines of `analyses.jsonl` as decoded JSON, and the inputs as the caller read them again.
Out: findings; none means that everything reproduces. Pure: the caller reads the files.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Input:
    """An input read again: the hash of its bytes, and its clean text where the caller cleaned it again."""

    sha256: str | None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something that does not reproduce. `where` is a path into the JSON."""

    code: Literal["V1", "V2", "V3", "V4", "V5"]
    account: str
    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked, and what does not reproduce."""

    inputs: int
    spans: int
    findings: tuple[Mismatch, ...]

    @property
    def holds(self) -> bool:
        return not self.findings


def verify(
    comparison: Mapping[str, Any], analyses: Sequence[Mapping[str, Any]], inputs: Mapping[str, Input]
) -> Verified:
    """Check a report. `inputs` are by account id.

    V1: an account has no input or no analysis; V2: an input's hash differs; V3: cleaning the input again gives another
    text; V4: a span lies outside its text; V5: a span's text is another than the report says.
    """
    texts = {item["article"]["id"]: str(item["article"]["text"]) for item in analyses}
    accounts = inputs_of(comparison)
    found = [finding for account in accounts for finding in _account(account, texts, inputs)]
    spans = 0
    for where, item in _evidence(comparison, "$"):
        spans += 1
        found.extend(_passage(where, item, texts))
    for analysis in analyses:
        for where, span in _spans(analysis):
            spans += 1
            found.extend(_inside(where, span, analysis["article"]))
    return Verified(len(accounts), spans, tuple(found))


def inputs_of(comparison: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The accounts and the older versions of them, each with its id, source and hash."""
    older = (item["earlier"] for item in comparison.get("revisions", ()))
    return [*comparison.get("accounts", ()), *older]


def _account(account: Mapping[str, Any], texts: Mapping[str, str], inputs: Mapping[str, Input]) -> Iterator[Mismatch]:
    name = str(account["id"])
    given = inputs.get(name)
    if name not in texts:
        yield Mismatch("V1", name, "$.accounts", "There is no analysis of this account.")
    if given is None:
        yield Mismatch("V1", name, "$.accounts", "The input of this account was not found.")
        return
    if account.get("sha256") and given.sha256 != account["sha256"]:
        yield Mismatch(
            "V2", name, "$.accounts", f"The input has SHA-256 {given.sha256}, the report {account['sha256']}."
        )
    if given.text is not None and name in texts and given.text != texts[name]:
        place = next(
            (index for index, pair in enumerate(zip(given.text, texts[name], strict=False)) if pair[0] != pair[1]),
            min(len(given.text), len(texts[name])),
        )
        yield Mismatch("V3", name, "$.article.text", f"Cleaning the input again gives another text from {place} on.")


def _evidence(value: Any, where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every Evidence in the JSON, with its path: a stack, for depth is the file's choice."""
    stack = [(where, value)]
    while stack:
        path, item = stack.pop()
        if isinstance(item, Mapping):
            if "account" in item and "span" in item and "text" in item:
                yield path, item
            stack.extend((f"{path}.{key}", inner) for key, inner in reversed(tuple(item.items())))
        elif isinstance(item, list | tuple):
            stack.extend((f"{path}[{index}]", item[index]) for index in reversed(range(len(item))))


def _passage(where: str, item: Mapping[str, Any], texts: Mapping[str, str]) -> Iterator[Mismatch]:
    account = str(item["account"])
    text = texts.get(account)
    if text is None:
        yield Mismatch("V1", account, where, "The passage names an account without an analysis.")
        return
    span = item["span"]
    if not _is_span(span, len(text)):
        yield Mismatch("V4", account, where, f"The span {span} lies outside the text of {len(text)} characters.")
    elif text[span[0] : span[1]] != item["text"]:
        yield Mismatch("V5", account, where, f"The text at {span} is another than the report says.")


def _spans(analysis: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The spans of an Analysis' records, with their paths."""
    for table in ("mentions", "quotes", "figures", "times", "events", "facts", "citations", "statuses"):
        for index, record in enumerate(analysis.get(table, ())):
            found = record.get("spans") or [record.get("span")]
            yield from ((f"$.{table}[{index}]", span) for span in found if span is not None)
    yield from ((f"$.sentences[{index}]", span) for index, span in enumerate(analysis.get("sentences", ())))


def _inside(where: str, span: Any, article: Mapping[str, Any]) -> Iterator[Mismatch]:
    if not _is_span(span, len(article["text"])):
        yield Mismatch("V4", str(article["id"]), where, f"The span {span} lies outside the text.")


def _is_span(span: Any, size: int) -> bool:
    return (
        isinstance(span, list | tuple)
        and len(span) == 2
        and all(isinstance(place, int) and not isinstance(place, bool) for place in span)
        and 0 <= span[0] <= span[1] <= size
    )

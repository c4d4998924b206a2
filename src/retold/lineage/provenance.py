"""Where the words of each account come from. In: a Story with its lineage. Out: its Provenance.

An origin's key is "e:" and a story entity, "n:" and a plain name, or "s:" and an agency or outlet. An account's own
outlet and a credit of that outlet have one key, so a chain of credits ends where it began.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from retold.config import Config
from retold.languages import Language
from retold.lineage import citing
from retold.model import Analysis, Citation, Copied, Credited, Edge, Provenance, Span, Story

SPEAKERS = frozenset({"official", "person", "document", "social", "unnamed"})
SURE_COPY = 0.9
LONG_PASSAGE = 60
SHORT_CREDIT = 40
MAX_COVERS = 24


@cache
def bodies(language: Language) -> dict[str, tuple[str, ...]]:
    """Word -> the bodies (police, health ...) it may speak for."""
    found: dict[str, list[str]] = {}
    for body, words in language.table("sources").get("bodies", {}).items():
        for word in words:
            found.setdefault(word, []).append(body)
    return {word: tuple(sorted(held)) for word, held in found.items()}


def provenance(story: Story, language: Language, config: Config) -> Provenance:
    """The credits, copies and own reporting of every account."""
    known = citing.names(language)
    names: dict[str, str] = {}
    kinds: dict[str, str] = {}
    credited: dict[str, tuple[Credited, ...]] = {}
    own: dict[str, str] = {}
    also: dict[str, tuple[str, ...]] = {}
    for item in story.analyses:
        account = item.article.id
        outlet, kind = citing.outlet(item.article, known)
        base = _source_key(outlet)
        names.setdefault(base, outlet)
        kinds.setdefault(base, kind)
        mine = citing.own_names(item.article, known)
        others = [one for one in item.citations if not one.photo and not citing.is_own(one, mine)]
        for citation in others:
            key = origin_key(story, account, citation)
            names.setdefault(key, citation.name)
            kinds.setdefault(key, citation.kind)
        whole = [one for one in others if one.covers is None]
        sure = [one for one in whole if _is_sure(one, item)]
        own[account] = origin_key(story, account, sure[0]) if len({one.name for one in sure}) == 1 else base
        rest = {origin_key(story, account, one) for one in whole} - {own[account]}
        also[account] = tuple(sorted(rest))
        credited[account] = tuple(_credited(story, item, others))
    apart = citing.apart(story, config.independent, language)
    return Provenance(
        credited, _copied(story.lineage, apart), own, also, names, kinds, _hubs(names, kinds, story, language), apart
    )


def origin_key(story: Story, account: str, citation: Citation) -> str:
    """The key of whoever a citation credits."""
    if citation.kind in citing.CARRIERS:
        return _source_key(citation.name)
    entity = story.entity_of.get((account, citation.entity)) if citation.entity else None
    proper = any(word[:1].isupper() for word in citation.name.split())
    if entity is not None and proper and citation.kind in ("official", "person"):
        return f"e:{entity}"
    words = citation.name.casefold().removeprefix("the ").split()
    kind = "said" if citation.kind in ("official", "person") else citation.kind
    return f"n:{kind}:{' '.join(words)}"


def _source_key(name: str) -> str:
    return "s:" + " ".join(name.casefold().removeprefix("the ").split())


def _is_sure(citation: Citation, item: Analysis) -> bool:
    """A dateline or a credit that is a line to itself stands for the whole article; "with agencies" may not."""
    if citation.method == "dateline":
        return True
    if citation.method != "credit":
        return False
    text = item.article.text
    start = text.rfind("\n", 0, citation.span[0]) + 1
    end = text.find("\n", citation.span[1])
    line = text[start : end if end >= 0 else len(text)].strip()
    trailing = not text[citation.span[1] : end if end >= 0 else len(text)].strip(" .)]")
    return len(line) <= SHORT_CREDIT or (trailing and text[max(citation.span[0] - 1, 0)] in "([—–-/ ")


def _credited(story: Story, item: Analysis, citations: Sequence[Citation]) -> Iterator[Credited]:
    """What is credited within the article, by the start of what the credit covers."""
    account = item.article.id
    found = [
        Credited(one.covers, one.span, origin_key(story, account, one), one.kind in SPEAKERS)
        for one in citations
        if one.covers is not None
    ]
    for quote in item.quotes:
        entity = story.entity_of.get((account, quote.speaker.entity or ""))
        if entity is not None and quote.speaker.span is not None:
            found += [Credited(span, quote.speaker.span, f"e:{entity}", True) for span in quote.spans]
    yield from sorted(found, key=lambda one: (one.span, one.at, one.origin))


def _copied(lineage: Sequence[Edge], apart: frozenset[tuple[str, str]]) -> dict[str, tuple[Copied, ...]]:
    """Both ends of every edge that may make two accounts one."""
    found: dict[str, list[Copied]] = {}
    for edge in lineage:
        if edge.kind == "cites" or (edge.source, edge.target) in apart:
            continue
        for account, other in ((edge.source, edge.target), (edge.target, edge.source)):
            held = found.setdefault(account, [])
            held += _passages(edge, account, other)
            if edge.kind != "shares":
                held.append(Copied(None, other, edge.strength >= 1.0))
    return {account: tuple(held) for account, held in found.items()}


def _passages(edge: Edge, account: str, other: str) -> Iterator[Copied]:
    sure = edge.kind == "reprints" or edge.strength >= SURE_COPY
    for proof in edge.evidence:
        if proof.account == account:
            long = proof.span[1] - proof.span[0] >= LONG_PASSAGE
            yield Copied(proof.span, other, edge.kind != "rewrites" and (sure or long))


def _hubs(names: dict[str, str], kinds: dict[str, str], story: Story, language: Language) -> dict[str, tuple[str, ...]]:
    """Groups whose members may be one: officials of one body, unnamed sources, documents."""
    table = bodies(language)
    told = {f"e:{entity.id}": " ".join(name.text for name in entity.names) for entity in story.entities}
    found: dict[str, tuple[str, ...]] = {}
    for key, name in names.items():
        words = f"{name} {told.get(key, '')}".casefold().split()
        held = sorted({f"body:{body}" for word in words for body in table.get(word, ())})
        if kinds[key] == "official":
            found[key] = tuple(held) or ("official",)
        elif kinds[key] in ("document", "unnamed"):
            found[key] = ("unnamed",)
    return found


def covering(credits: Sequence[Credited], span: Span) -> list[Credited]:
    """The credits whose stretch holds the start of `span`; of very many, the last that begin before it."""
    last = bisect_right(credits, span[0], key=lambda one: one.span[0])
    return [one for one in credits[max(last - MAX_COVERS, 0) : last] if span[0] < one.span[1]]

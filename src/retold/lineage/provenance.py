"""Where the words of each account come from. In: a Story with its lineage. Out: its Provenance.

An origin's key is "e:" and a story entity, "n:" and a plain name, or "s:" and an agency or outlet. An account's own
outlet and a credit of that outlet have one key, so a chain of credits ends where it began.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from retold.config import Config
from retold.grouping import grouped
from retold.languages import Language
from retold.lineage import citing
from retold.lineage.citing import Names
from retold.model import Analysis, Citation, Copied, Credited, Edge, Provenance, Quote, Span, Story

WORD = re.compile(r"\w+")  # a run of letters
SPEAKERS = frozenset({"official", "person", "document", "social", "unnamed"})
SURE_COPY = 0.9  # probability from which copying lowers the count of origins at its lower end, too
LONG_PASSAGE = 60  # code points; about ten words, more than two reporters write alike by chance
SHORT_CREDIT = 40  # code points of a line that holds a credit and nothing else
MAX_COVERS = 24  # credits or words looked at before a passage


@cache
def bodies(language: Language) -> dict[str, tuple[str, ...]]:
    """Word -> the bodies (police, health ...) it may speak for."""
    table = language.table("sources").get("bodies", {})
    found = grouped((word, body) for body, words in table.items() for word in words)
    return {word: tuple(sorted(held)) for word, held in found.items()}


def provenance(story: Story, language: Language, config: Config) -> Provenance:
    """The credits, copies and own reporting of every account."""
    known = citing.names(language)
    names: dict[str, str] = {}
    kinds: dict[str, str] = {}
    others: dict[str, list[Citation]] = {}
    for item in story.analyses:
        account = item.article.id
        mine = citing.own_names(item.article, known)
        others[account] = [one for one in item.citations if not one.photo and not citing.is_own(one, mine, known)]
        outlet, kind = citing.outlet(item.article, known)
        names.setdefault(_source_key(outlet, known), outlet)
        kinds.setdefault(_source_key(outlet, known), kind)
        for citation in others[account]:
            key = origin_key(story, account, citation, known)
            names.setdefault(key, citation.name)
            kinds.setdefault(key, citation.kind)
    alias = _aliases(names, kinds, known)
    own: dict[str, str] = {}
    also: dict[str, tuple[str, ...]] = {}
    for item in story.analyses:
        account = item.article.id
        base = _source_key(citing.outlet(item.article, known)[0], known)
        own[account], also[account] = _base(item, others[account], base, known)
    credited = {
        item.article.id: tuple(_credited(story, item, others[item.article.id], alias, known)) for item in story.analyses
    }
    apart = citing.apart(story, config.independent, language)
    hubs = _hubs(names, kinds, story, language)
    return Provenance(credited, _copied(story.lineage, apart), own, also, names, kinds, hubs, alias, apart)


def _base(item: Analysis, others: Sequence[Citation], base: str, known: Names) -> tuple[str, tuple[str, ...]]:
    """The origin of what is uncredited in an account, and what else it may come from."""
    whole = [one for one in others if one.covers is None]
    sure = sorted({_source_key(one.name, known) for one in whole if _is_sure(one, item)})
    own = sure[0] if len(sure) == 1 else base
    return own, tuple(sorted({_source_key(one.name, known) for one in whole} - {own}))


def origin_key(story: Story, account: str, citation: Citation, known: Names) -> str:
    """The key of whoever a citation credits: a named person or body by entity, the rest by the words."""
    if citation.kind in citing.CARRIERS:
        return _source_key(citation.name, known)
    entity = story.entity_of.get((account, citation.entity)) if citation.entity else None
    words = known.plain(citation.name)
    if entity is not None and citation.kind in ("official", "person") and _is_proper(citation.name, known):
        return f"e:{entity}"
    kind = "said" if citation.kind in ("official", "person") else citation.kind
    return f"n:{kind}:{words}"


def _is_proper(name: str, known: Names) -> bool:
    """Two capitals, or one that is not the first of several words: "Mara Lindqvist", "Lindqvist", "the Kremlin"."""
    capitals = [word[:1].isupper() for word in known.forms.bare(" ".join(name.split())).split()]
    return sum(capitals) > 1 or any(capitals[1:]) or capitals == [True]


def _aliases(names: dict[str, str], kinds: dict[str, str], known: Names) -> dict[str, str]:
    """Short names of bodies lead to the one longer name that ends in them; equal names to the entity."""
    told = sorted(key for key in names if kinds[key] in ("official", "person"))
    by_name: dict[str, str] = {}
    for key in told:
        by_name.setdefault(known.plain(names[key]), key)
    officials = [(plain, plain.split()) for plain, key in sorted(by_name.items()) if kinds[key] == "official"]
    ends = grouped(
        (" ".join(words[cut:]), plain) for plain, words in officials for cut in range(1, min(len(words), MAX_COVERS))
    )
    alias: dict[str, str] = {}
    for key in told:
        plain = known.plain(names[key])
        longer = sorted(ends.get(plain, ()), key=lambda item: (len(item), item))
        chain = all(right.endswith(f" {left}") for left, right in pairwise(longer))
        if key.startswith("n:") and longer and chain and kinds[key] == "official":
            alias[key] = by_name[longer[-1]]
        elif by_name[plain] != key:
            alias[key] = by_name[plain]
    return alias


def _source_key(name: str, known: Names) -> str:
    return f"s:{known.plain(name)}"


def _is_sure(citation: Citation, item: Analysis) -> bool:
    """A dateline, an agency's notice of rights or a credit that is a line to itself stands for the whole article; "with
    agencies" may not."""
    if citation.method == "dateline" or (citation.method == "rights" and citation.kind == "agency"):
        return True
    if citation.method != "credit":
        return False
    text = item.article.text
    start = text.rfind("\n", 0, citation.span[0]) + 1
    end = text.find("\n", citation.span[1])
    line = text[start : end if end >= 0 else len(text)].strip()
    trailing = not text[citation.span[1] : end if end >= 0 else len(text)].strip(" .)]")
    return len(line) <= SHORT_CREDIT or (trailing and text[max(citation.span[0] - 1, 0)] in "([—–-/ ")


def _credited(
    story: Story, item: Analysis, citations: Sequence[Citation], alias: dict[str, str], known: Names
) -> Iterator[Credited]:
    """What is credited within the article, by the start of what the credit covers."""
    account = item.article.id
    found = [
        Credited(one.covers, one.span, _follow(alias, origin_key(story, account, one, known)), one.kind in SPEAKERS)
        for one in citations
        if one.covers is not None
    ]
    by_entity = {one.entity: origin_key(story, account, one, known) for one in reversed(citations) if one.entity}
    for quote in item.quotes:
        key = by_entity.get(quote.speaker.entity or "") or _speaker_key(story, account, quote, known)
        if key is not None and quote.speaker.span is not None:
            found += [Credited(span, quote.speaker.span, _follow(alias, key), True) for span in quote.spans]
    yield from sorted(found, key=lambda one: (one.span, one.at, one.origin))


def _speaker_key(story: Story, account: str, quote: Quote, known: Names) -> str | None:
    """The key of a speaker whom no citation names: only somebody named."""
    name = quote.speaker.name or ""
    entity = story.entity_of.get((account, quote.speaker.entity or ""))
    return f"e:{entity}" if entity is not None and _is_proper(name, known) else None


def _follow(alias: dict[str, str], key: str) -> str:
    """The last name an alias leads to."""
    for _ in range(MAX_COVERS):
        if key not in alias:
            break
        key = alias[key]
    return key


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
            yield Copied(proof.span, other, sure if edge.kind == "rewrites" else sure or long)


def _hubs(names: dict[str, str], kinds: dict[str, str], story: Story, language: Language) -> dict[str, tuple[str, ...]]:
    """Groups whose members may be one: officials of one body, unnamed sources, documents."""
    table = bodies(language)
    told = {f"e:{entity.id}": " ".join(name.text for name in entity.names) for entity in story.entities}
    bodies_named = {f"e:{entity.id}" for entity in story.entities if entity.type != "person"}
    found: dict[str, tuple[str, ...]] = {}
    for key, name in names.items():
        words = WORD.findall(f"{name} {told.get(key, '')}".casefold())
        held = sorted({f"body:{body}" for word in words for body in table.get(word, ())})
        if kinds[key] == "official" or key in bodies_named:
            found[key] = tuple(held) or ("official",)
        elif kinds[key] in ("document", "unnamed") or (kinds[key] == "person" and key.startswith("n:")):
            found[key] = tuple(held) or ("unnamed",)
    return found


def covering(credits: Sequence[Credited], span: Span) -> list[Credited]:
    """The credits whose stretch holds the start of `span`; of very many, the last that begin before it."""
    last = bisect_right(credits, span[0], key=lambda one: one.span[0])
    return [one for one in credits[max(last - MAX_COVERS, 0) : last] if span[0] < one.span[1]]

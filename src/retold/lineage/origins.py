"""Origins of what accounts carry, and how many independent ones stand behind a value.

In: a Story with its Provenance. Out: the story's Origins; the Support of evidence, with origins as a range. `max`
counts as one only what is surely one: the same speaker, a credited agency, words copied to the letter. `min` also
takes together what may be one: rewrites, unnamed sources, officials of one body, and what several accounts say
without naming a source.
"""

from collections.abc import Iterable, Iterator, Sequence

from retold.config import Config
from retold.grouping import grouped
from retold.languages import Language
from retold.lineage import citing
from retold.lineage.provenance import covering, origin_key
from retold.model import Credited, Evidence, Origin, OriginRange, Provenance, Span, Story, Support
from retold.spans import evidence as proof_of
from retold.unions import Unions

MAX_PROOF = 12  # passages that a reader would look at
# pictures come from somewhere, too; they stand behind no value, so they have keys of their own
PICTURE = "p:"
UNNAMED = "unnamed"
UNCREDITED = "uncredited"


def origins(story: Story, language: Language, config: Config) -> tuple[Origin, ...]:
    """The origins named or implied in the story, ids `o1`, `o2` ..., those of most accounts first."""
    known = story.provenance
    if known is None:
        return ()
    sources = citing.names(language)
    accounts: dict[str, list[str]] = {}
    proof: dict[str, list[Evidence]] = {}
    for item in story.analyses:
        account = item.article.id
        keys = {known.own[account], *known.also[account]}
        mine = citing.own_names(item.article, sources)
        for citation in item.citations:
            key = origin_key(story, account, citation, sources)
            key = PICTURE + citation.name if citation.photo else known.alias.get(key, key)
            if key not in known.names and not (citation.photo and not citing.is_own(citation, mine, sources)):
                continue
            keys.add(key)
            proof.setdefault(key, []).append(proof_of(item.article, citation.span, citation.id))
        for key in sorted(keys):
            accounts.setdefault(key, []).append(account)
    ordered = sorted(accounts, key=lambda key: (-len(accounts[key]), known.names.get(key, key), key))
    kinds = {key: "picture" if key.startswith(PICTURE) else known.kinds.get(key, "person") for key in ordered}
    return tuple(
        Origin(f"o{number}", _name(known, story, key, sources), kinds[key], tuple(accounts[key]),
               tuple(proof.get(key, ())[:MAX_PROOF]))
        for number, key in enumerate(ordered, 1)
    )  # fmt: skip


def _name(known: Provenance, story: Story, key: str, sources: citing.Names) -> str:
    """How a reader knows the origin: an agency with its initials beside its name."""
    if key.startswith("e:"):
        return next((entity.name for entity in story.entities if entity.id == key[2:]), known.names.get(key, key))
    name = key[len(PICTURE) :] if key.startswith(PICTURE) else known.names.get(key, key)
    initials = sources.initials.get(name)
    return f"{name} ({initials})" if initials else name


def _called(story: Story) -> dict[str, str]:
    """The names of the story entities by their key among origins."""
    return {f"e:{entity.id}": entity.name for entity in reversed(story.entities)}


def support(story: Story, evidence: Iterable[Evidence]) -> Support:
    """The accounts behind a value and the range of independent origins. Linear in the evidence and its copies."""
    proof = sorted(set(evidence), key=lambda item: (item.account, item.span))
    accounts = tuple(sorted({item.account for item in proof}))
    known = story.provenance
    if known is None or not proof:
        return Support(accounts, OriginRange(min(1, len(accounts)), len(accounts)))
    units = _units(known, proof)
    called = story.once(_called)
    names = sorted({called.get(key, known.names.get(key, key)) for held in units.values() for key in held.values()})
    nodes = sorted({node for held in units.values() for node in held})
    if len(nodes) == 1:
        return Support(accounts, OriginRange(1, 1), tuple(names))
    sure = [*_sure(known, units, proof)]
    # one account that quotes two speakers is two voices; it is one telling, and no more sources than accounts count
    high = min(_groups(nodes, sure), len(accounts))
    low = min(_groups(nodes, [*sure, *_unsure(known, units)]), high)
    return Support(accounts, OriginRange(low, high), tuple(names))


def _groups(nodes: Sequence[str], pairs: Sequence[tuple[str, str]]) -> int:
    """How many groups of the nodes there are when the pairs are joined, by way of other things, too."""
    place: dict[str, int] = {}
    for name in (*nodes, *(name for pair in pairs for name in pair)):
        place.setdefault(name, len(place))
    joined = Unions(len(place))
    for left, right in pairs:
        joined.unite(place[left], place[right])
    return len({joined.find(place[node]) for node in nodes})


def joins(
    known: Provenance, evidence: Iterable[Evidence]
) -> tuple[dict[str, tuple[str, ...]], tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """What `support` counts with: each account's nodes, the pairs that surely are one, and those that may be."""
    proof = sorted(set(evidence), key=lambda item: (item.account, item.span))
    units = _units(known, proof)
    nodes = {account: tuple(sorted(held)) for account, held in sorted(units.items())}
    sure = tuple(dict.fromkeys(_sure(known, units, proof)))
    return nodes, sure, tuple(dict.fromkeys(_unsure(known, units)))


def _units(known: Provenance, proof: Sequence[Evidence]) -> dict[str, dict[str, str]]:
    """Account -> its nodes, each with the key of its origin.

    A speaker's node is the origin's key itself; what an account says uncredited is a node of the account, and
    falls away where the account credits the same value elsewhere (a headline above its story).
    """
    units: dict[str, dict[str, str]] = {}
    for item in proof:
        found = _nearest(covering(known.credited.get(item.account, ()), item.span), item.span)
        if found is not None:
            units.setdefault(item.account, {})[found.origin] = found.origin
    for item in proof:
        if item.account not in units:
            own = known.own.get(item.account, item.account)
            units[item.account] = {own: own}
    return units


def _nearest(found: Sequence[Credited], span: Span) -> Credited | None:
    """Speakers before carriers; the tightest stretch, then the credit that stands nearest."""
    if not found:
        return None
    middle = (span[0] + span[1]) // 2
    return min(
        found,
        key=lambda one: (
            not one.speaker, one.span[1] - one.span[0], abs((one.at[0] + one.at[1]) // 2 - middle), one.origin,
        ),
    )  # fmt: skip


def _sure(known: Provenance, units: dict[str, dict[str, str]], proof: Sequence[Evidence]) -> Iterator[tuple[str, str]]:
    """Pairs of nodes that are surely one origin."""
    spans = grouped((item.account, item.span) for item in proof)
    owners = {known.own.get(account, account): account for account in sorted(units, reverse=True)}
    for account in sorted(units):
        mine = sorted(units[account])
        for key in mine:
            giver = owners.get(key)
            if giver is not None and giver != account and (account, giver) not in known.apart:
                yield from ((key, node) for node in sorted(units[giver]))
        for copy in known.surely.get(account, ()):
            if copy.span is None or any(copy.span[0] <= span[0] < copy.span[1] for span in spans[account]):
                yield from _both(mine, copy.other, units)


def _both(mine: Sequence[str], other: str, units: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    """What one account has joins what the other has, or the other's place in the chain where it has nothing."""
    theirs = sorted(units.get(other, ())) or [f"account:{other}"]
    if len(mine) == 1 or len(theirs) == 1:
        yield from ((node, theirs[0]) for node in mine[:1])


def _unsure(known: Provenance, units: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Pairs of nodes that may be one origin."""
    bound = {one for pair in known.apart for one in pair if pair[0] in units and pair[1] in units}
    spoken = any(not _uncredited(known, account, key) for account in units for key in units[account])
    for account in sorted(units):
        mine = sorted(units[account])
        for other in known.tied.get(account, ()):
            if other in units:
                first = min(units[other])
                yield from ((node, first) for node in mine)
            yield (mine[0], f"account:{other}")
        if account in bound:
            continue
        for key in mine:
            yield from ((key, f"hub:{hub}") for hub in known.hubs.get(key, ()))
            if _uncredited(known, account, key):
                yield (key, f"hub:{UNCREDITED}")
                yield from ((key, other) for other in known.also.get(account, ()))
    if spoken:
        yield from _loose(known, units)


def _uncredited(known: Provenance, account: str, key: str) -> bool:
    return key == known.own.get(account)


def _loose(known: Provenance, units: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    """An unnamed source, or nobody at all, may be any official that another account names."""
    keys = sorted({key for held in units.values() for key in held})
    hubs = sorted({hub for key in keys for hub in known.hubs.get(key, ()) if hub != UNNAMED})
    if hubs:
        yield (f"hub:{UNCREDITED}", f"hub:{hubs[0]}")
        yield (f"hub:{UNNAMED}", f"hub:{hubs[0]}")
    if "official" in hubs:
        yield from (("hub:official", f"hub:{hub}") for hub in hubs)
    named = [key for key in keys if not known.hubs.get(key) and known.kinds.get(key) not in ("agency", "outlet")]
    if named and not hubs:
        yield (f"hub:{UNCREDITED}", named[0])

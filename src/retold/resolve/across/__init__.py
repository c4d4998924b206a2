"""Which entities of several accounts are one.

In: the Analyses of one story. Out: StoryEntities `x1`, `x2` ... by first appearance; each entity of an account is in
one, save noun phrases that nothing takes up again. Named entities are blocked by the sounds of their words, so that
only names with a word in common are compared, once for each spelling; unnamed ones are joined by role, head word and
modifiers. A join carries a score and its reasons; ages, gender and employers that conflict speak against it, and
`Config.same` and `Config.keep_apart` decide.
"""

from collections import Counter
from collections.abc import Sequence

from retold.config import Config
from retold.grouping import grouped
from retold.languages import Language
from retold.languages.mentions import Lexicon, lexicon
from retold.model import Analysis, MentionIn, MentionType, NameIn, StoryEntity
from retold.resolve.across.items import Item, items
from retold.resolve.across.rules import propose
from retold.resolve.across.sets import Sets


def resolve(analyses: Sequence[Analysis], language: Language, config: Config) -> tuple[StoryEntity, ...]:
    """Entities over all accounts, ids `x1`, `x2` ... by first appearance; no analysis entity is in two."""
    words = lexicon(language)
    things = items(analyses, words)
    sets = Sets(things, config)
    sets.join_chosen()
    for proposal in propose(things, words, sets):
        sets.join(*proposal)
    groups = [members for members in sets.members() if _followed(members)]
    return tuple(_story_entity(number, members, sets, words) for number, members in enumerate(groups, 1))


def _followed(members: list[Item]) -> bool:
    """Whether a set is worth following: named, a person, a crowd that acts, with a fact, or mentioned again."""
    return len(members) > 1 or any(
        item.entity.names or item.facts or item.acts or item.entity.type == "person" or len(item.mentions) > 1
        for item in members
    )


def _story_entity(number: int, members: list[Item], sets: Sets, words: Lexicon) -> StoryEntity:
    accounts = grouped((name, item.account) for item in members for name in item.entity.names)
    return StoryEntity(
        id=f"x{number}",
        type=_type(members),
        name=_name(members, words),
        names=tuple(NameIn(name, tuple(dict.fromkeys(where))) for name, where in accounts.items()),
        mentions=tuple(MentionIn(item.account, mention.id) for item in members for mention in item.mentions),
        members=tuple((item.account, item.entity.id) for item in members),
        merges=sets.merges(members[0].index),
    )


def _type(members: list[Item]) -> MentionType:
    """The type that most mentions in names have; of all members where none is named."""
    weights: Counter[MentionType] = Counter()
    for item in [item for item in members if item.entity.names] or members:
        weights[item.entity.type] += len(item.mentions)
    return max(sorted(weights), key=lambda kind: weights[kind])


def _name(members: list[Item], words: Lexicon) -> str:
    """The fullest name that most accounts use; the first noun phrase where there is no name."""
    counts = Counter(item.entity.name for item in members if item.entity.names)
    if not counts:
        return members[0].entity.name
    person = members[0].entity.type == "person"
    proper = [name for name in counts if name.casefold() not in words.country_of] or list(counts)
    return max(proper, key=lambda name: (person and len(name.split()) > 1, counts[name], len(name), name))

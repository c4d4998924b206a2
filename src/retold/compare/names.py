"""How the accounts compare: the spellings of one name.

In: a Story. Out: a Statement for each person, organization, place or facility whose name the accounts (or one account)
spell in more than one way, a value for each spelling. A shorter form of the same words is no other spelling. The
checks run in the order of their table; the first that speaks for any two spellings sets the relation.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from retold.compare.values import Finding, evidence, value
from retold.languages import Language
from retold.languages.mentions import Lexicon, lexicon
from retold.model import Analysis, Evidence, Mention, NotComparable, Statement, Story, StoryEntity
from retold.resolve.names import Feature, explain
from retold.resolve.names.fold import fold_person

TYPES = frozenset({"person", "organization", "place", "facility", "group"})
SLIPS = frozenset({"typo", "swapped letters", "transliteration and typo"})
SYMBOL = 5  # letters of a ticker or an abbreviation at most
MAX_FORMS = 12  # bound: all spellings are compared with each other
MAX_PROOF = 4  # places shown for one spelling in one account


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a name: its fullest form, the forms it covers, and where they are."""

    text: str
    words: tuple[str, ...]
    forms: tuple[str, ...]


def statements(story: Story, language: Language) -> Iterator[Statement | NotComparable]:
    """The statements of this kind, each with an id of its own kind ("names-1" ...), renumbered later."""
    words = lexicon(language)
    places = _places(story)
    number = 0
    for entity in story.entities:
        if entity.type not in TYPES or len(entity.names) < 2:
            continue
        spellings = _spellings(entity, words)
        features = _differences(spellings, entity)
        if not features:
            continue
        number += 1
        finding = next(found for check in CHECKS if (found := check(entity, spellings, features)))
        yield Statement(
            id=f"names-{number}",
            kind="name",
            topic=f"{entity.name}: spelling of the name",
            relation=finding.relation,
            why=finding.why,
            values=tuple(value(story, s.text, s.text, _proof(s, entity, places)) for s in spellings),
            check=finding.code,
            entities=(entity.id,),
            differs_by="spelling" if finding.relation == "differ" else None,
        )


# --- spellings --------------------------------------------------------------------------------------------------------


def _spellings(entity: StoryEntity, words: Lexicon) -> list[Spelling]:
    """The spellings of a name, the fullest first; forms whose words all occur in a fuller one belong to it."""
    forms = [name.text for name in entity.names if not _other_thing(name.text.casefold(), words)][:MAX_FORMS]
    groups: list[tuple[str, tuple[str, ...], list[str]]] = []
    for form in sorted(forms, key=lambda form: (-len(form.split()), forms.index(form))):
        parts = _words(form)
        home = next((group for group in groups if set(parts) <= set(group[1])), None)
        if home is not None:
            home[2].append(form)
        else:
            groups.append((form, parts, [form]))
    return [Spelling(text, parts, tuple(found)) for text, parts, found in groups]


def _other_thing(name: str, words: Lexicon) -> bool:
    """Whether a name is a country's people or seat of government, which is no spelling of the country."""
    return name in words.country_of or name in words.metonym_of


def _words(form: str) -> tuple[str, ...]:
    return tuple(form.casefold().replace("’", "'").replace("-", " ").split())


def _differences(spellings: list[Spelling], entity: StoryEntity) -> list[Feature]:
    """What tells the spellings from the fullest one; spellings that only have other words are dropped from the list."""
    found: list[Feature] = []
    kept = spellings[:1]
    for spelling in spellings[1:]:
        features = explain(spellings[0].text, spelling.text, entity.type)[:-1]
        changed = [f for f in features if f.left and f.right and f.effect > 0 and f.left != f.right]
        same = set(fold_person(spelling.text).words) <= set(fold_person(spellings[0].text).words)
        if not changed and same and len(spelling.words) == len(spellings[0].words):
            changed = [Feature("marks", spellings[0].text, spelling.text, 0.5)]
        elif not changed and entity.type == "place" and _one_word(spelling, spellings):
            changed = [Feature("other name", spellings[0].text, spelling.text, 0.5)]
        changed = [f for f in changed if f.name not in ("acronym", "equal but for form", "shortened", "plural")]
        if changed and not _symbol(spelling, spellings[0]):
            kept.append(spelling)
            found.extend(changed)
    spellings[:] = kept
    return found


def _symbol(spelling: Spelling, fullest: Spelling) -> bool:
    """Whether a form is an abbreviation or a stock ticker of the fullest one, and so no spelling of it."""
    return spelling.text.isupper() and len(spelling.text) <= SYMBOL and not fullest.text.isupper()


def _one_word(spelling: Spelling, spellings: list[Spelling]) -> bool:
    """Whether both are single words and no abbreviations, as two names of one city are."""
    both = (spelling, spellings[0])
    return all(len(one.words) == 1 and len(one.text) > 3 and not one.text.isupper() for one in both)


def _places(story: Story) -> dict[tuple[str, str], tuple[Analysis, Mention]]:
    return {(item.article.id, mention.id): (item, mention) for item in story.analyses for mention in item.mentions}


def _proof(
    spelling: Spelling, entity: StoryEntity, places: dict[tuple[str, str], tuple[Analysis, Mention]]
) -> Iterator[Evidence]:
    shown: dict[str, int] = {}
    for row in entity.mentions:
        analysis, mention = places[(row.account, row.mention)]
        text = analysis.article.text[mention.span[0] : mention.span[1]]
        if mention.form == "name" and text in spelling.forms and shown.get(row.account, 0) < MAX_PROOF:
            shown[row.account] = shown.get(row.account, 0) + 1
            yield evidence(analysis, mention.span, mention.id)


# --- checks -----------------------------------------------------------------------------------------------------------


def n204(entity: StoryEntity, spellings: list[Spelling], features: list[Feature]) -> Finding | None:
    """Letters differ in a way that no transliteration explains: one of the spellings is likely a slip."""
    slip = next((feature for feature in features if feature.name in SLIPS), None)
    if slip is None:
        return None
    return Finding("differ", f'"{slip.left}" and "{slip.right}" differ by more than transliteration.', "N204")


def n203(entity: StoryEntity, spellings: list[Spelling], features: list[Feature]) -> Finding | None:
    """A short or familiar form, or an initial, replaces the given name."""
    short = next((feature for feature in features if feature.name in ("nickname", "initial")), None)
    if short is None:
        return None
    return Finding("compatible", f'"{short.left}" and "{short.right}" are forms of one given name.', "N203")


def n202(entity: StoryEntity, spellings: list[Spelling], features: list[Feature]) -> Finding | None:
    """The same letters with other accents, hyphens or apostrophes."""
    if any(feature.name != "marks" for feature in features):
        return None
    return Finding("compatible", "The spellings differ only in accents, hyphens or apostrophes.", "N202")


def n201(entity: StoryEntity, spellings: list[Spelling], features: list[Feature]) -> Finding | None:
    """Spellings that transliteration explains, or two names of one place."""
    ways = len(spellings)
    if any(feature.name == "other name" for feature in features):
        return Finding("compatible", f"The accounts use {ways} names of one place.", "N201")
    return Finding("compatible", f"The accounts write one name in {ways} ways, as transliterations do.", "N201")


Check = Callable[[StoryEntity, list[Spelling], list[Feature]], Finding | None]
CHECKS: tuple[Check, ...] = (n204, n203, n202, n201)  # in this order: the first that speaks gives the relation

"""Known operations that make one account out of another: reprint, trim, merge, reorder, quotes changed, own reporting,
paraphrase.

Each takes the paragraphs of a text and a random generator with a fixed seed, and gives paragraphs. The words of the
paraphrases are in synonyms.toml beside this file; the program under test never sees them.
"""

import re
import tomllib
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
TABLE: dict[str, list[str]] = tomllib.loads((HERE / "synonyms.toml").read_text(encoding="utf-8"))["words"]
SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
WORD = re.compile(r"[A-Za-z]+|[^A-Za-z]+")
SAID = re.compile(r'^["“](?P<said>[^"”]+),["”] said (?P<who>[^.]+)\.$')
QUOTE = re.compile(r'"([^"]+)"')
Text = list[str]


def sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph; a quote with its speaker stays together."""
    return SENTENCE.split(paragraph)


def reprint(text: Text, random: Random) -> Text:
    """The text to the letter, under a line of the house."""
    return [
        *text,
        random.choice(["Sign up for our newsletter.", "This is a developing story.", "Read more on our site."]),
    ]


def trim(text: Text, random: Random) -> Text:
    """The first part of the text, cut from the end as a desk cuts."""
    keep = max(2, round(len(text) * random.uniform(0.4, 0.8)))
    return text[:keep]


def merge(text: Text, other: Text, random: Random) -> Text:
    """Some paragraphs of two texts, laid in turn."""
    left = sorted(random.sample(range(len(text)), max(2, len(text) // 2)))
    right = sorted(random.sample(range(len(other)), max(2, len(other) // 2)))
    mixed = [text[place] for place in left]
    for step, place in enumerate(right):
        mixed.insert(min(2 * step + 1, len(mixed)), other[place])
    return mixed


def reorder(text: Text, random: Random) -> Text:
    """The sentences in another order, a few words edited."""
    loose = [sentence for paragraph in text for sentence in sentences(paragraph)]
    head, rest = loose[0], loose[1:]
    random.shuffle(rest)
    return [head, *(substitute(sentence, random, 0.04, 0) for sentence in rest)]


def own(text: Text, extra: Text, random: Random) -> Text:
    """Most of the text, with paragraphs of the house's own reporting between."""
    kept = text[: max(3, round(len(text) * 0.7))]
    place = random.randrange(1, len(kept))
    return kept[:place] + extra[: max(1, len(extra) // 2)] + kept[place:]


def quotes(text: Text, random: Random) -> Text:
    """The text with the words inside quotation marks changed and a word edited here and there."""
    return [
        QUOTE.sub(
            lambda match: '"' + substitute(match.group(1), random, 0.9, 0) + '"', substitute(one, random, 0.06, 0)
        )
        for one in text
    ]


def paraphrase(text: Text, random: Random) -> Text:
    """Other words, attributions turned round, sentences split and joined; the telling stays."""
    return [_recast(paragraph, random, 0.75, 0) for paragraph in text]


def translated(text: Text, random: Random) -> Text:
    """As a literal translation back and forth leaves a text: odd words, lost articles, moved phrases."""
    return [_articles(_recast(paragraph, random, 0.85, 1), random) for paragraph in text]


def substitute(sentence: str, random: Random, share: float, choice: int) -> str:
    """Words of the table replaced by their first or second other word, each with the probability `share`."""
    out = []
    for piece in WORD.findall(sentence):
        found = TABLE.get(piece.lower())
        if found is None or random.random() > share:
            out.append(piece)
            continue
        new = found[choice]
        out.append(new[0].upper() + new[1:] if piece[0].isupper() else new)
    return "".join(out)


def _recast(paragraph: str, random: Random, share: float, choice: int) -> str:
    made = [_turn(substitute(sentence, random, share, choice), random) for sentence in sentences(paragraph)]
    if len(made) > 1 and random.random() < 0.4:
        made[0:2] = [made[0].rstrip(".") + ", and " + made[1][0].lower() + made[1][1:]]
    return " ".join(made)


def _turn(sentence: str, random: Random) -> str:
    """ "..., X said." becomes "X ... that ..." or "According to X, ..."; ", who" and ", which" begin a sentence."""
    match = re.match(r"^(?P<body>[^\"]+), (?P<who>[a-z][^,\"]{3,40}) (?:stated|informed|said)\.$", sentence)
    if match and random.random() < 0.8:
        body = match["body"]
        return f"According to {match['who']}, {body[0].lower() + body[1:]}."
    if ", which " in sentence and random.random() < 0.6:
        head, tail = sentence.split(", which ", 1)
        return f"{head}. This one {tail}"
    if ", and " in sentence and random.random() < 0.5:
        head, tail = sentence.split(", and ", 1)
        return f"{head}. {tail[0].upper() + tail[1:]}"
    return sentence


def _articles(paragraph: str, random: Random) -> str:
    return re.sub(r"\b(?:the|a|an) (?=[a-z])", lambda m: "" if random.random() < 0.35 else m.group(), paragraph)

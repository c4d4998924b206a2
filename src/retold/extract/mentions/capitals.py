"""What a capital letter tells: whether a word looks like part of a name, and which lines are in title case."""

from retold.parse import Parse


def capital(word: str) -> bool:
    """Whether a word looks like part of a name: a capital first, or a capital after a lower-case start (iPhone)."""
    if word[0].isupper():
        return True
    if word.islower() or len(word) < 3 or not word[0].islower():
        return False
    return any(letter.isupper() for letter in word)


def loud_lines(doc: Parse) -> list[bool]:
    """For each token, whether its line is in title case or capitals, so that a capital tells nothing."""
    loud = [False] * len(doc)
    line: list[int] = []
    before = 0
    for index, (start, end) in enumerate(zip(doc.start, doc.end, strict=True)):
        if line and start > before and "\n" in doc.text[before:start]:
            _judge(doc, line, loud)
            line = []
        line.append(index)
        before = end
    _judge(doc, line, loud)
    return loud


def _judge(doc: Parse, line: list[int], loud: list[bool]) -> None:
    words = [doc.words[index] for index in line if doc.words[index].isalpha()]
    long = [word for word in words if len(word) > 3]
    if len(words) >= 4 and long and len(line) < 40:
        shouted = sum(word.isupper() for word in long)
        titled = sum(word[0].isupper() for word in long)
        if shouted >= 0.7 * len(long) or (titled >= 0.8 * len(long) and titled >= 3 and doc.words[line[-1]] != "."):
            for index in line:
                loud[index] = True

"""Which quote holds an offset and which officials are quoted: look-ups over the quotes and roles of an article."""

from bisect import bisect_right

from retold.model import Fact, Quote


class SpeechIndex:
    """Which officials are quoted, and which quote holds an offset."""

    def __init__(self, quotes: tuple[Quote, ...], facts: tuple[Fact, ...] = ()) -> None:
        officials = {fact.entity for fact in facts if fact.property == "role"}
        self.speakers = {quote.speaker.entity for quote in quotes if quote.speaker.entity}
        self.officials = officials & self.speakers
        self.stretches = sorted((span, quote.id) for quote in quotes for span in quote.spans)
        self.starts = [span[0] for span, _ in self.stretches]
        self.by_id = {quote.id: quote for quote in quotes}

    def at(self, offset: int) -> Quote | None:
        """The innermost quote that holds the offset."""
        index = bisect_right(self.starts, offset) - 1
        for position in range(index, max(-1, index - 3), -1):
            (start, end), name = self.stretches[position]
            if start <= offset < end:
                return self.by_id[name]
        return None

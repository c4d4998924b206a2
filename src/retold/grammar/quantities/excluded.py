"""Numerals that are no quantities: dates, clock times, years, addresses, names, labels, scores, headings, phones.

In: a numeral among its pieces with the parse and the times already found. Out: yes or no.
"""

from bisect import bisect_right
from functools import cache
from typing import Any

from retold.grammar.quantities.numbers import DASHES, Number, Pieces
from retold.grammar.quantities.units import MeasureUnit
from retold.languages import Language
from retold.languages.predicates import senses
from retold.model import Analysis
from retold.parse import Parse

NAMED = frozenset({"PRODUCT", "ORG", "FAC", "WORK_OF_ART", "EVENT", "LAW", "GPE", "LOC", "PERSON", "NORP"})
COUNTED = frozenset({"CARDINAL", "QUANTITY", "MONEY", "PERCENT"})


@cache
def _lexicon(language: Language) -> dict[str, frozenset[str]]:
    table: dict[str, Any] = language.table("figures")
    words = {name: frozenset(found) for name, found in table["not"].items()}
    words["moves"] = frozenset(table["change"]["up_verbs"] + table["change"]["down_verbs"])
    words["ordinal_endings"] = frozenset(table["numerals"]["ordinal_endings"])
    words["kill"] = frozenset(verb for row in senses(language) if row.figure for verb in row.verbs if " " not in verb)
    return words


class Excluder:
    """Answers for the numerals of one article whether they are no quantity."""

    def __init__(self, doc: Parse, pieces: Pieces, language: Language, found: Analysis) -> None:
        self.doc = doc
        self.pieces = pieces
        self.words = _lexicon(language)
        self.times = sorted(time.span for time in found.times if time.type in ("DATE", "TIME"))

    def excluded(self, group: list[Number], unit: MeasureUnit | None) -> bool:
        """Whether the numeral (or range) with this unit is no quantity."""
        pieces, first, last = self.pieces, group[0].first, group[-1].last
        if unit and unit.kind == "money":
            return False
        if self._heading(first, last) or self._glued(group, unit):
            return True
        if unit:
            return unit.kind == "measure" and self._clock(first, last)
        number = group[0]
        # ".38-caliber": the name of a kind
        kind = pieces.word(last + (pieces.word(last) in DASHES)) in self.words["named_after"]
        if number.kind == "digits" and (kind or self._line(first, last)):
            return True
        if number.kind == "word" and number.low == 1 and len(group) == 1:
            return self._idle_one(first, last)
        if number.kind not in ("digits", "word"):
            return False
        return (
            self._clock(first, last) or self._date(group) or self._label(first, last, number)
            or self._address(first, last, number) or self._score(group) or self._named(first, last, number)
        )  # fmt: skip

    def year(self, number: Number, last: int) -> bool:
        """Whether the numeral is a year, by its form and the words around it."""
        return number.kind == "digits" and self._year(number, last)

    def moves(self, first: int) -> bool:
        """Whether a verb of change closely precedes the numeral: "fell from 75 to 45" gives two sums."""
        token = self._token(first) or 0
        return not self.words["moves"].isdisjoint(self.doc.lemmas[max(token - 5, 0) : token])

    def _token(self, index: int) -> int | None:
        return self.doc.token_at(self.pieces.start[index])

    def _heading(self, first: int, last: int) -> bool:
        """A number that opens a line and is set off by a stop or bracket, or is all of its line."""
        pieces = self.pieces
        opens = first == 0 or not pieces.same_line(first - 1, first)
        if not opens or not pieces.raw[first].isdecimal() or len(pieces.raw[first]) > 2:
            return False
        if not pieces.word(last) or not pieces.same_line(last - 1, last):
            return True
        return pieces.word(last) in (".", ")") and pieces.touch(last - 1) and not pieces.touch(last)

    def _glued(self, group: list[Number], unit: MeasureUnit | None) -> bool:
        """Part of a word or code: "G7", "A350", "TPP-11", "777s", "20th", "555-0134", "9/11", "www.x2.org"."""
        pieces, first, last = self.pieces, group[0].first, group[-1].last
        if group[0].kind != "digits":
            return self._hyphenated_word(first, last, unit)
        if pieces.touch(first - 1):
            mark = pieces.raw[first - 1]
            if mark.isalnum() or mark in "#/@_&=:\\.'’" or (mark == "." and pieces.touch(first - 2)):
                return not (unit is not None and mark in "/(") and not (mark == "." and not pieces.touch(first - 2))
            if mark in DASHES and pieces.touch(first - 2) and pieces.raw[first - 2][-1].isalnum():
                prefix = pieces.raw[first - 2]
                coded = len(prefix) == 1 or not prefix.islower() or prefix in self.words["label_before"]
                return coded and prefix.lower() not in self.words["prefixes"]
        end = max(last, unit.last if unit else last)
        if unit is None and pieces.touch(last - 1):
            follows = pieces.raw[last] if last < len(pieces) else ""
            if follows[:1].isalpha() or follows in ("/", "_", "@", "=", "#"):
                return True
            if pieces.touch(last) and (follows == ":" or follows in DASHES):
                after = pieces.raw[last + 1]
                return follows == ":" or after[0].isdecimal() or (len(after) <= 2 and after.isupper())
        return self._phone(end) or (unit is None and self._code(group))

    def _code(self, group: list[Number]) -> bool:
        """ "0800 555 0199", "007": digits that open with a nought, or groups of digits with spaces between."""
        pieces, first, last = self.pieces, group[0].first, group[-1].last
        if any(pieces.raw[item.first].startswith("0") and pieces.raw[item.first][1:].isdecimal() for item in group):
            return True
        before, after = pieces.word(first - 1), pieces.word(last)
        left = before.isdecimal() and len(before) > 2 and pieces.start[first] == pieces.end[first - 1] + 1
        return left or (after.isdecimal() and len(after) > 2 and pieces.start[last] == pieces.end[last - 1] + 1)

    def _hyphenated_word(self, first: int, last: int, unit: MeasureUnit | None) -> bool:
        """ "one-sided", "two-time", "third-party", "twenty-something", but not "six-speed" or "two-year"."""
        pieces = self.pieces
        if unit or not (pieces.word(last) in DASHES and pieces.touch(last - 1) and pieces.touch(last)):
            return False
        return pieces.word(first) in self.words["hyphen_first"] or pieces.word(last + 1) in self.words["hyphen_after"]

    def _phone(self, last: int) -> bool:
        pieces = self.pieces
        joins = [
            pieces.word(at) in ("-", "–", ".") and pieces.touch(at - 1) and pieces.touch(at) for at in (last, last + 2)
        ]
        return all(joins) and pieces.word(last + 1).isdecimal() and pieces.word(last + 3).isdecimal()

    def _line(self, first: int, last: int) -> bool:
        """A number that is called: "several 911 calls", "called 911"."""
        pieces, words = self.pieces, self.words
        if pieces.raw[last - 1] not in words["lines"]:
            return False
        called = pieces.word(first - 1) in words["line_before"] and not self._plural_follows(last)
        return called or pieces.word(last) in words["line_after"]

    def _clock(self, first: int, last: int) -> bool:
        pieces, words = self.pieces, self.words
        follows, mark, end = (pieces.word(at) for at in range(last, last + 3))
        halves = follows in words["half_day"] and mark == "." and end in words["half_day_end"]
        clock = follows in words["clock_mark"] and mark in ("'", "’") and end in words["clock_word"]
        if halves or clock or (follows in words["clock"] and len(follows) > 1):
            return True
        return pieces.word(first - 1) == ":" and pieces.touch(first - 1) and pieces.touch(first - 2)

    def _date(self, group: list[Number]) -> bool:
        pieces, words = self.pieces, self.words
        first, last, number = group[0].first, group[-1].last, group[0]
        stop = pieces.word(first - 1) == "." and len(pieces.word(first - 2)) <= 4
        behind = first - 2 if stop or pieces.word(first - 1) == "," else first - 1
        for at in (first - 1, last, behind) if number.kind == "digits" else ():
            if pieces.word(at) in words["months"] and pieces.raw[at][0].isupper() and number.low < 2200:
                return not (at == last and pieces.word(at) in words["month_verbs"] and number.low > 31)
        era = pieces.word(first - 2) in words["era_last"] and pieces.word(first - 4) in words["era_first"]
        era = era and pieces.word(first - 1) == "."
        if era or (pieces.word(last) in words["era"] and pieces.raw[last].isupper()):
            return True
        at = bisect_right(self.times, pieces.start[first], key=lambda span: span[0]) - 1
        in_time = at >= 0 and pieces.end[last - 1] <= self.times[at][1]
        return (in_time and not self._plural_follows(last)) or any(self._year(item, last) for item in group)

    def _year(self, number: Number, last: int) -> bool:
        pieces = self.pieces
        raw = pieces.raw[number.first]
        if number.last != number.first + 1 or len(raw) != 4 or not raw.isdecimal() or not 1000 <= number.low <= 2150:
            return False
        token = self._token(number.first)
        label = self.doc.ent[token] if token is not None else ""
        before, beside = pieces.word(number.first - 1), pieces.word(number.first - 2)
        range_ = before in self.words["joins_years"] and len(beside) == 4 and beside.isdecimal() and beside < raw
        if range_ and label not in COUNTED:
            return True
        led = before in self.words["year_in"]
        if number.low >= 1900:
            counts = label in COUNTED or before in self.words["no_year_after"]
            return led or not (counts and self._plural_follows(last))
        return label == "DATE" or (label not in COUNTED and led)

    def _plural_follows(self, last: int) -> bool:
        """Whether a plural noun that the numeral counts is among the next two words."""
        token = self._token(last) if last < len(self.pieces) else None
        for at in range(token, min(token + 3, len(self.doc))) if token is not None else ():
            if self.doc.tag[at] == "NNS":
                return True
            if self.doc.pos[at] not in ("ADJ", "NOUN"):
                return False
        return False

    def _label(self, first: int, last: int, number: Number) -> bool:
        """ "Game 6", "Flight 200", "No. 5", "page 12": a numeral that names the noun on its left."""
        pieces = self.pieces
        before = pieces.word(first - 1)
        if before == "." and pieces.word(first - 2) in self.words["titled_abbreviations"]:
            return True
        if not pieces.same_line(max(first - 1, 0), first):
            return False
        if before in DASHES and pieces.word(first - 2) in self.words["label_before"]:
            return True
        token = self._token(first)
        if token is None or token == 0:
            return False
        doc = self.doc
        if doc.ent[token - 1] == "PERSON" and doc.ent[token] != "PERSON":
            after = token + 1 < len(doc) and doc.pos[token + 1] in ("VERB", "AUX", "NOUN", "ADJ", "PROPN")
            return number.kind == "digits" and not after and pieces.word(last) not in (",", ")", ";")
        if before in self.words["label_before"] and before == doc.lower[token - 1]:
            return not self._plural_follows(last) or pieces.raw[first - 1][0].isupper()
        head = doc.head[token]
        return (
            number.kind == "digits" and head == token - 1 and doc.dep[token] in ("nummod", "npadvmod", "appos")
            and doc.pos[head] in ("NOUN", "PROPN") and doc.lemma[head].lower() not in self.words["kill"]
            and doc.tag[head] != "NNS" and not self._plural_follows(last)
        )  # fmt: skip

    def _address(self, first: int, last: int, number: Number) -> bool:
        if number.kind != "digits" or "," in self.pieces.raw[first] or number.decimal:
            return False
        pieces, streets = self.pieces, self.words["street"]
        for at in range(last, min(last + 6, len(pieces))):
            if not pieces.same_line(at - 1, at):
                return False
            word, raw = pieces.low[at], pieces.raw[at]
            if word in streets and (raw[0].isupper() or word in self.words["blocks"]):
                return at > last or word in self.words["block"]
            if not (raw[0].isupper() or raw[0].isdecimal() or raw == "." or word in self.words["ordinal_endings"]):
                return False
        return False

    def _score(self, group: list[Number]) -> bool:
        """ "2-1": two small numbers on a dash that make no range."""
        pieces = self.pieces
        number = group[-1]
        if len(group) == 2:
            join = pieces.word(group[0].last)
            if join not in DASHES or number.low > 150 or group[0].kind != "digits":
                return False
            near = {pieces.word(at) for at in range(group[0].first - 3, group[0].first)}
            near |= {pieces.word(at) for at in range(number.last, number.last + 3)}
            return bool(near & self.words["score_words"]) and not self._plural_follows(number.last)
        at = number.last
        joined = pieces.word(at) in DASHES and pieces.word(at + 1)[:1].isdecimal() and pieces.touch(at)
        at = number.first - 1
        behind = pieces.word(at) in DASHES and pieces.word(at - 1)[:1].isdecimal() and pieces.touch(at)
        return (joined or behind) and number.kind == "digits"

    def _named(self, first: int, last: int, number: Number) -> bool:
        """Part of a name: "Fortune 500", "iPhone 14 Pro", "Big 12"."""
        token = self._token(first)
        if token is None:
            return False
        doc, pieces = self.doc, self.pieces
        previous = pieces.raw[first - 1] if first and pieces.same_line(first - 1, first) else ""
        inner = token > 0 and doc.ent[token] in NAMED and doc.ent[token - 1] == doc.ent[token]
        inner = inner and previous != "" and not self._plural_follows(last)
        if doc.ent[token] in ("PRODUCT", "WORK_OF_ART", "LAW", "EVENT", "FAC") and (inner or previous[:1].isupper()):
            return True
        indexed = previous in self.words["index_letter"] and pieces.word(first - 2) in self.words["index_before"]
        written = number.kind == "word" and inner and previous[:1].isupper() and pieces.raw[first][0].isupper()
        if written or (indexed and number.kind == "digits"):
            return True
        if number.kind != "digits" or previous.islower() or not previous.isalnum() or previous.isdecimal():
            return previous == "&" and number.kind == "digits"
        if doc.ent[token - 1] == "PERSON" and not inner:
            return False
        if previous.lower() in self.words["index_names"]:
            return True
        left = token - 1
        proper = (doc.pos[left] == "PROPN" or not previous[1:].islower()) and left != doc.sents[doc.sent[token]][0]
        headline = doc.lemma[left].lower() in self.words["kill"]
        return (inner or proper) and not headline and not self._plural_follows(last)

    def _idle_one(self, first: int, last: int) -> bool:
        """ "one" that counts nothing: "this one", "one another", "the one", "one day"."""
        pieces, words = self.pieces, self.words
        before, after = pieces.word(first - 1), pieces.word(last)
        if before in words["one_before"] or after in words["one_after"]:
            return True
        token = self._token(first)
        if token is None:
            return True
        previous = self.doc.ent[token - 1] if token else ""
        name = pieces.raw[first][0].isupper() and previous in NAMED and previous == self.doc.ent[token]
        tag = self.doc.tag[token]
        return name or tag not in ("CD", "NN", "PRP") or (tag != "CD" and after not in words["of"])

"""Pages and texts that somebody might write to stop the program: shapes, each of any size.

A shape takes the number of characters wanted and gives a Page of about that size. `tests/test_hostile.py` counts the
work that small ones cost, `eval/siege.py` runs them in real size and measures time and memory.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle, islice

from retold.model import Page

Shape = Callable[[int], Page]

# what an honest account of the same story says; every shape stands beside it or behind it
HONEST = (
    "The mayor of Marrow Bay, Ada Quill, resigned on Monday after two years in office, the council said. "
    "Her deputy, Tomas Brandt, will lead the town of 12,000 people until a vote in May. "
)
SENTENCES = (
    "Two ferries collided off Oldhaven early on Tuesday and at least 14 people were hurt, the coast guard said.",
    "The harbour master, Irina Volk, told reporters that fog had cut the view to less than fifty metres.",
    "“We heard a long horn and then a bang,” said a passenger who gave his name as Petr.",
    "Divers found no leak below the waterline, and both ships were towed to Marrow Bay by noon.",
    "The operator, Northern Lines, carried 1.2 million passengers last year and paid €3 million in fines.",
    "She added that the inquiry would be led by the transport ministry, which declined to comment.",
    "An earlier report put the number of injured at nine.",
)
FIRST = ("Ada", "Tomas", "Irina", "Petr", "Olga", "Samuel", "Nadia", "Viktor", "Lena", "Omar", "Judith", "Karel")
LAST = ("Quill", "Brandt", "Volk", "Marsh", "Okoye", "Lindqvist", "Haddad", "Sorel", "Novak", "Pike", "Tamm", "Ruiz")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")


def text(body: str) -> Page:
    """Clean text."""
    return Page("hostile", body.encode(), "text", "hostile", "utf-8", language="en")


def raw(body: str) -> Page:
    """Scraped text."""
    return Page("hostile", body.encode(), "raw", "hostile", "utf-8", language="en")


def html(body: str, head: str = "") -> Page:
    """A page with an honest headline and `body` behind it."""
    page = f"<html><head><title>Quill resigns</title>{head}</head><body><h1>Quill resigns</h1>{body}</body></html>"
    return Page("hostile", page.encode(), "html", "hostile", "utf-8", language="en")


def run(unit: str, size: int) -> str:
    """`unit` again and again, `size` characters long."""
    return (unit * (size // len(unit) + 1))[:size]


def told(size: int, join: str = " ") -> str:
    """Honest sentences, each with a number of its own so that no two are alike."""
    found: list[str] = []
    length = 0
    for number, sentence in enumerate(cycle(SENTENCES)):
        if length >= size:
            return join.join(found)
        line = sentence.replace("14", str(number)).replace("Petr", f"Petr {LAST[number % 12]}{number}")
        found.append(line)
        length += len(line) + len(join)
    return ""


def numbered(pattern: str, size: int, join: str = " ") -> str:
    """`pattern` with a running number, a first and a last name, a day and a month in it, until `size` is reached."""
    found: list[str] = []
    length = 0
    number = 0
    while length < size:
        number += 1
        found.append(
            pattern.format(n=number, first=FIRST[number % 12], last=LAST[number // 12 % 12] + _letters(number),
                           day=number % 28 + 1, month=MONTHS[number % 10], year=1900 + number % 150)
        )  # fmt: skip
        length += len(found[-1]) + len(join)
    return join.join(found)


def _letters(number: int) -> str:
    """A number as small letters, so that names differ by letters."""
    found = ""
    while number:
        number, digit = divmod(number, 26)
        found += chr(97 + digit)
    return found


def wrapped(body: str, width: int) -> str:
    """`body` cut into lines of `width` characters, within words where it falls so."""
    return "\n".join(body[place : place + width] for place in range(0, len(body), width))


def nested(tag: str, size: int, closed: bool = True) -> str:
    """Elements in one another, words in the innermost."""
    close = f"</{tag}>" if closed else ""
    depth = size // (len(tag) * 2 + 5 if closed else len(tag) + 2)
    return f"<{tag}>" * depth + HONEST + close * depth


def tree(unit: str, size: int) -> Page:
    """A page of `unit` again and again, between honest paragraphs."""
    return html(f"<p>{HONEST}</p>{run(unit, size)}<p>{HONEST}</p>")


def lines(size: int) -> str:
    """Words of two letters, one a line."""
    return HONEST + "\n" + "\n".join(islice(cycle(("so", "it", "is", "he", "we")), size // 3))


def data(size: int) -> str:
    """JSON-LD of many articles."""
    items = [{"@type": "NewsArticle", "headline": f"Quill {n}", "articleBody": HONEST} for n in range(size // 260)]
    return f'<script type="application/ld+json">{json.dumps(items)}</script>'


def captures(count: int, sentences: int) -> list[Page]:
    """Captures of one page: one sentence again and again, in every second capture every other one replaced."""
    told = "He fell on the quay."
    return [
        replace(
            text(" ".join(told if n % 2 or not number % 2 else f"Number {n} fell." for n in range(sentences))),
            id=f"a{number}", url="https://news.example/quay", captured=f"2024-03-06T10:{number:02d}:00Z",
        )
        for number in range(count)
    ]  # fmt: skip


def _said(unit: str, media: Callable[[str], Page] = text) -> Shape:
    """An honest start, then `unit` again and again."""
    return lambda size: media(HONEST + run(unit, size))


def _each(pattern: str, join: str = " ", media: Callable[[str], Page] = text) -> Shape:
    """An honest start, then `pattern` with ever other numbers and names."""
    return lambda size: media(HONEST + numbered(pattern, size, join))


SHAPES: dict[str, Shape] = {
    # runs and repeats in text
    "double quotes": _said('"'),
    "single quotes": _said("'"),
    "apostrophes": _said("’"),
    "open quotes": _said("“"),
    "closing quotes": _said("”"),
    "quotes in quotes": _said("“‘"),
    "commas": _said(","),
    "equals": _said("="),
    "dashes": _said("-"),
    "long dashes": _said("— "),
    "stops": _said("."),
    "question marks": _said("? "),
    "brackets": _said("("),
    "closed brackets": _said("() "),
    "emoji": _said("😀"),
    "joined emoji": _said("👩\u200d🚀"),
    "combining marks": _said("e\u0301\u0323"),
    "zero width": _said("\u200b"),
    "bidi": _said("\u202e"),
    "controls": _said("\x1b[2J"),
    "no space": _said("abcdefghij"),
    "no space, raw": _said("abcdefghij", raw),
    "capitals": _said("ABCDEFGHIJ "),
    "digits": _said("1234567890"),
    "grouped digits": _said("123,"),
    "spaces": _said(" "),
    "blank lines": _said("\n\n"),
    "tabs": _said("a\tb\n", raw),
    "carriage returns": _said("a\r", raw),
    "Chinese": _said("市長は月曜日に辞任した"),
    "Arabic": _said("قال المجلس يوم الاثنين "),
    # too much of what an article may hold
    "honest": lambda size: text(told(size)),
    "paragraphs": lambda size: raw(told(size, "\n\n")),
    "no stop": lambda size: text(told(size).replace(".", ",").replace("“", "").replace("”", "")),
    "words in quotes": _each('"word{n}"'),
    "quotes said": _each("“Word {n} is true,” said {first} {last}."),
    "quotes open": _each("“Word {n} is true, said {first} {last}."),
    "quotes unsaid": _each("‘It is {n}’ and “it was {n}”,"),
    "numbers": _each("{n}"),
    "numbers of people": _each("{n} people were killed."),
    "numbers in one sentence": _each("{n} people and", " "),
    "number words": _said("one hundred thousand "),
    "ranges": _said("1-2-3/4-"),
    "money": _each("${n} million"),
    "per cent": _each("{n}%"),
    "names": _each("{first} {last}"),
    "names, listed": _each("{first} {last},"),
    "names, told": _each("{first} {last} met the mayor."),
    "one name": _said("Ada Quill "),
    "initials": _said("A. B. "),
    "titles": _said("Mr. Dr. President "),
    "dates": _each("{day} {month} {year}"),
    "dates, told": _each("On {day} {month} {year} it rained."),
    "weekdays": _said("Monday Tuesday "),
    "clocks": _each("at 10:{day}"),
    "years": _each("{year}"),
    "pronouns": _said("he she it they "),
    "verbs": _said("said says told "),
    "killed": _each("{first} {last}, {n}, was killed in Oldhaven."),
    "died": _said("He died. She died. They were killed. "),
    "sources": _each("according to {first} {last},"),
    "and": _said("and and "),
    "of the": _said("of the "),
    "that he said": _said("said that he "),
    "addresses": _each("https://news.example/{n}"),
    "handles": _each("@user{n} wrote:"),
    "speakers": _each("{first} {last}: It is {n}.", "\n"),
    "one line again": _said(SENTENCES[0] + "\n\n", raw),
    "headings": _each("Word {n} of The Day", "\n\n", raw),
    "bullets": _each("- item {n}", "\n", raw),
    "wrapped within words": lambda size: raw(wrapped(told(size), 47)),
    "wrapped within sentences": lambda size: raw(told(size).replace(" ", "\n")),
    "short lines": lambda size: raw(lines(size)),
    # markup
    "entities": lambda size: html("<p>" + HONEST + run("&eacute;", size) + "</p>"),
    "ampersands": lambda size: html("<p>" + HONEST + run("&amp;", size) + "</p>"),
    "entities, raw": _said("&amp; ", raw),
    "bare ampersands": _said("&", raw),
    "no space, html": lambda size: html(f"<p>{HONEST}</p><p>{run('abcdefghij', size)}</p>"),
    "blockquotes": lambda size: html(nested("blockquote", size)),
    "lists": lambda size: html(nested("ul", size)),
    "tables": lambda size: html(nested("table", size)),
    "spans": lambda size: html(nested("span", size)),
    "unclosed": lambda size: html(nested("b", size, closed=False)),
    "closings": lambda size: html("<div>" * 390 + HONEST + run("</b></i></div x></p>", size)),
    "closings of others": lambda size: html("<div>" * 390 + HONEST + run("</b></i></section>", size)),
    "deep paragraphs": lambda size: html("<div>" * 390 + HONEST + numbered("<p>word {n}</p>", size)),
    "deep marks": lambda size: html("<p>" + "<i>" * 390 + HONEST + run("x</b><b>", size)),
    "data unclosed": lambda size: tree('<script type="application/ld+json">{', size),
    "angles": lambda size: tree("<", size),
    "half tags": lambda size: tree('<a href="', size),
    "comments": lambda size: tree("<!--", size),
    "scripts": lambda size: tree("<script>", size),
    "attributes": lambda size: html(f"<p {run('a=b ', size)}>{HONEST}</p>"),
    "links": lambda size: html("<p>" + HONEST + numbered('<a href="/{n}">word {n}</a>', size) + "</p>"),
    "items": lambda size: html(f"<p>{HONEST}</p><ul>" + numbered("<li>word {n}", size) + "</ul>"),
    "cells": lambda size: html(f"<p>{HONEST}</p><table><tr>" + numbered("<td>{n}</td>", size) + "</table>"),
    "breaks": lambda size: html(f"<p>{HONEST}" + numbered("word {n}<br>", size) + "</p>"),
    "pages of paragraphs": lambda size: html(numbered("<p>The word {n} was said by {first} {last}.</p>", size)),
    "headlines": lambda size: html(f"<p>{HONEST}</p>" + numbered("<h1>Quill {n}</h1>", size)),
    "metas": lambda size: html(f"<p>{HONEST}</p>", numbered('<meta name="date{n}" content="2024-01-{day}">', size)),
    "data": lambda size: html(f"<p>{HONEST}</p>", data(size)),
    "tags, raw": _said("<p>word</p>", raw),
    "half tags, raw": _said('<a href="', raw),
    "shortcodes": _said('[caption id="a" ', raw),
    "braces": _said("{{< a ", raw),
    "Markdown links": _said("[a](b", raw),
    "stars": _said("**a", raw),
    "hashes": _said("# a\n", raw),
    "front matter": lambda size: raw("---\n" + numbered("key{n}: value", size, "\n") + "\n---\n" + HONEST),
}

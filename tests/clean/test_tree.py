"""The library's tree as `votes` makes it is the one the library makes."""

import pytest
import trafilatura
from lxml import etree

from retold.clean.votes import parsed

BODY = "<body><form><input name='q'><label>Search</label></form><p>The ferry stopped.</p><!-- not shown --></body>"


@pytest.mark.parametrize(
    "text",
    [
        f"<!DOCTYPE html><html><head><title>Ferry</title></head>{BODY}</html>",
        f'<?xml version="1.0" encoding="iso-8859-1"?>\n<html><head><title>Fähre</title></head>{BODY}</html>',
        f'<html lang="de"/>\n<head><title>Fähre</title></head>{BODY}',
        f"<p>Nothing names the language here, and this line is long enough.</p>{BODY}",
    ],
)
def test_tree_is_the_librarys(text: str) -> None:
    assert etree.tostring(parsed(text)) == etree.tostring(trafilatura.load_html(text))


@pytest.mark.parametrize("text", ["", "only words", "<p>one</p>", "\udc80<html>"])
def test_what_is_hardly_a_page_is_left_to_the_library(text: str) -> None:
    ours, theirs = parsed(text), trafilatura.load_html(text)
    assert (ours is None) == (theirs is None)

"""Items as agencies and newsletters send them -> Pages: ninjs (JSON), NewsML-G2 and NITF (XML), mail.

The body of an item is its page: HTML where there is HTML. What the item says of itself goes with it.
"""

from collections.abc import Iterator
from email.errors import MessageError
from email.utils import parseaddr
from typing import Any

from lxml import etree

from retold.config import Config
from retold.model import Capture, Page, Problem
from retold.read import feed, mime, saved
from retold.read.problems import problem

NAR = "{http://iptc.org/std/nar/2006-10-01/}"
XHTML = ("text/html", "application/xhtml+xml")
WITHDRAWN = "canceled"  # the IPTC's word for an item that is not to be used


# --- ninjs ------------------------------------------------------------------------------------------------------------


def ninjs(record: dict[str, Any]) -> dict[str, Any]:
    """A ninjs item as a Document, and any other record as it is."""
    if "uri" not in record or any(name in record for name in ("text", "html", "raw")):
        return record
    body = _ninjs_body(record)
    if body is None:
        return record
    by = record.get("byline") or record.get("by")
    return {
        "id": record["uri"],
        **body,
        "url": next((item["href"] for item in _dicts(record.get("renditions")) if _is_page(item)), None),
        "title": record.get("headline") or next((item.get("value") for item in _dicts(record.get("headlines"))), None),
        "authors": [by] if isinstance(by, str) else None,
        "outlet": next((item.get("name") for item in _dicts(record.get("infosources", record.get("infosource")))), None)
        or record.get("copyrightholder"),
        "language": record.get("language"),
        "published": record.get("firstcreated") or record.get("firstCreated") or record.get("versioncreated")
        or record.get("versionCreated"),
    }  # fmt: skip


def _ninjs_body(record: dict[str, Any]) -> dict[str, str] | None:
    """The body of an item, HTML before plain text: a field a kind in the first version, a list in the second."""
    listed = _dicts(record.get("bodies"))
    bodies = [(str(item.get("contenttype", item.get("contentType"))), item.get("value")) for item in listed]
    bodies += [("text/html", record.get(name)) for name in ("body_html", "body_xhtml")]
    bodies.append(("", record.get("body_text")))
    told = [(kind, value) for kind, value in bodies if isinstance(value, str) and value.strip()]
    found = next((value for kind, value in told if kind in XHTML), None)
    if found is not None:
        return {"html": found}
    return {"raw": told[0][1]} if told else None


def _dicts(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        value = list(value.values())
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _is_page(item: dict[str, Any]) -> bool:
    return isinstance(item.get("href"), str) and item.get("mimetype", item.get("contenttype")) == "text/html"


# --- NewsML-G2 and NITF -----------------------------------------------------------------------------------------------


def xml(data: bytes, name: str, source: str, config: Config) -> Iterator[Page | Problem]:
    """The news items of an XML file; a feed is said to be one."""
    root = feed.root(data)
    if root is None or not isinstance(root.tag, str):
        yield problem("unreadable", source, "this is no whole XML file; get it again")
        return
    items = [root] if root.tag == f"{NAR}newsItem" else list(root.iter(f"{NAR}newsItem"))
    for number, item in enumerate(items, 1):
        yield from _item(item, name if len(items) == 1 else f"{name}:{number}", f"{source}[{number}]")
    if not items and etree.QName(root).localname == "nitf":
        yield from _nitf(root, name, source)
    elif not items:
        found = feed.read(data)
        what = "a feed: list it with `retold feed`" if found else "no news item (NewsML-G2, NITF)"
        yield problem("unknown_format", source, f"this XML file is {what}")


def _item(item: Any, name: str, source: str) -> Iterator[Page | Problem]:
    meta, content = item.find(f"{NAR}itemMeta"), item.find(f"{NAR}contentMeta")
    status = _attribute(meta, "pubStatus", "qcode")
    if status.endswith(WITHDRAWN):
        yield problem("skipped", source, "the agency withdrew this item, so it was not read")
        return
    body = _body(item.find(f"{NAR}contentSet"))
    if body is None:
        yield problem("no_text", source, "no text in this item, only references to it or pictures")
        return
    data, media = body
    day = _text(meta, "firstCreated") or _text(content, "contentCreated") or _text(meta, "versionCreated")
    by = _text(content, "by")
    outlet = _text(meta, "provider/name") or _attribute(meta, "provider", "literal")
    yield Page(
        id=item.get("guid") or name, data=data, media=media, source=source, encoding="utf-8",
        title=_text(content, "headline"), outlet=outlet or None, authors=(by,) if by else (),
        language=_attribute(content, "language", "tag") or None, published=day,
    )  # fmt: skip


def _body(content: Any) -> tuple[bytes, Any] | None:
    """The text of an item as HTML where it comes as markup, else as plain text."""
    if content is None:
        return None
    for inline in content.iterchildren(f"{NAR}inlineXML"):
        for child in inline.iterchildren(tag=etree.Element):
            told = next((node for node in child.iter() if _name(node) == "body.content"), None)
            return _html(child if told is None else told), "html"
    for inline in content.iterchildren(f"{NAR}inlineData"):
        if inline.text and inline.text.strip():
            return inline.text.encode(), "raw"
    return None


def _nitf(root: Any, name: str, source: str) -> Iterator[Page | Problem]:
    found: dict[str, Any] = {}
    for node in root.iter(tag=etree.Element):
        found.setdefault(_name(node), node)
    if "body.content" not in found:
        yield problem("no_text", source, "no text in this item")
        return
    issued = (found["date.issue"].get("norm") or "") if "date.issue" in found else ""
    title, by = (_words(found.get(key)) for key in ("hl1", "byline"))
    yield Page(
        id=name, data=_html(found["body.content"]), media="html", source=source, encoding="utf-8", title=title,
        authors=(by,) if by else (), published=_basic(issued),
    )  # fmt: skip


def _basic(day: str) -> str | None:
    """A day as NITF writes it, 20240305T201500Z, in the form with strokes."""
    return f"{day[:4]}-{day[4:6]}-{day[6:8]}" if day[:8].isdigit() and len(day[:8]) == 8 else day or None


def _html(node: Any) -> bytes:
    """A body as HTML: the names of its tags without their namespaces, whose addresses hold days that mean nothing."""
    for inner in node.iter(tag=etree.Element):
        inner.tag = _name(inner)
    made = etree.Element("html" if node.tag == "html" else "article")
    made.text = node.text
    made.extend(list(node))
    etree.cleanup_namespaces(made)
    return bytes(etree.tostring(made, encoding="utf-8", method="html"))


def _name(node: Any) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _find(node: Any, path: str) -> Any:
    return node.find("/".join(NAR + step for step in path.split("/"))) if node is not None else None


def _words(node: Any) -> str | None:
    """The words of an element on one line, None where there is no element or no words."""
    return (" ".join("".join(node.itertext()).split()) or None) if node is not None else None


def _text(node: Any, path: str) -> str | None:
    return _words(_find(node, path))


def _attribute(node: Any, path: str, name: str) -> str:
    found = _find(node, path)
    return (found.get(name) or "") if found is not None else ""


# --- mail -------------------------------------------------------------------------------------------------------------


def mail(data: bytes, name: str, source: str, config: Config) -> Iterator[Page | Problem]:
    """A newsletter as mail: its HTML, else its text; the sender's name is the outlet."""
    try:
        whole = mime.mail(data)
        part = whole.get_body(("html", "plain"))
        body = part.get_payload(decode=True) if part is not None else None
        subject, sender, day = (str(whole.get(key) or "").strip() for key in ("Subject", "From", "Date"))
        charset = part.get_content_charset() if part is not None else None
    except (MessageError, RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        yield problem("unreadable", source, f"this is no whole mail ({type(error).__name__}); save it again")
        return
    if part is None or not isinstance(body, bytes) or not body.strip():
        yield problem("no_text", source, "no text in this mail")
        return
    if len(body) > config.max_page_bytes:
        yield problem("too_large", source, "the text in it is larger than max_page_bytes allows")
        return
    time = saved.dated(day)
    made = Capture(
        "mail", time=time, notes=tuple((key, value) for key, value in (("from", sender), ("subject", subject)) if value)
    )
    yield Page(
        id=name, data=body, media="html" if part.get_content_type() == "text/html" else "raw", source=source,
        encoding=charset, title=subject or None, outlet=parseaddr(sender)[0] or None, published=time, captured=time,
        capture=made,
    )  # fmt: skip

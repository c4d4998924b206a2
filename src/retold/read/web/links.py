"""Many addresses -> Iterator[Page | Problem], in the order given: hosts side by side, each asked with pauses."""

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from retold.clean import office
from retold.config import Config
from retold.languages import load
from retold.model import Capture, Page, Problem
from retold.read import epub, feed, heads, memento
from retold.read.lists import Wanted
from retold.read.web import judge
from retold.read.web.client import Client, Fetched, host, text
from retold.read.web.guard import FetchError

Media = Literal["html", "raw", "markdown", "pdf", "docx", "odt"]
Progress = Callable[[str, int, int | None], None]
Keep = Callable[[Fetched, Page], None]
SILENT = 3  # links in a row to which a host does not answer; the others to it would each wait as long
BROWSER = "open it in your browser, save the page and give the file"
ARCHIVE = "try its copy in a web archive (web.archive.org/web/ before the address)"
NEXT = {
    "address": "check the address",
    "forbidden": "give the address of a public page, or name what may be asked in fetch_ports and fetch_allow",
    "gone": f"{ARCHIVE}",
    "paywall": f"if you can read it, {BROWSER}",
    "refused": f"{BROWSER}, or {ARCHIVE}",
    "robots": f"{BROWSER}; or set fetch_robots to false if you may",
    "consent": f"answer it there: {BROWSER}",
    "server": f"try again later, or {ARCHIVE}",
    "timeout": "try again later, or raise fetch_seconds",
    "unreachable": f"check the address and your connection; or {ARCHIVE}",
    "redirects": BROWSER,
    "too_large": "give the page as a file, or raise max_page_bytes",
    "not_html": "give the address of the article itself",
}


def read(
    wanted: Sequence[str | Wanted], config: Config, progress: Progress, keep: Keep | None = None,
    client: Client | None = None,
) -> Iterator[Page | Problem]:  # fmt: skip
    """The pages of the addresses. `keep` gets what was fetched of each page, in order."""
    items = [item if isinstance(item, Wanted) else Wanted(item) for item in wanted]
    for item, found in zip(items, fetched(items, config, progress, client), strict=True):
        if isinstance(found, FetchError):
            yield problem(found.code, item.url, found.text)
            continue
        for told in _told(found, item, config):
            if isinstance(told, Page) and keep:
                keep(found, told)
            yield told


def _told(found: Fetched, item: Wanted, config: Config) -> list[Page | Problem]:
    try:
        return list(page(found, item, config))
    except Exception as error:
        # a page may be hostile in ways nobody thought of; the others are still read
        return [problem("server", item.url, f"the page cannot be read ({type(error).__name__})")]


def fetched(
    items: Sequence[Wanted], config: Config, progress: Progress, client: Client | None = None
) -> list[Fetched | FetchError]:
    """What came of each address, in their order."""
    client = client or Client(config)
    found: dict[int, Fetched | FetchError] = {}
    try:
        for number, place in enumerate(_side_by_side(items, config, client, found), 1):
            progress(items[place].url, number, len(items))
    finally:
        client.close()
    return [found[place] for place in range(len(items))]


def _side_by_side(
    items: Sequence[Wanted], config: Config, client: Client, found: dict[int, Fetched | FetchError]
) -> Iterator[int]:
    """Fills `found` and gives the place of each address as it is done. A thread a host, so that the slowest host holds
    up nobody else, and hosts with many links first; the threads end with the program."""
    hosts: dict[str, deque[int]] = {}
    for place, item in enumerate(items):
        hosts.setdefault(host(item.url), deque()).append(place)
    queues, done = deque(sorted(hosts.values(), key=len, reverse=True)), deque[int]()
    ready = threading.Condition()
    given_up = FetchError("timeout", f"the site did not answer {SILENT} times, so its other links were not tried")

    def work() -> None:
        while True:
            with ready:
                if not queues:
                    return
                queue = queues.popleft()
            silent = 0
            for place in queue:
                found[place] = _one(items[place], client) if silent < SILENT else given_up
                silent = silent + 1 if _is_silent(found[place], items[place].url) else 0
                with ready:
                    done.append(place)
                    ready.notify()

    for _ in range(min(len(hosts), config.fetch_at_once)):
        threading.Thread(target=work, daemon=True).start()
    for _ in items:
        with ready:
            while not done:
                ready.wait()
            place = done.popleft()
        yield place


def _is_silent(found: Fetched | FetchError, url: str) -> bool:
    """Whether the host of a link itself did not answer; a host that only sends on to one that is gone did."""
    return isinstance(found, FetchError) and found.code in ("timeout", "unreachable") and found.host in ("", host(url))


def _one(item: Wanted, client: Client) -> Fetched | FetchError:
    try:
        return client.fetch(item.url, item.strict)
    except FetchError as error:
        return error
    except Exception as error:
        # a page may be hostile in ways nobody thought of; the others are still read
        return FetchError("server", f"the answer cannot be read ({type(error).__name__})")


def problem(code: str, url: str, message: str) -> Problem:
    """A Problem with an address, which says what to do next."""
    return Problem(code, None, f"{url}: {message}; {NEXT[code]}", url)


def page(found: Fetched, item: Wanted, config: Config) -> Iterator[Page | Problem]:
    """The Page of what was fetched, or the Problem that stands in its way; a page that is sold gives both, a book a
    page a chapter."""
    url, kind = found.last.url, found.media_type
    if judge.is_html(kind, found.data):
        source = text(found)
        if judge.asks_consent(source, url, load(config.language)):
            yield problem("consent", found.requested, "the site asks for consent to cookies before it shows the page")
            return
        if judge.is_sold(source):
            message = "the page says that it is not free to read, so what came may be only its beginning"
            yield problem("paywall", found.requested, message)
        yield _page(found, "html", item, source)
    elif kind in ("text/plain", "text/markdown"):
        yield _page(found, "raw" if kind == "text/plain" else "markdown", item, "")
    elif epub.is_book(found.data):
        yield from epub.parts(_page(found, "html", item, ""), config)
    elif kind == epub.MEDIA_TYPE:
        yield problem("server", found.requested, "the EPUB that the site sent is not whole")
    elif document := office.kind(found.data):
        yield _page(found, document, item, "")
    elif feed.read(found.data):
        yield problem("not_html", found.requested, "this is a feed: list it with `retold feed`")
    else:
        yield problem("not_html", found.requested, f"this is no web page but {kind or 'a file without a type'}")


def _page(found: Fetched, media: Media, item: Wanted, source: str) -> Page:
    made = capture(found, item, source)
    return Page(
        id=heads.name(found.requested), data=found.data, media=media, source=found.requested, encoding=found.encoding,
        url=made.url, captured=made.time, capture=made, based_on=item.based_on,
    )  # fmt: skip


def capture(found: Fetched, item: Wanted, source: str) -> Capture:
    """How a fetched page came in. Of an archive's copy, the original's address and time are told apart from its own."""
    last = found.last
    own = heads.canonical(source, last.url) if source else None
    asked = memento.raw(found.requested)
    between = tuple(one.url for one in found.trail[:-1] if one.url not in (asked, last.url))
    return memento.captured(
        item.supplied, last.url, own, last.time,
        requested=found.requested if found.requested != last.url else None, redirects=tuple(dict.fromkeys(between)),
        status=last.status, media_type=found.media_type or None, notes=item.notes,
    )  # fmt: skip

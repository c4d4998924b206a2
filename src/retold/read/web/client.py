"""One address -> what its site sent: redirects, cookies, tries, cache, and the way from variants to the page itself."""

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit

from retold.clean.decode import decode
from retold.config import Config
from retold.read import memento
from retold.read.web import judge
from retold.read.web.cache import Cache
from retold.read.web.guard import Address, FetchError, Resolve, looked_up, parsed
from retold.read.web.manners import Pace, Robots
from retold.read.web.transport import HEADROOM, Budget, Exchange, Route, decoded, exchange

ACCEPT = {
    "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.8,text/plain;q=0.7,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "en;q=0.9,*;q=0.5",
}
MOVED = (301, 302, 303, 307, 308)
BUSY = (429, 500, 502, 503, 504)  # what may pass when it is tried again
LONGEST_WAIT = 10.0  # seconds to wait for a busy site at most, whatever it asks for
FIRST_WAIT = 0.5  # seconds before the second try; twice as long before each further one
MOST_COOKIES = 30
PAIR = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}=[\x21-\x3a\x3c-\x7e]{0,4000}\Z")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of one address: every exchange in order, and the last one's body without its content encodings."""

    requested: str
    trail: tuple[Exchange, ...]
    data: bytes
    media_type: str
    encoding: str | None

    @property
    def last(self) -> Exchange:
        return self.trail[-1]


@dataclass(slots=True)
class Visit:
    """One link on its way: what it may still cost, the cookies of each host for this one link, and what came so far."""

    route: Route
    strict: bool = False
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    trail: list[Exchange] = field(default_factory=list)


class Client:
    """Fetches addresses; may be used by several threads at once."""

    def __init__(
        self, config: Config, resolve: Resolve = looked_up, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._config, self._resolve, self._sleep = config, resolve, sleep
        self._pace, self._cache = Pace(config.fetch_pause), Cache(config)
        self._robots = Robots(config, self._plain)
        self._closed = threading.Event()

    def close(self) -> None:
        """Nothing more is asked for."""
        self._closed.set()

    def fetch(self, url: str, strict: bool = False) -> Fetched:
        """The page of an address, after redirects, from a variant to the page itself. Raises FetchError.

        `strict` is for addresses that no person chose: robots.txt is then obeyed whatever the setting says."""
        visit = Visit(self._route(), strict)
        found = self._followed(url, visit)
        own = self._fuller(found)
        if own is None:
            return replace(found, requested=url)
        # the variant is no part of the evidence: an archive of both would hold two pages
        visit.trail = []
        try:
            better = self._followed(own, visit)
        except FetchError:
            # the variant that was asked for is still an article
            return replace(found, requested=url)
        return replace(better, requested=url)

    def _route(self) -> Route:
        # redirects and robots.txt share the bytes with the page, which may take the whole limit
        return Route(
            self._config, Budget(self._config.fetch_seconds, self._config.max_page_bytes + HEADROOM), self._resolve
        )

    def _followed(self, url: str, visit: Visit) -> Fetched:
        target: str | None = url
        for _ in range(self._config.fetch_redirects + 1):
            address = parsed(memento.raw(target or url), self._config)
            answer = self._tried(address, visit)
            visit.trail.append(answer)
            found = self._unpacked(url, answer, visit)
            target = self._onward(found)
            if target is None:
                return self._whole(found)
        raise FetchError("redirects", f"the site sends on more than {self._config.fetch_redirects} times")

    def _unpacked(self, url: str, answer: Exchange, visit: Visit) -> Fetched:
        kind, charset = judge.media_type(answer.header("content-type"))
        moved = answer.status in MOVED
        data = b"" if moved else decoded(
            answer.body, answer.header("content-encoding"), self._config.max_page_bytes
        )  # fmt: skip
        return Fetched(url, tuple(visit.trail), data, kind, charset)

    def _onward(self, found: Fetched) -> str | None:
        answer = found.last
        if answer.status in MOVED:
            target = answer.header("location")
            if not target:
                raise FetchError("server", "the site sends on to nowhere")
            # what is not ASCII in the header came as bytes of UTF-8
            return urljoin(answer.url, target.encode("latin-1", "replace").decode("utf-8", "replace"))
        if not judge.is_html(found.media_type, found.data):
            return None
        return judge.refresh(text(found), answer.url)

    def _whole(self, found: Fetched) -> Fetched:
        if not found.data.strip():
            raise FetchError("server", "the site sent an empty page")
        return found

    def _fuller(self, found: Fetched) -> str | None:
        if not judge.is_html(found.media_type, found.data) or memento.copy(found.last.url):
            return None
        return judge.fuller(text(found), found.last.url)

    def _tried(self, address: Address, visit: Visit) -> Exchange:
        """The answer of an address, with more tries where that may help."""
        for number in range(1, self._config.fetch_tries + 1):
            try:
                return self._once(address, visit)
            except FetchError as error:
                error.host = address.host
                if not error.again or number == self._config.fetch_tries or self._closed.is_set():
                    raise
                wait = error.after if error.after is not None else FIRST_WAIT * 2 ** (number - 1)
                self._sleep(min(wait, LONGEST_WAIT))
        raise FetchError("server", f"{address.host} does not answer")

    def _once(self, address: Address, visit: Visit) -> Exchange:
        if self._closed.is_set():
            raise FetchError("timeout", "the run was ended")
        delay = 0.0
        if visit.strict or self._config.fetch_robots:
            delay = self._robots.check(address, visit.strict)
        self._pace.wait(address.host, delay)
        kept = self._cache.get(address.url)
        headers = {"User-Agent": self._config.fetch_agent, **ACCEPT, **_cookies(visit, address)}
        answer = exchange(address, headers | (Cache.conditions(kept) if kept else {}), visit.route)
        _keep_cookies(visit, address, answer)
        if answer.status == 304 and kept is not None:
            return replace(kept, time=answer.time)
        _refuse(answer, address)
        self._cache.put(answer)
        return answer

    def _plain(self, address: Address) -> Exchange:
        """The robots.txt of a site: redirects are followed, nothing else."""
        visit = Visit(self._route())
        for _ in range(self._config.fetch_redirects):
            headers = {"User-Agent": self._config.fetch_agent, **ACCEPT}
            answer = exchange(address, headers, visit.route)
            _refuse(answer, address)
            if answer.status not in MOVED:
                body = decoded(answer.body, answer.header("content-encoding"), self._config.max_page_bytes)
                return replace(answer, body=body)
            address = parsed(urljoin(address.url, answer.header("location")), self._config)
        raise FetchError("redirects", f"{address.host} sends on too many times")


def text(found: Fetched) -> str:
    """The page as text, for what its markup says."""
    return decode(found.data, found.encoding, html=True).text


def _refuse(answer: Exchange, address: Address) -> None:
    """Raises FetchError for an answer that is no page."""
    status, host = answer.status, address.host
    if status in (404, 410):
        raise FetchError("gone", f"{host} has no such page (any more)")
    if status == 402:
        raise FetchError("paywall", f"{host} asks for payment")
    if status in BUSY:
        code = "refused" if status == 429 else "server"
        raise FetchError(code, f"{host} answers with error {status}", again=True, after=_seconds(answer))
    if 400 <= status < 500:
        raise FetchError("refused", f"{host} refuses the page to programs (error {status})")
    if status >= 500 or status < 200 or (300 <= status < 400 and status not in MOVED):
        raise FetchError("server", f"{host} answers with {status}, which is no page")


def _seconds(answer: Exchange) -> float | None:
    value = answer.header("retry-after").strip()
    return float(value) if value.isascii() and value.isdigit() and len(value) < 6 else None


def _cookies(visit: Visit, address: Address) -> dict[str, str]:
    held = visit.cookies.get(address.origin, {})
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in held.items())} if held else {}


def _keep_cookies(visit: Visit, address: Address, answer: Exchange) -> None:
    """Cookies of an origin are sent back to it on this link's way only; some sites send in circles without."""
    held = visit.cookies.setdefault(address.origin, {})
    for name, value in answer.headers:
        pair = value.partition(";")[0].strip()
        if name.lower() == "set-cookie" and PAIR.match(pair) and len(held) < MOST_COOKIES:
            key, _, word = pair.partition("=")
            held[key] = word


def host(url: str) -> str:
    """The host of an address, to share links out by; empty where it is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""

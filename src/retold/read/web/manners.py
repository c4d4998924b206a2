"""Manners towards sites: a pause between two requests to a host, and what its robots.txt allows."""

import threading
import time
from collections.abc import Callable

from protego import Protego

from retold.config import Config
from retold.read.web.guard import Address, FetchError, parsed
from retold.read.web.transport import Exchange

MAX_DELAY = 10.0  # seconds; a longer Crawl-delay is meant for crawlers of whole sites
MAX_ROBOTS = 500_000  # bytes; RFC 9309 asks that at least 500 KiB be read


class Pace:
    """When each host may be asked again. Threads take their turns in order of asking."""

    def __init__(self, pause: float) -> None:
        self._pause, self._next, self._lock = pause, dict[str, float](), threading.Lock()

    def wait(self, host: str, pause: float = 0.0) -> None:
        """Sleeps until the host may be asked; the next one waits for the pause from then on."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next.get(host, 0.0))
            self._next[host] = turn + max(pause, self._pause)
        time.sleep(turn - now)


class Robots:
    """What the robots.txt of each site allows; each is asked for once. `ask` fetches an address."""

    def __init__(self, config: Config, ask: Callable[[Address], Exchange]) -> None:
        self._config, self._ask = config, ask
        self._known: dict[str, Protego | None] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def check(self, address: Address, strict: bool) -> float:
        """Seconds that the site asks to wait between two requests. Raises FetchError where it forbids this one.

        `strict` is for addresses that no person chose: a site whose robots.txt cannot be had then forbids all."""
        rules = self._rules(address)
        if rules is None:
            if strict:
                raise FetchError("robots", f"the robots.txt of {address.host} cannot be read, so nothing is fetched")
            return 0.0
        agent = self._config.fetch_agent.partition("/")[0]
        if not rules.can_fetch(address.url, agent):
            raise FetchError("robots", f"the robots.txt of {address.host} asks programs not to fetch this page")
        return min(float(rules.crawl_delay(agent) or 0.0), MAX_DELAY)

    def _rules(self, address: Address) -> Protego | None:
        with self._lock:
            lock = self._locks.setdefault(address.origin, threading.Lock())
        with lock:
            if address.origin not in self._known:
                self._known[address.origin] = self._read(address)
            return self._known[address.origin]

    def _read(self, address: Address) -> Protego | None:
        try:
            answer = self._ask(parsed(address.origin + "/robots.txt", self._config))
        except FetchError as error:
            # a site without the file allows all
            return Protego.parse("") if error.code in ("gone", "refused", "paywall") else None
        return Protego.parse(answer.body[:MAX_ROBOTS].decode("utf-8", "replace"))

"""One request over a guarded connection: the name is looked up once, the connection goes to the address that was
checked, and time and bytes are counted where they cross the wire.

HTTP itself (1.1 and 2, chunks, TLS) is `httpcore2`'s, through its public hook for network backends. Redirects, cookies
and content encodings are followed by `client`, not here.
"""

import ssl
import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpcore2

from retold.config import Config
from retold.read.web.guard import Address, FetchError, Resolve, addresses, looked_up

CHUNK = 65_536
# packed streams one after another in one answer; servers send one
MOST_MEMBERS = 100
HEADROOM = 300_000  # bytes on the wire beside the body: TLS, frames, headers
MAX_HEADERS = 200
UNTRUSTED = "its certificate is not valid"
MAX_NESTED = 2  # content encodings one inside another; nobody needs more


@dataclass(slots=True)
class Budget:
    """What one link may still cost: seconds on the wire and bytes, over all its redirects and tries."""

    seconds: float
    size: int
    started: float | None = None

    def start(self) -> None:
        """The clock runs from here, until `stop`: waiting for a host's pause is not counted."""
        self.started = time.monotonic()

    def stop(self) -> None:
        if self.started is not None:
            self.seconds -= time.monotonic() - self.started
            self.started = None

    def left(self) -> float:
        """Seconds that are left. Raises FetchError where there are none."""
        spent = time.monotonic() - self.started if self.started is not None else 0.0
        if self.seconds - spent <= 0:
            raise FetchError("timeout", "the site took too long to answer", again=False)
        return self.seconds - spent

    def take(self, size: int) -> None:
        """Counts bytes that came in. Raises FetchError where they are too many."""
        self.size -= size
        if self.size < 0:
            raise FetchError("too_large", "the site sent more bytes than max_page_bytes allows")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer, as a WARC keeps them: `body` as sent, without the chunks of the transfer."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    time: str
    protocol: str = "HTTP/1.1"
    server: str | None = None

    def header(self, name: str) -> str:
        """The first header of a name in lower case; empty where there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")


class CountedStream(httpcore2.NetworkStream):
    """A stream whose bytes and seconds count against a Budget."""

    def __init__(self, inner: httpcore2.NetworkStream, budget: Budget) -> None:
        self._inner, self._budget = inner, budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._inner.read(min(max_bytes, CHUNK), self._budget.left())
        self._budget.take(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._budget.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return CountedStream(self._inner.start_tls(ssl_context, server_hostname, self._budget.left()), self._budget)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class Guard(httpcore2.NetworkBackend):
    """Connects to checked addresses only."""

    def __init__(self, config: Config, budget: Budget, resolve: Resolve = looked_up) -> None:
        self._config, self._budget, self._resolve = config, budget, resolve
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:  # fmt: skip
        if self._config.fetch_proxy:
            # the one connection there is goes to the proxy, which the settings name
            return CountedStream(self._inner.connect_tcp(host, port, self._budget.left()), self._budget)
        found = addresses(host, port, self._config, self._resolve, self._budget.left())
        for place, address in enumerate(found):
            # the last address may take all the time that is left, those before it a share each
            share = self._budget.left() / (len(found) - place)
            try:
                return CountedStream(self._inner.connect_tcp(address, port, share), self._budget)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if place + 1 == len(found):
                    raise
        raise FetchError("unreachable", f"there is no site {host!r}")


@dataclass(slots=True)
class Route:
    """The way out for one link: settings, what it may still cost, and how names are looked up."""

    config: Config
    budget: Budget
    resolve: Resolve = field(default=looked_up)

    def pool(self) -> httpcore2.ConnectionPool:
        """Connections for one exchange. A proxy, which only a setting names, looks names up itself."""
        proxy = httpcore2.Proxy(self.config.fetch_proxy) if self.config.fetch_proxy else None
        backend = Guard(self.config, self.budget, self.resolve)
        return httpcore2.ConnectionPool(tls(), proxy=proxy, http2=True, network_backend=backend)


@cache
def tls() -> ssl.SSLContext:
    """The certificates that the system trusts; read once, for it takes as long as a page."""
    return httpcore2.default_ssl_context()


def exchange(address: Address, headers: dict[str, str], route: Route) -> Exchange:
    """Asks for an address once. Raises FetchError on anything but a whole answer."""
    if route.config.fetch_proxy:
        # the proxy looks the name up, so the check here is the only one
        addresses(address.host, address.port, route.config, route.resolve, route.budget.left())
    route.budget.start()
    try:
        return _exchange(address, headers, route)
    except FetchError:
        raise
    except (httpcore2.ConnectTimeout, httpcore2.ReadTimeout, httpcore2.WriteTimeout, httpcore2.PoolTimeout) as error:
        raise FetchError("timeout", f"{address.host} took too long to answer") from error
    except httpcore2.ConnectError as error:
        why = _why(error)
        raise FetchError("unreachable", f"no connection to {address.host} ({why})", again=why != UNTRUSTED) from error
    except httpcore2.NetworkError as error:
        raise FetchError("unreachable", f"{address.host} broke the connection off", again=True) from error
    except (httpcore2.ProtocolError, httpcore2.UnsupportedProtocol, ValueError) as error:
        raise FetchError("server", f"{address.host} answers with something that is not HTTP") from error
    finally:
        route.budget.stop()


def _why(error: Exception) -> str:
    text = str(error)
    return UNTRUSTED if "CERTIFICATE" in text.upper() else text[:120] or "refused"


def _exchange(address: Address, headers: dict[str, str], route: Route) -> Exchange:
    sent = [("Host", address.origin.partition("://")[2]), *headers.items()]
    left = route.budget.left()
    limits = {"connect": left, "read": left, "write": left, "pool": left}
    asked = httpcore2.URL(
        scheme=address.scheme.encode(), host=address.host.encode(), port=address.port, target=address.target.encode()
    )
    with route.pool() as pool, pool.stream("GET", asked, headers=sent, extensions={"timeout": limits}) as answer:
        if len(answer.headers) > MAX_HEADERS:
            raise FetchError("server", f"{address.host} answers with more than {MAX_HEADERS} headers")
        known = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in answer.headers)
        protocol = answer.extensions.get("http_version", b"HTTP/1.1").decode("ascii", "replace")
        stream = answer.extensions.get("network_stream")
        server = stream.get_extra_info("server_addr") if stream else None
        body = bytearray()
        for chunk in answer.iter_stream():
            body += chunk
            route.budget.left()
            if len(body) > route.config.max_page_bytes:
                raise FetchError("too_large", "the page is larger than max_page_bytes allows")
    return Exchange(
        address.url, answer.status, known, bytes(body), _now(), protocol, str(server[0]) if server else None
    )


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


# --- content encodings ------------------------------------------------------------------------------------------------


def decoded(body: bytes, encoding: str, limit: int) -> bytes:
    """The body without its content encodings, at most `limit` bytes of it. Raises FetchError on a bomb, on a broken or
    an unknown encoding."""
    kinds = [kind for kind in encoding.lower().replace(" ", "").split(",") if kind and kind != "identity"]
    if len(kinds) > MAX_NESTED:
        raise FetchError("server", "the page is packed several times over")
    for kind in reversed(kinds):
        try:
            body = _unpacked(body, kind, limit)
        except (zlib.error, EOFError, ValueError) as error:
            raise FetchError("server", f"the page is packed as {kind} and broken") from error
        if len(body) > limit:
            raise FetchError("too_large", "the page unpacks to more than max_page_bytes allows")
    return body


def _unpacked(body: bytes, kind: str, limit: int) -> bytes:
    if kind in ("gzip", "x-gzip"):
        return _inflated(body, zlib.MAX_WBITS | 16, limit)
    if kind == "deflate":
        # some servers send it with the head that the standard asks for, some without
        headed = len(body) > 1 and body[0] & 15 == 8 and (body[0] << 8 | body[1]) % 31 == 0
        return _inflated(body, zlib.MAX_WBITS if headed else -zlib.MAX_WBITS, limit)
    if kind == "br":
        return unbrotli(body, limit)
    raise FetchError("server", f"the page is packed as {kind[:20]!r}, which is not read")


def _inflated(body: bytes, bits: int, limit: int) -> bytes:
    found, rest = bytearray(), body
    for _ in range(MOST_MEMBERS):
        if not rest or len(found) > limit:
            break
        unpacker = zlib.decompressobj(bits)
        found += unpacker.decompress(rest, limit + 1 - len(found))
        if not unpacker.eof and not unpacker.unconsumed_tail:
            raise EOFError("cut off")
        rest = unpacker.unused_data
    return bytes(found)


def unbrotli(body: bytes, limit: int) -> bytes:
    """What is packed in brotli, little over the limit at most. Raises EOFError or ValueError where it is not whole."""
    import brotli

    unpacker, found = brotli.Decompressor(), bytearray()
    try:
        found += unpacker.process(body, output_buffer_limit=CHUNK)
        while not unpacker.is_finished() and len(found) <= limit:
            more = unpacker.process(b"", output_buffer_limit=CHUNK)
            if not more:
                raise EOFError("cut off")
            found += more
    except brotli.error as error:
        raise ValueError("broken") from error
    return bytes(found)

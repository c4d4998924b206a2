"""A hostile server: nothing reaches a closed address, nothing goes over its bounds, nothing ends in a traceback."""

import gzip
import socket
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat

import pytest
from tests.read.web.site import Site, config, hostile, html, ok

from retold.config import Config
from retold.model import Page, Problem
from retold.read.web import links
from retold.read.web.client import Client

Script = Callable[[socket.socket], None]
SECONDS = 1.0
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
SMALL = 400_000


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, int]]]:
    """Every numeric address that a connection was tried to."""
    found: list[tuple[str, int]] = []
    whole = socket.create_connection

    def connect(address: tuple[str, int], *rest: object, **named: object) -> socket.socket:
        found.append((str(address[0]), int(address[1])))
        return whole(address, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "create_connection", connect)
    yield found


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    made.pages["/good"] = ok(html())
    yield made
    made.close()


def read(urls: Sequence[str], settings: Config, client: Client | None = None) -> list[Page | Problem]:
    return list(links.read(urls, settings, lambda *_: None, client=client))


# --- where it leads ---------------------------------------------------------------------------------------------------

CLOSED = [
    "http://169.254.169.254/latest/meta-data/",
    "http://127.0.0.1/",
    "http://127.0.0.1:22/",
    "http://localhost/",
    "http://0.0.0.0/",
    "http://10.0.0.1/",
    "http://192.168.1.1/admin",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[fe80::1]/",
    "http://[fd00::1]/",
    "http://2130706433/",
    "http://0177.0.0.1/",
    "http://0x7f000001/",
    "http://127.1/",
    "http://224.0.0.1/",
    "http://user:word@example.org/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:70/_x",
    "ftp://example.org/a",
]


@pytest.mark.parametrize("target", CLOSED)
@pytest.mark.parametrize("how", ["location", "refresh"])
def test_sent_on_to_a_closed_address(site: Site, reached: list[tuple[str, int]], target: str, how: str) -> None:
    site.pages["/trap"] = (
        (302, {"Location": target}, b"")
        if how == "location"
        else ok(f'<meta http-equiv="refresh" content="0;url={target}">'.encode())
    )
    trap, good = read([site.url("/trap"), site.url("/good")], config(site.port))
    assert isinstance(trap, Problem) and trap.code in ("forbidden", "address")
    assert isinstance(good, Page)
    assert set(reached) == {("127.0.0.1", site.port)}


@pytest.mark.parametrize("target", CLOSED)
def test_given_a_closed_address(reached: list[tuple[str, int]], target: str) -> None:
    (found,) = read([target], config())
    assert isinstance(found, Problem) and found.code in ("forbidden", "address")
    assert not reached


@pytest.mark.parametrize(
    "answers",
    [
        ["169.254.169.254"],
        ["8.8.8.8", "127.0.0.1"],  # one inside is enough
        ["64:ff9b::a00:1"],
        ["::ffff:10.0.0.1"],
        ["fe80::1%eth0"],
        ["100.64.0.1"],
        ["198.18.0.9"],
        ["240.0.0.1"],
        ["2002:7f00:1::"],
        ["::7f00:1"],
    ],
)
def test_names_that_lead_inside(reached: list[tuple[str, int]], answers: list[str]) -> None:
    settings = config()
    client = Client(settings, resolve=lambda host, port: answers)
    (found,) = read(["http://news.example/a"], settings, client)
    assert isinstance(found, Problem) and found.code == "forbidden"
    assert not reached


def test_a_name_that_changes_between_two_looks(site: Site, reached: list[tuple[str, int]]) -> None:
    """Rebinding: the name is looked up once a connection, and what was checked is what is connected to."""
    asked: list[str] = []

    def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["169.254.169.254"]

    site.pages["/a"] = (302, {"Location": "/b"}, b"")
    settings = config(site.port, fetch_ports=(80, site.port), fetch_robots=False)
    (found,) = read([f"http://news.example:{site.port}/a"], settings, Client(settings, resolve=resolve))
    assert isinstance(found, Problem) and found.code == "forbidden"
    assert len(asked) == 2
    assert reached == [("127.0.0.1", site.port)]


def test_a_variant_whose_canonical_address_is_closed(site: Site, reached: list[tuple[str, int]]) -> None:
    page = html(head='<link rel="canonical" href="http://10.1.2.3/secret/page">').replace(b"<html", b"<html amp")
    site.pages["/amp"] = ok(page)
    (found,) = read([site.url("/amp")], config(site.port))
    assert isinstance(found, Page)
    assert set(reached) == {("127.0.0.1", site.port)}


def test_a_look_up_that_never_ends() -> None:
    def resolve(host: str, port: int) -> Sequence[str]:
        time.sleep(5)
        return []

    settings = config(fetch_seconds=0.5)
    started = time.monotonic()
    (found,) = read(["http://news.example/a"], settings, Client(settings, resolve=resolve))
    assert isinstance(found, Problem) and found.code == "unreachable"
    assert time.monotonic() - started < 3


# --- what it sends ----------------------------------------------------------------------------------------------------


def drip(head: bytes, body: Iterator[bytes], pause: float) -> Script:
    def script(connection: socket.socket) -> None:
        connection.sendall(head)
        for piece in body:
            connection.sendall(piece)
            time.sleep(pause)

    return script


def once(data: bytes) -> Script:
    return lambda connection: connection.sendall(data)


def packed(data: bytes, kind: str = "gzip") -> bytes:
    return HEAD + f"Content-Encoding: {kind}\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data


BOMB = gzip.compress(b"\0" * 50_000_000)
NESTED = gzip.compress(gzip.compress(gzip.compress(b"<p>deep</p>")))
SCRIPTS: dict[str, tuple[Script, tuple[str, ...]]] = {
    "never answers": (lambda connection: time.sleep(4), ("timeout",)),
    "slow headers": (drip(b"HTTP/1.1 200 OK\r\n", repeat(b"X: y\r\n"), 0.1), ("timeout",)),
    "slow body": (drip(HEAD + b"Content-Length: 100000\r\n\r\n", repeat(b"a"), 0.1), ("timeout",)),
    "slow chunks": (drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", repeat(b"1\r\na\r\n"), 0.1), ("timeout",)),
    "endless body": (drip(HEAD + b"\r\n", repeat(b"a" * 65_536), 0), ("too_large",)),
    "endless chunks": (
        drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", repeat(b"10000\r\n" + b"a" * 65_536 + b"\r\n"), 0),
        ("too_large",),
    ),
    "endless headers": (drip(b"HTTP/1.1 200 OK\r\n", repeat(b"X-Flood: " + b"y" * 1000 + b"\r\n"), 0), ("server",)),
    "an endless header": (drip(b"HTTP/1.1 200 OK\r\nX: ", repeat(b"y" * 65_536), 0), ("server", "too_large")),
    "many headers": (once(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5_000 + b"\r\n"), ("server",)),
    "endless continue": (drip(b"", repeat(b"HTTP/1.1 103 Hints\r\nX: y\r\n\r\n" * 99), 0), ("too_large", "timeout", "server")),
    "gzip bomb": (once(packed(BOMB)), ("too_large",)),
    "deflate bomb": (once(packed(zlib.compress(b"\0" * 50_000_000), "deflate")), ("too_large",)),
    "packed thrice": (once(packed(NESTED, "gzip, gzip, gzip")), ("server",)),
    "broken gzip": (once(packed(b"\x1f\x8b\x08 no gzip at all")), ("server",)),
    "half of a gzip": (once(packed(gzip.compress(html())[:300])), ("server",)),
    "an unknown encoding": (once(packed(b"abc", "zzz")), ("server",)),
    "a length too long": (once(HEAD + b"Content-Length: 900\r\n\r\n<p>short</p>"), ("server", "unreachable")),
    "two lengths": (once(HEAD + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\n<p>ab</p>"), ("server",)),
    "a length below nothing": (once(HEAD + b"Content-Length: -5\r\n\r\n<p>ab</p>"), ("server",)),
    "a length beyond all": (once(HEAD + b"Content-Length: 99999999999999999999\r\n\r\n<p>"), ("server", "unreachable")),
    "broken chunks": (once(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n"), ("server",)),
    "no HTTP": (once(b"SSH-2.0-OpenSSH_9.2\r\n"), ("server",)),
    "noise": (once(bytes(range(256)) * 40), ("server",)),
    "a closed door": (lambda connection: None, ("server", "unreachable")),
    "an empty page": (once(HEAD + b"Content-Length: 0\r\n\r\n"), ("server",)),
    "status 999": (once(b"HTTP/1.1 999 No\r\nContent-Length: 0\r\n\r\n"), ("server",)),
    "on to nowhere": (once(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"), ("server",)),
    "on and on": (once(b"HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n"), ("redirects",)),
    "on to noise": (once(b"HTTP/1.1 302 Found\r\nLocation: http://\xff\xfe[/\r\nContent-Length: 0\r\n\r\n"), ("address", "server")),
    "cookies that break lines": (
        once(HEAD + b"Set-Cookie: a=b\x01c\r\nSet-Cookie: \xff=1\r\nContent-Length: 1\r\n\r\n "),
        ("server",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SCRIPTS)
def test_hostile_answers(name: str, site: Site) -> None:
    script, codes = SCRIPTS[name]
    with hostile(script) as port:
        settings = config(site.port, port, fetch_seconds=SECONDS, max_page_bytes=SMALL)
        started = time.monotonic()
        trap, good = read([f"http://127.0.0.1:{port}/a", site.url("/good")], settings)
    assert time.monotonic() - started < SECONDS + 1.5
    assert isinstance(trap, Problem) and trap.code in codes, trap
    assert trap.message.startswith(f"http://127.0.0.1:{port}/a: ")
    assert isinstance(good, Page)


def test_a_host_that_never_answers_is_given_up(site: Site) -> None:
    with hostile(lambda connection: time.sleep(4)) as port:
        settings = config(site.port, port, fetch_seconds=0.3, fetch_robots=False)
        started = time.monotonic()
        found = read([f"http://127.0.0.1:{port}/{n}" for n in range(30)], settings)
        assert time.monotonic() - started < 3
    assert [item.code for item in found if isinstance(item, Problem)] == ["timeout"] * 30
    assert isinstance(found[29], Problem) and "not tried" in found[29].message


def test_a_host_that_sends_on_to_dead_ones_is_not_given_up(site: Site) -> None:
    settings = Config(
        fetch_allow=(f"127.0.0.1:{site.port}", "127.0.0.2:9"), fetch_pause=0.0, fetch_cache="none", fetch_tries=1,
        fetch_robots=False,
    )  # fmt: skip
    for number in range(5):
        site.pages[f"/{number}"] = (302, {"Location": "http://127.0.0.2:9/"}, b"")
    found = read([*(site.url(f"/{number}") for number in range(5)), site.url("/good")], settings)
    assert isinstance(found[5], Page)
    assert all(isinstance(item, Problem) and item.code == "unreachable" for item in found[:5])


def test_a_bomb_is_never_unpacked_whole() -> None:
    import tracemalloc

    tracemalloc.start()
    with hostile(once(packed(BOMB))) as port:
        read([f"http://127.0.0.1:{port}/a"], config(port, max_page_bytes=SMALL))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20_000_000


def test_noise_instead_of_tls() -> None:
    with hostile(once(b"\x16\x03\x01 nothing of TLS")) as port:
        settings = config(port, fetch_seconds=SECONDS)
        (found,) = read([f"https://127.0.0.1:{port}/a"], settings)
    assert isinstance(found, Problem) and found.code in ("unreachable", "timeout")


def test_robots_that_never_ends(site: Site) -> None:
    def script(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"Disallow: /\n" * 1_000)

    server = socket.create_server(("127.0.0.1", 0))
    port = server.getsockname()[1]

    def serve() -> None:
        connection, _ = server.accept()
        connection.recv(65_536)
        try:
            script(connection)
        except OSError:
            connection.close()

    import threading

    threading.Thread(target=serve, daemon=True).start()
    settings = config(site.port, port, fetch_seconds=SECONDS, max_page_bytes=SMALL)
    started = time.monotonic()
    trap, good = read([f"http://127.0.0.1:{port}/a", site.url("/good")], settings)
    server.close()
    assert time.monotonic() - started < 3 * SECONDS + 2
    assert isinstance(trap, Problem) and isinstance(good, Page)

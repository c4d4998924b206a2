"""Which addresses may be asked: what an address must look like, and which numeric addresses are public.

Addresses come from strangers: redirects, feeds, pages. A name is looked up once, every numeric address it has is
checked here, and the connection goes to one that was checked (`transport`), so that no second look-up can give another.
"""

import ipaddress
import re
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import idna

from retold.config import Config

Resolve = Callable[[str, int], Sequence[str]]
Numeric = ipaddress.IPv4Address | ipaddress.IPv6Address
MAX_URL = 4_000  # longer ones are no addresses of articles; servers refuse them from about 8,000
DEFAULT_PORTS = {"http": 80, "https": 443}
KEPT = "/%:@!$&'()*+,;=~-._"  # characters that mean something in a path and are not escaped again
NAT64 = ipaddress.ip_network("64:ff9b::/96")
# what the tables of Python's `is_global` leave open: relays, local translation, old private and compatible forms
CLOSED = tuple(
    map(ipaddress.ip_network, ("192.88.99.0/24", "64:ff9b:1::/48", "fec0::/10", "::/96", "2001::/32", "2002::/16"))
)
# a last part of digits makes browsers and resolvers read a host as a number, as in 0x7f.1 or 2130706433
NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)\Z", re.I)


class FetchError(Exception):
    """An address that gave no page: `code` of the Problem, what happened in words, and whether to try again, after how
    many seconds where the server says so; `host` is whose answer failed. Never leaves `read.web`."""

    host = ""

    def __init__(self, code: str, text: str, again: bool = False, after: float | None = None) -> None:
        super().__init__(text)
        self.code, self.text, self.again, self.after = code, text, again, after


@dataclass(frozen=True, slots=True)
class Address:
    """A checked web address in parts: `host` in ASCII, `target` is path and query, `url` the whole in one spelling."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        named = "" if self.port == DEFAULT_PORTS[self.scheme] else f":{self.port}"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}{named}"

    @property
    def url(self) -> str:
        return self.origin + self.target


def parsed(url: str, config: Config) -> Address:
    """The address of a URL. Raises FetchError where it is none that may be asked: another scheme, a name and password
    in it, a port that is not allowed, a host written as a number in disguise."""
    if len(url) > MAX_URL:
        raise FetchError("address", f"the address is longer than {MAX_URL:,} characters")
    if re.search(r"[\x00-\x20\x7f\\]", url):
        raise FetchError("address", "there are blanks, line ends or backslashes in the address")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchError("address", f"this is no address ({error})") from error
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS:
        raise FetchError("forbidden", f"only http and https are fetched, not {scheme[:20] or 'an address without'}:")
    if "@" in parts.netloc:
        raise FetchError("forbidden", "addresses with a user name or password in them are not fetched")
    host, number = _host(parts.hostname or ""), port or DEFAULT_PORTS[scheme]
    if number not in config.fetch_ports and f"{host}:{number}" not in config.fetch_allow:
        raise FetchError("forbidden", f"port {number} is not among those of the setting fetch_ports")
    target = quote(parts.path or "/", safe=KEPT) + (f"?{quote(parts.query, safe=KEPT + '?')}" if parts.query else "")
    return Address(scheme, host, number, target)


def _host(host: str) -> str:
    host = host.rstrip(".").lower()
    if not host:
        raise FetchError("address", "there is no host in the address")
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    if ":" in host or "%" in host or NUMBER.match(host.rpartition(".")[2]):
        raise FetchError("forbidden", f"{host[:80]!r} is a number in disguise, not the name of a site")
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise FetchError("address", f"{host[:80]!r} is no name of a site") from error


def is_public(address: str) -> bool:
    """Whether a numeric address is one of the open internet; an IPv4 address inside an IPv6 one is judged itself."""
    number: Numeric = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(number, ipaddress.IPv6Address):
        if number.ipv4_mapped:
            number = number.ipv4_mapped
        elif number in NAT64:
            number = ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
    closed = any(number.version == network.version and number in network for network in CLOSED)
    return number.is_global and not number.is_multicast and not number.is_reserved and not closed


def addresses(host: str, port: int, config: Config, resolve: Resolve, seconds: float) -> list[str]:
    """The numeric addresses of a host, looked up once and all checked. Raises FetchError where there is none, or where
    one of them is closed: a name that points inside and outside at once is a trap."""
    found = list(dict.fromkeys(_within(resolve, host, port, seconds)))
    if not found:
        raise FetchError("unreachable", f"there is no site {host!r}")
    for address in found:
        if not is_public(address) and f"{address}:{port}" not in config.fetch_allow:
            raise FetchError("forbidden", f"{host} leads to {address}, which is no address of the open internet")
    return found


def looked_up(host: str, port: int) -> Sequence[str]:
    """The numeric addresses of a host as the system knows them, IPv4 first: it is the more often reachable one."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(item[4][0]) for item in sorted(found, key=lambda item: item[0] != socket.AF_INET)]


def _within(resolve: Resolve, host: str, port: int, seconds: float) -> Sequence[str]:
    """The look-up in a thread of its own: the system's resolver takes no time limit."""
    found: list[Sequence[str]] = []

    def ask() -> None:
        try:
            found.append(resolve(host, port))
        except (OSError, UnicodeError):
            found.append(())

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(max(0.0, seconds))
    if not found:
        raise FetchError("unreachable", f"the name {host!r} could not be looked up in time", again=True)
    return found[0]

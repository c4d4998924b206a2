"""One frozen Config, loaded only at the edges and passed as a value."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

Text = Annotated[str, Meta(min_length=1, title="a string that is not empty")]
Limit = Annotated[int, Meta(ge=1, title="a whole number, at least 1")]
# more processes than any machine of one user has use for are a slip of the hand
Processes = Annotated[int, Meta(ge=0, le=256, title="a whole number, at least 0 and at most 256")]
Share = Annotated[float, Meta(ge=0, le=1, title="a number from 0 to 1")]
Switch = Annotated[bool, Meta(title="true or false")]
Seconds = Annotated[float, Meta(ge=0, le=600, title="a number of seconds, at most 600")]
Ports = Annotated[tuple[Annotated[int, Meta(ge=1, le=65535)], ...], Meta(title="a list of port numbers, as [80, 443]")]
Names = Annotated[tuple[str, ...], Meta(title='a list of strings, as ["127.0.0.1:8080"]')]
Maybe = Annotated[str, Meta(title="a string")]
Pairs = Annotated[tuple[tuple[str, str], ...], Meta(title='a list of pairs of names, as [["A", "B"]]')]


@dataclass(frozen=True, slots=True)
class Config:
    """Settings and limits. Sizes are bytes or code points, times are seconds.

    `shown` is the probability from which a row is shown: at 0.22, rows of difference reach their best F1 against a
    careful reader (cross-validated), with about half of them real. Rows on which the accounts agree are shown from
    `shown_alike`: they are many, and a reader misses little by a doubtful one (0.4 adds a row a story, of which two in
    five are of use).

    Settings named `fetch_...` are asked only where an input is an address. `fetch_seconds` bounds the time on the wire
    of one link with its redirects and tries: slow sites answer within 10, and a reader gives up by 30.
    """

    model: Text = "en_core_web_md"
    language: Text = "en"
    max_page_bytes: Limit = 20_000_000
    max_text: Limit = 400_000
    max_line: Limit = 100_000
    max_inputs: Limit = 200_000
    max_accounts: Limit = 1_000
    max_unzipped_bytes: Limit = 200_000_000
    max_held_bytes: Limit = 2_000_000_000
    max_wait: Limit = 60
    follow_links: Switch = False
    max_records: Limit = 1_000_000
    max_document_pages: Limit = 300
    batch_pages: Limit = 64
    guard: Switch = True
    processes: Processes = 0
    shown: Share = 0.22
    shown_alike: Share = 0.4
    same: Pairs = ()
    keep_apart: Pairs = ()
    treat_as_copy: Pairs = ()
    independent: Pairs = ()
    browser: Maybe = ""
    fetch_seconds: Seconds = 30.0
    fetch_redirects: Limit = 10
    fetch_tries: Limit = 3
    fetch_pause: Seconds = 1.0
    fetch_at_once: Limit = 64
    fetch_ports: Ports = (80, 443)
    fetch_allow: Names = ()
    fetch_robots: Switch = True
    fetch_proxy: Maybe = ""
    fetch_agent: Text = "Retold/0.1"
    fetch_cache: Maybe = "auto"

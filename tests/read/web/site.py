"""Servers on the loopback interface: `Site` answers paths, `Hostile` does with a connection whatever a script says."""

import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from retold.config import Config

Answer = tuple[int, dict[str, str], bytes]
PARAGRAPHS = (
    "The council of Marrow Bay voted on Tuesday evening to close the old swimming pool on Harbour Street by the end of June.",
    "Mayor Ada Quill said repairs to the roof would cost the town $2.4 million, a sum that the council could not raise.",
    "About 300 residents had signed a petition against the closure, which was handed over at the start of the meeting.",
    "A new pool beside the sports ground is planned for 2027, the council said in a statement after the vote.",
)


def html(title: str = "Council votes to close pool", head: str = "", body: str = "", day: str = "2024-03-05") -> bytes:
    """A small page of an article."""
    told = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="article:published_time" content="{day}T20:15:00Z">{head}</head>'
        f"<body><nav><a href='/'>Home</a> <a href='/news'>News</a></nav><article><h1>{title}</h1>{told}{body}</article>"
        "<footer>All rights reserved</footer></body></html>"
    ).encode()


def ok(body: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    return 200, {"Content-Type": kind, **{key.replace("_", "-"): value for key, value in headers.items()}}, body


class Site:
    """A server of paths; `asked` counts requests by path, `headers` keeps those of the last request of each path."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.pages: dict[str, Answer | Callable[[Any], Answer]] = {}
        self.asked: Counter[str] = Counter()
        self.headers: dict[str, dict[str, str]] = {}
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked[self.path] += 1
                site.headers[self.path] = dict(self.headers.items())
                found = site.pages.get(self.path, (404, {}, b"no such page"))
                status, headers, body = found(self) if callable(found) else found
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Silent."""

        class Server(ThreadingHTTPServer):
            request_queue_size = 128  # many links come at once
            daemon_threads = True

        self.server = Server((host, 0), Handler)
        self.host, self.port = host, self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def url(self, path: str = "/") -> str:
        return f"http://{self.host}:{self.port}{path}"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def config(*ports: int, **settings: Any) -> Config:
    """Settings that allow these ports of 127.0.0.1, and nothing else inside."""
    plain: dict[str, Any] = {
        "fetch_allow": tuple(f"127.0.0.1:{port}" for port in ports), "fetch_pause": 0.0, "fetch_cache": "none",
        "fetch_tries": 1,
    }  # fmt: skip
    return Config(**{**plain, **settings})


@contextmanager
def hostile(script: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server that reads a request and then does what the script says; gives its port."""
    server = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def serve() -> None:
        while not ended.is_set():
            with suppress(OSError):
                connection, _ = server.accept()
                threading.Thread(target=answer, args=(connection,), daemon=True).start()

    def answer(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(5)
            if b"robots.txt" in connection.recv(65_536):
                connection.sendall(b"HTTP/1.1 404 None\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return
            script(connection)

    threading.Thread(target=serve, daemon=True).start()
    yield server.getsockname()[1]
    ended.set()
    server.close()

"""What goes over the wire: TLS with a certificate that is checked, HTTP/2, proxies that only a setting names."""

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import h2.config
import h2.connection
import h2.events
import pytest
from tests.read.web.site import Site, config, html, ok

from retold.model import Page, Problem
from retold.read.web import links, transport
from retold.read.web.client import Client


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for marrow.test with its key, made anew."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("openssl is not installed")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    made = subprocess.run(
        [program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=marrow.test", "-addext",
         "subjectAltName=DNS:marrow.test", "-keyout", str(path) + ".key", "-out", str(path) + ".crt"],
        capture_output=True, check=True,
    )  # fmt: skip
    assert made.returncode == 0
    return path


def serving(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{certificate}.crt", f"{certificate}.key")
    context.set_alpn_protocols(["h2"])
    return context


@pytest.fixture
def second(certificate: Path) -> Iterator[int]:
    """A server that speaks HTTP/2 only; every path is the article."""
    server = socket.create_server(("127.0.0.1", 0))
    context = serving(certificate)

    def answer(raw: socket.socket) -> None:
        with suppress(OSError, ssl.SSLError), context.wrap_socket(raw, server_side=True) as connection:
            state = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
            state.initiate_connection()
            connection.sendall(state.data_to_send())
            while data := connection.recv(65_536):
                for event in state.receive_data(data):
                    if isinstance(event, h2.events.RequestReceived) and event.stream_id:
                        state.send_headers(event.stream_id, [(":status", "200"), ("content-type", "text/html")])
                        state.send_data(event.stream_id, html(), end_stream=True)
                connection.sendall(state.data_to_send())

    def serve() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=answer, args=(server.accept()[0],), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    yield server.getsockname()[1]
    server.close()


def read(port: int, name: str = "marrow.test") -> Page | Problem:
    settings = config(port, fetch_ports=(port,), fetch_robots=False)
    client = Client(settings, resolve=lambda host, number: ["127.0.0.1"])
    (found,) = links.read([f"https://{name}:{port}/pool"], settings, lambda *_: None, client=client)
    return found


def trusting(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=f"{certificate}.crt")


def test_the_second_version_of_http(second: int, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "tls", lambda: trusting(certificate))
    kept: list[str] = []
    settings = config(second, fetch_ports=(second,), fetch_robots=False)
    client = Client(settings, resolve=lambda host, number: ["127.0.0.1"])
    url = f"https://marrow.test:{second}/pool"
    (page,) = links.read([url], settings, lambda *_: None, lambda found, _: kept.append(found.last.protocol), client)
    assert isinstance(page, Page) and page.data == html()
    assert kept == ["HTTP/2"]


def test_a_certificate_that_nobody_signed(second: int) -> None:
    found = read(second)
    assert isinstance(found, Problem) and found.code == "unreachable" and "certificate" in found.message


def test_a_certificate_of_another_site(second: int, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "tls", lambda: trusting(certificate))
    found = read(second, "other.test")
    assert isinstance(found, Problem) and found.code == "unreachable" and "certificate" in found.message


def test_a_proxy_only_by_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    proxy, site = Site(), Site()
    proxy.pages[site.url("/pool")] = ok(html("By way of the proxy"))
    site.pages["/pool"] = ok(html("Straight"))
    monkeypatch.setenv("HTTP_PROXY", proxy.url())
    monkeypatch.setenv("http_proxy", proxy.url())
    for setting, title in (("", b"Straight"), (proxy.url("/"), b"By way of the proxy")):
        settings = config(site.port, fetch_proxy=setting, fetch_robots=False)
        (page,) = links.read([site.url("/pool")], settings, lambda *_: None)
        assert isinstance(page, Page) and title in page.data
    trap = "http://169.254.169.254/latest"
    proxy.pages[trap] = ok(html())
    (found,) = links.read([trap], config(fetch_proxy=proxy.url("/"), fetch_robots=False), lambda *_: None)
    assert isinstance(found, Problem) and found.code == "forbidden" and not proxy.asked[trap]
    proxy.close()
    site.close()

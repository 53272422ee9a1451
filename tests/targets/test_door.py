"""The polite door: whom it asks, what it never follows, how much it takes, and what it keeps quiet."""

import gzip
import json
import logging
import ssl
import threading
import traceback
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from onek_sync.model.errors import Refused, TargetError, Unreachable, Unsure
from onek_sync.model.target import Tools
from onek_sync.targets.door import Door
from tests.servers.http import Kind, Request, Response, Route, Server, as_json
from tests.targets.contract import NOW, NoSecrets, no_wait

KEY = "planted-4d1f77c0"


class Echo(Server):
    """Says what it was asked."""

    def routes(self) -> Sequence[Route]:
        return [(method, "/.*", self._said) for method in ("GET", "POST", "PUT", "DELETE")]

    def _said(self, request: Request) -> Response:
        return as_json({"method": request.method, "query": request.query, "body": request.body.decode()})


@pytest.fixture
def echo() -> Iterator[Echo]:
    with Echo() as server:
        yield server


def door(url: str, key: str = KEY) -> Door:
    tools = Tools(secrets=NoSecrets({"echo": key}), gate=no_wait, now=lambda: NOW)
    return Door("echo", "the echo", url, "user", tools)


def failure(echo: Server, method: str = "get") -> TargetError:
    with pytest.raises(TargetError) as raised:
        getattr(door(echo.url), method)("/x", *([{}] if method in {"post", "put"} else []))
    return raised.value


def test_what_is_sent_arrives_with_the_key(echo: Echo) -> None:
    assert door(echo.url).get("/x", {"a": "1 2"}) == {"method": "GET", "query": {"a": "1 2"}, "body": ""}
    assert door(echo.url + "/").post("/x", [1])["body"] == "[1]"
    assert door(echo.url).put("/x", {"a": "ü"})["method"] == "PUT"
    door(echo.url).delete("/x")
    assert echo.calls() == ["GET /x", "POST /x", "PUT /x", "DELETE /x"]
    assert len(set(echo.secrets_seen)) == 1


@pytest.mark.parametrize(
    "url", ["http://example.org", "ftp://127.0.0.1", "https://a:b@example.org", "example.org", ""]
)
def test_nobody_is_asked_in_the_clear(url: str) -> None:
    with pytest.raises(ValueError):
        door(url)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_a_redirect_is_not_followed_and_the_key_goes_nowhere_else(
    echo: Echo, status: int, method: str
) -> None:
    with Echo() as other:
        echo.fault(Kind.STATUS, status=status, headers={"Location": f"{other.url}/steal"})
        assert isinstance(failure(echo, method), Unreachable)
        assert (other.calls(), other.secrets_seen) == ([], [])


def test_a_proxy_does_not_stand_between_us_and_this_machine(
    echo: Echo, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert door(echo.url).get("/x")


@pytest.mark.parametrize("method, kind", [("get", Unreachable), ("post", Unsure), ("delete", Unsure)])
@pytest.mark.parametrize("packed", [False, True])
def test_an_answer_without_end_is_not_read_to_its_end(
    echo: Echo, monkeypatch: pytest.MonkeyPatch, method: str, kind: type[TargetError], packed: bool
) -> None:
    monkeypatch.setattr("onek_sync.targets.whole.MOST_BYTES", 1000)
    body = b"[" + b"0," * 100_000 + b"0]"
    headers = {"Content-Encoding": "gzip"} if packed else {}
    echo.fault(Kind.STATUS, status=200, body=gzip.compress(body) if packed else body, headers=headers)
    assert isinstance(failure(echo, method), kind)


def test_an_answer_that_drips_is_not_waited_for_for_ever(echo: Echo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onek_sync.targets.whole.LONGEST_ANSWER", -1.0)
    assert isinstance(failure(echo), Unreachable)


def test_an_answer_that_is_packed_wrongly_cannot_be_read(echo: Echo) -> None:
    echo.fault(Kind.STATUS, status=200, body=b"no gzip", headers={"Content-Encoding": "gzip"})
    assert isinstance(failure(echo), Unreachable)


def test_each_request_waits_for_its_turn_before_it_is_sent(echo: Echo) -> None:
    seen: list[int] = []
    tools = Tools(secrets=NoSecrets({"echo": KEY}), gate=lambda: seen.append(len(echo.log)), now=lambda: NOW)
    asked = Door("echo", "the echo", echo.url, "user", tools)
    asked.get("/x")
    asked.delete("/x")
    assert seen == [0, 1]


# -- certificates --------------------------------------------------------------------------------------


def certificate(folder: Path, until: datetime) -> Path:
    """One that nobody vouches for, with its key, in one file."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "x")]),
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(until - timedelta(days=90))
        .not_valid_after(until)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "both.pem"
    path.write_bytes(plain + made.public_bytes(serialization.Encoding.PEM))
    return path


class _Quiet(HTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what the test is about."""


@pytest.fixture
def distrusted(tmp_path: Path) -> Iterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path, datetime.now(UTC) + timedelta(days=1)))
    server = _Quiet(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"https://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_certificate_that_nobody_vouches_for_is_named_and_nothing_is_sent(distrusted: str) -> None:
    with pytest.raises(
        Unreachable, match=r"its certificate is not accepted \(self-signed certificate\).*clock"
    ):
        door(distrusted).post("/x", {})


def test_a_service_that_does_not_encrypt_is_not_believed(echo: Echo) -> None:
    with pytest.raises(Unreachable, match="its certificate is not accepted"):
        door(echo.url.replace("http:", "https:")).get("/x")
    assert echo.calls() == []


# -- secrets -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [KEY, "s3!x-9qz", "schlüssel %"])
@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500])
def test_a_service_that_tells_our_key_is_not_quoted(echo: Echo, key: str, status: int) -> None:
    asked = door(echo.url, key)
    asked.get("/x")
    sent = echo.secrets_seen[0].removeprefix("Basic ")
    for word in (f"bad key {key}", f"in {sent[4:]}", f"{key[:6]}…", f"{sent[8:20]}"):
        body = json.dumps({"message": word}).encode()
        echo.fault(Kind.STATUS, status=status, body=body, headers={"Content-Type": "application/json"})
        with pytest.raises(TargetError) as raised:
            asked.post("/x", {})
        assert word not in str(raised.value)


def test_no_key_is_seen_in_tracebacks_or_logs(echo: Echo, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    said: list[str] = []
    for kind in Kind:
        if "SLOW" not in kind.name:
            echo.fault(kind)
            with pytest.raises(TargetError) as raised:
                door(echo.url).put("/x", {})
            said += traceback.format_exception(raised.value)
    sent = echo.secrets_seen[0].removeprefix("Basic ")
    assert said
    for secret in (KEY, sent):
        assert secret not in "".join(said) + caplog.text
    assert not any(KEY in f"{seen.path} {seen.query}" for seen in echo.log)


def test_the_service_s_own_word_is_told_where_it_holds_no_key(echo: Echo) -> None:
    echo.fault(Kind.STATUS, status=400, body=b'{"message": "The name is too long"}')
    with pytest.raises(Refused, match="The name is too long"):
        door(echo.url).post("/x", {})

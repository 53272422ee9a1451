"""Who asks: addresses, this machine, and proxies that may be believed or not, over real sockets too."""

import socket
from ipaddress import ip_network

import pytest

from onek_sync.web.asgi import Receive, Scope, Send, plain
from onek_sync.web.callers import address, is_here, is_within
from tests.web.listening import BOTH, listening, needed, rest


def scope(client: str | None, *headers: str) -> Scope:
    said = [(name.encode(), b"203.0.113.7") for name in headers]
    return {"client": None if client is None else (client, 50000), "headers": said}


@pytest.mark.parametrize(
    ("client", "known_as"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2::7", "2001:0db8:0001:0002"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("testclient", ""),
        ("203.0.113.7, 8.8.8.8", ""),
        ("a" * 10_000, ""),
        ("", ""),
        (None, ""),
    ],
)
def test_who_asks_is_an_address_or_nobody(client: str | None, known_as: str) -> None:
    assert address(scope(client)) == known_as


@pytest.mark.parametrize("client", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_this_machine_is_here_unless_it_asks_for_others(client: str) -> None:
    assert is_here(scope(client))
    for name in ("x-forwarded-for", "forwarded", "x-real-ip"):
        assert not is_here(scope(client, "host", name))


@pytest.mark.parametrize("client", ["203.0.113.7", "127.0.0.2", "localhost", "", None])
def test_others_are_not_here(client: str | None) -> None:
    assert not is_here(scope(client))


def test_a_network_holds_its_own() -> None:
    networks = ip_network("10.0.0.0/8"), ip_network("fd00::/8")
    for inside in ("10.1.2.3", "::ffff:10.1.2.3", "fd00::1"):
        assert is_within(scope(inside), networks)
    for outside in ("11.1.2.3", "fe80::1", "", None):
        assert not is_within(scope(outside), networks)
    assert not is_within(scope("10.1.2.3"), ())


async def who(scope: Scope, receive: Receive, send: Send) -> None:
    await plain(200, f"{address(scope)} {'here' if is_here(scope) else 'there'}").send(scope, send)


def asked(port: int, source: str, forwarded: str) -> str:
    """What the server says of who asks from that address of this machine, for another."""
    with socket.create_connection(("127.0.0.1", port), timeout=30, source_address=(source, 0)) as one:
        one.sendall(
            f"GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: {forwarded}\r\nConnection: close\r\n\r\n".encode()
        )
        return rest(one).decode().rpartition("\r\n\r\n")[2].strip()


@pytest.mark.parametrize("speaker", BOTH)
def test_a_proxy_is_believed_where_it_is_declared_and_trusted(speaker: str) -> None:
    needed(speaker)
    with listening(who, speaker, behind_proxy=True) as server:
        assert asked(server.port, "127.0.0.1", "203.0.113.9") == "203.0.113.9 there"
        # What the proxy was told by whom it asks for stands before what it knows.
        assert asked(server.port, "127.0.0.1", "127.0.0.1, 203.0.113.9") == "203.0.113.9 there"
        # From an address that is not the proxy's it changes nothing.
        assert asked(server.port, "127.0.0.2", "203.0.113.9") == "127.0.0.2 there"
        assert asked(server.port, "127.0.0.2", "127.0.0.1") == "127.0.0.2 there"
    with listening(who, speaker) as server:
        assert asked(server.port, "127.0.0.1", "203.0.113.9") == "127.0.0.1 there"
        assert asked(server.port, "127.0.0.1", "127.0.0.1") == "127.0.0.1 there"

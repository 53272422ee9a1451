"""Who asks: from which address, and whether from this machine.

Behind a proxy that is declared ([web] behind_proxy), uvicorn puts into the scope whom it speaks for. One that
is not declared makes everybody look like this machine; what it adds to their requests gives it away.
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from onek_sync.web.asgi import Scope

THIS_MACHINE = ("127.0.0.1", "::1")
_HERE = frozenset({*THIS_MACHINE, "::ffff:127.0.0.1"})
_SPEAKS_FOR = frozenset({b"x-forwarded-for", b"forwarded", b"x-real-ip"})


def is_here(scope: Scope) -> bool:
    """Whether this machine asks for itself."""
    client = scope.get("client")
    return client is not None and client[0] in _HERE and not speaks_for_another(scope)


def speaks_for_another(scope: Scope) -> bool:
    """Whether a proxy says that it asks for somebody."""
    return not _SPEAKS_FOR.isdisjoint([name for name, _ in scope["headers"]])


def address(scope: Scope) -> str:
    """Who asks; of an IPv6 address the network, for a household has as many as it likes."""
    found = _address(scope)
    return found.exploded[:19] if isinstance(found, IPv6Address) else str(found or "")


def is_within(scope: Scope, networks: Iterable[IPv4Network | IPv6Network]) -> bool:
    """Whether one of the networks asks."""
    found = _address(scope)
    return found is not None and any(found in network for network in networks)


def _address(scope: Scope) -> IPv4Address | IPv6Address | None:
    client = scope.get("client")
    try:
        found = ip_address(client[0] if client else "")
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found

"""Who asks: from which address, and whether from this machine.

Behind a proxy that is declared ([web] behind_proxy), uvicorn puts into the scope whom it speaks for. One that
is not declared makes everybody look like this machine; what it adds to their requests gives it away.
"""

from ipaddress import IPv6Address, ip_address

from onek_sync.web.asgi import Scope

THIS_MACHINE = ("127.0.0.1", "::1")
_HERE = frozenset({*THIS_MACHINE, "::ffff:127.0.0.1"})
_SPEAKS_FOR = frozenset({b"x-forwarded-for", b"forwarded", b"x-real-ip"})


def is_here(scope: Scope) -> bool:
    """Whether this machine asks for itself."""
    client = scope.get("client")
    if client is None or client[0] not in _HERE:
        return False
    return _SPEAKS_FOR.isdisjoint([name for name, _ in scope["headers"]])


def address(scope: Scope) -> str:
    """Who asks; of an IPv6 address the network, for a household has as many as it likes."""
    client = scope.get("client")
    try:
        found = ip_address(client[0] if client else "")
    except ValueError:
        return ""
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or found.exploded[:19])
    return str(found)

"""What the page's answers have in common: who may do what with them, how long they are kept, gzip, ETag."""

import gzip
import hashlib
from datetime import UTC, datetime
from urllib.parse import quote

from onek_sync.web.asgi import Answer, Header, Receive, Scope, Send, answer, header
from onek_sync.web.conditions import has_it, takes_gzip

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Nothing that does not come from here is run, fetched or framed, not even what stands within the page."""
HTML = "text/html; charset=utf-8"
_SHORT = 500  # bytes that gzip makes hardly fewer
_UNKNOWN = datetime.max.replace(tzinfo=UTC)  # when it changed: nobody may ask by that


class Reply:
    """An answer, as an endpoint of Starlette's returns it."""

    def __init__(self, made: Answer) -> None:
        self._made = made

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        await self._made.send(scope, send)


def fresh(scope: Scope, body: bytes, media_type: str, *more: Header, policy: str = POLICY) -> Reply:
    """What may be another one the next time: kept by nobody but who asked, and asked for again."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = [*_common(policy), (b"cache-control", b"private, no-cache"), *more]
    return _encoded(scope, body, media_type, etag, headers)


def lasting(scope: Scope, body: bytes, media_type: str) -> Reply:
    """What is always the same under its address."""
    headers = [*_common(POLICY), (b"cache-control", b"public, max-age=31536000, immutable")]
    return _encoded(scope, body, media_type, f'"{hashlib.sha256(body).hexdigest()[:32]}"', headers)


def elsewhere(address: str) -> Reply:
    """A relative address that is meant instead."""
    return Reply(
        answer(308, [*_common(POLICY), (b"location", address.encode()), (b"cache-control", b"no-store")])
    )


def attached(name: str) -> Header:
    """To be kept under a name, and not shown (RFC 6266)."""
    plain = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else "_" for sign in name)
    said = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='', errors='replace')}"
    return b"content-disposition", said.encode()


def _common(policy: str) -> tuple[Header, ...]:
    return (
        (b"content-security-policy", policy.encode()),
        (b"cross-origin-resource-policy", b"same-origin"),
        (b"referrer-policy", b"no-referrer"),  # the address is the key
        (b"x-content-type-options", b"nosniff"),
        (b"x-robots-tag", b"noindex"),
    )


def _encoded(scope: Scope, body: bytes, media_type: str, etag: str, headers: list[Header]) -> Reply:
    """Gzipped where that is welcome; nothing for who has it."""
    headers.append((b"vary", b"Accept-Encoding"))
    packed = len(body) > _SHORT and takes_gzip(header(scope, b"accept-encoding"))
    etag = f'{etag[:-1]}-gz"' if packed else etag
    headers.append((b"etag", etag.encode()))
    if has_it(etag.encode(), _UNKNOWN, header(scope, b"if-none-match"), b""):
        return Reply(answer(304, headers))
    headers.append((b"content-type", media_type.encode()))
    if packed:
        headers.append((b"content-encoding", b"gzip"))
    return Reply(answer(200, headers, gzip.compress(body, mtime=0) if packed else body))

"""What a client that asks again has already, and which encodings it takes (RFC 9110 §12.5.3 and §13)."""

import re
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache

_ETAG = re.compile(rb'(?:W/)?("[^"]*")')
_LONGEST = 1000  # bytes of a header that is read; a longer one is none of a calendar's


def http_date(moment: datetime) -> str:
    """The moment as HTTP writes it."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def has_it(etag: bytes, changed: datetime, none_match: bytes, modified_since: bytes) -> bool:
    """Whether the client has this already: by ETag, and only where it names none by the date."""
    if none_match:
        if none_match.strip() == b"*":
            return True
        return len(none_match) <= _LONGEST and etag in _ETAG.findall(none_match)
    return bool(modified_since) and len(modified_since) <= _LONGEST and _not_since(modified_since, changed)


@lru_cache(maxsize=64)
def _not_since(since: bytes, changed: datetime) -> bool:
    try:
        moment = parsedate_to_datetime(since.decode("ascii"))
    except (ValueError, OverflowError):
        return False
    return changed <= (moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def takes_gzip(accept: bytes) -> bool:
    """Whether gzip is as welcome as the plain bytes."""
    return len(accept) <= _LONGEST and _takes_gzip(accept)


@lru_cache(maxsize=64)
def _takes_gzip(accept: bytes) -> bool:
    wishes: dict[str, float] = {}
    for part in accept.decode("latin-1").lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        wishes[name] = min((_quality(one) for one in parameters), default=1.0)
    gzip = wishes.get("gzip", wishes.get("x-gzip", wishes.get("*", 0.0)))
    return gzip > 0 and gzip >= wishes.get("identity", 0.0)


def _quality(parameter: str) -> float:
    name, _, value = parameter.partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0

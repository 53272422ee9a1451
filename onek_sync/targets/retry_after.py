"""Retry-After: until when a service that is asked too often wants to be left alone."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

PAUSE = timedelta(minutes=30)
"""Where the service does not say how long."""
LONGEST = timedelta(days=1)
_SHORTEST = timedelta(seconds=1)


def rests_until(headers: Mapping[str, str], now: datetime, unsaid: timedelta = PAUSE) -> datetime:
    """When it may be asked again: from a second to a day from now, whatever it writes."""
    pause = _said(headers.get("Retry-After") or "", now)
    return now + min(max(unsaid if pause is None else pause, _SHORTEST), LONGEST)


def _said(after: str, now: datetime) -> timedelta | None:
    """RFC 9110 §10.2.3: seconds or a date; None for anything else."""
    if after.isascii() and after.isdigit() and len(after) < 10:
        return timedelta(seconds=int(after))
    try:
        moment = parsedate_to_datetime(after)
    except (ValueError, OverflowError):
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now

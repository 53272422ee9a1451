"""What an answer of a CalDAV server means, or the lack of one: was it done, and may it be asked again."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from http import HTTPStatus

from onek_sync.model.errors import Finding, LoginNeeded, Paused, Refused, TargetError, Unreachable, Unsure
from onek_sync.targets.retry_after import rests_until

PAUSE = timedelta(minutes=15)
"""After a refusal to be asked so often, when the server does not say how long."""

_LOOK = "run onek push again; it looks at what is there"
_LATER = "try again later"

# What a refusal to write means; everything else that is no success is said by its number.
_REFUSALS: Mapping[int, tuple[str, str]] = {
    HTTPStatus.FORBIDDEN: ("does not let us write there", "see whether the calendar is read-only for you"),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        "does not allow that at this address",
        "give the address of a calendar as url",
    ),
    HTTPStatus.CONFLICT: (
        "holds the same event elsewhere, or has no such calendar",
        "look for it in your other calendars and in the trash bin",
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ("finds it too large", "shorten the session's note"),
    HTTPStatus.LOCKED: ("has it locked", _LATER),
    HTTPStatus.INSUFFICIENT_STORAGE: ("has no space left for you", "make room there"),
}


class Gone(Refused):
    """There is no such thing there."""


class Changed(Refused):
    """It is not what it was when we looked, or it is there already (If-Match, If-None-Match)."""


class Closed(Unreachable):
    """What lies there shows itself to be no calendar server, or not to us."""


def login_needed(name: str) -> LoginNeeded:
    """What we hold does not open the server."""
    what = f"{name}: the calendar server does not accept the user name and the password"
    return LoginNeeded(Finding("caldav.login", what, f"run onek connect {name}; many want an app password"))


def answered(
    name: str, asked: str, status: int, headers: Mapping[str, str], now: datetime, *, writes: bool
) -> TargetError:
    """The meaning of an answer that is not the one hoped for. `asked`: method and path, nothing secret."""
    what = f"{name}: the calendar server answered {status} to {asked}"
    if status == HTTPStatus.UNAUTHORIZED:
        return login_needed(name)
    asks_to_wait = status == HTTPStatus.SERVICE_UNAVAILABLE and headers.get("Retry-After")
    if status == HTTPStatus.TOO_MANY_REQUESTS or asks_to_wait:
        until = rests_until(headers, now, PAUSE)
        return Paused(until, Finding("caldav.paused", what, "it is asked again later"))
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return Gone(Finding("caldav.gone", what, _LOOK))
    if status == HTTPStatus.PRECONDITION_FAILED:
        return Changed(Finding("caldav.changed", what, _LOOK))
    if (400 <= status < 500 and status != HTTPStatus.REQUEST_TIMEOUT) or status in _REFUSALS:
        return _refused(name, asked, status, writes=writes)
    return unclear(what) if writes else Unreachable(Finding("caldav.unreachable", what, _LATER))


def _refused(name: str, asked: str, status: int, *, writes: bool) -> TargetError:
    why, then = _REFUSALS.get(status, ("refuses it", "report this"))
    if writes:
        what = f"{name}: the calendar server {why} ({status} to {asked})"
        return Refused(Finding("caldav.refused", what, then))
    what = f"{name}: the calendar server does not show {asked.partition(' ')[2]} ({status})"
    return Closed(Finding("caldav.closed", what, "check url in onek.toml, and your rights there"))


def unread(name: str, asked: str, *, writes: bool) -> TargetError:
    """An answer that cannot be read: a page for people, half of a document, nothing."""
    what = f"{name}: the answer to {asked} is none of a calendar server"
    if writes:
        return unclear(what)
    return Closed(Finding("caldav.closed", what, "check url in onek.toml, and the network"))


def unanswered(name: str, asked: str, *, sent: bool, writes: bool, why: str = "") -> TargetError:
    """No answer at all. `sent`: the request may have arrived."""
    if sent and writes:
        return unclear(f"{name}: the calendar server did not answer to {asked}")
    what = f"{name}: the calendar server cannot be reached{f' ({why})' if why else ''}"
    return Unreachable(Finding("caldav.unreachable", what, "check the network and try again"))


def astray(name: str, what: str) -> Unreachable:
    """The server names another one as its own, or none at all."""
    finding = Finding(
        "caldav.host",
        f"{name}: the calendar server {what}; the password was not sent there",
        "if that is right, write that address as url in onek.toml",
    )
    return Unreachable(finding)


def unclear(what: str) -> Unsure:
    """It may have been done or not."""
    return Unsure(Finding("caldav.unclear", what, _LOOK))

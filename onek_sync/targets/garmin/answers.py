"""What an answer of Garmin Connect means, or the lack of one: was it done, and may it be asked again."""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus

from onek_sync.model.errors import Finding, LoginNeeded, Paused, Refused, TargetError, Unreachable, Unsure
from onek_sync.model.notation import said
from onek_sync.targets.retry_after import rests_until

_NOT_SETTLED = {HTTPStatus.REQUEST_TIMEOUT}


class Gone(Refused):
    """There is no such thing there."""


def login_needed(name: str) -> LoginNeeded:
    """What we hold does not open the service."""
    what = f"{name}: Garmin Connect does not know us (any more)"
    return LoginNeeded(Finding("garmin.login", what, f"run onek connect {name}"))


def answered(
    name: str,
    asked: str,
    status: int,
    headers: Mapping[str, str],
    detail: str,
    now: datetime,
    *,
    writes: bool,
) -> TargetError:
    """The meaning of an answer that is not the one hoped for. `asked`: method and path, nothing secret."""
    what = f"{name}: Garmin Connect answered {status} to {asked}{f' ({said(detail)})' if detail else ''}"
    if status == HTTPStatus.UNAUTHORIZED:
        return login_needed(name)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Paused(rests_until(headers, now), Finding("garmin.paused", what, "it is asked again later"))
    if status == HTTPStatus.FORBIDDEN:
        now_what = "it may block this network for a while; try again later"
        return Unreachable(Finding("garmin.unreachable", what, now_what))
    if status == HTTPStatus.NOT_FOUND:
        return Gone(Finding("garmin.gone", what, "run onek push again; it looks at what is there"))
    if 400 <= status < 500 and status not in _NOT_SETTLED:
        return Refused(Finding("garmin.refused", what, "change the session, or report this"))
    return unclear(what) if writes else Unreachable(Finding("garmin.unreachable", what, "try again later"))


def unread(name: str, asked: str, *, writes: bool) -> TargetError:
    """An answer that cannot be read: a page for people, half of an object, nothing."""
    what = f"{name}: Garmin Connect's answer to {asked} cannot be read"
    return unclear(what) if writes else Unreachable(Finding("garmin.unreachable", what, "try again later"))


def unanswered(name: str, asked: str, *, sent: bool, writes: bool, why: str = "") -> TargetError:
    """No answer at all. `sent`: the request may have arrived."""
    if sent and writes:
        return unclear(f"{name}: Garmin Connect did not answer to {asked}")
    what = f"{name}: Garmin Connect cannot be reached{f' ({why})' if why else ''}"
    return Unreachable(Finding("garmin.unreachable", what, "check the network and try again"))


def unclear(what: str) -> Unsure:
    """It may have been done or not."""
    return Unsure(Finding("garmin.unclear", what, "run onek push again; it looks at what is there"))

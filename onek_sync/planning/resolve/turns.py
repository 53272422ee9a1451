"""Several sessions of one day, one after the other; a doubt where two times that were written overlap."""

import math
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from onek_sync.model.errors import Finding, Level
from onek_sync.model.session import ResolvedSession

_DAY = 86_400
_GRAIN = 300  # seconds: people meet at full five minutes


def in_turn(sessions: Iterable[ResolvedSession]) -> tuple[ResolvedSession, ...]:
    """Let a session that is set for the same minute as the one before it start when that one is over.

    The usual time of the weekday holds for all sessions of a day; nobody lifts while running.
    What would end up behind midnight stays where it was written.
    """
    taken: dict[tuple[date, time], time] = {}
    out = []
    for session in sessions:
        day, at = session.session.day, session.session.at
        if at is not None:
            start = taken.get((day, at), at)
            taken[day, at] = _after(start, session.main.seconds)
            if start != at:
                session = replace(session, session=replace(session.session, at=start))
        out.append(session)
    return tuple(out)


def with_overlaps_said(sessions: Iterable[ResolvedSession]) -> tuple[ResolvedSession, ...]:
    """The sessions, with a doubt at each that begins before the one before it is over."""
    out = list(sessions)
    timed = [index for index, session in enumerate(out) if session.session.at is not None]
    for one, next_one in pairwise(sorted(timed, key=lambda index: _begin(out[index]))):
        if doubt := _overlap(out[one], out[next_one]):
            out[next_one] = replace(out[next_one], findings=(*out[next_one].findings, doubt))
    return tuple(out)


def _overlap(earlier: ResolvedSession, later: ResolvedSession) -> Finding | None:
    """The doubt about two sessions of a day; five minutes are within what an estimate can tell."""
    begin, then = _begin(earlier), _begin(later)
    if begin.date() != then.date() or (then - begin).total_seconds() >= earlier.main.seconds - _GRAIN:
        return None
    what = (
        f"{_called(later)} begins at {then:%H:%M}, while {_called(earlier)} of {begin:%H:%M}"
        f" takes about {earlier.main.seconds / 60:.0f} min"
    )
    free = _after(begin.time(), earlier.main.seconds)
    now = f'write at: "{free:%H:%M}" at the later one' if free > begin.time() else "begin one of them earlier"
    return Finding("R10", what, now, later.session.place, Level.WARNING)


def _begin(session: ResolvedSession) -> datetime:
    return datetime.combine(session.session.day, session.session.at or time.min)


def _called(session: ResolvedSession) -> str:
    name = session.session.title or session.main.sport or session.kind.value
    return f'"{name}"'


def _after(start: time, seconds: float) -> time:
    begin = datetime.combine(date.min, start)
    end = begin + timedelta(seconds=min(math.ceil(seconds / _GRAIN) * _GRAIN, _DAY))
    return end.time() if end.date() == begin.date() else start

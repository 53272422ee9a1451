"""Several sessions of one day, one after the other."""

import math
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from onek_sync.model.session import ResolvedSession

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


def _after(start: time, seconds: float) -> time:
    begin = datetime.combine(date.min, start)
    end = begin + timedelta(seconds=math.ceil(seconds / _GRAIN) * _GRAIN)
    return end.time() if end.date() == begin.date() else start

"""The plan as a person looks at it: weeks with their sessions and totals, or one session in full."""

from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches

from onek_sync.app.project import Ready
from onek_sync.exporters.profile import Bar as Bar
from onek_sync.exporters.profile import bars
from onek_sync.exporters.words import description, title
from onek_sync.model.errors import Finding, UsageError
from onek_sync.model.plan import Kind, Week
from onek_sync.model.session import ResolvedSession

ON_FOOT = frozenset({Kind.RUN, Kind.RACE})


@dataclass(frozen=True)
class SessionLine:
    """One session: its title and the bars of its profile."""

    session: ResolvedSession
    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class WeekView:
    """One week: metres on foot and seconds of everything."""

    week: Week
    lines: tuple[SessionLine, ...]
    metres: float
    seconds: float


def session_line(plan: Ready, session: ResolvedSession) -> SessionLine:
    """A session, ready to be listed."""
    return SessionLine(session, title(session, plan.resolved), bars(session.main))


def week_views(plan: Ready) -> tuple[WeekView, ...]:
    """Every week of the plan."""
    return tuple(_week_view(plan, week) for week in plan.resolved.plan.weeks)


def _week_view(plan: Ready, week: Week) -> WeekView:
    sessions = [session for session in plan.resolved.sessions if session.session.week == week.number]
    return WeekView(
        week=week,
        lines=tuple(session_line(plan, session) for session in sessions),
        metres=sum(session.main.metres for session in sessions if session.kind in ON_FOOT),
        seconds=sum(session.main.seconds for session in sessions),
    )


def week_at(plan: Ready, day: date) -> WeekView:
    """The week of that day; before the plan its first, after it its last, see `beside`."""
    views = week_views(plan)
    return next((view for view in reversed(views) if view.week.start <= day), views[0])


def beside(plan: Ready, day: date) -> str:
    """A sentence where that day is no day of the plan, else nothing."""
    weeks = plan.resolved.plan.weeks
    first, last = weeks[0].start, weeks[-1].start + timedelta(days=6)
    if day < first:
        return f"The plan starts on {_said(first)}: this is its first week."
    return f"The plan ended on {_said(last)}: this is its last week." if day > last else ""


def _said(day: date) -> str:
    """Mon 1 March 2027."""
    return f"{day:%a} {day.day} {day:%B %Y}"


def week_numbered(plan: Ready, number: int) -> WeekView:
    """Week `number`, counted from 1."""
    views = week_views(plan)
    for view in views:
        if view.week.number == number:
            return view
    raise UsageError(
        Finding("C06", f"there is no week {number}", f"the plan has the weeks 1 to {len(views)}")
    )


def sessions_on(plan: Ready, day: date) -> tuple[ResolvedSession, ...]:
    """The sessions of one day; none may be there."""
    return tuple(session for session in plan.resolved.sessions if session.session.day == day)


def session_of(plan: Ready, key: str) -> ResolvedSession:
    """The session with that key."""
    by_key = {session.key: session for session in plan.resolved.sessions}
    if key not in by_key:
        near = get_close_matches(key, by_key, n=1)
        hint = f'did you mean "{near[0]}"?' if near else "see the keys: onek show --all"
        raise UsageError(Finding("C07", f'there is no session "{key}"', hint))
    return by_key[key]


def in_full(plan: Ready, session: ResolvedSession) -> str:
    """All that there is to say about a session, in lines."""
    return description(session, plan.resolved)

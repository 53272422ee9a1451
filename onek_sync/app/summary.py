"""What a summary says: for each target what was pushed since the last one, and the days that come. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from itertools import takewhile
from zoneinfo import ZoneInfo

from onek_sync.app.project import Ready
from onek_sync.app.services import said_when
from onek_sync.app.standing_words import deeds
from onek_sync.exporters.words import title
from onek_sync.exporters.words.figures import total_length, total_time
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedSession
from onek_sync.store.words import Event

DAYS = 7
_NOON = 12  # before it a summary is of today, too
_STUCK = {
    "waiting": "waiting for it since {since}",
    "paused": "it asked us to wait on {since}",
    "login": "it wants a login since {since}: run onek connect {name}",
    "failed": "nothing gets through since {since}: {text}",
}


@dataclass(frozen=True, kw_only=True)
class Pushes:
    """What came of the pushes to one target: what was sent, and what is in the way now.

    `result` and `text` are the last push's, "ok" where there was none; `since`: from when on it is so.
    """

    name: str
    sent: Mapping[str, int]
    result: str = "ok"
    text: str = ""
    since: datetime | None = None

    @property
    def is_news(self) -> bool:
        """Whether there is more to say than that nothing was to be done."""
        return bool(self.sent) or self.result != "ok"

    def words(self, zone: tzinfo | None) -> str:
        """ "garmin: 4 new, 1 changed; waiting …": a line."""
        parts = [deeds(self.sent)] if self.sent else []
        if self.since is not None:
            text = self.text.removeprefix(f"{self.name}: ")
            stuck = _STUCK.get(self.result, _STUCK["failed"])
            parts.append(stuck.format(since=said_when(self.since, zone), name=self.name, text=text))
        return f"{self.name}: {'; '.join(parts) or 'nothing was to be sent'}"


def pushes_since(name: str, events: Sequence[Event], since: datetime) -> Pushes:
    """What came of the pushes to a target; `events`: of whole pushes, the newest first."""
    sent: Counter[str] = Counter()
    for event in events:
        if event.at > since:
            sent.update({what: number for what, number in event.counts.items() if what != "in step"})
    stuck = list(takewhile(lambda event: event.result != "ok", events))
    if not stuck:
        return Pushes(name=name, sent=+sent)
    last = stuck[0]
    return Pushes(name=name, sent=+sent, result=last.result, text=last.text, since=stuck[-1].at)


def coming(plan: Ready, now: datetime) -> list[str]:
    """The sessions of the next seven days, a line each, and their sum; nothing for none."""
    here = now.astimezone(ZoneInfo(plan.resolved.plan.timezone))
    first = here.date() + timedelta(days=here.hour >= _NOON)
    sessions = [one for one in plan.resolved.sessions if _is_within(one, first)]
    if not sessions:
        return []
    return ["The next seven days:", *(_line(one, plan) for one in sessions), _sum(sessions, plan)]


def _is_within(one: ResolvedSession, first: date) -> bool:
    return one.kind is not Kind.REST and first <= one.session.day < first + timedelta(days=DAYS)


def _line(one: ResolvedSession, plan: Ready) -> str:
    day, at = one.session.day, one.session.at
    return f"{day:%a} {day.day} {day:%b}{f' {at:%H:%M}' if at else ''}: {title(one, plan.resolved)}"


def _sum(sessions: Sequence[ResolvedSession], plan: Ready) -> str:
    metres = sum(one.main.metres for one in sessions if one.kind in {Kind.RUN, Kind.RACE})
    parts = [
        f"{len(sessions)} session{'s' if len(sessions) > 1 else ''}",
        *([total_length(metres, plan.resolved.plan.athlete.units)] if metres else []),
        total_time(sum(one.main.seconds for one in sessions)),
    ]
    return f"Together {', '.join(parts)}."

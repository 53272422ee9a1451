"""iCalendar: a plan as a calendar that every client reads, an event for each session.

Built with `icalendar`, around what is known to break its readers; docs/decisions/calendar.md has the reasons.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from icalendar import Calendar
from icalendar.prop import vDuration, vText

from onek_sync.exporters.ical.event import Row, vevent
from onek_sync.exporters.ical.kept import Kept
from onek_sync.exporters.ical.text import CalendarText, uid
from onek_sync.exporters.ical.times import When, all_day, lasting, timed
from onek_sync.exporters.ical.vtimezone import zone
from onek_sync.exporters.words import description, title
from onek_sync.exporters.words.plain import one_line
from onek_sync.model.exchange import Artifact, Exporter, Loss, Options, Revision, Times, View
from onek_sync.model.plan import Kind, Plan
from onek_sync.model.session import ResolvedPlan, ResolvedSession

PRODID = "-//onek_sync//training plan//EN"
NEUTRAL = "Training"
REFRESH = timedelta(hours=6)
COLOUR, COLOUR_HEX = "orangered", "#FF4500"
_TAIL = b"END:VCALENDAR\r\n"
_ZONED = re.compile(rb"\r\nDTSTART;TZID=([^:\r]+):")


class Words(NamedTuple):
    """What a session's event says in words."""

    title: str
    description: str
    categories: tuple[str, ...]


def say(session: ResolvedSession, plan: ResolvedPlan, options: Options) -> Artifact | None:
    """The session's VEVENT, without a calendar around it; None for a rest day, unless they are asked for.

    A busy calendar never shows rest days: they take no time.
    """
    busy = options.view is View.BUSY
    if session.kind is Kind.REST and (busy or not options.rest_days):
        return None
    when = _when(session, plan.plan, options.times)
    said = Words(NEUTRAL, "", ()) if busy else _words(session, plan)
    revision = options.revisions.get(session.key) or _first_revision(plan.plan)
    at_a_time = isinstance(when.start, datetime)
    row = Row(
        uid=uid(plan.plan.id, options.slots.get(session.key, session.key), neutral=busy),
        when=when,
        sequence=revision.sequence,
        changed=revision.changed,
        summary=said.title,
        description=said.description,
        categories=said.categories,
        opaque=options.opaque and at_a_time,
        alarms=tuple(alarm.chosen for alarm in options.alarms) if at_a_time else (),
    )
    name = f"{session.session.day}-{session.key}.ics"
    return Artifact(key=session.key, name=name, body=vevent(row), losses=_losses(session, when))


def join(artifacts: Sequence[Artifact], plan: ResolvedPlan, options: Options) -> bytes:
    """A whole calendar of these events, one of them or all; ValueError for two events of one session."""
    doubles = [key for key, number in Counter(artifact.key for artifact in artifacts).items() if number > 1]
    if doubles:
        raise ValueError(f"two events with one identity: {', '.join(doubles)}")
    bodies = [artifact.body for artifact in artifacts]
    # An event of an earlier plan may be in another zone than this one.
    zones = sorted({found[1].decode() for body in bodies if (found := _ZONED.search(body))})
    parts = (_head(plan.plan, options), *(zone(name).vtimezone() for name in zones), *bodies, _TAIL)
    return b"".join(parts)


def _when(session: ResolvedSession, plan: Plan, times: Times) -> When:
    written = session.session
    if written.at is None or session.kind is Kind.REST:
        return all_day(written.day)
    return timed(written.day, written.at, lasting(session.main, session.kind), plan.timezone, times)


def _work_out_words(session: ResolvedSession, plan: ResolvedPlan) -> Words:
    phase = one_line(session.session.phase)
    names = tuple(filter(None, (phase, session.kind.value)))
    return Words(title(session, plan), description(session, plan), names)


_words = Kept(_work_out_words)


def _first_revision(plan: Plan) -> Revision:
    """Without a history the plan's first day stands for every change: the same plan gives the same bytes."""
    return Revision(0, datetime.combine(plan.start, time(), UTC))


def _losses(session: ResolvedSession, when: When) -> tuple[Loss, ...]:
    if not when.doubt:
        return ()
    instead = f"the event begins at {when.start:%H:%M} UTC"
    return (Loss(session.key, EXPORTER.name, when.doubt, instead),)


def _head(plan: Plan, options: Options) -> bytes:
    name = NEUTRAL if options.view is View.BUSY else one_line(plan.title) or plan.id
    clock = "" if options.times is Times.FLOATING else zone(plan.timezone).name
    return _calendar(name, clock)


@lru_cache(maxsize=256)
def _calendar(name: str, clock: str) -> bytes:
    """Everything before the first component. No METHOD, no UID: they are what readers stumble over."""
    made = Calendar()
    made["PRODID"] = vText(PRODID)
    made["VERSION"] = vText("2.0")
    made["CALSCALE"] = vText("GREGORIAN")
    made["NAME"] = made["X-WR-CALNAME"] = CalendarText(name)
    if clock:
        made["X-WR-TIMEZONE"] = vText(clock)
    made["REFRESH-INTERVAL"] = vDuration(REFRESH, params={"VALUE": "DURATION"})
    made["X-PUBLISHED-TTL"] = vDuration(REFRESH)
    made["COLOR"], made["X-APPLE-CALENDAR-COLOR"] = vText(COLOUR), vText(COLOUR_HEX)
    return bytes(made.to_ical()).removesuffix(_TAIL)


EXPORTER = Exporter(
    name="ical",
    suffix="ics",
    media_type="text/calendar; charset=utf-8",
    says="a calendar with an event for each session",
    say=say,
    join=join,
)

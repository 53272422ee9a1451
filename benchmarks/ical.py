"""Our calendars beside plain icalendar: the same 16 weeks, the same events, the same words."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import TRANSP, Calendar, Event, Timezone

from benchmarks._ratio import Ratio, medians
from onek_sync.exporters.ical import EXPORTER
from onek_sync.exporters.ical import event as ical_event
from onek_sync.exporters.ical import exporter as ical
from onek_sync.exporters.ical import times as ical_times
from onek_sync.exporters.ical.vtimezone import zone
from onek_sync.exporters.words import description, title
from onek_sync.model.exchange import Artifact, Options
from onek_sync.model.session import ResolvedPlan, ResolvedSession
from tests.exporters.building import CASES, PLAN

WEEKS = 16
ROUNDS = 9
OPTIONS = Options(rest_days=True)


def plan() -> ResolvedPlan:
    """Sixteen weeks of the tests' sessions, each object new."""
    start = date(2027, 2, 15)
    sessions = [
        replace(
            one,
            options=tuple(replace(option) for option in one.options),
            session=replace(
                one.session,
                key=f"w{week:02}-{one.key}",
                day=start + timedelta(days=7 * week + day % 7),
                week=week,
            ),
        )
        for week in range(WEEKS)
        for day, one in enumerate(CASES.values())
    ]
    return replace(PLAN, sessions=tuple(sessions))


def ours(plan: ResolvedPlan) -> bytes:
    """The whole way: every session said, and the calendar around them."""
    assert EXPORTER.join
    said = (EXPORTER.say(session, plan, OPTIONS) for session in plan.sessions)
    artifacts: list[Artifact] = [artifact for artifact in said if artifact]
    return EXPORTER.join(artifacts, plan, OPTIONS)


def forget() -> None:
    """As in a process that has just begun."""
    ical._words.clear()
    ical._calendar.cache_clear()
    ical_event.vevent.cache_clear()
    ical_times.timed.cache_clear()


def words(plan: ResolvedPlan) -> list[tuple[ResolvedSession, str, str]]:
    """Each session, its title and its description."""
    return [(session, title(session, plan), description(session, plan)) for session in plan.sessions]


def plainly(rows: list[tuple[ResolvedSession, str, str]], plan: ResolvedPlan) -> bytes:
    """The same events with icalendar as its manual has it; the words are given."""
    calendar = Calendar()
    calendar.add("prodid", ical.PRODID)
    calendar.add("version", "2.0")
    calendar.add_component(Timezone.from_ical(zone(plan.plan.timezone).vtimezone()))
    for row in rows:
        calendar.add_component(_event(*row, plan))
    return bytes(calendar.to_ical())


def _event(session: ResolvedSession, summary: str, text: str, plan: ResolvedPlan) -> Event:
    stamp = datetime.combine(plan.plan.start, time(), UTC)
    start, end = _start_and_end(session, plan)
    made = Event.new(
        uid=f"{plan.plan.id}.{session.key}@onek-sync",
        stamp=stamp,
        last_modified=stamp,
        sequence=0,
        start=start,
        end=end,
        summary=summary,
        description=text,
        categories=[session.session.phase, session.kind.value],
        transparency=TRANSP.TRANSPARENT,
    )
    made.add("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
    return made


def _start_and_end(session: ResolvedSession, plan: ResolvedPlan) -> tuple[date, date]:
    when = ical._when(session, plan.plan, OPTIONS.times)
    if not isinstance(when.start, datetime) or not isinstance(when.end, datetime):
        return when.start, when.end
    there = ZoneInfo(plan.plan.timezone)
    return when.start.replace(tzinfo=there), when.end.replace(tzinfo=there)


def measure() -> list[Ratio]:
    """Warm: the same plan again. Read again: an equal plan of new objects. Cold: nothing was ever said.

    Warm, icalendar is given the words; in the other rows both sides work them out.
    """
    asked = plan()
    rows = words(asked)
    assert sorted(_lines(ours(asked))) == sorted(_lines(plainly(rows, asked))), "not the same events"

    fresh = iter([plan() for _ in range(3 * ROUNDS)])

    def read_again() -> bytes:
        return ours(next(fresh))

    def cold() -> bytes:
        forget()
        return ours(next(fresh))

    def plainly_cold() -> bytes:
        forget()
        new = next(fresh)
        return plainly(words(new), new)

    warm, plainly_given = medians(ROUNDS, lambda: ours(asked), lambda: plainly(rows, asked))
    again, plainly_said = medians(ROUNDS, read_again, lambda: plainly(words(asked), asked))
    first, plainly_first = medians(ROUNDS, cold, plainly_cold)
    return [
        Ratio(f"ical, {len(rows)} sessions, warm", warm, "icalendar, words given", plainly_given, "≥ 10×"),
        Ratio("ical, the plan read again", again, "icalendar and our words", plainly_said, "≥ 1×"),
        Ratio("ical, cold", first, "icalendar and our words", plainly_first, "≥ 1×"),
    ]


def _lines(calendar: bytes) -> list[bytes]:
    """The lines below the head, unfolded: the zone and what the events say."""
    unfolded = calendar.replace(b"\r\n ", b"")
    return unfolded[unfolded.index(b"BEGIN:VTIMEZONE") :].splitlines()

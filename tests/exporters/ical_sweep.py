"""Sessions around every clock change of many zones, as a plan and as a calendar."""

import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from onek_sync.exporters.ical import EXPORTER
from onek_sync.model.exchange import Options
from onek_sync.model.plan import Kind, Plan, Session
from onek_sync.model.session import ResolvedOption, ResolvedPlan, ResolvedSession, ResolvedStep
from onek_sync.model.units import Duration
from onek_sync.model.workout import Step

ZONES = (
    "Europe/Berlin",
    "Europe/London",
    "Europe/Dublin",  # its winter time is what the law calls daylight time, an hour behind
    "Atlantic/Azores",
    "America/New_York",
    "America/Santiago",  # a rule that fits no single BYDAY
    "America/Vancouver",  # a law of 2026
    "Africa/Casablanca",
    "Asia/Jerusalem",
    "Asia/Kolkata",
    "Australia/Sydney",
    "Australia/Lord_Howe",  # half an hour
    "Pacific/Auckland",
    "UTC",
)
YEARS = (2027, 2028)
LASTING = timedelta(minutes=45)
_MINUTES = (1, 29, 30, 31, 59, 60, 61, 120, 1500)
AROUND = [timedelta(minutes=m) for m in (*(-m for m in _MINUTES), 0, *_MINUTES)]
_HALF_HOUR = timedelta(minutes=30)


@contextmanager
def zones_of_the_package() -> Iterator[None]:
    """Whoever asks zoneinfo gets the zones of the tzdata package, as the exporter does."""
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath(to=())
    ZoneInfo.clear_cache()
    try:
        yield
    finally:
        zoneinfo.reset_tzpath(to=before)
        ZoneInfo.clear_cache()


def changes(zone: ZoneInfo, year: int) -> Iterator[datetime]:
    """Local times, by the clock before, at which the zone's clock changes."""
    moment = datetime(year, 1, 1, tzinfo=UTC)
    while moment.year == year:
        local, later = moment.astimezone(zone), (moment + _HALF_HOUR).astimezone(zone)
        if local.utcoffset() != later.utcoffset():
            yield local.replace(tzinfo=None) + _HALF_HOUR
        moment += _HALF_HOUR


def sweep(zone: ZoneInfo) -> list[datetime]:
    """Local times around each clock change of two years, and in between; missing and doubled ones too."""
    times = {change + around for year in YEARS for change in changes(zone, year) for around in AROUND}
    seasons = (
        datetime.fromisoformat(f"{year}-{month:02}-17T18:30") for year in YEARS for month in (1, 4, 7, 10)
    )
    return sorted(times.union(seasons))


def plan_of(timezone: str, times: list[datetime]) -> ResolvedPlan:
    """A plan with a session at each of these local times."""
    step = ResolvedStep(step=Step(), end=Duration(2700), seconds=LASTING.total_seconds())
    option = ResolvedOption(kind=Kind.RUN, blocks=(step,))
    sessions = tuple(
        ResolvedSession(
            session=Session(key=f"s-{number}", day=at.date(), at=at.time(), title=title_of(number)),
            options=(option,),
        )
        for number, at in enumerate(times)
    )
    return ResolvedPlan(plan=Plan(id="sweep", timezone=timezone, start=date(2027, 1, 4)), sessions=sessions)


def uid_of(number: int) -> str:
    """The identity of the plan's session of that number, from 0."""
    return f"sweep.s-{number}@onek-sync"


def title_of(number: int) -> str:
    """The title of that session."""
    return f"Session {number}"


def calendar(plan: ResolvedPlan, options: Options) -> bytes:
    """The plan as one file."""
    assert EXPORTER.join
    said = [EXPORTER.say(session, plan, options) for session in plan.sessions]
    return EXPORTER.join([artifact for artifact in said if artifact], plan, options)

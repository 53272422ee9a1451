"""The weekly times of an athlete's clock, in every zone and across every change of the clocks."""

import os
import time as clock
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from onek_sync.app.slots import after_quiet, next_slot
from onek_sync.settings.schedule import Quiet, Slots

DAY, QUARTER = timedelta(days=1), timedelta(minutes=15)
BEGIN, WEEKS = date(2026, 1, 5), 157
ZONES = (
    "Europe/Berlin",  # changes at 01:00 UTC
    "America/New_York",  # at 02:00 by its own clock
    "America/Havana",  # at midnight: that day begins at 01:00
    "Africa/Casablanca",  # an hour back for Ramadan
    "Australia/Sydney",  # in the south
    "Australia/Lord_Howe",  # by half an hour
    "Antarctica/Troll",  # by two hours
    "Pacific/Kiritimati",  # 14 hours before UTC
)
TIMES = [time(minutes // 60, minutes % 60) for minutes in range(0, 24 * 60, 15)]


def shown(zone: ZoneInfo) -> dict[date, dict[time, datetime]]:
    """When a clock on the wall first shows each quarter of an hour: read off it, one after the other."""
    found: dict[date, dict[time, datetime]] = {}
    moment = datetime.combine(BEGIN - 2 * DAY, time(), UTC)
    while moment.date() < BEGIN + (7 * WEEKS + 2) * DAY:
        wall = moment.astimezone(zone)
        found.setdefault(wall.date(), {}).setdefault(wall.time(), moment)
        moment += QUARTER
    return found


def expected(of_day: dict[time, datetime], at: time) -> datetime:
    """The moment at which the wall shows that time; one that it skips: as long after the last it showed."""
    if at in of_day:
        return of_day[at]
    steps = 0
    while at not in of_day and at > time():
        at = (datetime.combine(BEGIN, at) - QUARTER).time()
        steps += 1
    if at in of_day:
        return of_day[at] + steps * QUARTER
    return min(of_day.values()) + steps * QUARTER  # the day begins with a skipped hour


@pytest.mark.parametrize("name", ZONES)
def test_no_slot_of_any_week_is_skipped_or_doubled(name: str) -> None:
    """All 672 quarters of an hour of a week, for three years, one call from the last to the next."""
    zone, wall = ZoneInfo(name), shown(ZoneInfo(name))
    for weekday in range(7):
        days = [BEGIN + (7 * week + weekday) * DAY for week in range(WEEKS)]
        for at in TIMES:
            slots, moment = Slots(frozenset({weekday}), at), expected(wall[days[0]], at) - DAY
            for day in days:
                moment = next_slot(zone, slots, moment)
                assert moment == expected(wall[day], at), (day, at)


def test_a_skipped_time_runs_an_hour_later_by_the_wall_and_a_doubled_one_once() -> None:
    berlin, slots = ZoneInfo("Europe/Berlin"), Slots(frozenset({6}), time(2, 30))
    spring = next_slot(berlin, slots, datetime(2027, 3, 25, tzinfo=UTC))
    assert f"{spring.astimezone(berlin):%F %R}" == "2027-03-28 03:30"
    autumn = next_slot(berlin, slots, datetime(2027, 10, 28, tzinfo=UTC))
    assert autumn == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert next_slot(berlin, slots, autumn) == datetime(2027, 11, 7, 1, 30, tzinfo=UTC)


def test_several_days_and_every_day_have_their_slots_in_order() -> None:
    berlin, moment = ZoneInfo("Europe/Berlin"), datetime(2027, 3, 22, tzinfo=UTC)
    found = []
    for _ in range(4):
        moment = next_slot(berlin, Slots(frozenset({0, 3}), time(6)), moment)
        found.append(f"{moment:%a %d %H:%M}")
    assert found == ["Mon 22 05:00", "Thu 25 05:00", "Mon 29 04:00", "Thu 01 04:00"]
    daily = Slots(frozenset(range(7)), time(6))
    assert next_slot(berlin, daily, datetime(2027, 3, 27, 5, tzinfo=UTC)) == datetime(
        2027, 3, 28, 4, tzinfo=UTC
    )


def test_a_day_that_a_zone_left_out_does_not_stop_the_weeks() -> None:
    """Samoa had no 30 December 2011."""
    apia, fridays = ZoneInfo("Pacific/Apia"), Slots(frozenset({4}), time(18))
    moment, found = datetime(2011, 12, 20, tzinfo=UTC), []
    for _ in range(3):
        moment = next_slot(apia, fridays, moment)
        found.append(f"{moment.astimezone(apia):%a %F %R}")
    assert found == ["Fri 2011-12-23 18:00", "Sat 2011-12-31 18:00", "Fri 2012-01-06 18:00"]


@pytest.fixture
def machine_in_sydney(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(clock, "tzset"):
        pytest.skip("the zone of this machine cannot be changed here; run this on Linux or macOS")
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", "Australia/Sydney")
    clock.tzset()
    yield
    monkeypatch.setenv("TZ", before) if before else monkeypatch.delenv("TZ")
    clock.tzset()


def test_without_a_zone_it_is_this_machine_s(machine_in_sydney: None) -> None:
    after = datetime(2027, 2, 20, tzinfo=UTC)
    slots = Slots(frozenset({6}), time(18))
    assert next_slot(None, slots, after) == next_slot(ZoneInfo("Australia/Sydney"), slots, after)


NIGHT, LUNCH = Quiet(time(22), time(7)), Quiet(time(12), time(13))


def test_quiet_hours_end_at_their_end_and_nothing_else_is_put_off() -> None:
    berlin = ZoneInfo("Europe/Berlin")

    def put_off(quiet: Quiet | None, written: str) -> str:
        moment = datetime.fromisoformat(written).replace(tzinfo=berlin).astimezone(UTC)
        return f"{after_quiet(berlin, quiet, moment).astimezone(berlin):%F %R}"

    assert put_off(None, "2027-02-15 23:00") == "2027-02-15 23:00"
    assert put_off(NIGHT, "2027-02-15 21:59") == "2027-02-15 21:59"
    assert put_off(NIGHT, "2027-02-15 22:00") == "2027-02-16 07:00"
    assert put_off(NIGHT, "2027-02-16 06:59") == "2027-02-16 07:00"
    assert put_off(NIGHT, "2027-02-16 07:00") == "2027-02-16 07:00"
    assert put_off(LUNCH, "2027-02-16 12:30") == "2027-02-16 13:00"
    assert put_off(NIGHT, "2027-03-27 23:00") == "2027-03-28 07:00"  # the clocks go forward in it


@pytest.mark.parametrize("name", ["Europe/Berlin", "Australia/Lord_Howe"])
@pytest.mark.parametrize(
    "quiet", [Quiet(time(22), time(2, 30)), Quiet(time(2, 15), time(2, 45)), NIGHT, LUNCH]
)
def test_what_is_put_off_is_put_off_to_the_first_moment_that_is_not_quiet(name: str, quiet: Quiet) -> None:
    zone = ZoneInfo(name)
    for change in (
        datetime(2027, 3, 27, tzinfo=UTC),
        datetime(2027, 10, 30, tzinfo=UTC),
        datetime(2027, 4, 3, tzinfo=UTC),
    ):
        moment = change
        while moment < change + 2 * DAY:
            end = after_quiet(zone, quiet, moment)
            first = moment
            while first.astimezone(zone).time() in quiet:
                first += QUARTER
            assert end == first, moment.astimezone(zone)
            moment += QUARTER

"""The VTIMEZONE of a zone: one rule a change, right by the zone's own clock, or none at all."""

from datetime import UTC, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from icalendar import Timezone

from onek_sync.exporters.ical.vtimezone import Onset, observances, zone
from tests.exporters.ical_sweep import zones_of_the_package

EVERY_NAME = files("tzdata").joinpath("zones").read_text("ascii").split()
YEAR = 2027


def changes_of(vtimezone: bytes) -> list[tuple[datetime, timedelta, timedelta]]:
    """Moment, offset before and after, of a year and the one before, by the letter of RFC 5545 §3.6.5."""
    changes = []
    for one in Timezone.from_ical(vtimezone).subcomponents:
        first, before, after = one["DTSTART"].dt, one["TZOFFSETFROM"].td, one["TZOFFSETTO"].td
        walls = [first]
        if "RRULE" in one:
            rule = rrulestr(one["RRULE"].to_ical().decode(), dtstart=first)
            assert rule[0] == first, "the first change is the first of its rule"
            walls = rule.between(
                datetime.fromisoformat(f"{YEAR - 1}-01-01"), datetime.fromisoformat(f"{YEAR + 1}-01-01")
            )
        changes += [(wall.replace(tzinfo=UTC) - before, before, after) for wall in walls]
    return sorted(changes)


@pytest.mark.parametrize("area", sorted({name.split("/")[0] for name in EVERY_NAME}))
def test_every_zone_of_the_world_is_right_by_its_vtimezone_or_has_none(area: str) -> None:
    second, day = timedelta(seconds=1), timedelta(days=1)
    for name in EVERY_NAME:
        if name.split("/")[0] != area or not zone(name).regular(YEAR):
            continue
        with zones_of_the_package():
            clock = ZoneInfo.no_cache(name)
        changes = changes_of(zone(name).vtimezone())
        for moment, before, after in changes:
            if moment.year == YEAR:
                assert (moment - second).astimezone(clock).utcoffset() == before, (name, moment)
                assert moment.astimezone(clock).utcoffset() == after, (name, moment)
        for noon in (datetime(YEAR, 1, 1, 12, tzinfo=UTC) + number * day for number in range(365)):
            offset = [after for moment, _, after in changes if moment <= noon][-1]
            assert noon.astimezone(clock).utcoffset() == offset, (name, noon)


def test_almost_every_zone_has_a_rule() -> None:
    without = [name for name in EVERY_NAME if not zone(name).observances]
    assert "America/Santiago" in without
    assert len(without) < 20


def test_a_zone_is_said_in_one_rule_a_change() -> None:
    assert zone("Europe/Berlin").vtimezone() == (
        b"BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n"
        b"BEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n"
        b"TZNAME:CET\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n"
        b"BEGIN:DAYLIGHT\r\nDTSTART:19700329T020000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n"
        b"TZNAME:CEST\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\n"
        b"END:VTIMEZONE\r\n"
    )


def test_a_clock_that_never_changes_has_no_rule() -> None:
    body = zone("Asia/Kolkata").vtimezone()
    assert b"RRULE" not in body
    assert b"TZOFFSETFROM:+0530\r\nTZOFFSETTO:+0530\r\n" in body


def test_winter_time_that_the_law_calls_daylight_time_is_standard_time_here() -> None:
    body = zone("Europe/Dublin").vtimezone().decode()
    daylight = body[body.index("BEGIN:DAYLIGHT") : body.index("END:DAYLIGHT")]
    assert "TZNAME:IST" in daylight
    assert "TZOFFSETTO:+0100" in daylight


@pytest.mark.parametrize(
    "footer",
    [
        "<-04>4<-03>,M9.1.6/24,M4.1.6/24",  # Santiago: the day after the first Saturday
        "IST-2IDT,M3.4.4/26,M10.5.0",  # Jerusalem: the day after the fourth Thursday
        "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",  # Nuuk: the day before the last Sunday
        "XXX3EDT4,J59/2,J304",
        "",
        "nonsense",
    ],
)
def test_what_fits_no_single_weekday_is_not_said(footer: str) -> None:
    assert not list(observances(footer))


@pytest.mark.parametrize(
    ("footer", "offsets"),
    [
        ("UTC0", [0]),
        ("<+0545>-5:45", [345]),
        ("NST3:30NDT,M3.2.0,M11.1.0", [-210, -150]),
        ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", [630, 660]),
        ("<+00>0<+02>-2,M3.5.0/1,M10.5.0/3", [0, 120]),
    ],
)
def test_a_footer_gives_the_offsets(footer: str, offsets: list[int]) -> None:
    assert [one.offset for one in observances(footer)] == [timedelta(minutes=number) for number in offsets]


@pytest.mark.parametrize(
    ("onset", "moments"),
    [
        (Onset(3, 5, 0, timedelta(hours=2)), ["2027-03-28T02:00", "2028-03-26T02:00", "2024-03-31T02:00"]),
        (Onset(2, 5, 2, timedelta(0)), ["2028-02-29T00:00", "2027-02-23T00:00"]),
        (Onset(10, 1, 0, timedelta(hours=2, minutes=45)), ["2027-10-03T02:45", "2028-10-01T02:45"]),
        (Onset(12, 5, 5, timedelta(hours=1)), ["2027-12-31T01:00"]),
    ],
)
def test_an_onset_falls_on_its_weekday(onset: Onset, moments: list[str]) -> None:
    for moment in map(datetime.fromisoformat, moments):
        assert onset.in_year(moment.year) == moment


def test_a_year_is_regular_where_the_rule_holds_and_everybody_has_heard_of_it() -> None:
    assert zone("Europe/Berlin").regular(2027)
    assert not zone("America/Santiago").regular(2027)
    # Summer time came back with the rule of today in 1980 and the end of October in 1996.
    assert [year for year in (1970, 1990, 1996, 1997, 1998) if zone("Europe/Berlin").regular(year)] == [1998]
    # Kazakhstan set its clocks once and for all on 2024-03-01.
    assert [year for year in range(2022, 2029) if zone("Asia/Almaty").regular(year)][-2:] == [2027, 2028]
    assert not zone("Asia/Almaty").regular(2026)
    # The rule is written from 1970 on.
    assert [year for year in (1971, 1972, 1973) if zone("Asia/Kolkata").regular(year)] == [1973]

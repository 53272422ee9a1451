"""The week's summary: what it says, and when somebody gets it."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from onek_sync.app.jobs import SUMMARY, due, planned, run
from onek_sync.app.project import Ready, open_project, ready
from onek_sync.app.summary import coming, pushes_since
from onek_sync.model.errors import Finding, LoginNeeded
from onek_sync.store.words import Event, Pause
from tests.app.running_alone import BERLIN, SHELF, Killed, berlin, moody, plan_of
from tests.app.telling import EXACT, NOTIFY, Telling, raising

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
SUNDAY = berlin("2027-02-21 18:00")
NOW = datetime(2027, 2, 21, 19, 0, tzinfo=UTC)


@pytest.fixture
def life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Telling:
    """A week before the first day of a plan of four weeks."""
    made = Telling(tmp_path, berlin("2027-02-15 12:00"))
    made.plan(plan_of(date(2027, 2, 22), 4))
    moody(made, monkeypatch)
    return made


# What was pushed


def push(days_ago: float, result: str = "ok", text: str = "", **counts: int) -> Event:
    at = NOW - timedelta(days=days_ago)
    return Event(target="garmin", at=at, what="push", result=result, text=text, counts=counts)


def words(*events: Event) -> str:
    """The newest first."""
    return pushes_since("garmin", events, NOW - WEEK).words(BERLIN)


def test_all_pushes_since_the_last_summary_are_counted_together() -> None:
    assert words(push(0, create=2, move=1), push(3, create=2, update=1), push(8, create=40)) == (
        "garmin: 4 new, 1 moved, 1 changed"
    )


def test_where_nothing_was_to_be_sent_that_is_said() -> None:
    assert words(push(0, **{"in step": 6}), push(8, create=40)) == "garmin: nothing was to be sent"
    assert words() == "garmin: nothing was to be sent"
    assert not pushes_since("garmin", [push(0, **{"in step": 6})], NOW - WEEK).is_news


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ("waiting", "waiting for it since Thu 18 Feb 20:00"),
        ("paused", "it asked us to wait on Thu 18 Feb 20:00"),
        ("login", "it wants a login since Thu 18 Feb 20:00: run onek connect garmin"),
        ("failed", "nothing gets through since Thu 18 Feb 20:00: no connection"),
    ],
)
def test_what_is_in_the_way_is_said_with_its_time(result: str, said: str) -> None:
    stuck = [push(day, result, "garmin: no connection") for day in (0, 1, 3)]
    assert words(*stuck) == f"garmin: {said}"
    assert words(*stuck, push(5, create=2)) == f"garmin: 2 new; {said}"
    assert pushes_since("garmin", stuck, NOW - WEEK).is_news


def test_what_was_in_the_way_and_is_over_is_not_said() -> None:
    assert words(push(0, create=1), push(1, "failed", "no connection")) == "garmin: 1 new"


def test_a_trouble_that_is_older_than_the_week_is_still_one() -> None:
    assert "since Sat 6 Feb 20:00" in words(push(15, "login"))


# The days that come


PLAN = """
plan: spring
timezone: Europe/Berlin
athlete: {recent: {1K: "3:34"}}
times: {sat: "09:00"}
start: 2027-02-22
weeks:
  - mon: rest
    tue: 6x400m @ 1K w/ 400m jog
    wed: [40min easy, {strength: squat 3x8}]
    sat: 60min long
  - mon: 30min easy
"""
LETTER = """\
The next seven days:
Tue 23 Feb: 1K pace 6x400 (85.6) · 400 jog
Wed 24 Feb: Easy 40 min
Wed 24 Feb: Strength: squat
Sat 27 Feb 09:00: Long 60 min easy
Together 4 sessions, 22.2 km, 2 h 06."""


@pytest.fixture
def plan(tmp_path: Path) -> Ready:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return ready(open_project(tmp_path, tmp_path, {}))


def test_the_sessions_of_the_next_seven_days_are_said_and_their_sum(plan: Ready) -> None:
    assert "\n".join(coming(plan, berlin("2027-02-21 20:00"))) == LETTER


def test_in_the_morning_today_is_one_of_them(plan: Ready) -> None:
    assert coming(plan, berlin("2027-02-23 06:00"))[1].startswith("Tue 23 Feb")
    assert coming(plan, berlin("2027-02-23 12:00"))[1].startswith("Wed 24 Feb")
    assert coming(plan, berlin("2027-02-23 06:00"))[-2].startswith("Mon 1 Mar")


def test_it_is_noon_where_the_athlete_is(plan: Ready) -> None:
    noon = datetime(2027, 2, 23, 11, 30, tzinfo=UTC)  # half past twelve in Berlin
    assert coming(plan, noon)[1].startswith("Wed 24 Feb")


def test_one_session_is_one_and_none_is_nothing(plan: Ready) -> None:
    assert coming(plan, berlin("2027-02-28 20:00"))[-1] == "Together 1 session, 5.4 km, 30 min."
    assert coming(plan, berlin("2027-03-01 20:00")) == []


# When


def test_the_summary_comes_two_hours_after_the_push(life: Telling) -> None:
    life.until(SUNDAY + DAY)
    [one] = life.told
    assert (one.at, one.title) == ("2027-02-21 20:00", "onek: your week")
    assert one.text.startswith("shelf: 6 new\n\nThe next seven days:\nMon 22 Feb: Easy 30 min\n")
    assert one.text.endswith("Together 3 sessions, 14.6 km, 1 h 30.")


@pytest.mark.parametrize("start", [date(2027, 2, 22), date(2027, 9, 6)], ids=["spring", "autumn"])
def test_for_three_months_there_is_one_a_week_at_the_athlete_s_eight_o_clock(
    start: date, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    life = Telling(tmp_path, berlin(f"{start - 6 * DAY} 12:00"))
    life.plan(plan_of(start, 13))
    moody(life, monkeypatch)
    for monday in (start + week * WEEK for week in range(14)):
        life.until(berlin(f"{monday - DAY} 12:00"), step=12 * HOUR)
        life.now = berlin(f"{monday - DAY} 12:00")
        life.until(berlin(f"{monday} 00:00"))
    assert life.heard() == [(f"{start - DAY + week * WEEK} 20:00", "your week") for week in range(13)]


def test_a_machine_off_for_three_weeks_sums_them_up_once_when_it_is_back(life: Telling) -> None:
    life.tick()
    life.now = SUNDAY + 2 * WEEK + 3 * DAY
    life.until(SUNDAY + 3 * WEEK - HOUR)
    [one] = life.told
    assert one.at == "2027-03-10 18:00" and one.text.startswith("shelf: 5 new\n")


def test_a_restart_neither_repeats_nor_forgets(life: Telling) -> None:
    """Each tick is a process of its own."""
    while life.now < SUNDAY + 2 * DAY:
        life.tick()
        life.now += 2 * HOUR
    assert life.heard() == [("2027-02-21 20:00", "your week")]


def test_killed_before_it_is_kept_it_is_written_again_and_told_once(
    life: Telling, monkeypatch: pytest.MonkeyPatch
) -> None:
    life.until(SUNDAY + 2 * HOUR)
    with monkeypatch.context() as patched:
        patched.setattr("onek_sync.store.jobs.Jobs.advance", lambda *_: (_ for _ in ()).throw(Killed()))
        with pytest.raises(Killed):
            life.tick()
    assert life.told == []
    life.until(SUNDAY + DAY)
    assert life.heard() == [("2027-02-21 20:00", "your week")]


def test_two_processes_sum_up_once(life: Telling) -> None:
    life.until(SUNDAY + 2 * HOUR)
    with life.world() as world, life.world() as other:
        assert SUMMARY in due(world, life.now) and SUMMARY in due(other, life.now)
        assert run(world, SUMMARY, life.now) and run(other, SUMMARY, life.now) is None
        assert len(world.store.notices.due("me", "env:PHONE", life.now)) == 1


def test_what_is_wrong_does_not_keep_the_summary_back(life: Telling) -> None:
    life.tick()
    life.now = SUNDAY
    life.on_look = raising(LoginNeeded(Finding("T02", "it does not know us", "run onek connect shelf")))
    life.until(SUNDAY + DAY)
    assert [title for _, title in life.heard()] == ["shelf wants a login", "your week"]
    assert life.told[1].text.startswith(
        "shelf: it wants a login since Sun 21 Feb 18:00: run onek connect shelf\n\nThe next seven days:\n"
    )


def test_a_plan_that_cannot_be_read_is_said_in_place_of_its_days(life: Telling) -> None:
    life.tick()
    life.plan("weeks: 3")
    life.until(SUNDAY + DAY)
    assert [title for _, title in life.heard()] == ["the plan cannot be read", "your week"]
    assert "shelf: nothing was to be sent\n\nThe plan cannot be read: " in life.told[1].text


def test_after_the_plan_is_over_nobody_is_told_of_empty_weeks(life: Telling) -> None:
    life.until(SUNDAY + 8 * WEEK, step=3 * HOUR)
    assert len(life.told) == 4
    with life.world() as world:
        job = world.store.jobs.of("me", SUMMARY)
    assert job and job.result == "ok" and job.since > SUNDAY + 7 * WEEK


def test_without_any_target_the_days_that_come_are_told(tmp_path: Path) -> None:
    life = Telling(tmp_path, berlin("2027-02-15 12:00"), EXACT + NOTIFY)
    life.plan(plan_of(date(2027, 2, 22), 4))
    life.until(SUNDAY + DAY)
    [one] = life.told
    assert one.text.startswith("The next seven days:\n")


def test_it_comes_when_it_is_asked_for(life: Telling) -> None:
    (life.path / "onek.toml").write_text(f"{SHELF}{EXACT}{NOTIFY}summary = 'thu, fri 07:00'\n")
    life.plan(plan_of(date(2027, 2, 15), 4))
    life.until(SUNDAY + DAY)
    assert [at for at, _ in life.heard()] == ["2027-02-18 07:00", "2027-02-19 07:00"]


def test_in_quiet_hours_it_waits_for_their_end(life: Telling) -> None:
    (life.path / "onek.toml").write_text(f"{SHELF}{EXACT}quiet = '19:00-07:00'\n{NOTIFY}")
    life.until(SUNDAY + DAY)
    assert [at for at, _ in life.heard()] == ["2027-02-22 07:00"]
    assert "The next seven days:\nMon 22 Feb" in life.told[0].text


def test_nobody_who_wants_no_summary_gets_one(life: Telling) -> None:
    for said in ("summary = 'off'", "on = ['failure']"):
        (life.path / "onek.toml").write_text(f"{SHELF}{EXACT}{NOTIFY}{said}\n")
        with life.world() as world:
            assert [one.job.job for one in planned(world, life.now)] == ["push:shelf"]
            assert run(world, SUMMARY, SUNDAY + WEEK) is None


def test_a_target_may_be_called_summary_and_rest_while_the_week_is_summed_up(tmp_path: Path) -> None:
    life = Telling(tmp_path, berlin("2027-02-15 12:00"), SHELF.replace("shelf", "summary") + EXACT + NOTIFY)
    life.plan(plan_of(date(2027, 2, 22), 4))
    life.until(SUNDAY + HOUR)
    with life.world() as world:
        world.store.pauses.put("me", "summary", Pause(SUNDAY + DAY, "it asked us to wait"))
    life.until(SUNDAY + DAY)
    assert life.heard() == [("2027-02-21 20:00", "your week")]
    assert life.told[0].text.startswith("summary: 6 new\n")

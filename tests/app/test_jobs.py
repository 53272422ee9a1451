"""The weekly push that needs nobody, with a clock that is moved by hand."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from onek_sync.app.jobs import LONGEST, PUSH, due, planned, run, run_due
from onek_sync.app.project import ready
from onek_sync.app.push import asked_for, push
from onek_sync.model.errors import Finding, LoginNeeded, Paused, Refused, StoreError, Unreachable
from onek_sync.store.words import Connection
from tests.app.running_alone import BERLIN, SHELF, Killed, Life, berlin, moody, plan_of

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
QUARTER = timedelta(minutes=15)
SUNDAY = berlin("2027-02-21 18:00")
EXACT = "[schedule]\njitter = '0 min'\n"


@pytest.fixture
def life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Life:
    """A week before the first day of a plan of four weeks."""
    made = Life(tmp_path, berlin("2027-02-15 12:00"))
    made.plan(plan_of(date(2027, 2, 22), 4))
    moody(made, monkeypatch)
    return made


def raising(error: BaseException, times: int = 10_000, after: int = 0):  # type: ignore[no-untyped-def]
    """A mood: so many times, after having been let alone so often."""
    asked = 0

    def mood() -> None:
        nonlocal asked
        asked += 1
        if after < asked <= after + times:
            raise error

    return mood


DOWN = Unreachable(Finding("T01", "the service cannot be reached", "try again later"))
LOGIN = LoginNeeded(Finding("T02", "it does not know us", "run onek connect shelf"))


def came_once_before_their_day(life: Life) -> None:
    """Every session was made once, and before its day began for the athlete."""
    made = [(event.key, event.at) for event in life.events("create") if event.result == "ok"]
    days = life.sessions()
    assert sorted(key for key, _ in made) == sorted(days)
    late = [key for key, at in made if at.astimezone(BERLIN).date() >= days[key]]
    assert late == []
    assert len(life.files) == len(days)


# Three months


@pytest.mark.parametrize("start", [date(2027, 2, 22), date(2027, 9, 6)], ids=["spring", "autumn"])
def test_three_months_of_sundays_at_the_athlete_s_six_o_clock(
    start: date, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    life = Life(tmp_path, berlin(f"{start - 6 * DAY} 12:00"), SHELF + EXACT)
    life.plan(plan_of(start, 13))
    moody(life, monkeypatch)
    ran = life.until(berlin(f"{start + 13 * WEEK} 00:00"))
    assert len({at.astimezone(BERLIN).utcoffset() for at, _ in ran}) == 2  # the clocks were changed
    assert [f"{at.astimezone(BERLIN):%F %R}" for at, _ in ran] == [
        f"{start - DAY + week * WEEK} 18:00" for week in range(14)
    ]
    assert {one.result for _, one in ran} == {"ok"}
    came_once_before_their_day(life)


def test_what_is_seen_for_the_first_time_is_pushed_at_its_next_time(life: Life) -> None:
    assert life.tick() == ()
    assert life.files == [] and life.looks == 0
    [(at, ran)] = life.until(SUNDAY + DAY, step=QUARTER)
    assert SUNDAY <= at <= SUNDAY + QUARTER
    assert (ran.target, ran.result, ran.counts) == ("shelf", "ok", {"create": 6, "in step": 0})


def test_the_jitter_is_a_runner_s_own_and_the_same_every_week(tmp_path: Path) -> None:
    later = set()
    for name in ("kim", "lou", "max"):
        (tmp_path / name).mkdir()
        life = Life(tmp_path / name, berlin("2027-02-15 12:00"))
        life.plan(plan_of(date(2027, 2, 22), 4))
        life.tick()
        first = life.planned().at
        life.now = first
        assert [one.result for one in life.tick()] == ["ok"]
        assert life.planned().at == first + WEEK
        assert SUNDAY <= first <= SUNDAY + timedelta(minutes=10)
        later.add(first)
    assert len(later) == 3


# Asleep, killed, twice


def test_a_machine_asleep_at_the_hour_pushes_once_when_it_is_back(life: Life) -> None:
    life.tick()
    life.now = SUNDAY + 9 * HOUR
    assert [one.result for one in life.tick()] == ["ok"]
    assert life.tick() == ()
    assert len(life.files) == 6
    assert life.planned().job.next_due < SUNDAY + WEEK + HOUR


def test_a_machine_off_for_three_weeks_pushes_once_and_goes_on_at_its_time(life: Life) -> None:
    life.tick()
    life.now = SUNDAY + 2 * WEEK + 3 * DAY
    assert [one.result for one in life.tick()] == ["ok"]
    assert SUNDAY + 3 * WEEK <= life.planned().at <= SUNDAY + 3 * WEEK + QUARTER


def test_a_restart_neither_repeats_nor_forgets(life: Life) -> None:
    """Each tick is a process of its own."""
    ran = []
    while life.now < SUNDAY + 2 * DAY:
        ran += life.tick()
        life.now += 2 * HOUR
    assert [one.result for one in ran] == ["ok"]


@pytest.mark.parametrize("made", range(6))
def test_a_push_that_was_killed_is_gone_on_with_at_the_next_tick(life: Life, made: int) -> None:
    life.tick()
    life.now = SUNDAY + QUARTER
    life.on_create = raising(Killed(), times=1, after=made)
    with pytest.raises(Killed):
        life.tick()
    assert len(life.files) == made
    assert life.job() == life.planned().job and life.planned().at == life.now
    assert [one.result for one in life.tick()] == ["ok"]
    assert len(life.files) == 6 and life.tick() == ()


def test_killed_between_the_push_and_its_row_it_is_looked_at_once_more_and_nothing_is_doubled(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    life.tick()
    life.now = SUNDAY + QUARTER
    with monkeypatch.context() as patched:
        patched.setattr("onek_sync.store.jobs.Jobs.advance", lambda *_: (_ for _ in ()).throw(Killed()))
        with pytest.raises(Killed):
            life.tick()
    before = life.files
    [again] = life.tick()
    assert (again.result, dict(again.counts)) == ("ok", {"in step": 6})
    assert life.files == before and len(before) == 6


def test_while_another_process_pushes_nothing_is_kept_and_the_next_tick_looks_again(life: Life) -> None:
    life.tick()
    life.now = SUNDAY + QUARTER
    with life.world() as other, other.store.lease("me", "shelf", life.now):
        before = life.job()
        [ran] = life.tick()
        assert ran.result == "busy" and "another push to shelf is under way" in ran.text
        assert life.job() == before
    assert [one.result for one in life.tick()] == ["ok"]


def test_what_another_process_finished_meanwhile_is_not_run_again(life: Life) -> None:
    life.tick()
    life.now = SUNDAY + QUARTER
    with life.world() as world:
        [key] = due(world, life.now)
        assert len(life.tick()) == 1
        looks = life.looks
        assert run(world, key, life.now) is None
        assert life.looks == looks


def test_a_push_by_hand_does_not_stand_for_the_week_s(life: Life) -> None:
    """It may have been of other days or of an older plan, and a second one costs two looks."""
    life.tick()
    life.now = SUNDAY - HOUR
    with life.world() as world:
        plan = ready(world.project)
        push(world, plan, "shelf", asked_for(world, plan, ["shelf"], None))
    assert len(life.files) == 6
    life.now = SUNDAY + QUARTER
    [ran] = life.tick()
    assert dict(ran.counts) == {"in step": 6}


def test_a_clock_that_was_years_ahead_for_a_while_stops_no_later_week(life: Life) -> None:
    life.until(SUNDAY + DAY)
    now = life.now
    life.now = now.replace(year=2037)
    life.on_look = raising(DOWN, times=1)
    life.tick()
    life.on_look = lambda: None
    life.now += HOUR
    assert [one.result for one in life.tick()] == ["ok"]
    life.now = now
    ran = life.until(SUNDAY + 3 * WEEK)
    assert [round((at - SUNDAY) / WEEK, 1) for at, _ in ran] == [1, 2]
    assert {one.result for _, one in ran} == {"ok"}


def test_a_failure_under_a_clock_that_was_ahead_is_tried_again_by_the_right_one(life: Life) -> None:
    life.tick()
    life.now = SUNDAY + 300 * DAY
    life.on_look = raising(DOWN, times=1)
    assert [one.result for one in life.tick()] == ["failed"]
    life.now = SUNDAY + QUARTER
    assert [one.result for one in life.tick()] == ["ok"]


# Failure


def test_a_service_down_for_two_days_is_asked_ever_less_often_and_gets_everything(life: Life) -> None:
    life.tick()
    life.now = SUNDAY
    life.on_look = raising(DOWN)
    tries = [at for at, _ in life.until(SUNDAY + 2 * DAY, step=timedelta(minutes=5))]
    waits = [(later - at) for at, later in pairwise(tries)]
    assert [wait / QUARTER for wait in waits] == [1, 2, 4, 8, 16] + [24] * (len(waits) - 5)
    assert len(tries) < 15
    assert life.planned().why == "again after a failure"
    life.on_look = lambda: None
    [(at, ran)] = life.until(SUNDAY + 3 * DAY)
    assert ran.result == "ok" and at < SUNDAY + 2 * DAY + LONGEST
    job = life.job()
    assert job and (job.fails, job.not_before, job.result) == (0, None, "ok")


def test_a_service_down_over_the_weekend_makes_no_session_late(life: Life) -> None:
    """Two weeks ahead are pushed, so a week without the service is no harm."""
    life.until(SUNDAY + WEEK - HOUR)
    life.on_look = raising(DOWN)
    life.until(SUNDAY + WEEK + 2 * DAY)
    life.on_look = lambda: None
    life.until(SUNDAY + 4 * WEEK)
    came_once_before_their_day(life)


def test_a_pause_that_the_service_asked_for_is_kept(life: Life) -> None:
    life.tick()
    life.now = SUNDAY + QUARTER
    until = life.now + 20 * HOUR
    life.on_look = raising(Paused(until, Finding("T03", "it asked us to wait")), times=1)
    assert [one.result for one in life.tick()] == ["paused"]
    assert (life.planned().at, life.planned().why) == (until, "it rests until then")
    [(at, ran)] = life.until(SUNDAY + 2 * DAY)
    assert ran.result == "ok" and at >= until
    assert life.looks == 2


def test_without_a_login_it_is_asked_four_times_a_day_at_most_and_at_once_after_one(life: Life) -> None:
    life.tick()
    life.now = SUNDAY
    life.on_look = raising(LOGIN)
    ran = life.until(SUNDAY + DAY, step=timedelta(minutes=5))
    assert {one.result for _, one in ran} == {"login"} and len(ran) <= 4
    life.on_look = lambda: None
    assert life.tick() == ()
    with life.world() as world:
        world.store.connections.put("me", Connection("shelf", "folder", "kim", life.now))
        world.store.pauses.end("me", "shelf")
    assert [one.result for one in life.tick()] == ["ok"]


def test_after_a_push_by_hand_a_job_that_failed_is_done_at_once(life: Life) -> None:
    life.tick()
    life.now = SUNDAY + QUARTER
    life.on_look = raising(DOWN, times=1)
    life.tick()
    life.now += timedelta(minutes=5)
    assert life.tick() == ()
    with life.world() as world:
        plan = ready(world.project)
        push(world, plan, "shelf", asked_for(world, plan, ["shelf"], None))
    assert [one.result for one in life.tick()] == ["ok"]


def test_a_watch_is_pushed_to_soon_after_it_is_plugged_in(tmp_path: Path) -> None:
    watch = '[targets.shelf]\nkind = "folder"\npath = "GARMIN/NewFiles"\n'
    life = Life(tmp_path, berlin("2027-02-15 12:00"), watch)
    life.plan(plan_of(date(2027, 2, 22), 4))
    life.tick()
    life.now = SUNDAY
    waited = life.until(SUNDAY + DAY, step=timedelta(minutes=5))
    assert {one.result for _, one in waited} == {"waiting"} and len(waited) > 90
    assert len(life.events("push")) == 1  # the history tells it once
    (tmp_path / "GARMIN" / "NewFiles").mkdir(parents=True)
    [(at, ran)] = life.until(SUNDAY + DAY + HOUR, step=timedelta(minutes=5))
    assert ran.result == "ok" and at <= SUNDAY + DAY + timedelta(minutes=20)
    assert len(list((tmp_path / "GARMIN" / "NewFiles").glob("*.fit"))) == 6


def test_a_session_that_is_refused_keeps_the_job_open(life: Life) -> None:
    life.tick()
    life.now = SUNDAY + QUARTER
    life.on_create = raising(Refused(Finding("T04", "it is too long for it")), times=1)
    [ran] = life.tick()
    assert ran.result == "failed" and "too long" in ran.text
    assert len(life.files) == 5
    [(_, ran)] = life.until(SUNDAY + DAY)
    assert ran.result == "ok" and len(life.files) == 6


def test_a_broken_plan_is_told_and_pushed_once_it_is_mended(life: Life) -> None:
    life.tick()
    sound = (life.path / "plan.yaml").read_text()
    life.plan("weeks: 3")
    life.now = SUNDAY + QUARTER
    [ran] = life.tick()
    assert ran.result == "failed" and "plan.yaml" in ran.text
    assert life.events("push") == []
    life.plan(sound)
    [(at, ran)] = life.until(SUNDAY + DAY, step=timedelta(minutes=5))
    assert ran.result == "ok" and at == SUNDAY + 2 * QUARTER


def test_what_fails_at_one_target_does_not_hold_up_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    life = Life(tmp_path, berlin("2027-02-15 12:00"), SHELF + SHELF.replace("shelf", "other"))
    life.plan(plan_of(date(2027, 2, 22), 4))
    moody(life, monkeypatch)
    life.tick()
    life.now = SUNDAY + QUARTER
    life.on_look = raising(DOWN, times=1)
    assert [(one.target, one.result) for one in life.tick()] == [("shelf", "failed"), ("other", "ok")]
    assert [(at, one.target) for at, one in life.until(SUNDAY + DAY, step=QUARTER)] == [
        (SUNDAY + 2 * QUARTER, "shelf")
    ]


def test_a_mistake_of_ours_is_kept_raised_and_in_nobody_s_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    life = Life(tmp_path, berlin("2027-02-15 12:00"), SHELF + SHELF.replace("shelf", "other"))
    life.plan(plan_of(date(2027, 2, 22), 4))
    moody(life, monkeypatch)
    life.tick()
    life.now = SUNDAY + QUARTER
    life.on_look = raising(ZeroDivisionError("ours"), times=1)
    with pytest.raises(ExceptionGroup) as caught:
        life.tick()
    assert caught.group_contains(ZeroDivisionError)
    job = life.job()
    assert job and job.result == "failed" and "ZeroDivisionError" in job.text
    assert job.not_before == life.now + QUARTER
    assert len(list((tmp_path / "other").glob("*.txt"))) == 6


def test_a_database_that_cannot_be_used_stops_the_tick(life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    life.tick()
    life.now = SUNDAY + QUARTER

    def full(*_: object) -> bool:
        raise StoreError(Finding("D03", "no space is left"))

    with monkeypatch.context() as patched:
        patched.setattr("onek_sync.store.jobs.Jobs.advance", full)
        with pytest.raises(StoreError, match="no space"):
            life.tick()
    assert [one.result for one in life.tick()] == ["ok"]


# Settings


def test_in_quiet_hours_nothing_is_sent_and_afterwards_all_of_it(life: Life) -> None:
    (life.path / "onek.toml").write_text(f'{SHELF}[schedule]\nquiet = "21:00-07:00"\n')
    life.tick()
    life.now = SUNDAY + 4 * HOUR
    assert life.tick() == ()
    assert (life.planned().at, life.planned().why) == (berlin("2027-02-22 07:00"), "after the quiet hours")
    [(at, _)] = life.until(SUNDAY + DAY, step=QUARTER)
    assert at == berlin("2027-02-22 07:00")


def test_a_pause_that_ends_in_quiet_hours_ends_with_them(life: Life) -> None:
    (life.path / "onek.toml").write_text(f'{SHELF}[schedule]\nquiet = "21:00-07:00"\n')
    life.tick()
    life.now = SUNDAY + QUARTER
    life.on_look = raising(Paused(SUNDAY + 5 * HOUR, Finding("T03", "it asked us to wait")), times=1)
    life.tick()
    assert life.planned().at == berlin("2027-02-22 07:00")


def test_another_time_in_the_settings_is_gone_by_from_the_last_push_on(life: Life) -> None:
    life.until(SUNDAY + DAY)
    (life.path / "onek.toml").write_text(f"{SHELF}{EXACT}push = 'fri 06:00'\n")
    assert life.planned().at == berlin("2027-02-26 06:00")
    life.now = berlin("2027-02-27 12:00")  # nobody ticked on Friday, by either time
    assert [one.result for one in life.tick()] == ["ok"]
    assert life.planned().at == berlin("2027-03-05 06:00")


def test_every_day_is_every_day(life: Life) -> None:
    (life.path / "onek.toml").write_text(f"{SHELF}{EXACT}push = 'every day 06:00'\n")
    ran = [at for at, _ in life.until(berlin("2027-02-20 00:00"))]
    assert ran == [berlin(f"2027-02-{day} 06:00") for day in range(16, 20)]


def test_switched_off_nothing_is_planned_and_nothing_is_run(life: Life) -> None:
    life.tick()
    life.now = SUNDAY + QUARTER
    (life.path / "onek.toml").write_text(f"{SHELF}[schedule]\npush = 'off'\n")
    with life.world() as world:
        assert planned(world, life.now) == () and run_due(world, life.now) == ()
        assert run(world, f"{PUSH}shelf", life.now) is None


def test_a_target_that_is_no_more_is_not_run(life: Life) -> None:
    life.tick()
    life.now = SUNDAY + QUARTER
    (life.path / "onek.toml").write_text(SHELF.replace("targets.shelf", "targets.other"))
    with life.world() as world:
        assert run(world, f"{PUSH}shelf", life.now) is None


def test_looking_at_the_schedule_begins_nothing(life: Life) -> None:
    assert life.planned().kept is None and life.job() is None


def test_what_is_planned_is_when_it_runs(life: Life) -> None:
    life.tick()
    said: datetime = life.planned().at
    life.now = said - timedelta(microseconds=1)
    assert life.tick() == ()
    life.now = said
    assert len(life.tick()) == 1

"""What somebody is told who does not look, with a clock that is moved by hand."""

from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from onek_sync.app.job_words import LONGEST
from onek_sync.app.notices import plan_is_broken, plan_is_sound
from onek_sync.app.telling import MOST
from onek_sync.model.errors import Finding, LoginNeeded, OnekError, Paused, Unreachable
from onek_sync.store.words import Connection, Notice
from tests.app.running_alone import BERLIN, SHELF, Killed, berlin, moody, plan_of
from tests.app.telling import EXACT, NOTIFY, SECRET, Telling, raising

MINUTE, HOUR, DAY, WEEK = (
    timedelta(minutes=1),
    timedelta(hours=1),
    timedelta(days=1),
    timedelta(weeks=1),
)
QUARTER = 15 * MINUTE
SUNDAY = berlin("2027-02-21 18:00")
QUIET_WEEK = "summary = 'off'\n"

DOWN = Unreachable(Finding("T01", "shelf: the service cannot be reached", "try again later"))
LOGIN = LoginNeeded(Finding("T02", "it does not know us", "run onek connect shelf"))


@pytest.fixture
def life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Telling:
    """Nearly a week before the first push; nobody is told of weeks, only of troubles."""
    made = Telling(tmp_path, berlin("2027-02-15 12:00"), SHELF + EXACT + NOTIFY + QUIET_WEEK)
    made.plan(plan_of(date(2027, 2, 22), 4))
    moody(made, monkeypatch)
    made.tick()
    made.now = SUNDAY
    return made


def well() -> None:
    """Nothing is wrong."""


# Troubles at a target


def test_a_login_that_is_wanted_is_told_at_once_and_once_and_that_it_works_again(life: Telling) -> None:
    life.on_look = raising(LOGIN)
    life.until(SUNDAY + DAY, step=QUARTER)
    [one] = life.told
    assert (one.at, one.title) == ("2027-02-21 18:00", "onek: shelf wants a login")
    assert one.text == "it does not know us; run onek connect shelf"
    life.on_look = well
    with life.world() as world:
        world.store.connections.put("me", Connection("shelf", "folder", "kim", life.now))
        world.store.pauses.end("me", "shelf")
    life.until(SUNDAY + 2 * DAY, step=QUARTER)
    assert life.heard()[1:] == [("2027-02-22 18:00", "shelf works again")]
    assert life.told[1].text == "The last push: done, 6 new."


def test_what_fails_once_or_twice_is_nobody_s_business(life: Telling) -> None:
    life.on_look = raising(DOWN)
    life.until(SUNDAY + HOUR - QUARTER, step=QUARTER)
    life.on_look = well
    life.until(SUNDAY + 2 * DAY)
    assert life.looks > 2 and life.told == []


def test_what_fails_three_times_running_is_told_once(life: Telling) -> None:
    life.on_look = raising(DOWN)
    tries = life.until(SUNDAY + 2 * DAY, step=QUARTER)
    [one] = life.told
    assert life.heard() == [(f"{tries[2][0].astimezone(BERLIN):%F %R}", "nothing gets through to shelf")]
    assert one.text == (
        "the service cannot be reached; try again later\n"
        "That was try 3. It is tried again by itself, at least every six hours."
    )
    life.on_look = well
    life.until(SUNDAY + 3 * DAY, step=QUARTER)
    assert [title for _, title in life.heard()[1:]] == ["shelf works again"]


def test_a_mistake_of_ours_is_told_without_its_words_which_may_hold_anything(life: Telling) -> None:
    life.on_look = raising(RuntimeError("https://kim:secret@example.org"))
    while life.now < SUNDAY + DAY:
        with suppress(ExceptionGroup):
            life.tick()
        life.now += QUARTER
    [one] = life.told
    assert one.title == "onek: nothing gets through to shelf"
    assert one.text.startswith("This is a mistake in onek; its log says more.\nThat was try 3.")


def test_two_failures_a_week_are_told_in_no_week(life: Telling) -> None:
    for _ in range(3):
        life.on_look = raising(DOWN)
        life.until(life.now + HOUR - QUARTER, step=QUARTER)
        life.on_look = well
        life.until(life.now + DAY, step=QUARTER)
        life.until(life.now + 6 * DAY - HOUR + QUARTER)
    assert life.told == []


def test_days_without_a_login_are_no_failures(life: Telling) -> None:
    life.on_look = raising(LOGIN)
    life.until(SUNDAY + 2 * DAY)
    life.on_look = raising(DOWN)
    while (job := life.job()) and job.result == "login":
        life.until(life.now + QUARTER, step=QUARTER)
    assert job and (job.result, job.fails) == ("failed", 1)
    assert [title for _, title in life.heard()] == ["shelf wants a login"]


def test_a_login_that_is_wanted_after_failures_is_told_too(life: Telling) -> None:
    life.on_look = raising(DOWN)
    life.until(SUNDAY + 2 * HOUR, step=QUARTER)
    life.on_look = raising(LOGIN)
    life.until(SUNDAY + DAY, step=QUARTER)
    life.on_look = well
    life.until(SUNDAY + 3 * DAY, step=QUARTER)
    assert [title for _, title in life.heard()] == [
        "nothing gets through to shelf",
        "shelf wants a login",
        "shelf works again",
    ]


def test_a_watch_in_a_drawer_is_no_trouble_however_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = '[targets.shelf]\nkind = "folder"\npath = "GARMIN/NewFiles"\n'
    life = Telling(tmp_path, berlin("2027-02-15 12:00"), watch + EXACT + NOTIFY + QUIET_WEEK)
    life.plan(plan_of(date(2027, 2, 22), 4))
    moody(life, monkeypatch)
    life.tick()
    life.now = SUNDAY
    waited = life.until(SUNDAY + DAY, step=QUARTER)
    assert {ran.result for _, ran in waited} == {"waiting"} and len(waited) > 90
    (tmp_path / "GARMIN" / "NewFiles").mkdir(parents=True)
    life.on_look = raising(DOWN)
    failed = life.until(SUNDAY + DAY + HOUR - QUARTER, step=QUARTER)
    assert [ran.result for _, ran in failed] == ["failed", "failed"] and life.told == []


def test_a_pause_and_another_process_are_no_trouble(life: Telling) -> None:
    life.on_look = raising(Paused(SUNDAY + 20 * HOUR, Finding("T03", "it asked us to wait")))
    with life.world() as other, other.store.lease("me", "shelf", life.now):
        assert [ran.result for ran in life.tick()] == ["busy"]
    assert [ran.result for ran in life.tick()] == ["paused"]
    life.on_look = well
    life.until(SUNDAY + 2 * DAY)
    assert len(life.files) == 6 and life.told == []


def test_a_target_that_was_forgotten_and_comes_again_has_new_troubles(life: Telling) -> None:
    life.on_look = raising(LOGIN)
    life.until(SUNDAY + HOUR)
    with life.world() as world:
        world.store.notices.forget("me", "push:shelf")
        world.store.jobs.forget("me", "push:shelf")
    life.until(SUNDAY + WEEK + HOUR)
    assert [title for _, title in life.heard()] == ["shelf wants a login"] * 2


def test_who_wants_to_hear_of_logins_alone_hears_of_logins_alone(life: Telling) -> None:
    (life.path / "onek.toml").write_text(f"{SHELF}{EXACT}{NOTIFY}on = ['login']\n")
    life.on_look = raising(DOWN)
    life.until(SUNDAY + DAY, step=QUARTER)
    life.plan("weeks: 3")
    life.until(SUNDAY + 2 * DAY, step=QUARTER)
    life.plan(plan_of(date(2027, 2, 22), 4))
    life.on_look = raising(LOGIN)
    life.until(SUNDAY + 3 * DAY, step=QUARTER)
    life.on_look = well
    life.until(SUNDAY + WEEK, step=QUARTER)
    assert [title for _, title in life.heard()] == ["shelf wants a login", "shelf works again"]


def test_where_nobody_is_told_nothing_is_kept_to_be_told(life: Telling) -> None:
    (life.path / "onek.toml").write_text(SHELF + EXACT)
    life.on_look = raising(LOGIN)
    life.until(SUNDAY + DAY)
    (life.path / "onek.toml").write_text(f"{SHELF}{EXACT}{NOTIFY}on = ['failure']\n")
    life.until(SUNDAY + 2 * DAY)
    assert life.told == []


def test_who_asks_to_be_told_during_a_trouble_is_told_of_it(life: Telling) -> None:
    (life.path / "onek.toml").write_text(SHELF + EXACT)
    life.on_look = raising(LOGIN)
    life.until(SUNDAY + DAY)
    (life.path / "onek.toml").write_text(f"{SHELF}{EXACT}{NOTIFY}{QUIET_WEEK}")
    life.until(SUNDAY + DAY + LONGEST)
    assert [title for _, title in life.heard()] == ["shelf wants a login"]


# A plan that cannot be read


def test_a_broken_plan_is_one_trouble_however_many_targets_wait_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    three = "".join(SHELF.replace("shelf", name) for name in ("shelf", "other", "third"))
    life = Telling(tmp_path, berlin("2027-02-15 12:00"), three + EXACT + NOTIFY + QUIET_WEEK)
    life.plan("weeks: 3")
    moody(life, monkeypatch)
    life.until(SUNDAY + DAY, step=QUARTER)
    [one] = life.told
    assert (one.at, one.title) == ("2027-02-21 18:15", "onek: the plan cannot be read")
    assert "plan.yaml:1:" in one.text
    life.plan(plan_of(date(2027, 2, 22), 4))
    life.until(SUNDAY + 2 * DAY, step=QUARTER)
    assert [title for _, title in life.heard()[1:]] == ["the plan can be read again"]


def test_whoever_serves_a_plan_says_that_it_is_broken_as_often_as_he_likes(life: Telling) -> None:
    life.plan("weeks: 3")
    with life.world() as world:
        for minute in range(30):
            plan_is_broken(world, f"plan.yaml: broken in minute {minute}", life.now)
            life.until(SUNDAY + (minute + 1) * MINUTE, step=MINUTE)
    assert life.heard() == [("2027-02-21 18:10", "the plan cannot be read")]
    assert life.told[0].text == "plan.yaml: broken in minute 0"
    with life.world() as world:
        for _ in range(3):
            plan_is_sound(world, life.now)
    life.tick()
    assert life.heard()[1:] == [("2027-02-21 18:30", "the plan can be read again")]


def test_of_a_plan_with_many_faults_the_first_is_told(life: Telling) -> None:
    life.plan("weeks: 3")
    with life.world() as world:
        plan_is_broken(world, "plan.yaml:1:1: this\nplan.yaml:2:1: that\nplan.yaml:3:1: both", life.now)
    life.until(SUNDAY + HOUR, step=5 * MINUTE)
    assert [one.text for one in life.told] == ["plan.yaml:1:1: this\nAnd 2 more: run onek check."]


def test_whoever_edits_a_plan_and_breaks_it_for_minutes_hears_nothing(life: Telling) -> None:
    with life.world() as world:
        for minute in range(0, 60, 6):
            plan_is_broken(world, "plan.yaml: half written", life.now)
            life.until(SUNDAY + (minute + 5) * MINUTE, step=MINUTE)
            plan_is_sound(world, life.now)
            life.until(SUNDAY + (minute + 6) * MINUTE, step=MINUTE)
    assert life.told == []


# Delivery


def test_what_could_not_be_told_is_told_as_soon_as_somebody_hears(life: Telling) -> None:
    life.on_look = raising(LOGIN)
    life.on_deliver = raising(OnekError(Finding("M03", "it cannot be reached", "try it")))
    ticked = life.ticked()
    assert [str(finding) for finding in ticked.untold] == [
        "nobody could be told by env:PHONE: it cannot be reached; try it"
    ]
    assert [ran.result for ran in ticked.ran] == ["login"]
    life.until(SUNDAY + DAY, step=5 * MINUTE)
    assert life.told == []
    life.on_deliver = well
    life.until(SUNDAY + DAY + HOUR, step=5 * MINUTE)
    [one] = life.told
    assert one.at <= "2027-02-22 19:00"
    assert one.text.endswith("\n(Sun 21 Feb 18:00)")  # what is told late says of when it is


def test_who_does_not_hear_is_asked_ever_less_often(life: Telling) -> None:
    asked = []

    def deaf() -> None:
        asked.append(life.now)
        raise OnekError(Finding("M03", "no answer"))

    life.on_look, life.on_deliver = raising(LOGIN), deaf
    life.until(SUNDAY + 8 * HOUR + QUARTER, step=5 * MINUTE)
    life.until(SUNDAY + 8 * DAY)
    waits = [int((later - one) / MINUTE) for one, later in pairwise(asked)]
    assert waits[:5] == [5, 10, 20, 40, 60] and set(waits[5:]) == {60}
    assert asked[-1] < SUNDAY + WEEK  # then it is no news any more


def test_a_process_killed_between_telling_and_keeping_that_tells_it_again(life: Telling) -> None:
    life.on_look, life.on_heard = raising(LOGIN), raising(Killed())
    with pytest.raises(Killed):
        life.tick()
    life.on_heard = well
    life.until(SUNDAY + DAY, step=5 * MINUTE)
    assert [title for _, title in life.heard()] == ["shelf wants a login"] * 2


def test_a_process_killed_before_telling_loses_nothing(life: Telling) -> None:
    life.on_look, life.on_deliver = raising(LOGIN), raising(Killed())
    with pytest.raises(Killed):
        life.tick()
    life.on_deliver = well
    life.until(SUNDAY + DAY, step=5 * MINUTE)
    assert [title for _, title in life.heard()] == ["shelf wants a login"]


def test_a_mistake_of_ours_in_a_push_does_not_keep_others_from_being_told(life: Telling) -> None:
    other = Notice(places=("env:PHONE",), subject="push:o", kind="login", title="o", text="", made=SUNDAY)
    with life.world() as world:
        world.store.notices.add("me", other)
    life.on_look = raising(ZeroDivisionError("ours"))
    with pytest.raises(ExceptionGroup):
        life.tick()
    assert [one.title for one in life.told] == ["o"]


def test_in_quiet_hours_nobody_is_woken(life: Telling) -> None:
    (life.path / "onek.toml").write_text(
        f"{SHELF}{EXACT}quiet = '21:00-07:00'\n{NOTIFY}{QUIET_WEEK}", encoding="utf-8"
    )
    life.plan("weeks: 3")
    life.now = berlin("2027-02-21 22:00")
    with life.world() as world:
        plan_is_broken(world, "plan.yaml: broken", life.now)
    life.until(SUNDAY + DAY, step=QUARTER)
    assert life.heard() == [("2027-02-22 07:00", "the plan cannot be read")]


def test_nobody_is_told_more_than_so_much_a_day(life: Telling) -> None:
    life.until(SUNDAY + HOUR)
    with life.world() as world:
        for number in range(3 * MOST):
            plan_is_broken(world, f"{number}", life.now)
            life.until(life.now + QUARTER, step=5 * MINUTE)
            plan_is_sound(world, life.now)
            life.until(life.now + QUARTER, step=5 * MINUTE)
    life.until(life.now + WEEK, step=HOUR)
    assert len(life.told) == 2 * MOST  # in thirty hours; what nobody heard of is not made up for
    stamps = [berlin(one.at) for one in life.told]
    assert all(later - one >= DAY for one, later in zip(stamps, stamps[MOST:], strict=False))


def test_an_address_that_is_not_there_is_said_and_what_is_to_be_told_stays(life: Telling) -> None:
    del life.environ["PHONE"]
    life.on_look = raising(LOGIN)
    [finding] = life.ticked().untold
    assert str(finding) == ("PHONE: nobody could be told by env:PHONE: this variable holds no secret; set it")
    life.environ["PHONE"] = SECRET
    life.until(SUNDAY + HOUR, step=5 * MINUTE)
    assert [title for _, title in life.heard()] == ["shelf wants a login"]


def test_no_address_is_kept_anywhere(life: Telling) -> None:
    life.on_look = raising(LOGIN)
    life.on_deliver = raising(OnekError(Finding("M03", "no answer")))
    with life.world() as world:
        assert SECRET not in repr(world)
    life.until(SUNDAY + DAY)
    life.on_deliver = well
    life.until(SUNDAY + 2 * DAY)
    assert len(life.told) == 1
    with life.world() as world:
        world.store.backup(life.path / "backup")
    kept = [file for file in life.path.rglob("*") if file.is_file() and b"plum" in file.read_bytes()]
    assert kept == []

"""The feed over time: what changes counts up, what moves keeps its event, what is over stays."""

from gzip import decompress
from pathlib import Path

import pytest

from onek_sync.app.feed import last_feeds
from onek_sync.model.errors import OnekError
from onek_sync.model.exchange import View
from tests.app.feeding import (
    DAY,
    EASY_1,
    EASY_2,
    HOUR,
    LONG,
    REPS,
    SIXES,
    START,
    Runner,
    days,
    plan,
    sequences,
)  # fmt: skip

ALL = {EASY_1: 0, REPS: 0, LONG: 0, EASY_2: 0, SIXES: 0}


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def test_the_same_plan_gives_the_same_bytes_whenever_it_is_said(runner: Runner) -> None:
    first = runner.feed()
    runner.now += 5 * HOUR
    assert runner.feed() == first
    runner.edit("40min easy", "40 min  easy   # a comment")
    assert runner.feed() == first


def test_days_that_go_by_change_nothing(runner: Runner) -> None:
    first, busy = runner.feed(), runner.feed(View.BUSY)
    runner.now += 100 * DAY
    assert (runner.feed(), runner.feed(View.BUSY)) == (first, busy)


def test_every_event_begins_at_revision_0_of_the_moment_it_was_shown(runner: Runner) -> None:
    events = runner.events()
    assert sequences(events) == ALL
    assert {event["DTSTAMP"].dt for event in events.values()} == {START.replace(microsecond=0)}


def test_an_edit_counts_up_the_edited_event_and_no_other(runner: Runner) -> None:
    runner.feed()
    runner.edit("6x400m", "8x400m")
    events = runner.events()
    assert sequences(events) == {**ALL, REPS: 1}
    changed = (START + HOUR).replace(microsecond=0)
    assert events[REPS]["DTSTAMP"].dt == events[REPS]["LAST-MODIFIED"].dt == changed
    assert events[LONG]["DTSTAMP"].dt == START.replace(microsecond=0)
    assert runner.feed().changed == changed


def test_an_edit_that_is_taken_back_is_a_change_again(runner: Runner) -> None:
    runner.feed()
    runner.edit("6x400m", "8x400m")
    runner.feed()
    runner.edit("8x400m", "6x400m")
    assert sequences(runner.events()) == {**ALL, REPS: 2}


def test_a_session_on_another_day_keeps_its_event(runner: Runner) -> None:
    runner.feed()
    runner.edit("wed: 6x400m", "thu: 6x400m")
    events = runner.events()
    assert sequences(events) == {**ALL, REPS: 1}
    assert days(events)[REPS] == "03-04"


def test_sessions_that_change_places_keep_their_events(runner: Runner) -> None:
    runner.feed()
    runner.edit(
        "wed: 6x400m @ 1K w/ 400m jog\n    sat: 60min long",
        "wed: 60min long\n    sat: 6x400m @ 1K w/ 400m jog",
    )
    events = runner.events()
    assert sequences(events) == {**ALL, REPS: 1, LONG: 1}
    assert (days(events)[REPS], days(events)[LONG]) == ("03-06", "03-03")


def test_a_session_that_comes_where_a_moved_one_stood_gets_an_event_of_its_own(runner: Runner) -> None:
    runner.feed()
    runner.edit("wed: 6x400m", "tue: 30min tempo\n    thu: 6x400m")
    runner.feed()
    runner.edit("tue: 30min tempo", "wed: 30min tempo")
    runner.edit("thu: 6x400m", "fri: 6x400m")
    events = runner.events()
    assert days(events)[REPS] == "03-05"
    assert days(events)["spring.w01-tue-1@onek-sync"] == "03-03"
    runner.edit("wed: 30min tempo", "tue: 30min tempo\n    wed: 20min easy")
    assert days(runner.events())["spring.w01-wed-1-2@onek-sync"] == "03-03"


def test_a_missed_session_that_is_moved_ahead_keeps_its_event(runner: Runner) -> None:
    runner.feed()
    runner.now += 3 * DAY
    runner.edit("wed: 6x400m", "fri: 6x400m")
    assert days(runner.events())[REPS] == "03-05"
    assert len(runner.events()) == 5


def test_weeks_that_are_numbered_anew_change_nothing_that_is_to_come(runner: Runner) -> None:
    runner.feed()
    runner.now += 7 * DAY
    before = runner.events()
    runner.edit("start: 2027-03-01", "start: 2027-03-08")
    runner.edit("  - mon: 40min easy\n    wed: 6x400m @ 1K w/ 400m jog\n    sat: 60min long\n", "")
    after = runner.events()
    assert days(after) == days(before)
    assert {uid: after[uid].to_ical() for uid in (EASY_1, REPS, LONG)} == {
        uid: before[uid].to_ical() for uid in (EASY_1, REPS, LONG)
    }


def test_a_dropped_session_leaves_the_feed(runner: Runner) -> None:
    before = runner.feed()
    runner.edit("    sat: 60min long\n", "")
    assert sequences(runner.events()) == {EASY_1: 0, REPS: 0, EASY_2: 0, SIXES: 0}
    assert runner.feed().changed > before.changed


def test_a_session_that_is_dropped_on_its_very_day_leaves_the_feed(runner: Runner) -> None:
    runner.feed()
    runner.edit("    wed: 6x400m @ 1K w/ 400m jog\n", "")
    runner.now = START + 2 * DAY
    assert REPS not in runner.events()


def test_a_session_that_became_a_rest_day_leaves_the_feed(runner: Runner) -> None:
    runner.feed()
    runner.edit("sat: 60min long", "sat: rest")
    assert LONG not in runner.events()


def test_a_dropped_session_that_comes_back_is_the_same_event(runner: Runner) -> None:
    before = runner.events()[LONG].to_ical()
    runner.edit("    sat: 60min long\n", "")
    runner.feed()
    runner.edit("    wed: 6x400m", "    sat: 60min long\n    wed: 6x400m")
    assert runner.events()[LONG].to_ical() == before
    runner.edit("    sat: 60min long\n", "")
    runner.feed()
    runner.edit("    wed: 6x400m", "    sun: 60min long\n    wed: 6x400m")
    assert sequences(runner.events())[LONG] == 1


def test_a_dropped_session_is_cancelled_where_that_is_set_and_comes_back(tmp_path: Path) -> None:
    runner = Runner(tmp_path, '[feed]\ndropped = "cancel"\n')
    runner.feed()
    runner.edit("    sat: 60min long\n", "")
    gone = runner.events()[LONG]
    assert (gone["STATUS"], gone["SEQUENCE"], gone.start.day) == ("CANCELLED", 1, 6)
    assert [event["STATUS"] for event in runner.events(View.BUSY).values() if "STATUS" in event] == [
        "CANCELLED"
    ]
    assert runner.feed() == runner.feed()
    runner.now += 10 * DAY
    assert runner.events()[LONG].to_ical() == gone.to_ical()
    runner.now -= 10 * DAY
    runner.edit("    wed: 6x400m", "    sat: 60min long\n    wed: 6x400m")
    back = runner.events()[LONG]
    assert ("STATUS" in back, back["SEQUENCE"]) == (False, 2)


def test_what_was_cancelled_is_removed_when_that_is_set_later(tmp_path: Path) -> None:
    runner = Runner(tmp_path, '[feed]\ndropped = "cancel"\n')
    runner.feed()
    runner.edit("    sat: 60min long\n", "")
    assert LONG in runner.events()
    runner.set("")
    assert LONG not in runner.events()
    runner.set('[feed]\ndropped = "cancel"\n')
    assert LONG not in runner.events()


def test_a_past_session_is_history_whatever_the_plan_says_later(runner: Runner) -> None:
    before = runner.events()
    runner.now += 4 * DAY
    runner.edit('1K: "3:34"', '1K: "3:20"')
    runner.edit("6x400m", "10x400m")
    after = runner.events()
    assert {uid: after[uid].to_ical() for uid in (EASY_1, REPS)} == {
        uid: before[uid].to_ical() for uid in (EASY_1, REPS)
    }
    assert sequences(after) == {EASY_1: 0, REPS: 0, LONG: 1, EASY_2: 1, SIXES: 1}


def test_a_past_session_that_is_taken_out_of_the_plan_stays_in_the_feed(runner: Runner) -> None:
    before = runner.feed()
    runner.now += 4 * DAY
    runner.edit("    wed: 6x400m @ 1K w/ 400m jog\n", "")
    assert runner.feed() == before


def test_past_sessions_stay_as_long_as_is_set(tmp_path: Path) -> None:
    runner = Runner(tmp_path, '[feed]\npast = "1 week"\n')
    runner.feed()
    runner.now += 7 * DAY
    assert EASY_1 in runner.events()
    runner.now += DAY
    assert EASY_1 not in runner.events()


def test_a_feed_is_never_empty(tmp_path: Path) -> None:
    runner = Runner(tmp_path, '[feed]\npast = "1 week"\n')
    last = runner.feed()
    runner.now += 300 * DAY
    with pytest.raises(OnekError, match="the feed would be empty"):
        runner.feed()
    with runner.world() as world:
        assert last_feeds(world)[View.FULL] == last


def test_a_new_plan_takes_the_old_one_s_place_and_its_past_stays(runner: Runner) -> None:
    runner.feed()
    runner.now += 3 * DAY
    runner.write(plan("weeks:\n  - sat: 5km easy\n", "autumn", "America/New_York"))
    feed = runner.feed()
    assert feed.body.count(b"BEGIN:VTIMEZONE") == 2
    assert days(runner.events()) == {EASY_1: "03-01", REPS: "03-03", "autumn.w01-sat-1@onek-sync": "03-06"}


def test_sessions_of_the_old_plan_are_cancelled_where_that_is_set(tmp_path: Path) -> None:
    runner = Runner(tmp_path, '[feed]\ndropped = "cancel"\n')
    runner.feed()
    runner.write(plan("weeks:\n  - sat: 5km easy\n", "autumn"))
    events = runner.events()
    assert {uid for uid, event in events.items() if "STATUS" in event} == set(ALL)
    assert sequences(events) == {**dict.fromkeys(ALL, 1), "autumn.w01-sat-1@onek-sync": 0}


def test_the_busy_view_changes_only_when_a_time_does(runner: Runner) -> None:
    first = runner.feed(View.BUSY)
    assert b"easy" not in first.body
    assert b"spring" not in first.body
    runner.edit("6x400m @ 1K w/ 400m jog", "6x400m @ 3K w/ 400m jog")
    assert runner.feed(View.BUSY).body.count(b"SEQUENCE:1") <= 1
    runner.edit("sat: 60min long", "sun: 60min long")
    assert len(runner.events(View.BUSY)) == len(ALL)
    assert runner.feed(View.BUSY).changed > first.changed


def test_two_changes_within_a_second_are_two(runner: Runner) -> None:
    first = runner.feed()
    runner.edit("6x400m", "8x400m")
    runner.now = START
    second = runner.feed()
    runner.edit("8x400m", "9x400m")
    runner.now = START - 9 * DAY  # a clock that was set back
    third = runner.feed()
    assert first.changed < second.changed < third.changed
    assert first.changed.microsecond == third.changed.microsecond == 0


def test_an_earlier_day_on_the_clock_loses_no_event(runner: Runner) -> None:
    first = runner.feed()
    runner.now -= 400 * DAY
    assert runner.feed() == first


def test_gzipped_it_is_the_same_and_every_encoding_has_its_own_etag(runner: Runner) -> None:
    feed = runner.feed()
    assert decompress(feed.gzipped) == feed.body
    assert len({feed.etag, feed.etag_gzipped, runner.feed(View.BUSY).etag}) == 3
    assert feed.etag.startswith('"')
    assert (feed.gzipped[4:8], feed.gzipped[9]) == (bytes(4), 255)  # no time, no system (RFC 1952)


def test_the_last_feeds_are_there_after_a_restart(runner: Runner) -> None:
    feed = runner.feed()
    with runner.world() as world:
        assert last_feeds(world)[View.FULL] == feed


def test_before_the_first_time_there_are_no_feeds(runner: Runner) -> None:
    with runner.world() as world:
        assert last_feeds(world) == {}

"""Notices, on both databases: kept until they are told, and told once at each place."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from onek_sync.store import open_store
from onek_sync.store.notices import LONGEST, STALE
from onek_sync.store.notices import say as within
from onek_sync.store.store import Store
from onek_sync.store.words import OVER, SUMMARY, Job, Notice

NOW = datetime(2027, 2, 21, 17, 4, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PHONE, MAIL = "env:PHONE", "file:mail"
LOGIN = Notice(
    places=(PHONE,), subject="push:watch", kind="login", title="a login", text="run \0 this", made=NOW
)
FAILURE = replace(LOGIN, kind="failure", title="a failure")
SOUND = replace(LOGIN, kind=OVER, title="it works")
PLAN = replace(LOGIN, subject="plan", kind="plan", title="a plan")
WEEK = replace(LOGIN, subject="summary", kind=SUMMARY, title="a week")


def say(store: Store, *notices: Notice) -> None:
    for notice in notices:
        store.notices.add("me", notice)


def titles(store: Store, now: datetime = NOW, place: str = PHONE) -> list[str]:
    return [one.title for one in store.notices.due("me", place, now)]


def tell(store: Store, now: datetime = NOW, place: str = PHONE) -> list[str]:
    """Tell all that is due; what was told."""
    told = []
    for one in store.notices.due("me", place, now):
        assert store.notices.claim(one, now + HOUR)
        store.notices.told(one, now)
        told.append(one.title)
    return told


def test_a_notice_is_kept_whole_until_it_is_told(store: Store) -> None:
    say(store, LOGIN)
    [one] = store.notices.due("me", PHONE, NOW)
    assert (one.place, one.title, one.text, one.made, one.tries) == (PHONE, "a login", "run \0 this", NOW, 0)
    assert tell(store) == ["a login"] and titles(store) == []


def test_it_is_its_athlete_s_alone(store: Store) -> None:
    store.notices.add("you", LOGIN)
    assert titles(store) == []
    say(store, LOGIN)
    assert tell(store) == ["a login"]
    [yours] = store.notices.due("you", PHONE, NOW)
    assert yours.tries == 0


def test_the_same_trouble_is_told_once_another_one_too(store: Store) -> None:
    say(store, LOGIN, LOGIN, replace(LOGIN, made=NOW + DAY, text="still"))
    assert tell(store) == ["a login"]
    say(store, LOGIN, FAILURE, FAILURE, PLAN)
    assert tell(store) == ["a failure", "a plan"]


def test_the_end_of_a_trouble_is_told_once_and_then_it_may_begin_again(store: Store) -> None:
    say(store, SOUND)
    assert titles(store) == []  # nobody knew of any trouble
    say(store, LOGIN)
    tell(store)
    say(store, SOUND, SOUND)
    assert tell(store) == ["it works"]
    say(store, SOUND, LOGIN)
    assert tell(store) == ["a login"]


def test_a_trouble_that_is_over_before_anybody_heard_of_it_is_not_told(store: Store) -> None:
    say(store, LOGIN, FAILURE, SOUND)
    assert titles(store) == []
    say(store, LOGIN)
    tell(store)
    say(store, FAILURE, SOUND)  # of the login somebody heard
    assert tell(store) == ["it works"]


def test_a_trouble_that_somebody_may_have_heard_of_is_told_to_its_end(store: Store) -> None:
    """The process may have been killed between telling it and writing that down."""
    say(store, LOGIN)
    [one] = store.notices.due("me", PHONE, NOW)
    assert store.notices.claim(one, NOW + HOUR)
    say(store, replace(SOUND, made=NOW + MINUTE))
    assert titles(store, NOW + MINUTE) == []  # first things first
    assert tell(store, NOW + HOUR) == ["a login", "it works"]


def test_every_summary_is_told(store: Store) -> None:
    say(store, WEEK, replace(WEEK, made=NOW + 7 * DAY))
    assert titles(store) == ["a week", "a week"]


def test_one_trouble_s_end_is_not_another_s(store: Store) -> None:
    say(store, PLAN, LOGIN)
    tell(store)
    say(store, SOUND)
    assert tell(store) == ["it works"]
    say(store, replace(SOUND, subject="plan", title="a sound plan"))
    assert tell(store) == ["a sound plan"]


def test_each_place_is_told_by_itself(store: Store) -> None:
    both = replace(LOGIN, places=(PHONE, MAIL))
    say(store, both)
    assert tell(store, place=MAIL) == ["a login"]
    assert titles(store) == ["a login"] and titles(store, place=MAIL) == []
    say(store, replace(SOUND, places=(PHONE, MAIL)))  # by mail it was told, by phone it was not
    assert titles(store) == [] and tell(store, place=MAIL) == ["it works"]


def test_a_place_that_did_not_answer_rests_with_all_that_it_shall_hear(store: Store) -> None:
    say(store, LOGIN, PLAN, replace(PLAN, places=(MAIL,)))
    [one, _] = store.notices.due("me", PHONE, NOW)
    assert store.notices.claim(one, NOW + HOUR)
    assert titles(store, NOW + HOUR - MINUTE) == [] and titles(store, place=MAIL) == ["a plan"]
    again = store.notices.due("me", PHONE, NOW + HOUR)
    assert [(one.title, one.tries) for one in again] == [("a login", 1), ("a plan", 0)]


def test_two_processes_do_not_tell_the_same(store: Store) -> None:
    say(store, LOGIN)
    [one] = store.notices.due("me", PHONE, NOW)
    assert store.notices.claim(one, NOW + HOUR)
    assert not store.notices.claim(one, NOW + HOUR)
    [again] = store.notices.due("me", PHONE, NOW + HOUR)
    store.notices.told(one, NOW + HOUR)
    assert not store.notices.claim(again, NOW + 2 * HOUR)


def test_two_processes_that_find_the_same_trouble_at_once_tell_it_once(store: Store) -> None:
    begun = Event()

    def another() -> None:
        begun.set()
        say(store, LOGIN)

    thread = Thread(target=another)
    with store.database.writing() as connection:
        within(connection, "me", LOGIN)
        thread.start()
        begun.wait()
        time.sleep(0.2)  # in which it would have looked whether that is news
    thread.join()
    assert titles(store) == ["a login"]


def test_a_trouble_waits_for_as_long_as_it_may_be_over_by_itself(store: Store) -> None:
    say(store, replace(PLAN, patience=10 * MINUTE))
    assert titles(store, NOW + 9 * MINUTE) == []
    assert titles(store, NOW + 10 * MINUTE) == ["a plan"]


def test_a_clock_that_was_ahead_holds_no_notice_back(store: Store) -> None:
    say(store, replace(LOGIN, made=NOW + 400 * DAY, patience=10 * MINUTE))
    assert titles(store) == ["a login"]
    say(store, replace(PLAN, patience=LONGEST))
    assert titles(store) == ["a login"]


def test_what_could_not_be_told_for_a_week_is_no_news(store: Store) -> None:
    say(store, LOGIN)
    assert titles(store, NOW + STALE - MINUTE) == ["a login"]
    assert titles(store, NOW + STALE) == []


def test_how_many_were_told_at_a_place(store: Store) -> None:
    say(store, LOGIN, PLAN, WEEK, replace(WEEK, places=(MAIL,)))
    tell(store)
    tell(store, NOW + HOUR, MAIL)
    assert store.notices.how_many("me", PHONE, NOW - MINUTE) == 3
    assert store.notices.how_many("me", PHONE, NOW) == 0
    assert store.notices.how_many("you", PHONE, NOW - MINUTE) == 0


def test_what_is_old_is_forgotten_but_for_how_each_subject_stands(store: Store) -> None:
    for number in range(3):
        say(store, replace(WEEK, made=NOW + number * DAY))
    say(store, LOGIN)
    store.notices.add("you", WEEK)
    store.notices.add("you", replace(WEEK, made=NOW + DAY))
    tell(store, NOW + DAY)
    store.notices.tidy("me", NOW + 30 * DAY)
    with store.database.reading() as connection:
        left = connection.exec_driver_sql("SELECT athlete, title FROM notices ORDER BY id").all()
    assert left == [("me", "a week"), ("me", "a login"), ("you", "a week"), ("you", "a week")]
    say(store, replace(LOGIN, made=NOW + 200 * DAY))
    assert titles(store, NOW + 200 * DAY) == []  # it has been told, long ago
    store.notices.tidy("me", NOW + DAY)
    say(store, SOUND)
    assert titles(store) == ["it works"]


def test_a_subject_that_is_forgotten_begins_anew(store: Store) -> None:
    say(store, LOGIN, PLAN)
    store.notices.add("you", LOGIN)
    tell(store)
    store.notices.forget("me", LOGIN.subject)
    say(store, LOGIN, PLAN)
    assert titles(store) == ["a login"]
    assert len(store.notices.due("you", PHONE, NOW)) == 1


JOB = Job(job="push:watch", rule="sun 18:00", since=NOW - DAY, next_due=NOW)


def test_a_job_moves_on_together_with_what_is_told_of_it(store: Store) -> None:
    store.jobs.add("me", JOB)
    assert store.jobs.advance("me", JOB, replace(JOB, since=NOW), [LOGIN, PLAN])
    assert titles(store) == ["a login", "a plan"]


def test_where_another_process_was_faster_nothing_is_told(store: Store) -> None:
    store.jobs.add("me", replace(JOB, since=NOW))
    assert not store.jobs.advance("me", JOB, JOB, [LOGIN])
    assert titles(store) == []


def test_where_telling_fails_the_job_does_not_move_on(store: Store) -> None:
    store.jobs.add("me", JOB)
    broken = replace(LOGIN, made=NOW.replace(tzinfo=None))
    with pytest.raises(Exception, match="without a zone"):
        store.jobs.advance("me", JOB, replace(JOB, since=NOW), [PLAN, broken])
    assert store.jobs.of("me", JOB.job) == JOB and titles(store) == []


def test_notices_are_in_a_backup_in_their_order(store: Store, tmp_path: Path) -> None:
    say(store, LOGIN, PLAN, WEEK)
    [first, *_] = store.notices.due("me", PHONE, NOW)
    store.notices.claim(first, NOW)
    store.notices.told(first, NOW)
    store.backup(tmp_path / "b.jsonl")
    with open_store("sqlite:///other.db", tmp_path) as other:
        say(other, replace(PLAN, subject="another"))
        other.restore(tmp_path / "b.jsonl", replace=True)
        assert titles(other) == ["a plan", "a week"]
        say(other, LOGIN)
        assert titles(other) == ["a plan", "a week"]

"""Which event stands for which session: the likeliest, and of equal ones the nearest."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onek_sync.app.feed_matching import content_of, free_slot, matched
from onek_sync.model.errors import Place
from onek_sync.model.plan import Session
from onek_sync.store.feed_words import REMOVED, SHOWN, Shown

DAY = date(2027, 3, 1)


def session(key: str, day: int, title: str = "easy") -> Session:
    return Session(key=key, day=DAY + timedelta(days=day), title=title)


def event(slot: str, day: int, title: str = "easy", key: str = "", state: str = SHOWN) -> Shown:
    made = session(slot, day, title)
    return Shown(
        plan="p", slot=slot, key=key or slot, day=made.day, content=content_of(made), state=state,
        full=b"", busy=b"",
    )  # fmt: skip


def slots(sessions: list[Session], events: list[Shown]) -> dict[str, str]:
    return {key: one.slot for key, one in matched(sessions, events)[0].items()}


def test_of_equal_sessions_each_goes_to_the_nearest_day() -> None:
    sessions = [session("x", 8), session("y", 1), session("z", 15)]
    events = [event("a", 0), event("b", 7), event("c", 14)]
    assert slots(sessions, events) == {"y": "a", "x": "b", "z": "c"}
    assert slots(sessions, events[::-1]) == {"y": "a", "x": "b", "z": "c"}


def test_what_stands_in_the_feed_comes_before_what_stood_there_once() -> None:
    assert slots([session("x", 5)], [event("a", 4, state=REMOVED), event("b", 0)]) == {"x": "b"}
    assert slots([session("x", 5)], [event("a", 4, state=REMOVED)]) == {"x": "a"}


def test_the_same_content_says_more_than_the_same_key() -> None:
    assert slots([session("a", 0, "long")], [event("a", 0), event("b", 5, "long")]) == {"a": "b"}


def test_an_edited_session_keeps_its_event_and_another_s_is_left() -> None:
    pairs, left = matched([session("a", 0, "long")], [event("a", 0), event("b", 1)])
    assert (pairs["a"].slot, [one.slot for one in left]) == ("a", ["b"])


def test_an_event_that_moved_is_known_by_the_key_it_has_now() -> None:
    assert slots([session("b", 1, "long")], [event("a", 1, key="b")]) == {"b": "a"}
    assert slots([session("a", 0, "long")], [event("a", 1, key="b")]) == {}


def test_content_is_what_is_written_and_not_when_or_where() -> None:
    one = session("a", 0)
    other = replace(
        one, key="b", day=DAY + timedelta(days=9), week=3, order=2, phase="x", place=Place("f", 3)
    )
    assert content_of(one) == content_of(other)
    assert content_of(one) != content_of(replace(one, title="hard"))
    assert content_of(one) != content_of(replace(one, purpose="aerobic"))


def test_a_slot_that_is_taken_is_not_given_again() -> None:
    taken = {"a", "a-2"}
    assert [free_slot("a", taken), free_slot("a", taken), free_slot("b", taken)] == ["a-3", "a-4", "b"]


DAYS = st.lists(st.tuples(st.integers(0, 20), st.sampled_from(["easy", "long", "hard"])), max_size=8)


@given(DAYS, DAYS)
def test_each_session_has_one_event_at_most_and_no_event_is_lost(
    now: list[tuple[int, str]], then: list[tuple[int, str]]
) -> None:
    sessions = [session(f"k{number}", *said) for number, said in enumerate(now)]
    events = [event(f"k{number}", *said) for number, said in enumerate(then)]
    pairs, left = matched(sessions, events)
    assert sorted([one.slot for one in (*pairs.values(), *left)]) == sorted(one.slot for one in events)
    assert pairs.keys() <= {one.key for one in sessions}
    unpaired = {content_of(one) for one in sessions if one.key not in pairs}
    assert not unpaired & {one.content for one in left}


@given(DAYS)
def test_an_unchanged_plan_keeps_every_event(days: list[tuple[int, str]]) -> None:
    sessions = [session(f"k{number}", *said) for number, said in enumerate(days)]
    events = [event(f"k{number}", *said) for number, said in enumerate(days)]
    pairs, left = matched(sessions, events)
    assert left == ()
    assert {key: one.day for key, one in pairs.items()} == {one.key: one.day for one in sessions}

"""Pauses, history, connections and revisions, on both databases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from onek_sync.model.exchange import Revision
from onek_sync.store.history import KEPT
from onek_sync.store.store import Store
from onek_sync.store.words import Connection, Event, Pause, Spot

NOW = datetime(2027, 2, 15, 18, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
PAUSE = Pause(NOW + HOUR, "Garmin asked us to wait")


def test_a_pause_holds_until_its_time(store: Store) -> None:
    store.pauses.put("me", "garmin", PAUSE)
    assert store.pauses.of("me", "garmin", NOW) == PAUSE
    assert store.pauses.of("me", "garmin", PAUSE.until) is None
    assert store.pauses.of("you", "garmin", NOW) is store.pauses.of("me", "intervals", NOW) is None


def test_a_pause_that_a_wrong_clock_wrote_holds_up_nobody(store: Store) -> None:
    store.pauses.put("me", "garmin", Pause(NOW + timedelta(days=365), "a clock that is a year fast"))
    assert store.pauses.of("me", "garmin", NOW) is None


def test_a_later_pause_replaces_the_first(store: Store) -> None:
    longer = Pause(NOW + 2 * HOUR, "again")
    store.pauses.put("me", "garmin", PAUSE)
    store.pauses.put("me", "garmin", longer)
    assert store.pauses.of("me", "garmin", NOW) == longer


def test_a_pause_can_be_ended(store: Store) -> None:
    store.pauses.put("me", "garmin", PAUSE)
    store.pauses.end("you", "garmin")
    assert store.pauses.of("me", "garmin", NOW)
    store.pauses.end("me", "garmin")
    assert store.pauses.of("me", "garmin", NOW) is None


PUSH = Event(target="garmin", at=NOW, what="push", result="ok", counts={"created": 2})
FAILED = Event(target="garmin", at=NOW, what="create", result="failed", key="w01-mon-1", text="too long")


def test_the_history_tells_the_last_first(store: Store) -> None:
    later = replace(PUSH, at=NOW + HOUR, result="failed")
    store.history.add("me", PUSH, FAILED)
    store.history.add("me", later)
    assert store.history.recent("me", "garmin") == (later, FAILED, PUSH)
    assert store.history.recent("me", "garmin", what="push") == (later, PUSH)
    assert store.history.recent("me", "garmin", what="push", limit=1) == (later,)


def test_what_happened_more_than_a_year_ago_is_forgotten_but_for_the_last_push(store: Store) -> None:
    first, last = replace(PUSH, counts={"created": 1}), replace(PUSH, at=NOW + HOUR)
    for athlete, target in (("me", "garmin"), ("me", "watch"), ("you", "garmin")):
        events = [replace(event, target=target) for event in (first, last, FAILED)]
        store.history.add(athlete, *events)
    year = replace(FAILED, at=NOW + KEPT + HOUR)
    store.history.add("me", year)
    assert store.history.recent("me", "garmin") == (year, last)
    assert len(store.history.recent("me", "watch")) == len(store.history.recent("you", "garmin")) == 3
    store.history.add("me", replace(year, at=NOW + KEPT + 2 * HOUR))
    assert store.history.recent("me", "garmin", what="push") == (last,)


def test_each_athlete_and_target_has_a_history_of_its_own(store: Store) -> None:
    store.history.add("me", PUSH)
    store.history.add("you", replace(PUSH, target="intervals"))
    assert store.history.recent("me", "intervals") == store.history.recent("you", "garmin") == ()


def test_events_are_added_together_or_not_at_all(store: Store) -> None:
    store.history.add("me")
    broken = replace(PUSH, at=datetime(2027, 1, 1))  # noqa: DTZ001
    try:
        store.history.add("me", FAILED, broken)
    except Exception as error:
        assert "without a zone" in str(error)
    assert store.history.recent("me", "garmin") == ()


GARMIN = Connection("garmin", "garmin", "runner@example.org", NOW)


def test_connections_come_by_target_and_are_replaced_and_removed(store: Store) -> None:
    calendar = Connection("calendar", "caldav", "runner", NOW)
    again = replace(GARMIN, at=NOW + HOUR)
    for made in (GARMIN, calendar, again):
        store.connections.put("me", made)
    assert store.connections.all("me") == (calendar, again)
    assert store.connections.all("you") == ()
    store.connections.remove("me", "garmin")
    assert store.connections.all("me") == (calendar,)


def test_the_place_of_a_target_is_remembered_until_it_is_forgotten(store: Store) -> None:
    assert store.places.of("me", "watch") is None
    for spot in (Spot("folder a"), Spot("folder b", "runner")):
        store.places.put("me", "watch", spot)
    assert store.places.of("me", "watch") == Spot("folder b", "runner")
    assert store.places.of("you", "watch") is None
    store.places.forget("me", "watch")
    assert store.places.of("me", "watch") is None


def test_a_revision_counts_up_only_when_the_content_changed(store: Store) -> None:
    say = store.revisions.say
    assert say("me", {"a": "1", "b": "1"}, NOW) == {"a": Revision(0, NOW), "b": Revision(0, NOW)}
    assert say("me", {"a": "2", "b": "1"}, NOW + HOUR) == {
        "a": Revision(1, NOW + HOUR),
        "b": Revision(0, NOW),
    }
    assert say("me", {"a": "2"}, NOW + 2 * HOUR) == {"a": Revision(1, NOW + HOUR)}
    assert say("you", {"a": "9"}, NOW) == {"a": Revision(0, NOW)}
    assert store.revisions.of("me") == {"a": Revision(1, NOW + HOUR), "b": Revision(0, NOW)}

"""Links, what subscribers were shown, and the last calendar, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from onek_sync.store.feed_words import SHOWN, Calendar, Fetch, Link, Shown
from onek_sync.store.feeds import new_id
from onek_sync.store.store import Store

NOW = datetime(2027, 2, 15, 18, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
PHONE = Link("0a1b2c3d4e", "me", "phone", "full", "12345678", NOW)
WORK = Link("ffffffffff", "me", "work", "busy", "12345678", NOW + HOUR)
EVENT = Shown(
    plan="spring",
    slot="w01-mon-1",
    key="w01-tue-1",
    day=date(2027, 2, 16),
    content="c",
    state=SHOWN,
    full=b"BEGIN:VEVENT\r\n\x00\\ \xc3\xa9",
    busy=b"",
)


def test_links_are_remembered_the_oldest_first(store: Store) -> None:
    store.links.replace((), (WORK, PHONE), NOW)
    store.links.replace((), [replace(PHONE, id="1", athlete="you")], NOW)
    assert store.links.all("me") == (PHONE, WORK)
    assert len(store.links.all()) == 3


def test_a_revoked_link_stays_known_as_revoked(store: Store) -> None:
    store.links.replace((), (PHONE, WORK), NOW)
    store.links.replace([PHONE], (), NOW + HOUR)
    store.links.replace([PHONE], (), NOW + 2 * HOUR)
    assert store.links.all("me") == (replace(PHONE, revoked=NOW + HOUR), WORK)


def test_links_change_all_or_none(store: Store) -> None:
    store.links.replace((), [PHONE], NOW)
    with pytest.raises(IntegrityError):
        store.links.replace([PHONE], [replace(PHONE, name="again")], NOW)
    assert store.links.all("me") == (PHONE,)


def test_the_last_fetch_of_each_link_is_known(store: Store) -> None:
    store.links.replace((), (PHONE, WORK), NOW)
    store.links.fetched({PHONE.id: Fetch(NOW + HOUR, "iOS/19"), "unknown": Fetch(NOW, "x")})
    store.links.fetched({PHONE.id: Fetch(NOW, "an older one")})
    assert store.links.all("me") == (replace(PHONE, fetched=NOW + HOUR, fetched_by="iOS/19"), WORK)


def test_ids_of_links_are_not_told_by_one_another() -> None:
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert {len(one) for one in ids} == {10}


def test_what_was_shown_is_remembered_to_the_byte(store: Store) -> None:
    store.feeds.show("me", [EVENT, replace(EVENT, slot="b")])
    store.feeds.show("me", [changed := replace(EVENT, day=date(2027, 2, 20), full=b"other", key="k")])
    store.feeds.show("you", [EVENT])
    assert store.feeds.shown("me") == (replace(EVENT, slot="b"), changed)
    assert store.feeds.shown("you") == (EVENT,)


def test_the_last_calendar_of_each_view_is_remembered(store: Store) -> None:
    assert store.feeds.calendar("me", "full") is None
    store.feeds.put("me", "full", Calendar(b"one" * 1000, NOW))
    store.feeds.put("me", "busy", Calendar(b"busy", NOW))
    store.feeds.put("me", "full", Calendar(b"two" * 1000, NOW + HOUR))
    assert store.feeds.calendar("me", "full") == Calendar(b"two" * 1000, NOW + HOUR)
    assert store.feeds.calendar("me", "busy") == Calendar(b"busy", NOW)
    assert store.feeds.calendar("you", "full") is None

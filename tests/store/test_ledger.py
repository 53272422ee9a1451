"""The contract of the ledger, on both databases."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onek_sync.model.target import Entry, Intent, Ledger, Op, State
from onek_sync.store import open_store
from onek_sync.store.store import Store

NOW = datetime(2027, 2, 15, 18, 0, 0, 123456, tzinfo=UTC)
ENTRY = Entry(
    plan="spring-1k",
    slot="w03-mon-1",
    key="w03-tue-1",
    id="123",
    day=date(2027, 3, 2),
    digest="0a1b2c3d",
    version="2027-02-14T10:00:00.0",
    parts={"schedule": "77"},
    intent=Intent(Op.UPDATE, NOW, date(2027, 3, 3), "ffffffff"),
)

texts = st.text(st.characters(exclude_categories=()), max_size=20)  # lone surrogates, too
moments = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))]))
intents = st.builds(Intent, st.sampled_from(Op), moments, st.none() | st.dates(), texts)
entries = st.builds(
    Entry,
    plan=texts,
    slot=texts,
    key=texts,
    id=texts,
    day=st.none() | st.dates(),
    digest=texts,
    version=texts,
    parts=st.dictionaries(texts, texts, max_size=3),
    state=st.sampled_from(State),
    intent=st.none() | intents,
)


def test_what_is_put_is_found_again(store: Store) -> None:
    ledger: Ledger = store.ledger("me", "garmin")
    ledger.put(ENTRY)
    assert ledger.entries() == (ENTRY,)


def test_an_entry_replaces_what_was_known_of_its_plan_and_slot(store: Store) -> None:
    ledger = store.ledger("me", "garmin")
    done = Entry(plan=ENTRY.plan, slot=ENTRY.slot, key="other", state=State.RELEASED)
    ledger.put(ENTRY)
    ledger.put(done)
    assert ledger.entries() == (done,)


def test_entries_come_by_plan_and_slot(store: Store) -> None:
    ledger = store.ledger("me", "garmin")
    for plan, slot in (("b", "2"), ("b", "1"), ("a", "9")):
        ledger.put(Entry(plan=plan, slot=slot, key=slot))
    assert [(entry.plan, entry.slot) for entry in ledger.entries()] == [("a", "9"), ("b", "1"), ("b", "2")]


def test_what_is_forgotten_is_gone_and_may_be_forgotten_again(store: Store) -> None:
    ledger = store.ledger("me", "garmin")
    ledger.put(ENTRY)
    ledger.put(Entry(plan=ENTRY.plan, slot="stays", key="stays"))
    for _ in range(2):
        ledger.forget(ENTRY.plan, ENTRY.slot)
        assert [entry.slot for entry in ledger.entries()] == ["stays"]


def test_athletes_and_targets_do_not_see_each_other(store: Store) -> None:
    store.ledger("me", "garmin").put(ENTRY)
    for other in (store.ledger("you", "garmin"), store.ledger("me", "intervals")):
        assert other.entries() == ()
        other.forget(ENTRY.plan, ENTRY.slot)
    assert store.ledger("me", "garmin").entries() == (ENTRY,)


def test_each_call_is_there_for_the_next_process(url: str, store: Store, tmp_path: Path) -> None:
    store.ledger("me", "garmin").put(ENTRY)
    with open_store(url, tmp_path) as other:
        assert other.ledger("me", "garmin").entries() == (ENTRY,)
        other.ledger("me", "garmin").forget(ENTRY.plan, ENTRY.slot)
    assert store.ledger("me", "garmin").entries() == ()


def test_a_moment_without_a_zone_is_a_mistake_of_ours(store: Store) -> None:
    intent = Intent(Op.CREATE, datetime(2027, 1, 1))  # noqa: DTZ001
    with pytest.raises(Exception, match="a moment without a zone"):
        store.ledger("me", "garmin").put(Entry(plan="p", slot="s", key="k", intent=intent))


# The store is the same for all examples: a ledger is emptied by forgetting.
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entry=entries)
def test_any_entry_comes_back_as_it_was(store: Store, entry: Entry) -> None:
    ledger = store.ledger("me", "any\0 \ud800")
    ledger.put(entry)
    assert ledger.entries() == (entry,)
    ledger.forget(entry.plan, entry.slot)
    assert ledger.entries() == ()

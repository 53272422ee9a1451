"""One process at a time works at a target, and a dead one does not hold up the next."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from onek_sync.model.errors import StoreError
from onek_sync.store.leases import SPAN, Lease
from onek_sync.store.store import Store
from onek_sync.store.words import BUSY, LOST
from tests.store.processes import start, together

NOW = datetime(2027, 2, 15, 18, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def code_of(error: pytest.ExceptionInfo[StoreError]) -> str:
    return error.value.findings[0].code


def hold(store: Store, now: datetime = NOW) -> Lease:
    """A lease that nobody gives back: its process stalls."""
    return store.leases.take("me", "garmin", now)


def test_the_second_is_told_who_is_at_work(store: Store) -> None:
    with store.lease("me", "garmin", NOW), pytest.raises(StoreError) as caught:
        hold(store, NOW + SECOND)
    assert code_of(caught) == BUSY
    who = f"(process {os.getpid()}, since 18:00 UTC)"
    assert str(caught.value) == f"another push to garmin is under way {who}; wait until it is done"


def test_other_targets_and_athletes_are_not_held_up(store: Store) -> None:
    with (
        store.lease("me", "garmin", NOW),
        store.lease("me", "intervals", NOW),
        store.lease("you", "garmin", NOW),
    ):
        pass


def test_after_the_work_the_next_may_go(store: Store) -> None:
    epochs = []
    for _ in range(3):
        with store.lease("me", "garmin", NOW) as lease:
            epochs.append(lease.epoch)
    assert epochs == [1, 2, 3]


def test_after_an_error_the_next_may_go(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.lease("me", "garmin", NOW):
        raise ZeroDivisionError
    with store.lease("me", "garmin", NOW):
        pass


def test_who_renews_keeps_it_for_as_long_as_the_work_takes(store: Store) -> None:
    lease = hold(store)
    for minutes in range(1, 30):
        lease.renew(NOW + timedelta(minutes=minutes))
    with pytest.raises(StoreError):
        hold(store, NOW + timedelta(minutes=30))


def test_renewing_writes_only_when_half_of_the_time_is_over(store: Store) -> None:
    lease = hold(store)
    lease.renew(NOW + SPAN / 2 - SECOND)
    assert lease.until == NOW + SPAN
    lease.renew(NOW + SPAN / 2)
    assert lease.until == NOW + SPAN / 2 + SPAN


def test_a_silent_one_is_taken_over_and_finds_out_before_its_next_request(store: Store) -> None:
    silent = hold(store)
    with pytest.raises(StoreError):
        hold(store, NOW + SPAN - SECOND)
    with store.lease("me", "garmin", NOW + SPAN):
        with pytest.raises(StoreError, match="another push to garmin took over") as caught:
            silent.renew(NOW + SPAN + SECOND)
        assert code_of(caught) == LOST


def test_who_lost_it_does_not_give_back_what_is_another_s(store: Store) -> None:
    with store.lease("me", "garmin", NOW):
        other = hold(store, NOW + SPAN)
    with pytest.raises(StoreError):
        hold(store, NOW + SPAN + SECOND)
    other.renew(NOW + SPAN + SECOND)


def test_a_lease_of_a_clock_that_was_wrong_holds_nobody_up(store: Store) -> None:
    hold(store, NOW + timedelta(days=1))
    assert hold(store).epoch == 2


HOLDS = """
store = open_store(url, folder)
store.leases.take("me", "garmin", NOW)
print("has it", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a dead process is known by its silence alone")
def test_a_killed_one_is_taken_over_at_once(store: Store, url: str, tmp_path: Path) -> None:
    other = start(HOLDS, url, tmp_path)
    assert other.stdout is not None and other.stdout.readline() == "has it\n"
    with pytest.raises(StoreError, match=f"process {other.pid}"):  # while it lives
        hold(store)
    other.kill()
    other.communicate()
    assert hold(store).epoch == 2


def test_a_process_of_another_machine_is_not_taken_for_dead(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "getpid", lambda: 2**22 + 1)  # a number that no process has
    with monkeypatch.context() as there:
        there.setattr("onek_sync.store.leases._here", lambda: "elsewhere")
        hold(store)
    with pytest.raises(StoreError):
        hold(store)


COUNTS = """
file, done = folder / "count", 0
while done < 10:
    try:
        with store.lease("me", "garmin", NOW):
            number = int(file.read_text())
            time.sleep(0.001)
            file.write_text(str(number + 1))
        done += 1
    except StoreError:
        time.sleep(0.002)
"""


def test_many_processes_never_work_at_the_same_time(url: str, tmp_path: Path) -> None:
    (tmp_path / "count").write_text("0")
    together(COUNTS, url, tmp_path)
    assert (tmp_path / "count").read_text() == "30"

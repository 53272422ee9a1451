"""A backup of either database is restored into either."""

import json
import os
import stat
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from onek_sync.model.errors import StoreError
from onek_sync.model.target import Entry, Intent, Op
from onek_sync.store import Connection, Event, Pause, migrate, open_secrets, open_store
from onek_sync.store.store import Store
from onek_sync.store.words import Spot

NOW = datetime(2027, 2, 15, 18, 0, 0, 5, tzinfo=UTC)
ENTRY = Entry(
    plan="p",
    slot="s \ud800\0\\",
    key="k",
    day=date(2027, 3, 2),
    parts={"läuft": "1"},
    intent=Intent(Op.CREATE, NOW, date(2027, 3, 3), "ffffffff"),
)
EVENTS = tuple(Event(target="garmin", at=NOW, what="push", result="ok", counts={"n": n}) for n in range(3))
ENVIRON = {"ONEK_KEY": b64encode(bytes(32)).decode()}
PLANTED = "planted-9c3e-token"


@pytest.fixture(params=["sqlite", "postgres"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty database of either kind, whatever the first is."""
    url = "sqlite:///other.db" if request.param == "sqlite" else request.getfixturevalue("new_schema")()
    migrate(url, tmp_path)
    with open_store(url, tmp_path) as opened:
        yield opened


@pytest.fixture
def full(store: Store) -> Store:
    store.ledger("me", "garmin").put(ENTRY)
    store.ledger("you", "garmin").put(ENTRY)
    store.history.add("me", *EVENTS)
    store.pauses.put("me", "garmin", Pause(NOW, "wait"))
    store.connections.put("me", Connection("garmin", "garmin", "runner", NOW))
    store.places.put("me", "garmin", Spot("garmin", "runner"))
    store.revisions.say("me", {"a": "1"}, NOW)
    open_secrets(store, ENVIRON).put("garmin", PLANTED)
    store.leases.take("me", "garmin", NOW)
    return store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "backup.jsonl"


def said(store: Store, file: Path) -> str:
    with pytest.raises(StoreError) as caught:
        store.restore(file)
    assert store.ledger("me", "garmin").entries() == () == store.connections.all("me")
    return str(caught.value)


def test_all_that_is_remembered_comes_back(full: Store, other: Store, file: Path) -> None:
    assert full.backup(file) == other.restore(file) == 10
    assert other.ledger("me", "garmin").entries() == other.ledger("you", "garmin").entries() == (ENTRY,)
    assert other.history.recent("me", "garmin") == EVENTS[::-1]
    assert other.connections.all("me") == full.connections.all("me")
    assert other.places.of("me", "garmin") == Spot("garmin", "runner")
    assert other.revisions.of("me") == full.revisions.of("me")
    assert open_secrets(other, ENVIRON).get("garmin") == PLANTED
    with other.lease("me", "garmin", NOW):  # nobody works at it there
        pass
    other.history.add("me", EVENTS[0])
    assert len(other.history.recent("me", "garmin")) == 4  # the next event gets a number of its own


def test_a_backup_of_a_restored_backup_is_the_same(full: Store, other: Store, file: Path) -> None:
    again = file.with_name("again.jsonl")
    full.backup(file)
    other.restore(file)
    other.backup(again)
    assert again.read_bytes() == file.read_bytes()


def test_no_secret_is_open_in_it_and_only_its_owner_reads_it(full: Store, file: Path) -> None:
    full.backup(file)
    assert PLANTED not in file.read_text() and b64encode(PLANTED.encode()).decode() not in file.read_text()
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_database_that_remembers_something_is_not_overwritten_unless_told(full: Store, file: Path) -> None:
    full.backup(file)
    full.ledger("me", "intervals").put(ENTRY)
    with pytest.raises(StoreError, match="remembers something already; name an empty one, or replace it"):
        full.restore(file)
    assert full.ledger("me", "intervals").entries() == (ENTRY,)
    full.restore(file, replace=True)
    assert full.ledger("me", "intervals").entries() == ()
    assert full.ledger("me", "garmin").entries() == (ENTRY,)


def test_a_feed_alone_is_something_that_is_remembered(other: Store, file: Path) -> None:
    other.revisions.say("me", {"a": "1"}, NOW)
    other.backup(file)
    with pytest.raises(StoreError, match="remembers something already"):
        other.restore(file)
    assert other.restore(file, replace=True) == 1


def test_a_backup_never_replaces_a_file(full: Store, file: Path) -> None:
    file.write_text("mine")
    with pytest.raises(StoreError, match=r"cannot be written \(there is one already\); name another"):
        full.backup(file)
    assert file.read_text() == "mine"
    with pytest.raises(StoreError, match=r"cannot be written \(No such file"):
        full.backup(file.parent / "no" / "backup")


@pytest.mark.skipif(os.name != "posix", reason="links are POSIX's")
def test_a_link_that_lies_in_wait_for_a_backup_is_not_followed(full: Store, file: Path) -> None:
    diary = file.with_name("diary.txt")
    diary.write_text("mine")
    file.with_name(f".{file.name}.part").symlink_to(diary)
    with pytest.raises(StoreError, match="the backup cannot be written"):
        full.backup(file)
    assert diary.read_text() == "mine"


def test_a_cut_backup_restores_nothing(full: Store, file: Path, tmp_path: Path) -> None:
    full.backup(file)
    lines = file.read_text().splitlines(keepends=True)
    with open_store("sqlite:///empty.db", tmp_path) as empty:
        for end in range(len(lines)):
            file.write_text("".join(lines[:end]))
            assert "nothing was restored; take another" in said(empty, file)
        file.write_text("".join(lines[:2] + lines[3:]))
        assert "is cut off or was changed" in said(empty, file)
        file.write_text("".join([*lines, lines[1]]))
        assert "is cut off or was changed" in said(empty, file)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("plan: spring-1k\n", "is no backup of onek's, or damaged"),
        ("[]\n", "is no backup of onek's, or damaged"),
        ('{"onek": "backup"}\n', "is no backup of onek's, or damaged"),
        ('{"onek": "backup", "version": "9999"}\n', "is no backup that this onek can read"),
        ('{"onek": "backup", "version": "0001"}\n{"table": "rate", "row": {}}\n', "or damaged"),
        ('{"onek": "backup", "version": "0001"}\n{"table": "ledger", "row": {"no": 1}}\n', "or damaged"),
        ('{"onek": "backup", "version": "0001"}\n{"table": "pauses", "row": {"until": "x"}}\n', "or damaged"),
    ],
)
def test_what_is_no_backup(text: str, why: str, file: Path, tmp_path: Path) -> None:
    file.write_text(text)
    with open_store("sqlite:///empty.db", tmp_path) as empty:
        assert why in said(empty, file)
        assert "cannot be read (No such file or directory)" in said(empty, tmp_path / "nowhere")


def test_a_row_twice_restores_nothing(full: Store, file: Path, tmp_path: Path) -> None:
    full.backup(file)
    head, first, *rest, last = file.read_text().splitlines()
    count = json.loads(last)["rows"] + 1
    file.write_text("\n".join([head, first, first, *rest, json.dumps({"rows": count})]) + "\n")
    with open_store("sqlite:///empty.db", tmp_path) as empty:
        assert "is no backup of onek's, or damaged" in said(empty, file)

"""What is served while settings, plan, disk, database and clock do what they do."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from onek_sync.app.feed_links import add_link
from onek_sync.app.services import World
from onek_sync.app.serving import Served
from onek_sync.model.exchange import View
from tests.app.feeding import DAY, HOUR, WEEKS, Runner, plan

QUICK = 'database = "sqlite:///onek.db?timeout=0.05"\n'
Say = Callable[[], list[str]]


class Stage:
    """A runner's server without its net; `looks` gives what was told since the last time."""

    def __init__(self, runner: Runner, world: World) -> None:
        self.runner, self.world = runner, world
        self._told: list[str] = []
        self.served = Served(world, self._told.append)
        self.looks()

    def looks(self, times: int = 3) -> list[str]:
        """It takes two for each file that is another, since it may still be written."""
        for _ in range(times):
            self.served.refresh()
        said, self._told[:] = list(self._told), []
        return said

    def set(self, settings: str) -> list[str]:
        self.runner.set(QUICK + settings)
        return self.looks()

    @property
    def toml(self) -> Path:
        return self.runner.folder / "onek.toml"

    @property
    def body(self) -> bytes:
        return self.served.feeds[View.FULL].body


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    monkeypatch.setattr("onek_sync.store.secrets.user_state_path", lambda name: tmp_path / "state")
    (tmp_path / "home").mkdir()
    runner = Runner(tmp_path / "home", QUICK)
    with runner.world() as world:
        yield Stage(runner, world)


# onek.toml


def test_what_changes_in_the_settings_changes_the_feed(stage: Stage) -> None:
    before = stage.body
    assert b"BEGIN:VALARM" not in before
    assert stage.set('[feed]\nalarms = ["30 min"]\n') == [f"{stage.toml}: read again"]
    assert b"BEGIN:VALARM" in stage.body
    assert stage.set("") == [f"{stage.toml}: read again"]
    assert b"BEGIN:VALARM" not in stage.body


def test_what_the_settings_say_of_athlete_and_times_changes_the_plan(stage: Stage) -> None:
    stage.runner.edit('times: {default: "18:00"}\nathlete: {recent: {1K: "3:34"}}\n', "")
    stage.looks()
    slow = stage.body
    stage.set('[athlete]\nrecent = {1K = "3:34"}\n[times]\ndefault = "06:30"\n')
    assert b"T063000" in stage.body and b"T063000" not in slow
    assert b"1:25" in stage.body and b"1:25" not in slow  # 400 m at 3:34 for 1000 m


def test_another_plan_file_is_another_plan(stage: Stage) -> None:
    other = (stage.runner.folder / "plan.yaml").read_text(encoding="utf-8").replace("40min", "45min")
    (stage.runner.folder / "other.yaml").write_text(other, encoding="utf-8")
    assert stage.set('plan = "other.yaml"\n') == [f"{stage.toml}: read again"]
    assert b"SUMMARY:Easy 45 min" in stage.body


def test_a_busy_view_holds_from_the_moment_it_is_set(stage: Stage) -> None:
    link = add_link(stage.world, "phone")
    stage.looks()
    assert link.token
    assert stage.served.follow(link.token, busy=False) == (link.link.id, stage.served.feeds[View.FULL])
    stage.set('[feed]\nview = "busy"\n')
    assert stage.served.follow(link.token, busy=False) == (link.link.id, stage.served.feeds[View.BUSY])


def test_broken_settings_leave_the_old_ones_and_are_told_with_their_place(stage: Stage) -> None:
    stage.set('[feed]\nalarms = ["30 min"]\n')
    before, settings = stage.body, stage.served.world.project.settings
    [told] = stage.set('[feed]\nalarms = ["soon"]\n')
    assert told.startswith(f"{stage.toml}:3:1: ") and told.endswith("\nthe settings from before stay")
    assert told.startswith(stage.served.trouble)
    assert stage.looks(5) == []
    assert (stage.body, stage.served.world.project.settings) == (before, settings)
    mended = stage.set('[feed]\nalarms = ["2 h"]\n')
    assert mended == ["onek.toml is in order again", f"{stage.toml}: read again"]
    assert stage.served.trouble == ""
    assert b"TRIGGER:-PT2H" in stage.body


def test_settings_that_are_gone_stay_and_are_told(stage: Stage) -> None:
    stage.set('[feed]\nalarms = ["30 min"]\n')
    stage.toml.unlink()
    [told] = stage.looks()
    assert (
        told == f"{stage.toml}: is gone; put it back, or start anew without it\nthe settings from before stay"
    )
    assert stage.looks(5) == []
    assert b"BEGIN:VALARM" in stage.body
    assert stage.set('[feed]\nalarms = ["30 min"]\n') == ["onek.toml is in order again"]


def test_a_folder_may_have_no_settings_and_get_some_later(stage: Stage) -> None:
    stage.toml.unlink()
    with stage.runner.world() as world:
        bare = Stage(stage.runner, world)
        assert bare.looks(5) == []
        assert bare.set('[feed]\nalarms = ["30 min"]\n') == [
            f"{bare.toml}: database: from the next start on",
            f"{bare.toml}: read again",
        ]
        assert b"BEGIN:VALARM" in bare.body


def test_half_a_file_of_settings_is_not_read(stage: Stage) -> None:
    stage.runner.set("[feed")
    assert stage.looks(1) == []
    stage.runner.set(QUICK + '[feed]\nalarms = ["30 min"]\n')
    assert stage.looks(1) == []
    assert stage.looks(1) == [f"{stage.toml}: read again"]


def test_what_only_a_start_can_change_says_so_once(stage: Stage) -> None:
    other = '[web]\nport = 9000\nhost = "0.0.0.0"\npublic_url = "https://onek.example.org"\n'
    stage.runner.set('database = "sqlite:///other.db"\n' + other)
    assert stage.looks() == [
        f"{stage.toml}: database, [web] host, [web] port: from the next start on",
        f"{stage.toml}: read again",
    ]
    settings = stage.served.world.project.settings
    assert (settings.database, settings.web.host, settings.web.port) == (QUICK[12:-2], "127.0.0.1", 8000)
    assert settings.web.public_url == "https://onek.example.org"
    stage.runner.set('database = "sqlite:///other.db"\n[feed]\nalarms = ["30 min"]\n' + other)
    assert stage.looks() == [f"{stage.toml}: read again"]
    assert not (stage.runner.folder / "other.db").exists()


def test_secrets_are_found_where_the_new_settings_say(stage: Stage) -> None:
    stage.set('[targets.i]\nkind = "intervals"\nathlete = "i1"\napi_key = "file:key.txt"\n')
    (stage.runner.folder / "key.txt").write_text("plum-secret", encoding="utf-8")
    world = stage.served.world
    assert world.secrets.get("i") == "plum-secret"
    assert "plum-secret" in world.secrets_read


# The disk, the database, the clock


@contextmanager
def full_disk(world: World) -> Iterator[None]:
    """To SQLite the disk ends where its file does now."""

    def shrink(connection: sqlite3.Connection, *_: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    engine = world.store.database.engine
    engine.dispose()
    event.listen(engine, "connect", shrink)
    yield
    event.remove(engine, "connect", shrink)
    engine.dispose()


@contextmanager
def held(world: World) -> Iterator[None]:
    """Another program writes into the database, for a long time."""
    other = sqlite3.connect(world.store.database.place, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.rollback()
    other.close()


@pytest.mark.parametrize(
    ("trouble", "words"), [(full_disk, "the disk is full"), (held, "another program holds the database")]
)
def test_what_befalls_the_database_leaves_the_last_good_feed_and_is_told_once(
    stage: Stage, trouble: Callable[[World], "Iterator[None]"], words: str
) -> None:
    link = add_link(stage.world, "phone")
    stage.looks()
    before = stage.body
    with trouble(stage.world):  # type: ignore[attr-defined]
        stage.runner.write(plan(WEEKS + "  - tue: 45min easy\n" * 50))
        [told] = stage.looks()
        assert words in told and told.endswith("\nthe last good feed is served on")
        stage.served.fetched(link.link.id, "iOS/19")
        assert stage.looks(5) == []
        assert stage.body == before
        assert words in stage.served.trouble
    assert stage.looks() == ["the feed is up to date again"]
    assert (stage.served.trouble, stage.body == before) == ("", False)


def test_who_fetched_while_the_database_was_held_is_not_forgotten(stage: Stage) -> None:
    link = add_link(stage.world, "phone")
    stage.served.fetched(link.link.id, "iOS/19")
    with held(stage.world):
        stage.served.keep(stage.served.taken())
        stage.served.keep(stage.served.taken())
        [told] = stage.looks()
        assert "another program holds the database" in told
    stage.served.keep(stage.served.taken())
    assert stage.looks() == ["who fetched is kept again"]
    assert [one.fetched_by for one in stage.world.store.links.all("me")] == ["iOS/19"]


@pytest.mark.parametrize("days", [1, -1])
def test_a_clock_that_leaps_by_a_day_and_back_changes_nothing(stage: Stage, days: int) -> None:
    before = stage.served.feeds[View.FULL]
    for leap in (days * DAY, -days * DAY):
        stage.runner.now += leap
        assert stage.looks() == []
        assert stage.served.feeds[View.FULL] == before


def test_a_change_after_a_clock_was_set_back_is_still_a_later_one(stage: Stage) -> None:
    stage.runner.edit("40min", "45min")
    stage.looks()
    first = stage.served.feeds[View.FULL].changed
    stage.runner.now -= DAY
    stage.runner.edit("45min", "50min")
    stage.looks()
    assert stage.served.feeds[View.FULL].changed > first
    assert stage.runner.now - HOUR < first - timedelta(hours=20)


# The plan


def test_a_plan_that_is_gone_leaves_the_last_good_feed(stage: Stage) -> None:
    before = stage.body
    file = stage.runner.folder / "plan.yaml"
    text = file.read_text(encoding="utf-8")
    file.unlink()
    [told] = stage.looks()
    assert told.startswith(f"{file}: there is no plan here") and stage.body == before
    file.write_text(text, encoding="utf-8")
    assert stage.looks() == ["the feed is up to date again"]


def test_of_many_faults_the_first_are_told(stage: Stage) -> None:
    stage.runner.write(plan("weeks:\n" + "  - mon: 40min esy\n" * 9))
    [told] = stage.looks()
    *faults, more, meanwhile = told.splitlines()
    assert len(faults) == 3 and (more, meanwhile) == (
        "… and 6 more: onek check",
        "the last good feed is served on",
    )


def test_a_notice_counts_all_faults_and_not_those_that_the_log_tells(stage: Stage) -> None:
    stage.set('[notify]\nurls = ["env:NOBODY"]\n')
    stage.runner.write(plan("weeks:\n" + "  - mon: 40min esy\n" * 9))
    stage.looks()
    [notice] = stage.world.store.notices.due("me", "env:NOBODY", stage.runner.now + HOUR)
    assert notice.text.splitlines()[1:] == ["And 8 more: run onek check."]


def test_two_troubles_at_once_are_both_there_and_end_alone(stage: Stage) -> None:
    stage.runner.edit("6x400m", "6xx400m")
    stage.set("[feed")
    assert stage.served.trouble.count("\n") == 1
    stage.set("")
    assert "plan.yaml" in stage.served.trouble and "onek.toml" not in stage.served.trouble

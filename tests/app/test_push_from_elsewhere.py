"""Two computers, an old backup, another watch or account: nothing is doubled, nothing taken for deleted."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import copy

import pytest

from onek_sync.app.push import Asked, preview
from onek_sync.store import Connection
from onek_sync.sync.changes import Release, Skip
from tests.servers.garmin import Garmin
from tests.servers.http import Kind, Request, Response
from tests.sync.playing import FIRST, IT, THEN, Setting, day, pushed, ready_text, world
from tests.sync.services import SERVICES, Service

DATABASE = "onek.db*"


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def filled(target: str, folder: Path, stack: ExitStack) -> tuple[Service, Setting]:
    """A service that shows the first plan."""
    service = stack.enter_context(SERVICES[target]())
    folder.mkdir()
    setting = service.set_up(folder)
    setting.says(FIRST)
    in_step(setting)
    return service, setting


def in_step(setting: Setting) -> None:
    """A push does all, and a second one finds nothing to do."""
    first, then = pushed(setting), pushed(setting)
    assert first.report and first.report.sound
    assert (then.diff.changes, then.diff.in_step) == ((), len(FIRST))


def another_computer(setting: Setting, folder: Path) -> Setting:
    """With the same settings and the same login."""
    folder.mkdir()
    for file in setting.folder.iterdir():
        if file.is_file() and not file.match(DATABASE):
            copy(file, folder)
    return replace(setting, folder=folder)


@pytest.mark.parametrize("target", ["garmin", "radicale"])
def test_two_computers_with_one_account_double_nothing(target: str, tmp_path: Path, stack: ExitStack) -> None:
    service, here = filled(target, tmp_path / "here", stack)
    there = another_computer(here, tmp_path / "there")
    in_step(there)
    foreign = service.foreign(here.folder)
    there.says(THEN)
    in_step(there)
    shown = service.shown(here.folder)
    here.says(THEN)
    service.forget_calls()
    in_step(here)
    assert service.calls()[1] == 0, "it is all there, by the other one"
    in_step(there)
    assert service.shown(here.folder) == shown and service.foreign(here.folder) == foreign


@pytest.mark.parametrize("target, nth", [("garmin", 4), ("intervals", 2), ("radicale", 6)])
def test_two_computers_that_push_at_the_same_time_agree_in_the_end(
    target: str, nth: int, tmp_path: Path, stack: ExitStack
) -> None:
    """In the middle of the one push the other does everything; what is there twice goes with the next."""
    service = stack.enter_context(SERVICES[target]())
    (tmp_path / "here").mkdir()
    here = service.set_up(tmp_path / "here")
    here.says(FIRST)
    there, foreign = another_computer(here, tmp_path / "there"), service.foreign(here.folder)
    server = service.server
    assert server
    receive, left = server.receive, [nth]

    def meanwhile(request: Request) -> Response | None:
        left[0] -= 1
        if left[0] == 0:
            server.receive = receive  # type: ignore[method-assign]
            pushed(there)
        return receive(request)

    server.receive = meanwhile  # type: ignore[method-assign]
    pushed(here)
    assert left == [0]
    pushed(here)
    in_step(there)
    in_step(here)
    assert service.shown(here.folder).total() == len(FIRST)
    assert service.foreign(here.folder) == foreign


@pytest.mark.parametrize("target", ["folder", "garmin", "intervals"])
def test_a_database_from_before_the_last_changes_doubles_nothing(
    target: str, tmp_path: Path, stack: ExitStack
) -> None:
    service, setting = filled(target, tmp_path / "here", stack)
    old = {file.name: file.read_bytes() for file in setting.folder.glob(DATABASE)}
    setting.says(THEN)
    in_step(setting)
    shown = service.shown(setting.folder)
    for file in setting.folder.glob(DATABASE):
        file.unlink()
    for name, content in old.items():
        (setting.folder / name).write_bytes(content)
    in_step(setting)
    assert service.shown(setting.folder) == shown


@pytest.mark.parametrize("target", ["garmin", "intervals", "radicale"])
def test_a_session_that_was_put_on_a_day_that_is_over_is_not_made_again(
    target: str, tmp_path: Path, stack: ExitStack
) -> None:
    """It was run before its day, and the runner set that right there."""
    service, setting = filled(target, tmp_path / "here", stack)
    later, on = setting.at(setting.now + timedelta(days=3)), day(9).isoformat()
    with world(setting) as opened:
        (entry,) = [one for one in opened.store.ledger("me", IT).entries() if one.day == day(9)]
    service.moves(setting.folder, entry.id.rpartition("/")[2], day(1))
    shown = service.shown(setting.folder)
    for _ in range(2):
        done = pushed(later)
        (told,) = done.diff.changes
        assert isinstance(told, Skip) and told.day == day(9)
        assert told.why == "you moved it to 2027-03-02 there; that stays (--force makes it anew)"
    assert service.shown(setting.folder) == shown
    assert pushed(later, force=True).report
    assert [when for when, _ in service.shown(setting.folder)].count(on) == 1
    assert pushed(later).diff.changes == ()


# -- another place -------------------------------------------------------------------------------------


def at_folder(folder: Path, path: str, kind: str = "strava") -> Setting:
    """A folder target at that path, on the shelf of the same runner."""
    (folder / path).mkdir(parents=True, exist_ok=True)
    (folder / "onek.toml").write_text(
        f'[targets.{IT}]\nkind = "folder"\npath = "{path}"\nformat = "{kind}"\n', encoding="utf-8"
    )
    return Setting(folder, {"ONEK_SECRETS": "files"})


def files(setting: Setting, path: str) -> set[str]:
    return {file.name for file in (setting.folder / path).iterdir() if file.name != ".onek.json"}


@pytest.mark.parametrize("kind, places", [("strava", ("old", "new")), ("fit", ("1/NewFiles", "2/NewFiles"))])
def test_another_folder_or_watch_gets_all_of_it(kind: str, places: tuple[str, str], tmp_path: Path) -> None:
    old, new = places
    setting = at_folder(tmp_path, old, kind)
    setting.says(FIRST)
    in_step(setting)
    shown = files(setting, old)
    at_folder(tmp_path, new, kind)
    in_step(setting)
    assert files(setting, new) == files(setting, old) == shown and len(shown) == len(FIRST)
    at_folder(tmp_path, old, kind)
    in_step(setting)


def test_a_format_that_changes_in_its_folder_is_no_other_place(tmp_path: Path) -> None:
    setting = at_folder(tmp_path, "shelf", "strava")
    setting.says(FIRST)
    in_step(setting)
    (tmp_path / "shelf" / "2027-03-02-s01.txt").unlink()
    pushed(setting)
    at_folder(tmp_path, "./shelf", "garmin")
    assert [change.why for change in pushed(setting).diff.changes if isinstance(change, Skip)] == [
        "you deleted it there; it stays away (--force brings it back)"
    ]
    assert {Path(name).suffix for name in files(setting, "shelf")} == {".json"}


def test_another_kind_of_service_under_the_same_name_gets_all_of_it(tmp_path: Path, stack: ExitStack) -> None:
    service, setting = filled("intervals", tmp_path / "here", stack)
    in_step(at_folder(setting.folder, "shelf"))
    assert service.shown(setting.folder).total() == len(FIRST)


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_another_account_gets_all_of_it(tmp_path: Path, stack: ExitStack) -> None:
    """And the same one again nothing, though its login is another."""
    service, setting = filled("garmin", tmp_path / "here", stack)
    assert isinstance(service.server, Garmin)
    (setting.folder / "garmin_tokens.json").write_text(service.server.tokens())
    connected(setting, "Anna")
    in_step(setting)
    one = service.ours(setting.folder)[0]
    service.deletes(setting.folder, one)
    pushed(setting)
    connected(setting, "Anna")
    assert len(pushed(setting).diff.changes) == 1, "it stays deleted"
    service.server.workouts.clear()
    service.server.schedules.clear()
    connected(setting, "Ben")
    in_step(setting)
    assert len(service.ours(setting.folder)) == len(FIRST)


def connected(setting: Setting, who: str) -> None:
    """Somebody has logged in there."""
    with world(setting) as opened:
        opened.store.connections.put("me", Connection(IT, "garmin", who, setting.now))


def test_a_look_at_another_place_forgets_nothing(tmp_path: Path) -> None:
    setting = at_folder(tmp_path, "old")
    setting.says(FIRST)
    in_step(setting)
    at_folder(tmp_path, "new")
    with world(setting) as opened:
        plan = ready_text((tmp_path / "plan.yaml").read_text())
        found = preview(opened, plan, IT, Asked(targets=(IT,), today=setting.now.date()))
        assert found.sends == len(FIRST)
    at_folder(tmp_path, "old")
    (tmp_path / "old" / "2027-03-02-s01.txt").unlink()
    (told,) = pushed(setting).diff.changes
    assert isinstance(told, Release)


def test_a_removal_that_was_half_done_when_the_database_was_lost_is_finished(
    tmp_path: Path, stack: ExitStack
) -> None:
    service, setting = filled("garmin", tmp_path / "here", stack)
    assert service.server
    left = {key: said for key, said in FIRST.items() if key != "s05"}
    setting.says(left)
    service.server.fault(Kind.DROP, method="DELETE", path=r"/workout-service/workout/\d+", count=99)
    pushed(setting)
    service.server.heal()
    assert [when for when, _ in service.shown(setting.folder)].count("") == 1
    for file in setting.folder.glob(DATABASE):
        file.unlink()
    pushed(setting)
    assert service.shown(setting.folder).total() == len(left)
    service.forget_calls()
    assert pushed(setting).diff.changes == ()
    assert service.calls() == (2, 0)

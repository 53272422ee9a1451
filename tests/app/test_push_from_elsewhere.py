"""Two computers, an old backup, a session that was run before its day: nothing is doubled."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import copy

import pytest

from onek_sync.sync.changes import Skip
from tests.sync.playing import FIRST, IT, THEN, Setting, day, pushed, world
from tests.sync.services import SERVICES, Service

# Another CalDAV server is the same on our side, and a folder is on one computer.
ON_THE_NET = [target for target in SERVICES if target not in {"folder", "xandikos"}]
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


@pytest.mark.parametrize("target", ON_THE_NET)
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


@pytest.mark.parametrize("target", SERVICES)
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


@pytest.mark.parametrize("target", ON_THE_NET)
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

"""A folder as a target: the contract, the manifest, and the watch that comes and goes."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from onek_sync.model.errors import Refused, Unreachable, Waiting
from onek_sync.model.target import Placing, Remote
from onek_sync.targets.folder import MANIFEST, Folder
from onek_sync.targets.manifest import replace_file
from tests.targets.contract import EASY, HARD, PLAN, WINDOW, Stand, TargetContract, day, entry, wanted

NOTES = "shopping.txt"


def stand_in(path: Path, format: str) -> Stand:
    def edit(remote: Remote) -> None:
        (path / remote.id).write_bytes(b"mine now")

    def foreign() -> object:
        return {file.name: file.read_bytes() for file in path.iterdir() if file.name == NOTES}

    return Stand(
        target=lambda: Folder("shelf", path, format),
        edit=edit,
        move=None,
        remove=lambda remote: (path / remote.id).unlink(),
        foreign=foreign,
        calls=lambda: (0, 0),
    )


@pytest.fixture(params=["fit", "garmin", "strava"])
def stand(request: pytest.FixtureRequest, tmp_path: Path) -> Stand:
    (tmp_path / NOTES).write_text("bananas")
    return stand_in(tmp_path, request.param)


class TestFolder(TargetContract):
    """The contract, with three formats."""


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return tmp_path / "shelf"


def folder(path: Path) -> Folder:
    return Folder("shelf", path, "strava")


def put(path: Path, key: str = "tue", text: str = HARD, when: date | None = None) -> Remote:
    target = folder(path)
    *_, remote = target.create([Placing(wanted(target, key, text, when or day(1)), PLAN, key)])
    return remote


def names(path: Path) -> set[str]:
    return {file.name for file in path.iterdir()}


def test_a_folder_holds_the_files_and_a_manifest(shelf: Path) -> None:
    put(shelf)
    assert names(shelf) == {"2027-03-02-tue.txt", MANIFEST}


def test_a_moved_session_is_a_file_with_another_date(shelf: Path) -> None:
    remote = put(shelf)
    list(folder(shelf).update(remote, wanted(folder(shelf), "tue", HARD, day(3))))
    assert names(shelf) == {"2027-03-04-tue.txt", MANIFEST}


def test_a_file_of_somebody_else_in_the_way_is_refused_and_kept(shelf: Path) -> None:
    shelf.mkdir()
    (shelf / "2027-03-02-tue.txt").write_text("mine")
    with pytest.raises(Refused, match=r"2027-03-02-tue\.txt is there already, and is none of ours"):
        put(shelf)
    assert (shelf / "2027-03-02-tue.txt").read_text() == "mine"


def test_without_its_manifest_the_ledger_tells_what_is_ours(shelf: Path) -> None:
    remote = put(shelf)
    (shelf / MANIFEST).unlink()
    found = folder(shelf).list(WINDOW, [entry(remote)])
    assert [one.slot for one in found.remotes] == ["tue"]
    assert folder(shelf).list(WINDOW, []).remotes == ()


def test_without_manifest_and_ledger_the_same_file_is_taken_for_ours_again(shelf: Path) -> None:
    put(shelf)
    (shelf / MANIFEST).unlink()
    put(shelf)
    assert names(shelf) == {"2027-03-02-tue.txt", MANIFEST}


@pytest.mark.parametrize("text", ["", "[", '{"a": 1}', '[{"name": "x"}]', "\0"])
def test_a_manifest_that_is_none_stops_and_says_so(shelf: Path, text: str) -> None:
    put(shelf)
    (shelf / MANIFEST).write_text(text)
    with pytest.raises(Unreachable, match="this is no list of ours; move it away"):
        folder(shelf).list(WINDOW, [])
    assert (shelf / MANIFEST).read_text() == text


def test_a_file_that_was_not_written_to_its_end_is_not_ours_yet(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onek_sync.targets import folder as module

    def dies(path: Path, body: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "replace_file", dies)
    with pytest.raises(KeyboardInterrupt):
        put(shelf)
    monkeypatch.undo()
    assert folder(shelf).list(WINDOW, []).remotes == ()
    put(shelf)
    assert names(shelf) == {"2027-03-02-tue.txt", MANIFEST}


def dies(*given: object, **named: object) -> None:
    raise KeyboardInterrupt


def test_what_a_killed_process_left_half_written_is_taken_away(
    watch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(watch)
    theirs = watch / ".somebody.part"
    theirs.write_text("theirs")
    for place in (watch, watch.parent):
        with monkeypatch.context() as killed, pytest.raises(KeyboardInterrupt):
            killed.setattr(Path, "replace", dies)
            killed.setattr(Path, "unlink", dies)
            replace_file(place / "left", b"half")
        assert any(name.startswith(".left.") for name in names(place))
    folder(watch).list(WINDOW, [])
    assert names(watch) == {"2027-03-02-tue.txt", theirs.name}
    assert names(watch.parent) == {"NewFiles", MANIFEST}


def test_a_change_that_was_not_written_leaves_the_file_as_it_was(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onek_sync.targets import folder as module

    remote = put(shelf)

    def dies(path: Path, body: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "replace_file", dies)
    with pytest.raises(KeyboardInterrupt):
        list(folder(shelf).update(remote, wanted(folder(shelf), "tue", EASY, day(1))))
    monkeypatch.undo()
    (found,) = folder(shelf).list(WINDOW, []).remotes
    assert (found.digest, found.touched) == (remote.digest, False)


def test_a_folder_below_nothing_is_waited_for(tmp_path: Path) -> None:
    with pytest.raises(Waiting, match="waiting for the folder; plug it in"):
        folder(tmp_path / "stick" / "plans").list(WINDOW, [])
    assert not (tmp_path / "stick").exists()


@pytest.mark.parametrize("path", ["shelf", "shelf/plans", "GARMIN/NewFiles"])
def test_a_file_where_a_folder_should_be_is_said_and_not_waited_for(tmp_path: Path, path: str) -> None:
    (tmp_path / "GARMIN").mkdir()
    for name in ("shelf", "GARMIN/NewFiles"):
        (tmp_path / name).write_text("a file")
    with pytest.raises(Unreachable, match="this is no folder; write another path") as raised:
        put(tmp_path / path)
    assert not isinstance(raised.value, Waiting)
    assert (tmp_path / "shelf").read_text() == "a file"


def test_a_link_to_a_stick_that_is_not_there_is_waited_for(shelf: Path) -> None:
    shelf.symlink_to(shelf.parent / "stick")
    with pytest.raises(Waiting):
        put(shelf)
    (shelf.parent / "stick").mkdir()
    put(shelf)


@contextmanager
def without_rights() -> Iterator[None]:
    """Root may write anywhere, so it is nobody for a while."""
    mine = os.geteuid()
    if mine == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(mine)


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
@pytest.mark.parametrize(
    "mode, path",
    [
        pytest.param(0o555, "shelf", id="it may not be written"),
        pytest.param(0o555, "shelf/plans", id="it may not be made"),
        pytest.param(0o000, "shelf/plans", id="it may not be looked for"),
        pytest.param(0o000, "shelf/NewFiles", id="the watch may not be looked for"),
    ],
)
def test_a_folder_that_may_not_be_used_says_so(mode: int, path: str) -> None:
    with TemporaryDirectory() as name:  # pytest's own nobody else may enter
        top = Path(name)
        top.chmod(0o755)
        (top / "shelf").mkdir()
        (top / "shelf").chmod(mode)
        what = r"the folder cannot be used \(Permission denied\); look at its permissions"
        with without_rights(), pytest.raises(Unreachable, match=what) as raised:
            put(top / path)
        assert not isinstance(raised.value, Waiting)


# The watch


@pytest.fixture
def watch(tmp_path: Path) -> Path:
    path = tmp_path / "GARMIN" / "NewFiles"
    path.mkdir(parents=True)
    return path


def test_a_watch_that_is_not_plugged_in_is_waited_for(tmp_path: Path) -> None:
    (tmp_path / "GARMIN").mkdir()
    with pytest.raises(Waiting, match="waiting for the watch; plug it in"):
        folder(tmp_path / "GARMIN" / "NewFiles").list(WINDOW, [])


def test_what_the_watch_has_taken_was_not_deleted(watch: Path) -> None:
    remote = put(watch)
    (watch / remote.id).unlink()
    found = folder(watch).list(WINDOW, [entry(remote)])
    assert found.gone == frozenset()
    assert [(one.slot, one.day, one.touched) for one in found.remotes] == [("tue", day(1), False)]


def test_a_session_that_changed_after_the_watch_took_it_is_written_again(watch: Path) -> None:
    remote = put(watch)
    (watch / remote.id).unlink()
    list(folder(watch).update(remote, wanted(folder(watch), "tue", EASY, day(1))))
    assert names(watch) == {remote.id}


def test_the_manifest_stands_beside_what_the_watch_empties(watch: Path) -> None:
    put(watch)
    assert MANIFEST not in names(watch)
    assert MANIFEST in names(watch.parent)


def test_what_was_cut_off_before_the_watch_took_it_is_not_taken_for_delivered(
    watch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onek_sync.targets import folder as module

    def dies(path: Path, body: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "replace_file", dies)
    with pytest.raises(KeyboardInterrupt):
        put(watch)
    monkeypatch.undo()
    assert folder(watch).list(WINDOW, []).remotes == ()

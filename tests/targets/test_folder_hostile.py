"""A folder that others can write into: its manifest may lie, its files may be links, names may be taken."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from onek_sync.model.errors import Refused, Unreachable, Unsure
from onek_sync.model.target import Entry, Placing, Remote
from onek_sync.targets.folder import MANIFEST, Folder
from tests.targets.contract import EASY, HARD, PLAN, WINDOW, day, entry, wanted

ELSEWHERE = [
    "../secret",
    "../../secret",
    "sub/secret",
    "..\\secret",
    "C:secret",
    "",
    ".",
    "..",
    MANIFEST,
    ".profile",
    "a\0b",
    "a\nb",
    "x" * 300,
]
NAME = "2027-03-02-tue.txt"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    path = tmp_path / "shelf"
    path.mkdir()
    return path


def folder(path: Path) -> Folder:
    return Folder("shelf", path, "strava")


def put(path: Path, key: str = "tue", text: str = HARD, plan: str = PLAN, slot: str = "") -> Remote:
    target = folder(path)
    *_, remote = target.create([Placing(wanted(target, key, text, day(1)), plan, slot or key)])
    return remote


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_manifest_that_names_what_is_not_in_the_folder_is_none_of_ours(shelf: Path, name: str) -> None:
    secret = shelf.parent / "secret"
    secret.write_text("mine")
    put(shelf)
    (row,) = json.loads((shelf / MANIFEST).read_text())
    (shelf / MANIFEST).write_text(json.dumps([{**row, "name": name}]))
    with pytest.raises(Unreachable, match="this is no list of ours; move it away"):
        folder(shelf).list(WINDOW, [])
    assert secret.read_text() == "mine"


def test_an_absolute_path_in_a_manifest_is_none_of_ours(shelf: Path, tmp_path: Path) -> None:
    put(shelf)
    (row,) = json.loads((shelf / MANIFEST).read_text())
    (shelf / MANIFEST).write_text(json.dumps([{**row, "name": str(tmp_path / "secret")}]))
    with pytest.raises(Unreachable, match="this is no list of ours"):
        folder(shelf).list(WINDOW, [])


@pytest.mark.parametrize("id_", ["../diary.txt", "/etc/hostname", ".hidden", "sub/diary.txt", "..", "a\nb"])
def test_a_ledger_that_names_what_is_not_in_the_folder_is_not_believed(shelf: Path, id_: str) -> None:
    """It may come from a backup that somebody else wrote, or be of another service."""
    (shelf / "sub").mkdir()
    for file in (shelf.parent / "diary.txt", shelf / "sub" / "diary.txt", shelf / ".hidden"):
        file.write_text("mine")
    sha256 = hashlib.sha256(b"mine").hexdigest()
    known = Entry(plan=PLAN, slot="tue", key="tue", id=id_, day=day(1), digest="00000000", version=sha256)
    assert folder(shelf).list(WINDOW, [known]).remotes == ()


@pytest.mark.parametrize("field", ["plan", "slot"])
@pytest.mark.parametrize("name", ["../../x", "\x1b[31mtue", "", "a b"])
def test_a_manifest_whose_sessions_have_no_ids_is_none_of_ours(shelf: Path, field: str, name: str) -> None:
    put(shelf)
    (row,) = json.loads((shelf / MANIFEST).read_text())
    (shelf / MANIFEST).write_text(json.dumps([{**row, field: name}]))
    with pytest.raises(Unreachable, match="this is no list of ours"):
        folder(shelf).list(WINDOW, [])


def link(path: Path) -> None:
    path.symlink_to("/dev/zero")  # to read it would never end


def pipe(path: Path) -> None:
    os.mkfifo(path)  # to read it would wait for ever


ODD = [
    pytest.param(link, id="a link"),
    pytest.param(pipe, id="a pipe"),
    pytest.param(Path.mkdir, id="a folder"),
]
posix = pytest.mark.skipif(os.name != "posix", reason="needs a system with links and pipes, such as Linux")


@posix
@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_file_is_in_the_way_and_never_read(shelf: Path, odd) -> None:  # type: ignore[no-untyped-def]
    odd(shelf / NAME)
    with pytest.raises(Refused, match="is there already, and is none of ours"):
        put(shelf)
    assert not (shelf / NAME).is_file()


@posix
@pytest.mark.parametrize("odd", ODD)
def test_what_became_no_file_was_edited_there(shelf: Path, odd) -> None:  # type: ignore[no-untyped-def]
    remote = put(shelf)
    (shelf / NAME).unlink()
    odd(shelf / NAME)
    (found,) = folder(shelf).list(WINDOW, [entry(remote)]).remotes
    assert found.touched


@posix
@pytest.mark.parametrize("odd", ODD)
def test_a_manifest_that_is_no_file_is_none_of_ours(shelf: Path, odd) -> None:  # type: ignore[no-untyped-def]
    odd(shelf / MANIFEST)
    with pytest.raises(Unreachable, match="this is no list of ours"):
        folder(shelf).list(WINDOW, [])


def test_a_session_does_not_move_onto_a_file_of_somebody_else(shelf: Path) -> None:
    remote = put(shelf)
    theirs = shelf / "2027-03-04-tue.txt"
    theirs.write_text("mine")
    target = folder(shelf)
    with pytest.raises(Refused, match=r"2027-03-04-tue\.txt is there already"):
        list(target.update(remote, wanted(target, "tue", HARD, day(3))))
    assert theirs.read_text() == "mine"
    assert (shelf / NAME).is_file()


def test_two_plans_in_one_folder_do_not_write_over_each_other(shelf: Path) -> None:
    put(shelf)
    before = (shelf / NAME).read_bytes()
    with pytest.raises(Refused, match=f"{NAME} is there already, for the plan {PLAN}"):
        put(shelf, text=EASY, plan="coach")
    assert (shelf / NAME).read_bytes() == before
    assert [one.plan for one in folder(shelf).list(WINDOW, []).remotes] == [PLAN]


def test_what_is_edited_while_we_push_is_not_taken_away(shelf: Path) -> None:
    remote = put(shelf)
    (shelf / NAME).write_text("mine now")
    with pytest.raises(Unsure, match="was changed there just now"):
        list(folder(shelf).delete(remote))
    assert (shelf / NAME).read_text() == "mine now"


def test_what_is_edited_while_we_push_is_not_written_over(shelf: Path) -> None:
    remote = put(shelf)
    (shelf / NAME).write_text("mine now")
    target = folder(shelf)
    with pytest.raises(Unsure, match="was changed there just now"):
        list(target.update(remote, wanted(target, "tue", EASY, day(1))))
    assert (shelf / NAME).read_text() == "mine now"


@pytest.mark.parametrize("key", ["03", "2027", "txt", "2"])
def test_a_key_that_stands_in_the_date_too_leaves_the_date_alone(shelf: Path, key: str) -> None:
    put(shelf, key)
    put(shelf, key, EASY, slot=f"{key}~2")
    files = {file.name for file in shelf.iterdir()} - {MANIFEST}
    assert files == {f"2027-03-02-{key}.txt", f"2027-03-02-{key}~2.txt"}

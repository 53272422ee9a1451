"""The plan file and the disk: what cannot be read, and files that are whole or not there."""

import os
import stat
from pathlib import Path

import pytest

from onek_sync.model.errors import OnekError, PlanError
from onek_sync.planning.file import load_plan, read_plan, save_bytes, save_text
from onek_sync.planning.file.yaml_door import MAX_CHARACTERS
from tests.planning.plan_files import plan_text


def test_a_plan_is_read_from_disk_under_its_name(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(plan_text("mon: 40min easy"), encoding="utf-8")
    (session,) = load_plan(path).plan.sessions()
    assert str(session.place) == f"{path}:6:10"
    assert load_plan(str(path)).plan == load_plan(path).plan


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match=r"plan\.yaml: cannot be read \(No such file or directory\); look at"):
        load_plan(tmp_path / "plan.yaml")


def test_a_folder_or_a_device_is_no_plan(tmp_path: Path) -> None:
    for path in (tmp_path, Path(os.devnull)):
        with pytest.raises(PlanError, match="this is no file; name the plan's file"):
            load_plan(path)


def test_a_name_that_cannot_be_is_said() -> None:
    with pytest.raises(PlanError, match="no file name"):
        load_plan("a\0b")


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.yaml"
    with path.open("wb") as out:
        out.truncate(100 * 1024 * 1024)

    def never(_: Path) -> bytes:
        raise AssertionError("it was read")

    monkeypatch.setattr(Path, "read_bytes", never)
    with pytest.raises(PlanError, match="far too large for a plan; keep it under 2 MB"):
        load_plan(path)


def test_a_huge_text_is_refused_without_being_parsed() -> None:
    with pytest.raises(PlanError, match="far too large for a plan; keep it under 2 MB"):
        read_plan(" " * (MAX_CHARACTERS + 1))


def test_the_limit_is_a_size_and_not_a_feeling(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    text = plan_text("mon: rest") + "#"
    path.write_text(text.ljust(MAX_CHARACTERS, "x"), encoding="utf-8")
    assert load_plan(path).plan.id == "p"
    path.write_text(text.ljust(MAX_CHARACTERS + 1, "x"), encoding="utf-8")
    with pytest.raises(PlanError, match="far too large"):
        load_plan(path)


def test_a_saved_text_is_what_was_said_byte_by_byte(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    save_text(path, "a\r\nü🏃\n")
    assert path.read_bytes() == "a\r\nü🏃\n".encode()
    assert [each.name for each in tmp_path.iterdir()] == ["plan.yaml"]


def test_a_new_file_gets_the_usual_rights_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    fresh, usual, private = tmp_path / "fresh", tmp_path / "usual", tmp_path / "private"
    usual.touch()
    save_text(fresh, "x")
    assert fresh.stat().st_mode == usual.stat().st_mode
    private.write_text("old")
    private.chmod(0o600)
    save_text(private, "new")
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert private.read_text() == "new"


def test_what_did_not_change_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    save_text(path, "same")
    before = path.stat()
    save_text(path, "same")
    after = path.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "real.yaml", tmp_path / "plan.yaml"
    target.write_text("old")
    link.symlink_to(target)
    save_text(link, "new")
    assert link.is_symlink() and target.read_text() == "new"


def test_a_crash_while_writing_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OnekError, match=r"plan\.yaml cannot be written \(No space left on device\)"):
        save_text(path, "new")
    assert [each.name for each in tmp_path.iterdir()] == ["plan.yaml"]
    assert path.read_text() == "old"


def test_the_new_content_is_on_disk_before_it_takes_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("old")
    seen: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda _: seen.append(path.read_text()))
    save_bytes(path, b"new")
    assert seen == ["old"]
    assert path.read_text() == "new"


def test_a_folder_that_is_missing_or_in_the_way_is_said(tmp_path: Path) -> None:
    with pytest.raises(OnekError, match="cannot be written"):
        save_text(tmp_path / "none" / "plan.yaml", "x")
    with pytest.raises(OnekError, match="cannot be written"):
        save_text(tmp_path, "x")
    assert list(tmp_path.iterdir()) == []

"""The demo: a sample plan in every format, in a folder, again and again."""

from datetime import UTC, datetime
from pathlib import Path

from onek_sync.app import demo as use_case
from onek_sync.app.demo import PLACES, Demo


def demo(folder: Path) -> Demo:
    return use_case.demo(folder, now=lambda: datetime(2027, 1, 1, tzinfo=UTC), wait=lambda seconds: None)


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith("onek.db")
    }


def test_the_demo_says_its_plan_in_every_format(tmp_path: Path) -> None:
    done = demo(tmp_path / "demo")
    assert not done.kept
    assert set(done.made) == set(PLACES.values())
    made = everything(done.folder)
    assert made["calendar.ics"].count(b"BEGIN:VEVENT") == 15
    assert len([name for name in made if name.startswith("watch/2027")]) == done.pushed == 12
    assert len([name for name in made if name.startswith("garmin/")]) == 12
    assert len([name for name in made if name.startswith("strava/")]) == 12
    assert made["plan.html"].count(b"<article") == 15
    assert all(not said.refused for said in done.made.values())


def test_run_twice_it_changes_nothing(tmp_path: Path) -> None:
    demo(tmp_path)
    before = everything(tmp_path)
    demo(tmp_path)
    assert everything(tmp_path) == before


def test_a_plan_of_the_reader_s_own_is_kept_and_used(tmp_path: Path) -> None:
    demo(tmp_path)
    plan = tmp_path / "plan.yaml"
    plan.write_text(plan.read_text().replace("title: Tempo", "title: Mine"))
    done = demo(tmp_path)
    assert done.kept == ("plan.yaml",)
    assert done.pushed == 12
    assert b"SUMMARY:Mine" in (tmp_path / "calendar.ics").read_bytes()


def test_settings_without_the_target_are_kept_and_nothing_is_pushed(tmp_path: Path) -> None:
    (tmp_path / "onek.toml").write_text('plan = "plan.yaml"\n')
    done = demo(tmp_path)
    assert done.kept == ("onek.toml",)
    assert done.pushed is None
    assert not (tmp_path / "watch").exists()

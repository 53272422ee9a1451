"""`onek build`: a plan file from a few flags, its reasons, and what it will not do."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onek_sync.cli.commands import app
from onek_sync.model.errors import Finding, OnekError, UsageError

FLAGS = ("--goal", "3:25", "--race", "2027-05-08", "--today", "2027-02-01")
DAYS = ("--days", "mon,tue,wed,fri,sat")
RECENT = ("--recent", "1K 3:31", "--recent", "5K 20:50")


def onek(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def build(folder: Path, *arguments: str) -> Result:
    return onek("build", "-C", str(folder), *FLAGS, *DAYS, *RECENT, *arguments)


def refused(folder: Path, *arguments: str, of: type[OnekError] = UsageError) -> Finding:
    done = onek("build", "-C", str(folder), *arguments)
    assert isinstance(done.exception, of)
    return done.exception.findings[0]


def test_a_plan_file_is_written_that_check_finds_sound(tmp_path: Path) -> None:
    (tmp_path / "onek.toml").write_text('timezone = "Europe/Berlin"\n', encoding="utf-8")
    done = build(tmp_path)
    assert done.exit_code == 0 and done.stdout.strip().replace("\n", "") == str(tmp_path / "plan.yaml")
    assert "14 weeks back from 2027-05-08" in done.stderr.replace("\n", " ")
    text = (tmp_path / "plan.yaml").read_text(encoding="utf-8")
    assert text.startswith("# Built by `onek build`.")
    assert "timezone: Europe/Berlin" in text
    checked = onek("check", "-C", str(tmp_path), "--for", "strava", "--json")
    assert json.loads(checked.stdout)["findings"] == []


def test_the_same_answers_give_the_same_bytes(tmp_path: Path) -> None:
    assert build(tmp_path, "-o", "-").stdout == build(tmp_path, "-o", "-").stdout


def test_a_plan_that_is_there_is_not_overwritten_unless_forced(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("mine", encoding="utf-8")
    done = build(tmp_path)
    assert isinstance(done.exception, OnekError) and "is there already" in str(done.exception)
    assert (tmp_path / "plan.yaml").read_text(encoding="utf-8") == "mine"
    assert build(tmp_path, "--force").exit_code == 0
    assert (tmp_path / "plan.yaml").read_text(encoding="utf-8").startswith("# Built by")


def test_building_the_same_plan_again_is_no_overwriting(tmp_path: Path) -> None:
    assert build(tmp_path).exit_code == build(tmp_path).exit_code == 0


def test_for_programs_it_is_said_as_json(tmp_path: Path) -> None:
    said = json.loads(build(tmp_path, "--json").stdout)
    assert said["weeks"] == 14 and said["file"] == str(tmp_path / "plan.yaml")
    assert [finding["code"] for finding in said["findings"]] == ["B15"]  # no time zone
    assert said["reasons"]


def test_the_settings_are_asked_where_nothing_is_said(tmp_path: Path) -> None:
    settings = '[athlete]\nlevel = "beginner"\nunits = "mi"\nrecent = {1K = "3:31"}\n'
    (tmp_path / "onek.toml").write_text(settings, encoding="utf-8")
    text = onek("build", "-C", str(tmp_path), *FLAGS, *DAYS, "-o", "-").stdout
    assert "level: beginner" in text and "units: mi" in text and "template first-1k" in text


@pytest.mark.parametrize(
    ("flags", "template"),
    [((), "1k"), (("--level", "beginner"), "first-1k"), (("--weeks", "5"), "sharpen")],
)
def test_the_template_is_chosen_by_the_weeks_and_the_level(
    tmp_path: Path, flags: tuple[str, ...], template: str
) -> None:
    assert f"from template {template}:" in build(tmp_path, *flags, "-o", "-").stdout.replace("\n# ", " ")


def test_a_coach_s_own_template_is_used_and_its_holes_are_named(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    ours = (Path(__file__).parents[2] / "templates" / "1k.yaml").read_text(encoding="utf-8")
    mine.write_text(ours.replace("template: 1k", "template: mine"), encoding="utf-8")
    assert "from template mine:" in build(tmp_path, "--template", str(mine), "-o", "-").stdout
    mine.write_text(ours.replace("sharpener: 3x300m", "sharpener: 3x300q"), encoding="utf-8")
    done = build(tmp_path, "--template", str(mine))
    assert isinstance(done.exception, OnekError)
    assert str(done.exception).startswith(f"{mine}:") and '"q"' in str(done.exception)


def test_a_start_time_comes_with_the_day(tmp_path: Path) -> None:
    flags = (
        "--goal",
        "3:25",
        "--race",
        "2027-05-08 15:30",
        "--today",
        "2027-02-01",
        *DAYS,
        *RECENT,
        "-o",
        "-",
    )
    assert 'date: 2027-05-08, at: "15:30"' in onek("build", "-C", str(tmp_path), *flags).stdout


@pytest.mark.parametrize(
    ("flags", "says"),
    [
        (("--race", "2027-05-08", *DAYS), "a plan needs --goal"),
        (("--goal", "3:25", *DAYS), "a plan needs --race"),
        (FLAGS, "a plan needs --days"),
        ((*FLAGS, "--days", "mon,funday"), 'days: "funday" is no day'),
        ((*FLAGS, *DAYS, "--volume", "much"), 'volume: "much" is no distance'),
        ((*FLAGS, *DAYS, "--template", "nope"), 'there is no template "nope"'),
        (("--goal", "fast", "--race", "2027-05-08", *DAYS), 'goal: "fast" is no time'),
        (("--goal", "3:25", "--race", "8 May", *DAYS), 'race: "8 May" is no date'),
        ((*FLAGS, *DAYS, "--recent", "20:50"), 'recent: "20:50" is no result'),
    ],
)
def test_what_is_missing_or_means_nothing_is_named_by_its_flag(
    tmp_path: Path, flags: tuple[str, ...], says: str
) -> None:
    assert refused(tmp_path, *flags).what.startswith(says)


@pytest.mark.parametrize(("volume", "metres"), [("35km", 35), ("35", 35), ("22mi", 35), ("35,5 km", 36)])
def test_volume_is_read_with_its_unit(tmp_path: Path, volume: str, metres: int) -> None:
    text = build(tmp_path, "--volume", volume, "-o", "-").stdout
    first = int(text.split("from template 1k: ")[1].split(" to ")[0])
    assert abs(first - metres) <= 3


def test_public_python_builds_the_same_plan() -> None:
    from onek_sync import build_plan
    from tests.planning.building_plans import request

    assert build_plan(request()).plan.race == request().race

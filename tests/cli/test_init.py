"""`onek init` without a terminal: every answer a flag, two files in the end, nothing lost unasked."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onek_sync.cli.commands import app
from onek_sync.model.errors import OnekError, UsageError

FLAGS = ("--goal", "3:25", "--race", "2027-05-08", "--days", "mon,tue,wed,fri,sat", "--recent", "1K 3:31")
MORE = ("--age", "34", "--at", "18:30", "--timezone", "Europe/Berlin", "--heart", "max 190", "--units", "km")
ALL = (*FLAGS, *MORE, "--level", "intermediate", "--volume", "35km")


def init(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["init", "-C", str(folder), "--today", "2027-02-01", *arguments])


def plan_of(folder: Path) -> str:
    return (folder / "plan.yaml").read_text(encoding="utf-8")


def settings_of(folder: Path) -> str:
    return (folder / "onek.toml").read_text(encoding="utf-8")


def test_with_yes_two_files_are_written_that_check_finds_sound(tmp_path: Path) -> None:
    folder = tmp_path / "a new" / "folder"
    done = init(folder, *FLAGS, "--timezone", "Europe/Berlin", "--yes")
    assert done.exit_code == 0, done.exception
    assert done.stdout.splitlines() == [str(folder / "onek.toml"), str(folder / "plan.yaml")]
    assert f" -C '{folder}' show --all" in done.stderr
    checked = CliRunner().invoke(app, ["check", "-C", str(folder), "--for", "strava", "--json"])
    assert json.loads(checked.stdout)["findings"] == []


def test_every_answer_is_a_flag(tmp_path: Path) -> None:
    assert init(tmp_path, *ALL).exit_code == 0
    settings = settings_of(tmp_path)
    for line in ("age = 34", 'default = "18:30"', 'timezone = "Europe/Berlin"', "max = 190", '1K = "3:31"'):
        assert line in settings
    assert 'goal: "3:25"' in plan_of(tmp_path) and "22 to" not in plan_of(tmp_path)


def test_without_a_terminal_what_is_missing_is_wrong_use_and_nothing_hangs(tmp_path: Path) -> None:
    done = init(tmp_path, "--goal", "3:25")
    assert isinstance(done.exception, UsageError)
    assert str(done.exception) == (
        "there is nobody to ask here, and this is missing: --race, --days; "
        "give them, or take the usual answers with --yes"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("flags", "says"),
    [
        (("--race", "8 May"), 'race: "8 May" is no date'),
        (("--timezone", "Berlin"), 'timezone: "Berlin" is no time zone; did you mean Europe/Berlin?'),
        (("--heart", "max 300"), "athlete.heart.max"),
        (("--goal", "1:59"), "faster than the world record"),
        (("--age", "3"), "write 5 or more"),
    ],
)
def test_a_wrong_flag_is_said_and_nothing_is_written(
    tmp_path: Path, flags: tuple[str, ...], says: str
) -> None:
    done = init(tmp_path, *FLAGS, "--yes", *flags)
    assert isinstance(done.exception, OnekError) and says in str(done.exception)
    assert list(tmp_path.iterdir()) == []


def test_yes_never_overwrites_unless_forced(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("mine", encoding="utf-8")
    done = init(tmp_path, *FLAGS, "--yes")
    assert isinstance(done.exception, OnekError) and "plan.yaml is there already" in str(done.exception)
    assert plan_of(tmp_path) == "mine" and not (tmp_path / "onek.toml").exists()
    assert init(tmp_path, *FLAGS, "--yes", "--force").exit_code == 0
    assert plan_of(tmp_path).startswith("# Built by")


def test_running_it_twice_with_the_same_answers_changes_nothing(tmp_path: Path) -> None:
    init(tmp_path, *ALL)
    before = settings_of(tmp_path), plan_of(tmp_path)
    again = init(tmp_path, *ALL, "--json")
    assert again.exit_code == 0 and json.loads(again.stdout)["written"] == []
    assert (settings_of(tmp_path), plan_of(tmp_path)) == before


def test_for_programs_it_is_said_as_json(tmp_path: Path) -> None:
    said = json.loads(init(tmp_path, *ALL, "--json").stdout)
    assert said["written"] == [said["settings"], said["file"]]
    assert said["plan"] == "1k-2027-05-08" and said["weeks"] == 14 and said["reasons"]
    assert said["findings"] == []


def test_a_broken_settings_file_is_told_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "onek.toml").write_text("athlete = \n", encoding="utf-8")
    done = init(tmp_path, *ALL, "--yes", "--force")
    assert isinstance(done.exception, OnekError) and "this is no TOML" in str(done.exception)
    assert settings_of(tmp_path) == "athlete = \n"


def test_without_a_plan_the_commands_lead_here(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["show", "-C", str(tmp_path)])
    assert "`onek init`" in str(done.exception)

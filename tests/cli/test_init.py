"""`onek init`: questions on a real terminal, two files in the end, nothing lost unasked."""

import json
import os
import sys
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


# Without a terminal


def test_with_yes_two_files_are_written_that_check_finds_sound(tmp_path: Path) -> None:
    folder = tmp_path / "a new" / "folder"
    done = init(folder, *FLAGS, "--timezone", "Europe/Berlin", "--yes")
    assert done.exit_code == 0, done.exception
    assert done.stdout.splitlines() == [str(folder / "onek.toml"), str(folder / "plan.yaml")]
    assert f"onek -C {folder} show --all" in done.stderr
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
        "there is nobody to ask here, and no --race and no --days is given; "
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


# On a terminal

pexpect = pytest.importorskip("pexpect", reason="needs a terminal: pip install pexpect, not on Windows")


class Terminal:
    """`onek init` on a terminal of its own; `says` waits for a text, `types` answers."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        environ = {**os.environ, "TZ": "Europe/Berlin", "NO_COLOR": "1", "COLUMNS": "100"}
        command = ["-m", "onek_sync", "init", "--today", "2027-02-01", *arguments]
        self.child = pexpect.spawn(
            sys.executable,
            command,
            cwd=folder,
            env=environ,
            encoding="utf-8",
            dimensions=(50, 100),
            timeout=15,
        )

    def says(self, *texts: str) -> "Terminal":
        for text in texts:
            self.child.expect_exact(text)
        return self

    def types(self, *lines: str) -> "Terminal":
        for line in lines:
            self.child.sendline(line)
        return self

    def ends(self) -> int:
        self.child.expect(pexpect.EOF)
        self.child.close()
        return int(self.child.exitstatus)


def test_a_runner_is_led_from_nothing_to_a_plan(tmp_path: Path) -> None:
    onek = Terminal(tmp_path)
    onek.says(f"Your files go into {tmp_path}", "1/11", "Recent races", ">").types("5K 20:50")
    onek.says(">").types("20:50").says('"20:50" is no result', ">").types("1K 3:31").says(">").types("")
    onek.says("2/11", "[intermediate] >").types("")
    onek.says("3/11", "Your age", ">").types("")
    onek.says("4/11", "[2027-05-01] >").types("8 May").says("is no date").types("2027-05-08 15:30")
    onek.says("5/11", "[3:23] >").types("2:50").says("out of reach", "all the same? [y/N]:").types("n")
    onek.says("[3:23] >").types("3:25")
    onek.says("6/11", "[tue thu sat sun] >").types("mon tue")
    onek.says("a plan needs 3 days a week, 2 given; ", " mon,tue,").types("mon tue wed fri sat")
    onek.says("7/11", "[km] >").types("").says("8/11", ">").types("").says("9/11", "[18:00] >").types("18:30")
    onek.says("10/11", "[Europe/Berlin] >").types("").says("11/11", ">").types("max 190")
    onek.says("1K in 3:25", "week", "phase", "on foot", "key sessions", "specific ", "race", "RACE 1K")
    onek.says("14 weeks back from 2027-05-08", "onek.toml  (new)", "plan.yaml  (new)")
    onek.says("Write onek.toml and plan.yaml? [Y/n]:")
    assert list(tmp_path.iterdir()) == []
    assert onek.types("").ends() == 0
    assert 'recent = {5K = "20:50", 1K = "3:31"}' in settings_of(tmp_path)
    assert 'at: "15:30", goal: "3:25"' in plan_of(tmp_path)


def test_only_what_no_flag_answers_is_asked(tmp_path: Path) -> None:
    onek = Terminal(tmp_path, *FLAGS, *MORE)
    onek.says("1/2", "Your level").types("b").says("2/2", "in a week").types("")
    assert onek.says("Write onek.toml and plan.yaml?").types("y").ends() == 0
    assert "level: beginner" in plan_of(tmp_path)


def test_a_flag_that_does_not_go_with_the_other_answers_is_asked_about(tmp_path: Path) -> None:
    onek = Terminal(tmp_path, *ALL, "--goal", "2:50")
    onek.says("out of reach", "all the same?").types("y")
    assert onek.says("1K in 2:50", "Write onek.toml and plan.yaml?").types("y").ends() == 0


def test_a_no_at_the_end_writes_nothing(tmp_path: Path) -> None:
    onek = Terminal(tmp_path, *ALL)
    assert onek.says("Write onek.toml and plan.yaml?").types("n").says("Nothing was written.").ends() == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("leave", ["\x03", "\x04"])
def test_who_leaves_in_between_leaves_nothing_behind(tmp_path: Path, leave: str) -> None:
    onek = Terminal(tmp_path)
    onek.says("Recent races", ">").child.send(leave)
    onek.says("Nothing was written.")
    assert onek.ends() != 0 and list(tmp_path.iterdir()) == []


def test_before_a_file_is_replaced_what_would_be_lost_is_shown(tmp_path: Path) -> None:
    init(tmp_path, *ALL)
    plan = plan_of(tmp_path)
    (tmp_path / "onek.toml").write_text("# mine\n" + settings_of(tmp_path), encoding="utf-8")
    onek = Terminal(tmp_path, *ALL, "--at", "19:00", "--goal", "3:26")
    onek.says('- default = "18:30"', '+ default = "19:00"', "Change it so?").types("y")
    onek.says("There now: 1K in 3:25, 14 weeks", "race on 2027-05-08", "Replace plan.yaml? [y/N]:").types("")
    assert onek.says("Write onek.toml? [Y/n]:").types("").ends() == 0
    assert plan_of(tmp_path) == plan
    assert settings_of(tmp_path).startswith("# mine\n") and 'default = "19:00"' in settings_of(tmp_path)


def test_settings_that_one_keeps_stay_and_the_plan_goes_by_them(tmp_path: Path) -> None:
    (tmp_path / "onek.toml").write_text('timezone = "Asia/Tokyo"\n', encoding="utf-8")
    onek = Terminal(tmp_path, *ALL)
    onek.says('+ timezone = "Europe/Berlin"', "Change it so?").types("n")
    assert onek.says("Write plan.yaml?").types("y").ends() == 0
    assert settings_of(tmp_path) == 'timezone = "Asia/Tokyo"\n'
    assert "timezone: Asia/Tokyo" in plan_of(tmp_path)

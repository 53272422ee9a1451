"""`onek init` on a real terminal: it asks, shows, and asks again before anything is written or lost."""

import os
import sys
from pathlib import Path

import pytest

from tests.cli.test_init import ALL, FLAGS, MORE, init, plan_of, settings_of

pexpect = pytest.importorskip("pexpect", reason="plays a person at a terminal: pip install pexpect")
if not hasattr(pexpect, "spawn"):
    pytest.skip("there are no such terminals on Windows", allow_module_level=True)


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
    onek.says("6/11", "[mon tue thu sat] >").types("mon tue")
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


def test_a_flag_that_cannot_be_read_is_told_before_the_first_question(tmp_path: Path) -> None:
    onek = Terminal(tmp_path, "--volume", "lots")
    assert onek.says('volume: "lots" is no distance').ends() == 2
    assert "1/" not in (onek.child.before or "")


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

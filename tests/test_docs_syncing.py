"""The page on syncing: its settings and plans are read, and its commands answer as it says, in its order."""

import os
import re
import shlex
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onek_sync.cli.commands import app
from onek_sync.planning.file import read_plan
from onek_sync.settings import Settings, settings_of
from tests.app.telling import Telling

PAGE = (Path(__file__).parents[1] / "docs" / "syncing.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
DATED = {"diff", "push", "status", "forget"}


def of_kind(kind: str) -> list[str]:
    return [text for name, text in BLOCKS if name == kind]


def first_plan() -> str:
    """The plan before the change that the page tells of."""
    [changed] = of_kind("yaml")
    return changed.replace("35min", "40min").replace("sun:", "sat:")


@pytest.mark.parametrize("text", [*of_kind("yaml"), first_plan()])
def test_every_plan_on_the_page_is_read_without_a_doubt(text: str) -> None:
    assert read_plan(text).findings == ()


@pytest.mark.parametrize("text", of_kind("toml"))
def test_every_setting_on_the_page_is_one(text: str) -> None:
    assert settings_of(text, "onek.toml", {}) != Settings()


def run(line: str) -> str:
    """What a command prints to stdout."""
    command, *words = shlex.split(line)
    if command == "rm":
        Path(*words).unlink()
        return ""
    assert command == "onek", f"the page runs {command}"
    today = ["--today", "2027-03-01"] if words[0] in DATED else []
    return CliRunner().invoke(app, [*words, *today], catch_exceptions=False).stdout


def steps(block: str) -> list[tuple[str, str]]:
    """Each command with what it prints."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def test_every_command_on_the_page_answers_as_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setitem(os.environ, "ONEK_SECRETS", "files")
    Path("plan.yaml").write_text(first_plan(), encoding="utf-8")
    Path("onek.toml").write_text(of_kind("toml")[0], encoding="utf-8")
    tried = 0
    for kind, block in BLOCKS:
        if kind == "yaml":
            Path("plan.yaml").write_text(block, encoding="utf-8")
        for line, expected in steps(block) if kind == "console" else []:
            pattern = re.escape(expected).replace("…", ".*")
            assert re.fullmatch(pattern, printed := run(line)), f"$ {line}\n{printed}"
            tried += 1
    assert tried == 10


def test_every_command_that_is_named_is_one() -> None:
    import typer

    names = set(re.findall(r"`onek (\w+)", PAGE))
    assert names and names <= set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def test_what_a_timer_runs_is_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "running").mkdir()
    (tmp_path / "running" / "onek.toml").write_text(of_kind("toml")[0], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setitem(os.environ, "ONEK_SECRETS", "files")
    cron, units = of_kind("cron")[0], "".join(of_kind("ini"))
    lines = re.findall(r"onek (schedule .*)", cron + units.replace("%h", str(tmp_path)))
    assert len(lines) == 2
    for line in lines:
        done = CliRunner().invoke(app, shlex.split(line), catch_exceptions=False)
        assert (done.exit_code, done.output) == (0, ""), line


def test_the_week_that_is_told_is_the_one_on_the_page(tmp_path: Path) -> None:
    asked, [letter] = of_kind("toml"), of_kind("text")
    notify = asked[1].replace("NOTIFY_URL", "PHONE")
    life = Telling(tmp_path, datetime(2027, 2, 28, 16, tzinfo=UTC), asked[0] + notify)
    life.plan(first_plan())
    life.until(datetime(2027, 2, 28, 20, tzinfo=UTC), step=timedelta(minutes=5))
    [told] = life.told
    assert re.fullmatch(re.escape(letter).replace("…", ".*"), f"{told.text}\n")

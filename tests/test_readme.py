"""The README keeps its promises: its plan is read, its commands run, its links lead somewhere."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onek_sync.cli.commands import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)
COMMANDS = [
    line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines() if line.startswith("onek")
]


def block(kind: str) -> str:
    return next(text for name, text in BLOCKS if name == kind)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "plan.yaml").write_text(block("yaml"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_of_the_readme_does_what_it_says(line: str, folder: Path) -> None:
    result = CliRunner().invoke(app, shlex.split(line, comments=True)[1:], catch_exceptions=False)
    assert result.exit_code == 0, result.output


def test_the_plan_of_the_readme_leaves_nothing_to_mend(folder: Path) -> None:
    result = CliRunner().invoke(app, ["check"], catch_exceptions=False)
    assert "no faults" in result.output


def test_the_race_day_of_the_readme_fills_itself(folder: Path) -> None:
    result = CliRunner().invoke(app, ["show", "--date", "2027-05-08"], catch_exceptions=False)
    assert "RACE 1K goal 3:25" in result.output
    assert "Before the start:" in result.output


def test_the_python_of_the_readme_runs(folder: Path) -> None:
    exec(block("python"), {})


def test_the_two_commands_are_targets_of_make() -> None:
    targets = re.findall(r"^make (\w+)$", block("sh"), flags=re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert targets == ["demo", "test"]
    assert all(f"\n{target}:" in makefile for target in targets)


@pytest.mark.parametrize("link", re.findall(r"\]\((?!https?:)([^)#]+)", README))
def test_every_link_leads_somewhere(link: str) -> None:
    assert (ROOT / link).exists()

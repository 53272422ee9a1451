"""What holds for every command: help with an example, answers in a sentence, no traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from onek_sync.cli.commands import app

COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def test_the_commands_are_those_of_the_contract() -> None:
    assert COMMANDS == [
        "backup", "build", "check", "connect", "demo", "diff", "disconnect", "doctor", "export", "feed",
        "forget", "import", "init", "migrate", "paces", "parse", "push", "restore", "schedule", "serve",
        "show", "status",
    ]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = CliRunner().invoke(app, [command, "--help"])
    assert result.exit_code == 0
    assert f"Example: onek {command}" in result.output


SPOKEN = {
    "backup": "new.backup",
    "build": "--goal 3:25 --race 2027-05-08 --today 2027-02-01 --days mon,tue,wed,fri,sat -o built.yaml",
    "check": "",
    "connect": "shelf",
    "demo": "made",
    "diff": "--today 2027-04-26",
    "disconnect": "shelf",
    "doctor": "",
    "export": "garmin",
    "feed": "add phone",
    "forget": "shelf --remove --yes",
    "import": f"{Path(__file__).parents[1] / 'imports' / 'csv' / 'keys.csv'} -o imported.yaml",
    "init": "-C new --goal 3:25 --race 2027-05-08 --today 2027-02-01 --days mon,wed,fri",
    "migrate": "",
    "paces": "",
    "parse": "5km",
    "push": "--today 2027-04-26",
    "restore": "old.backup",
    "schedule": "--run",
    "show": "--all",
    "status": "--check --today 2027-04-26",
}


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "serve"])  # which shows nothing
def test_every_command_speaks_json(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    demo = Path(__file__).parents[2] / "templates" / "demo" / "plan.yaml"
    (tmp_path / "plan.yaml").write_bytes(demo.read_bytes())
    (tmp_path / "onek.toml").write_text('[targets.shelf]\nkind = "folder"\npath = "shelf"\n')
    CliRunner().invoke(app, ["backup", "old.backup"], catch_exceptions=False)
    done = CliRunner().invoke(app, [command, *SPOKEN[command].split(), "--json"], catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
    assert isinstance(json.loads(done.stdout), dict)


def test_start_up_imports_nothing_heavy() -> None:
    code = "import onek_sync.cli.commands, sys; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not {"icalendar", "pydantic", "ruamel.yaml", "rich.console"} & set(modules.split())

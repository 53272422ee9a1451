"""What holds for every command: help with an example, answers in a sentence, no traceback."""

import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from onek_sync.cli.commands import app

COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def test_the_commands_are_those_of_the_contract() -> None:
    assert COMMANDS == ["build", "check", "demo", "export", "paces", "parse", "show"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = CliRunner().invoke(app, [command, "--help"])
    assert result.exit_code == 0
    assert f"Example: onek {command}" in result.output


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_speaks_json(command: str) -> None:
    assert "--json" in CliRunner().invoke(app, [command, "--help"]).output


def test_start_up_imports_nothing_heavy() -> None:
    code = "import onek_sync.cli.commands, sys; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not {"icalendar", "pydantic", "ruamel.yaml", "rich.console"} & set(modules.split())

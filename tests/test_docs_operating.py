"""The page for those who run it: its commands run, its settings are read, its figures and files are there."""

import json
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onek_sync.cli.commands import app
from onek_sync.settings import settings_of
from tests.web.serving import Home

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
UNIT = (ROOT / "config" / "onek.service").read_text(encoding="utf-8")
COMPOSE = (ROOT / "config" / "compose.yaml").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
WAYS = (
    "onek ",
    "docker compose run --rm onek ",
    "docker compose exec onek onek ",
)  # to say a command of ours


def of_kind(kind: str) -> list[str]:
    return [text for name, text in BLOCKS if name == kind]


LINES = [line for block in of_kind("sh") for line in block.splitlines()]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    return Home(tmp_path, monkeypatch)


def test_every_kind_of_example_is_one_that_is_tried() -> None:
    assert {kind for kind, _ in BLOCKS} == {"sh", "ini", "toml", "json"}


@pytest.mark.parametrize("text", of_kind("toml"))
def test_every_setting_is_one(text: str) -> None:
    assert settings_of(text, "onek.toml", {}) != settings_of("", "onek.toml", {})


def test_every_command_of_ours_does_its_work(home: Home) -> None:
    said = [line.removeprefix(way) for line in LINES for way in WAYS if line.startswith(way)]
    tried = [line.replace("/var/lib/onek", str(home.path)) for line in said]
    assert len(tried) == 8 and tried.count("init") == 2
    for line in dict.fromkeys(tried):
        words = [*shlex.split(line), *(["--yes", "--force"] if line == "init" else [])]
        done = CliRunner().invoke(app, ["-C", str(home.path), *words], catch_exceptions=False)
        assert done.exit_code == 0, f"onek {line}\n{done.output}"


def test_the_page_and_the_unit_speak_of_the_same_user_program_and_folders() -> None:
    [program] = re.findall(r"^ExecStart=(\S+)", UNIT, flags=re.MULTILINE)
    [user] = re.findall(r"^User=(\S+)", UNIT, flags=re.MULTILINE)
    [key] = re.findall(r"^#LoadCredential=onek-key:(\S+)", UNIT, flags=re.MULTILINE)
    home = f"/var/lib/{re.findall('^StateDirectory=(.*)', UNIT, flags=re.MULTILINE)[0]}"
    aliases = [shlex.split(line)[1].removeprefix("onek=") for line in LINES if line.startswith("alias")]
    assert aliases == [
        f"sudo -H -u {user} {program} -C {home}",
        f"sudo -H -u {user} ONEK_KEY=file:{key} {program} -C {home}",
    ]
    assert f"sudo useradd --system --home-dir {home} --shell /usr/sbin/nologin {user}" in LINES
    assert f"sudo install -d -o {user} -g {user} -m 0700 {home}" in LINES
    assert f"sudo python3 -m venv {program.removesuffix('/bin/onek')}" in LINES
    assert any(line.endswith(f"| sudo install -g {user} -m 0640 /dev/stdin {key}") for line in LINES)


def test_the_containers_variables_are_those_of_their_file() -> None:
    [said] = of_kind("ini")
    named = {line.partition("=")[0] for line in said.splitlines()}
    assert named == set(re.findall(r"\$\{(\w+)[:}]", COMPOSE))


def test_every_file_that_is_named_comes_along() -> None:
    named = set(re.findall(r"(?:config/|`)([\w.]+(?:\.service|\.conf|\.yaml|file))`", PAGE)) - {"plan.yaml"}
    assert named == {"nginx.conf", "Caddyfile", "Containerfile", "compose.yaml"}
    assert all((ROOT / "config" / name).is_file() for name in {*named, "onek.service"})
    assert '"config" = "onek_sync/_share/config"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_every_extra_and_every_command_that_is_named_is_one() -> None:
    import tomllib

    import typer

    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    named = {extra for found in re.findall(r"onek-sync\[([\w,]+)\]", PAGE) for extra in found.split(",")}
    assert named and named <= set(extras)
    commands = set(re.findall(r"`onek (\w+)", PAGE))
    assert commands and commands <= set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def test_what_it_tells_of_itself_is_what_the_page_says(home: Home) -> None:
    pytest.importorskip("prometheus_client", reason="pip install 'onek-sync[metrics]'")
    home.settings(of_kind("toml")[-1])
    with home.serving() as server:
        shown = json.loads(server.ask("/readyz").body)
        figures = server.ask("/metrics").body.decode()
    [ready] = of_kind("json")
    assert set(shown) == set(json.loads(ready))
    named = re.findall(r"^\| `(onek_\w+)` \|", PAGE, flags=re.MULTILINE)
    assert len(named) == 5
    told = set(re.findall(r"^# HELP (\w+) ", figures, flags=re.MULTILINE))
    assert {name for name in named if not {name, name.removesuffix("_total")} & told} == set()

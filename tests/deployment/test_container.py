"""config/Containerfile and compose.yaml, run as they say, but for the image: no registry is asked."""

import json
import os
import re
import secrets
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from ruamel.yaml import YAML

from onek_sync.settings import settings_of
from tests.deployment.interpreter import MOUNTS, ROOT, lay_out
from tests.web.serving import PATIENCE, Home

CONFIG = ROOT / "config"
TEXT = re.sub(r"\\\n *", "", (CONFIG / "Containerfile").read_text(encoding="utf-8"))
LINES = re.findall(r"^([A-Z]+) (.*)$", TEXT, flags=re.MULTILINE)
SAID = {"ONEK_SITE": "onek.example.org"}
VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")


def filled(text: str) -> str:
    """As compose fills its variables in; one that must be given is."""

    def value(found: re.Match[str]) -> str:
        name, kind, rest = found.groups()
        return SAID.get(name) or (rest if kind == "-" else "")

    return VARIABLE.sub(value, text)


COMPOSE = YAML(typ="safe").load(filled((CONFIG / "compose.yaml").read_text(encoding="utf-8")))
ONEK, PROXY = COMPOSE["services"]["onek"], COMPOSE["services"]["proxy"]


def said(word: str) -> list[str]:
    """What stands behind a word of the Containerfile."""
    return [rest for name, rest in LINES if name == word]


def environment() -> dict[str, str]:
    """What both files say."""
    return dict(line.split("=", 1) for line in said("ENV")) | ONEK["environment"]


def check() -> list[str]:
    """The command that tells whether it is well."""
    return json.loads(said("HEALTHCHECK")[0].partition("CMD ")[2])  # type: ignore[no-any-return]


def test_every_setting_that_they_give_is_one() -> None:
    settings = settings_of("", "onek.toml", environment())
    assert (settings.web.public_url, settings.web.behind_proxy) == ("https://onek.example.org", True)
    assert f":{settings.web.port}/healthz" in check()[-1]
    assert said("EXPOSE") == [str(settings.web.port)]
    assert PROXY["environment"] == SAID | {"ONEK_AT": f"onek:{settings.web.port}"}


def test_both_may_do_nothing_but_write_their_own() -> None:
    for service in (ONEK, PROXY):
        assert service["read_only"] and service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
    assert "ports" not in ONEK  # the proxy alone is reached from outside


def test_every_file_that_they_need_comes_along_or_is_yours() -> None:
    needed = [ONEK["build"]["dockerfile"], *(volume.split(":")[0] for volume in PROXY["volumes"][:1])]
    assert all((CONFIG / name).is_file() for name in needed)
    assert COMPOSE["secrets"] == {"onek_key": {"file": "./onek.key"}}


class Container(NamedTuple):
    """A process that believes that it is alone on a machine, and who it is here."""

    process: "subprocess.Popen[str]"
    pid: int

    def run(self, command: list[str], environ: Mapping[str, str]) -> int:
        """A command within."""
        inside = ("nsenter", "-t", str(self.pid), "-m", "-p", "-n", *as_user(said("USER")[0]))
        done = subprocess.run([*inside, *command], env=environ, timeout=PATIENCE, capture_output=True)
        return done.returncode


def as_user(user: str) -> tuple[str, ...]:
    uid, gid = user.split(":")
    least = ("--clear-groups", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all")
    return ("setpriv", f"--reuid={uid}", f"--regid={gid}", *least)


@contextmanager
def container(here: Path, data: Path, key: Path, environ: Mapping[str, str]) -> Iterator[Container]:
    """As an engine would: the first process of its namespace, on a system that is read-only but for /data."""
    lay_out(here / "opt")
    system = [part for name in ("usr", "etc") for part in ("--ro-bind", f"/{name}", f"/{name}")]
    links = [part for name in ("bin", "lib", "lib64") for part in ("--symlink", f"usr/{name}", f"/{name}")]
    mounts = [part for where, what in MOUNTS.items() for part in ("--ro-bind", what, where)]
    own = (
        "--bind",
        str(data),
        said("VOLUME")[0],
        "--perms",
        "1777",
        "--tmpfs",
        "/tmp",
        "--proc",
        "/proc",
        "--dev",
        "/dev",
    )
    alone = ("--unshare-pid", "--as-pid-1", "--unshare-net", "--unshare-ipc")
    told, telling = os.pipe()
    command = (
        *("bwrap", "--info-fd", str(telling), *system, *links, "--bind", str(here / "opt"), "/opt", *mounts),
        *(
            "--dir",
            "/run/secrets",
            "--ro-bind",
            str(key),
            "/run/secrets/onek_key",
            *own,
            "--remount-ro",
            "/",
            *alone,
        ),
        *("--chdir", said("WORKDIR")[0], *as_user(said("USER")[0])),
        *(part for word in ("ENTRYPOINT", "CMD") for part in json.loads(said(word)[0])),
    )
    process = subprocess.Popen(command, env=environ, stderr=subprocess.PIPE, text=True, pass_fds=(telling,))
    os.close(telling)
    with os.fdopen(told) as info:
        first = int(json.load(info)["child-pid"])
    try:
        yield Container(process, first)
    finally:
        if process.poll() is None:
            os.kill(first, signal.SIGKILL)
        process.communicate()


@pytest.mark.slow
@pytest.mark.skipif(
    not all(map(shutil.which, ("bwrap", "setpriv", "nsenter"))) or os.geteuid() != 0,
    reason="needs root and bubblewrap: apt install bubblewrap util-linux",
)
def test_it_runs_by_a_user_without_a_name_on_a_system_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, key = Home(tmp_path, monkeypatch), tmp_path / "onek.key"
    key.write_text(secrets.token_urlsafe(32))
    monkeypatch.setenv("ONEK_SECRETS", "sealed")
    monkeypatch.setenv("ONEK_KEY", f"file:{key}")
    path = home.link()
    uid = int(said("USER")[0].split(":")[0])
    for one in (home.path, key, *home.path.iterdir()):
        os.chown(one, uid, uid)
    environ = environment() | {"PATH": "/opt/onek/bin:/usr/bin:/bin"}

    with container(tmp_path / "image", home.path, key, environ) as inside:
        assert inside.process.stderr
        assert "serving http://0.0.0.0:8000" in inside.process.stderr.readline()
        assert inside.run(check(), environ) == 0
        asked = [*check()[:-1], check()[-1].replace("/healthz", path)]
        assert inside.run(asked, environ) == 0
        assert inside.run([*check()[:-1], check()[-1].replace("/healthz", "/nothing")], environ) == 1
        written = [inside.run(["touch", f"{folder}/x"], environ) for folder in ("", "/opt", "/data", "/tmp")]
        assert written == [1, 1, 0, 0]

        os.kill(inside.pid, signal.SIGTERM)  # what an engine sends to the first process of a container
        assert inside.process.wait(PATIENCE) == 0
    assert (home.path / "onek.db").stat().st_uid == uid

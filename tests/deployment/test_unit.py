"""config/onek.service: systemd understands it, finds it tight, and runs it."""

import http.client
import re
import secrets
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from tests.deployment.booting import UNIT, USER, Machine, needs_systemd
from tests.web.serving import Home

TEXT = UNIT.read_text(encoding="utf-8")
KEYED = re.sub(r"^#(LoadCredential|Environment)=", r"\1=", TEXT, flags=re.MULTILINE)

analyze = pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="needs systemd-analyze: apt install systemd"
)


def analyzed(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["systemd-analyze", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def written(folder: Path, text: str) -> str:
    """The unit with a program that is there."""
    file = folder / "onek.service"
    file.write_text(text.replace("/opt/onek/bin/onek", "/bin/true"))
    return str(file)


@analyze
@pytest.mark.parametrize("text", [TEXT, KEYED], ids=["plain", "keyed"])
def test_systemd_understands_every_line(tmp_path: Path, text: str) -> None:
    done = analyzed("verify", "--man=no", written(tmp_path, text))
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@analyze
def test_systemd_finds_little_that_it_may_do(tmp_path: Path) -> None:
    """2.0 of 10 is what systemd calls OK; the rest is the net, which it needs."""
    done = analyzed("security", "--offline=true", "--threshold=20", "--no-pager", written(tmp_path, TEXT))
    assert done.returncode == 0, done.stdout


def test_the_key_may_be_switched_on() -> None:
    assert KEYED.count("\nLoadCredential=") == KEYED.count("\nEnvironment=ONEK_KEY=") == 1


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


@pytest.mark.slow
@needs_systemd
def test_systemd_runs_it_with_its_state_folder_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, port = Home(tmp_path, monkeypatch), free_port()
    machine = Machine(tmp_path / "machine", KEYED.replace("/etc/onek/key", "/opt/key"), home.path)
    (machine.opt / "key").write_text(secrets.token_urlsafe(32))
    (machine.opt / "key").chmod(0o600)
    monkeypatch.setenv("ONEK_SECRETS", "sealed")
    monkeypatch.setenv("ONEK_KEY", f"file:{machine.opt}/key")
    path = home.link()
    home.settings(f"[web]\nport = {port}\n")

    with machine.up():
        machine.until(lambda: "serving http://" in machine.said())
        assert asked(port, path) == 200  # it has opened what the key seals, which only root can read

        process = machine.process()
        limits = dict(re.findall(r"^(\w+):\t(.*)$", (process / "status").read_text(), re.MULTILINE))
        assert limits["Uid"].split() == [str(USER)] * 4
        assert (limits["NoNewPrivs"], limits["Seccomp"], limits["CapBnd"]) == ("1", "2", "0" * 16)
        mounts = [line.split() for line in (process / "mountinfo").read_text().splitlines()]
        modes = {where: options.split(",")[0] for _, _, _, _, where, options, *_ in mounts}
        assert (modes["/"], modes["/var/lib/onek"]) == ("ro", "rw")
        assert not [*(process / "root" / "root").iterdir(), *(process / "root" / "home").iterdir()]

        machine.systemctl("kill", "--signal=SIGKILL", "onek")
        machine.until(lambda: machine.said().count("serving http://") == 2)
        assert machine.shown("NRestarts") == "1"
        assert asked(port, path) == 200
        machine.systemctl("stop", "onek")
        assert machine.shown("Result") == "success"
    assert machine.said().endswith("onek: stopped\n")
    assert {file.stat().st_uid for file in home.path.iterdir()} == {USER}


def asked(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()

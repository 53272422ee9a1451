"""A real systemd that runs config/onek.service, in namespaces of its own; it needs root, and no service."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.deployment.interpreter import MOUNTS, ROOT, lay_out

UNIT = ROOT / "config" / "onek.service"
SYSTEMD = Path("/lib/systemd/systemd")
CGROUPS = (Path("/sys/fs/cgroup"), Path("/sys/fs/cgroup/unified"))
NAMESPACES = ("--mount", "--pid", "--uts", "--ipc", "--cgroup", "--fork", "--mount-proc", "--kill-child")
PATIENCE = 60  # seconds
USER = 64123

# What the unit counts on and the target that starts it; the unit itself is the one that is handed out.
STUBS = {f"{name}.target": "DefaultDependencies=no" for name in ("sysinit", "basic", "shutdown")} | {
    "network-online.target": "DefaultDependencies=no",
    "default.target": "DefaultDependencies=no\nWants=onek.service",
}
# There is no journal; and who waits ten seconds for a restart learns no more.
TOLD = """\
[Service]
StandardOutput=append:/opt/said
StandardError=append:/opt/said
RestartSec=100ms
"""
BOOT = """\
set -e
mount --make-rprivate /
mount --make-rshared /
mount --bind {here}/opt /opt
{mounts}
mount --bind {here}/passwd /etc/passwd
mount --bind {here}/group /etc/group
mount -t tmpfs none /run
cp -r {here}/units /run/units
umount -l /sys/fs/cgroup
mount -t cgroup2 none /sys/fs/cgroup
mkdir /run/lib
mkdir /run/lib/onek
mount --bind {home} /run/lib/onek
mount --rbind /run/lib /var/lib
exec env -i PATH="$PATH" container=lxc SYSTEMD_UNIT_PATH=/run/units SYSTEMD_LOG_TARGET=console \
    {systemd} --system --show-status=no
"""


def missing() -> str:
    """What this machine lacks for it; "" where it lacks nothing."""
    if os.name != "posix" or os.geteuid() != 0:
        return "needs root, for namespaces"
    if not SYSTEMD.exists() or not all(map(shutil.which, ("unshare", "nsenter"))):
        return "needs systemd and util-linux: apt install systemd util-linux"
    return "" if _cgroup() else "needs cgroup v2, mounted and writable"


def _cgroup() -> Path | None:
    return next((one for one in CGROUPS if os.access(one / "cgroup.procs", os.W_OK)), None)


class Machine:
    """The machine as it boots. `home` is its /var/lib/onek, what lies in `opt` its /opt."""

    def __init__(self, here: Path, unit: str, home: Path) -> None:
        self.here = here
        self.home = home
        self.opt = here / "opt"
        (here / "units" / "onek.service.d").mkdir(parents=True)
        lay_out(self.opt)
        self._users()
        self._units(unit)

    def _users(self) -> None:
        for file, entry in (
            ("passwd", f"onek:x:{USER}:{USER}::/var/lib/onek:/usr/sbin/nologin"),
            ("group", f"onek:x:{USER}:"),
        ):
            (self.here / file).write_text(f"{Path('/etc', file).read_text()}{entry}\n")

    def _units(self, unit: str) -> None:
        units = self.here / "units"
        (units / "onek.service").write_text(unit)
        (units / "onek.service.d" / "test.conf").write_text(TOLD)
        for name, text in STUBS.items():
            (units / name).write_text(f"[Unit]\n{text}\n")

    @contextmanager
    def up(self) -> Iterator["Machine"]:
        """Booted, and switched off in the end."""
        boot = self.here / "boot.sh"
        boot.write_text(
            BOOT.format(
                here=self.here,
                home=self.home,
                mounts="\n".join(f"mount --bind {what} {where}" for where, what in MOUNTS.items()),
                systemd=SYSTEMD,
            )
        )
        cgroup = _cgroup()
        assert cgroup
        self._group = cgroup / f"onek-test-{os.getpid()}"
        self._group.mkdir()
        command = f'echo $$ > "{self._group}/cgroup.procs"; exec unshare {" ".join(NAMESPACES)} bash "{boot}"'
        with (self.here / "boot.log").open("w") as log:
            process = subprocess.Popen(["bash", "-c", command], stdout=log, stderr=log)
        self._outside = process.pid
        try:
            yield self
        finally:
            process.kill()  # and by --kill-child its systemd, the first process of the namespace: all of them
            process.wait()
            self._sweep()

    def _sweep(self) -> None:
        self.until(lambda: "populated 0" in (self._group / "cgroup.events").read_text())
        folders = [self._group, *(one for one in self._group.rglob("*") if one.is_dir())]
        for folder in sorted(folders, reverse=True):
            folder.rmdir()

    def said(self) -> str:
        """What the service wrote."""
        file = self.opt / "said"
        return file.read_text() if file.exists() else ""

    def until(self, wanted: Callable[[], bool]) -> None:
        """Wait for what systemd brings about."""
        end = time.monotonic() + PATIENCE
        while not wanted():
            assert time.monotonic() < end, (self.here / "boot.log").read_text() + self.said()
            time.sleep(0.05)

    def systemctl(self, *arguments: str) -> str:
        """As root on that machine."""
        first = Path(f"/proc/{self._outside}/task/{self._outside}/children").read_text().split()[0]
        command = ["nsenter", "-t", first, "-m", "-p", "systemctl", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=True)
        return done.stdout

    def process(self) -> Path:
        """The service's process, as this machine sees it."""
        [pid] = (self._group / "system.slice" / "onek.service" / "cgroup.procs").read_text().split()
        return Path("/proc") / pid

    def shown(self, name: str) -> str:
        """A property of the service."""
        return self.systemctl("show", "onek", "--value", "-p", name).strip()


def needs_systemd(test: Callable[..., None]) -> Callable[..., None]:
    """Skips where there is no such machine to be had."""
    return pytest.mark.skipif(bool(missing()), reason=missing() or "it is here")(test)

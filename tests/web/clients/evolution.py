"""Evolution Data Server, what GNOME's calendars are: on a session bus of its own, read by its bindings."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.web.clients.shown import Shown

READER = Path(__file__).with_name("evolution_reader.py")
PYTHON = "/usr/bin/python3"  # the one that the bindings are packaged for
FACTORY = "/usr/libexec/evolution-calendar-factory"
NEEDED = ("python3/dist-packages/gi", "*/girepository-1.0/ECal-2.0.typelib")  # below /usr/lib
SOURCE = """\
[Data Source]
DisplayName=onek
Enabled=true
Parent=webcal-stub

[Calendar]
BackendName=webcal
Selected=true

[Authentication]
Host={host}
Port={port}

[Security]
Method=none

[WebDAV Backend]
ResourcePath={path}

[Refresh]
Enabled=false

[Offline]
StaySynchronized=true
"""


def missing() -> str:
    """What this machine lacks for it; "" where it lacks nothing."""
    programs = all(map(shutil.which, (PYTHON, FACTORY, "dbus-run-session")))
    if programs and all(any(Path("/usr/lib").glob(part)) for part in NEEDED):
        return ""
    return "needs Evolution Data Server: apt install evolution-data-server gir1.2-ecal-2.0 python3-gi dbus"


class Evolution:
    """An EDS that has one calendar, a subscription."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def fetch(self) -> None:
        """See Subscriber."""
        self._ask("fetch")

    def shown(self) -> tuple[Shown, ...]:
        """See Subscriber."""
        events = self._ask("shown")
        assert isinstance(events, list)
        return tuple(sorted((Shown(*event) for event in events), key=lambda event: event.start))

    def _ask(self, what: str) -> object:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(f"{what}\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the reader has ended; see evolution.log"
        return json.loads(line)


@contextmanager
def evolution(home: Path, url: str) -> Iterator[Evolution]:
    """One with a new home, subscribed to the feed there."""
    parts = urlsplit(url)
    sources = home / "config" / "evolution" / "sources"
    sources.mkdir(parents=True, exist_ok=True)
    (sources / "onek.source").write_text(
        SOURCE.format(host=parts.hostname, port=parts.port, path=parts.path), encoding="utf-8"
    )
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE")}
    runtime = home / "run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    environ = {
        **os.environ,
        **folders,
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "TZ": "UTC",
        "GIO_USE_NETWORK_MONITOR": "base",  # this machine may have no net but itself
        "GSETTINGS_BACKEND": "memory",
    }
    command = ["dbus-run-session", "--", PYTHON, str(READER), "onek"]
    with (home / "evolution.log").open("w") as log:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, env=environ
        )
    try:
        yield Evolution(process)
    finally:
        process.communicate()  # its input ends, and with it the reader, the bus, and all on it

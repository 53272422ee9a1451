"""Secrets are planted everywhere, everything goes wrong in every way, and none of them is seen anywhere."""

import logging
import traceback
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onek_sync.store import open_store
from tests.cli.running import MONDAY, SHELF, Folder
from tests.servers.caldav import PASSWORD, USER, RadicaleServer
from tests.servers.garmin import Garmin
from tests.servers.http import Kind, Server
from tests.servers.intervals import Intervals

pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # the Garmin library's habit

PLANTED = "planted"
CODE = "482913"
WAYS: dict[str, tuple[Kind, int]] = {
    "sound": (Kind.STATUS, 0),
    "400": (Kind.STATUS, 400),
    "401": (Kind.STATUS, 401),
    "403": (Kind.STATUS, 403),
    "429": (Kind.STATUS, 429),
    "503": (Kind.STATUS, 503),
    "html": (Kind.HTML, 200),
    "cut": (Kind.CUT_JSON, 200),
    "dropped": (Kind.DROP, 200),
    "dropped after": (Kind.DROP_AFTER_COMMIT, 200),
    "empty": (Kind.EMPTY, 200),
}

ESSENTIAL = ["sound", "401", "429", "html", "dropped"]

Typed = Callable[[], str]


class Everything:
    """What can be seen of a number of commands: what they print, log and raise, and what they leave."""

    def __init__(self, runner: Folder, caplog: pytest.LogCaptureFixture) -> None:
        self._runner = runner
        self._caplog = caplog
        self._seen = ""

    def onek(self, *arguments: str, typed: str | None = None) -> None:
        done = self._runner.onek(*arguments, typed=typed)
        self._seen += done.output + done.stderr
        if done.exception:
            self._seen += "".join(traceback.format_exception(done.exception))

    def look(self, *allowed: Path) -> str:
        """Everything, with the bytes of every file but those in which the secrets belong."""
        files = [file for file in self._runner.path.rglob("*") if file.is_file() and file not in allowed]
        left = b"".join(file.read_bytes() for file in files).decode("latin-1")
        return self._seen + self._caplog.text + left


@pytest.fixture
def everything(runner: Folder, caplog: pytest.LogCaptureFixture) -> Everything:
    caplog.set_level(logging.DEBUG)
    return Everything(runner, caplog)


def play(everything: Everything, runner: Folder, server: Server, way: str, name: str, typed: Typed) -> None:
    """Connect, push, look: first with the fault, then soundly, then with it again; at the end, a copy."""
    kind, status = WAYS[way]
    for broken in (True, False, True):
        server.heal()
        with open_store("sqlite:///onek.db", runner.path) as store:
            store.pauses.end("me", name)
        if broken and status:
            headers = {"Retry-After": "0"} if status == 429 else {}
            server.fault(kind, status=status, headers=headers, count=9999)
        everything.onek("connect", name, typed=typed())
        everything.onek("push", name, "--today", MONDAY)
        everything.onek("status", "--check", "--json", "--today", MONDAY)
    everything.onek("doctor")
    everything.onek("backup", str(runner.path / "all.backup"))
    everything.onek("disconnect", name)


@pytest.mark.parametrize("way", [*ESSENTIAL, "cut", "400"])
def test_nothing_typed_at_garmin_is_seen(
    runner: Folder, garmin: Garmin, everything: Everything, way: str
) -> None:
    garmin.mfa_code = CODE
    runner.settings('[targets.garmin]\nkind = "garmin"\npace = "0s"\n')
    play(everything, runner, garmin, way, "garmin", lambda: f"{garmin.email}\n{garmin.password}\n{CODE}\n")
    seen = everything.look().replace(f"shows: {CODE}", "")  # a code is shown while it is typed
    assert "connected as Test Runner" in seen
    for secret in (PLANTED, CODE):
        assert secret not in seen


@pytest.fixture
def intervals(monkeypatch: pytest.MonkeyPatch) -> Iterator[Intervals]:
    with Intervals() as server:
        monkeypatch.setenv("ONEK_INTERVALS_URL", server.url)
        yield server


@pytest.mark.parametrize(
    ("given", "way"),
    [("typed", way) for way in WAYS]
    + [(given, way) for given in ("env", "file", "sealed") for way in ("sound", "401", "html")],
)
def test_no_key_of_intervals_is_seen(
    runner: Folder,
    intervals: Intervals,
    everything: Everything,
    monkeypatch: pytest.MonkeyPatch,
    given: str,
    way: str,
) -> None:
    named = {"env": 'api_key = "env:PLANTED_KEY"\n', "file": 'api_key = "file:key"\n'}.get(given, "")
    monkeypatch.setenv("PLANTED_KEY", intervals.key)
    if given == "sealed":
        monkeypatch.setenv("ONEK_SECRETS", "sealed")
        monkeypatch.setenv("ONEK_KEY", b64encode(bytes(32)).decode())
    (runner.path / "key").write_text(f"{intervals.key}\n")
    runner.settings(f'[targets.icu]\nkind = "intervals"\npace = "0s"\n{named}')
    play(everything, runner, intervals, way, "icu", lambda: f"{intervals.key}\n" if not named else "")
    seen = everything.look(runner.path / "key")
    assert "icu: connected as" in seen and PLANTED not in seen
    assert b64encode(f"API_KEY:{intervals.key}".encode()).decode() not in seen


@pytest.mark.parametrize("way", ESSENTIAL)
def test_no_password_of_a_calendar_is_seen(
    runner: Folder, everything: Everything, tmp_path: Path, way: str
) -> None:
    pytest.importorskip("radicale", reason="a real CalDAV server: pip install radicale")
    (tmp_path / "radicale").mkdir()
    with RadicaleServer(tmp_path / "radicale") as server:
        runner.settings(f'[targets.cal]\nkind = "caldav"\nurl = "{server.url}"\nusername = "{USER}"\n')
        play(everything, runner, server, way, "cal", lambda: f"{PASSWORD}\n")
        seen = everything.look()
        assert "cal: connected as" in seen and PLANTED not in seen


def test_a_key_in_place_of_its_name_is_not_repeated(runner: Folder, everything: Everything) -> None:
    runner.settings('[targets.icu]\nkind = "intervals"\napi_key = "planted-key-0815"\n')
    for command in ("push", "diff", "status", "doctor"):
        everything.onek(command)
    assert PLANTED not in everything.look(runner.path / "onek.toml")


def test_a_password_in_the_address_of_a_database_is_not_repeated(
    runner: Folder, everything: Everything
) -> None:
    runner.settings(f'database = "postgresql+psycopg://kim:planted-pw@127.0.0.1:9/none"\n{SHELF}')
    for command in ("push", "status", "doctor", "migrate"):
        everything.onek(command)
    assert PLANTED not in everything.look(runner.path / "onek.toml")


def test_what_is_kept_lies_where_only_its_owner_reads(runner: Folder, garmin: Garmin) -> None:
    runner.settings('[targets.garmin]\nkind = "garmin"\npace = "0s"\n')
    runner.onek("connect", "garmin", typed=f"{garmin.email}\n{garmin.password}\n")
    state = runner.path.parent / "state"
    holding = [file for file in state.rglob("*") if file.is_file() and b"planted" in file.read_bytes()]
    assert len(holding) == 1
    assert (holding[0].stat().st_mode & 0o777, holding[0].parent.stat().st_mode & 0o777) == (0o600, 0o700)

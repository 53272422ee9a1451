"""`onek doctor`: a line for each look, with what to do; and a feed read as a strict reader would."""

import json
import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from importlib.metadata import version

import httpx
import pytest

from onek_sync.app.doctor import Verdict
from onek_sync.app.doctor_targets import greeted
from onek_sync.model.errors import UsageError
from tests.cli.running import SHELF, Folder, said
from tests.servers.garmin import Garmin
from tests.servers.http import Request, Response, Route, Server

SECTION = '[targets.garmin]\nkind = "garmin"\npace = "0s"\n'


def lines(runner: Folder, *more: str) -> list[str]:
    return runner.onek("doctor", *more).stdout.splitlines()


def line(runner: Folder, subject: str, *more: str) -> str:
    return "\n".join(one for one in lines(runner, *more) if one[6:].startswith(f"{subject}:"))


def test_a_sound_folder_has_nothing_to_mend(runner: Folder) -> None:
    runner.settings(SHELF)
    (runner.path / "shelf").mkdir()
    done = runner.onek("doctor")
    assert done.exit_code == 0
    subjects = [one.split()[1].rstrip(":") for one in done.stdout.splitlines()]
    assert subjects == [
        "python", "onek-sync", "libraries", "settings", "plan", "database", "disk", "logins", "shelf",
    ]  # fmt: skip
    assert {one.split()[0] for one in done.stdout.splitlines()} == {"ok"}


def test_settings_that_cannot_be_read_are_a_fault_with_its_place(runner: Folder) -> None:
    runner.settings("[feed]\nalarm = 3\n")
    done = runner.onek("doctor")
    assert done.exit_code == 1
    assert "fault settings:" in done.stdout and "onek.toml:2" in done.stdout and "did you mean" in done.stdout


def test_a_plan_with_faults_is_named_with_the_first(runner: Folder) -> None:
    runner.plan((runner.path / "plan.yaml").read_text().replace("60min long", "60 long"))
    assert line(runner, "plan").startswith("fault plan:") and "plan.yaml:8" in line(runner, "plan")


def test_a_database_that_cannot_be_used_is_a_fault(runner: Folder) -> None:
    (runner.path / "onek.db").write_bytes(b"this is no database" * 100)
    assert "fault database:" in line(runner, "database") and "no database" in line(runner, "database")


def test_a_full_disk_is_a_fault(runner: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda path: type("Usage", (), {"free": 1000})())
    assert line(runner, "disk") == "fault disk: 0.0 GB free; make room, or nothing can be remembered"


def test_without_targets_the_next_step_is_said(runner: Folder) -> None:
    assert line(runner, "targets") == "doubt targets: none is set up; onek connect garmin sets one up"


def test_a_watch_that_is_not_there_is_a_doubt_and_a_file_in_its_place_a_fault(runner: Folder) -> None:
    runner.settings(SHELF)
    assert line(runner, "shelf").startswith("doubt shelf:")
    (runner.path / "shelf").write_text("")
    assert line(runner, "shelf").startswith("fault shelf:")


def test_a_target_without_a_login_says_how_to_get_one(runner: Folder, garmin: Garmin) -> None:
    runner.settings(SECTION)
    words = line(runner, "garmin")
    assert "fault garmin: it is not connected; run onek connect garmin" in words
    assert "ok    garmin: 127.0.0.1 answers" in words
    assert garmin.calls("HEAD") or garmin.log
    assert line(runner, "clock") == "ok    clock: right"


def test_offline_nobody_is_asked(runner: Folder, garmin: Garmin) -> None:
    runner.settings(SECTION)
    assert "answers" not in line(runner, "garmin", "--offline")
    assert not garmin.log


def test_an_older_garmin_login_is_said(runner: Folder) -> None:
    runner.settings(SECTION)
    numbers = tuple(map(int, version("garminconnect").split(".")))
    is_said = "older login than Garmin expects" in line(runner, "garmin", "--offline")
    assert is_said == (numbers < (0, 3, 20))


def test_a_service_that_does_not_answer_is_a_fault(runner: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    with Garmin() as server:
        monkeypatch.setenv("ONEK_GARMIN_URL", server.url)
    runner.settings(SECTION)
    assert "127.0.0.1 cannot be reached (no connection); look at the network" in line(runner, "garmin")


def test_a_certificate_that_nobody_vouches_for_is_said(impostor: str) -> None:
    [check] = greeted("cal", impostor, datetime.now(UTC))
    assert check.what == "127.0.0.1 cannot be reached (its certificate is not accepted)"
    assert "clock of this computer" in check.now


@pytest.mark.parametrize(
    ("off", "verdict", "says"),
    [
        (timedelta(seconds=20), Verdict.OK, "right"),
        (timedelta(minutes=30), Verdict.DOUBT, "30 min fast"),
        (timedelta(hours=-3), Verdict.DOUBT, "slow"),
        (timedelta(days=1, hours=2), Verdict.FAULT, "1 day 2 h fast"),
    ],
)
def test_a_clock_that_is_off_is_said(garmin: Garmin, off: timedelta, verdict: Verdict, says: str) -> None:
    *_, clock = greeted("garmin", garmin.url, datetime.now(UTC) + off + timedelta(seconds=5))
    assert (clock.subject, clock.verdict) == ("clock", verdict)
    assert says in clock.what


@pytest.mark.parametrize(
    "date", ["Mon, 15 Feb 99999999999999999999 07:00:00 GMT", "Mon, 15 Feb 2027 07:00:00", "now"]
)
def test_a_service_that_tells_no_time_says_nothing_of_the_clock(
    monkeypatch: pytest.MonkeyPatch, date: str
) -> None:
    monkeypatch.setattr("httpx.head", lambda *_, **__: httpx.Response(200, headers={"Date": date}))
    [check] = greeted("icu", "https://intervals.icu", datetime.now(UTC))
    assert (check.verdict, check.what) == (Verdict.OK, "intervals.icu answers")


def test_a_secret_file_that_others_can_read_is_a_doubt(runner: Folder) -> None:
    secret = runner.path / "key"
    secret.write_text("planted-key")
    secret.chmod(0o644)
    runner.settings('[targets.icu]\nkind = "intervals"\napi_key = "file:key"\n')
    words = line(runner, "icu", "--offline")
    assert f"chmod 600 {secret}" in words and "planted" not in words
    secret.chmod(0o600)
    assert "chmod" not in line(runner, "icu", "--offline")


def test_programs_get_every_look(runner: Folder) -> None:
    checks = json.loads(runner.onek("doctor", "--json").stdout)["checks"]
    assert checks[0]["subject"] == "python" and {"verdict", "what", "now"} < set(checks[0])


# A feed.

GOOD = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//test//EN
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:one
DTSTAMP:20270301T000000Z
DTSTART;TZID=Europe/Berlin:20270301T180000
SUMMARY:Easy
END:VEVENT
BEGIN:VEVENT
UID:two
DTSTAMP:20270301T000000Z
DTSTART;VALUE=DATE:20270302
SUMMARY:Long
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


class FeedServer(Server):
    """Gives `body` at /f/planted-token.ics; a list gives one body after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.bodies = [GOOD]
        self.headers = {"Content-Type": "text/calendar; charset=utf-8", "ETag": '"1"'}
        self.status = 200
        self.knows_etag = True
        self.moved = ""

    def routes(self) -> Sequence[Route]:
        return [("GET", "/f/planted-token.ics", self._feed), ("GET", "/other", self._feed)]

    def _feed(self, request: Request) -> Response:
        if self.moved and request.path != "/other":
            return Response(302, b"", {"Location": self.moved})
        if self.knows_etag and request.headers.get("If-None-Match", "") == self.headers.get("ETag"):
            return Response(304, b"", self.headers)
        body = self.bodies.pop(0) if len(self.bodies) > 1 else self.bodies[0]
        return Response(self.status, body.encode(), self.headers)


def feed(runner: Folder, server: FeedServer) -> tuple[int, str]:
    done = runner.onek("doctor", "--feed", f"{server.url}/f/planted-token.ics")
    assert "planted-token" not in said(done), "the address is a secret"
    return done.exit_code, done.stdout


def test_a_sound_feed_has_nothing_to_mend(runner: Folder) -> None:
    with FeedServer() as server:
        code, words = feed(runner, server)
    assert code == 0
    assert [one.split()[0] for one in words.splitlines()] == ["ok"] * 4
    assert "events: 2" in words and "(304)" in words


def test_the_address_of_a_feed_is_in_no_log(runner: Folder, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with FeedServer() as server:
        feed(runner, server)
    assert "planted-token" not in caplog.text


def test_our_own_calendar_is_a_sound_feed(runner: Folder) -> None:
    runner.onek("export", "ical", "-o", str(runner.path / "plan.ics"))
    with FeedServer() as server:
        server.bodies = [(runner.path / "plan.ics").read_bytes().decode()]
        code, words = feed(runner, server)
    assert code == 0 and {one.split()[0] for one in words.splitlines()} == {"ok"}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("\r\n", "\n", "fault feed: lines that do not end in CRLF: 24"),
        ("SUMMARY:Easy", f"SUMMARY:{'x' * 80}", "doubt feed: lines longer than 75 bytes: 1"),
        ("UID:two", "UID:one", "fault feed: UIDs that stand there more than once: 1"),
        ("UID:two\r\n", "", "fault feed: events without UID: 1"),
        ("DTSTAMP:20270301T000000Z\r\n", "", "fault feed: events without DTSTAMP: 2"),
        ("TZID:Europe/Berlin", "TZID:Europe/Paris", "fault feed: the zone Europe/Berlin is used and not"),
        ("VERSION:2.0\r\n", "", "fault feed: it has no VERSION"),
        ("BEGIN:VCALENDAR", "<html>", "fault feed: it is no calendar"),
    ],
)
def test_what_a_strict_reader_would_not_like_is_said(runner: Folder, old: str, new: str, says: str) -> None:
    with FeedServer() as server:
        server.bodies = [GOOD.replace(old, new)]
        code, words = feed(runner, server)
    assert says in words
    assert code == (1 if says.startswith("fault") else 0)


def test_a_stamp_that_changes_at_each_fetch_is_a_doubt(runner: Folder) -> None:
    with FeedServer() as server:
        server.knows_etag = False
        server.bodies = [GOOD, GOOD, GOOD.replace("DTSTAMP:20270301T000000Z", "DTSTAMP:20270301T000001Z")]
        _, words = feed(runner, server)
    assert "doubt feed: DTSTAMP differs" in words
    assert "doubt feed: it is sent again to readers that have it" in words


@pytest.mark.parametrize("status", [401, 404, 500])
def test_a_feed_that_is_not_given_is_a_fault(runner: Folder, status: int) -> None:
    with FeedServer() as server:
        server.status = status
        code, words = feed(runner, server)
    assert (code, f"fault feed: it answers {status}" in words) == (1, True)


def test_a_page_for_people_is_no_feed(runner: Folder) -> None:
    with FeedServer() as server:
        server.headers = {"Content-Type": "text/html"}
        server.bodies = ["<html>log in</html>"]
        code, words = feed(runner, server)
    assert code == 1 and "calendars want text/calendar" in words and "it has no ETag" in words


def test_a_feed_that_moved_is_followed_but_not_to_where_all_could_read_it(runner: Folder) -> None:
    with FeedServer() as server:
        server.moved = "/other"
        assert feed(runner, server)[0] == 0
        server.moved = "http://calendar.example.com/f/planted-token.ics"
        code, words = feed(runner, server)
        assert code == 1 and "it leads to an address without https" in words
        server.moved = "/f/planted-token.ics"
        assert "without end" in feed(runner, server)[1]


def test_a_feed_without_end_is_not_read_to_its_end(runner: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onek_sync.app.feed_doctor.MOST_BYTES", 100)
    with FeedServer() as server:
        assert "fault feed: it is larger" in feed(runner, server)[1]


def test_a_feed_that_nobody_serves_is_a_fault(runner: Folder) -> None:
    with FeedServer() as server:
        pass
    done = runner.onek("doctor", "--feed", "http://127.0.0.1:9/planted-token.ics")
    assert done.exit_code == 1 and "no connection" in done.stdout and not server.log


@pytest.mark.parametrize("url", ["http://example.com/x.ics", "plan.ics", "ftp://example.com/x.ics"])
def test_what_is_no_address_of_a_feed_is_wrong_use(runner: Folder, url: str) -> None:
    assert isinstance(runner.onek("doctor", "--feed", url).exception, UsageError)

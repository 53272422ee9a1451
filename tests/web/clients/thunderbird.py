"""Thunderbird without a window, driven as its own tests are: by Marionette, JSON over TCP."""

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.web.clients.shown import Shown

PROGRAM = "thunderbird"
MISSING = "" if shutil.which(PROGRAM) else "needs Thunderbird: apt install thunderbird"
PATIENCE = 60  # seconds
PREFS = {
    "calendar.timezone.useSystemTimezone": False,
    "calendar.timezone.local": "Europe/Berlin",
    # Nobody is here to show an alert, and one that fails holds up the calendar for good.
    "alerts.useSystemBackend": False,
    # It asks the net for nothing but the feed.
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "mail.provider.suppress_dialog_on_startup": True,
    "mailnews.start_page.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "http://127.0.0.1:9",
}
SCRIPT = """\
const [job, said, done] = arguments;
const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
const one = () => cal.manager.getCalendars().find((each) => each.type == "ics");
const jobs = {
  subscribe(url) {
    const calendar = cal.manager.createCalendar("ics", Services.io.newURI(url));
    calendar.name = "onek";
    calendar.readOnly = true;
    calendar.setProperty("cache.enabled", true); // as its dialog does
    cal.manager.registerCalendar(calendar);
  },
  fetch() {
    one().refresh();
  },
  usable: () => !one().getProperty("disabled"),
  async shown() {
    const time = (each) => (each.isDate ? each : each.getInTimezone(cal.dtz.UTC)).icalString;
    const items = await one().getItemsAsArray(Ci.calICalendar.ITEM_FILTER_ALL_ITEMS, 0, null, null);
    return items.map((item) => [
      item.id, time(item.startDate), time(item.endDate), item.title,
      Number(item.getProperty("SEQUENCE") || 0), item.status == "CANCELLED", item.getAlarms().length,
    ]);
  },
};
const failed = (error) => done({ error: `${error} ${error.stack}` });
(async () => jobs[job](...said))().then((said) => done({ said }), failed);
"""


class Thunderbird:
    """A Thunderbird that has one calendar, a subscription."""

    def __init__(self, driver: socket.socket) -> None:
        self._stream = driver.makefile("rwb")
        self._said = 0
        self._read()  # its greeting
        self._call("WebDriver:NewSession", capabilities={})
        self._call("Marionette:SetContext", value="chrome")

    def subscribe(self, url: str) -> None:
        """As by its dialog "On the network"."""
        self._do("subscribe", url)

    def quit(self) -> None:
        """As a person does, so that it keeps what it knows."""
        self._call("Marionette:Quit", flags=["eAttemptQuit"])

    def fetch(self) -> None:
        """See Subscriber."""
        self._do("fetch")

    def shown(self) -> tuple[Shown, ...]:
        """See Subscriber."""
        events = self._do("shown")
        assert isinstance(events, list)
        return tuple(sorted((Shown(*event) for event in events), key=lambda event: event.start))

    @property
    def usable(self) -> bool:
        """Whether it has not switched the calendar off."""
        return self._do("usable") is True

    def _do(self, job: str, *said: str) -> object:
        asked = {"script": SCRIPT, "args": [job, said], "scriptTimeout": 30_000}
        answer = self._call("WebDriver:ExecuteAsyncScript", **asked)
        assert isinstance(answer, dict)
        value = answer["value"]
        assert "error" not in value, value
        return value.get("said")

    def _call(self, name: str, **arguments: object) -> object:
        self._said += 1
        body = json.dumps([0, self._said, name, arguments]).encode()
        self._stream.write(b"%d:%b" % (len(body), body))
        self._stream.flush()
        _, _, error, result = self._read()
        assert error is None, error
        return result

    def _read(self) -> list[object]:
        length = b""
        while not length.endswith(b":"):
            sign = self._stream.read(1)
            assert sign, "Thunderbird has ended"
            length += sign
        message = json.loads(self._stream.read(int(length[:-1])))
        return message if isinstance(message, list) else []


def connected(port: int) -> socket.socket:
    """A connection, as soon as it listens."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        except ConnectionRefusedError:
            assert time.monotonic() < end, "Thunderbird does not listen"
            time.sleep(0.1)


@contextmanager
def thunderbird(home: Path, url: str | None) -> Iterator[Thunderbird]:
    """One with a new profile, subscribed to the feed there; None: the one that was there before."""
    profile = home / "profile"
    profile.mkdir(exist_ok=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    prefs = PREFS | {"marionette.port": port}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in prefs.items()]
    (profile / "user.js").write_text("\n".join(lines))
    command = (PROGRAM, "--headless", "--no-remote", "--profile", str(profile))
    driven = ("--marionette", "--remote-allow-system-access")
    with (home / "thunderbird.log").open("wb") as log:
        environ = {**os.environ, "HOME": str(home), "TZ": "UTC"}
        process = subprocess.Popen([*command, *driven], stdout=log, stderr=log, env=environ)
    try:
        with connected(port) as driver:
            client = Thunderbird(driver)
            if url:
                client.subscribe(url)
            yield client
            client.quit()
            process.wait(PATIENCE)
    finally:
        process.kill()
        process.wait()

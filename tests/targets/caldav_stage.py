"""A stage for tests of the CalDAV target: a real server, and an athlete who uses it with another client."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import requests

from onek_sync.model.target import Placing, Remote, Tools, Wanted
from onek_sync.settings.targets import CalDavTarget
from onek_sync.targets import KINDS
from onek_sync.targets.caldav.target import CalDav
from tests.servers.caldav import PASSWORD, USER, CalDavServer
from tests.targets.contract import NOW, PLAN, NoSecrets, Stand, day, wanted

DENTIST = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//a dentist//EN\r
BEGIN:VEVENT\r
UID:teeth-1@dentist.example\r
DTSTAMP:20270101T000000Z\r
DTSTART:20270303T080000Z\r
DTEND:20270303T083000Z\r
SUMMARY:Dentist\r
END:VEVENT\r
END:VCALENDAR\r
"""
MKCALENDAR = (
    '<C:mkcalendar xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop>'
    "<displayname>{name}</displayname></prop></set></C:mkcalendar>"
)


class Stage:
    """A server, the target that is set up for it, and Anna, who uses her calendar."""

    def __init__(self, server: CalDavServer) -> None:
        self.server = server
        self.secrets = NoSecrets({"calendar": PASSWORD})
        self.turns = 0
        self.now = NOW

    # -- ours ----------------------------------------------------------------------------------------

    def settings(self, **more: str) -> CalDavTarget:
        said = {"url": f"{self.server.url}/", "username": USER, "password": "env:SECRET", **more}
        return CalDavTarget.model_validate({"kind": "caldav", **said})

    @property
    def tools(self) -> Tools:
        return Tools(secrets=self.secrets, gate=self.gate, now=lambda: self.now)

    def gate(self) -> None:
        self.turns += 1

    def target(self, **more: str) -> CalDav:
        """The target as another process opens it."""
        made = KINDS["caldav"].open("calendar", self.settings(**more), self.tools)
        assert isinstance(made, CalDav)
        return made

    def wanted(self, key: str, text: str, when: date) -> Wanted:
        return wanted(self.target(), key, text, when)

    def made(self, key: str, text: str, when: date | None = None) -> Remote:
        (remote,) = self.target().create([Placing(self.wanted(key, text, when or day(1)), PLAN, key)])
        return remote

    # -- Anna's --------------------------------------------------------------------------------------

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> requests.Response:
        answer = requests.request(
            method,
            self.server.url + urlsplit(path).path,
            data=body.encode(),
            headers=headers,
            auth=(USER, PASSWORD),
            timeout=10,
        )
        assert answer.status_code < 400, (method, path, answer.status_code, answer.text)
        return answer

    def make_calendar(self, path: str, name: str) -> str:
        """A calendar below her home, with a visit to the dentist in it."""
        url = f"{self.server.home}{path}/"
        self.ask("MKCALENDAR", url, MKCALENDAR.format(name=name), **{"Content-Type": "application/xml"})
        self.ask("PUT", f"{url}teeth.ics", DENTIST, **{"Content-Type": "text/calendar"})
        return url

    def text(self, remote: Remote) -> str:
        """The object as it lies there."""
        return self.ask("GET", remote.id).content.decode()

    def change(self, remote: Remote, pattern: str, put: str) -> None:
        """Anna's client writes the object anew."""
        before = self.text(remote)
        after = re.sub(pattern, put, before)
        assert after != before, f"there is no {pattern} in\n{before}"
        self.ask("PUT", remote.id, after, **{"Content-Type": "text/calendar"})

    def edit(self, remote: Remote) -> None:
        self.change(remote, r"SUMMARY:.*", "SUMMARY:With Tom")

    def move(self, remote: Remote, when: date) -> None:
        self.change(
            remote,
            r"(DT(?:START|END)[^:\r\n]*:)\d{8}T(?=\d{6}\r?\nD|\d{6}\r?\n[^R])",
            rf"\g<1>{when:%Y%m%d}T",
        )

    def put_at(self, remote: Remote, start: str, end: str) -> None:
        """She drags it to another time of day."""
        self.change(remote, r"(DTSTART;TZID=[^:]*:)\d{8}T\d{6}", rf"\g<1>{start}")
        self.change(remote, r"(DTEND;TZID=[^:]*:)\d{8}T\d{6}", rf"\g<1>{end}")

    def remove(self, remote: Remote) -> None:
        self.ask("DELETE", remote.id)

    def stand(self, foreign: list[str]) -> Stand:
        return Stand(
            target=self.target,
            edit=self.edit,
            move=self.move,
            remove=self.remove,
            foreign=lambda: {path: self.ask("GET", f"{path}teeth.ics").content for path in foreign},
            calls=self.server.counts,
        )


@contextmanager
def staged(kind: type[CalDavServer], folder: Path) -> Iterator[Stage]:
    with kind(folder) as server:
        yield Stage(server)

"""Thunderbird and Evolution as subscribers: what they show is what the plan says, whatever becomes of it."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Event

from tests.web.clients import evolution as evolutions
from tests.web.clients import thunderbird as thunderbirds
from tests.web.clients.evolution import Evolution, evolution
from tests.web.clients.listening import GONE, Between, Exchange, between
from tests.web.clients.shown import Shown
from tests.web.clients.thunderbird import Thunderbird, thunderbird
from tests.web.serving import MONDAY, PATIENCE, PLAN, Home, Server

Client = Thunderbird | Evolution
Start = Callable[[Path, str], AbstractContextManager[Client]]

pytestmark = pytest.mark.clients


def there(missing: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(bool(missing), reason=missing or "nothing is missing")


needs_thunderbird = there(thunderbirds.MISSING)
CLIENTS = [
    pytest.param(thunderbird, id="thunderbird", marks=needs_thunderbird),
    pytest.param(evolution, id="evolution", marks=there(evolutions.missing())),
]


def week_of_change(month: int) -> date:
    """The Monday before the next last Sunday of March or October, when Europe's clocks change."""
    last = [date(year, month, 31) for year in (MONDAY.year, MONDAY.year + 1)]
    sundays = [day - timedelta(days=(day.weekday() + 1) % 7) for day in last]
    return next(day - timedelta(days=6) for day in sundays if day - timedelta(days=6) >= MONDAY)


class Subscription:
    """A program that has subscribed, the server that it asks, and what goes between them."""

    def __init__(self, client: Client, server: Server, wire: Between, path: str) -> None:
        self.client = client
        self.server = server
        self.wire = wire
        self.path = path

    def served(self) -> tuple[Shown, ...]:
        """What the feed says."""
        events = Calendar.from_ical(self.server.ask(self.path).body).walk("VEVENT")
        return tuple(sorted(map(shown_of, events), key=lambda event: event.start))  # type: ignore[arg-type]

    def after(self, edit: Callable[[], None]) -> tuple[Shown, ...]:
        """What the program shows of an edit, once it is served."""
        etag = self.server.ask(self.path).headers["etag"]
        edit()
        self.server.until(lambda: self.server.ask(self.path, if_none_match=etag).status == 200)
        return self.shown()

    def shown(self) -> tuple[Shown, ...]:
        """What it shows after a fetch; that is what is served."""
        self.heard()
        served, end = self.served(), time.monotonic() + PATIENCE
        while (shown := self.client.shown()) != served and time.monotonic() < end:
            time.sleep(0.1)
        assert shown == served
        return shown

    def heard(self) -> Exchange:
        """The first exchange that a fetch brings about."""
        before = len(self.wire.heard)
        self.client.fetch()
        self.server.until(lambda: len(self.wire.heard) > before)
        return self.wire.heard[before]


def shown_of(event: Event) -> Shown:
    def utc(name: str) -> str:
        when: datetime = event.decoded(name)
        return when.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")

    return Shown(
        str(event["UID"]),
        utc("DTSTART"),
        utc("DTEND"),
        str(event["SUMMARY"]),
        int(event["SEQUENCE"]),
        event.get("STATUS") == "CANCELLED",
        len(event.walk("VALARM")),
    )


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    return Home(tmp_path, monkeypatch)


@contextmanager
def subscribed(start: Start, home: Home, folder: Path) -> Iterator[Subscription]:
    path = home.link()
    (folder / "client").mkdir()
    with (
        home.serving() as server,
        between(server.port) as wire,
        start(folder / "client", f"http://127.0.0.1:{wire.port}{path}") as client,
    ):
        yield Subscription(client, server, wire, path)


@pytest.mark.parametrize("start", CLIENTS)
def test_a_plan_is_shown_through_change_move_drop_and_return(
    start: Start, home: Home, tmp_path: Path
) -> None:
    monday = week_of_change(3)
    home.write(PLAN.replace(str(MONDAY), str(monday)))
    home.settings('[feed]\nalarms = ["30 min"]\n')
    with subscribed(start, home, tmp_path) as subscription:
        first = subscription.shown()
        days = [monday + timedelta(days=day) for day in (0, 2, 5, 7, 9)]
        hours = ["17", "17", "17", "16", "16"]  # 18:00 in Berlin, before and after the last Sunday of March
        assert [event.start for event in first] == [
            f"{day:%Y%m%d}T{hour}0000Z" for day, hour in zip(days, hours, strict=True)
        ]
        assert {(event.sequence, event.alarms) for event in first} == {(0, 1)}
        assert subscription.heard() == Exchange(by_etag=True, gzip=False, status=304)
        assert subscription.wire.heard[0] == Exchange(by_etag=False, gzip=True, status=200)

        changed = subscription.after(lambda: home.edit("6x400m", "8x400m"))
        assert [event.start for event in changed] == [event.start for event in first]
        [(before, after)] = [pair for pair in zip(first, changed, strict=True) if pair[0] != pair[1]]
        assert (before.title == after.title, before.sequence, after.sequence) == (False, 0, 1)

        moved = subscription.after(lambda: home.edit("wed: 8x400m", "fri: 8x400m"))
        [there] = [event for event in moved if event.uid == after.uid]
        assert there == after._replace(
            start=f"{monday + timedelta(days=4):%Y%m%d}T170000Z", end=there.end, sequence=2
        )

        dropped = subscription.after(lambda: home.edit("    sat: 60min long\n", ""))
        assert len(dropped) == 4 and set(dropped) < set(moved)

        restored = subscription.after(lambda: home.edit("    fri:", "    sat: 60min long\n    fri:"))
        assert [event.start for event in restored] == [event.start for event in moved]
        assert {event.uid for event in restored} == {event.uid for event in moved}


@pytest.mark.parametrize("start", CLIENTS)
def test_what_is_dropped_stays_cancelled_where_that_is_wished(
    start: Start, home: Home, tmp_path: Path
) -> None:
    monday = week_of_change(10)
    home.write(PLAN.replace(str(MONDAY), str(monday)))
    home.settings('[feed]\ndropped = "cancel"\n')
    with subscribed(start, home, tmp_path) as subscription:
        first = subscription.shown()
        assert [event.start[9:11] for event in first] == ["16", "16", "16", "17", "17"]

        dropped = subscription.after(lambda: home.edit("    sat: 60min long\n", ""))
        [gone] = [event for event in dropped if event.cancelled]
        assert (gone.start, gone.sequence, len(dropped)) == (first[2].start, 1, 5)

        home_again = subscription.after(lambda: home.edit("    wed:", "    sat: 60min long\n    wed:"))
        [back] = [event for event in home_again if event.uid == gone.uid]
        assert (back.cancelled, back.sequence, back.start) == (False, 2, first[2].start)


@pytest.mark.parametrize("start", CLIENTS)
def test_a_server_that_hangs_up_costs_nothing(start: Start, home: Home, tmp_path: Path) -> None:
    """What our proxies do while onek is away."""
    with subscribed(start, home, tmp_path) as subscription:
        first = subscription.shown()
        subscription.wire.instead = GONE
        assert subscription.heard().status == GONE
        assert subscription.client.shown() == first
        subscription.wire.instead = None
        assert subscription.after(lambda: home.edit("6x400m", "8x400m")) != first


@pytest.mark.parametrize("start", CLIENTS)
def test_an_error_loses_no_event_but_makes_thunderbird_switch_the_calendar_off(
    start: Start, home: Home, tmp_path: Path
) -> None:
    """Until Thunderbird is started again: this is why our proxies hang up instead."""
    with subscribed(start, home, tmp_path) as subscription:
        first = subscription.shown()
        for status, goes_on in ((404, True), (429, False), (502, False)):
            subscription.wire.instead = status
            assert subscription.heard().status == status
            assert subscription.client.shown() == first
            if isinstance(client := subscription.client, Thunderbird):
                subscription.server.until(lambda client=client, goes_on=goes_on: client.usable == goes_on)
        subscription.wire.instead = None
        if isinstance(subscription.client, Thunderbird):
            assert subscription.heard().status == 304
            assert not subscription.client.usable
        else:
            assert subscription.after(lambda: home.edit("6x400m", "8x400m")) != first


@needs_thunderbird
def test_thunderbird_started_again_asks_anew_and_for_what_it_had_switched_off(
    home: Home, tmp_path: Path
) -> None:
    path = home.link()
    with home.serving() as server, between(server.port) as wire:
        with thunderbird(tmp_path, f"http://127.0.0.1:{wire.port}{path}") as client:
            server.until(lambda: len(client.shown()) == 5)
            wire.instead = 502
            client.fetch()
            server.until(lambda: not client.usable)
        home.edit("6x400m", "8x400m")
        server.until(lambda: b"8x400" in server.ask(path).body)
        wire.instead, before = None, len(wire.heard)
        with thunderbird(tmp_path, None) as again:
            server.until(lambda: any("8x400" in event.title for event in again.shown()))
            assert again.usable
        assert wire.heard[before] == Exchange(by_etag=False, gzip=True, status=200)

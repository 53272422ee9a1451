"""What a feed needs beside a file: identities that outlive a move, events called off, several zones."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from icalendar import Calendar, Event

from onek_sync.exporters.ical import EXPORTER
from onek_sync.exporters.ical.cancelled import cancelled
from onek_sync.model.exchange import Artifact, Options, Revision
from onek_sync.model.units import Duration
from tests.exporters import ical_reading
from tests.exporters.building import CASES, PLAN

LATER = Revision(3, datetime(2027, 2, 20, 12, 0, 5, tzinfo=UTC))
RINGING = Options(alarms=(Duration(1800),), opaque=True)
TRAP = replace(
    CASES["tempo"],
    session=replace(CASES["tempo"].session, key="trap", purpose="a\nSEQUENCE:9 " * 20 + "\nBEGIN:VALARM"),
)


def said(key: str, options: Options = Options()) -> Artifact:
    artifact = EXPORTER.say(CASES[key], PLAN, options)
    assert artifact
    return artifact


def calendar(*bodies: bytes) -> bytes:
    assert EXPORTER.join
    events = [Artifact(str(number), "", body) for number, body in enumerate(bodies)]
    return EXPORTER.join(events, PLAN, Options())


def one(body: bytes) -> Event:
    (event,) = Calendar.from_ical(calendar(body)).events
    return event


def test_a_session_that_moved_keeps_the_identity_it_was_made_with() -> None:
    moved = said("tempo", Options(slots={"tempo": "w01-mon-1"}))
    assert one(moved.body)["UID"] == "spring-1k.w01-mon-1@onek-sync"
    assert moved.key == "tempo"
    assert moved.body.replace(b"w01-mon-1", b"tempo") == said("tempo").body


def test_a_cancelled_event_says_so_at_its_own_revision_and_nothing_else_of_it_changes() -> None:
    before, after = one(said("tempo").body), one(cancelled(said("tempo").body, LATER))
    assert (after["STATUS"], after["SEQUENCE"]) == ("CANCELLED", 3)
    assert after["DTSTAMP"].dt == after["LAST-MODIFIED"].dt == LATER.changed
    stamps = {"STATUS", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED"}
    rest = {name: value for name, value in after.items() if name not in stamps}
    assert rest == {name: value for name, value in before.items() if name not in stamps}


def test_a_cancelled_event_takes_no_time_and_rings_no_bell() -> None:
    assert one(said("tempo", RINGING).body).subcomponents
    after = one(cancelled(said("tempo", RINGING).body, LATER))
    assert (after["TRANSP"], after["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("TRANSPARENT", "FREE")
    assert not after.subcomponents


def test_words_that_look_like_properties_stay_words() -> None:
    body = EXPORTER.say(TRAP, PLAN, Options())
    assert body
    after = one(cancelled(body.body, LATER))
    assert after["DESCRIPTION"] == one(body.body)["DESCRIPTION"]
    assert after["SEQUENCE"] == 3


@pytest.mark.parametrize("reader", ical_reading.EVERY)
def test_every_reader_takes_events_of_two_zones_one_of_them_called_off(reader: str) -> None:
    there = replace(PLAN, plan=replace(PLAN.plan, timezone="America/New_York"))
    far = EXPORTER.say(CASES["intervals"], there, Options())
    assert far
    both = calendar(said("tempo").body, cancelled(far.body, LATER))
    assert both.count(b"BEGIN:VTIMEZONE") == 2
    seen = ical_reading.EVERY[reader](both)
    day = CASES["intervals"].session.day
    assert seen["spring-1k.intervals@onek-sync"].start == f"{day}T23:00:00Z"
    assert seen["spring-1k.tempo@onek-sync"].start == f"{CASES['tempo'].session.day}T17:00:00Z"

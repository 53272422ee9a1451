"""What is sent to a calendar and read from it, without a server: times, marks, addresses, any text."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onek_sync.exporters import EXPORTERS
from onek_sync.exporters.ical.text import uid
from onek_sync.model.exchange import Options, Times
from onek_sync.model.units import Duration
from onek_sync.planning.file import read_plan
from onek_sync.planning.resolve import resolve
from onek_sync.targets.caldav.event import Seen, identity_in, object_name, read, sent_by
from onek_sync.targets.caldav.target import _uid
from onek_sync.targets.caldav.writing import MAX_SEQUENCE, Revised, unfolded, written

PLAN = """
plan: spring
timezone: Europe/Berlin
start: 2027-03-22
weeks:
  - phase: base
    mon: [{{id: k, {at}run: 40min easy}}]
"""
BEFORE_DST, AFTER_DST = date(2027, 3, 22), date(2027, 3, 29)
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)


def body(at: str = "18:00", **options: Any) -> bytes:
    plan = resolve(read_plan(PLAN.format(at=f'at: "{at}", ' if at else "")).plan)
    exporter = EXPORTERS["ical"]
    said = exporter.say(plan.sessions[0], plan, Options(**options))
    assert said is not None
    assert exporter.join
    return exporter.join([said], plan, Options(**options))


def sent(made: bytes, when: date = BEFORE_DST, **more: Any) -> bytes:
    seen = seen_in(made)
    revised = Revised(uid=seen.uid, sent=sent_by(seen, "spring", "k"), sequence=0, now=NOW, day=when)
    return written(made, seen, replace(revised, **more))


def seen_in(made: bytes) -> Seen:
    seen = read(made)
    assert seen is not None
    return seen


@pytest.mark.parametrize("times", Times)
@pytest.mark.parametrize("at", ["18:00", "00:10", "23:50", ""])
@pytest.mark.parametrize("own", [None, time(6, 30)])
def test_an_event_on_another_day_begins_at_its_local_time_and_lasts_as_long(
    times: Times, at: str, own: time | None
) -> None:
    made = body(at, times=times)
    before, after = seen_in(made), seen_in(sent(made, AFTER_DST, at=own if at else None))
    assert after.day == AFTER_DST
    assert after.at == ((own or time.fromisoformat(at)) if at else None)
    assert after.lasting == before.lasting
    assert after.words == before.words
    assert after.sent
    assert after.sent.mark.digest == before.digest
    if own is None:
        assert after.digest == before.digest


def test_what_stays_where_it_is_keeps_its_lines() -> None:
    made = body()
    kept = set(unfolded(made)) & set(unfolded(sent(made)))
    assert {"DTSTART;TZID=Europe/Berlin:20270322T180000", "BEGIN:VTIMEZONE", "TZID:Europe/Berlin"} <= kept


def test_a_digest_tells_all_but_the_day() -> None:
    digests = {
        seen_in(body()).digest,
        seen_in(body("19:00")).digest,
        seen_in(body("")).digest,
        seen_in(body(alarms=(Duration(1800),))).digest,
        seen_in(body(opaque=True)).digest,
        seen_in(body(times=Times.FLOATING)).digest,
        seen_in(body().replace(b"Europe/Berlin", b"Europe/Madrid")).digest,
        seen_in(body().replace(b"easy", b"slow")).digest,
    }
    assert len(digests) == 8


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\r\n", "\n"),
        ("STATUS", "STATUS"),
        ("TRANSP:TRANSPARENT", "TRANSP:TRANSPARENT\r\nSTATUS:CONFIRMED\r\nX-APPLE-SORT:1"),
        ("DTSTART;TZID=Europe/Berlin:20270322T180000", "DTSTART:20270322T170000Z"),
        ("BEGIN:VALARM", "BEGIN:VALARM\r\nACKNOWLEDGED:20270302T163000Z\r\nX-WR-ALARMUID:1"),
    ],
)
def test_what_servers_and_clients_add_is_no_edit(old: str, new: str) -> None:
    made = sent(body(alarms=(Duration(1800),)))
    seen = seen_in(made.decode().replace(old, new).encode())
    assert seen.sent
    assert (seen.words, seen.alarms, seen.start) == (
        seen.sent.words,
        seen.sent.alarms,
        datetime(2027, 3, 22, 18),  # noqa: DTZ001 - local time
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("SUMMARY:", "SUMMARY:With Tom. "),
        ("DTEND;TZID=Europe/Berlin:2027", "DTEND;TZID=Europe/Berlin:2028"),
        ("TRANSP:", "LOCATION:The track\r\nTRANSP:"),
        ("TRANSP:", "STATUS:CANCELLED\r\nTRANSP:"),
        ("TRANSP:", "RRULE:FREQ=WEEKLY\r\nTRANSP:"),
    ],
)
def test_what_an_athlete_changes_is_an_edit(old: str, new: str) -> None:
    seen = seen_in(sent(body()).decode().replace(old, new).encode())
    assert seen.sent
    assert seen.words != seen.sent.words


def test_a_revision_counts_no_further_than_readers_do() -> None:
    assert f"SEQUENCE:{MAX_SEQUENCE}" in unfolded(sent(body(), sequence=2**40))


def test_a_broken_mark_is_read_without_its_times() -> None:
    made = sent(body()).replace(b"start=2027", b"start=2O27").replace(b"zone=Europe", b"zone=../..")
    seen = seen_in(made)
    assert seen.moved_to is None
    assert seen.at == time(18)


@given(st.text(min_size=1), st.text(min_size=1))
def test_an_address_says_whose_it_is(plan: str, slot: str) -> None:
    name = object_name(plan, slot)
    assert identity_in(name) == (plan, slot)
    assert not set(name) - set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_~=.")


@given(st.text(alphabet="abc.=2E%/ü") | st.text())
def test_any_address_is_read_or_none_of_ours(name: str) -> None:
    identity_in(name)


def test_a_second_object_has_another_uid_than_the_feed_has() -> None:
    assert seen_in(body()).uid == uid("spring", "k")
    assert _uid("spring", "k~2") == uid("spring", "k~2")


@given(st.data())
def test_any_object_is_read_or_left_alone(data: st.DataObject) -> None:
    lines = unfolded(SENT)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(lines) - 1))
        name = lines[place].partition(":")[0]
        lines[place] = data.draw(
            st.sampled_from(["", f"{name}:", name, f"{name}:99999999T999999", "BEGIN:VEVENT", "END:VEVENT"])
            | st.text(max_size=20)
            | st.text(max_size=20).map(lambda text, name=name: f"{name}:{text}")
        )
    read("\r\n".join(lines))


SENT = sent(body(alarms=(Duration(1800),)))


def test_a_day_more_is_a_day_more() -> None:
    assert seen_in(sent(body(""), BEFORE_DST + timedelta(days=1))).lasting == timedelta(days=1)


def test_the_example_in_the_decisions_is_what_is_sent() -> None:
    page = (Path(__file__).parents[2] / "docs" / "decisions" / "caldav.md").read_text("utf-8")
    example = page.partition("```text\n")[2].partition("```")[0].splitlines()
    lines = unfolded(sent(body()))
    event = lines[lines.index("BEGIN:VEVENT") : -1]
    assert example == event

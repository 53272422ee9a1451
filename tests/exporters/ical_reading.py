"""Calendars read back by programs that are not ours; each gives, by UID, when and what it understood."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

READERS = Path(__file__).parents[1] / "readers"
OLDEST_NODE = 20
TZDATA_ONLY = {**os.environ, "PYTHONTZPATH": ""}  # Python's zones from the tzdata package, as ours


class Seen(NamedTuple):
    """An event as a reader understood it: "2027-03-28T01:30:00Z" or "2027-03-28", the end excluded."""

    start: str
    end: str
    title: str
    description: str


Events = Mapping[str, Seen]


def moment(at: date) -> str:
    if isinstance(at, datetime):
        return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return at.isoformat()


def ical(calendar: bytes) -> Events:
    """Home Assistant's reader: one fault anywhere and the whole calendar is refused."""
    from ical.calendar_stream import IcsCalendarStream

    events = IcsCalendarStream.calendar_from_ics(calendar.decode()).events
    seen = {
        str(one.uid): Seen(moment(one.start), moment(one.end), one.summary or "", one.description or "")
        for one in events
    }
    assert len(seen) == len(events)
    return seen


def icalendar(calendar: bytes) -> Events:
    """The library we write with."""
    from icalendar import Calendar

    events = Calendar.from_ical(calendar).events
    return {
        str(one["UID"]): Seen(
            moment(one.start), moment(one.end), str(one["SUMMARY"]), str(one.get("DESCRIPTION", ""))
        )
        for one in events
    }


def vobject(calendar: bytes) -> Events:
    return _told([sys.executable, str(READERS / "vobject_reader.py")], calendar)


def ical_js(calendar: bytes) -> Events:
    return _told(node("ical_js.mjs", "ical.js"), calendar)


def node_ical(calendar: bytes) -> Events:
    return _told(node("node_ical.mjs", "node-ical"), calendar)


def node(script: str, module: str) -> list[str]:
    """The command that runs a script of tests/readers; skips the test where it cannot run."""
    program = shutil.which("node")
    if program is None or _version(program) < OLDEST_NODE or not (READERS / "node_modules" / module).is_dir():
        pytest.skip(f"needs node {OLDEST_NODE} or newer, and {module}: npm ci --prefix tests/readers")
    return [program, str(READERS / script)]


@cache
def _version(program: str) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    return int(said.removeprefix("v").split(".")[0])


def _told(command: list[str], calendar: bytes) -> Events:
    done = subprocess.run(command, input=calendar, capture_output=True, env=TZDATA_ONLY, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return {uid: Seen(**event) for uid, event in json.loads(done.stdout).items()}


EVERY: dict[str, Callable[[bytes], Events]] = {
    "ical": ical,
    "icalendar": icalendar,
    "vobject": vobject,
    "ical.js": ical_js,
    "node-ical": node_ical,
}

"""Reads a calendar with vobject, which has one set of zones for a process: one process, one calendar.

stdin: .ics; stdout: JSON by UID.
"""

import json
import sys
import warnings
from datetime import UTC, date, datetime

warnings.simplefilter("ignore")  # its own and dateutil's deprecations

import vobject  # noqa: E402


def moment(at: date) -> str:
    if isinstance(at, datetime):
        return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return at.isoformat()


calendar = vobject.readOne(sys.stdin.buffer.read().decode())
events = {}
for event in calendar.vevent_list:
    events[event.uid.value] = {
        "start": moment(event.dtstart.value),
        "end": moment(event.dtend.value),
        "title": event.summary.value,
        "description": event.description.value if hasattr(event, "description") else "",
    }
json.dump(events, sys.stdout)

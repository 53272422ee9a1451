"""Evolution Data Server's calendar from inside: runs on the system's Python, which has its bindings.

A line with "fetch" or "shown" comes in, a line of JSON goes out.
"""

import json
import sys

import gi

gi.require_version("ECal", "2.0")
gi.require_version("EDataServer", "1.2")
gi.require_version("ICalGLib", "3.0")
from gi.repository import ECal, EDataServer, ICalGLib  # noqa: E402

AT_ONCE = 0xFFFFFFFF  # and not when all is loaded, which it may wait for in vain
UTC = ICalGLib.Timezone.get_utc_timezone()


def connected(uid: str) -> ECal.Client:
    """The calendar whose source file has that name."""
    registry = EDataServer.SourceRegistry.new_sync(None)
    source = registry.ref_source(uid)
    return ECal.Client.connect_sync(source, ECal.ClientSourceType.EVENTS, AT_ONCE, None)


def at(client: ECal.Client, when: ECal.ComponentDateTime) -> str:
    """In UTC, as EDS knows the zone."""
    value = when.get_value()
    if value.is_date() or not when.get_tzid():
        return value.as_ical_string()
    _, zone = client.get_timezone_sync(when.get_tzid(), None)
    value.set_timezone(zone)
    return value.convert_to_zone(UTC).as_ical_string()


def event(client: ECal.Client, component: ECal.Component) -> list[object]:
    """As tests.web.clients.shown.Shown."""
    return [
        component.get_uid(),
        at(client, component.get_dtstart()),
        at(client, component.get_dtend()),
        component.get_summary().get_value(),
        max(component.get_sequence(), 0),
        component.get_status() == ICalGLib.PropertyStatus.CANCELLED,
        len(component.get_alarm_uids()),
    ]


def main(uid: str) -> None:
    """Serve until the input ends."""
    client = connected(uid)
    for line in sys.stdin:
        if line.strip() == "fetch":
            client.refresh_sync(None)
            said: object = None
        else:
            _, components = client.get_object_list_as_comps_sync("#t", None)
            said = [event(client, component) for component in components]
        print(json.dumps(said), flush=True)


main(sys.argv[1])

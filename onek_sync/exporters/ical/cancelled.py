"""An event that was said before and is called off: the same VEVENT, with STATUS:CANCELLED."""

from onek_sync.model.exchange import Revision

_STAMP = "%Y%m%dT%H%M%SZ"


def cancelled(body: bytes, revision: Revision) -> bytes:
    """The VEVENT called off at this revision: the time is free again, and no alarm rings."""
    changed = f"{revision.changed:{_STAMP}}".encode()
    instead = {
        b"DTSTAMP:": b"DTSTAMP:" + changed,
        b"LAST-MODIFIED:": b"LAST-MODIFIED:" + changed,
        b"SEQUENCE:": f"SEQUENCE:{revision.sequence}\r\nSTATUS:CANCELLED".encode(),
        b"TRANSP:": b"TRANSP:TRANSPARENT",
        b"X-MICROSOFT-CDO-BUSYSTATUS:": b"X-MICROSOFT-CDO-BUSYSTATUS:FREE",
    }
    lines, silent = [], False
    for line in body.split(b"\r\n"):
        silent = silent or line == b"BEGIN:VALARM"
        if not silent:
            # A line that goes on begins with a space, so that no words of the athlete's are taken for a name.
            lines.append(next((new for name, new in instead.items() if line.startswith(name)), line))
        silent = silent and line != b"END:VALARM"
    return b"\r\n".join(lines)

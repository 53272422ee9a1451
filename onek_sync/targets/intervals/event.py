"""What of an event is compared, and the body that is sent with our mark and its identity in it.

The projection gives the same for what was sent and for what the service made of it, so an event whose mark
has another digest than its content was changed by somebody else. Left out are the day and the time of day,
and what the service computes; docs/decisions/intervals-icu.md.
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import quote, unquote

from onek_sync.model.exchange import Artifact
from onek_sync.model.mark import Mark, fingerprint, read_mark, without_marks, write_mark
from onek_sync.model.target import Remote

Json = Mapping[str, Any]

DOC = "workout_doc"
"""The field of the steps: computed there, not to be sent."""

_OURS = re.compile(r"onek:([^:]+):([^:]+)")
_SPACE_AT_END = re.compile(r"[^\S\n]+$", re.MULTILINE)
_EMPTY_LINES = re.compile(r"\n{3,}")


def content_of(artifact: Artifact) -> Json:
    """The event that the exporter wrote."""
    return dict(json.loads(artifact.body))


def digest_of(event: Json) -> str:
    """The digest of an event's content, whether it is to be sent or was received."""
    return fingerprint(
        {
            "name": " ".join(_text(event, "name").split()),
            "text": _laid_out(without_marks(_text(event, "description"))),
            "type": _text(event, "type"),
            "category": _text(event, "category"),
        }
    )


def body_of(content: Json, day: date, mark: Mark) -> Json:
    """The event to send: it stands on this day, at the session's time."""
    at = _text(content, "start_date_local").partition("T")[2]
    words = _text(content, "description").rstrip("\n")
    return {
        **{name: value for name, value in content.items() if name != DOC},
        "start_date_local": f"{day}T{at}",
        "description": f"{words}\n\n{write_mark(mark)}\n",
        "external_id": external_id(mark.plan, mark.key),
    }


def external_id(plan: str, slot: str) -> str:
    """The identity as the service keeps it: of two events with one id there is only one."""
    return f"onek:{_encoded(plan)}:{_encoded(slot)}"


def identity(event: Json) -> tuple[str, str] | None:
    """Plan and slot of an event of ours; None for everybody else's."""
    found = _OURS.fullmatch(_text(event, "external_id"))
    try:
        return (_decoded(found[1]), _decoded(found[2])) if found else None
    except UnicodeDecodeError:  # somebody's own percent signs
        return None


def seen(event: Json) -> Remote:
    """An event of ours as it stands there. An error of Python's own for what has another form."""
    found = identity(event)
    if found is None:
        raise ValueError("an event of somebody else")
    mark = read_mark(_text(event, "description"))
    return Remote(
        plan=found[0],
        slot=found[1],
        id=str(int(event["id"])),
        day=date.fromisoformat(event["start_date_local"][:10]),
        digest=mark.digest if mark else "",
        version=_text(event, "updated"),
        touched=mark is None or digest_of(event) != mark.digest,
        done=bool(event.get("paired_activity_id")),
        title=_text(event, "name"),
    )


def _text(event: Json, field: str) -> str:
    value = event.get(field)
    return value if isinstance(value, str) else ""


def _laid_out(text: str) -> str:
    """Lines and the empty lines between them count, since they make the steps; other space does not."""
    text = _SPACE_AT_END.sub("", "\n".join(text.splitlines()))
    return _EMPTY_LINES.sub("\n\n", text).strip()


# A lone surrogate cannot be encoded, but an id that came with one must still be told from the others.
def _encoded(text: str) -> str:
    return quote(text, safe="", errors="surrogatepass")


def _decoded(text: str) -> str:
    return unquote(text, errors="surrogatepass")

"""Bytes of a foreign file to its text."""

import re

from onek_sync.model.errors import Place
from onek_sync.planning.file.yaml_nodes import INVISIBLE
from onek_sync.planning.importing.limits import MAX_BYTES, refuse

# Control characters, odd spaces and signs without width: each becomes a space, so that columns stay.
_UNSEEN = re.compile(r"[^\S\n\t ]|[\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064]|" + INVISIBLE.pattern)
_UTF_16 = b"\xff\xfe", b"\xfe\xff"  # as Excel's "Unicode text"


def decoded(body: bytes, name: str) -> str:
    """The text, with line ends of one sort and nothing in it that cannot be seen.

    Raises PlanError for what is no text, or far too large.
    """
    if len(body) > MAX_BYTES:
        raise refuse("I01", "this is far too large for a plan", "keep it under 2 MB", Place(name))
    try:
        text = body.decode("utf-16" if body[:2] in _UTF_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        what = "this is no text" if b"\0" in body else "this is not written in UTF-8"
        now = "save it as UTF-8 (a spreadsheet: as CSV UTF-8)"
        raise refuse("I02", what, now, Place(name, line)) from None
    if "\0" in text:
        raise refuse("I02", "this is no text but a binary file", "name a text file", Place(name))
    return _UNSEEN.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))

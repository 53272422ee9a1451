"""A whole answer, or none: what a service sends without an end, or far too much of, is not read on."""

import time
from collections.abc import Iterable

LONGEST_ANSWER = 120.0
"""Seconds until all of it has to be there."""
MOST_BYTES = 32 * 1024 * 1024
"""Of an answer, unpacked: years of a calendar are a tenth of that."""


def whole(parts: Iterable[bytes], began: float) -> bytes | None:
    """All that comes, None where that has no end. `began`: seconds of `time.monotonic`."""
    until, content = began + LONGEST_ANSWER, bytearray()
    for part in parts:
        content += part
        if len(content) > MOST_BYTES or time.monotonic() > until:
            return None
    return bytes(content)

"""Our mark: the line at the end of a description that says which session a workout is, and in what state."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

_OPENING = "[onek"
_MARK = re.compile(r"\[onek v1 plan=(?P<plan>[^\s\]]+) s=(?P<key>[^\s\]]+) h=(?P<digest>[0-9a-f]{8})\]")
_DIGEST = re.compile(r"[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Mark:
    """Whose workout it is: the plan's id, the session's key, and eight hexadecimal digits of its content.

    Plan and key are the identity; the digest tells a changed workout from an unchanged one.
    """

    plan: str
    key: str
    digest: str

    def __post_init__(self) -> None:
        if not self.plan or not self.key or not _DIGEST.fullmatch(self.digest):
            raise ValueError(f"not a mark: {self.plan!r}, {self.key!r}, {self.digest!r}")


def write_mark(mark: Mark) -> str:
    """The mark as text, in ASCII; odd characters of an id are percent-encoded."""
    return f"{_OPENING} v1 plan={_encoded(mark.plan)} s={_encoded(mark.key)} h={mark.digest}]"


def read_mark(description: str | None) -> Mark | None:
    """The last sound mark in a description, wherever it stands: an athlete may have written below it."""
    for found in reversed(list(_MARK.finditer(description or ""))):
        try:
            return Mark(_decoded(found["plan"]), _decoded(found["key"]), found["digest"])
        except UnicodeDecodeError:  # somebody's own percent signs
            continue
    return None


def without_marks(description: str | None) -> str:
    """What people wrote: the description without any mark of ours, and without space around it."""
    return _MARK.sub("", description or "").strip()


def defused(text: str) -> str:
    """Somebody's text in which nothing can be taken for our mark."""
    return text.replace(_OPENING, "(" + _OPENING[1:])


def fingerprint(payload: Mapping[str, object]) -> str:
    """The digest of a payload without its mark: SHA-256 of its JSON, sorted and without spaces, cut to 8."""
    text = json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


# A lone surrogate cannot be encoded, but an id that came with one must still be told from the others.
def _encoded(text: str) -> str:
    return quote(text, safe="", errors="surrogatepass")


def _decoded(text: str) -> str:
    return unquote(text, errors="surrogatepass")

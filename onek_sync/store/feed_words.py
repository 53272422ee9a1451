"""The words of the store for feeds: links, fetches, events that were shown. They need no library."""

from dataclasses import dataclass
from datetime import date, datetime

SHOWN, CANCELLED, REMOVED = "shown", "cancelled", "removed"


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an athlete's feed that was given out, under the athlete's name for it.

    `view`: "full" or "busy"; a busy link never shows more. `key`: by what the secret is known that its token
    is made with. `fetched`: when somebody was here last, `fetched_by`: what he said that he is.
    """

    id: str
    athlete: str
    name: str
    view: str
    key: str
    made: datetime
    revoked: datetime | None = None
    fetched: datetime | None = None
    fetched_by: str = ""


@dataclass(frozen=True, slots=True)
class Fetch:
    """Somebody fetched a feed: when, and what he said that he is."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An event that stands, or stood, in a feed.

    `slot`: the key of the session that it was made for, its identity together with the plan. `key`, `day`
    and `content`: the session that it stands for now, where it is, and a hash of what was written of it.
    `state`: SHOWN, CANCELLED or REMOVED. `full` and `busy`: the VEVENT of each view, empty for none.
    """

    plan: str
    slot: str
    key: str
    day: date
    content: str
    state: str
    full: bytes
    busy: bytes


@dataclass(frozen=True, slots=True)
class Calendar:
    """A whole feed, and when it last changed."""

    body: bytes
    changed: datetime

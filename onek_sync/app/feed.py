"""The feed: the plan as a calendar that says of every event how often it changed, and when last.

What subscribers were shown is remembered, so that a moved session keeps its event, a past one stays, and
the same plan gives the same bytes. docs/decisions/feed.md has the reasons.
"""

import gzip
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from onek_sync.app.feed_events import draw
from onek_sync.app.project import Ready
from onek_sync.app.services import World
from onek_sync.exporters.ical import EXPORTER
from onek_sync.model.errors import Finding, OnekError
from onek_sync.model.exchange import Artifact, Options, View
from onek_sync.model.session import ResolvedPlan
from onek_sync.store.feed_words import REMOVED, Calendar, Shown

MEDIA_TYPE = EXPORTER.media_type
_SECOND = timedelta(seconds=1)
_UNKNOWN_SYSTEM = b"\xff"  # RFC 1952 §2.3.1: else gzip writes down where it ran


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar as it is served: its bytes plain and gzipped, the ETag of each, and its last change."""

    body: bytes
    gzipped: bytes
    etag: str
    etag_gzipped: str
    changed: datetime


Feeds = Mapping[View, Feed]


def feed_of(calendar: Calendar) -> Feed:
    """The calendar, ready to be served. The same calendar gives the same bytes, gzipped too."""
    digest = hashlib.sha256(calendar.body).hexdigest()[:32]
    packed = gzip.compress(calendar.body, mtime=0)
    packed = packed[:9] + _UNKNOWN_SYSTEM + packed[10:]
    return Feed(calendar.body, packed, f'"{digest}"', f'"{digest}-gz"', calendar.changed)


def last_feeds(world: World) -> Feeds:
    """The feeds as they were made last; none before the first time."""
    last = {view: world.store.feeds.calendar(world.athlete, view.value) for view in View}
    return {view: feed_of(calendar) for view, calendar in last.items() if calendar}


def make_feeds(world: World, plan: Ready, today: date | None = None) -> Feeds:
    """Say the plan to its subscribers, and remember what was said.

    Raises OnekError where nothing is left to be said: subscribers take an empty calendar for a fault, or
    for the order to forget everything.
    """
    settings, store, who = world.project.settings, world.store, world.athlete
    zone = ZoneInfo(plan.resolved.plan.timezone)
    today, now = today or world.now().astimezone(zone).date(), _moment(world)
    options = settings.export_options()
    known = store.feeds.shown(who)
    drawn = draw(plan.resolved, options, known, today, settings.feed.dropped)
    events = tuple(drawn.events(store.revisions.say(who, drawn.hashes(), now)))
    first = today - timedelta(days=settings.feed.past_days)
    seen = sorted(
        (event for event in events if event.day >= first and event.state != REMOVED),
        key=lambda event: (event.day, event.plan, event.key, event.slot),
    )
    calendars = {view: _calendar(world, view, seen, plan.resolved, options, now) for view in View}
    store.feeds.show(who, sorted(set(events) - set(known), key=lambda event: (event.plan, event.slot)))
    for view, calendar in calendars.items():
        store.feeds.put(who, view.value, calendar)
    return {view: feed_of(calendar) for view, calendar in calendars.items()}


def _moment(world: World) -> datetime:
    """Now in whole seconds, as calendars and HTTP count, but later than any change before it.

    So two changes within a second are two, and a clock that was set back makes no change look old.
    """
    made = (world.store.feeds.calendar(world.athlete, view.value) for view in View)
    said = world.store.revisions.of(world.athlete).values()
    after = [one.changed + _SECOND for one in (*made, *said) if one]
    return max([world.now().astimezone(UTC).replace(microsecond=0), *after])


def _calendar(
    world: World, view: View, seen: Iterable[Shown], plan: ResolvedPlan, options: Options, now: datetime
) -> Calendar:
    """The calendar of a view; the last one, with the time of its change, where nothing changed."""
    bodies = [(f"{one.plan}/{one.slot}", one.full if view is View.FULL else one.busy) for one in seen]
    artifacts = [Artifact(key, key, body) for key, body in bodies if body]
    if not artifacts:
        now_do = "look at the plan's days: onek show --all; or set [feed] past"
        raise OnekError(Finding("F01", "the feed would be empty: no session is near enough", now_do))
    assert EXPORTER.join
    body = EXPORTER.join(artifacts, plan, replace(options, view=view))
    last = world.store.feeds.calendar(world.athlete, view.value)
    return last if last and last.body == body else Calendar(body, now)

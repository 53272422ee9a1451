"""The events of a feed: those of the plan, those that are history, and those that left the plan."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from onek_sync.app.feed_matching import content_of, free_slot, matched
from onek_sync.exporters.ical import EXPORTER
from onek_sync.exporters.ical.cancelled import cancelled
from onek_sync.exporters.ical.text import uid
from onek_sync.model.exchange import Options, Revision, View
from onek_sync.model.session import ResolvedPlan, ResolvedSession
from onek_sync.settings.web import Dropped
from onek_sync.store.feed_words import CANCELLED, REMOVED, SHOWN, Shown

_FIRST = Revision(0, datetime(1970, 1, 1, tzinfo=UTC))

Slots = Mapping[str, str]
"""By a session's key the slot of its event."""


@dataclass(frozen=True)
class Drawn:
    """The events as they are from now on, but for their revisions.

    `kept`: as they were. `fresh`: sessions of the plan to be said, with their `slots`. `called_off`: events
    to be shown as cancelled. `texts`: what each event says, apart from its revision, by its name.
    """

    plan: ResolvedPlan
    options: Options
    kept: tuple[Shown, ...]
    fresh: tuple[ResolvedSession, ...]
    slots: Slots
    called_off: tuple[Shown, ...]

    def hashes(self) -> dict[str, str]:
        """What each event that may have changed says now, as a hash by its name."""
        said = {}
        for view in View:
            options = replace(self.options, view=view, slots=self.slots)
            first = replace(options, revisions={one.key: _FIRST for one in self.fresh})
            for one in self.fresh:
                name = _name(view, self.plan.plan.id, self.slots[one.key])
                said[name] = _hash(_said(one, self.plan, first))
            for event in self.called_off:
                said[_name(view, event.plan, event.slot)] = _hash(_cancelled(event, view, _FIRST))
        return said

    def events(self, revisions: Mapping[str, Revision]) -> Iterator[Shown]:
        """Every event that stands, or stood, in the feed, at the revisions of those names."""
        yield from self.kept
        full, busy = (self._bodies(view, revisions) for view in View)
        for one in self.fresh:
            yield Shown(
                plan=self.plan.plan.id,
                slot=self.slots[one.key],
                key=one.key,
                day=one.session.day,
                content=content_of(one.session),
                state=SHOWN,
                full=full[one.key],
                busy=busy[one.key],
            )
        for event in self.called_off:
            full_body, busy_body = (
                _cancelled(event, view, revisions[_name(view, event.plan, event.slot)]) for view in View
            )
            yield replace(event, state=CANCELLED, full=full_body, busy=busy_body)

    def _bodies(self, view: View, revisions: Mapping[str, Revision]) -> dict[str, bytes]:
        plan = self.plan.plan.id
        of_keys = {one.key: revisions[_name(view, plan, self.slots[one.key])] for one in self.fresh}
        options = replace(self.options, view=view, slots=self.slots, revisions=of_keys)
        return {one.key: _said(one, self.plan, options) for one in self.fresh}


def draw(
    plan: ResolvedPlan, options: Options, known: Sequence[Shown], today: date, dropped: Dropped
) -> Drawn:
    """What the feed shows of a plan from now on, to those who were shown what is known."""
    full = replace(options, view=View.FULL)
    sessions = [one for one in plan.sessions if _said(one, plan, full)]
    mine = [event for event in known if event.plan == plan.plan.id]
    pairs, left = matched((one.session for one in sessions), mine)
    others = [event for event in known if event.plan != plan.plan.id]
    kept, called_off = _left([*others, *left], today, dropped)
    over = [one for one in sessions if _is_over(one, pairs.get(one.key), today)]
    history = [replace(pairs[one.key], key=one.key, content=content_of(one.session)) for one in over]
    past = {one.key for one in over}
    return Drawn(
        plan=plan,
        options=options,
        kept=(*kept, *history),
        fresh=tuple(one for one in sessions if one.key not in past),
        slots=_slots(sessions, pairs, mine),
        called_off=tuple(called_off),
    )


def _is_over(one: ResolvedSession, event: Shown | None, today: date) -> bool:
    """Whether the session is history, so that it stays as it was shown."""
    return event is not None and event.state == SHOWN and event.day == one.session.day < today


def _slots(sessions: Iterable[ResolvedSession], pairs: Mapping[str, Shown], mine: Iterable[Shown]) -> Slots:
    taken = {event.slot for event in mine}
    return {
        one.key: pairs[one.key].slot if one.key in pairs else free_slot(one.key, taken) for one in sessions
    }


def _left(events: Iterable[Shown], today: date, dropped: Dropped) -> tuple[list[Shown], list[Shown]]:
    """Of the events that stand for no session: those that are settled, and those to be called off."""
    settled, called_off = [], []
    for event in events:
        if event.state == REMOVED or event.day < today:
            settled.append(event)
        elif dropped is Dropped.REMOVE:
            settled.append(replace(event, state=REMOVED))
        elif event.state == SHOWN:
            called_off.append(event)
        else:
            settled.append(event)
    return settled, called_off


def _said(one: ResolvedSession, plan: ResolvedPlan, options: Options) -> bytes:
    artifact = EXPORTER.say(one, plan, options)
    return artifact.body if artifact else b""


def _cancelled(event: Shown, view: View, revision: Revision) -> bytes:
    body = _body(event, view)
    return cancelled(body, revision) if body else b""


def _body(event: Shown, view: View) -> bytes:
    return event.full if view is View.FULL else event.busy


def _name(view: View, plan: str, slot: str) -> str:
    """Under which the revisions know an event: each view has its own, since it changes by itself."""
    return f"{uid(plan, slot)}#{view.value}"


def _hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()

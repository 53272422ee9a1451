"""intervals.icu as a target: an event in its calendar for each session.

Events are known by their `external_id`, so a creation that is sent twice makes one event. Each event also
carries our mark, which tells whether the athlete has edited it.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from onek_sync.model.exchange import Artifact
from onek_sync.model.mark import Mark
from onek_sync.model.target import Entry, Limits, Listing, Placing, Remote, Wanted, Window
from onek_sync.targets.door import Door, Gone, Json
from onek_sync.targets.intervals.api import athlete_path, no_athlete
from onek_sync.targets.intervals.event import DOC, body_of, content_of, digest_of, identity, seen
from onek_sync.targets.intervals.understood import differences

BATCH = 50


class IntervalsIcu:
    """The four verbs for one athlete. An object's version is the time of its last change there."""

    format = "intervals-event"
    limits = Limits(batch=BATCH)

    def __init__(self, name: str, athlete: str, door: Door) -> None:
        self.name = name
        self._door = door
        self._athlete = athlete
        self._events = f"{athlete_path(athlete)}/events"

    def digest(self, artifact: Artifact) -> str:
        """Of name, text, type of sport and category."""
        return digest_of(content_of(artifact))

    def list(self, window: Window, known: Sequence[Entry]) -> Listing:
        """One read, and one more for each known event that it does not show."""
        last = max([window.last, *(entry.day for entry in known if entry.day)])
        query = {"oldest": f"{window.today}", "newest": f"{last}"}
        try:
            events = self._door.get(self._events, query)
        except Gone:
            raise no_athlete(self.name, self._athlete) from None
        if not isinstance(events, list) or not all(isinstance(event, dict) for event in events):
            raise self._door.unread(f"GET {self._events}")
        remotes = [self._seen(event, f"GET {self._events}") for event in events if identity(event)]
        shown = {remote.id for remote in remotes}
        gone = set()
        for entry in known:
            if not entry.id or entry.id in shown:
                continue
            try:
                remotes += self._looked_for(entry.id)
            except Gone:
                gone.add(entry.id)
        return Listing(tuple(remotes), frozenset(gone))

    def create(self, new: Sequence[Placing]) -> Iterator[Remote]:
        """One write for all of them."""
        asked = f"{self._events}/bulk"
        bodies = [_body(placing.wanted, placing.plan, placing.slot) for placing in new]
        answer = self._door.post(asked, bodies, {"upsert": "true"})
        events = {
            identity(event): event
            for event in (answer if isinstance(answer, list) else [])
            if isinstance(event, dict)
        }
        for placing in new:
            event = events.get((placing.plan, placing.slot))
            if event is None:
                raise self._door.unread(f"POST {asked}")
            yield self._made(event, placing.wanted, f"POST {asked}")

    def update(self, remote: Remote, wanted: Wanted) -> Iterator[Remote]:
        """One write."""
        path = f"{self._events}/{remote.id}"
        event = self._door.put(path, _body(wanted, remote.plan, remote.slot))
        made = self._made(event, wanted, f"PUT {path}")
        if (made.id, made.plan, made.slot) != (remote.id, remote.plan, remote.slot):
            raise self._door.unread(f"PUT {path}")
        yield made

    def delete(self, remote: Remote) -> Iterator[Remote]:
        """One write."""
        with suppress(Gone):
            self._door.delete(f"{self._events}/{remote.id}")
        yield from ()

    def _looked_for(self, id: str) -> Sequence[Remote]:
        """A known event that the listing did not show; nothing where it is ours no more."""
        path = f"{self._events}/{id}"
        event = self._door.get(path)
        if not isinstance(event, dict):
            raise self._door.unread(f"GET {path}")
        return [self._seen(event, f"GET {path}")] if identity(event) else []

    def _made(self, event: Json, wanted: Wanted, asked: str) -> Remote:
        """The answer to a write, with what was not understood of it."""
        made = self._seen(event, asked)
        try:
            return replace(made, lost=differences(content_of(wanted.artifact)[DOC]["steps"], event.get(DOC)))
        except (TypeError, ValueError, OverflowError):
            raise self._door.unread(asked) from None

    def _seen(self, event: Json, asked: str) -> Remote:
        try:
            return seen(event)
        except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
            raise self._door.unread(asked) from None


def _body(wanted: Wanted, plan: str, slot: str) -> Json:
    return body_of(content_of(wanted.artifact), wanted.day, Mark(plan, slot, wanted.digest))

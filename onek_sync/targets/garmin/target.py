"""Garmin Connect as a target: a workout in the library and an entry in the calendar for each session.

The two are separate things there and each is made by a call of its own; neither call is safe to repeat.
What is made carries our mark from the first call on, so whatever stays half done is found again.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from onek_sync.model.exchange import Artifact
from onek_sync.model.mark import Mark
from onek_sync.model.target import Entry, Limits, Listing, Placing, Remote, Wanted, Window
from onek_sync.targets.garmin import calendar, library
from onek_sync.targets.garmin.answers import Gone
from onek_sync.targets.garmin.content import content_of, digest_of
from onek_sync.targets.garmin.door import Door
from onek_sync.targets.garmin.looking import ENTRY, SHARED, look, workout_id


class GarminConnect:
    """The four verbs. `parts` of a Remote: the id of its `entry`, and `shared` if the workout has others."""

    format = "garmin"
    joins = False
    # A watch shows about thirty days and thirty workouts ahead.
    limits = Limits(days=28, entries=30)

    def __init__(self, name: str, door: Door) -> None:
        self.name = name
        self._door = door

    def digest(self, artifact: Artifact) -> str:
        """Of what is compared of a workout's content."""
        return digest_of(content_of(artifact))

    def list(self, window: Window, known: Sequence[Entry]) -> Listing:
        """Two reads where nothing changed and the library has less than a hundred workouts."""
        return look(self._door, window, known)

    def create(self, new: Sequence[Placing]) -> Iterator[Remote]:
        """Two writes a session: the workout, its day."""
        for placing in new:
            yield from self._created(placing.wanted, placing.plan, placing.slot)

    def update(self, remote: Remote, wanted: Wanted) -> Iterator[Remote]:
        """One write for another day. Another content is another workout, four writes: an edited one would
        not reach the watch.
        """
        if remote.digest != wanted.digest or remote.touched:
            yield from self._replaced(remote, wanted)
        elif ENTRY not in remote.parts:
            yield self._put_on(remote, wanted)
        else:
            calendar.move(self._door, remote.parts[ENTRY], wanted.day)
            yield replace(remote, day=wanted.day)

    def delete(self, remote: Remote) -> Iterator[Remote]:
        """Two writes: off the calendar, out of the library. A workout that is scheduled again stays there."""
        if ENTRY in remote.parts:
            self._take_off(remote)
            if SHARED in remote.parts:
                return
            # With the day that it had: without one the next push could take the rest for something past.
            yield replace(remote, parts={})
        self._remove(remote)

    def _created(self, wanted: Wanted, plan: str, slot: str) -> Iterator[Remote]:
        mark = Mark(plan, slot, wanted.digest)
        made = library.add(self._door, content_of(wanted.artifact), mark)
        remote = Remote(
            plan=plan,
            slot=slot,
            id=made.id,
            day=None,
            digest=wanted.digest,
            version=made.version,
            title=made.name,
        )
        yield remote
        yield self._put_on(remote, wanted)

    def _replaced(self, old: Remote, wanted: Wanted) -> Iterator[Remote]:
        """The new one stands before the old one goes."""
        new = None
        for new in self._created(wanted, old.plan, old.slot):
            yield new
        assert new is not None
        if ENTRY in old.parts:
            self._take_off(old)
            yield new
        if SHARED not in old.parts:
            self._remove(old)
            yield new

    def _put_on(self, remote: Remote, wanted: Wanted) -> Remote:
        entry = calendar.put_on(self._door, workout_id(remote.id), wanted.day)
        return replace(remote, day=wanted.day, parts={ENTRY: entry.id})

    def _take_off(self, remote: Remote) -> None:
        with suppress(Gone):
            calendar.take_off(self._door, remote.parts[ENTRY])

    def _remove(self, remote: Remote) -> None:
        with suppress(Gone):
            library.remove(self._door, workout_id(remote.id))

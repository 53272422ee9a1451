"""What Garmin Connect shows of ours: workouts that carry our mark, joined with their days."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onek_sync.model.mark import Mark
from onek_sync.model.target import Entry, Listing, Remote, State, Window
from onek_sync.targets.garmin import calendar, library
from onek_sync.targets.garmin.answers import Gone
from onek_sync.targets.garmin.calendar import Scheduled
from onek_sync.targets.garmin.door import Door
from onek_sync.targets.garmin.library import Workout

ENTRY, SHARED = "entry", "shared"
AHEAD = timedelta(days=60)
"""How far an athlete's hand is looked for: twice what a watch shows."""
RECENT = AHEAD
"""Nothing is made for a day as far ahead as this, so what was made longer ago and has no day is past."""


def workout_id(id_: str) -> str:
    """The workout's id in a Remote's: a second entry of one workout has "WORKOUT/ENTRY"."""
    return id_.partition("/")[0]


def look(door: Door, window: Window, known: Sequence[Entry]) -> Listing:
    """Everything of ours from today on. Two requests, one more for whatever is not as the ledger has it."""
    entries = {workout_id(one.id): one for one in known if one.id and one.state is State.OURS}
    shown = library.workouts(door)
    ours = {id_: one for id_, one in shown.items() if one.mark or id_ in entries}
    unknown = [one for id_, one in ours.items() if id_ not in entries and _is_recent(one, window)]
    first = min([window.today, *_made_on(unknown)])
    days = calendar.scheduled(door, first, max(window.last, window.today + AHEAD))
    gone = set()
    for id_, entry in entries.items():
        if id_ not in shown and not _is_past(entry, window):
            try:
                ours[id_] = library.workout(door, id_)
            except Gone:
                gone.add(entry.id)
    looking = _Looking(door, window, entries, days)
    return Listing(tuple(remote for one in ours.values() for remote in looking.remotes(one)), frozenset(gone))


def _made_on(workouts: Iterable[Workout]) -> Iterator[date]:
    """No workout stands on a day before it was made; a day less, as the service's day may be another one."""
    yield from (one.created - timedelta(days=1) for one in workouts if one.created)


def _is_recent(workout: Workout, window: Window) -> bool:
    return workout.created is not None and workout.created >= window.today - RECENT


def _is_past(entry: Entry, window: Window) -> bool:
    return entry.day is not None and entry.day < window.today


@dataclass(frozen=True)
class _Looking:
    """One look at the service."""

    door: Door
    window: Window
    entries: Mapping[str, Entry]
    days: Sequence[Scheduled]

    def remotes(self, workout: Workout) -> Iterator[Remote]:
        """A workout on its day; once more for each entry that puts it there again; nothing if it is past."""
        entry, days = self.entries.get(workout.id), self._days(workout)
        if self._is_over(workout, entry, days):
            return
        remote = self._remote(workout, done=any(one.done for one in days[:1]))
        if remote is None:
            return
        if not days:
            yield remote
            return
        day, *more = days
        twins = [one for one in more if one.day == day.day]
        yield _on(remote, day, shared=len(more) > len(twins))
        for twin in twins:
            yield _on(replace(remote, id=f"{remote.id}/{twin.id}"), twin, shared=True)

    def _is_over(self, workout: Workout, entry: Entry | None, days: Sequence[Scheduled]) -> bool:
        if days:  # one that was still to come was put on a past day by the athlete
            return days[0].day < self.window.today and (entry is None or _is_past(entry, self.window))
        return _is_past(entry, self.window) if entry else not _is_recent(workout, self.window)

    def _days(self, workout: Workout) -> list[Scheduled]:
        """The entries of a workout, the known one first, then the oldest."""
        days = [one for one in self.days if one.workout == workout.id]
        entry = self.entries.get(workout.id)
        known = entry.parts.get(ENTRY) if entry else None
        if known and not days and entry and not _is_past(entry, self.window):
            return self._asked_for(known)
        return sorted(days, key=lambda one: (one.id != known, int(one.id)))

    def _asked_for(self, id_: str) -> list[Scheduled]:
        """An entry that is not where it was: it may be on a day that was not asked for."""
        try:
            return [calendar.entry(self.door, id_)]
        except Gone:
            return []

    def _remote(self, workout: Workout, *, done: bool) -> Remote | None:
        """The object without its day; None when it vanished meanwhile. What was run is not read again."""
        entry = self.entries.get(workout.id)
        mark = workout.mark or (Mark(entry.plan, entry.slot, entry.digest) if entry else None)
        assert mark is not None
        try:
            touched = workout.mark is None or (not done and self._is_touched(workout, mark, entry))
        except Gone:
            return None
        return Remote(
            plan=mark.plan,
            slot=mark.key,
            id=workout.id,
            day=None,
            digest=mark.digest,
            version=workout.version,
            touched=touched,
            title=workout.name,
        )

    def _is_touched(self, workout: Workout, mark: Mark, entry: Entry | None) -> bool:
        """Read in full only if it is not as we left it; another plan is for whoever pushes it."""
        if entry is None and self.window.plan not in {"", mark.plan}:
            return False
        if entry and workout.version and entry.version == workout.version:
            return False
        content = workout.content or library.workout(self.door, workout.id).content
        return content != mark.digest


def _on(remote: Remote, day: Scheduled, *, shared: bool) -> Remote:
    parts = {ENTRY: day.id, **({SHARED: "yes"} if shared else {})}
    return replace(remote, day=day.day, done=day.done, parts=parts)

"""A calendar as a target: the four verbs of CalDAV, each event of ours an object with an address of its own.

What the athlete does in a calendar app is kept: another day or time of day, other alarms. Other words or
another length are an edit, and the event is let be.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from onek_sync.model.errors import Finding, Refused, TargetError
from onek_sync.model.exchange import Artifact
from onek_sync.model.target import Entry, Limits, Listing, Placing, Remote, Wanted, Window
from onek_sync.targets.caldav.answers import Changed, Gone, unclear
from onek_sync.targets.caldav.door import Door
from onek_sync.targets.caldav.event import OURS, Seen, object_name, read, sent_by
from onek_sync.targets.caldav.finding import Finder, address
from onek_sync.targets.caldav.looking import Held, Shelf, edited, shown
from onek_sync.targets.caldav.writing import Revised, alarms_in, written

TRIES = 3


class CalDav:
    """The four verbs. An object's id is its address, its version the ETag."""

    format = "ical"
    limits = Limits()

    def __init__(self, name: str, door: Door, finder: Finder, now: Callable[[], datetime]) -> None:
        self.name = name
        self._door = door
        self._finder = finder
        self._now = now
        self._shelf = Shelf(door)

    def digest(self, artifact: Artifact) -> str:
        """Of all that the event says but its date: words, time of day, length, alarms."""
        return _said(artifact).digest

    def list(self, window: Window, known: Sequence[Entry]) -> Listing:
        """One request, and one more for what was known and is not among its answers."""
        entries = {entry.id: entry for entry in known if entry.id}
        held, gone = self._held(window, list(entries))
        remotes = [shown(one, entries.get(one.url)) for one in held]
        told = [one for one in remotes if one and one.day and (one.day >= window.today or one.id in entries)]
        return Listing(tuple(told), frozenset(gone))

    def _held(self, window: Window, known: Sequence[str]) -> tuple[Sequence[Held], set[str]]:
        """What lies in our calendar from today on, and which known addresses are empty."""
        calendar = self._finder.known_by(known)
        if calendar is not None:
            try:
                return self._shelf.look(calendar, window.today, known)
            except Gone:
                self._finder.forget()
        calendar = self._finder.found()
        return self._shelf.look(calendar, window.today, known) if calendar else ([], set(known))

    def create(self, new: Sequence[Placing]) -> Iterator[Remote]:
        """Put them where nothing is yet."""
        for placing in new:
            wanted, said = placing.wanted, _said(placing.wanted.artifact)
            calendar = self._finder.found_or_made()
            url = address(calendar.url, object_name(placing.plan, placing.slot))
            uid = said.uid if placing.slot == wanted.key else _uid(placing.plan, placing.slot)
            sent = sent_by(said, placing.plan, placing.slot)
            revised = Revised(uid=uid, sent=sent, sequence=said.sequence, now=self._now(), day=wanted.day)
            body = written(wanted.artifact.body, said, revised)
            try:
                etag = self._door.put(url, body, {"If-None-Match": "*"})
            except Changed as error:
                yield self._there(url, placing, error)
            else:
                yield self._made(url, placing.plan, placing.slot, wanted, etag)

    def update(self, remote: Remote, wanted: Wanted) -> Iterator[Remote]:
        """Put the new words there. A start that the athlete chose since we looked stays; `day` of what is
        yielded is the plan's all the same, so that the next look tells whose choice it was.
        """
        held = self._shelf.now(remote)
        for _ in range(TRIES):
            before = self._untouched(remote, held)
            body = self._revised(remote, wanted, held, before)
            try:
                etag = self._door.put(remote.id, body, held.condition)
            except Changed:
                held = self._again(remote)
            else:
                yield self._made(remote.id, remote.plan, remote.slot, wanted, etag)
                return
        raise unclear(f"{self.name}: {remote.title or remote.slot} changes there all the time")

    def delete(self, remote: Remote) -> Iterator[Remote]:
        """Take it away, unless the athlete had a hand in it since we looked. Gone already is done."""
        condition = {"If-Match": remote.version} if remote.version else {}
        try:
            self._door.delete(remote.id, condition)
        except Gone:
            pass
        except Changed:
            self._delete_changed(remote)
        yield from ()

    def _delete_changed(self, remote: Remote) -> None:
        try:
            held = self._shelf.fetched(remote.id)
            seen = self._untouched(remote, held)
            if seen and seen.day != remote.day:
                raise unclear(f"{self.name}: {remote.title or remote.slot} was moved there just now")
            self._door.delete(remote.id, held.condition)
        except Gone:
            pass

    def _revised(self, remote: Remote, wanted: Wanted, held: Held, before: Seen | None) -> bytes:
        """The object that takes the place of the one that is held."""
        said = _said(wanted.artifact)
        own_day = before.day if before and before.day != remote.day else None
        revised = Revised(
            uid=held.seen.uid if held.seen else said.uid,
            sent=sent_by(said, remote.plan, remote.slot),
            sequence=max(held.seen.sequence + 1 if held.seen else 0, said.sequence),
            now=self._now(),
            day=own_day or wanted.day,
            at=before.moved_to if before and said.at else None,
            alarms=alarms_in(held.text) if before and before.own_alarms else None,
        )
        return written(wanted.artifact.body, said, revised)

    def _untouched(self, remote: Remote, held: Held) -> Seen | None:
        """What the athlete's app shows, of which we keep the start; None where all of it is taken back."""
        if remote.touched:
            return None
        another = held.etag != remote.version  # what was looked at is no edit, whatever a server made of it
        if held.seen is None or (another and edited(held.seen, {remote.digest})):
            raise unclear(f"{self.name}: {remote.title or remote.slot} was edited there just now")
        return held.seen

    def _again(self, remote: Remote) -> Held:
        try:
            return self._shelf.fetched(remote.id)
        except Gone:
            raise unclear(f"{self.name}: {remote.title or remote.slot} was deleted there just now") from None

    def _made(self, url: str, plan: str, slot: str, wanted: Wanted, etag: str) -> Remote:
        """The object as it stands now."""
        return Remote(
            plan=plan,
            slot=slot,
            id=url,
            day=wanted.day,
            digest=wanted.digest,
            version=etag or self._shelf.fetched(url).etag,
            title=wanted.title,
        )

    def _there(self, url: str, placing: Placing, error: TargetError) -> Remote:
        """What stood in the way of a new object: the same one, from a push whose answer was lost, or not."""
        held, wanted = self._shelf.fetched(url), placing.wanted
        found = shown(held, None)
        identity = (placing.plan, placing.slot, wanted.day, wanted.digest)
        if found and not found.touched and (found.plan, found.slot, found.day, found.digest) == identity:
            return found
        day = f" on {found.day}" if found else ""
        what = f"{self.name}: there is an event at the address of {wanted.title or wanted.key} already{day}"
        raise Refused(Finding("caldav.taken", what, "delete it there, and push again")) from error


def _said(artifact: Artifact) -> Seen:
    """What our own artifact says."""
    seen = read(artifact.body)
    assert seen, "the exporter writes events with our UID"
    return seen


def _uid(plan: str, slot: str) -> str:
    """The UID of an object that is not the first one of its session; the first has the exporter's."""
    digest = hashlib.sha256(f"{plan}\n{slot}".encode(errors="surrogatepass")).hexdigest()
    return f"{digest[:32]}{OURS}"

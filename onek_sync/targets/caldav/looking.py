"""Looking at a calendar: which objects are ours, and whether an athlete has had a hand in them."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlsplit

from onek_sync.model.target import Entry, Remote
from onek_sync.targets.caldav.answers import Gone
from onek_sync.targets.caldav.door import Door
from onek_sync.targets.caldav.event import OURS, Seen, identity_in, read
from onek_sync.targets.caldav.finding import Calendar, address


@dataclass(frozen=True, slots=True)
class Held:
    """An object as the server holds it; `seen` None: it is none of ours, or cannot be read."""

    url: str
    etag: str
    text: str
    seen: Seen | None

    @property
    def condition(self) -> Mapping[str, str]:
        """Write only where it is still this."""
        return {"If-Match": self.etag} if self.etag else {}


class Shelf:
    """The objects of a calendar, and what was seen of them last."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._seen: dict[str, Held] = {}

    def look(self, calendar: Calendar, today: date, known: Sequence[str]) -> tuple[Sequence[Held], set[str]]:
        """Ours from today on, with those known that stand before it; and the known addresses without any."""
        from onek_sync.targets.caldav.asking import events_from, objects

        found = self._report(calendar, events_from(today))
        silent = [url for url, one in found.items() if one is None]  # named, but not shown
        unseen = [*silent, *(url for url in known if url not in found)]
        here = [url for url in unseen if url.startswith(calendar.url)]
        if here:
            found |= self._report(calendar, objects(urlsplit(url).path for url in here))
        gone = {url for url, one in found.items() if one is GONE}
        for url in unseen:
            if found.get(url) is None and self._door.knows(url):
                try:
                    found[url] = self.fetched(url)
                except Gone:
                    gone.add(url)
        held = [one for one in found.values() if one and one.seen]
        self._seen = {one.url: one for one in held}
        return held, gone & set(known)

    def now(self, remote: Remote) -> Held:
        """The object, as it was shown or as it is."""
        held = self._seen.get(remote.id)
        return held if held and held.etag == remote.version else self.fetched(remote.id)

    def fetched(self, url: str) -> Held:
        """The object as it is now; Gone where there is none."""
        text, etag = self._door.get(url)
        return Held(url, etag, text, read(text))

    def _report(self, calendar: Calendar, body: bytes) -> dict[str, Held | None]:
        """Objects by their addresses; None: named and not shown. The library raises for a listing with holes
        (507 and the like); what it lets through is there or is not.
        """
        found: dict[str, Held | None] = {}
        for one in self._door.report(calendar.url, body):
            url = address(calendar.url, one.href)
            found[url] = GONE if one.status == 404 else _held(url, one.etag or "", one.calendar_data or "")
        return found


def _held(url: str, etag: str, text: str) -> Held | None:
    if not text:
        return None
    return Held(url, etag, text, read(text) if OURS in text else None)


GONE = Held("", "", "", None)
"""What stands for an object that is not there."""


def edited(seen: Seen, digests: AbstractSet[str]) -> bool:
    """Whether an athlete changed what we sent. `digests`: what we know to have sent, for a server that
    drops our mark; where nobody knows, it is as we sent it.
    """
    if seen.sent:
        return seen.words != seen.sent.words
    return bool(digests) and seen.digest not in digests


def shown(held: Held, entry: Entry | None) -> Remote | None:
    """An object as one of ours; None where nothing says whose it is."""
    seen = held.seen
    identity = _identity(held, entry)
    if seen is None or identity is None:
        return None
    sent = {entry.digest, entry.intent.digest if entry.intent else entry.digest} if entry else set()
    # What a server makes of our words is no edit: this is the version that we left there.
    left = entry is not None and entry.version == held.etag != ""
    return Remote(
        plan=identity[0],
        slot=identity[1],
        id=held.url,
        day=seen.day,
        digest=seen.sent.mark.digest if seen.sent else seen.digest,
        version=held.etag,
        touched=not left and edited(seen, sent),
        adjusted=seen.moved_to is not None or seen.own_alarms,
        title=seen.title,
    )


def _identity(held: Held, entry: Entry | None) -> tuple[str, str] | None:
    """Plan and slot: from our mark, from the address, from the ledger, or from the UID."""
    assert held.seen
    if held.seen.sent:
        return held.seen.sent.mark.plan, held.seen.sent.mark.key
    by_name = identity_in(unquote(urlsplit(held.url).path.rpartition("/")[2]))
    if by_name:
        return by_name
    if entry:
        return entry.plan, entry.slot
    plan, dot, slot = held.seen.uid.removesuffix(OURS).partition(".")
    return (plan, slot) if dot else None

"""What is served now: feeds and links, kept up to date while the plan file is edited and days go by."""

from collections.abc import Callable, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from onek_sync.app.feed import MEDIA_TYPE as MEDIA_TYPE
from onek_sync.app.feed import Feed as Feed
from onek_sync.app.feed import Feeds, last_feeds, make_feeds
from onek_sync.app.feed_links import GivenLink, followed, followed_page, given_links, known_tokens
from onek_sync.app.project import Ready as Ready
from onek_sync.app.project import ready
from onek_sync.app.services import World
from onek_sync.model.errors import OnekError, StoreError
from onek_sync.model.exchange import View
from onek_sync.store.feed_words import Fetch

LONGEST_AGENT = 120  # characters of what a subscriber says that it is

Stamp = tuple[int, int, int]
Wanted = tuple[Stamp | None, date]


class Served:
    """The feeds, the links, and who fetched. Whoever serves calls `refresh` again and again, in any thread.

    `feeds`, `links` and `plan` are replaced as a whole and never changed. What cannot be made leaves the last
    good one in its place, and is told once when it begins and once when it is over. `trouble`: what is wrong
    now, "" for nothing; `plan`: the last good one, None before the first.
    """

    def __init__(self, world: World, tell: Callable[[str], None]) -> None:
        self.feeds: Feeds = last_feeds(world)
        self.links: Mapping[str, GivenLink] = {}
        self.plan: Ready | None = None
        self.trouble = ""
        self._world = world
        self._tell = tell
        self._plan_trouble = ""
        self._given: frozenset[object] | None = None
        self._seen: Stamp | None = None
        self._made: Wanted | None = None
        self._zone = world.zone
        self._fetches: dict[str, Fetch] = {}
        self._refresh_links()

    def follow(self, token: str, *, busy: bool) -> tuple[str, Feed | None] | None:
        """The id of the link that a token is of, and the feed it leads to: None while there is none yet.

        None for no token of ours.
        """
        one = followed(token, self.links)
        if one is None:
            return None
        usual = self._world.project.settings.feed.view
        shown = View.BUSY if busy or View.BUSY in {one.link.view, usual} else View.FULL
        return one.link.id, self.feeds.get(shown)

    def page(self, token: str) -> GivenLink | None:
        """The link that a page's token goes with; None for no token of ours."""
        return followed_page(token, self.links)

    @property
    def world(self) -> World:
        """What is served is of this."""
        return self._world

    def fetched(self, id_: str, agent: str) -> None:
        """Somebody was here; to be kept later."""
        self._fetches[id_] = Fetch(self._world.now(), agent)

    def taken(self) -> Mapping[str, Fetch]:
        """Who was here since the last time, to be handed to `keep`; called where `fetched` is."""
        fetches, self._fetches = self._fetches, {}
        return fetches

    def keep(self, fetches: Mapping[str, Fetch]) -> None:
        """Remember who was here; where that fails, next time."""
        if not fetches:
            return
        try:
            self._world.store.links.fetched({id_: _plain(fetch) for id_, fetch in fetches.items()})
        except StoreError as error:
            self._fetches = {**fetches, **self._fetches}
            self._tell(str(error))

    def refresh(self) -> None:
        """Look at links and plan; make the feeds anew where the plan, or the day, is another."""
        try:
            self._refresh_links()
            self._refresh_feeds()
        except StoreError as error:
            self._say(str(error))
        else:
            self._say(self._plan_trouble)

    def _refresh_links(self) -> None:
        """The secret is asked for only when links were given out or revoked: a keyring takes its time."""
        links = self._world.store.links.all(self._world.athlete)
        given = frozenset((link.id, link.revoked) for link in links)
        if given != self._given:
            self.links = known_tokens(given_links(self._world))
            self._given = given

    def _refresh_feeds(self) -> None:
        before, self._seen = self._seen, _stamp(self._world)
        wanted = (self._seen, self._today())
        # A file that is being written may be half there, and half a plan is a plan: it is read at rest.
        at_rest = self._seen == before or self._made is None
        if at_rest and wanted != self._made:
            self._make(wanted)

    def _make(self, wanted: Wanted) -> None:
        """What is wrong with the plan is so until it is another; what is with the database is tried again."""
        try:
            plan = ready(self._world.project)
            self._zone = ZoneInfo(plan.resolved.plan.timezone)
            self.plan = plan
            self.feeds = make_feeds(self._world, plan)
        except StoreError:
            raise
        except OnekError as error:
            self._made, self._plan_trouble = wanted, str(error)
        else:
            self._made, self._plan_trouble = (wanted[0], self._today()), ""

    def _today(self) -> date:
        return self._world.now().astimezone(self._zone).date()

    def _say(self, trouble: str) -> None:
        if trouble and trouble != self.trouble:
            self._tell(f"{trouble}\nthe last good feed is served on" if self.feeds else trouble)
        elif self.trouble and not trouble:
            self._tell("the feed is up to date again")
        self.trouble = trouble


def _stamp(world: World) -> Stamp | None:
    """What tells that the plan file is another; None while there is none."""
    try:
        found = world.project.plan_path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _plain(fetch: Fetch) -> Fetch:
    """What somebody else says that he is, as a short line."""
    by = "".join(sign if sign.isprintable() else " " for sign in fetch.by[:LONGEST_AGENT])
    return Fetch(fetch.at, by)

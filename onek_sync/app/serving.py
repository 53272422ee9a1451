"""What is served now: feeds and links, kept up to date while the plan file is edited and days go by."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from onek_sync.app.feed import MEDIA_TYPE as MEDIA_TYPE
from onek_sync.app.feed import Feed as Feed
from onek_sync.app.feed import Feeds, last_feeds, make_feeds
from onek_sync.app.feed_links import GivenLink, followed, followed_page, given_links, known_tokens
from onek_sync.app.notices import plan_is_broken, plan_is_sound
from onek_sync.app.project import Ready as Ready
from onek_sync.app.project import ready
from onek_sync.app.rereading import Rereading, Stamp, stamp_of
from onek_sync.app.services import World, with_settings
from onek_sync.app.troubles import Part, Troubles, said
from onek_sync.model.errors import OnekError, StoreError
from onek_sync.model.exchange import View
from onek_sync.settings import Settings
from onek_sync.settings.web import LogForm as LogForm
from onek_sync.store.feed_words import Fetch

LONGEST_AGENT = 120  # characters of what a subscriber says that it is

Wanted = tuple[Stamp | None, Settings, date]


@dataclass(frozen=True, slots=True)
class Made:
    """How often the feeds were made since the start, the seconds that it took, and when the last time was."""

    times: int = 0
    seconds: float = 0.0
    last: datetime | None = None

    def again(self, began: datetime, ended: datetime) -> "Made":
        """Once more. A clock that was set back meanwhile makes that no time at all."""
        return Made(self.times + 1, self.seconds + max(0.0, (ended - began).total_seconds()), ended)


def alone(world: World) -> AbstractContextManager[None]:
    """Serve, and no other process beside it, while in the `with`. Raises StoreError where another does."""
    from onek_sync.store.serving import serving

    return serving(world.store.database, world.now())


def last_good_push(world: World) -> datetime | None:
    """When something was pushed last, wherever to. Raises StoreError where the database cannot be read."""
    return world.store.history.last_good(world.athlete, "push")


class Served:
    """The feeds, the links, and who fetched. Whoever serves calls `refresh` again and again, in any thread.

    `feeds`, `links`, `plan` and `world` are replaced as a whole and never changed. What cannot be made leaves
    the last good one in its place; `troubles` tells it. `plan`: the last good one, None before the first.
    """

    def __init__(
        self, world: World, tell: Callable[[str], None], warn: Callable[[str], None] | None = None
    ) -> None:
        self.feeds: Feeds = last_feeds(world)
        self.links: Mapping[str, GivenLink] = {}
        self.plan: Ready | None = None
        self.troubles = Troubles(tell, warn or tell)
        self.made = Made()
        self.world = world
        self._settings = Rereading(world.environ, self.troubles, tell)
        self._given: frozenset[object] | None = None
        self._seen: Stamp | None = None
        self._made: Wanted | None = None
        self._fetches: dict[str, Fetch] = {}
        self._refresh_links()

    @property
    def trouble(self) -> str:
        """What is wrong now, "" for nothing."""
        return self.troubles.text

    def follow(self, token: str, *, busy: bool) -> tuple[str, Feed | None] | None:
        """The id of the link that a token is of, and the feed it leads to: None while there is none yet.

        None for no token of ours.
        """
        one = followed(token, self.links)
        if one is None:
            return None
        usual = self.world.project.settings.feed.view
        shown = View.BUSY if busy or View.BUSY in {one.link.view, usual} else View.FULL
        return one.link.id, self.feeds.get(shown)

    def page(self, token: str) -> GivenLink | None:
        """The link that a page's token goes with; None for no token of ours."""
        return followed_page(token, self.links)

    def fetched(self, id_: str, agent: str) -> None:
        """Somebody was here; to be kept later."""
        self._fetches[id_] = Fetch(self.world.now(), agent)

    def taken(self) -> Mapping[str, Fetch]:
        """Who was here since the last time, to be handed to `keep`; called where `fetched` is."""
        fetches, self._fetches = self._fetches, {}
        return fetches

    def keep(self, fetches: Mapping[str, Fetch]) -> None:
        """Remember who was here; where that fails, next time."""
        if not fetches:
            return
        try:
            self.world.store.links.fetched({id_: _plain(fetch) for id_, fetch in fetches.items()})
        except StoreError as error:
            self._fetches = {**fetches, **self._fetches}
            self.troubles.say(Part.FETCHES, str(error))
        else:
            self.troubles.say(Part.FETCHES, "")

    def refresh(self) -> bool:
        """Look at settings, links and plan; make the feeds anew where the plan, or the day, is another.

        False where the database could not be used: to look again at once would make that no better.
        """
        try:
            self._refresh_settings()
            self._refresh_links()
            self._refresh_feeds()
        except StoreError as error:
            self.troubles.say(Part.DATABASE, str(error), self._meanwhile)
            return False
        self.troubles.say(Part.DATABASE, "")
        return True

    def _refresh_settings(self) -> None:
        project = self._settings.look(self.world.project)
        if project is not self.world.project:
            self.world = with_settings(self.world, project)

    def _refresh_links(self) -> None:
        """The secret is asked for only when links were given out or revoked: a keyring takes its time."""
        links = self.world.store.links.all(self.world.athlete)
        given = frozenset((link.id, link.revoked) for link in links)
        if given != self._given:
            self.links = known_tokens(given_links(self.world))
            self.world.secrets_read.update(
                token for one in self.links.values() for token in (one.token, one.page) if token
            )
            self._given = given

    def _refresh_feeds(self) -> None:
        project = self.world.project
        before, self._seen = self._seen, stamp_of(project.plan_path)
        wanted = (self._seen, project.settings, self._today())
        # A file that is being written may be half there, and half a plan is a plan: it is read at rest.
        at_rest = self._seen == before or self._made is None
        if at_rest and wanted != self._made:
            self._make(wanted)

    def _make(self, wanted: Wanted) -> None:
        """What is wrong with the plan is so until it is another; what is with the database is tried again."""
        try:
            plan = ready(self.world.project)
        except OnekError as error:
            plan_is_broken(self.world, str(error), self.world.now())
            self._stay(wanted, error)
            return
        self.plan = plan
        self.world = replace(self.world, zone=ZoneInfo(plan.resolved.plan.timezone))
        plan_is_sound(self.world, self.world.now())
        began = self.world.now()
        try:
            self.feeds = make_feeds(self.world, plan)
        except StoreError:
            raise
        except OnekError as error:
            self._stay(wanted, error)
        else:
            self._made = (*wanted[:2], self._today())
            self.made = self.made.again(began, self.world.now())
            self.troubles.say(Part.PLAN, "")

    def _stay(self, wanted: Wanted, error: OnekError) -> None:
        self._made = wanted
        self.troubles.say(Part.PLAN, said(error), self._meanwhile)

    def _today(self) -> date:
        return self.world.now().astimezone(self.world.zone).date()

    @property
    def _meanwhile(self) -> str:
        return "the last good feed is served on" if self.feeds else ""


def _plain(fetch: Fetch) -> Fetch:
    """What somebody else says that he is, as a short line."""
    by = "".join(sign if sign.isprintable() else " " for sign in fetch.by[:LONGEST_AGENT])
    return Fetch(fetch.at, by)

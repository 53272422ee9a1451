"""The athlete's page: a week of the plan, what is next, how far it is to the race, how the targets stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from itertools import islice
from zoneinfo import ZoneInfo

from onek_sync.app.check import format_of
from onek_sync.app.feed_links import GivenLink as GivenLink
from onek_sync.app.page_plan import DayCard as DayCard
from onek_sync.app.page_plan import PlanCards as PlanCards
from onek_sync.app.page_standing import Standings as Standings
from onek_sync.app.page_standing import TargetCard, for_readers
from onek_sync.app.project import Ready
from onek_sync.app.services import World, said_when
from onek_sync.app.show import beside
from onek_sync.exporters.html import STYLE as STYLE
from onek_sync.exporters.sheet import plan_sheet
from onek_sync.model.errors import OnekError
from onek_sync.model.plan import Kind

_CARDS = 2  # today, and what comes next


@dataclass(frozen=True, kw_only=True)
class Page:
    """What a page shows besides its week.

    `here`: the number of the week that `today` lies in; before the plan its first, after it its last, as
    `beside` says in a sentence. `ahead`: today, and the next day with training, as far as there are such.
    `days_left`: to the race, None without one or behind it.
    """

    today: date
    here: int
    beside: str
    ahead: tuple[DayCard, ...]
    days_left: int | None


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What is around the plan. `fetched`: when the link's calendar was last; `troubles`: what is wrong."""

    targets: tuple[TargetCard, ...]
    fetched: str
    troubles: tuple[str, ...]

    def holding(self, key: str) -> tuple[str, ...]:
        """The names of the targets at which a session stands as it is planned."""
        return tuple(one.name for one in self.targets if key in one.there)


def cards_of(world: World, plan: Ready) -> PlanCards:
    """The plan as its pages show it, with what the targets that are set up cannot be told."""
    settings = world.project.settings
    formats: Mapping[str, str] = {name: format_of(target) for name, target in settings.targets.items()}
    return PlanCards(plan, settings.export_options(), formats)


def today_in(world: World, plan: Ready) -> date:
    """The day that it is where the plan is run."""
    return world.now().astimezone(ZoneInfo(plan.resolved.plan.timezone)).date()


def title_of(plan: Ready) -> str:
    """The plan's title."""
    return plan_sheet(plan.resolved).title


def page_on(cards: PlanCards, today: date) -> Page:
    """What the plan says on a day."""
    plan = cards.plan.resolved.plan
    race = plan.race
    begun = [week.number for week in plan.weeks if week.start <= today]
    return Page(
        today=today,
        here=begun[-1] if begun else plan.weeks[0].number,
        beside=beside(cards.plan, today),
        ahead=tuple(islice(_ahead(cards, today), _CARDS)),
        days_left=(race.day - today).days if race and race.day >= today else None,
    )


def _ahead(cards: PlanCards, today: date) -> Iterator[DayCard]:
    """Today, if it is a day of the plan, then every day with training."""
    plan = cards.plan.resolved
    days = {one.session.day for one in plan.sessions if one.kind is not Kind.REST and one.session.day > today}
    for day in (today, *sorted(days)):
        if found := cards.day(day):
            yield found


def surroundings(
    world: World, plan: Ready | None, given: GivenLink, trouble: str, standings: Standings
) -> Surroundings:
    """How targets and link stand. Where the database cannot be asked, that is one more trouble."""
    zone = ZoneInfo(plan.resolved.plan.timezone) if plan else world.zone
    today = today_in(world, plan) if plan else world.now().astimezone(zone).date()
    lines = for_readers(world, trouble).splitlines()
    try:
        targets = standings.of(world, plan, today, zone)
        fetched = _fetched(world, given, zone)
    except OnekError as error:
        targets, fetched = (), ""
        lines = list(dict.fromkeys([*lines, *for_readers(world, str(error)).splitlines()]))
    return Surroundings(targets=targets, fetched=fetched, troubles=tuple(lines))


def _fetched(world: World, given: GivenLink, zone: tzinfo | None) -> str:
    links = world.store.links.all(world.athlete)
    at = next((link.fetched for link in links if link.id == given.link.id), None)
    return said_when(at, zone) if at else ""

"""Whatever a session holds, and whichever day it is: the page is HTML without a fault."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onek_sync.app.page import PlanCards, Surroundings, page_on
from onek_sync.app.project import Ready
from onek_sync.model.exchange import Options
from onek_sync.model.plan import Week
from onek_sync.model.session import ResolvedPlan, ResolvedSession
from onek_sync.planning.file.plan_file import PlanFile
from onek_sync.web.page.templates import fill
from tests.exporters.page_reading import all_of, read
from tests.exporters.resolving import DAY, plans, sessions

FORMATS = {"watch": "fit", "garmin": "garmin", "icu": "intervals", "shelf": "ical"}
AROUND = Surroundings(targets=(), fetched="", troubles=())


def shown(plan: ResolvedPlan, today: date) -> bytes:
    cards = PlanCards(Ready(PlanFile(plan.plan), plan), Options(), FORMATS)
    page = page_on(cards, today)
    week = cards.week(page.here)
    said = {"cards": cards, "page": page, "week": week, "around": AROUND, "sheet": cards.sheet}
    return fill("week", {"base": "", "css": "a.css", "js": "a.js", **said})


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(sessions(), plans(), st.integers(-400, 400))
def test_any_session_on_any_day_is_a_page(one: ResolvedSession, plan: ResolvedPlan, away: int) -> None:
    race = plan.plan.race and replace(plan.plan.race, goal=None)  # one out of reach is refused before
    weeks = (Week(number=1, start=DAY, sessions=(one.session,)),)
    written = replace(plan.plan, weeks=weeks, race=race)
    tree = read(shown(ResolvedPlan(plan=written, sessions=(one,)), DAY + timedelta(days=away)))
    assert len(all_of(tree, "script")) == 1 and all_of(tree, "img", "iframe", "form", "style") == []
    assert not [key for each in tree.iter() for key in each.attrib if key == "style" or key.startswith("on")]
    levels = [int(heading.tag[1]) for heading in all_of(tree, "h1", "h2", "h3", "h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [each.get("id") for each in tree.iter() if each.get("id")]
    assert len(ids) == len(set(ids))

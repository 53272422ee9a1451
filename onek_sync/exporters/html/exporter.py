"""The printable page: each session a fragment, put together week by week; it fetches nothing."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from onek_sync.exporters.html.weeks import weeks_of
from onek_sync.exporters.pictures import KEY, STYLE, arc, profile
from onek_sync.exporters.sheet import plan_sheet, session_sheet
from onek_sync.exporters.words import Part
from onek_sync.model.exchange import Artifact, Exporter, Options
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedPlan, ResolvedSession

if TYPE_CHECKING:
    from jinja2 import Environment

# Exercises have no pace: their bars would say nothing.
_PICTURED = frozenset({Kind.RUN, Kind.CROSS, Kind.RACE})
_GAPS = re.compile(r">\s+<")  # between elements; a sixtieth of the page


@cache
def _templates() -> "Environment":
    """Jinja2 with every word escaped; a name that is missing is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("onek_sync.exporters.html", "."),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,  # a template is read once
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _fill(template: str, said: Mapping[str, object]) -> str:
    return _templates().get_template(template).render(said, Part=Part, Kind=Kind)


def say(session: ResolvedSession, plan: ResolvedPlan, options: Options) -> Artifact:
    """A session as an `<article>`; its day stands around it in the page."""
    said = {"sheet": session_sheet(session, plan), "picture": picture(session, plan)}
    body = _fill("session.html.j2", said)
    body = _GAPS.sub("><", body)
    name = f"{session.session.day:%Y-%m-%d}-{session.key}.html"
    return Artifact(key=session.key, name=name, body=body.encode())


def picture(session: ResolvedSession, plan: ResolvedPlan) -> str:
    """Its profile as an `<svg>`, its width its share of the longest of its week; "" where it says nothing."""
    return profile(session.main, _share(session, plan)) if session.kind in _PICTURED else ""


def _share(session: ResolvedSession, plan: ResolvedPlan) -> float:
    """Its time beside the longest of its week: the longest has the whole width, none less than a fifth."""
    number = session.session.week
    week = (one.main.seconds for one in plan.sessions if one.session.week == number and one.kind in _PICTURED)
    longest = max(week, default=0.0)
    return max(0.2, session.main.seconds / longest) if longest else 1.0


def join(artifacts: Sequence[Artifact], plan: ResolvedPlan, options: Options) -> bytes:
    """The page: a cover and a sheet for each week; for the sessions of one week, that sheet alone."""
    weeks = weeks_of(artifacts, plan)
    only = weeks[0].number if len(weeks) == 1 and len(plan.plan.weeks) > 1 else None
    said = {
        "sheet": plan_sheet(plan),
        "weeks": weeks,
        "only": only,
        "arc": arc(plan, only),
        "unit": plan.plan.athlete.units.value,
        "key": KEY,
        "style": STYLE,
    }
    return _fill("page.html.j2", said).encode()


EXPORTER = Exporter(
    name="html",
    suffix="html",
    media_type="text/html; charset=utf-8",
    says="a page to print and to hang up: a cover, then a sheet for each week",
    say=say,
    join=join,
)

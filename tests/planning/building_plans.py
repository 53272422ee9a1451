"""Answers for the builder: one runner, one race, and everything that may be asked otherwise."""

from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

from onek_sync.model.athlete import Athlete, Result
from onek_sync.model.plan import Race
from onek_sync.planning.building import Built, Request, Template, build_plan, read_template

TEMPLATES = Path(__file__).parents[2] / "templates"
RUNNER = Athlete(recent=(Result(1000, 211), Result(5000, 1250)))
RACE = Race(name="City Mile Meet", day=date(2027, 5, 8), at=time(15, 30), goal=205)
MON_TO_SAT = frozenset(range(6))


@cache
def template(name: str) -> Template:
    return read_template((TEMPLATES / f"{name}.yaml").read_text(encoding="utf-8"), f"{name}.yaml")


def request(**other: Any) -> Request:
    """Twelve weeks on Monday to Saturday, but for what is said otherwise; `name`: the template's."""
    name = other.pop("name", "1k")
    answers: dict[str, Any] = {
        "race": RACE,
        "athlete": RUNNER,
        "days": MON_TO_SAT,
        "template": template(name),
        "today": date(2026, 11, 1),
        "weeks": 12,
        "id": "spring-1k",
        "timezone": "Europe/Berlin",
    }
    return Request(**{**answers, **other})


def built(**other: Any) -> Built:
    return build_plan(request(**other))

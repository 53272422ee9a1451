"""Helpers for the tests of the plan file: where the samples are, and plans without places."""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import FrameType

from onek_sync.model.errors import Place
from onek_sync.model.plan import Plan

PLANS = Path(__file__).parents[1] / "plans"
DEMO = Path(__file__).parents[2] / "templates" / "demo" / "plan.yaml"
GOOD = [DEMO, *sorted(PLANS.glob("*.yaml"))]
BAD = sorted((PLANS / "bad").glob("*.yaml"))

HEAD = "plan: p\ntimezone: Europe/Berlin\nstart: 2027-02-15\n"


def plan_text(*days: str, head: str = HEAD) -> str:
    """A plan with one week of these days, each written as in a file ("mon: rest")."""
    return head + "weeks:\n  -\n" + "".join(f"    {line}\n" for day in days for line in day.splitlines())


def placeless(plan: Plan) -> Plan:
    """The plan without the places of its sessions."""
    weeks = tuple(
        replace(week, sessions=tuple(replace(session, place=Place()) for session in week.sessions))
        for week in plan.weeks
    )
    return replace(plan, weeks=weeks)


def calls(work: Callable[[], object]) -> int:
    """How many calls a piece of work makes: the same on every machine, unlike its time."""
    count = 0

    def tick(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(tick)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count

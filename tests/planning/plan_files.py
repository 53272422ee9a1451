"""Helpers for the tests of the plan file: where the samples are, and plans without places."""

from dataclasses import replace
from pathlib import Path

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

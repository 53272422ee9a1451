"""The longest plan that the builder makes."""

from dataclasses import replace

from onek_sync.app.project import Ready
from onek_sync.model.athlete import Heart, RunnerLevel
from onek_sync.planning.file.plan_file import PlanFile
from onek_sync.planning.resolve import resolve
from tests.planning.building_plans import RUNNER, built


def heaviest() -> Ready:
    """Sixteen weeks of seven days, with every number that can be said."""
    runner = replace(RUNNER, level=RunnerLevel.ADVANCED, heart=Heart(max=190, rest=48, threshold=172))
    plan = built(weeks=16, athlete=runner, days=frozenset(range(7))).plan
    return Ready(PlanFile(plan), resolve(plan))

"""Sixteen weeks built from a few answers, beside reading the same plan from its file."""

from benchmarks._ratio import Ratio, medians
from onek_sync.planning.building import build_plan
from onek_sync.planning.building.drafts import written
from onek_sync.planning.building.places import placed
from onek_sync.planning.file import read_plan, write_plan
from tests.planning.building_plans import request, template

ROUNDS = 9


def cold() -> None:
    """As in a process that has just begun: the template is read anew, too."""
    for remembered in (template, written, placed):
        remembered.cache_clear()
    build_plan(request(weeks=16))


def measure() -> list[Ratio]:
    """From the template's text to the plan; the file's text to the plan."""
    text = write_plan(build_plan(request(weeks=16)).plan)
    ours, reading = medians(ROUNDS, cold, lambda: read_plan(text))
    return [Ratio("build, 16 weeks", ours, "reading them from the file", reading, "< 0.15 s")]

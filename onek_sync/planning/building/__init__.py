"""A plan from a goal, a race day and the days a runner has."""

from onek_sync.planning.building.answers import weekdays_of
from onek_sync.planning.building.build import build_plan
from onek_sync.planning.building.request import Built, Request, weeks_until
from onek_sync.planning.building.template import Template
from onek_sync.planning.building.template_reader import read_template

__all__ = ["Built", "Request", "Template", "build_plan", "read_template", "weekdays_of", "weeks_until"]

"""A session and a plan laid out for a page, before any markup: what HTML, Markdown and CSV share."""

from onek_sync.exporters.sheet.plan_sheet import PlanSheet, plan_sheet
from onek_sync.exporters.sheet.session_sheet import SessionSheet, session_sheet
from onek_sync.exporters.sheet.tables import Table
from onek_sync.exporters.sheet.weeks import WeekSum, week_sums

__all__ = [
    "PlanSheet", "SessionSheet", "Table", "WeekSum", "plan_sheet", "session_sheet", "week_sums",
]  # fmt: skip

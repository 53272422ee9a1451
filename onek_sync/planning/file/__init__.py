"""The plan file: read it from disk, change it, write it. The one part of planning that touches the world."""

from onek_sync.planning.file.plan_file import (
    PlanFile,
    load_plan,
    read_plan,
    save_bytes,
    save_text,
    set_session_text,
)
from onek_sync.planning.file.plan_writer import write_plan

__all__ = ["PlanFile", "load_plan", "read_plan", "save_bytes", "save_text", "set_session_text", "write_plan"]

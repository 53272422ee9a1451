"""Pictures as SVG text: the profile of a workout, the arc of a plan. A page carries `STYLE`, their CSS."""

from importlib.resources import files

from onek_sync.exporters.pictures.plan_arc import arc
from onek_sync.exporters.pictures.workout_profile import KEY, profile

__all__ = ["KEY", "STYLE", "arc", "profile"]

STYLE = (files(__name__) / "pictures.css").read_text(encoding="utf-8")

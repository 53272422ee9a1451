"""What a reader of workout texts hands back."""

from dataclasses import dataclass

from onek_sync.model.errors import Finding
from onek_sync.model.workout import Workout


@dataclass(frozen=True, slots=True)
class Reading:
    """A workout as it was read, and the doubts (warnings) that came up; columns count from 1."""

    workout: Workout
    findings: tuple[Finding, ...] = ()

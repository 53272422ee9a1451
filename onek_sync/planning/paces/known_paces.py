"""Everything known about how fast one athlete runs, today and towards the goal."""

from collections.abc import Mapping
from dataclasses import dataclass

from onek_sync.model.athlete import Heart
from onek_sync.model.errors import Finding
from onek_sync.model.intensity import PaceName, RaceName
from onek_sync.model.plan import Aim
from onek_sync.model.session import PaceBand
from onek_sync.model.units import Units
from onek_sync.planning.paces.form import Form
from onek_sync.planning.paces.results import RACE_METRES


@dataclass(frozen=True, kw_only=True)
class Paces:
    """Everything known for one athlete. Bands in s/km; a race pace or a point like T has fast == slow.

    `training` and `races` lack what nothing is known of; `races` are today's. `form` is None where no race
    was given, `assumed` where it was only derived from the goal. `top_speed` in m/s. `notes` say where the
    paces come from and how sure they are; `findings` are doubts a person should settle.
    """

    units: Units = Units.KM
    training: Mapping[PaceName, PaceBand]
    races: Mapping[RaceName, PaceBand]
    long: PaceBand | None = None
    strides: PaceBand | None = None
    top_speed: float | None = None
    heart: Heart = Heart()
    race: Aim | None = None
    form: Form | None = None
    assumed: bool = False
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    def band(self, name: PaceName | RaceName) -> PaceBand | None:
        """Today's band by its name."""
        return self.training.get(name) if isinstance(name, PaceName) else self.races.get(name)

    @property
    def goal(self) -> float | None:
        """The goal's race pace, s/km."""
        return self.race.goal / self.race.metres * 1000 if self.race and self.race.goal else None

    @property
    def gain(self) -> float | None:
        """The goal time as a share of today's over the same distance (0.97 = 3 % to gain)."""
        today = self.races.get(RaceName.RACE)
        return self.goal / today.middle if self.goal and today else None

    def goal_pace(self, name: RaceName, progress: float = 1.0) -> PaceBand | None:
        """The goal's pace over a race distance, moved so far (0 to 1) from today's towards it.

        Over other distances than the goal's it asks for the same gain in per cent. A goal that is slower
        than today's form is not moved towards.
        """
        today, goal = self.races.get(name), self._full_goal(name)
        if goal is None or today is None or self.assumed or goal.middle >= today.middle:
            return goal
        return PaceBand(
            today.fast + (goal.fast - today.fast) * progress,
            today.slow + (goal.slow - today.slow) * progress,
        )

    def _full_goal(self, name: RaceName) -> PaceBand | None:
        if self.goal is None or self.race is None:
            return None
        if name is RaceName.RACE or RACE_METRES[name] == self.race.metres:
            return PaceBand(self.goal, self.goal)
        today = self.races.get(name)
        return PaceBand(today.fast * self.gain, today.slow * self.gain) if today and self.gain else None

"""What the builder is asked, and what it answers."""

from dataclasses import dataclass
from datetime import date, timedelta

from onek_sync.model.athlete import Athlete, RunnerLevel
from onek_sync.model.errors import Finding
from onek_sync.model.plan import Plan, Race
from onek_sync.planning.building.template import Template

AFTER = timedelta(1)
"""The plan ends on the day after the race."""

_USUAL_VOLUME = {  # metres a week for each day of training
    RunnerLevel.BEGINNER: 4_500.0,
    RunnerLevel.INTERMEDIATE: 6_000.0,
    RunnerLevel.ADVANCED: 8_000.0,
}


def weeks_until(race: date, today: date) -> int:
    """Whole weeks from today to the day after the race."""
    return ((race + AFTER - today).days + 1) // 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A plan to be built.

    `race` has the goal; `days` are weekdays, 0 = Monday; `volume` is what the athlete runs now, metres a
    week, None: usual for the level; `weeks` None: all there are until the race. `forced` builds what would
    be refused as out of reach. `today` is the day on which the question is asked.
    """

    race: Race
    athlete: Athlete
    days: frozenset[int]
    template: Template
    today: date
    id: str = "1k"
    title: str = ""
    timezone: str = "UTC"
    weeks: int | None = None
    volume: float | None = None
    forced: bool = False

    @property
    def level(self) -> RunnerLevel:
        """The athlete's."""
        return self.athlete.level

    @property
    def room(self) -> int:
        """How many weeks there are."""
        return weeks_until(self.race.day, self.today)

    @property
    def length(self) -> int:
        """How many weeks the plan has: as asked, else as many as there are and the template can fill."""
        return self.weeks if self.weeks is not None else min(self.room, self.template.weeks[-1])

    @property
    def start(self) -> date:
        """The first day of week 1."""
        return self.race.day + AFTER - timedelta(7 * self.length - 1)

    @property
    def volume_now(self) -> float:
        """Metres a week that the athlete runs now, as said or as usual."""
        usual = _USUAL_VOLUME[self.level] * min(len(self.days), 6)
        return usual if self.volume is None else self.volume


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A plan, why it is as it is (sentences, the most important first), and what is in doubt."""

    plan: Plan
    reasons: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

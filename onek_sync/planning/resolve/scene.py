"""What all intensities share: the scene they are read in, what they come to mean, and when that is sane."""

import math
from dataclasses import dataclass

from onek_sync.model.errors import Finding, Level
from onek_sync.model.intensity import Intensity
from onek_sync.model.session import HeartBand, PaceBand
from onek_sync.planning.paces.known_paces import Paces
from onek_sync.planning.resolve.aims import aim

UNKNOWN = "R01"
"""The code of doubts that come from what is not known of the athlete."""

_FASTEST, _SLOWEST = 80.0, 1800.0  # s/km: no human is faster, no walk slower


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """One effort in the words of `ResolvedStep`, as far as they are known, and what was in doubt."""

    pace: PaceBand | None = None
    leads_to: PaceBand | None = None
    heart: HeartBand | None = None
    cadence: tuple[int, int] | None = None
    rpe: tuple[float, float] | None = None
    effort: str = ""
    aim: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Whose intensity it is, over how many metres (or seconds) of a step, and how far the plan has come."""

    paces: Paces
    metres: float | None = None
    seconds: float | None = None
    progress: float = 1.0

    def words(self, intensity: Intensity) -> str:
        """An intensity in quotes, for messages."""
        return f'"{aim(intensity, self.paces.units)}"'


def tolerance(metres: float) -> float:
    """How far a repetition may be off its single pace either way, s/km.

    Half a second for the button and a quarter of a second per 100 m for the runner: 1 s over 200 m, 1.5 s
    over 400 m. From 400 m on it stays 1.5 s per 400 m (3.75 s/km), about what a watch can tell.
    """
    return 2.5 + 500.0 / min(max(metres, 50.0), 400.0)


def widened(band: PaceBand, scene: Scene) -> PaceBand:
    """A band that is at least as wide as the step's tolerance either way."""
    middle = band.middle
    metres = scene.metres or (scene.seconds / middle * 1000 if scene.seconds and middle > 0 else 1000.0)
    room = tolerance(metres)
    return PaceBand(min(band.fast, middle - room), max(band.slow, middle + room))


def sane(band: PaceBand, said: Intensity, scene: Scene) -> Meaning:
    """The band, unless nobody can run it."""
    if math.isfinite(band.slow) and _FASTEST <= band.fast <= band.slow <= _SLOWEST:
        return Meaning(pace=band)
    what = f"{scene.words(said)} is no pace a human runs: left out"
    return Meaning(findings=(doubt("R05", what, "check the number and its unit"),))


def unknown(said: Intensity, scene: Scene) -> Finding:
    """The doubt about an intensity whose pace cannot be known."""
    what = f"{scene.words(said)} stays without a pace"
    if scene.paces.form:
        return doubt(UNKNOWN, f"{what}: the plan names no race", "give race.distance and race.goal")
    return doubt(
        "R01", f"{what}: no race of the athlete is known", 'give a recent race, e.g. recent: {1K: "3:34"}'
    )


def doubt(code: str, what: str, now: str) -> Finding:
    """A warning."""
    return Finding(code, what, now, level=Level.WARNING)

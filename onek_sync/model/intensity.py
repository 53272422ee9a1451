"""How hard: everything a coach may write behind an "@". A step carries a list of these."""

from dataclasses import dataclass
from enum import StrEnum


class PaceName(StrEnum):
    """Training paces by name. Letters are Daniels' ("E M T I R"); `tempo` is a little easier than `T`."""

    EASY = "E"
    MARATHON = "M"
    THRESHOLD = "T"
    INTERVAL = "I"
    REPETITION = "R"
    TEMPO = "tempo"
    STEADY = "steady"
    RECOVERY = "recovery"
    AEROBIC_THRESHOLD = "aerobic threshold"


class RaceName(StrEnum):
    """Races whose pace is used as an intensity. `RACE` is the plan's own race ("race pace")."""

    M400 = "400"
    M600 = "600"
    M800 = "800"
    K1 = "1K"
    M1500 = "1500"
    MILE = "mile"
    K3 = "3K"
    K5 = "5K"
    K10 = "10K"
    HALF = "HM"
    MARATHON = "MP"
    RACE = "RP"


class OffsetUnit(StrEnum):
    """What an offset's seconds are counted over; `percent` is of the time, so minus is faster there too."""

    PERCENT = "%"
    PER_KM = "/km"
    PER_MILE = "/mi"
    PER_400 = "/400m"
    PER_REP = "rep"
    DEFAULT = ""  # the athlete's unit


@dataclass(frozen=True, slots=True)
class Offset:
    """A shift of a pace: seconds or per cent, negative = faster; low <= high (-3 to -2)."""

    low: float
    high: float
    unit: OffsetUnit = OffsetUnit.DEFAULT


@dataclass(frozen=True, slots=True)
class TrainingPace:
    """A named training pace of the athlete, perhaps shifted ("R minus 2-3 s")."""

    name: PaceName
    offset: Offset | None = None


@dataclass(frozen=True, slots=True)
class RacePace:
    """The pace of a race of that length: today's, or the goal's ("goal 1K")."""

    race: RaceName
    goal: bool = False
    offset: Offset | None = None


@dataclass(frozen=True, slots=True)
class AbsolutePace:
    """Seconds per so many metres, fast <= slow; `per` None = the athlete's unit (km or mile)."""

    fast: float
    slow: float
    per: float | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """Seconds for the step's own distance, fast <= slow ("400 in 65-67")."""

    fast: float
    slow: float


@dataclass(frozen=True, slots=True)
class Speed:
    """Kilometres per hour, low <= high."""

    low: float
    high: float


class PercentOf(StrEnum):
    """What a percentage is of."""

    HR_MAX = "HRmax"
    LTHR = "LTHR"
    HRR = "HRR"
    MAX_SPEED = "max speed"
    PACE = "pace"  # of a race's speed, see Percent.race; without one: as written, unsaid


@dataclass(frozen=True, slots=True)
class Percent:
    """Per cent of a heart rate, of the top speed, or of a race's speed (105 = 5 % faster)."""

    low: float
    high: float
    of: PercentOf
    race: RaceName | None = None


class ZoneOf(StrEnum):
    """Which zones are meant; UNSAID: "Z2" alone, read as heart-rate zone."""

    HEART = "hr"
    PACE = "pace"
    UNSAID = ""


@dataclass(frozen=True, slots=True)
class Zone:
    """Zones 1 to 5, low <= high."""

    low: int
    high: int
    of: ZoneOf = ZoneOf.UNSAID


@dataclass(frozen=True, slots=True)
class HeartRate:
    """Beats per minute, low <= high."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Rpe:
    """Rating of perceived exertion, 0 to 10, low <= high."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Effort:
    """A word for it: hard, fast, max, sprint, slow, moderate, relaxed … (lower case)."""

    word: str


@dataclass(frozen=True, slots=True)
class Cadence:
    """Steps per minute, both feet, low <= high."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Ramp:
    """From one intensity to another within the step, or over the repetitions ("@ 800->400")."""

    start: "Steady"
    end: "Steady"


Steady = (
    TrainingPace
    | RacePace
    | AbsolutePace
    | Split
    | Speed
    | Percent
    | Zone
    | HeartRate
    | Rpe
    | Effort
    | Cadence
)
Intensity = Steady | Ramp

"""Heart rates: the bands of a pace by three methods, zones, percentages; every band names its method.

Per cent of the maximum: Daniels' bands, and 80-85 % for tempo. Per cent of the reserve (Karvonen) and of the
threshold heart rate (Friel) say the same efforts and disagree by up to a zone. None is invented: without a
measured number there is no band, but for a maximum by age (Tanaka: 208 - 0.7 x age), which is marked.
"""

from dataclasses import replace
from itertools import pairwise

from onek_sync.model.athlete import Athlete, Heart
from onek_sync.model.errors import AthleteError, Finding
from onek_sync.model.intensity import PaceName, PercentOf, Zone
from onek_sync.model.session import HeartBand

# Per cent, low and high.
_OF_MAX = {
    PaceName.RECOVERY: (60, 70),
    PaceName.EASY: (65, 79),
    PaceName.AEROBIC_THRESHOLD: (75, 80),
    PaceName.STEADY: (77, 82),
    PaceName.MARATHON: (80, 89),
    PaceName.TEMPO: (80, 85),
    PaceName.THRESHOLD: (88, 92),
}
_OF_RESERVE = {
    PaceName.RECOVERY: (50, 60),
    PaceName.EASY: (59, 74),
    PaceName.AEROBIC_THRESHOLD: (70, 75),
    PaceName.STEADY: (74, 80),
    PaceName.MARATHON: (75, 84),
    PaceName.TEMPO: (80, 85),
    PaceName.THRESHOLD: (83, 88),
}
_OF_THRESHOLD = {
    PaceName.RECOVERY: (75, 84),
    PaceName.EASY: (85, 89),
    PaceName.AEROBIC_THRESHOLD: (85, 89),
    PaceName.STEADY: (87, 91),
    PaceName.MARATHON: (90, 95),
    PaceName.TEMPO: (90, 94),
    PaceName.THRESHOLD: (95, 99),
}
_ZONES_OF_THRESHOLD = {1: (75, 84), 2: (85, 89), 3: (90, 94), 4: (95, 99), 5: (100, 106)}  # Friel; 5 = 5a-5b
_ZONES_OF_MAX = {1: (50, 60), 2: (60, 70), 3: (70, 80), 4: (80, 90), 5: (90, 100)}  # what watches come with


def known_heart(athlete: Athlete) -> Heart:
    """What is known of the athlete's heart, the maximum estimated from the age where nothing is measured.

    Raises AthleteError where the numbers contradict each other.
    """
    heart = athlete.heart
    _check(heart)
    if heart.max is None and heart.threshold is None and athlete.age is not None and 5 <= athlete.age <= 110:
        estimate = round(208 - 0.7 * athlete.age)
        rest = heart.rest if heart.rest and heart.rest < estimate else None
        return replace(heart, max=estimate, rest=rest, estimated=True)
    return heart


def _check(heart: Heart) -> None:
    numbers = (("maximum", heart.max), ("threshold", heart.threshold), ("resting", heart.rest))
    known = [(name, bpm) for name, bpm in numbers if bpm is not None]
    for name, bpm in known:
        if not 20 <= bpm <= 250:
            raise AthleteError(
                Finding("A08", f"a {name} heart rate of {bpm} is impossible", "give beats per minute")
            )
    for (upper, high), (lower, low) in pairwise(known):
        if low >= high:
            raise AthleteError(
                Finding(
                    "A08",
                    f"the {lower} heart rate ({low}) must be below the {upper} heart rate ({high})",
                    "check both numbers",
                )
            )


def pace_bands(name: PaceName, heart: Heart) -> tuple[HeartBand, ...]:
    """The heart-rate bands of a training pace by every method the known numbers allow, the best first.

    I and R have none: the heart lags a minute or two behind, their repetitions are over by then.
    """
    if name not in _OF_MAX:
        return ()
    found = (
        percent_band(*_OF_MAX[name], PercentOf.HR_MAX, heart),
        percent_band(*_OF_THRESHOLD[name], PercentOf.LTHR, heart),
        percent_band(*_OF_RESERVE[name], PercentOf.HRR, heart),
    )
    return tuple(band for band in found if band)


def percent_band(low: float, high: float, of: PercentOf, heart: Heart) -> HeartBand | None:
    """Per cent of a heart rate in beats per minute; None where that heart rate is unknown."""
    base, span = _base_and_span(of, heart)
    if span is None:
        return None
    beats = (round(base + low / 100 * span), round(base + high / 100 * span))
    about = " (maximum estimated from age)" if heart.estimated and of is not PercentOf.LTHR else ""
    return HeartBand(*beats, f"{_range(low, high)} % {of.value}{about}")


def _base_and_span(of: PercentOf, heart: Heart) -> tuple[float, float | None]:
    if of is PercentOf.HR_MAX:
        return 0.0, heart.max
    if of is PercentOf.LTHR:
        return 0.0, heart.threshold
    if of is PercentOf.HRR and heart.max is not None and heart.rest is not None:
        return heart.rest, heart.max - heart.rest
    return 0.0, None


def zone_band(zone: Zone, heart: Heart) -> HeartBand | None:
    """A zone in beats per minute: Friel's of the threshold where it is known, else tenths of the maximum."""
    if heart.threshold is not None:
        table, of = _ZONES_OF_THRESHOLD, PercentOf.LTHR
    else:
        table, of = _ZONES_OF_MAX, PercentOf.HR_MAX
    if not {zone.low, zone.high} <= table.keys():
        return None
    band = percent_band(table[zone.low][0], table[zone.high][1], of, heart)
    if band is None:
        return None
    capped = band.high if heart.max is None else max(band.low, min(band.high, heart.max))
    named = f"Z{_range(zone.low, zone.high)}, {band.method}"
    return HeartBand(band.low, capped, named, zone.low if zone.low == zone.high else None)


def missing(of: PercentOf) -> str:
    """What the athlete has to give so that a percentage of it can be worked out."""
    return {
        PercentOf.HR_MAX: "give athlete.heart.max",
        PercentOf.LTHR: "give athlete.heart.threshold: the mean heart rate of the last 20 of 30 min all out",
        PercentOf.HRR: "give athlete.heart.max and athlete.heart.rest",
    }.get(of, "give athlete.heart")


def _range(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g}-{high:g}"

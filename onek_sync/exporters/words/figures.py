"""Numbers as runners write them: lengths, times, splits and paces."""

import math

from onek_sync.model.session import HeartBand, PaceBand
from onek_sync.model.units import METRES_PER_MILE, Count, Distance, Duration, Units, clock


def length(metres: float) -> str:
    """A length in words: 400 m, 1.5 km, 2 mi. Whole, half and quarter miles stay miles."""
    if miles := _miles(metres):
        return f"{miles:g} mi"
    if metres >= 1000:
        return f"{round(metres / 1000, 3):g} km"
    return f"{round(metres, 1):g} m"


def short_length(metres: float) -> str:
    """A length for a title: 400, 1500, 1K, 2K, 1mi."""
    if miles := _miles(metres):
        return f"{miles:g}mi"
    if metres >= 1000 and metres % 1000 == 0:
        return f"{metres / 1000:g}K"
    return f"{round(metres):d}" if metres < 10_000 else f"{round(metres / 1000, 1):g}K"


def _miles(metres: float) -> float:
    """Miles where the metres are a round number of them, else 0."""
    quarters = round(metres / METRES_PER_MILE * 4)
    near = math.isclose(metres, quarters / 4 * METRES_PER_MILE, abs_tol=0.01)
    return quarters / 4 if near else 0.0


def total_length(metres: float, units: Units) -> str:
    """A sum in the athlete's unit, to a tenth: 9.1 km, 5.7 mi."""
    return f"{metres / units.metres:.1f} {units.value}"


def span(seconds: float) -> str:
    """A time in words: 45 s, 90 s, 12 min, 2:30 min, 2 h, 1 h 50 min past two hours."""
    if seconds < 120 and seconds % 60:
        return f"{round(seconds, 1):g} s"
    if seconds % 60:
        return f"{clock(seconds)} min"
    hours, minutes = divmod(round(seconds / 60), 60)
    if hours < 2:
        return f"{round(seconds / 60)} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def ticks(seconds: float) -> str:
    """A time with tick marks, for titles: 1', 30", 1'30"."""
    minutes, rest = divmod(round(seconds), 60)
    seconds_left = f'{rest:02d}"' if minutes else f'{rest}"'
    return (f"{minutes}'" if minutes else "") + (seconds_left if rest or not minutes else "")


def total_time(seconds: float) -> str:
    """A sum, to the minute: 58 min, 1 h 05."""
    hours, minutes = divmod(max(1, round(seconds / 60)), 60)
    return f"{hours} h {minutes:02d}" if hours else f"{minutes} min"


def ranged(chosen: str, written: object) -> str:
    """The chosen value with the range as written behind it: 12 min (10-15 min), 7 (6-8)."""
    match written:
        case Count(low, high) if high > low:
            return f"{chosen} ({low}-{high})"
        case Distance(metres, upto) if upto is not None and upto > metres:
            return f"{chosen} ({_from_to(length(metres), length(upto))})"
        case Duration(seconds, upto) if upto is not None and upto > seconds:
            return f"{chosen} ({_from_to(span(seconds), span(upto))})"
        case _:
            return chosen


def _from_to(low: str, high: str) -> str:
    """10-15 min, but 800 m-1 km."""
    number, _, unit = low.partition(" ")
    return f"{number}-{high}" if high.partition(" ")[2] == unit else f"{low}-{high}"


def split(seconds: float) -> str:
    """A split as a watch shows it, tenths under two minutes: 42.0, 1:24.0, 2:06."""
    return clock(seconds, 1) if round(seconds, 1) < 120 else clock(seconds)


def lap(seconds: float) -> str:
    """A split as a coach calls it, seconds up to 100: 42.0, 84.0, 1:45.2, 2:06."""
    tenths = round(seconds * 10) / 10  # rounded as `clock` does: the same split is the same everywhere
    return f"{tenths:.1f}" if tenths < 100 else split(seconds)


def split_range(fast: float, slow: float) -> str:
    """A range of splits: 1:23-1:25, with tenths where whole seconds would say nothing (41.6-42.6)."""
    decimals = 1 if fast < 60 else 0
    low, high = clock(fast, decimals), clock(slow, decimals)
    return low if low == high else f"{low}-{high}"


def pace(band: PaceBand, units: Units) -> str:
    """A pace in the athlete's unit: 4:26-4:37/km, 7:08/mi."""
    return f"{bare_pace(band, units)}/{units.value}"


def bare_pace(band: PaceBand, units: Units) -> str:
    """The same without its unit, for titles."""
    fast, slow = (clock(seconds) for seconds in band.over(units.metres))
    return fast if fast == slow else f"{fast}-{slow}"


def seconds_over(metres: float, band: PaceBand) -> float:
    """Seconds for a distance in the middle of a band."""
    return round(band.middle * metres / 1000, 6)


def one_pace(band: PaceBand, units: Units) -> str:
    """The middle of a pace: 3:30/km."""
    return f"{clock(band.middle * units.metres / 1000)}/{units.value}"


def beats(band: HeartBand) -> str:
    """Beats per minute: 152-162, about 180."""
    return f"about {band.low}" if band.low == band.high else f"{band.low}-{band.high}"


def number_range(low: float, high: float) -> str:
    """9, 6-7, 175-185."""
    return f"{low:g}" if low == high else f"{low:g}-{high:g}"


def suits_split(metres: float, band: PaceBand) -> bool:
    """Whether a runner would rather know the time for the distance than the pace per kilometre.

    True up to 600 m, and up to 1200 m where the band is narrow enough (4 %) for one number.
    """
    narrow = band.slow - band.fast <= 0.04 * band.middle
    return metres <= 600 or (metres <= 1200 and narrow)

"""Intensities in numbers with a unit: zones, RPE, beats, steps per minute, per cent, kilometres per hour."""

from onek_sync.model.intensity import (
    Cadence,
    HeartRate,
    Intensity,
    Percent,
    PercentOf,
    Rpe,
    Speed,
    Zone,
    ZoneOf,
)
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.named_targets import race_name
from onek_sync.planning.shorthand.quantities import Quantity
from onek_sync.planning.shorthand.tokens import Sort
from onek_sync.planning.shorthand.words import LENGTH_UNITS, TIME_UNITS

_MPH = 1.609344
_PER_CENT_OF = {
    ("hrmax",): PercentOf.HR_MAX,
    ("mhr",): PercentOf.HR_MAX,
    ("hfmax",): PercentOf.HR_MAX,
    ("fcmax",): PercentOf.HR_MAX,
    ("fcm",): PercentOf.HR_MAX,
    ("max", "hr"): PercentOf.HR_MAX,
    ("hr", "max"): PercentOf.HR_MAX,
    ("max", "heart", "rate"): PercentOf.HR_MAX,
    ("maximum", "heart", "rate"): PercentOf.HR_MAX,
    ("lthr",): PercentOf.LTHR,
    ("threshold", "hr"): PercentOf.LTHR,
    ("hrr",): PercentOf.HRR,
    ("hr", "reserve"): PercentOf.HRR,
    ("heart", "rate", "reserve"): PercentOf.HRR,
    ("mss",): PercentOf.MAX_SPEED,
    ("max", "speed"): PercentOf.MAX_SPEED,
    ("maximum", "speed"): PercentOf.MAX_SPEED,
    ("top", "speed"): PercentOf.MAX_SPEED,
}
_LONGEST_OF = 3
_AEROBIC = frozenset({"vma", "mas", "vam"})
_AEROBIC_NOW = "write the speed (@ 16.5 km/h), the pace (@ 3:38/km), or per cent of a race (@ 95% of 3K)"
_PER_CENT_NOW = "write 85% HRmax, 95% LTHR, 70% HRR, 90% max speed or 95% of 5K"


def read_zone(cursor: Cursor, length: Quantity | None, at: bool) -> Zone | None:
    """ "Z2", "zone 3-4 effort", "Z2-Z3", "Z4 pace"; None with nothing taken."""
    start, column = cursor.at, cursor.column
    if not cursor.takes("z", "zone", "zones", "ga"):
        return None
    if cursor.tokens[start].key == "ga" or cursor.token.sort is not Sort.NUMBER:
        cursor.at = start
        return None
    low = cursor.next().value
    high = low
    if (cursor.sees("-", "to") or _sees_slashed(cursor)) and (
        cursor.ahead().sort is Sort.NUMBER
        or (cursor.ahead().key == "z" and cursor.ahead(2).sort is Sort.NUMBER)
    ):
        cursor.next()
        cursor.takes("z")
        high = cursor.next().value
    if not (1 <= low <= high <= 5 and low == int(low) and high == int(high)):
        now = "there are zones Z1 to Z5"
        raise cursor.refuse(Code.ZONE, f'"{cursor.words(start)}" is no zone', now, column)
    of = ZoneOf.UNSAID
    if cursor.takes("hr", "heart"):
        cursor.takes("rate")
        of = ZoneOf.HEART
    elif cursor.takes("pace"):
        of = ZoneOf.PACE
    cursor.takes("effort")
    return Zone(int(low), int(high), of)


def _sees_slashed(cursor: Cursor) -> bool:
    """The slash of "Z2/3"; behind "Z5/30s" begins a length."""
    unit = cursor.ahead(2)
    return (
        cursor.sees("/")
        and cursor.glued()
        and unit.sort is not Sort.MARK
        and unit.key not in TIME_UNITS
        and unit.key not in LENGTH_UNITS
    )


def read_rpe(cursor: Cursor, length: Quantity | None, at: bool) -> Rpe | None:
    """ "RPE 7", "RPE 2-3", "RPE=7/10"; None with nothing taken."""
    start, column = cursor.at, cursor.column
    if not cursor.takes("rpe"):
        return None
    cursor.takes("=") or cursor.takes(":") or cursor.takes("of")
    if cursor.token.sort is not Sort.NUMBER:
        cursor.at = start
        return None
    low, high = _span(cursor)
    if cursor.sees("/") and cursor.ahead().value == 10:
        cursor.next()
        cursor.next()
    if not 0 <= low <= high <= 10:
        raise cursor.refuse(
            Code.ZONE, f'"{cursor.words(start)}" is no rating', "RPE goes from 0 to 10", column
        )
    return Rpe(round(low, 3), round(high, 3))


def _span(cursor: Cursor) -> tuple[float, float]:
    """One number or two with a dash; the first is there."""
    low = cursor.next().value
    if cursor.sees("-", "to") and cursor.ahead().sort is Sort.NUMBER:
        cursor.next()
        return low, cursor.next().value
    return low, low


def read_heart(cursor: Cursor, length: Quantity | None, at: bool) -> Intensity | None:
    """ "HR 140-150", "heart rate 150", "cadence 180"; the unit behind may be left out."""
    start, column = cursor.at, cursor.column
    if cursor.takes("cadence"):
        beats = False
    elif cursor.takes("hr") or (
        cursor.sees("heart") and cursor.ahead().key == "rate" and cursor.takes("heart")
    ):
        cursor.takes("rate")
        beats = True
    else:
        return None
    cursor.takes("=") or cursor.takes(":")
    if cursor.token.sort is not Sort.NUMBER:
        cursor.at = start
        return None
    low, high = _span(cursor)
    cursor.takes("bpm" if beats else "spm")
    if cursor.sees("%"):
        cursor.at = start
        return None
    return _per_minute(cursor, low, high, column, cursor.words(start), beats)


def _per_minute(cursor: Cursor, low: float, high: float, column: int, words: str, beats: bool) -> Intensity:
    least, most = (40, 240) if beats else (100, 260)
    if not (least <= low <= high <= most):
        name = "heart rate" if beats else "cadence"
        now = f"a {name} is from {least} to {most}, the lower first"
        raise cursor.refuse(Code.ZONE, f'"{words}" is no {name}', now, column)
    return HeartRate(int(low), int(high)) if beats else Cadence(int(low), int(high))


def read_measured(cursor: Cursor, length: Quantity | None, at: bool) -> Intensity | None:
    """ "80-85% HRmax", "150 bpm", "180 spm", "15 km/h", "7 mph"; None with nothing taken."""
    if cursor.token.sort is not Sort.NUMBER:
        return None
    start, column = cursor.at, cursor.column
    low = cursor.next().value
    per_cent = cursor.takes("%")
    high = low
    if cursor.sees("-", "to") and cursor.ahead().sort is Sort.NUMBER:
        cursor.next()
        high = cursor.next().value
    if cursor.takes("%") or (per_cent and low == high):
        found = _percent(cursor, start, low, high, at)
        if found is not None:
            return found
    elif not per_cent:
        if cursor.sees("bpm", "spm"):
            beats = cursor.next().key == "bpm"
            return _per_minute(cursor, low, high, column, cursor.words(start), beats)
        found_speed = _speed(cursor, start, low, high)
        if found_speed is not None:
            return found_speed
    cursor.at = start
    return None


def _speed(cursor: Cursor, start: int, low: float, high: float) -> Speed | None:
    scale = 1.0
    if cursor.takes("mph"):
        scale = _MPH
    elif not cursor.takes("kmh", "kph"):
        if not (cursor.sees("km", "k") and cursor.ahead().key == "/" and cursor.ahead(2).key == "h"):
            return None
        cursor.at += 3
    if not 3 <= low * scale <= high * scale <= 45:
        words = cursor.words(start)
        now = "a runner's speed is 3 to 45 km/h, the lower first"
        raise cursor.refuse(Code.ZONE, f'"{words}" is no running speed', now, cursor.tokens[start].column)
    return Speed(round(low * scale, 3), round(high * scale, 3))


def _percent(cursor: Cursor, start: int, low: float, high: float, at: bool) -> Percent | None:
    """What a percentage is of; alone it counts behind "@" only."""
    column = cursor.tokens[start].column
    low, high = round(low, 3), round(high, 3)
    if not 0 < low <= high <= 200:
        words = cursor.words(start)
        raise cursor.refuse(Code.ZONE, f'"{words}" is no percentage', "write the lower one first", column)
    here = cursor.at
    said_of = cursor.takes("of", "de", "von", "der")
    for many in range(_LONGEST_OF, 0, -1):
        words_here = tuple(cursor.ahead(by).key for by in range(many))
        if words_here in _PER_CENT_OF:
            cursor.at += many
            return Percent(low, high, _PER_CENT_OF[words_here])
    race = race_name(cursor)
    if race is not None and (said_of or cursor.before is None or not cursor.before.spaced or at):
        cursor.takes("race")
        cursor.takes("pace", "speed")
        return Percent(low, high, PercentOf.PACE, race)
    if said_of or cursor.sees(
        "hr", "vma", "vo", "effort", "hf", "fc", "max", "goal", "speed", "mas", "vam", "threshold"
    ):
        words = cursor.words(start, cursor.at + 1)
        if cursor.sees(*_AEROBIC):
            what = f'"{words}": no pace of yours is known for it'
            raise cursor.refuse(Code.TARGET, what, _AEROBIC_NOW, column)
        raise cursor.refuse(Code.TARGET, f'"{words}": per cent of what?', _PER_CENT_NOW, column)
    cursor.at = here
    return Percent(low, high, PercentOf.PACE) if at else None

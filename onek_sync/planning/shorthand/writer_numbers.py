"""Numbers, lengths and times in standard form: 400m, 1.5km, 90s, 3min30s, 0.5mi, 1-2km."""

from onek_sync.model.units import METRES_PER_MILE, Distance, Duration, UntilLap


def number(value: float) -> str:
    """A number with as many decimals as it has, three at most."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def span(low: float, high: float) -> str:
    """ "7" or "7-8"."""
    return number(low) if low == high else f"{number(low)}-{number(high)}"


def length(end: Distance | Duration | UntilLap) -> str:
    """How far or how long."""
    match end:
        case Distance():
            return _distance(end.metres, end.upto)
        case Duration():
            return _duration(end.seconds, end.upto)
        case UntilLap():
            return "until lap"


def in_miles(metres: float) -> float | None:
    """The miles in quarters or tenths that a length is, if it is no whole number of metres."""
    miles = round(metres / METRES_PER_MILE, 2)
    exact = round(miles * METRES_PER_MILE, 3) == metres
    return miles if miles and exact and metres != round(metres) else None


def _distance(metres: float, upto: float | None) -> str:
    if upto is not None and upto != metres:
        miles, more = in_miles(metres), in_miles(upto)
        if miles and more:
            return f"{number(miles)}-{number(more)}mi"
        if _is_km(metres) and _is_km(upto):
            return f"{number(metres / 1000)}-{number(upto / 1000)}km"
        return f"{number(metres)}-{number(upto)}m"
    miles = in_miles(metres)
    if miles:
        return f"{number(miles)}mi"
    return f"{number(metres / 1000)}km" if _is_km(metres) else f"{number(metres)}m"


def _is_km(metres: float) -> bool:
    """Whole kilometres, halves, and from 5 km on every tenth."""
    return metres >= 1000 and metres % (100 if metres >= 5000 else 500) == 0


def _duration(seconds: float, upto: float | None) -> str:
    if upto is not None and upto != seconds:
        if seconds % 60 == 0 and upto % 60 == 0:
            return f"{number(seconds / 60)}-{number(upto / 60)}min"
        return f"{number(seconds)}-{number(upto)}s"
    return time(seconds)


def time(seconds: float) -> str:
    """90s, 3min, 3min30s."""
    if seconds % 60 == 0:
        return f"{number(seconds / 60)}min"
    if seconds < 120 or seconds != round(seconds):
        return f"{number(seconds)}s"
    return f"{number(seconds // 60)}min{number(seconds % 60)}s"


def clock(seconds: float) -> str:
    """4:30, 0:45, 1:24.5."""
    minutes, rest = divmod(round(seconds, 3), 60)
    whole, dot, decimals = number(rest).partition(".")
    return f"{int(minutes)}:{whole:0>2}{dot}{decimals}"

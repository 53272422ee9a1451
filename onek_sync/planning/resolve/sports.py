"""How fast other sports are, so that "swim 1500m" is no six minutes in the calendar."""

# Seconds per kilometre of somebody who does it beside running: an unhurried pace, for the time of day and
# nothing else. No effort makes it faster: wind, water and hills do more than that.
_PER_KM = {
    **dict.fromkeys(("swim", "swimming", "schwimmen", "natation"), 1350.0),  # 2:15 per 100 m
    **dict.fromkeys(("bike", "biking", "bicycle", "cycling", "ride", "rad"), 164.0),  # 22 km/h
    **dict.fromkeys(("radfahren", "rennrad", "vélo", "velo", "spin", "spinning"), 164.0),
    **dict.fromkeys(("mtb", "mountain"), 240.0),  # 15 km/h, off the road
    **dict.fromkeys(("row", "rowing", "rudern", "rameur"), 300.0),  # 2:30 per 500 m on the machine
    **dict.fromkeys(("walk", "walking", "marche"), 660.0),  # 11 min/km
    **dict.fromkeys(("hike", "hiking", "wandern", "randonnée"), 900.0),  # 4 km/h, climbs and rests included
    **dict.fromkeys(("ski", "skiing"), 360.0),  # 10 km/h, classic
    **dict.fromkeys(("skating",), 240.0),  # 15 km/h
}


def pace_of(sport: str) -> float | None:
    """Seconds per kilometre of a sport by its words ("mountain bike"); None where it is not known."""
    words = sport.casefold().split()
    return next((_PER_KM[word] for word in words if word in _PER_KM), None)

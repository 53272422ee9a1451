"""Words that say what kind of session a line is: kinds by name, and sports other than running."""

import re

from onek_sync.model.plan import Kind

ACTIVE_RECOVERY = "active recovery"

# What a line may begin with. German and French where the word means nothing else.
KINDS: dict[str, Kind] = {
    **dict.fromkeys(("run", "running", "lauf"), Kind.RUN),
    **dict.fromkeys(("strength", "strength training", "gym", "weights", "krafttraining"), Kind.STRENGTH),
    **dict.fromkeys(("musculation", "renforcement"), Kind.STRENGTH),
    **dict.fromkeys(("cross", "cross training", "cross-training", "crosstraining", "xt"), Kind.CROSS),
    ACTIVE_RECOVERY: Kind.CROSS,
    "mobility": Kind.MOBILITY,
    **dict.fromkeys(("race", "wettkampf"), Kind.RACE),
    **dict.fromkeys(("rest", "rest day", "off", "day off", "ruhetag", "repos"), Kind.REST),
}

SPORTS: dict[str, Kind] = {
    **dict.fromkeys(("bike", "bike ride", "biking", "bicycle", "cycling", "indoor cycling"), Kind.CROSS),
    **dict.fromkeys(("stationary bike", "mountain bike", "mountain biking", "mtb"), Kind.CROSS),
    **dict.fromkeys(("ride", "spin", "spinning", "rad", "radfahren", "rennrad", "vélo", "velo"), Kind.CROSS),
    **dict.fromkeys(("swim", "swimming", "schwimmen", "natation"), Kind.CROSS),
    **dict.fromkeys(("aqua jog", "aqua jogging", "aquajogging", "pool run", "pool running"), Kind.CROSS),
    **dict.fromkeys(("row", "rowing", "rowing machine", "rudern", "rameur"), Kind.CROSS),
    **dict.fromkeys(("elliptical", "cross trainer", "crosstrainer", "stairmaster", "stepper"), Kind.CROSS),
    **dict.fromkeys(("hike", "hiking", "wandern", "randonnée"), Kind.CROSS),
    **dict.fromkeys(("walk", "walking", "nordic walking", "marche"), Kind.CROSS),
    **dict.fromkeys(("ski", "skiing", "cross country skiing", "cross-country skiing"), Kind.CROSS),
    **dict.fromkeys(("skating", "inline skating", "snowshoeing", "kayaking", "climbing"), Kind.CROSS),
    **dict.fromkeys(("yoga", "pilates", "stretch", "stretching", "dehnen", "étirements"), Kind.MOBILITY),
    **dict.fromkeys(("foam roll", "foam rolling", "foam roller"), Kind.MOBILITY),
}

# These are also ways to recover within a run: alone they make a session only with one length.
ON_FOOT = {"hike", "hiking", "wandern", "randonnée", "walk", "walking", "nordic walking", "marche"}


def _any_of(words: dict[str, Kind]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


# "race pace", "cross country", "run/walk" say something else.
_KIND = re.compile(rf"({_any_of(KINDS)})(?=$|[\s:])(?!\s+(?:pace|effort|country)\b)\s*:?", re.IGNORECASE)
_HEAD = re.compile(rf"({_any_of(SPORTS)})(?=$|[\s:])\s*:?", re.IGNORECASE)
_TAIL = re.compile(rf"(?<![\w/-])({_any_of(SPORTS)})(?=\s*$)", re.IGNORECASE)


def kind_ahead(text: str) -> re.Match[str] | None:
    """The kind that a text begins with; group 1 is the word, the match includes a colon."""
    return _KIND.match(text)


def sport_ahead(text: str) -> re.Match[str] | None:
    """The sport that a text begins with."""
    return _HEAD.match(text)


def sport_behind(text: str) -> re.Match[str] | None:
    """The sport that a text ends with."""
    return _TAIL.search(text)


def plain(word: str) -> str:
    """A word of these tables as they hold it."""
    return " ".join(word.lower().split())

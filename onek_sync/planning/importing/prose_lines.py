"""One line of a coach's or an app's prose as shorthand: what the words mean that the shorthand has not.

Only phrases with one meaning are changed; everything else is left to the shorthand to read or to refuse.
"""

import re
from collections.abc import Callable

from onek_sync.model.notation import pace_of
from onek_sync.model.units import Units

_PACE = r"\d{1,2}:\d\d(?:\s?-\s?\d{1,2}:\d\d)?\s?/\s?(?:km|mi)"
_PHASE = r"(?:warm[\s-]?up|cool[\s-]?down)"
_LENGTH = r"\d{1,3}(?:[.,]\d{1,3})?\s?(?:km|k|m|mi|miles?|min|mins|minutes?|s|secs?|seconds?)"
_RULES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE | re.ASCII), meaning)
    for pattern, meaning in (
        (
            r"^(?:and |and then |then|next|followed by|(?:start|begin|finish|end) with)[:,]?\s+",
            "",
        ),
        (r"\bat an? (\w+(?: hard)?) (pace|effort)\b", r"at \1 \2"),
        (r"\b(easy)(?: run| jog| running)?,? at (?:easy|conversational) pace\b", r"\1"),
        (rf"\s*\((no (?:faster|slower) than {_PACE})\)", r' "\1"'),
        (r"\s*\((or (?:slower|faster))!?\)", r' "\1"'),
        (rf"\bat ({_PACE})\s*\(({_PACE})\)", lambda found: _band(found)),
        (rf"^({_LENGTH})\s(walking|walk)\s({_PHASE})$", r'\1 \3 "\2"'),
        (rf"\b({_PHASE}),?\s(easy)$", r"\1 @ \2"),
        (r"\brun/walk\b", "walk/jog"),
    )
)
# At intervals.icu and in many feeds "m" is minutes: two digits of it are metres only for what is sprinted.
_MINUTES = re.compile(r"(?<![\d.,:])\d{1,2}\s?m(?![a-z])", re.IGNORECASE | re.ASCII)
_RACE = re.compile(r"\brace\b(?!\s*(?:pace|effort))", re.IGNORECASE)
_SHORT = re.compile(r"\b(?:strides?|sprints?|hills?|accelerations?|pick-?ups?|flying)\b", re.IGNORECASE)


def as_shorthand(line: str) -> str:
    """The line with the phrases of prose in the words of the shorthand."""
    said = line.strip().rstrip(".!").strip()
    for pattern, meaning in _RULES:
        said = pattern.sub(meaning, said)
    return said


def is_doubtful(line: str) -> bool:
    """Whether a length may be minutes or metres ("45m easy")."""
    return bool(_MINUTES.search(line)) and not _SHORT.search(line)


def is_race(line: str) -> bool:
    """Whether a line speaks of a race, which is no pace: "5K race"."""
    return bool(_RACE.search(line))


def _band(found: re.Match[str]) -> str:
    """ "at 5:55/km (5:45-6:05/km)" is the band; as it was where one does not lie around the other."""
    try:
        middle, band = (pace_of(text, Units.KM) for text in found.groups())
    except ValueError:
        return found[0]
    around = band.per == middle.per and band.fast <= middle.fast and middle.slow <= band.slow
    return f"at {found[2]}" if around else found[0]

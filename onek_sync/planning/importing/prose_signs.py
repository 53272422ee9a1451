"""What a line of prose is by its signs: a rule, a bullet, a heading, sums, a name, or something to be run."""

import re

RULE = re.compile(r"[-=_*–—]{3,}")
BULLET = re.compile(r"(?:[•·▪◦‣*-]|\d{1,2}[.)])\s+")
REPEAT = re.compile(
    r"""(?:main\s(?:set|session)|set|session)?[\s:]*(?:
        repeat(?:\s(?:the\sfollowing|this|these|below))?[\s:,]*(?:x\s?(?P<a>\d{1,3})|(?P<b>\d{1,3})\s?(?:x|×|times))
      | (?P<c>\d{1,3})\s?(?:reps?|rounds?|repeats?|repetitions?|sets?)\sof
      | (?P<d>\d{1,3})\s?(?:x|×|times)
    )\s*:?""",
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
SECTION = re.compile(
    r"(warm[\s-]?up|cool[\s-]?down|main\s?(?:set|session)?|session|workout|set|intervals?|description)\s*:?",
    re.IGNORECASE,
)
MAIN = re.compile(r"^(?:main\s?(?:set|session)|session|workout)\s*:\s*(?=\S)", re.IGNORECASE)
_UNIT = r"(?:km|miles?|mi|m|min|mins|minutes|h|hrs?|hours?|s|secs?|tss|kcal|bpm|%)"
_FIGURE = rf"(?:about\s|[~≈])?[\d.:,]{{1,8}}\s?{_UNIT}?(?:\s?\d{{1,3}}\s?{_UNIT})?(?:/km|/mi)?"
METRIC = re.compile(
    rf"""\W*(?:(?:total|estimated|est\.?|planned|moving|elapsed)\s)?
        (?:total|distance|duration|time|tss|if|calories|pace|avg\.?\space|average\space)\s*[:=]\s*
        {_FIGURE}(?:\s?(?:-|–|to|/|,)\s?{_FIGURE})*\W* | week\s\d+(?:\s?(?:of|/)\s?\d+)?\W*""",
    re.IGNORECASE | re.VERBOSE,
)
LINK = re.compile(r"https?://\S+", re.IGNORECASE)
LABELS = frozenset(
    {
        *("run", "easy run", "long run", "easy", "long", "recovery run", "tempo", "tempo run", "threshold"),
        *("intervals", "interval", "fartlek", "hills", "hill repeats", "strides", "track", "speed", "main"),
        *("progression", "progression run", "workout", "session", "reps", "repeats", "steady run"),
    }
)
SUMMED = re.compile(rf"(?:\s+•\s+{_FIGURE}(?:\s?[-–]\s?{_FIGURE})?)+", re.IGNORECASE)
"""Distance and time behind a name, as apps sum a session up: • 6.5km • 45m - 50m."""
RUN = re.compile(
    r"""\d | \b(?:repeat|then|finish|followed|strides?|sprints?|surges?|drills?|hills?|half|hour|twice|double
      |one|two|three|four|five|six|seven|eight|nine|ten|twelve|times|minutes?|miles?|kilomet\w+|laps?|between|each)\b
      | ^\W*(?:walk|jog|float|rest|recover\w*|full|stand)\b""",
    re.IGNORECASE | re.VERBOSE,
)
JOG = re.compile(r"[\d.,]+\s?[a-z]+\s(?:easy\s|slow\s|light\s)?jog(?:ging)?", re.IGNORECASE | re.ASCII)
SENTENCE = re.compile(r"(?<=[a-z)!])\.\s+(?=[A-Z])")


def is_summary(line: str) -> bool:
    """Whether a line is a session's name with its sums behind it."""
    found = SUMMED.search(line)
    return found is not None and found.end() == len(line) and not re.search(r"\d", line[: found.start()])

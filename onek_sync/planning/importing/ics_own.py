"""The descriptions of our own calendars: what is run first stands behind the main part, paces in brackets."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

OWN = "-//onek_sync//"
"""How the name of the program begins in a calendar of ours."""

# What stands behind the steps: everything is said of them, nothing is run.
_ABOUT = re.compile(
    r"(?:Splits|On a track|Total|Purpose|Cues|Stop rule|Food|Drink|Sleep|Mobility):|Week \d+ of |Hot, windy"
)
_AROUND = re.compile(r"(?:Warm-up: (?P<before>[^.]+)\.)? ?(?:Cool-down: (?P<after>[^.]+)\.)?")
_FIGURES = re.compile(r" \(([\d:.]+(?:-[\d:.]+)?(?:/km|/mi)?)\)")
_NAMED = re.compile(r"(?:@ |\b(?:easy|steady|tempo|strides|long|recovery)\b)[^,]*$")


def in_order(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The steps in the order in which they are run, and the lines that say something about them.

    The figures behind a pace are left out: they are the athlete's of that day, and the pace has a name.
    """
    around = next((found for line in lines if (found := _AROUND.fullmatch(line)) and found[0]), None)
    main = list(takewhile(lambda line: not _is_about(line), lines))
    before, after = around.group("before", "after") if around else (None, None)
    # An alternative is no step: the reader stops at it, wherever it stands.
    others = [line for line in lines[len(main) :] if line.startswith("Or: ")]
    steps = [*_parts("warm-up", before), *main, *_parts("cool-down", after), *others]
    words = [line for line in lines if _is_about(line) and not _AROUND.fullmatch(line)]
    return [_without_figures(line) for line in steps], words


def _is_about(line: str) -> bool:
    return bool(_ABOUT.match(line) or _AROUND.fullmatch(line))


def _parts(role: str, said: str | None) -> Iterator[str]:
    """ "12 min easy, 5 min drills": the first is the warm-up itself, what follows has its own name."""
    first, _, rest = (said or "").partition(", ")
    yield from (line for line in (f"{role}: {first}" if first else "", rest) if line)


def _without_figures(line: str) -> str:
    """The line without the figures of a pace that has a name; those of one that has none are the pace."""
    return _FIGURES.sub(lambda found: "" if _NAMED.search(line[: found.start()]) else f" @ {found[1]}", line)

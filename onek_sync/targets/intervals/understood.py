"""What the service did not understand of a workout: the steps that were meant beside those that it read.

It takes what it does not understand for words and says nothing, so somebody has to look.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

Step = Mapping[str, Any]

CLOSE = 2.0
"""Seconds a unit, or per cent: the service rounds paces, and counts them in its own way."""
_TARGETS = {"pace": "pace", "hr": "heart rate"}
_MOST_TOLD = 5
_MOST_PASSES = 999
_MOST_STEPS = 100_000  # of an answer; no workout of ours comes near


def differences(meant: Sequence[Step], read: object) -> tuple[str, ...]:
    """Sentences, none where all was understood. `read`: its `workout_doc`, None where it tells none.

    ValueError, TypeError or OverflowError where it has another form.
    """
    if read is None:
        return ()
    steps = read.get("steps") if isinstance(read, dict) else None
    got, want = _played(steps if isinstance(steps, list) else []), _played(meant)
    if want and not got:
        return ("none of its steps was understood; it stands there as words",)
    if len(got) != len(want):
        return (_first_gap(want, got),)
    pairs = enumerate(zip(want, got, strict=True), 1)
    told = [sentence for number, (one, other) in pairs for sentence in _pair(number, one, other)]
    more = len(told) - _MOST_TOLD
    return (*told[:_MOST_TOLD], f"and {more} more") if more > 0 else tuple(told)


def _played(steps: Sequence[Any]) -> list[Step]:
    """Steps in the order in which they are done; there is no repeat within a repeat."""
    return list(islice(_unrolled(steps), _MOST_STEPS))


def _unrolled(steps: Sequence[Any]) -> Iterator[Step]:
    for step in steps:
        if isinstance(step, dict) and isinstance(step.get("steps"), list):
            inner = [one for one in step["steps"] if isinstance(one, dict)]
            for _ in range(min(int(step.get("reps") or 1), _MOST_PASSES)):
                yield from inner
        elif isinstance(step, dict):
            yield step


def _first_gap(want: list[Step], got: list[Step]) -> str:
    """Where the first step is missing or too much: the numbers alone would not tell what to look at."""
    how_many = f"of {len(want)} steps the service reads {len(got)}"
    for number, (one, other) in enumerate(zip(want, got, strict=False), 1):
        if _length(one) != _length(other, like=one):
            return f"{how_many}; step {number}: {_words(one)} were not understood"
    if len(got) < len(want):
        return f"{how_many}; step {len(got) + 1}: {_words(want[len(got)])} were not understood"
    return f"{how_many}; step {len(want) + 1} was not meant"


def _pair(number: int, want: Step, got: Step) -> Iterator[str]:
    """What is different in one step."""
    if _length(want) != _length(got, like=want):
        yield f"step {number}: {_words(want)} were not understood; it reads {_words(got)}"
    if want.get("until_lap_press") and not got.get("until_lap_press"):
        yield f"step {number}: the lap button that ends it was not understood"
    for name, words in _TARGETS.items():
        if name in want and not _same_target(want[name], got.get(name)):
            yield f"step {number}: its {words} was not understood"


def _length(step: Step, like: Step | None = None) -> tuple[str, float]:
    """What ends a step. A step of so many metres has its estimated time beside it."""
    if "distance" in (like or step):
        return "m", round(float(step.get("distance") or 0))
    return "s", round(float(step.get("duration") or 0))


def _words(step: Step) -> str:
    unit, amount = _length(step)
    return f"{amount:.0f} {unit}"


def _same_target(want: Step, got: object) -> bool:
    """The same values in the same unit; which end comes first is the service's own."""
    if not isinstance(got, dict) or got.get("units") != want["units"]:
        return False
    wants, gets = _values(want), _values(got)
    return len(gets) > 0 and abs(wants[0] - gets[0]) <= CLOSE and abs(wants[-1] - gets[-1]) <= CLOSE


def _values(target: Step) -> list[float]:
    found = (target.get(name) for name in ("value", "start", "end"))
    return sorted(float(value) for value in found if isinstance(value, int | float))

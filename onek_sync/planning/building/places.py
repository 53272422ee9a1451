"""Which session stands on which weekday, for any three to seven days, as near to the usual week as may be.

The usual week: speed on Monday, easy and strides on Tuesday, threshold on Wednesday, cross-training or rest
on Thursday, fartlek on Friday, the long run on Saturday, rest on Sunday.
"""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from itertools import permutations

from onek_sync.model.athlete import RunnerLevel


class Slot(StrEnum):
    """A session's part in the week."""

    SPEED = "speed"
    STRIDES = "strides"
    THRESHOLD = "threshold"
    CROSS = "cross"
    FARTLEK = "fartlek"
    LONG = "long"
    EASY = "easy"
    MIXED = "mixed"  # easy, with strides and a short tempo inside: three days hold no more
    REST = "rest"


QUALITY = frozenset({Slot.SPEED, Slot.THRESHOLD, Slot.FARTLEK, Slot.MIXED})
APART = 2
"""Days between two quality sessions: 48 hours, one easy day in between."""

_USUAL = {
    Slot.SPEED: 0,
    Slot.STRIDES: 1,
    Slot.THRESHOLD: 2,
    Slot.MIXED: 2,
    Slot.CROSS: 3,
    Slot.EASY: 3,
    Slot.FARTLEK: 4,
    Slot.LONG: 5,
    Slot.REST: 6,
}
_WEIGHT = {Slot.SPEED: 1.0, Slot.LONG: 1.5}  # others 0.8: they move first
_TIRED = 3.0  # for speed on the day after the long run
_Placing = Mapping[int, Slot]


def slots_for(days: int, level: RunnerLevel) -> tuple[Slot, ...]:
    """What a week of so many days holds, the most important first."""
    if days == 3:
        return (Slot.SPEED, Slot.LONG, Slot.MIXED)
    beginner = level is RunnerLevel.BEGINNER
    fifth = Slot.EASY if beginner else Slot.FARTLEK
    sixth = Slot.EASY if level is RunnerLevel.ADVANCED else Slot.CROSS
    return (Slot.SPEED, Slot.LONG, Slot.THRESHOLD, Slot.STRIDES, fifth, sixth, Slot.REST)[:days]


@lru_cache(maxsize=512)
def placed(days: frozenset[int], level: RunnerLevel) -> tuple[tuple[int, Slot], ...]:
    """The slot of each weekday (0 = Monday) of a week that comes again and again: the cheapest placing in
    which no two quality days touch. There is one for any three to seven days.
    """
    ways = (tuple(sorted(way.items())) for way in _placings(days, slots_for(len(days), level)))
    return min(ways, key=lambda way: (_cost(dict(way)), way))


def _placings(days: frozenset[int], slots: tuple[Slot, ...]) -> Iterator[_Placing]:
    """Every way to lay the slots on the days, quality first, so that bad ones are left early."""
    quality = tuple(slot for slot in slots if slot in QUALITY)
    others = tuple(slot for slot in slots if slot not in QUALITY)
    for chosen in permutations(sorted(days), len(quality)):
        if not apart(chosen, cyclic):
            continue
        left = sorted(days - set(chosen))
        for rest in set(permutations(others)):
            yield dict(zip((*chosen, *left), (*quality, *rest), strict=True))


def cyclic(one: int, other: int) -> int:
    """Days between two weekdays, the shorter way round."""
    return min((one - other) % 7, (other - one) % 7)


def apart(days: tuple[int, ...], distance: Callable[[int, int], int]) -> bool:
    """Whether all these days are far enough from each other for quality."""
    return all(distance(one, other) >= APART for index, one in enumerate(days) for other in days[index + 1 :])


def _cost(placing: _Placing) -> float:
    moved = sum(_WEIGHT.get(slot, 0.8) * cyclic(day, _USUAL[slot]) for day, slot in placing.items())
    tired = sum(
        _TIRED
        for day, slot in placing.items()
        if slot is Slot.SPEED and placing.get((day - 1) % 7) is Slot.LONG
    )
    return moved + tired

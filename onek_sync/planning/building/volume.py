"""A week's drafts made to fit its volume: easy minutes first, then fewer runs, then less of the hard work."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from onek_sync.model.athlete import RunnerLevel
from onek_sync.planning.building.drafts import Draft, Gauge
from onek_sync.planning.building.places import Slot
from onek_sync.planning.building.template import SHORTEST_LONG

GRAIN = 5  # minutes; nobody plans 37
GROWTH = 1.10
"""A week's volume against the largest of the three weeks before it. A careful habit, not a proven limit."""

LONG_SHARE = {RunnerLevel.BEGINNER: 0.35, RunnerLevel.INTERMEDIATE: 0.30, RunnerLevel.ADVANCED: 0.30}
_LONG_FIRST = 0.25  # the long run fills up before the others

Trim = Callable[[tuple[Draft, ...]], tuple[Draft, ...]]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a week should come to and must not exceed, metres, and the long run's largest share of it."""

    target: float
    ceiling: float
    long_share: float


def fitted(drafts: tuple[Draft, ...], frame: Frame, gauge: Gauge, trims: Sequence[Trim]) -> tuple[Draft, ...]:
    """The drafts with minutes; of the ways, each trimmed further, the first that stays below the ceiling."""
    way = shortest(drafts)
    for trim in trims:
        if gauge.total(way) <= frame.ceiling:
            break
        way = shortest(trim(way))
    return _with_fair_long(_filled(way, frame, gauge), frame, gauge)


def has_sound_long(drafts: Sequence[Draft], frame: Frame, gauge: Gauge) -> bool:
    """Whether the long run is long enough to be one and no more than its share."""
    total = gauge.total(drafts)
    return all(
        draft.minutes >= SHORTEST_LONG and _share_holds(draft, total, frame, gauge)
        for draft in drafts
        if draft.slot is Slot.LONG
    )


def shortest(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """The drafts, each as short as it may be."""
    return tuple(replace(draft, minutes=draft.least) for draft in drafts)


def _with_fair_long(drafts: tuple[Draft, ...], frame: Frame, gauge: Gauge) -> tuple[Draft, ...]:
    """The week with its long run cut until it is no more than its share."""
    week = list(drafts)
    for index, draft in enumerate(week):
        while (
            draft.slot is Slot.LONG
            and draft.minutes > GRAIN
            and not _share_holds(draft, gauge.total(week), frame, gauge)
        ):
            week[index] = draft = replace(draft, minutes=draft.minutes - GRAIN)
    return tuple(week)


def _filled(drafts: tuple[Draft, ...], frame: Frame, gauge: Gauge) -> tuple[Draft, ...]:
    """Five minutes more for one run after the other, the least filled first, until the target is reached."""
    limit = min(frame.target, frame.ceiling)
    week = list(drafts)
    total = gauge.total(week)
    while True:
        steps = sorted(_steps(week, gauge), key=lambda step: step[:2])
        for _, index, longer in steps:
            grown = total - gauge.metres(week[index]) + gauge.metres(longer)
            if grown <= limit and _share_holds(longer, grown, frame, gauge):
                week[index], total = longer, grown
                break
        else:
            return tuple(week)


def _steps(week: Sequence[Draft], gauge: Gauge) -> list[tuple[float, int, Draft]]:
    """Every run that may still grow: how full it is, where it stands, and how it would be."""
    return [
        (_fullness(draft), index, replace(draft, minutes=draft.minutes + GRAIN))
        for index, draft in enumerate(week)
        if draft.flexible and draft.minutes + GRAIN <= draft.most
    ]


def _fullness(draft: Draft) -> float:
    return draft.minutes / draft.most - (_LONG_FIRST if draft.slot is Slot.LONG else 0.0)


def _share_holds(draft: Draft, total: float, frame: Frame, gauge: Gauge) -> bool:
    return draft.slot is not Slot.LONG or gauge.metres(draft) <= frame.long_share * total

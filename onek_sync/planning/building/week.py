"""One week on its usual weekdays, made to fit its volume."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from onek_sync.planning.building.drafts import Draft
from onek_sync.planning.building.places import Slot
from onek_sync.planning.building.scaling import fewer
from onek_sync.planning.building.slots import Scene, draft_of, within_week_cap
from onek_sync.planning.building.template import SHORTEST_LONG
from onek_sync.planning.building.volume import Frame, Trim, fitted


def normal_week(start: date, slots: Mapping[int, Slot], scene: Scene, frame: Frame) -> tuple[Draft, ...]:
    """The drafts of a week whose slots stand on weekdays (0 = Monday)."""
    days = (start + timedelta(offset) for offset in range(7))
    drafts = tuple(draft_of(slots[day.weekday()], day, scene) for day in days if day.weekday() in slots)
    return fit_week(drafts, scene, frame)


def fit_week(drafts: tuple[Draft, ...], scene: Scene, frame: Frame) -> tuple[Draft, ...]:
    """The drafts with their lengths; no more race pace than is wise."""
    trims = _trims(scene)
    if not within_week_cap(drafts, scene.level, scene.gauge):
        drafts = trims[0](drafts)
    return fitted(drafts, frame, scene.gauge, trims)


def _trims(scene: Scene) -> tuple[Trim, ...]:
    """What gives way when a week would be too much, the least important first."""

    def easy(draft: Draft) -> Draft:
        return draft_of(Slot.EASY, draft.day, scene)

    def rest(draft: Draft) -> Draft:
        return draft_of(Slot.REST, draft.day, scene)

    def strides(draft: Draft) -> Draft:
        return draft_of(Slot.STRIDES, draft.day, scene)

    return (
        _for(Slot.FARTLEK, easy),
        _for(Slot.SPEED, _three_quarters),
        _for(Slot.LONG, _short),
        _for(Slot.MIXED, strides),
        _for(Slot.EASY, rest),
        _for(Slot.THRESHOLD, easy),
        _for(Slot.SPEED, _three_quarters),
        _for(Slot.STRIDES, easy),
        _for(Slot.EASY, rest),
    )


def _for(slot: Slot, change: Callable[[Draft], Draft]) -> Trim:
    return lambda drafts: tuple(change(draft) if draft.slot is slot else draft for draft in drafts)


def _short(draft: Draft) -> Draft:
    return replace(draft, least=min(draft.least, SHORTEST_LONG))


def _three_quarters(draft: Draft) -> Draft:
    return replace(draft, options=tuple(fewer(option, 0.75) for option in draft.options))

"""A slot of a week to its draft: the template's effort for this athlete, or easy running of open length."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from onek_sync.model.athlete import RunnerLevel
from onek_sync.model.plan import Notes, Option
from onek_sync.planning.building import words
from onek_sync.planning.building.drafts import Draft, Gauge, around, begins_easily, written
from onek_sync.planning.building.places import QUALITY, Slot
from onek_sync.planning.building.scaling import fewer, one_more
from onek_sync.planning.building.template import LONGEST_LONG, Effort, Row, Template
from onek_sync.planning.load import SESSION_CAP, WEEK_CAP

_STRIDES = "{{minutes}}min easy, {count}x{metres}m strides w/ walk back"
_TEXTS = {
    Slot.EASY: "{minutes}min easy",
    Slot.LONG: "{minutes}min long",
    Slot.MIXED: "{{minutes}}min easy, {tempo}min tempo, 5min easy, 4x80m strides w/ walk back",
    Slot.CROSS: "cross 45min bike or cross 30min swim or rest",
    Slot.REST: "rest",
}
ACTIVE_REST = "rest or active recovery 30min walk"
_MOST_EASY = {RunnerLevel.BEGINNER: 50, RunnerLevel.INTERMEDIATE: 60, RunnerLevel.ADVANCED: 75}
_MOST_STRIDES = 45
_LEAST, _LEAST_LONG = 20, 30
_LONG_FACTOR = {RunnerLevel.BEGINNER: 1.0, RunnerLevel.INTERMEDIATE: 1.0, RunnerLevel.ADVANCED: 1.25}
GENTLE_WEEKS = 4
"""Weeks in which a beginner has strides, fartlek and short tempo runs only."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A week of an athlete: its row, how often that row was there before, its number and its place."""

    template: Template
    level: RunnerLevel
    row: Row
    turn: int
    week: int
    lighter: bool
    gauge: Gauge


def draft_of(slot: Slot, day: date, scene: Scene) -> Draft:
    """The session of a slot."""
    kind, effort = _meant(slot, scene)
    if effort is None:
        return _plain(slot, day, scene)
    options = tuple(one_more(option, scene.turn) for option in effort.options(scene.level))
    if begins_easily(options[0]):
        return replace(_plain(Slot.STRIDES, day, scene), slot=slot)
    options = _capped(options, scene)
    if kind is not slot and not effort.purpose:
        effort = replace(effort, purpose=words.PURPOSES[kind], note=effort.note or words.NOTES.get(kind, ""))
    return hard_draft(slot, day, options, effort, scene)


def hard_draft(slot: Slot, day: date, options: tuple[Option, ...], effort: Effort, scene: Scene) -> Draft:
    """A quality session: warm-up, the effort, cool-down, and what is said around it."""
    (warm_up,), (cool_down,) = (
        each.options(scene.level) for each in (scene.template.warm_up, scene.template.cool_down)
    )
    is_speed = slot is Slot.SPEED
    return Draft(
        day=day,
        slot=slot,
        options=tuple(around(warm_up, option, cool_down) for option in options),
        purpose=effort.purpose or words.PURPOSES[slot],
        cues=_cues(scene.week) if is_speed else (),
        notes=Notes(
            text=effort.note or words.NOTES.get(slot, ""),
            food=words.FOOD,
            drink=words.DRINK if is_speed else "",
            sleep=words.SLEEP if is_speed else "",
            mobility=words.STRETCH if is_speed else "",
        ),
    )


def _cues(week: int) -> tuple[str, ...]:
    """All four on the first hard day of a plan, then two by two."""
    if week == 1:
        return words.CUES
    return words.CUES[:2] if week % 2 else words.CUES[2:]


def _meant(slot: Slot, scene: Scene) -> tuple[Slot, Effort | None]:
    """Which effort a slot has, and as what; a beginner's hard days begin gently and go by turns."""
    row, beginner = scene.row, scene.level is RunnerLevel.BEGINNER
    if slot is Slot.SPEED:
        gentle = beginner and scene.week <= GENTLE_WEEKS
        return (Slot.FARTLEK, row.fartlek) if gentle else (slot, row.speed)
    if slot is Slot.THRESHOLD:
        plays = beginner and scene.week > GENTLE_WEEKS and not scene.week % 2
        return (Slot.FARTLEK, row.fartlek) if plays else (slot, row.threshold)
    return slot, row.fartlek if slot is Slot.FARTLEK else None


def _plain(slot: Slot, day: date, scene: Scene) -> Draft:
    """Easy running, cross-training or rest."""
    draft = Draft(day=day, slot=slot, purpose=words.PURPOSES.get(slot, ""))
    notes = Notes(text=words.NOTES.get(slot, ""))
    match slot:
        case Slot.CROSS | Slot.REST:
            return replace(draft, options=written(_TEXTS[slot]))
        case Slot.LONG:
            return replace(
                draft,
                text=_TEXTS[slot],
                least=min(_LEAST_LONG, _long_minutes(scene)),
                most=_long_minutes(scene),
                notes=replace(notes, drink=words.DRINK),
            )
        case Slot.STRIDES:
            count, metres = (4, 80) if scene.level is RunnerLevel.BEGINNER else (4 + scene.week % 3, 100)
            text = _STRIDES.format(count=count, metres=metres)
            notes = Notes(text=words.STRIDES_NOTE[scene.level])
            return replace(draft, text=text, least=_LEAST, most=_MOST_STRIDES, notes=notes)
        case Slot.MIXED:
            text = _TEXTS[slot].format(
                tempo=10 if scene.lighter or scene.level is RunnerLevel.BEGINNER else 12
            )
            return replace(draft, text=text, least=15, most=45, notes=replace(notes, food=words.FOOD))
        case _:
            # The long run is the longest of its week.
            most = max(_LEAST, min(_MOST_EASY[scene.level], _long_minutes(scene)))
            return replace(draft, text=_TEXTS[slot], least=_LEAST, most=most, notes=notes)


def _long_minutes(scene: Scene) -> int:
    """The row's minutes, a quarter more for the advanced, in steps of five, never a hard day."""
    minutes = scene.row.long_minutes(scene.level)
    return min(LONGEST_LONG, int(minutes * _LONG_FACTOR[scene.level] / 5) * 5)


def _capped(options: tuple[Option, ...], scene: Scene) -> tuple[Option, ...]:
    """The options with so few repetitions that race pace keeps its measure."""
    cap = SESSION_CAP[scene.level]
    fast = scene.gauge.fast(options)
    return tuple(fewer(option, cap / fast) for option in options) if fast > cap else options


def within_week_cap(drafts: Sequence[Draft], level: RunnerLevel, gauge: Gauge) -> bool:
    """Whether the week's race-pace work keeps its measure too."""
    fixed = (draft for draft in drafts if draft.slot in QUALITY and not draft.flexible)
    return sum(gauge.fast(draft.options) for draft in fixed) <= WEEK_CAP * SESSION_CAP[level]

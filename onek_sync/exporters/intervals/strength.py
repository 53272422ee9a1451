"""Strength in a notation for endurance: sets as steps that the lap button ends, the exercise in words."""

from dataclasses import replace

from onek_sync.exporters.intervals.notation import Kind, Line
from onek_sync.exporters.intervals.says import IN_CUE, LAP_ENDS, Says
from onek_sync.exporters.intervals.sheet import Group
from onek_sync.exporters.words import figures
from onek_sync.exporters.words.blocks_in_words import load_text
from onek_sync.exporters.words.plain import one_line
from onek_sync.model.session import strength_seconds
from onek_sync.model.units import Count, Distance, Duration
from onek_sync.model.workout import LoadUnit, StrengthSet

_REST = 60  # seconds that a rest of unsaid length is thought to take
_SIDES = ("one side", "the other side")


def sets_as_nodes(sets: StrengthSet, says: Says) -> Group:
    """An exercise: a step a set, or one for each side, and the rest between two sets."""
    if sets.sets.high > sets.sets.low:
        says.lose(f"a range of sets ({sets.sets.low}-{sets.sets.high})", f"{sets.sets.chosen} are set")
    says.lose("an exercise as more than words", IN_CUE)
    if sets.load and sets.load.unit is not LoadUnit.BODYWEIGHT:
        says.lose(f"a load in {sets.load.unit.value}", IN_CUE)
    body = tuple(_set(sets, side, says) for side in (_SIDES if sets.per_side else ("",)))
    return Group(sets.sets.chosen, body, (_rest(sets, says),))


def _set(sets: StrengthSet, side: str, says: Says) -> Line:
    remarks = (
        one_line(sets.exercise),
        side,
        _amount(sets),
        load_text(sets.load) if sets.load else "",
        f"tempo {one_line(sets.tempo)}" if sets.tempo else "",
        one_line(sets.note),
    )
    cue = says.cue((", ".join(filter(None, remarks)),))
    return Line(
        kind=Kind.ACTIVE,
        seconds=_seconds(sets, says),
        until_lap=not isinstance(sets.amount, Duration),
        cue=cue,
    )


def _seconds(sets: StrengthSet, says: Says) -> int:
    """How long a set lasts, or is thought to last."""
    one = replace(sets, sets=Count.exactly(1), per_side=False)
    match sets.amount:
        case Duration():
            return _whole(sets.amount, says)
        case Count():
            says.lose("repetitions as the end of a step", LAP_ENDS)
        case Distance():
            says.lose("a distance as the end of a set", LAP_ENDS)
    return max(1, round(strength_seconds(one)))


def _rest(sets: StrengthSet, says: Says) -> Line:
    seconds = _whole(sets.rest, says) if sets.rest else _REST
    return Line(kind=Kind.REST, seconds=seconds, until_lap=sets.rest is None)


def _whole(length: Duration, says: Says) -> int:
    if length.upto is not None and length.upto > length.seconds:
        said = f"{figures.span(length.seconds)} to {figures.span(length.upto)}"
        says.lose(f"a range as the length of a set ({said})", "the middle of it is set")
    seconds = max(1, round(length.chosen))
    if seconds != length.chosen:
        says.lose("a length to less than a second", "it is rounded")
    return seconds


def _amount(sets: StrengthSet) -> str:
    """The length of a set in words where no field holds all of it."""
    match sets.amount:
        case Count(low, high):
            said = f"{low} to {high}" if high > low else f"{low}"
            return f"{said} repetition{'s' if high > 1 else ''}"
        case Distance(low, upto):
            return figures.ranged(figures.length(sets.amount.chosen), sets.amount)
        case Duration(low, upto) if upto is not None and upto > low:
            return f"{figures.span(low)} to {figures.span(upto)}"
        case _:
            return ""

"""Strength on a watch: sets as repeats, loads as weights, exercises by the catalogue or by name alone."""

from onek_sync.exporters.fit.exercises import UNKNOWN, numbers_of
from onek_sync.exporters.fit.profile import STRENGTH, Ends, Intensity, WeightUnit
from onek_sync.exporters.fit.says import IN_NOTE, NAME, Says
from onek_sync.exporters.fit.shape import Exercise, Group, WatchStep
from onek_sync.exporters.words.blocks_in_words import load_text
from onek_sync.exporters.words.figures import length, ranged, span
from onek_sync.exporters.words.plain import one_line
from onek_sync.model.units import Count, Distance, Duration
from onek_sync.model.workout import Load, LoadUnit, StrengthSet

HEAVIEST = 650.0  # kilograms; the field ends at 655
KILOGRAMS = {LoadUnit.KG: 1.0, LoadUnit.LB: 0.45359237}
SIDES = ("one side", "the other side")


def group_of_sets(sets: StrengthSet, says: Says) -> Group:
    """The sets of an exercise: a step, or one for each side, and the rest between two sets."""
    if sets.sets.high > sets.sets.low:
        says.lose(f"a range of sets ({sets.sets.low}-{sets.sets.high})", f"{sets.sets.chosen} are set")
    ends, value = _end(sets, says)
    name = says.fitting(one_line(sets.exercise), "the name of an exercise", NAME)
    exercise, weight, unit = _exercise(name, says), *_weight(sets.load, says)
    steps = tuple(
        WatchStep(
            ends=ends,
            value=value,
            name=name,
            notes=says.note(side, *_remarks(sets, ends)),
            exercise=exercise,
            weight=weight,
            weight_unit=unit,
        )
        for side in (SIDES if sets.per_side else ("",))
    )
    return Group(says.number(sets.sets.chosen, "sets"), steps, (_rest(sets.rest, says),))


def _exercise(name: str, says: Says) -> Exercise | None:
    if says.sport != STRENGTH:
        says.lose(f"the exercise {name!r} in a sport that is not strength", "its name is the step's")
        return None
    known = numbers_of(name)
    if known is None:
        says.lose(f"the exercise {name!r} from the watch's catalogue", "it is shown by its name alone")
        return Exercise(UNKNOWN, says.place_of(name))
    return Exercise(*known)


def _end(sets: StrengthSet, says: Says) -> tuple[Ends, int]:
    """Repetitions or seconds; anything else ends with the lap button."""
    if (said := _amount(sets)) != _chosen(sets):
        says.lose(f"a range as the length of a set ({said})", f"{_chosen(sets)} are set")
    match sets.amount:
        case Duration():
            return Ends.TIME, says.number(sets.amount.chosen * 1000, "milliseconds")
        case Count() if says.sport == STRENGTH:
            return Ends.REPS, says.number(sets.amount.chosen, "repetitions")
        case Count():
            says.lose("repetitions as the end of a step in this sport", "the lap button ends it")
        case Distance():
            says.lose("a distance as the end of a set", "the lap button ends it")
    return Ends.OPEN, 0


def _rest(rest: Duration | None, says: Says) -> WatchStep:
    """Rest of the time that was written; without one the athlete ends it: nobody said how long."""
    if rest is None:
        return WatchStep(ends=Ends.OPEN, intensity=Intensity.REST)
    value = says.number(rest.chosen * 1000, "milliseconds")
    return WatchStep(ends=Ends.TIME, value=value, intensity=Intensity.REST)


def _weight(load: Load | None, says: Says) -> tuple[int | None, WeightUnit]:
    """Hundredths of a kilogram, the lighter end of a range, and the unit in which it is shown."""
    if load is None or load.unit is LoadUnit.BODYWEIGHT:
        return None, WeightUnit.KILOGRAM
    kilograms = load.low * KILOGRAMS.get(load.unit, 0.0)
    if says.sport != STRENGTH or not 0 < kilograms <= HEAVIEST:
        says.lose(f"a load of {load_text(load)}", IN_NOTE)
        return None, WeightUnit.KILOGRAM
    if load.high > load.low:
        says.lose(f"a range of weight ({load_text(load)})", "the lighter one is set")
    return round(kilograms * 100), WeightUnit.KILOGRAM if load.unit is LoadUnit.KG else WeightUnit.POUND


def _remarks(sets: StrengthSet, ends: Ends) -> tuple[str, ...]:
    counted = ends in {Ends.REPS, Ends.TIME} and _amount(sets) == _chosen(sets)
    return (
        "" if counted else _amount(sets),
        load_text(sets.load) if sets.load else "",
        f"tempo {sets.tempo}" if one_line(sets.tempo) else "",
        sets.note,
    )


def _amount(sets: StrengthSet) -> str:
    """The length of a set as written: 8 repetitions, 40 s, 20 m, with its range."""
    return ranged(_chosen(sets), sets.amount)


def _chosen(sets: StrengthSet) -> str:
    match sets.amount:
        case Count():
            return f"{sets.amount.chosen} repetitions"
        case Duration():
            return span(sets.amount.chosen)
        case Distance():
            return length(sets.amount.chosen)
        case _:
            return ""

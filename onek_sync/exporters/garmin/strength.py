"""Strength as Garmin Connect says it: exercises, sets as groups, loads in kilograms."""

from collections.abc import Iterator

from onek_sync.exporters.garmin.exercises import Exercise, exercise_of
from onek_sync.exporters.garmin.ids import Ends, Json, Kind, Sport, Unit
from onek_sync.exporters.garmin.says import IN_NOTE, Says, ending, no_target, number
from onek_sync.exporters.garmin.shape import Leaf, Node, repeated
from onek_sync.exporters.words import figures
from onek_sync.exporters.words.blocks_in_words import load_text
from onek_sync.exporters.words.plain import one_line
from onek_sync.model.units import Count, Distance, Duration
from onek_sync.model.workout import Load, LoadUnit, StrengthSet

KILOGRAMS = {LoadUnit.KG: 1.0, LoadUnit.LB: 0.45359237}
_SIDES = ("one side", "the other side")
_ONCE = ("",)


def sets_as_nodes(sets: StrengthSet, says: Says) -> Iterator[Node]:
    """An exercise as a group of its sets: a step, or one for each side, and the rest between two sets."""
    if sets.sets.high > sets.sets.low:
        said = f"{sets.sets.low}-{sets.sets.high}"
        says.losses.lose(f"a range of sets ({said})", f"{sets.sets.chosen} are set")
    end, exercise = _end(sets, says), _exercise(sets, says)
    load = _load(sets, exercise, says)
    known = {"category": exercise.category, "exerciseName": exercise.name} if exercise else {}
    body = [
        Leaf(
            Kind.INTERVAL,
            {**says.note(_note(sets, exercise, side, says)), **end, **no_target(), **known, **load},
        )
        for side in (_SIDES if sets.per_side else _ONCE)
    ]
    yield from repeated(sets.sets.chosen, body, [_rest(sets, says)])


def _rest(sets: StrengthSet, says: Says) -> Leaf:
    """Rest of the time that was written; without one the athlete ends it: nobody said how long."""
    end = ending(Ends.TIME, sets.rest.chosen) if sets.rest else says.until_lap()
    return Leaf(Kind.REST, {**end, **no_target()})


def _end(sets: StrengthSet, says: Says) -> Json:
    """Repetitions or seconds; anything else ends with the lap button."""
    said = _range(sets.amount)
    if said:
        says.losses.lose(f"a range as the length of a set ({said})", "the middle of it is set")
    match sets.amount:
        case Duration():
            return ending(Ends.TIME, sets.amount.chosen)
        case Count() if says.sport is Sport.STRENGTH:
            return ending(Ends.REPS, sets.amount.chosen)
        case Count():
            says.losses.lose("repetitions as the end of a step", "the lap button ends it")
        case Distance():
            says.losses.lose("a distance as the end of a set", "the lap button ends it")
    return says.until_lap()


def _exercise(sets: StrengthSet, says: Says) -> Exercise | None:
    """Garmin's name for it. A wrong one would be shown without a warning, so in doubt there is none."""
    found = exercise_of(sets.exercise) if says.sport is Sport.STRENGTH else None
    if found is None:
        says.losses.lose(f"the exercise {one_line(sets.exercise)!r}", "its name stands in the step's note")
    return found


def _load(sets: StrengthSet, exercise: Exercise | None, says: Says) -> Json:
    """The weight as the service keeps it: kilograms, whatever unit it was written in."""
    load = sets.load
    if load is None or load.unit is LoadUnit.BODYWEIGHT:
        return {}
    if load.unit not in KILOGRAMS or exercise is None or load.low <= 0:
        says.losses.lose(f"a load in {load.unit.value}", IN_NOTE)
        return {}
    if load.high > load.low:
        says.losses.lose(f"a range of weight ({load_text(load)})", "the lighter one is set")
    return {"weightValue": number(load.low * KILOGRAMS[load.unit]), "weightUnit": Unit.KILOGRAM.json}


def _note(sets: StrengthSet, exercise: Exercise | None, side: str, says: Says) -> str:
    """The coach's name where Garmin's is another one, the side, and what no field holds."""
    name = one_line(sets.exercise)
    own = "" if exercise and exercise.is_called(name) else name
    details = (
        own,
        side,
        _amount(sets, says.sport),
        load_text(sets.load) if sets.load and _is_unsaid(sets.load, exercise) else "",
        f"tempo {one_line(sets.tempo)}" if sets.tempo else "",
        one_line(sets.note),
    )
    return ", ".join(filter(None, details))


def _is_unsaid(load: Load, exercise: Exercise | None) -> bool:
    exact = load.unit in KILOGRAMS and load.high == load.low > 0
    return exercise is None or not exact


def _amount(sets: StrengthSet, sport: Sport) -> str:
    """The length of a set where no field holds all of it."""
    match sets.amount:
        case Count() if sport is not Sport.STRENGTH:
            return f"{_range(sets.amount) or sets.amount.chosen} repetitions"
        case Distance():
            return _range(sets.amount) or figures.length(sets.amount.chosen)
        case _:
            return _range(sets.amount)


def _range(amount: Count | Duration | Distance | None) -> str:
    match amount:
        case Count(low, high) if high > low:
            return f"{low} to {high}"
        case Duration(low, high) if high is not None and high > low:
            return f"{figures.span(low)} to {figures.span(high)}"
        case Distance(low, high) if high is not None and high > low:
            return f"{figures.length(low)} to {figures.length(high)}"
        case _:
            return ""

"""Strength on a watch: exercises by the numbers of the FIT profile, sets as repeats, loads as weights."""

from onek_sync.exporters.blocks_in_words import load_text
from onek_sync.exporters.figures import length, ranged, span
from onek_sync.exporters.fit_losing import Losing
from onek_sync.exporters.fit_profile import Ends, Intensity, WeightUnit
from onek_sync.exporters.fit_shape import Exercise, Group, WatchStep
from onek_sync.exporters.plain import one_line
from onek_sync.model.units import Count, Distance, Duration
from onek_sync.model.workout import Load, LoadUnit, StrengthSet

KILOGRAMS_PER_POUND = 0.45359237
UNKNOWN_CATEGORY = 65534

# Category and name in the profile of what runners do, by how they write it (singular, no hyphens).
EXERCISES: dict[str, tuple[int, int]] = {
    "squat": (28, 61), "air squat": (28, 100), "bodyweight squat": (28, 61), "back squat": (28, 6),
    "front squat": (28, 8), "goblet squat": (28, 37), "pistol squat": (28, 47), "wall sit": (28, 20),
    "single leg squat": (28, 42), "overhead squat": (28, 44), "step up": (28, 66), "leg press": (28, 0),
    "split squat": (17, 32), "bulgarian split squat": (17, 32), "lunge": (17, 32),
    "walking lunge": (17, 78), "reverse lunge": (17, 32), "side lunge": (17, 61),
    "lateral lunge": (17, 61), "deadlift": (8, 0), "romanian deadlift": (8, 23), "rdl": (8, 23),
    "single leg deadlift": (8, 14), "single leg rdl": (8, 14), "sumo deadlift": (8, 15),
    "good morning": (15, 2), "hamstring curl": (15, 0), "leg curl": (15, 0), "plank": (19, 43),
    "side plank": (19, 66), "mountain climber": (19, 34), "bear crawl": (19, 4), "push up": (22, 77),
    "press up": (22, 77), "pushup": (22, 77), "pull up": (21, 38), "pullup": (21, 38),
    "chin up": (21, 39), "calf raise": (1, 18), "single leg calf raise": (1, 15),
    "seated calf raise": (1, 6), "hip thrust": (10, 1), "glute bridge": (10, 11), "bridge": (10, 11),
    "hip bridge": (10, 11), "hip raise": (10, 11), "single leg glute bridge": (10, 30),
    "single leg bridge": (10, 30), "clam": (10, 44), "clamshell": (10, 44), "dead bug": (11, 1),
    "fire hydrant": (11, 5), "bird dog": (11, 19), "side leg raise": (11, 21), "band walk": (11, 11),
    "lateral band walk": (11, 11), "back extension": (13, 25), "superman": (13, 29),
    "crunch": (6, 83), "bicycle crunch": (6, 0), "reverse crunch": (6, 46), "flutter kick": (6, 13),
    "hollow rock": (6, 24), "sit up": (27, 37), "russian twist": (5, 46), "inchworm": (5, 44),
    "leg raise": (16, 8), "hanging leg raise": (16, 1), "hanging knee raise": (16, 0),
    "row": (23, 36), "dumbbell row": (23, 2), "inverted row": (23, 35), "bench press": (0, 1),
    "overhead press": (24, 14), "shoulder press": (24, 24), "box jump": (20, 33),
    "jump squat": (20, 37), "squat jump": (20, 37), "depth jump": (20, 7), "jump lunge": (20, 0),
    "farmer's walk": (3, 1), "farmer walk": (3, 1), "farmer's carry": (3, 7), "jump rope": (2, 6),
    "skipping rope": (2, 6), "jumping jack": (2, 12), "burpee": (29, 0), "clean": (18, 11),
    "power clean": (18, 2), "snatch": (18, 28), "biceps curl": (7, 46),
}  # fmt: skip


def exercise_of(words: str) -> tuple[int, int] | None:
    """Category and name of an exercise as a runner writes it ("Squats", "bird-dog"), None if unknown."""
    said = " ".join(words.lower().replace("-", " ").replace("’", "'").split())
    singular = said[:-2] if said.endswith(("ches", "shes")) else said[:-1]
    return EXERCISES.get(said) or (EXERCISES.get(singular) if said.endswith("s") else None)


def sets_on_a_watch(sets: StrengthSet, losing: Losing) -> Group:
    """The sets of an exercise, one step a set and side, with the rest between."""
    ends, value = _amount(sets, losing)
    weight, unit = _weight(sets.load, losing)
    step = WatchStep(
        ends=ends,
        value=value,
        name=losing.fitting(one_line(sets.exercise), f"the whole name of the exercise {sets.exercise!r}"),
        notes=losing.notes(_remarks(sets), sets.exercise),
        exercise=_exercise(sets, losing),
        weight=weight,
        weight_unit=unit,
    )
    if sets.sets.high > sets.sets.low:
        losing.lose(f"a range of sets ({ranged(sets.exercise, sets.sets)})", f"{sets.sets.chosen} sets")
    return Group(sets.sets.chosen, (step, step) if sets.per_side else (step,), (_rest(sets.rest, losing),))


def _exercise(sets: StrengthSet, losing: Losing) -> Exercise:
    known = exercise_of(sets.exercise)
    if known is None:
        losing.lose(f"the exercise {one_line(sets.exercise)!r} from its catalogue", "its name alone is shown")
        return Exercise(UNKNOWN_CATEGORY, losing.place_of(one_line(sets.exercise).lower()))
    return Exercise(*known)


def _amount(sets: StrengthSet, losing: Losing) -> tuple[Ends, int]:
    match sets.amount:
        case Count() as amount:
            _note_range(sets, amount, losing)
            return Ends.REPS, losing.number(amount.chosen, "repetitions")
        case Duration() as amount:
            _note_range(sets, amount, losing)
            return Ends.TIME, losing.number(amount.chosen * 1000, "milliseconds")
        case Distance() as amount:
            losing.lose(
                f"a distance in the gym ({sets.exercise} {length(amount.chosen)})",
                "the set ends with the lap button",
            )
    return Ends.OPEN, 0


def _note_range(sets: StrengthSet, amount: Count | Duration, losing: Losing) -> None:
    chosen = str(amount.chosen) if isinstance(amount, Count) else span(amount.chosen)
    if (said := ranged(chosen, amount)) != chosen:
        losing.lose(f"a range ({sets.exercise} {said})", chosen)


def _rest(rest: Duration | None, losing: Losing) -> WatchStep:
    if rest is None:
        return WatchStep(ends=Ends.OPEN, intensity=Intensity.REST)
    return WatchStep(
        ends=Ends.TIME,
        value=losing.number(rest.chosen * 1000, "milliseconds"),
        intensity=Intensity.REST,
    )


def _weight(load: Load | None, losing: Losing) -> tuple[int | None, WeightUnit]:
    """Hundredths of a kilogram, the lighter end of a range."""
    if load is None or load.unit is LoadUnit.BODYWEIGHT:
        return None, WeightUnit.KILOGRAM
    if load.unit not in (LoadUnit.KG, LoadUnit.LB) or load.high > 650:
        losing.lose(f"a load of {load_text(load)}", "it stands in the step's notes")
        return None, WeightUnit.KILOGRAM
    if load.high > load.low:
        losing.lose(f"a range of loads ({load_text(load)})", "the lighter is set")
    if load.unit is LoadUnit.KG:
        return round(load.low * 100), WeightUnit.KILOGRAM
    return round(load.low * KILOGRAMS_PER_POUND * 100), WeightUnit.POUND


def _remarks(sets: StrengthSet) -> list[str]:
    amount = sets.amount
    return [
        "each side in turn" if sets.per_side else "",
        ranged(length(amount.chosen), amount) if isinstance(amount, Distance) else "",
        load_text(sets.load) if sets.load else "",
        f"tempo {sets.tempo}" if sets.tempo else "",
        sets.note,
    ]

"""Steps and groups of a Garmin strength workout as sets of exercises.

The rest behind a group's last set, and a rest that the lap button ends, are what anybody does between two
exercises: a plan does not write them.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from onek_sync.model.units import Count, Distance, Duration
from onek_sync.model.workout import Block, Load, LoadUnit, Mode, Repeat, Role, Step, StrengthSet, Text
from onek_sync.planning.importing.garmin_exercises import exercise_in
from onek_sync.planning.importing.garmin_ids import ENDS, KILOGRAM, POUND, STEP_KINDS, UNITS, Ends, StepKind
from onek_sync.planning.importing.garmin_steps import (
    Reader,
    end_of,
    inner_steps,
    is_group,
    note_of,
    passes_of,
)
from onek_sync.planning.importing.garmin_values import Json, Placed, number_in

_RESTS = {StepKind.REST, StepKind.RECOVERY}
_SIDES = {"one side", "the other side", "left side", "right side", "left", "right"}
_ONCE = Count.exactly(1)
_HEAVIEST = {LoadUnit.KG: 500.0, LoadUnit.LB: 1100.0}  # what is heavier was written in grams


def sets_of(steps: list[Placed], reader: Reader, depth: int = 0) -> tuple[Block, ...]:
    """The exercises in order, the two sides of one as one."""
    blocks = [block for step in steps for block in _blocks(step, reader, depth)]
    return tuple(_paired(blocks))


def _paired(blocks: list[Block]) -> Iterator[Block]:
    """Each exercise of one side with the same one of the other side behind it; alone it is of one side."""
    waiting = False
    for block, following in pairwise((*blocks, None)):
        if waiting:
            waiting = False
        elif isinstance(block, StrengthSet) and block.per_side and block.sets == _ONCE:
            waiting = block == following
            yield block if waiting else replace(block, per_side=False, note=_joined(block.note, "one side"))
        elif block is not None:
            yield block


def _blocks(step: Placed, reader: Reader, depth: int) -> Iterator[Block]:
    reader.count(step)
    if is_group(step):
        yield from _group(step, reader, depth)
    elif STEP_KINDS.read(step, "stepType") in _RESTS:
        yield from _rest(step, reader)
    elif _is_exercise(step):
        yield _exercise(step, reader)
    else:
        yield _words(step, reader)


def _is_exercise(step: Json) -> bool:
    is_work = STEP_KINDS.read(step, "stepType") is StepKind.WORK
    return is_work or bool(exercise_in(step)) or ENDS.read(step, "endCondition") is Ends.REPS


def _group(group: Placed, reader: Reader, depth: int) -> Iterator[Block]:
    passes = passes_of(group, reader)
    body = list(sets_of(inner_steps(group, reader, depth), reader, depth + 1))
    rest = body.pop() if body and isinstance(body[-1], Step) else None
    if len(body) == 1 and isinstance(body[0], StrengthSet) and body[0].sets == _ONCE:
        pause = rest.end if isinstance(rest, Step) and isinstance(rest.end, Duration) else None
        yield replace(body[0], sets=Count.exactly(passes), rest=pause)
    elif body and passes > 1:
        between = (rest,) if isinstance(rest, Step) else ()
        yield Repeat(count=Count.exactly(passes), blocks=tuple(body), between=between)
    else:
        yield from body


def _exercise(step: Placed, reader: Reader) -> StrengthSet:
    """One set. Words in the note that name the exercise or the side are no note."""
    parts = [part for part in note_of(step).split(", ") if part]
    sided = any(part in _SIDES for part in parts)
    rest = [part for part in parts if part not in _SIDES]
    name = exercise_in(step) or (rest.pop(0) if rest else "")
    if not name:
        reader.doubt(step, "a set that names no exercise", 'it is called "exercise" here; write which')
    return StrengthSet(
        exercise=name or "exercise",
        amount=_amount(step, reader),
        per_side=sided,
        load=_load(step, reader),
        note=_joined(*(part for part in rest if part != name)),
    )


def _joined(*words: str) -> str:
    return ", ".join(word for word in words if word)


def _amount(step: Placed, reader: Reader) -> Count | Duration | Distance | None:
    if ENDS.read(step, "endCondition") is Ends.REPS:
        number = number_in(step, "endConditionValue")
        if number is None or number != int(number) or not 1 <= number <= 1000:
            raise reader.refuse(step, "a set that does not say how many repetitions", "write the number")
        return Count.exactly(int(number))
    end = end_of(step, reader)
    if isinstance(end, str):
        reader.doubt(step, f"a set {end}", "its length is left open")
    return end if isinstance(end, Duration | Distance) else None


def _load(step: Placed, reader: Reader) -> Load | None:
    """Kilograms or pounds; the service keeps the number in the unit beside it."""
    value = number_in(step, "weightValue")
    if value is None or value <= 0:
        return None
    unit = {KILOGRAM: LoadUnit.KG, POUND: LoadUnit.LB}.get(UNITS.read(step, "weightUnit") or "")
    weight = round(value, 3)
    if unit is None or weight > _HEAVIEST[unit] or not weight:
        reader.doubt(step, f"a load of {value:g} in no known unit", "write it behind the exercise: @ 60kg")
        return None
    return Load(unit, weight, weight)


def _rest(step: Placed, reader: Reader) -> Iterator[Step]:
    end = end_of(step, reader)
    if isinstance(end, Duration | Distance):
        yield Step(role=Role.RECOVERY, end=end, mode=Mode.REST)


def _words(step: Placed, reader: Reader) -> Text:
    """A warm-up among exercises: the strength notation has words for it and no step."""
    end = end_of(step, reader)
    match end:
        case Duration(seconds=seconds):
            length = f"{seconds / 60:g} min" if seconds >= 120 else f"{seconds:g} s"
        case Distance(metres=metres):
            length = f"{metres:g} m"
        case str():
            length = end
        case _:
            length = "until the lap button"
    kind = STEP_KINDS.said(step, "stepType").replace("warmup", "warm-up").replace("cooldown", "cool-down")
    note = note_of(step)
    return Text(f"{kind} {length}" + (f": {note}" if note else ""))

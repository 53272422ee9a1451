"""Strength workouts written in the notation that `strength` reads back as they were."""

from onek_sync.model.errors import ShorthandError
from onek_sync.model.units import Count, Distance, Duration
from onek_sync.model.workout import Block, Load, LoadUnit, Repeat, Role, Step, StrengthSet, Text, Workout
from onek_sync.planning.shorthand.strength_tokens import (
    RESERVED,
    ROUND_RESTS,
    Sort,
    is_held,
    quoted,
    tokens_of,
)


def write_strength(workout: Workout) -> str:
    """The workout in one line (and one for each further line of its note).

    Raises ValueError for what the notation has no place for, such as running steps.
    """
    blocks = workout.blocks
    label = f"{_name(workout.label)}: " if workout.label else ""
    note = "\n".join(f"-- {line}".rstrip() for line in workout.note.split("\n")) if workout.note else ""
    if not blocks:
        raise ValueError("the strength notation cannot say nothing")
    if label and isinstance(blocks[0], Step):
        raise ValueError("the strength notation cannot say a heading above a rest")
    match blocks:
        case (Step(role=Role.WORK, end=Duration() | Distance() as end),):
            recipe = _length(end)
        case _:
            recipe = label + _joined(blocks)
    return f"{recipe} {note}".rstrip()


def _joined(blocks: tuple[Block, ...]) -> str:
    """Blocks with their separators; a "+" keeps a rest apart from what stands before it."""
    text = ""
    for block in blocks:
        separator = " + " if isinstance(block, Step) else ", "
        text += (separator if text else "") + _block(block)
    return text


def _block(block: Block) -> str:
    match block:
        case StrengthSet():
            return _exercise(block)
        case Text(text=text) if text.strip():
            return quoted(text)
        case Step():
            return _rest(block)
        case Repeat(between=()):
            return f"{_count(block.count)}x({_joined(block.blocks)})"
        case Repeat(between=(rest,)):
            return f"{_count(block.count)}x({_joined(block.blocks)}) w/ {_rest(rest)}"
        case _:
            raise ValueError(f"the strength notation cannot say {block}")


def _rest(step: Step) -> str:
    words = [word for word, mode in ROUND_RESTS.items() if mode is step.mode]
    if step.role is not Role.RECOVERY or not words or not isinstance(step.end, Duration | Distance):
        raise ValueError(f"the strength notation cannot say {step}")
    return f"{_length(step.end)} {words[0]}"


def _exercise(item: StrengthSet) -> str:
    name = _name(item.exercise)
    scheme = _scheme(item)
    if not scheme and name.startswith('"'):
        scheme = "1 set"  # else it would be a free text
    parts = (
        name,
        scheme + ("/side" if item.per_side else ""),
        _load(item.load) if item.load else "",
        f"rest {_length(item.rest)}" if item.rest else "",
        f"tempo {item.tempo}" if item.tempo else "",
        quoted(item.note) if item.note else "",
    )
    return " ".join(part for part in parts if part)


def _scheme(item: StrengthSet) -> str:
    one = item.sets == Count.exactly(1)
    sets = "" if one else f"{_count(item.sets)}x"
    match item.amount:
        case None:
            return "" if one else f"{_count(item.sets)} sets"
        case Count() as reps:
            # "plank 3x40" would be refused: repetitions or seconds?
            return f"{sets or 'x'}{_count(reps)}" + (" reps" if is_held(item.exercise) else "")
        case length:
            return sets + _length(length)


def _name(name: str) -> str:
    """A name as it is where it consists of plain words, else in quotes.

    A last word "tempo" would take the scheme behind it for the tempo.
    """
    if not name.strip():
        raise ValueError("an exercise without a name")
    try:
        tokens = tokens_of(name)[:-1]
    except ShorthandError:
        return quoted(name)
    words = [token.raw for token in tokens if token.sort is Sort.WORD and token.plain not in RESERVED]
    plain = name == " ".join(words) and words[-1].lower() != "tempo"
    return name if plain else quoted(name)


def _load(load: Load) -> str:
    span = _span(load.low, load.high)
    match load.unit:
        case LoadUnit.BODYWEIGHT:
            return "@ bodyweight"
        case LoadUnit.RPE | LoadUnit.RIR:
            return f"@ {load.unit.value} {span}"
        case LoadUnit.PERCENT_1RM:
            return f"@ {span}%"
        case _:
            return f"@ {span}{load.unit.value}"


def _count(count: Count) -> str:
    return _span(count.low, count.high)


def _length(length: Duration | Distance) -> str:
    if isinstance(length, Distance):
        return f"{_span(length.metres, length.upto)}m"
    low, high = length.seconds, length.upto
    if low >= 120 and low % 60 == 0 and (high or 0) % 60 == 0:
        return f"{_span(low / 60, high and high / 60)}min"
    return f"{_span(low, high)}s"


def _span(low: float, high: float | None) -> str:
    return _number(low) if high in {None, low} else f"{_number(low)}-{_number(high or low)}"


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")

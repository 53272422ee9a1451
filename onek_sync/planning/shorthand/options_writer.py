"""A day's alternatives written as the line that `options` reads back as they were."""

from collections.abc import Callable, Sequence

from onek_sync.model.plan import Kind, Option
from onek_sync.model.workout import Workout
from onek_sync.planning.shorthand import write_workout
from onek_sync.planning.shorthand.line import Part, parts_of
from onek_sync.planning.shorthand.sports import ACTIVE_RECOVERY, SPORTS, kind_ahead, sport_ahead, sport_behind
from onek_sync.planning.shorthand.strength_tokens import quoted
from onek_sync.planning.shorthand.strength_writer import write_strength


def write_options(options: Sequence[Option]) -> str:
    """The line of a plan file. Raises ValueError for what no line can say."""
    line = ""
    for order, option in enumerate(options):
        text = _option(option, bare=not order)
        line += f" or {text}" if line else text
    if sum(1 for _ in parts_of(line)) != len(options):
        raise ValueError(f'a line cannot say an "or" or an inner note within its options: {line}')
    return line


def _option(option: Option, bare: bool) -> str:
    """One option; `bare`: a run need not say that it is one."""
    words: tuple[str, ...]
    match option.kind:
        case Kind.RUN:
            text = write_workout(option.workout)
            plain = bare and not (kind_ahead(text) or _names_sport(text))
            return text if plain else f"run {text}"
        case Kind.STRENGTH | Kind.MOBILITY:
            words = (option.kind.value, option.sport, _body(option.workout, write_strength))
        case Kind.CROSS:
            body = _body(option.workout, write_workout)
            words = (_cross(option.sport, body), body)
        case _:
            words = (option.kind.value, _body(option.workout, write_workout))
    return " ".join(word for word in words if word)


def _cross(sport: str, body: str) -> str:
    """The words in front: cross bike, cross "kayak", active recovery walk."""
    head, said = "cross", sport
    if sport.split(" ")[:2] == ACTIVE_RECOVERY.split():
        head, said = ACTIVE_RECOVERY, sport.removeprefix(ACTIVE_RECOVERY).strip()
    if said in SPORTS:
        return f"{head} {said}"
    # Without a sport, a "walk" in the body would be taken for it; empty quotes say that there is none.
    return f"{head} {quoted(said)}" if said or _names_sport(body) else head


def _names_sport(text: str) -> bool:
    return bool(sport_ahead(text) or sport_behind(text[: Part(text, 1).note]))


def _body(workout: Workout, write: Callable[[Workout], str]) -> str:
    """The workout, or the note that is all there is."""
    if workout.blocks:
        return write(workout)
    return "\n".join(f"-- {line}".rstrip() for line in workout.note.split("\n")) if workout.note else ""

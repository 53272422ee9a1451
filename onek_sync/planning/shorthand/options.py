"""A day's line of a plan: what kind of session it is, and its alternatives ("cross 45min bike or rest").

Grammar::

    line   = option { " or " option }      not inside quotes or brackets, not behind "--"
    option = [ kind [ ":" ] ] body
    kind   = "run" | "strength" | "cross" | "mobility" | "race" | "rest" | "active recovery" …
    body   = a workout                                 run, race; "race" may stand alone
           | strength notation                         strength, mobility
           | [ sport ] [ a workout ] [ sport ]         cross
           | [ "--" note ]                             rest

Without a kind it is a run, unless a sport stands first ("bike 45min") or behind one length ("20min walk").
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from onek_sync.model.errors import Finding, ShorthandError
from onek_sync.model.notation import said
from onek_sync.model.plan import Kind, Option
from onek_sync.model.units import Distance, Duration, Units
from onek_sync.model.workout import Block, Repeat, Role, Step, Workout
from onek_sync.planning.shorthand import Dialect, parse_workout
from onek_sync.planning.shorthand.line import Part, free_words, parts_of
from onek_sync.planning.shorthand.options_writer import write_options
from onek_sync.planning.shorthand.reader import LONGEST
from onek_sync.planning.shorthand.reading import Reading
from onek_sync.planning.shorthand.sports import (
    ACTIVE_RECOVERY,
    KINDS,
    ON_FOOT,
    SPORTS,
    kind_ahead,
    plain,
    sport_ahead,
    sport_behind,
)
from onek_sync.planning.shorthand.strength import parse_strength
from onek_sync.planning.shorthand.strength_tokens import quoted

__all__ = ["OptionsReading", "parse_options", "write_options"]

Read = Callable[[str], Reading]
Found = tuple[Option, tuple[Finding, ...]]
_EXAMPLES = {Kind.RUN: "40min easy", Kind.STRENGTH: "squat 3x8", Kind.CROSS: "45min bike", Kind.RACE: "1000m"}
_SHORT_SECONDS, _SHORT_METRES = 900.0, 1000.0
_FREE_WORDS = 4  # a sport that is not in the table has no more


@dataclass(frozen=True, slots=True)
class OptionsReading:
    """What is planned, its alternatives behind it, and the doubts; columns count in the whole line."""

    options: tuple[Option, ...]
    findings: tuple[Finding, ...] = ()


def parse_options(
    text: str,
    *,
    units: Units = Units.KM,
    dialect: Dialect = Dialect.PLAIN,
    easy: float | None = None,
    kind: Kind | None = None,
) -> OptionsReading:
    """A day's line. `kind`, if given, is what the first option is (the key in the plan file).

    `units`, `dialect` and `easy` are those of `parse_workout`. A ShorthandError has the column in `text`.
    """
    if len(text) > LONGEST:
        what, now = "this is too long for a day's line", f"keep it under {LONGEST} characters"
        raise Part(text, 1).refuse("E52", what, now)
    steps = partial(parse_workout, units=units, dialect=dialect, easy=easy)
    options: list[Option] = []
    findings: list[Finding] = []
    for part in parts_of(text):
        option, doubts = _option(part, options, kind, steps)
        options.append(option)
        findings += doubts
    return OptionsReading(tuple(options), tuple(findings))


def _option(part: Part, before: list[Option], key: Kind | None, steps: Read) -> Found:
    """One option; `key` is the kind that the first one has by its place in the file."""
    named = kind_ahead(part.text)
    word = plain(named[1]) if named else ""
    kind = KINDS.get(word)
    key = None if before else key
    if key and kind and kind is not key:
        raise part.refuse("E51", f'"{word}" stands under "{key.value}:"', f'write "{kind.value}:" instead')
    if key and key is not Kind.REST and part.text.lower() in {"true", "yes", "false", "no"}:
        what = f'"{key.value}: {part.text}" does not say what to do'
        raise part.refuse("E55", what, f'write "{key.value}: {_EXAMPLES.get(key, "30min")}", or "rest"')
    if key and kind is not key:
        return _BODIES[key](part, steps)
    if named and kind:
        body = part.cut(named.end())
        return _active(body, steps) if word == ACTIVE_RECOVERY else _BODIES[kind](body, steps)
    return _unnamed(part, before, steps)


def _unnamed(part: Part, before: list[Option], steps: Read) -> Found:
    """An option that names no kind: a sport, or a run where nothing else was meant before it."""
    found = _by_sport(part, steps)
    if not found:
        others = [option.kind.value for option in before if option.kind not in {Kind.RUN, Kind.REST}]
        if others:
            now = f'write "or run {part.text}" or "or {others[0]} {part.text}"'
            raise part.refuse("E53", f"is {said(part.text)} a run or {others[0]}?", now)
        found = _run(part, steps)
    if _may_be_recovery(found[0], before):
        now = f'write two recoveries as a range (90-120s jog), a session as "or run {part.text}"'
        raise part.refuse("E54", f"is {said(part.text)} a session, or a recovery of what stands before?", now)
    return found


def _may_be_recovery(option: Option, before: list[Option]) -> bool:
    """Whether a short stretch behind repetitions may be their recovery ("6x400m w/ 90s or 2min jog")."""
    if not any(isinstance(block, Repeat) for earlier in before for block in earlier.workout.blocks):
        return False
    match option.workout.blocks:
        case (Step(end=Duration(seconds=seconds)),):
            return seconds < _SHORT_SECONDS
        case (Step(end=Distance(metres=metres)),):
            return metres <= _SHORT_METRES
        case _:
            return False


def _by_sport(part: Part, steps: Read) -> Found | None:
    """An option that a sport's name makes what it is, if one does."""
    head, tail = sport_ahead(part.text), sport_behind(part.text[: part.note])
    found = head or tail
    if not found:
        return None
    sport = plain(found[1])
    if head and sport not in ON_FOOT:
        return _BODIES[SPORTS[sport]](part, steps)
    try:
        option, doubts = _BODIES[SPORTS[sport]](part, steps)
    except ShorthandError:
        return None
    return (option, doubts) if option.sport and _is_one_length(option.workout) else None


def _is_one_length(workout: Workout) -> bool:
    return len(workout.blocks) <= 1 and all(_is_work(block) for block in workout.blocks)


def _is_work(block: Block) -> bool:
    return isinstance(block, Step) and block.role is Role.WORK


def _run(part: Part, steps: Read) -> Found:
    if not part.text:
        raise part.refuse("E29", "no workout", 'write something like "40min easy", or "rest"')
    reading = part.read(steps)
    return Option(workout=reading.workout), reading.findings


def _race(part: Part, steps: Read) -> Found:
    reading = _around(part, steps)
    return Option(kind=Kind.RACE, workout=reading.workout), reading.findings


def _rest(part: Part, _steps: Read) -> Found:
    answer = part.text.lower()
    if answer in {"false", "no"}:
        raise part.refuse("E55", f'"rest: {answer}" says nothing', "write the workout, or leave the day out")
    if answer and answer not in {"true", "yes"} and part.note:
        now = 'write "rest" alone or "rest -- a note"; an alternative comes behind "or"'
        raise part.refuse("E55", f"a rest day with {said(part.text)}", now)
    workout = Workout() if part.note else Workout(note=part.only_note())
    return Option(kind=Kind.REST, workout=workout), ()


def _strength(part: Part, _steps: Read) -> Found:
    reading = _around(part, parse_strength)
    return Option(kind=Kind.STRENGTH, workout=reading.workout), reading.findings


def _mobility(part: Part, _steps: Read) -> Found:
    """A sport with one length or none ("yoga 30min"), else exercises in strength notation."""
    for found in (sport_ahead(part.text), sport_behind(part.text[: part.note])):
        if not found or SPORTS[plain(found[1])] is not Kind.MOBILITY:
            continue
        try:
            reading = _around(part.without(*found.span()), parse_strength)
        except ShorthandError:
            continue
        if _is_one_length(reading.workout):
            option = Option(kind=Kind.MOBILITY, sport=plain(found[1]), workout=reading.workout)
            return option, reading.findings
    reading = _around(part, parse_strength)
    return Option(kind=Kind.MOBILITY, workout=reading.workout), reading.findings


def _cross(part: Part, steps: Read) -> Found:
    sport, body = _known_sport(part)
    try:
        reading = _around(body, steps)
    except ShorthandError:
        if free := _free_sport(part, steps):
            return free
        raise
    return Option(kind=Kind.CROSS, sport=sport, workout=reading.workout), reading.findings


def _active(part: Part, steps: Read) -> Found:
    """Active recovery, of a sport if one is named."""
    option, doubts = _cross(part, steps)
    return replace(option, sport=f"{ACTIVE_RECOVERY} {option.sport}".rstrip()), doubts


def _around(part: Part, reader: Read) -> Reading:
    """A body that may be empty or nothing but a note."""
    if not part.text.strip(" ,;"):
        return Reading(Workout())
    if not part.text[: part.note].strip(" ,;"):
        return Reading(Workout(note=part.only_note()))
    return part.read(reader)


def _known_sport(part: Part) -> tuple[str, Part]:
    """The sport in quotes in front, or one of the table in front or behind; and what is left."""
    if quoted := part.quote_ahead():
        return quoted
    found = sport_ahead(part.text) or sport_behind(part.text[: part.note])
    if not found:
        return "", part
    return plain(found[1]), part.without(*found.span())


def _free_sport(part: Part, steps: Read) -> Found | None:
    """Words in front or behind that are no part of a workout: a sport that is in no table, with a doubt."""
    for start, end in free_words(part.text[: part.note], _FREE_WORDS):
        sport = part.text[start:end]
        try:
            reading = _around(part.without(start, end), steps)
        except ShorthandError:
            continue
        now = f"put it in quotes to be sure: cross {quoted(sport)}"
        doubt = replace(part, column=part.column + start).doubt(
            "W48", f"read {said(sport)} as the sport", now
        )
        return Option(kind=Kind.CROSS, sport=sport, workout=reading.workout), (doubt, *reading.findings)
    return None


_BODIES: dict[Kind, Callable[[Part, Read], Found]] = {
    Kind.RUN: _run,
    Kind.STRENGTH: _strength,
    Kind.CROSS: _cross,
    Kind.MOBILITY: _mobility,
    Kind.RACE: _race,
    Kind.REST: _rest,
}

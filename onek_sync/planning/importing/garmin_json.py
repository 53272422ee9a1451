"""Workouts of Garmin Connect as JSON: one, a list of them, or with the day they are scheduled for.

What has no counterpart in a plan is named by its line and kept as a cue or in the note. A workout of which a
half would be another workout (a repeat without a count, legs in several sports) is kept as words only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from onek_sync.model.errors import Place
from onek_sync.model.notation import said
from onek_sync.model.plan import Kind, Option
from onek_sync.model.workout import Block, Role, Step, Workout
from onek_sync.planning.importing.clean_words import one_line, paragraphs
from onek_sync.planning.importing.found import Found
from onek_sync.planning.importing.garmin_ids import SPORTS, Sport
from onek_sync.planning.importing.garmin_steps import Reader, Unreadable, blocks_of
from onek_sync.planning.importing.garmin_strength import sets_of
from onek_sync.planning.importing.garmin_values import (
    Json,
    Placed,
    object_in,
    objects_in,
    read_json,
    text_in,
)
from onek_sync.planning.importing.limits import gathered, refuse, unread
from onek_sync.planning.importing.said_back import is_said_back, without_cues

_MARK = re.compile(r"\[onek v1 [^\]\n]*\]")
_DAYS = ("date", "calendarDate", "scheduleDate")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?", re.DOTALL)
_AS_NOTE = "it is kept as a note; write the workout by hand"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A workout and what it is wrapped in, which may be itself."""

    wrapper: Placed
    workout: Placed


def read(text: str, file: str) -> tuple[Found, ...]:
    """The workouts of a file. PlanError where it is no JSON, or holds no workout of Garmin's."""
    items = list(_items(read_json(text, file)))
    entries = [_entry(item) for item in items]
    if not any(entries):
        what = "there is no workout of Garmin Connect in this JSON"
        now = 'it should have "workoutName" and "workoutSegments", or be a list of such'
        raise refuse("G01", what, now, Place(file))
    found = (
        _found(entry, file) if entry else _no_workout(item, file)
        for item, entry in zip(items, entries, strict=True)
    )
    return gathered(found, file)


def _items(document: object) -> Iterator[object]:
    """What should be workouts: the document, or what is in its lists."""
    for item in document if isinstance(document, list) else [document]:
        listed = item.get("workouts") if isinstance(item, Placed) else None
        yield from listed if isinstance(listed, list) else [item]


def _entry(item: object) -> _Entry | None:
    if not isinstance(item, Placed):
        return None
    inner = object_in(item, "workout")
    workout = inner if isinstance(inner, Placed) else item
    return _Entry(item, workout) if {"workoutSegments", "workoutName"} & workout.keys() else None


def _no_workout(item: object, file: str) -> Found:
    place = Place(file, item.line if isinstance(item, Placed) else 0)
    fault = unread("G02", "something in the list is no workout", "it is left out", place)
    return Found(place=place, findings=(fault,))


def _found(entry: _Entry, file: str) -> Found:
    reader = Reader(file)
    title = one_line(text_in(entry.workout, "workoutName"))
    note = paragraphs(_MARK.sub("", text_in(entry.workout, "description")))
    found = Found(place=reader.place(entry.workout), when=_day(entry, reader), title=title, note=note)
    try:
        option = _option(entry.workout, reader)
    except Unreadable as error:
        words = replace(error.finding, what=f"{said(title)}: {error.finding.what}", now=_with_note(error))
        return replace(found, findings=(*reader.findings, words))
    return _checked(replace(found, findings=tuple(reader.findings)), option)


def _with_note(error: Unreadable) -> str:
    return f"{error.finding.now}; until then it is kept as a note"


def _day(entry: _Entry, reader: Reader) -> date | None:
    """The day it is scheduled for, if any is written."""
    for item in (entry.wrapper, entry.workout):
        for name in _DAYS:
            if name not in item or item[name] is None:
                continue
            match = _DAY.fullmatch(text_in(item, name))
            try:
                return date.fromisoformat(match[1] if match else "")
            except ValueError:
                reader.doubt(item, f'"{name}" is no day', "write it as 2027-03-01")
    return None


def _option(workout: Placed, reader: Reader) -> Option:
    sport = _sport(workout, reader)
    reader.on_foot = sport.kind is Kind.RUN
    steps = _steps(workout, reader)
    if sport.kind is Kind.STRENGTH or (sport.kind is Kind.MOBILITY and len(steps) > 1):
        blocks: tuple[Block, ...] = sets_of(steps, reader)
    else:
        blocks = blocks_of(steps, reader)
    if sport.kind is Kind.MOBILITY:
        blocks = tuple(_plain(block) for block in blocks)
    if not blocks:
        raise reader.refuse(
            workout, "a workout without steps", "open it at Garmin and save it with its steps"
        )
    return Option(kind=sport.kind, sport=sport.name, workout=Workout(blocks=blocks))


def _plain(block: Block) -> Block:
    """A stretch of time, which is all that the notation of mobility has besides exercises."""
    return replace(block, role=Role.WORK, cue="", intensities=()) if isinstance(block, Step) else block


def _sport(workout: Placed, reader: Reader) -> Sport:
    """The one sport of all its segments."""
    parts = [part for part in (workout, *_segments(workout)) if SPORTS.is_said(part, "sportType")]
    said_ones = dict.fromkeys(SPORTS.said(part, "sportType") for part in parts)
    if len(said_ones) > 1:
        raise reader.refuse(workout, f"a workout in several sports ({', '.join(said_ones)})", "split it")
    if not parts:
        return Sport(Kind.RUN)
    sport = SPORTS.read(parts[0], "sportType")
    if sport is None:
        what = f"a workout in a sport that a plan does not know ({', '.join(said_ones)})"
        raise reader.refuse(parts[0], what, "write it as cross training")
    return sport


def _segments(workout: Json) -> list[Placed]:
    return objects_in(workout, "workoutSegments")


def _steps(workout: Json, reader: Reader) -> list[Placed]:
    """The steps of all segments; refused where something among them is none."""
    steps: list[Placed] = []
    for segment in _segments(workout):
        listed = segment.get("workoutSteps")
        inner = objects_in(segment, "workoutSteps")
        if listed is not None and (not isinstance(listed, list) or len(inner) != len(listed)):
            raise reader.refuse(segment, '"workoutSteps" holds something that is no step', "mend the file")
        steps += inner
    return steps


def _checked(found: Found, option: Option) -> Found:
    """The session as far as a line of a plan can say it; as a note where it cannot."""
    if is_said_back(option):
        return replace(found, option=option)
    bare = without_cues(option)
    if is_said_back(bare):
        what = f"{said(found.title)}: the words at its steps are too long for a line and are left out"
        return replace(found, option=bare, findings=(*found.findings, unread("G04", what, "", found.place)))
    fault = unread("G05", f"{said(found.title)} cannot be written as one line", _AS_NOTE, found.place)
    return replace(found, findings=(*found.findings, fault))

"""The messages of a workout file: which field says what, by the numbers of the FIT profile."""

from collections.abc import Iterator, Sequence

from onek_sync.exporters.fit.profile import Aim, Ends, FileType, MessageNumber, Sport
from onek_sync.exporters.fit.shape import Again, Exercise, Line, WatchStep
from onek_sync.exporters.fit.wire import ENUM, STRING, UINT16, UINT32, UINT32Z, Field, Message

MANUFACTURER = 255  # "development": ours is no brand of Garmin's list
PRODUCT = 1
MESSAGE_INDEX = 254


def file_id(kind: FileType, serial: int, created: int) -> Message:
    """The first message of every file. A watch tells files apart by these four numbers."""
    return Message(
        MessageNumber.FILE_ID,
        (
            Field(0, ENUM, kind),
            Field(1, UINT16, MANUFACTURER),
            Field(2, UINT16, PRODUCT),
            Field(3, UINT32Z, serial),
            Field(4, UINT32, created),
        ),
    )


def workout(name: str, description: str, sport: Sport, steps: int) -> Message:
    """What the workout is called, its sport, and how many step messages follow, repeats counted too."""
    said = (Field(17, STRING, description),) if description else ()
    return Message(
        MessageNumber.WORKOUT,
        (
            Field(4, ENUM, sport[0]),
            Field(6, UINT16, steps),
            Field(8, STRING, name),
            Field(11, ENUM, sport[1]),
            *said,
        ),
    )


def steps(lines: Sequence[Line]) -> Iterator[Message]:
    """A step message for every line."""
    for index, line in enumerate(lines):
        fields = _again(line) if isinstance(line, Again) else tuple(_step(line))
        yield Message(MessageNumber.WORKOUT_STEP, (Field(MESSAGE_INDEX, UINT16, index), *fields))


def titles(lines: Sequence[Line]) -> Iterator[Message]:
    """What each exercise is called, once an exercise."""
    named: dict[Exercise, str] = {}
    for line in lines:
        if isinstance(line, WatchStep) and line.exercise:
            named.setdefault(line.exercise, line.name)
    for index, (exercise, name) in enumerate(named.items()):
        yield Message(
            MessageNumber.EXERCISE_TITLE,
            (
                Field(MESSAGE_INDEX, UINT16, index),
                Field(0, UINT16, exercise.category),
                Field(1, UINT16, exercise.name),
                Field(2, STRING, name),
            ),
        )


def scheduled(serial: int, created: int, at: int) -> Message:
    """A day in the watch's calendar: which workout (as its file_id says), and when, in local FIT time."""
    return Message(
        MessageNumber.SCHEDULE,
        (
            Field(0, UINT16, MANUFACTURER),
            Field(1, UINT16, PRODUCT),
            Field(2, UINT32Z, serial),
            Field(3, UINT32, created),
            Field(4, ENUM, 0),  # not completed
            Field(5, ENUM, 0),  # a workout
            Field(6, UINT32, at),
        ),
    )


def _again(line: Again) -> tuple[Field, ...]:
    return (
        Field(1, ENUM, Ends.REPEAT),
        Field(2, UINT32, line.first),
        Field(3, ENUM, Aim.OPEN),
        Field(4, UINT32, line.passes),
    )


def _step(step: WatchStep) -> Iterator[Field]:
    if step.name:
        yield Field(0, STRING, step.name)
    yield Field(1, ENUM, step.ends)
    if step.ends is not Ends.OPEN:
        yield Field(2, UINT32, step.value)
    yield Field(3, ENUM, step.aim)
    yield Field(4, UINT32, step.zone)
    if step.aim is not Aim.OPEN and not step.zone:
        yield Field(5, UINT32, step.low)
        yield Field(6, UINT32, step.high)
    yield Field(7, ENUM, step.intensity)
    if step.notes:
        yield Field(8, STRING, step.notes)
    if step.exercise:
        yield Field(10, UINT16, step.exercise.category)
        yield Field(11, UINT16, step.exercise.name)
    if step.weight is not None:
        yield Field(12, UINT16, step.weight)
        yield Field(13, UINT16, step.weight_unit)

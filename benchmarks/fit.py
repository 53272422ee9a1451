"""Our FIT files beside fit-tool: the same workouts of sixteen weeks, the same messages.

Garmin's own SDK is no peer: its licence forbids measuring it.
"""

from collections.abc import Iterator, Sequence

from fit_tool.data_message import DataMessage
from fit_tool.fit_file import FitFile
from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.profile.messages.exercise_title_message import ExerciseTitleMessage
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.messages.workout_message import WorkoutMessage
from fit_tool.profile.messages.workout_step_message import WorkoutStepMessage

from benchmarks import plan16
from benchmarks._ratio import Ratio, medians
from onek_sync.exporters.fit import exporter as fit
from onek_sync.exporters.fit import messages as fit_messages
from onek_sync.exporters.fit.profile import Aim, Ends, FileType
from onek_sync.exporters.fit.wire import EPOCH, Message, file, records
from onek_sync.model.exchange import Options
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedPlan, ResolvedSession
from onek_sync.planning.file import read_plan
from onek_sync.planning.resolve import resolve

ROUNDS = 9
OPTIONS = Options()
_CLASSES = {0: FileIdMessage, 26: WorkoutMessage, 27: WorkoutStepMessage, 264: ExerciseTitleMessage}
# fit-tool's names of our fields, in the order in which they must be set.
_NAMES = {
    0: {0: "type", 1: "manufacturer", 2: "product", 3: "serial_number", 4: "time_created"},
    26: {4: "sport", 6: "num_valid_steps", 8: "workout_name", 11: "sub_sport", 17: "workout_description"},
    27: {
        254: "message_index", 0: "workout_step_name", 1: "duration_type", 2: "duration_value",
        3: "target_type", 4: "target_value", 5: "custom_target_value_low", 6: "custom_target_value_high",
        7: "intensity", 8: "notes", 10: "exercise_category", 11: "exercise_name", 12: "exercise_weight",
        13: "weight_display_unit",
    },
    264: {254: "message_index", 0: "exercise_category", 1: "exercise_name", 2: "workout_step_name"},
}  # fmt: skip

Call = tuple[type[DataMessage], list[tuple[str, object]]]


def measure() -> list[Ratio]:
    """Given the messages, both write them. From the plan, both use our words and our order of steps."""
    plan = resolve(read_plan(plan16.text()).plan)
    sessions = [session for session in plan.sessions if session.kind is not Kind.REST]
    given = [messages(session, plan) for session in sessions]
    calls = [[*map(_call, workout)] for workout in given]
    for workout, call in zip(given, calls, strict=True):
        assert _content(ours(workout)) == _content(theirs(call)), "not the same content"

    written, written_theirs = medians(ROUNDS, lambda: [*map(ours, given)], lambda: [*map(theirs, calls)])
    said, said_theirs = medians(
        ROUNDS,
        lambda: [fit.say(session, plan, OPTIONS) for session in sessions],
        lambda: [theirs(map(_call, messages(session, plan))) for session in sessions],
    )
    return [
        Ratio(f"fit, {len(sessions)} files, messages given", written, "fit-tool", written_theirs, "≥ 5×"),
        Ratio("fit, from the plan", said, "fit-tool and our words", said_theirs, "≥ 5×"),
    ]


def messages(session: ResolvedSession, plan: ResolvedPlan) -> list[Message]:
    """All messages of a session's file."""
    content = [*fit._content(plan, fit._says(session, plan))]
    identity = fit._identity(session, plan, OPTIONS, records(content))
    return [fit_messages.file_id(FileType.WORKOUT, *identity), *content]


def ours(workout: Sequence[Message]) -> bytes:
    """The file by our writer."""
    return file(records(workout))


def theirs(calls: Sequence[Call] | Iterator[Call]) -> bytes:
    """The file by fit-tool, as its manual has it."""
    builder = FitFileBuilder()
    for make, values in calls:
        message = make()
        for name, value in values:
            setattr(message, name, value)
        builder.add(message)
    return bytes(builder.build_bytes())


def _call(message: Message) -> Call:
    """A message as calls of fit-tool: seconds, metres and kilograms where we have raw numbers."""
    said = {field.number: field.value for field in message.fields}
    names = _NAMES[message.number]
    values = [
        (name, _value(message.number, number, said)) for number, name in names.items() if number in said
    ]
    return _CLASSES[message.number], values


def _value(message: int, number: int, said: dict[int, int | str]) -> object:
    value = said[number]
    if isinstance(value, str):
        return value
    match message, number:
        case 0, 4:
            return (value + EPOCH) * 1000  # milliseconds of Unix time
        case 27, 2 if said[1] in (Ends.TIME, Ends.DISTANCE):
            return value / (1000 if said[1] == Ends.TIME else 100)
        case 27, 5 | 6 if said[3] == Aim.SPEED:
            return value / 1000
        case 27, 12:
            return value / 100
    return int(value)


def _content(body: bytes) -> list[list[object]]:
    """What a file says, read by fit-tool: every message with its fields."""
    read = (record.message for record in FitFile.from_bytes(body).records)
    return [message.to_row() for message in read if isinstance(message, DataMessage)]

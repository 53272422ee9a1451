"""FIT files read back by an independent decoder, strictly, and run through as a watch would."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import fitdecode

from onek_sync.model.workout import Role
from tests.exporters.decoding import KILOGRAMS_PER_POUND, End, Heard

MOST_TURNS = 100_000  # a program that runs longer is a loop without an end


@dataclass(frozen=True)
class Read:
    """One data message: its name, its fields in raw numbers, and the same as the profile words them."""

    name: str
    raw: dict[int, int | str]
    said: dict[str, object]


def read(body: bytes) -> list[Read]:
    """Every message of a file whose checksums are right; anything odd raises."""
    reader = fitdecode.FitReader(
        io.BytesIO(body),
        check_crc=fitdecode.CrcCheck.RAISE,
        error_handling=fitdecode.ErrorHandling.RAISE,
        keep_raw_chunks=True,
    )
    with reader:
        frames = list(reader)
    assert sum(len(frame.chunk.bytes) for frame in frames) == len(body), "bytes that belong to no message"
    return [_message(frame) for frame in frames if isinstance(frame, fitdecode.FitDataMessage)]


def _message(frame: fitdecode.FitDataMessage) -> Read:
    fields = [field for field in frame.fields if field.field_def is not None]
    return Read(
        frame.name,
        {field.field_def.def_num: field.raw_value for field in fields if field.raw_value is not None},
        {field.name: field.value for field in fields if field.value is not None},
    )


def dump(body: bytes) -> str:
    """A file as text, a line a message, so that a person can read what changed."""
    return "".join(
        f"{message.name}\n" + "".join(f"    {name} = {value}\n" for name, value in message.said.items())
        for message in read(body)
    )


def from_fit(body: bytes) -> list[Heard]:
    """What a watch does with the file, every repeat carried out."""
    messages = read(body)
    assert [message.name for message in messages[:2]] == ["file_id", "workout"]
    steps = [message.raw for message in messages if message.name == "workout_step"]
    assert [step[254] for step in steps] == list(range(len(steps)))
    assert messages[1].raw[6] == len(steps)
    return [_heard(step) for step in _run(steps)]


def _run(steps: list[dict[int, int | str]]) -> Iterator[dict[int, int | str]]:
    """Steps in the order in which they are done. A repeat starts anew each time it is come to."""
    at, done = 0, [1] * len(steps)
    for _ in range(MOST_TURNS):
        if at == len(steps):
            return
        step = steps[at]
        if step[1] != 6:
            yield step
            at += 1
        elif done[at] < int(step[4]):
            assert int(step[2]) < at, "a repeat of what is still to come"
            done[at] += 1
            at = int(step[2])
        else:
            done[at] = 1
            at += 1
    raise AssertionError("the workout does not end")


_ROLES = {0: Role.WORK, 1: Role.RECOVERY, 2: Role.WARMUP, 3: Role.COOLDOWN, 4: Role.RECOVERY}


def _heard(step: dict[int, int | str]) -> Heard:
    end, value = _end(step)
    fast = slow = heart = zone = None
    if step[3] == 0:
        slow, fast = step[5], step[6]
        assert step[4] == 0
    elif step[3] == 1 and step[4]:
        zone = step[4]
    elif step[3] == 1:
        heart = (step[5] - 100, step[6] - 100)
    return Heard(
        role=_ROLES[step[7]],
        end=end,
        value=value,
        fast=fast,
        slow=slow,
        heart=heart,
        zone=zone,
        exercise=step.get(0, "") if 10 in step else "",
        kilograms=_kilograms(step),
    )


def _end(step: dict[int, int | str]) -> tuple[End, float]:
    match step[1]:
        case 0:
            return End.TIME, step[2] / 1000
        case 1:
            return End.DISTANCE, step[2] / 100
        case 29:
            return End.REPS, step[2]
    assert step[1] == 5 and 2 not in step
    return End.OPEN, 0.0


def _kilograms(step: dict[int, int | str]) -> float | None:
    """A weight as the watch shows it: in pounds to a tenth where that is its unit."""
    if 12 not in step:
        return None
    kilograms = step[12] / 100
    if step[13] == 2:
        return round(round(kilograms / KILOGRAMS_PER_POUND, 1) * KILOGRAMS_PER_POUND, 3)
    return kilograms

"""Steps and groups of a Garmin workout as blocks of a running workout."""

from dataclasses import dataclass, field, replace

from onek_sync.model.errors import Finding, Place
from onek_sync.model.intensity import Intensity
from onek_sync.model.units import Count, Distance, Duration, UntilLap
from onek_sync.model.workout import Block, Mode, Repeat, Role, Step, settled
from onek_sync.planning.defaults import default_recovery
from onek_sync.planning.importing.clean_words import one_line
from onek_sync.planning.importing.garmin_exercises import exercise_in
from onek_sync.planning.importing.garmin_ids import ENDS, STEP_KINDS, Ends, StepKind
from onek_sync.planning.importing.garmin_targets import targets_of
from onek_sync.planning.importing.garmin_values import Json, Placed, number_in, object_in, objects_in, text_in
from onek_sync.planning.importing.limits import unread

DEEPEST = 8  # groups within groups; the service's own editor makes two
MOST_STEPS = 1000
MOST_PASSES = 1000
_MOST_WRITTEN_OUT = 12  # passes of a repeat that are written out where a plan's repeat would say more
_LONGEST = 1_000_000.0  # seconds or metres: days, or farther than anybody runs
_ROLES = {
    StepKind.WARMUP: (Role.WARMUP, None),
    StepKind.COOLDOWN: (Role.COOLDOWN, None),
    StepKind.WORK: (Role.WORK, None),
    StepKind.RECOVERY: (Role.RECOVERY, None),
    StepKind.REST: (Role.RECOVERY, Mode.REST),
}


class Unreadable(Exception):
    """A workout that cannot be read as a whole; a half of it would be a wrong one. Carries the finding."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.what)


@dataclass(slots=True)
class Reader:
    """What is known while one workout is read: the file's name, the sport, and the doubts so far."""

    file: str
    on_foot: bool = True
    findings: list[Finding] = field(default_factory=list)
    steps: int = 0

    def place(self, item: Json) -> Place:
        """Where an object begins."""
        return Place(self.file, item.line if isinstance(item, Placed) else 0)

    def doubt(self, item: Json, what: str, now: str) -> None:
        """Name what a plan cannot say."""
        self.findings.append(unread("G03", what, now, self.place(item)))

    def refuse(self, item: Json, what: str, now: str) -> Unreadable:
        """The end of reading this workout."""
        return Unreadable(unread("G02", what, now, self.place(item)))

    def count(self, item: Json) -> None:
        """Count one step more; refuses what is no workout any more."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise self.refuse(item, f"the workout has more than {MOST_STEPS} steps", "make two of it")


def blocks_of(steps: list[Placed], reader: Reader, depth: int = 0) -> tuple[Block, ...]:
    """The steps and groups in order; played, they are the same steps as on the watch."""
    blocks: list[Block] = []
    for step in steps:
        reader.count(step)
        if is_group(step):
            blocks += _group(step, reader, depth)
        else:
            blocks.append(_step(step, reader))
    made = tuple(blocks)
    # A plan runs the recovery behind a repeat once more where work follows; a watch that skips it does not.
    return made if depth or settled(made) == made else _without_between(made)


def is_group(step: Json) -> bool:
    """Whether a step is a repeat of others."""
    return STEP_KINDS.read(step, "stepType") is StepKind.REPEAT or "workoutSteps" in step


def passes_of(group: Json, reader: Reader) -> int:
    """How often a group is done; refused where a number does not say it."""
    if ENDS.is_said(group, "endCondition") and ENDS.read(group, "endCondition") is not Ends.ITERATIONS:
        until = ENDS.said(group, "endCondition")
        raise reader.refuse(group, f"a repeat that ends by {until}", "write how often it is done")
    number = number_in(group, "numberOfIterations") or number_in(group, "endConditionValue")
    if number is None or number != int(number) or not 1 <= number <= MOST_PASSES:
        raise reader.refuse(group, "a repeat that does not say how often", f"write 1 to {MOST_PASSES} times")
    return int(number)


def inner_steps(group: Json, reader: Reader, depth: int) -> list[Placed]:
    """The steps of a group; refused where groups stand in groups without end."""
    if depth >= DEEPEST:
        raise reader.refuse(group, f"repeats nested deeper than {DEEPEST}", "write them one after the other")
    return objects_in(group, "workoutSteps")


def end_of(step: Json, reader: Reader) -> Distance | Duration | UntilLap | str:
    """What ends a step; in words where a plan has no counterpart."""
    ends, value = ENDS.read(step, "endCondition"), number_in(step, "endConditionValue")
    if ends is Ends.LAP_BUTTON or not ENDS.is_said(step, "endCondition"):
        return UntilLap()
    if ends in {Ends.TIME, Ends.DISTANCE} and (value is None or not 0.001 <= value <= _LONGEST):
        what = f"a step that ends by {ENDS.said(step, 'endCondition')} without saying when"
        raise reader.refuse(step, what, "write how long it is")
    if ends is Ends.TIME:
        return Duration(value or 0)
    if ends is Ends.DISTANCE:
        return Distance(value or 0)
    unit = text_in(object_in(step, "preferredEndConditionUnit"), "unitKey")
    number = "" if value is None else f"{value:g}"
    return one_line(f"until {number} {ENDS.said(step, 'endCondition')} {unit}")


def note_of(step: Json) -> str:
    """The step's own words in one line."""
    return one_line(text_in(step, "description"))


def _step(step: Placed, reader: Reader) -> Step:
    end, words = end_of(step, reader), [note_of(step)]
    if isinstance(end, str):
        reader.doubt(step, f"a step {end}", "it lasts until the lap button here, and the words are its cue")
        words.append(end)
        end = UntilLap()
    role, mode = _role(step, reader)
    at: list[Intensity] = []
    for target in targets_of(step, on_foot=reader.on_foot):
        if isinstance(target, str):
            reader.doubt(step, f"the target {target}", "it stands in the step's cue")
            words.append(target)
        else:
            at.append(target)
    words.append(exercise_in(step))
    cue = ", ".join(word for word in words if word)
    return Step(role=role, end=end, mode=mode, intensities=tuple(at), cue=cue)


def _role(step: Placed, reader: Reader) -> tuple[Role, Mode | None]:
    kind = STEP_KINDS.read(step, "stepType")
    if kind in _ROLES:
        return _ROLES[kind]
    if "drill" in note_of(step).lower():
        return Role.DRILLS, None
    said = STEP_KINDS.said(step, "stepType")
    reader.doubt(step, f'a step of the kind "{said}"', "it is read as work; mend it if it is a recovery")
    return Role.WORK, None


def _group(group: Placed, reader: Reader, depth: int) -> tuple[Block, ...]:
    passes = passes_of(group, reader)
    body = blocks_of(inner_steps(group, reader, depth), reader, depth + 1)
    if passes == 1:
        return body[:-1] if _skips(group, body) else body
    if _skips(group, body):
        *work, rest = body
        assert isinstance(rest, Step)
        return (
            (Repeat(count=Count.exactly(passes), blocks=tuple(work), between=(rest,)),)
            if work
            else ((Repeat(count=Count.exactly(passes - 1), blocks=(rest,)),) if passes > 2 else (rest,))
        )
    repeat = Repeat(count=Count.exactly(passes), blocks=body)
    if body and default_recovery(repeat):
        if passes > _MOST_WRITTEN_OUT:
            raise reader.refuse(group, f"{passes} repetitions without any recovery", "write a recovery")
        return body * passes
    return (repeat,) if body else ()


def _skips(group: Json, body: tuple[Block, ...]) -> bool:
    """Whether the last recovery is left out in the last pass."""
    if group.get("skipLastRestStep") is not True or not body:
        return False
    return isinstance(body[-1], Step) and body[-1].role is Role.RECOVERY


def _without_between(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same steps, every recovery inside its repeat and the last pass written out."""
    out: list[Block] = []
    for block in blocks:
        if not isinstance(block, Repeat):
            out.append(block)
            continue
        body = _without_between(block.blocks)
        if not block.between:
            out.append(replace(block, blocks=body))
            continue
        passes, whole = block.count.low - 1, (*body, *block.between)
        out += [Repeat(count=Count.exactly(passes), blocks=whole)] if passes > 1 else whole
        out += body
    return tuple(out)

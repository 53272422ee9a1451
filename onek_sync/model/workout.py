"""A workout: a recipe of steps and repeats without a date, and the one rule about the last recovery."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from onek_sync.model.intensity import Intensity
from onek_sync.model.units import Count, Distance, Duration, UntilLap


class Role(StrEnum):
    """What a step is for."""

    WARMUP = "warmup"
    WORK = "work"
    RECOVERY = "recovery"
    COOLDOWN = "cooldown"
    DRILLS = "drills"


class Mode(StrEnum):
    """How a recovery is spent. `rest` leaves it to the athlete; `stand` does not."""

    JOG = "jog"
    WALK = "walk"
    WALK_JOG = "walk/jog"
    WALK_BACK = "walk back"
    JOG_BACK = "jog back"
    WALK_DOWN = "walk down"
    JOG_DOWN = "jog down"
    STAND = "stand"
    FLOAT = "float"
    EASY = "easy"
    REST = "rest"


class Style(StrEnum):
    """A kind of running that is no pace."""

    STRIDE = "stride"
    HILL = "hill"
    LONG = "long"
    PROGRESSION = "progression"


class Measure(StrEnum):
    """By what an equal recovery equals; UNSAID: as long in time."""

    TIME = "time"
    DISTANCE = "distance"
    UNSAID = ""


@dataclass(frozen=True, slots=True)
class Equal:
    """A recovery as long as the repetition before it."""

    by: Measure = Measure.UNSAID


@dataclass(frozen=True, slots=True)
class Ratio:
    """A recovery in proportion to the time of the work before it: work:rest, "1:1.5"."""

    work: float
    rest: float


@dataclass(frozen=True, slots=True)
class Full:
    """A full recovery: as long as it takes."""


# None: nothing was said ("6 ST", "jog down"): the way back, or the resolver's default with a warning.
End = Distance | Duration | UntilLap | Equal | Ratio | Full | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One stretch of running, resting or drilling, with one end.

    `within` is a time shown beside a distance that ends the step ("400 m jog in 3 min").
    """

    role: Role = Role.WORK
    end: End = None
    within: Duration | None = None
    intensities: tuple[Intensity, ...] = ()
    mode: Mode | None = None
    style: Style | None = None
    cue: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """Blocks done `count` times. `between` separates the passes; see `settled` for the last one."""

    count: Count
    blocks: tuple["Block", ...]
    between: tuple[Step, ...] = ()


class LoadUnit(StrEnum):
    """What a load is measured in. `bodyweight` needs no amount."""

    KG = "kg"
    LB = "lb"
    PERCENT_1RM = "%1RM"
    RPE = "RPE"
    RIR = "RIR"
    BODYWEIGHT = "bodyweight"


@dataclass(frozen=True, slots=True)
class Load:
    """How heavy, low <= high."""

    unit: LoadUnit
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthSet:
    """An exercise: sets of repetitions, of seconds or of metres, perhaps per side ("bird dog 2x10/side")."""

    exercise: str
    sets: Count = Count(1, 1)
    amount: Count | Duration | Distance | None = None
    per_side: bool = False
    load: Load | None = None
    rest: Duration | None = None
    tempo: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Words that are a part of the workout and no step ("run by feel, use the lamp posts")."""

    text: str


Block = Step | Repeat | StrengthSet | Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Workout:
    """Blocks in order; `label`: what stood before a colon, or its kind ("fartlek"); `note`: free text."""

    blocks: tuple[Block, ...] = ()
    label: str = ""
    note: str = ""

    def settled(self) -> "Workout":
        """The same workout with every separating recovery where it is run; see `settled`."""
        return replace(self, blocks=settled(self.blocks))


def settled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Put every recovery where it is run, so that `between` is always left out after the last pass.

    The rule: a recovery between repetitions is dropped after the last one, unless the next item is
    work; then it separates the two. So what follows a repeat decides:

    * work: the recovery is written out once more behind the repeat;
    * the next pass of an enclosing repeat that has no separation of its own: it becomes that separation;
    * anything else (a recovery, the cool-down, the end): nothing.

    Settling twice changes nothing.
    """
    out: list[Block] = []
    for block, following in pairwise((*blocks, None)):
        assert block is not None
        if not isinstance(block, Repeat):
            out.append(block)
            continue
        repeat = _settled_repeat(block)
        out.append(repeat)
        if following is not None and _begins_with_work(following):
            out.extend(repeat.between)
    return tuple(out)


def _settled_repeat(repeat: Repeat) -> Repeat:
    body = settled(repeat.blocks)
    between = repeat.between
    if body and not between and _begins_with_work(body[0]) and isinstance(body[-1], Repeat):
        between = body[-1].between
    return replace(repeat, blocks=body, between=between)


def _begins_with_work(block: Block) -> bool:
    match block:
        case Step(role=role):
            return role is Role.WORK
        case Repeat(blocks=blocks):
            return bool(blocks) and _begins_with_work(blocks[0])
        case _:
            return False


def steps_of(blocks: tuple[Block, ...]) -> Iterator[Step]:
    """Every step as written, once, in reading order, separations after what they separate."""
    for block in blocks:
        if isinstance(block, Step):
            yield block
        elif isinstance(block, Repeat):
            yield from steps_of(block.blocks)
            yield from block.between

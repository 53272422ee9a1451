"""A workout in standard form, which is read back as the same workout: "6x400m @ goal 1K w/ 400m jog"."""

import re

from onek_sync.model.units import Count, Distance, Duration, UntilLap
from onek_sync.model.workout import (
    Block,
    End,
    Equal,
    Full,
    Mode,
    Ratio,
    Repeat,
    Role,
    Step,
    StrengthSet,
    Style,
    Text,
    Workout,
)
from onek_sync.planning.shorthand.gentle import is_gentle
from onek_sync.planning.shorthand.normalise import QUOTES
from onek_sync.planning.shorthand.words import SPOKEN_FOR
from onek_sync.planning.shorthand.writer_numbers import in_miles, length, number
from onek_sync.planning.shorthand.writer_targets import write_target

_ROLES = {Role.WARMUP: "warm-up", Role.COOLDOWN: "cool-down", Role.DRILLS: "drills"}
_STYLES = {Style.STRIDE: "strides", Style.HILL: "hill", Style.LONG: "long", Style.PROGRESSION: "progression"}
_TO_ESCAPE = re.compile("([\\\\" + "".join(sorted(QUOTES)) + "])")
_SIMPLE_LABEL = re.compile(r"[A-Za-z]+(?: [A-Za-z]+){0,3}")


def write_workout(workout: Workout) -> str:
    """The workout's text in standard form, of its running part: `parse_workout` reads it back as it was."""
    lines = _listed(workout.blocks, top=True)
    label = f"{_label(workout.label)}: " if workout.label else ""
    notes = "\n".join(f"-- {line}" for line in workout.note.split("\n")) if workout.note else ""
    return f"{label}{lines}{' ' if notes else ''}{notes}"


def write_block(block: Block) -> str:
    """One block in standard form."""
    match block:
        case Step():
            return write_step(block)
        case Repeat():
            return _repeat(block)
        case Text(text=text):
            return _quoted(text)
        case StrengthSet():
            raise TypeError("a set of strength has its own notation")


def write_step(step: Step) -> str:
    """A step that stands alone."""
    if step.role is Role.RECOVERY:
        return _rest_item(step)
    style = _STYLES[step.style] if step.style else ""
    if step.style is Style.HILL and step.end is None:
        style = "hills"
    parts = [_length(step.end), _ROLES.get(step.role, ""), style]
    if step.within:
        parts.append(f"within {length(step.within)}")
    return _joined([*parts, *_targets(step), _cue(step)])


def write_recovery(step: Step) -> str:
    """A recovery as it stands behind "w/"."""
    own = _own_targets(step)
    word = step.mode.value if step.mode else ""
    if not word and (step.end is None or isinstance(step.end, Equal | Full | UntilLap) or own):
        word = "recovery"
    if step.mode is Mode.EASY and (step.end is None or own):
        word = "easy recovery"
    within = f"within {length(step.within)}" if step.within else ""
    return _joined([_length(step.end), word, within, *own, _cue(step)])


def _rest_item(step: Step) -> str:
    """A recovery that stands alone says so: "2min jog" might be a run."""
    if step.mode in {Mode.JOG, Mode.EASY, None}:
        word = f"{step.mode} recovery" if step.mode else "recovery"
    else:
        word = step.mode.value
    within = f"within {length(step.within)}" if step.within else ""
    return _joined([_length(step.end), word, within, *_own_targets(step), _cue(step)])


def _own_targets(step: Step) -> list[str]:
    """A recovery's targets, in brackets where they might be those of the work before it."""
    words = _targets(step)
    if not words or step.mode is Mode.FLOAT or all(map(is_gentle, step.intensities)):
        return words
    return [f"({', '.join(words)})"]


def _repeat(repeat: Repeat) -> str:
    count = _count(repeat.count)
    only = repeat.blocks[0] if len(repeat.blocks) == 1 else None
    if isinstance(only, Step) and only.role is not Role.RECOVERY and only.role is not Role.DRILLS:
        rests = f" w/ {_rests(repeat.between)}" if repeat.between else ""
        step = write_step(only)
        return f"{count}x{step}{rests}" if only.end else f"{count} {step}{rests}"
    intro = "w/ " if len(repeat.between) > 1 else ""
    sets = f", {intro}{_rests(repeat.between)} between sets" if repeat.between else ""
    return f"{count}x({_listed(repeat.blocks)}{sets})"


def _listed(blocks: tuple[Block, ...], *, top: bool = False) -> str:
    """Blocks behind each other, with "then" where a comma would join what does not belong together."""
    first = next((place for place, block in enumerate(blocks) if _is_work(block)), len(blocks))
    words = [
        _first(block) if top and place < first else write_block(block) for place, block in enumerate(blocks)
    ]
    joints = [_joint(blocks, place, top=top) for place in range(1, len(blocks))]
    return "".join(joint + word for joint, word in zip(["", *joints], words, strict=False))


def _joint(blocks: tuple[Block, ...], place: int, *, top: bool) -> str:
    """What stands before the block at a place: "then" where a comma would be read as more."""
    before, block = blocks[place - 1], blocks[place]
    pair = not top and len(blocks) == 2
    apart = (
        _belongs(before, block)
        or _may_be_rest(before, block, pair=pair)
        or _would_share(before, block)
        or (top and _ends_a_row(blocks, place))
    )
    return ", then " if apart else ", "


def _first(block: Block) -> str:
    """A block before any work, where a jog would be read as easy running."""
    if isinstance(block, Step) and block.role is Role.RECOVERY:
        return f"w/ {write_recovery(block)}"
    return write_block(block)


def _is_work(block: Block) -> bool:
    return isinstance(block, Repeat) or (isinstance(block, Step) and block.role is Role.WORK)


def _belongs(before: Block, block: Block) -> bool:
    """Whether a reader takes a block behind a comma as a part of the one before."""
    if not isinstance(block, Step) or block.role not in {Role.WORK, Role.RECOVERY}:
        return False
    if isinstance(before, Repeat):
        return _has_room(before)
    return (
        isinstance(before, Step) and before.role is Role.WORK and _is_plain(before) and not _is_plain(block)
    )


def _ends_a_row(blocks: tuple[Block, ...], place: int) -> bool:
    """Whether a recovery behind a comma would be shared by the steps before it."""
    if isinstance(blocks[place - 1], Repeat) and _is_rest(blocks[place]):
        return True
    block, row = blocks[place], blocks[max(0, place - 2) : place]
    return (
        _is_rest(block) and len(row) == 2 and all(isinstance(each, Step) and _is_work(each) for each in row)
    )


def _is_rest(block: Block) -> bool:
    return isinstance(block, Step) and block.role is Role.RECOVERY


def _would_share(before: Block, block: Block) -> bool:
    """Whether the recovery of a repeat would be the one's before it too, which has none."""
    if not (isinstance(before, Repeat) and isinstance(block, Repeat)) or before.between or not block.between:
        return False
    one, other = before.blocks[0], block.blocks[0]
    return isinstance(one, Step) and isinstance(other, Step) and one.style == other.style


def _may_be_rest(before: Block, block: Block, *, pair: bool) -> bool:
    """Whether a time of which nothing is said would be refused behind a comma as a possible recovery."""
    if not (isinstance(block, Step) and block.role is Role.WORK and _is_plain(block)):
        return False
    if not isinstance(block.end, Duration):
        return False
    if not isinstance(before, Step):
        return isinstance(before, Repeat)
    work = before.role is Role.WORK
    return before.role is Role.RECOVERY or (work and (pair or not isinstance(before.end, Duration)))


def _has_room(repeat: Repeat) -> bool:
    only = repeat.blocks[0] if len(repeat.blocks) == 1 else None
    return not repeat.between or (isinstance(only, Repeat) and _has_room(only))


def _is_plain(step: Step) -> bool:
    return not (step.intensities or step.style or step.cue or step.within)


def _rests(steps: tuple[Step, ...]) -> str:
    if len(steps) == 1:
        return write_recovery(steps[0])
    return f"({', '.join(write_recovery(step) for step in steps)})"


def _count(count: Count) -> str:
    return str(count.low) if count.low == count.high else f"{count.low}-{count.high}"


def _length(end: End) -> str:
    match end:
        case Distance() | Duration() | UntilLap():
            return length(end)
        case Equal(by=by):
            return f"equal {by.value}".strip()
        case Ratio(work=work, rest=rest):
            return f"{number(work)}:{number(rest)}"
        case Full():
            return "full"
        case None:
            return ""


def _targets(step: Step) -> list[str]:
    miles = isinstance(step.end, Distance) and in_miles(step.end.metres) is not None
    words = [write_target(each, in_miles=miles) for each in step.intensities]
    return [word if word.startswith("in ") else f"@ {word}" for word in words]


def _cue(step: Step) -> str:
    return _quoted(step.cue) if step.cue else ""


def _quoted(text: str) -> str:
    return '"' + _TO_ESCAPE.sub(r"\\\1", text) + '"'


def _label(label: str) -> str:
    plain = _SIMPLE_LABEL.fullmatch(label) and not {word.lower() for word in label.split()} & SPOKEN_FOR
    return label if plain else _quoted(label)


def _joined(parts: list[str]) -> str:
    return " ".join(part for part in parts if part)

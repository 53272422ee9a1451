"""The main blocks of a run cut short for names: `1K pace`, `6x400`, `(84.0)`, `400 jog`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from onek_sync.exporters.words import figures
from onek_sync.exporters.words.aims import Aim, aim_of, hardest
from onek_sync.exporters.words.plain import capital, one_line
from onek_sync.exporters.words.shape import is_strides, is_work, parts, shape, work_steps
from onek_sync.exporters.words.voice import Voice
from onek_sync.model.intensity import AbsolutePace
from onek_sync.model.session import ResolvedBlock, ResolvedOption, ResolvedRepeat, ResolvedStep
from onek_sync.model.units import Distance, Duration, Units
from onek_sync.model.workout import Full, Mode, StrengthSet, Style, Text

_STYLES = {Style.HILL: "Hills", Style.LONG: "Long", Style.PROGRESSION: "Progression"}
_EASY = 3.0
_LETTERS = {Mode.JOG: "j", Mode.WALK: "w", Mode.FLOAT: "f"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One main block. `rest` with its mode ("400 jog"), `bare_rest` without, `letters` for a watch ("400j").

    `short`: the aim as a watch says it ("@1K"), empty where the head says it.
    """

    head: str
    core: str
    target: str = ""
    rest: str = ""
    bare_rest: str = ""
    letters: str = ""
    short: str = ""
    repeated: bool = False


def pieces(option: ResolvedOption, voice: Voice) -> list[Piece]:
    """The working blocks of the main part; single steps of one kind become a ladder (200-400-600)."""
    cut = [_piece(block, option, voice) for block in shape(option).main if is_work(block)]
    out: list[Piece] = []
    for (head, repeated), group in groupby(cut, key=lambda piece: (piece.head, piece.repeated)):
        alike = list(group)
        ladder = len(alike) > 1 and head and not repeated
        out += [_ladder(alike)] if ladder else alike
    return out


def _ladder(alike: Sequence[Piece]) -> Piece:
    """200-400-600, 5-10-5 min: the unit once, where it is the same."""
    parted = [piece.core.partition(" ") for piece in alike]
    units = {unit for _, _, unit in parted}
    if len(units) == 1:
        unit = units.pop()
        core = "-".join(number for number, _, _ in parted) + (f" {unit}" if unit and unit != "m" else "")
    else:
        core = "-".join(piece.core for piece in alike)
    return replace(alike[0], core=core, target="", repeated=True)


def heading(option: ResolvedOption, steps: list[ResolvedStep]) -> str:
    """What steps are about: the coach's label, a kind of running, else the hardest aim."""
    aim = hardest(steps)
    return _unpaced(option, steps) or (aim.head if aim else "")


def _unpaced(option: ResolvedOption, steps: list[ResolvedStep]) -> str:
    """The coach's label, or a kind of running."""
    styles = {step.step.style for step in steps}
    kind = next((name for style, name in _STYLES.items() if style in styles), "")
    return capital(one_line(option.label)) or kind


def _shared(steps: list[ResolvedStep]) -> Aim | None:
    """The aim of all reps; None where they differ. What is easy between them is no rep."""
    aims = [aim_of(step) for step in steps]
    reps = [aim for aim in aims if aim is None or not 0 < aim.effort <= _EASY] or aims
    return hardest(steps) if len({aim and aim.head for aim in reps}) == 1 else None


def _piece(block: ResolvedBlock, option: ResolvedOption, voice: Voice) -> Piece:
    steps = list(work_steps((block,)))
    if is_strides(block):
        core = _core(block)
        return Piece("", f"{core} strides" if core else "strides", repeated=True)
    aim = _shared(steps)
    head = heading(option, steps) if aim else _unpaced(option, steps)
    if isinstance(block, ResolvedRepeat):
        return _repeated(block, head, _target(steps, voice), aim.short if aim else "")
    quiet = bool(aim and 0 < aim.effort <= _EASY)
    words = f" {aim.words}" if aim and quiet and head != aim.head else ""
    target = "" if quiet else _target(steps, voice)
    return Piece(head, f"{_core(block)}{words}", target, short=aim.short if aim else "")


def _repeated(block: ResolvedRepeat, head: str, target: str, short: str) -> Piece:
    if by_feel := _by_feel(block):
        return Piece(head, by_feel, repeated=True)
    return Piece(
        head,
        _core(block),
        target,
        rest=rests(block, modes=True),
        bare_rest=rests(block, modes=False),
        letters=_letters(block),
        short=short,
        repeated=True,
    )


def _by_feel(block: ResolvedRepeat) -> str:
    """8x1'/1': what is run by time and without a pace, with its recoveries; empty for others."""
    body = [inner for inner in block.blocks if not isinstance(inner, Text)]
    steps = [inner for inner in (*body, *block.between) if isinstance(inner, ResolvedStep)]
    ends = [step.end.chosen for step in steps if isinstance(step.end, Duration)]
    paced = any(step.pace for step in steps)
    if paced or len(steps) < 2 or len(ends) < len(body) + len(block.between):
        return ""
    return f"{block.count}x" + "/".join(map(figures.ticks, ends))


def _core(block: ResolvedBlock) -> str:
    """6x400, 2x(4x200), 3x(300+200), 20 min, 8 km."""
    match block:
        case ResolvedRepeat():
            return _times(block)
        case ResolvedStep(end=Distance(metres)):
            return figures.length(metres) if metres >= 1000 else figures.short_length(metres)
        case ResolvedStep():
            return short_end(block)
        case StrengthSet():
            return one_line(block.exercise)
        case _:
            return ""


def _times(repeat: ResolvedRepeat) -> str:
    body = [short_end(b) if isinstance(b, ResolvedStep) else _core(b) for b in parts(repeat)[0] if is_work(b)]
    inside = "+".join(filter(None, body))
    if repeat.count == 1:
        return inside
    nested = len(body) > 1 or any(isinstance(inner, ResolvedRepeat) for inner in repeat.blocks)
    between = "x" if inside else ""
    return f"{repeat.count}{between}({inside})" if nested else f"{repeat.count}{between}{inside}"


def short_end(step: ResolvedStep) -> str:
    """How long, as short as it is still clear: 400, 1K, 90 s, 20 min; nothing for strides until lap."""
    match step.end:
        case Distance():
            return figures.short_length(step.end.chosen)
        case Duration():
            return figures.span(step.end.chosen)
        case _:
            return "" if step.step.style is Style.STRIDE else "until lap"


def _target(steps: list[ResolvedStep], voice: Voice) -> str:
    """The target that all reps share, as a split or as a pace; what cannot be numbered, in words."""
    if not steps:
        return ""
    first = steps[0]
    if any((step.pace, step.end) != (first.pace, first.end) for step in steps):
        return ""
    aim = aim_of(first)
    if first.pace is None:
        return aim.words if aim and not aim.head and aim.short else ""
    if first.step.style is Style.HILL:
        return ""
    if isinstance(first.end, Distance) and figures.suits_split(first.end.chosen, first.pace):
        return f"({figures.lap(figures.seconds_over(first.end.chosen, first.pace))})"
    if _is_in_other_unit(first, voice.units):
        return f"@ {figures.pace(first.pace, voice.units)}"
    return f"@ {figures.bare_pace(first.pace, voice.units)}"


def _is_in_other_unit(step: ResolvedStep, units: Units) -> bool:
    """Whether its length or its pace was written per mile for who thinks in kilometres, or the reverse."""
    written = [each.per for each in step.step.intensities if isinstance(each, AbsolutePace)]
    if isinstance(step.end, Distance):
        written += [unit.metres for unit in Units if figures.length(step.end.chosen).endswith(f" {unit}")]
    return any(per not in {None, units.metres} for per in written)


def rests(repeat: ResolvedRepeat, *, modes: bool) -> str:
    """The recoveries from the inside out: 400 jog; 30 s stand / 3 min walk."""
    body, rest = parts(repeat)
    inner = [rests(block, modes=modes) for block in body if isinstance(block, ResolvedRepeat)]
    own = " + ".join(filter(None, (_rest(step, modes) for step in rest)))
    return " / ".join(dict.fromkeys(filter(None, (*inner, own))))


def _rest(step: ResolvedStep, modes: bool) -> str:
    mode = step.step.mode or Mode.REST
    if isinstance(step.end, Distance | Duration):
        return f"{_rest_end(step)} {mode.value}" if modes else _rest_end(step)
    if isinstance(step.step.end, Full) and mode is Mode.REST:
        return "full rest"
    return mode.value


def _rest_end(step: ResolvedStep) -> str:
    """400, 90 s, 3 min, 4:30."""
    end = short_end(step)
    return end.removesuffix(" min") if ":" in end else end


def _letters(repeat: ResolvedRepeat) -> str:
    """400j, 30s/3minw: the letter of jog, walk and float, nothing for standing."""
    body, rest = parts(repeat)
    inner = [_letters(block) for block in body if isinstance(block, ResolvedRepeat)]
    own = [
        _rest_end(step).replace(" ", "") + _LETTERS.get(step.step.mode or Mode.REST, "")
        for step in rest[:1]
        if isinstance(step.end, Distance | Duration)
    ]
    return "/".join(filter(None, (*inner, *own)))

"""A reader of intervals.icu workout text, from the service's description alone, that refuses all doubt.

It knows less than the service, and is stricter: what may be read in two ways, or not at all, is `Doubtful`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onek_sync.model.athlete import Heart
from onek_sync.model.exchange import Loss
from onek_sync.model.units import METRES_PER_MILE
from onek_sync.model.workout import Role
from tests.exporters.decoding import End, Heard


class Doubtful(AssertionError):
    """A text that the service may read otherwise than it is meant."""


@dataclass(frozen=True, kw_only=True)
class Aim:
    """A target as written: its unit, and both ends of its range in their order."""

    unit: str
    start: float
    end: float
    ramp: bool = False


@dataclass(frozen=True, kw_only=True)
class Step:
    intensity: str
    seconds: int = 0
    metres: float = 0.0
    until_lap: bool = False
    aim: Aim | None = None
    cue: str = ""


@dataclass(frozen=True)
class Block:
    passes: int
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Workout:
    words: tuple[str, ...]
    blocks: tuple[Block, ...]

    def played(self) -> Iterator[Step]:
        for block in self.blocks:
            yield from block.steps * block.passes


# What would make a step of words, or words of a step.
_REPEAT = re.compile(r"\d[xX]|\d\s+[xX](?![a-zA-Z])")
_HEADED = re.compile(r"(?:[A-Z][a-z ]+ )?([1-9]\d{0,2})x")
_IN_A_CUE = re.compile(
    r"""\d\s*(?:h|hrs?|m|mins?|minutes?|s|secs?|seconds?|km|kms|mi|miles?|mtrs?|met(?:er|re)s?|y|yds?|yards?
            |w|watts?|rpm|spm|bpm|hr|lthr|pace|x)(?![^\W\d_])
      | \d[^\W\d_] | \d\s*[%'"] | \d[.:]\d | (?<![^\W\d_])c?z\d | \w= | [<>^] | ^-
      | ramp | free\s*ride | max\s*effort | press\s+lap | hide\s*power""",
    re.VERBOSE | re.IGNORECASE,
)
_TIME = re.compile(r"(?:(\d+)h)?(?:([1-5]?\d)m)?(?:([1-5]?\d)s)?")
_FAR = re.compile(r"(\d+)mtr|(\d+(?:\.\d{1,2})?)(km|mi)")
_PACE = re.compile(r"(\d{1,2}):([0-5]\d)(?:-(\d{1,2}):([0-5]\d))?/(km|mi) Pace")
_PERCENT = re.compile(r"(\d+(?:\.\d)?)(?:-(\d+(?:\.\d)?))?% (HR|LTHR)")
_ZONE = re.compile(r"Z([1-5]) HR")
_ROLES = {
    "warmup": Role.WARMUP,
    "active": Role.WORK,
    "recovery": Role.RECOVERY,
    "rest": Role.RECOVERY,
    "cooldown": Role.COOLDOWN,
}


def read(text: str) -> Workout:
    """The workout; Doubtful where the service might see another one."""
    words: list[str] = []
    blocks: list[Block] = []
    for paragraph in text.split("\n\n"):
        lines = paragraph.removesuffix("\n").split("\n")
        if not all(line == line.strip() and line for line in lines):
            raise Doubtful(f"an empty or indented line in {paragraph!r}")
        at = next((n for n, line in enumerate(lines) if line.startswith("-")), len(lines))
        head, steps = lines[:at], lines[at:]
        passes = _passes(head, has_steps=bool(steps))
        if steps:
            blocks.append(Block(passes, tuple(map(_step, steps))))
        else:
            words += head
    return Workout(tuple(words), tuple(blocks))


def _passes(head: list[str], *, has_steps: bool) -> int:
    """How often: said by the line right above the steps, and by no other line."""
    repeats = [line for line in head if _REPEAT.search(line)]
    if not repeats:
        if has_steps and len(head) > 1:
            raise Doubtful(f"words that touch steps: {head}")
        return 1
    found = _HEADED.fullmatch(head[-1])
    if not has_steps or len(head) > 1 or not found or int(found[1]) < 2:
        raise Doubtful(f"a repeat of nothing in particular: {repeats}")
    return int(found[1])


def _step(line: str) -> Step:
    if not line.startswith("- "):
        raise Doubtful(f"words among steps: {line!r}")
    tokens = line[2:].split(" ")
    lengths = [n for n, token in enumerate(tokens) if _length(token)]
    if len(lengths) != 1:
        raise Doubtful(f"no length, or several: {line!r}")
    (at,) = lengths
    cue, after = " ".join(tokens[:at]), " ".join(tokens[at + 1 :])
    until_lap = cue == "Press lap" or cue.endswith(" Press lap")
    cue = cue.removesuffix("Press lap").rstrip() if until_lap else cue
    if found := _IN_A_CUE.search(cue):
        raise Doubtful(f"{found[0]!r} in the cue of {line!r}")
    target, _, intensity = after.rpartition("intensity=")
    if intensity not in _ROLES:
        raise Doubtful(f"no known intensity: {line!r}")
    seconds, metres = _length(tokens[at]) or (0, 0.0)
    return Step(
        intensity=intensity,
        seconds=seconds,
        metres=metres,
        until_lap=until_lap,
        aim=_aim(target.strip()) if target.strip() else None,
        cue=cue,
    )


def _length(token: str) -> tuple[int, float] | None:
    """Seconds or metres. More than 59 of `m` were meant as metres, and are no length at all."""
    if far := _FAR.fullmatch(token):
        metres, number, unit = far.groups()
        return 0, float(metres) if metres else float(number) * (1000 if unit == "km" else METRES_PER_MILE)
    if (time := _TIME.fullmatch(token)) and token:
        hours, minutes, seconds = (int(part or 0) for part in time.groups())
        return hours * 3600 + minutes * 60 + seconds, 0.0
    return None


def _aim(text: str) -> Aim:
    ramp = text.startswith("ramp ")
    text = text.removeprefix("ramp ")
    if pace := _PACE.fullmatch(text):
        start = int(pace[1]) * 60 + int(pace[2])
        end = int(pace[3]) * 60 + int(pace[4]) if pace[3] else start
        return Aim(unit=pace[5], start=start, end=end, ramp=ramp)
    if percent := _PERCENT.fullmatch(text):
        return Aim(unit=percent[3], start=float(percent[1]), end=float(percent[2] or percent[1]), ramp=ramp)
    if zone := _ZONE.fullmatch(text):
        return Aim(unit="zone", start=int(zone[1]), end=int(zone[1]), ramp=ramp)
    raise Doubtful(f"no target: {text!r}")


def from_text(body: bytes, heart: Heart = Heart()) -> list[Heard]:
    """What is done when the text is followed; per cents are counted from the athlete's heart rates."""
    return [_heard(step, heart) for step in read(body.decode()).played()]


def _heard(step: Step, heart: Heart) -> Heard:
    heard = Heard(role=_ROLES[step.intensity], end=End.OPEN)
    if not step.until_lap:
        end, value = (End.TIME, step.seconds) if step.seconds else (End.DISTANCE, round(step.metres, 2))
        heard = replace(heard, end=end, value=value)
    match step.aim:
        case None:
            return heard
        case Aim(unit="km" | "mi" as unit):
            metres = 1000 if unit == "km" else METRES_PER_MILE
            fast, slow = sorted((step.aim.start, step.aim.end))
            return replace(heard, fast=round(metres / fast * 1000), slow=round(metres / slow * 1000))
        case Aim(unit="zone"):
            return replace(heard, zone=int(step.aim.start))
    whole = heart.max if step.aim.unit == "HR" else heart.threshold
    assert whole, "per cent of an unknown heart rate"
    low, high = sorted(round(percent * whole / 100) for percent in (step.aim.start, step.aim.end))
    return replace(heard, heart=(low, high))


# What is rounded or said by other means is heard all the same: these losses excuse no other difference.
_ROUNDED = "a length to less than a "
_HEARD = (_ROUNDED, "a heart rate in beats")


def near(heard: list[Heard], wanted: list[Heard], losses: tuple[Loss, ...]) -> list[Heard]:
    """What was heard, without its roundings: half a second of pace; half a metre or second where declared."""
    if len(heard) != len(wanted):
        return heard
    rounded = "".join(loss.what for loss in losses if loss.what.startswith(_ROUNDED))
    return [_near(got, want, rounded) for got, want in zip(heard, wanted, strict=True)]


def _near(got: Heard, want: Heard, rounded: str) -> Heard:
    unit = {End.DISTANCE: "metre", End.TIME: "second"}.get(got.end, "-")
    close = abs(got.value - want.value) <= 0.5 or (got.value == 1 and want.value < 1)
    if got.end is want.end and close and unit in rounded:
        got = replace(got, value=want.value)
    if got.fast and want.fast and _as_fast(got.fast, want.fast):
        got = replace(got, fast=want.fast)
    if got.slow and want.slow and _as_fast(got.slow, want.slow):
        got = replace(got, slow=want.slow)
    return got


def _as_fast(one: int, other: int) -> bool:
    """Half a second per kilometre, and what is lost between whole millimetres per second."""
    seconds, others = 1e6 / one, 1e6 / other
    return abs(seconds - others) <= 0.5 + seconds / one + others / other


def real(losses: tuple[Loss, ...]) -> list[Loss]:
    """The losses that excuse a difference."""
    return [loss for loss in losses if not loss.what.startswith(_HEARD)]

"""One step of intervals.icu's workout text: "- Fast 400mtr 4:10-4:05/km Pace", and what each word means.

A step is a cue, a length, targets; "m" is minutes, "mtr" metres. Source: the forum's quick guide to the
workout builder's syntax.
"""

import re
from dataclasses import dataclass, replace

from onek_sync.model.intensity import PaceName, TrainingPace
from onek_sync.model.units import METRES_PER_MILE, METRES_PER_YARD, Distance, Duration, UntilLap
from onek_sync.model.workout import Mode, Role, Step, Style
from onek_sync.planning.importing.intervals_targets import read_targets
from onek_sync.planning.shorthand.writer_numbers import length

_NUMBER = r"(\d{1,5}(?:\.\d{1,3})?)"
_TIME = re.compile(
    rf"(?:{_NUMBER}h)?(?:{_NUMBER}(?:m|min|'))?(?:{_NUMBER}(?:s|sec|\")?)?", re.ASCII | re.IGNORECASE
)
_DISTANCE = re.compile(rf"{_NUMBER}(mtr|meters|km|mi|yd|yrd|y)", re.ASCII | re.IGNORECASE)
_MINUTES = re.compile(r"\d+m", re.ASCII | re.IGNORECASE)
_METRES = {
    "mtr": 1.0,
    "meters": 1.0,
    "km": 1000.0,
    "mi": METRES_PER_MILE,
    **dict.fromkeys(("y", "yd", "yrd"), METRES_PER_YARD),
}
_METRES_FROM = 200.0  # "400m" are 400 minutes there, and metres to whoever wrote it
_STRIDE_FROM, _RECOVERY_FROM = 20.0, 50.0  # and so are "100m strides" and a "100m walk"
_LONGEST = 500  # characters; a line with more is prose

_ROLES = {
    **dict.fromkeys(("warmup", "warm up", "warm-up"), Role.WARMUP),
    **dict.fromkeys(("cooldown", "cool down", "cool-down"), Role.COOLDOWN),
    **dict.fromkeys(("recovery", "recover", "rest"), Role.RECOVERY),
    "drills": Role.DRILLS,
}
_MODES = {
    **{mode.value: mode for mode in Mode if mode not in {Mode.EASY, Mode.REST}},
    **dict.fromkeys(("recovery jog", "jog recovery", "easy jog", "jogging"), Mode.JOG),
    **dict.fromkeys(("recovery walk", "walk recovery", "easy walk", "walking"), Mode.WALK),
    **dict.fromkeys(("standing", "standing rest"), Mode.STAND),
}
_INTENSITIES = {
    "warmup": Role.WARMUP,
    "cooldown": Role.COOLDOWN,
    **dict.fromkeys(("rest", "recovery"), Role.RECOVERY),
    **dict.fromkeys(("active", "interval"), Role.WORK),
}


@dataclass(frozen=True, slots=True)
class StepReading:
    """A step; the words of its target that were not read; whether "m" was taken for metres."""

    step: Step
    unread: str = ""
    metres: bool = False


def role_of(words: str) -> Role | None:
    """What a heading or a cue says of the steps: "Warmup", "Cool down"."""
    plain = " ".join(words.lower().rstrip(":").split())
    return next((role for word, role in _ROLES.items() if plain == word), None)


def read_step(text: str, role: Role = Role.WORK) -> StepReading | None:
    """The step of a line behind its dash; None where it has no length. `role`: what its heading says."""
    words = text.split() if len(text) <= _LONGEST else []
    place = next((at for at, word in enumerate(words) if _length(word)), None)
    if place is None:
        return None
    end = _length(words[place])
    assert end is not None
    lapped, own_role, rest = _switches(words[place + 1 :])
    lap_ahead, _, ahead = _switches(words[:place])
    intensities, behind = read_targets(rest)
    # Words behind the targets are for the runner; what has figures was meant as a target.
    unread = behind if any(char.isdigit() or char == "%" for char in behind) else ""
    cue = ". ".join(words for words in (" ".join(ahead).strip(" -:"), behind) if words)
    if lapped:  # how long it may last, for who presses the button
        cue = ". ".join(words for words in (cue, f"about {length(end)}") if words)
    step = _dressed(Step(role=own_role or role, end=end, intensities=intensities), cue, fixed=bool(own_role))
    in_m = bool(_MINUTES.fullmatch(words[place]))
    if in_m and isinstance(end, Duration) and _is_sprint(step, end):
        end = Distance(end.seconds / 60)
        step = replace(step, end=end)
    metres = in_m and isinstance(end, Distance)
    if lapped or lap_ahead:
        step = replace(step, end=UntilLap())
    return StepReading(step, unread, metres)


def _is_sprint(step: Step, end: Duration) -> bool:
    """Whether nobody lasts so many minutes: strides of "100m", a walk of "100m" behind them."""
    minutes = end.seconds / 60
    return (step.style is Style.STRIDE and minutes >= _STRIDE_FROM) or (
        step.role is Role.RECOVERY and minutes >= _RECOVERY_FROM
    )


def _length(word: str) -> Distance | Duration | None:
    if found := _DISTANCE.fullmatch(word):
        metres = float(found[1]) * _METRES[found[2].lower()]
        return Distance(metres) if metres >= 0.001 else None
    found = _TIME.fullmatch(word)
    if not found or word.isdigit() or not any(found.groups()):
        return None
    if found[1] and found[3] and not found[2] and word[-1].isdigit():
        return None  # "1h30": minutes to whoever wrote it, perhaps seconds there
    hours, minutes, seconds = (float(part or 0) for part in found.groups())
    if minutes >= _METRES_FROM and minutes % 50 == 0 and word[-1] in "mM" and not hours:
        return Distance(minutes)
    total = 3600 * hours + 60 * minutes + seconds
    return Duration(total) if total >= 0.001 else None


def _switches(words: list[str]) -> tuple[bool, Role | None, list[str]]:
    """Whether the lap button ends it, the role that "intensity=" gives, and the other words."""
    text = " ".join(words)
    bare = re.sub(r"\bpress lap\b", " ", text, flags=re.IGNORECASE)
    role = None
    rest = []
    for word in bare.split():
        key, equals, value = word.lower().partition("=")
        if key == "intensity" and equals and value in _INTENSITIES:
            role = _INTENSITIES[value]
        else:
            rest.append(word)
    return bare != text, role, rest


def _dressed(step: Step, cue: str, *, fixed: bool) -> Step:
    """The step with what its cue's sentences say: a role, a way to recover, a style; the rest are its words.

    `fixed`: "intensity=" has said the role.
    """
    words: list[str] = []
    for sentence in (part.strip() for part in cue.split(". ")):
        if sentence.rstrip("."):
            known = _meant(step, sentence.rstrip(".").lower(), fixed=fixed)
            words += [] if known else [sentence]
            step = known or step
    return replace(step, cue=". ".join(word.rstrip(".") for word in words))


def _meant(step: Step, word: str, *, fixed: bool) -> Step | None:
    """The step as a sentence of its cue makes it; None where the sentence is for the runner."""
    if word in _MODES and step.mode is None and (step.role is Role.RECOVERY or not fixed):
        return replace(step, role=Role.RECOVERY, mode=_MODES[word])
    if word in {"stride", "strides"} and not (fixed and step.role is Role.RECOVERY):
        return replace(step, role=Role.WORK, style=Style.STRIDE)
    if word == "easy" and step.role is Role.RECOVERY and step.mode is None:
        return replace(step, mode=Mode.EASY)
    if word == "easy" and not step.intensities:
        return replace(step, intensities=(TrainingPace(PaceName.EASY),))
    role = role_of(word)
    return (
        replace(step, role=role) if role and (not fixed or role is Role.DRILLS or role is step.role) else None
    )

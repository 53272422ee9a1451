"""What intensities are called: in a title, in a sentence, on a watch, and how hard they are.

They are read from the short words of `ResolvedStep.aim`, several with commas between: "tempo, RPE 7".
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from onek_sync.exporters.words.plain import capital, one_line
from onek_sync.model.session import ResolvedStep
from onek_sync.model.workout import Style


@dataclass(frozen=True, slots=True)
class Aim:
    """One intensity: the head of a title, the words behind a length, the short form of a watch.

    `effort` is how hard it feels, 0 to 10, the middle of what coaches give for it; 0 = not known.
    """

    head: str
    words: str
    short: str
    effort: float = 0.0


_EASY = Aim("Easy", "easy", "easy", 3)
_STRIDES = Aim("Strides", "strides", "strides", 8)
_THRESHOLD = Aim("Threshold", "@ threshold", "@T", 7)
_MARATHON = Aim("Marathon pace", "@ marathon pace", "@MP", 5.5)
_RACE_PACE = Aim("Race pace", "@ race pace", "@RP", 9)
# Lower case, without a shift.
_AIMS: dict[str, Aim] = {
    "e": _EASY,
    "easy": _EASY,
    "recovery": Aim("Recovery run", "very easy", "rec", 2),
    "aerobic threshold": Aim("Aerobic", "@ aerobic threshold", "@AeT", 4),
    "steady": Aim("Steady", "steady", "steady", 5),
    "m": _MARATHON,
    "marathon pace": _MARATHON,
    "half marathon pace": Aim("HM pace", "@ half marathon pace", "@HM", 6.5),
    "tempo": Aim("Tempo", "tempo", "tempo", 6.5),
    "t": _THRESHOLD,
    "threshold": _THRESHOLD,
    "i": Aim("Intervals", "@ interval pace", "@I", 8.5),
    "r": Aim("Reps", "@ repetition pace", "@R", 9),
    "race": _RACE_PACE,
    "race pace": _RACE_PACE,
    "goal race pace": replace(_RACE_PACE, words="@ goal race pace"),
    "strides": _STRIDES,
}
# Words an effort is said in. They stand behind a length without an "@".
_EFFORTS: dict[str, float] = {
    "walk": 1, "slow": 2, "gentle": 2, "relaxed": 3, "conversational": 3, "comfortable": 4, "float": 4,
    "moderate": 5, "medium": 5, "controlled": 6, "by feel": 6, "comfortably hard": 6.5, "brisk": 6.5,
    "strong": 7.5, "hard": 8, "fast": 8.5, "quick": 8.5, "very hard": 9, "max": 10, "all out": 10,
    "sprint": 10,
}  # fmt: skip
_RACES = {
    "400": 9.5, "600": 9.5, "800": 9, "1k": 9, "1500": 8.5, "mile": 8.5, "3k": 8, "5k": 8, "10k": 7,
}  # fmt: skip
_RACE = re.compile(r"(?P<goal>goal )?(?P<race>400|600|800|1k|1500|mile|3k|5k|10k)(?: pace)?", re.I)
_PERCENT = re.compile(r"[\d.-]+ % of (?P<pace>.+)")
_SHIFT = re.compile(r" [+-][\d.]+(?: to [+-][\d.]+)? (?:%|s\S*)(?: per rep)?$")
# A pace or a split and nothing else: the brackets behind it say it better.
_TIMED = re.compile(r"(in )?\d[\d:.]*(-[\d:.]+)?( ?s)?(/\w+)?", re.I)
_ZONE = re.compile(r"z(?:one)? ?(?P<low>[1-5])(?:-(?P<high>[1-5]))?(?P<rest> pace)?", re.I)
_ZONE_EFFORTS = {1: 2.0, 2: 3.5, 3: 6.0, 4: 7.5, 5: 9.0}
# Whatever tells about the heart stays out of public texts.
_HEART = re.compile(r"bpm|hr ?max|\b(hrr?|lthr|heart|pulse|puls|fcm|hfmax)\b", re.I)


def tells_of_heart(text: str) -> bool:
    """Whether a text speaks of heart rates."""
    return _HEART.search(text) is not None


def aim_of(step: ResolvedStep) -> Aim | None:
    """What a step aims at, None where nothing is said.

    RPE and heart rate beside something else are left out: descriptions say them in lines of their own.
    """
    said = [part for part in map(one_line, (step.aim or step.effort).split(",")) if part]
    said = [part for part in said if not _is_aside(part)] or said
    aims = list(map(_aim, said))
    if step.step.style is Style.STRIDE:
        aims = [_STRIDES, *(aim for aim in aims if aim is not _STRIDES and step.aim)]
    if not aims:
        return None
    named = next((aim for aim in aims if aim.head), aims[0])
    return replace(named, words=" ".join(aim.words for aim in aims if aim.words))


def hardest(steps: list[ResolvedStep]) -> Aim | None:
    """The hardest aim among steps; the first of equals."""
    aims = [aim for step in steps if (aim := aim_of(step))]
    return max(aims, key=lambda aim: aim.effort, default=None)


def _is_aside(said: str) -> bool:
    return tells_of_heart(said) or said.lower().startswith("rpe")


@lru_cache(maxsize=1024)
def _aim(said: str) -> Aim:
    return _named(said) or _ramp(said) or _other(said)


def _named(said: str) -> Aim | None:
    """A pace with a name, perhaps shifted: the shift is for sentences, not for titles."""
    shift = _SHIFT.search(said)
    base = said[: shift.start()] if shift else said
    aim = _AIMS.get(base.lower()) or _race(base) or _zone(base) or _percent(base)
    return replace(aim, words=aim.words + shift[0]) if aim and shift else aim


def _race(said: str) -> Aim | None:
    found = _RACE.fullmatch(said)
    if not found:
        return None
    race = found["race"].lower()
    name = race.upper() if race.endswith("k") else race
    words = f"@ goal {name}" if found["goal"] else f"@ {name} pace"
    return Aim(f"{capital(name)} pace", words, f"@{name}", _RACES[race])


def _percent(said: str) -> Aim | None:
    found = _PERCENT.fullmatch(said)
    of = (_AIMS.get(found["pace"].lower()) or _race(found["pace"])) if found else None
    return replace(of, words=f"@ {said}") if of else None


def _zone(said: str) -> Aim | None:
    found = _ZONE.fullmatch(said)
    if not found:
        return None
    low, high = int(found["low"]), int(found["high"] or found["low"])
    zone = f"Z{low}" if low == high else f"Z{low}-{high}"
    effort = (_ZONE_EFFORTS[low] + _ZONE_EFFORTS[high]) / 2
    return Aim(zone, f"@ {zone}{found['rest'] or ''}", f"@{zone}", effort)


def _ramp(said: str) -> Aim | None:
    """From one named pace to another: as hard as the harder."""
    start, _, end = said.partition(" to ")
    first, last = _named(start), _named(end)
    if not first or not last:
        return None
    at = "@ " if first.words.startswith("@") else ""
    return Aim(f"{first.head} to {last.head}", f"{at}{said}", f"@{said}", max(first.effort, last.effort))


def _other(said: str) -> Aim:
    """The coach's own words, or a number; numbers are no head of a title."""
    if _TIMED.fullmatch(said):
        return Aim("", "", "")
    if effort := _EFFORTS.get(said.lower()):
        return Aim(capital(said), said, said, effort)
    head = capital(said) if said[0].isalpha() and not _is_aside(said) else ""
    return Aim(head, f"@ {said}", "" if tells_of_heart(said) else f"@{said}")

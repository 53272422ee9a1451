"""What intensities are called: in a title, in a sentence, on a watch, and how hard they are."""

import re
from dataclasses import dataclass

from onek_sync.exporters.plain import capital, one_line
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


# By the short words of `ResolvedStep.aim`, lower case.
_AIMS: dict[str, Aim] = {
    "easy": Aim("Easy", "easy", "easy", 3),
    "recovery": Aim("Recovery run", "very easy", "rec", 2),
    "aerobic threshold": Aim("Aerobic", "@ aerobic threshold", "@AeT", 4),
    "steady": Aim("Steady", "steady", "steady", 5),
    "marathon": Aim("Marathon pace", "@ marathon pace", "@MP", 5.5),
    "half marathon": Aim("HM pace", "@ half marathon pace", "@HM", 6.5),
    "tempo": Aim("Tempo", "tempo", "tempo", 6.5),
    "threshold": Aim("Threshold", "@ threshold", "@T", 7),
    "interval": Aim("Intervals", "@ interval pace", "@I", 8.5),
    "repetition": Aim("Reps", "@ repetition pace", "@R", 9),
    "race pace": Aim("Race pace", "@ race pace", "@RP", 9),
    "strides": Aim("Strides", "strides", "strides", 8),
}
_SAME = {
    "e": "easy", "m": "marathon", "mp": "marathon", "hm": "half marathon", "t": "threshold",
    "i": "interval", "r": "repetition", "rp": "race pace", "race": "race pace",
}  # fmt: skip
# Words an effort is said in. They stand behind a length without an "@".
_EFFORTS: dict[str, float] = {
    "walk": 1, "slow": 2, "gentle": 2, "relaxed": 3, "comfortable": 4, "float": 4, "moderate": 5,
    "controlled": 6, "by feel": 6, "comfortably hard": 6.5, "strong": 7.5, "hard": 8, "fast": 8.5,
    "quick": 8.5, "very hard": 9, "max": 10, "all out": 10, "sprint": 10,
}  # fmt: skip
_RACES = {
    "400": 9.5, "600": 9.5, "800": 9, "1k": 9, "1500": 8.5, "mile": 8.5, "3k": 8, "5k": 8, "10k": 7,
}  # fmt: skip
_RACE = re.compile(
    r"(?P<goal>goal )?(?P<race>400|600|800|1k|1500|mile|3k|5k|10k)(?: pace)?(?P<rest> ?[-+].*)?", re.I
)
# A pace or a split and nothing else: the brackets behind it say it better.
_TIMED = re.compile(r"(in )?\d[\d:.]*( ?- ?[\d:.]+)?( ?s)?( ?/ ?\w+)?", re.I)
_ZONE = re.compile(r"z(?:one)? ?(?P<low>[1-5])(?:-(?P<high>[1-5]))?\b", re.I)
_ZONE_EFFORTS = {1: 2.0, 2: 3.5, 3: 6.0, 4: 7.5, 5: 9.0}
# Whatever tells about the heart stays out of public texts.
_HEART = re.compile(r"bpm|hr ?max|\b(hrr?|lthr|heart|pulse|puls|fcm|hfmax)\b", re.I)


def tells_of_heart(text: str) -> bool:
    """Whether a text speaks of heart rates."""
    return _HEART.search(text) is not None


def aim_of(step: ResolvedStep) -> Aim | None:
    """What a step aims at, None where nothing is said."""
    if step.step.style is Style.STRIDE:
        return _AIMS["strides"]
    said = one_line(step.aim) or one_line(step.effort)
    if not said:
        return None
    known = said.lower()
    return _AIMS.get(_SAME.get(known, known)) or _race(said) or _zone(said) or _other(said)


def _race(said: str) -> Aim | None:
    """The pace of a race, perhaps shifted: the shift is for sentences, not for titles."""
    found = _RACE.fullmatch(said)
    if not found:
        return None
    race, shift = found["race"].lower(), found["rest"] or ""
    name = race.upper() if race.endswith("k") else race
    goal = "goal " if found["goal"] else ""
    return Aim(f"{capital(name)} pace", f"@ {goal}{name}{shift}", f"@{name}", _RACES[race])


def _zone(said: str) -> Aim | None:
    found = _ZONE.match(said)
    if not found:
        return None
    low, high = int(found["low"]), int(found["high"] or found["low"])
    zone = f"Z{low}" if low == high else f"Z{low}-{high}"
    effort = (_ZONE_EFFORTS[low] + _ZONE_EFFORTS[high]) / 2
    return Aim(zone, f"@ {zone}{said[found.end() :]}", f"@{zone}", effort)


def _other(said: str) -> Aim:
    """The coach's own words, or a number; numbers are no head of a title."""
    if _TIMED.fullmatch(said):
        return Aim("", "", "")
    effort = _EFFORTS.get(said.lower(), 0.0)
    if effort:
        return Aim(capital(said), said, said, effort)
    wordy = said[0].isalpha() and not tells_of_heart(said) and not said.lower().startswith("rpe")
    return Aim(capital(said) if wordy else "", f"@ {said}", "" if tells_of_heart(said) else f"@{said}")


def hardest(steps: list[ResolvedStep]) -> Aim | None:
    """The hardest aim among steps; the first of equals."""
    aims = [aim for step in steps if (aim := aim_of(step))]
    return max(aims, key=lambda aim: aim.effort, default=None)

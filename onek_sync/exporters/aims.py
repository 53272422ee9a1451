"""What intensities are called: in a title, in a sentence, on a watch, and how hard they are."""

import re
from dataclasses import dataclass

from onek_sync.model.session import ResolvedStep
from onek_sync.model.workout import Style


@dataclass(frozen=True, slots=True)
class Aim:
    """One intensity: the head of a title, the words behind a length, the short form of a watch.

    `effort` is how hard it feels, 0 to 10, the middle of what coaches give for it.
    """

    head: str
    words: str
    short: str
    effort: float


# By the short words of `ResolvedStep.aim`, lower case.
_AIMS: dict[str, Aim] = {
    "e": Aim("Easy", "easy", "easy", 3),
    "easy": Aim("Easy", "easy", "easy", 3),
    "recovery": Aim("Recovery run", "very easy", "rec", 2),
    "aerobic threshold": Aim("Aerobic", "@ aerobic threshold", "@AeT", 4),
    "steady": Aim("Steady", "steady", "steady", 5),
    "m": Aim("Marathon pace", "@ marathon pace", "@MP", 5.5),
    "mp": Aim("Marathon pace", "@ marathon pace", "@MP", 5.5),
    "hm": Aim("HM pace", "@ half marathon pace", "@HM", 6.5),
    "tempo": Aim("Tempo", "tempo", "tempo", 6.5),
    "t": Aim("Threshold", "@ threshold", "@T", 7),
    "threshold": Aim("Threshold", "@ threshold", "@T", 7),
    "i": Aim("Intervals", "@ interval pace", "@I", 8.5),
    "interval": Aim("Intervals", "@ interval pace", "@I", 8.5),
    "r": Aim("Reps", "@ repetition pace", "@R", 9),
    "repetition": Aim("Reps", "@ repetition pace", "@R", 9),
    "rp": Aim("Race pace", "@ race pace", "@RP", 9),
    "race": Aim("Race", "@ race pace", "@RP", 10),
    "race pace": Aim("Race pace", "@ race pace", "@RP", 9),
    "strides": Aim("Strides", "strides", "strides", 8),
    "fartlek": Aim("Fartlek", "fartlek", "fartlek", 7),
}
# Words an effort is said in; they stand behind a length without "@".
_EFFORTS: dict[str, float] = {
    "slow": 2, "walk": 1, "relaxed": 3, "gentle": 2, "moderate": 5, "steady": 5, "comfortable": 4,
    "controlled": 6, "comfortably hard": 6.5, "hard": 8, "strong": 7.5, "fast": 8.5, "quick": 8.5,
    "very hard": 9, "max": 10, "all out": 10, "sprint": 10, "float": 4, "by feel": 6,
}  # fmt: skip
_RACES = {"400": 9.5, "600": 9.5, "800": 9, "1k": 9, "1500": 8.5, "mile": 8.5, "3k": 8, "5k": 8, "10k": 7}
_RACE = re.compile(r"(?P<goal>goal )?(?P<race>400|600|800|1k|1500|mile|3k|5k|10k)(?P<rest> ?[-+].*)?", re.I)
# Whatever tells about the heart stays out of public texts.
HEART = re.compile(r"\b(bpm|hrr?|hr ?max|lthr|lt?hf|heart|pulse|puls|z(one)? ?[1-5](-[1-5])?)\b", re.I)


def aim_of(step: ResolvedStep) -> Aim | None:
    """What a step aims at, None where nothing is said."""
    if step.step.style is Style.STRIDE:
        return _AIMS["strides"]
    said = step.aim.strip()
    if not said:
        return _by_effort(step.effort)
    return _AIMS.get(said.lower()) or _by_race(said) or _by_effort(said, at="@ ")


def _by_race(said: str) -> Aim | None:
    found = _RACE.fullmatch(said)
    if not found:
        return None
    race, rest = found["race"], found["rest"] or ""
    effort = _RACES[race.lower()]
    race = race.upper() if race[-1] in "kK" else race.lower()
    goal = "goal " if found["goal"] else ""
    return Aim(f"{race} pace{rest}", f"@ {goal}{race}{rest}", f"@{race}{rest.replace(' ', '')}", effort)


def _by_effort(said: str, at: str = "") -> Aim | None:
    """An effort in the athlete's or coach's own words; a known word needs no "@"."""
    said = said.strip()
    if not said:
        return None
    effort = _EFFORTS.get(said.lower(), 0.0)
    before = "" if effort else at
    return Aim(said[0].upper() + said[1:], f"{before}{said}", f"{before.strip()}{said}", effort)

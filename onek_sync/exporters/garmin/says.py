"""How one workout is said to Garmin Connect: its sport, voice and losses; the fields of every step."""

from dataclasses import dataclass

from onek_sync.exporters.garmin.ids import Aim, Ends, Json, Sport
from onek_sync.exporters.garmin.text import fitted
from onek_sync.exporters.words import Voice
from onek_sync.exporters.words.plain import one_line, plain
from onek_sync.model.exchange import Loss
from onek_sync.model.session import ResolvedStep

FORMAT = "garmin"
MOST_NOTE = 512
MOST_VALUE = 4_000_000  # seconds or metres; what a watch holds in 32 bits of milliseconds
IN_NOTE = "it stands in the step's note"
# The value that the web editor sends with "until lap button"; nothing depends on it.
_LAP = {Sport.CYCLING: 1200}


class TooLong(Exception):
    """A step that no watch can count to its end."""


class Losses:
    """The losses of one session, each once, in the order in which they were found."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._found: dict[Loss, None] = {}

    def lose(self, what: str, instead: str) -> None:
        """Declare a loss."""
        self._found[Loss(self._key, FORMAT, one_line(what), instead)] = None

    def found(self) -> tuple[Loss, ...]:
        """All that was declared."""
        return tuple(self._found)


@dataclass(frozen=True, slots=True)
class Says:
    """The sport that is recorded, how texts speak, where losses go, and the last leg of a race."""

    sport: Sport
    voice: Voice
    losses: Losses
    last_leg: ResolvedStep | None = None

    def note(self, text: str) -> Json:
        """A step's note as a field, within the limit; no field for no text."""
        text = plain(text)
        short = fitted(text, MOST_NOTE)
        if short != text:
            self.losses.lose(f"a note of more than {MOST_NOTE} characters", "the rest is left out")
        return {"description": short} if short else {}

    def until_lap(self) -> Json:
        """The end that the athlete sets."""
        return ending(Ends.LAP_BUTTON, _LAP.get(self.sport, 1000))


def ending(ends: Ends, value: float) -> Json:
    """An end and its value: seconds, metres or repetitions. TooLong when no watch can count so far."""
    if value > MOST_VALUE:
        raise TooLong
    return {"endCondition": ends.json, "endConditionValue": number(value)}


def no_target() -> Json:
    """Nothing for the watch to guard."""
    return {"targetType": Aim.NONE.json}


def number(value: float) -> float:
    """A whole number without its point, else to the thousandth."""
    rounded = round(value, 3)
    return int(rounded) if rounded == int(rounded) else rounded

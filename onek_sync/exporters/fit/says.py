"""How one session is said in FIT: its sport and voice, the limits of every field, and what is lost."""

from onek_sync.exporters.fit.profile import Sport
from onek_sync.exporters.fit.wire import MAX_FIELD, cut
from onek_sync.exporters.watch_target import last_leg
from onek_sync.exporters.words import Voice
from onek_sync.exporters.words.plain import capital, one_line, sentence
from onek_sync.model.errors import ExportError, Finding
from onek_sync.model.exchange import Loss
from onek_sync.model.session import ResolvedSession

FORMAT = "fit"
MAX_TEXT = MAX_FIELD - 1  # bytes; the last one is the zero that ends it
NAME = 48  # bytes; a watch shows one line
_MORE = "..."
MAX_NUMBER = 0xFFFF_FFFE
IN_NOTE = "it stands in the step's note"


class Says:
    """One session on its way into a file. It collects the losses, and exercises that no catalogue knows."""

    def __init__(self, session: ResolvedSession, sport: Sport, voice: Voice) -> None:
        self.session = session
        self.sport = sport
        self.voice = voice
        self.last_leg = last_leg(session.main)
        self._losses: dict[Loss, None] = {}
        self._unknown: dict[str, int] = {}

    @property
    def losses(self) -> tuple[Loss, ...]:
        """All that was lost, each once, in the order in which it was found."""
        return tuple(self._losses)

    def lose(self, what: str, instead: str) -> None:
        """Declare a loss."""
        self._losses[Loss(self.session.key, FORMAT, one_line(what), instead)] = None

    def fitting(self, text: str, what: str, size: int = MAX_TEXT) -> str:
        """The text, cut to so many bytes, between words if they allow; `what` is lost if it had to be.

        What is cut from a long text ends in dots; a name needs its room.
        """
        if cut(text, size) == text:
            return text
        mark = _MORE if size > NAME else ""
        short = cut(text, size - len(mark))
        self.lose(f"{what} of more than {size} bytes", "the rest is left out")
        whole_words, _, _ = short.rpartition(" ")
        return (whole_words if len(whole_words) > len(short) // 2 else short).rstrip(" .,;:") + mark

    def note(self, *remarks: str) -> str:
        """Remarks on a step as one line."""
        said = " ".join(sentence(capital(remark)) for remark in map(one_line, remarks) if remark)
        return self.fitting(said, "a note")

    def number(self, value: float, what: str) -> int:
        """A whole number from 1 that a field can hold. ExportError when it is too large."""
        if value > MAX_NUMBER:
            raise self.refusal(
                "fit.too-large", f"a step of {value:g} {what} is too long for a watch", "shorten it"
            )
        return max(1, round(value))

    def place_of(self, exercise: str) -> int:
        """The number of an exercise among those that no catalogue knows."""
        return self._unknown.setdefault(exercise.casefold(), len(self._unknown))

    def refusal(self, code: str, what: str, now: str) -> ExportError:
        """The error for a session that no watch could take."""
        said = f"{self.session.key} ({self.session.session.day}): {what}"
        return ExportError(Finding(code, said, now, self.session.session.place))

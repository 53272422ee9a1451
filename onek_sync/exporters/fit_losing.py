"""What a session loses on its way into a FIT file: collected while it is translated."""

from onek_sync.exporters.fit_wire import MAX_FIELD, cut
from onek_sync.exporters.plain import one_line, sentence
from onek_sync.model.errors import ExportError, Finding
from onek_sync.model.exchange import Loss
from onek_sync.model.session import ResolvedSession

FORMAT = "fit"
MAX_TEXT = MAX_FIELD - 1  # bytes; the last one is the zero that ends it
MAX_NUMBER = 0xFFFF_FFFE


class Losing:
    """The losses of one session, each once, and the exercises that no catalogue knows."""

    def __init__(self, session: ResolvedSession) -> None:
        self.session = session
        self._losses: dict[Loss, None] = {}
        self._unknown: dict[str, int] = {}

    @property
    def losses(self) -> tuple[Loss, ...]:
        """All that was lost, in the order in which it was found."""
        return tuple(self._losses)

    def lose(self, what: str, instead: str) -> None:
        """Declare a loss."""
        self._losses[Loss(self.session.key, FORMAT, one_line(what), one_line(instead))] = None

    def fitting(self, text: str, what: str, size: int = MAX_TEXT) -> str:
        """The text, cut to so many bytes; `what` is lost if it had to be."""
        short = cut(text, size).rstrip()
        if short != text:
            self.lose(what, f"it is cut after {len(short)} characters")
        return short

    def notes(self, remarks: list[str], of: str) -> str:
        """Remarks on a step as one line."""
        said = " ".join(sentence(remark) for remark in map(one_line, remarks) if remark)
        return self.fitting(said, f"the whole note of {of}")

    def number(self, value: float, what: str) -> int:
        """A whole number from 1 that a field can hold. ExportError when it is too large."""
        if value > MAX_NUMBER:
            raise self.refusal(
                "fit.too-large", f"a FIT file cannot hold {value:g} {what}", "write a shorter step"
            )
        return max(1, round(value))

    def place_of(self, exercise: str) -> int:
        """The number of an exercise among those that no catalogue knows."""
        return self._unknown.setdefault(exercise, len(self._unknown))

    def refusal(self, code: str, what: str, now: str) -> ExportError:
        """The error for a session that no watch could take."""
        said = f"{self.session.key} ({self.session.session.day}): {what}"
        return ExportError(Finding(code, said, now, self.session.session.place))

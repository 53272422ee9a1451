"""How one session is said in workout text: its unit, what heart rates are counted from, and what is lost."""

from collections.abc import Iterable

from onek_sync.exporters.intervals.harmless import cue
from onek_sync.exporters.watch_target import last_leg
from onek_sync.exporters.words.plain import capital, clipped, one_line, sentence
from onek_sync.model.athlete import Athlete
from onek_sync.model.errors import ExportError, Finding
from onek_sync.model.exchange import Loss
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedSession

FORMAT = "intervals"
IN_CUE = "it stands in the step's cue"
LAP_ENDS = "the lap button ends it"
_MOST_CUE = 200  # characters; a watch shows a few lines


class Says:
    """One session on its way into text. It collects the losses."""

    def __init__(self, session: ResolvedSession, athlete: Athlete) -> None:
        self.session = session
        self.athlete = athlete
        self.on_foot = session.kind in {Kind.RUN, Kind.RACE}
        self.last_leg = last_leg(session.main)
        self._losses: dict[Loss, None] = {}

    @property
    def losses(self) -> tuple[Loss, ...]:
        """All that was lost, each once, in the order in which it was found."""
        return tuple(self._losses)

    def lose(self, what: str, instead: str) -> None:
        """Declare a loss."""
        self._losses[Loss(self.session.key, FORMAT, one_line(what), instead)] = None

    def cue(self, remarks: Iterable[str]) -> str:
        """Remarks on a step as one harmless line."""
        said = cue(" ".join(sentence(capital(remark)) for remark in map(one_line, remarks) if remark))
        short = clipped(said, _MOST_CUE)
        if short != said:
            self.lose(f"a cue of more than {_MOST_CUE} characters", "the rest is left out")
        return short

    def refusal(self, code: str, what: str, now: str) -> ExportError:
        """The error for a session that makes no workout text."""
        said = f"{self.session.key} ({self.session.session.day}): {what}"
        return ExportError(Finding(code, said, now, self.session.session.place))

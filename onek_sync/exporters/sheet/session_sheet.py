"""One session laid out: its title, its lines by what they are about, and its table of figures."""

from dataclasses import dataclass

from onek_sync.exporters.sheet.tables import Table, race_marks, targets
from onek_sync.exporters.words import Line, Part, lines, title
from onek_sync.exporters.words.plain import capital
from onek_sync.exporters.words.shape import shape
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedPlan, ResolvedSession

_TITLE = 200  # a page has room
_SHORT = 40  # the exercises are said below
# What stands elsewhere on a page: the week's note and number, the other sessions of the day.
_ELSEWHERE = frozenset({Part.WEEK, Part.PLACE, Part.THEN})


@dataclass(frozen=True)
class SessionSheet:
    """What a page shows of a session. `lines` are without the splits where a table says them."""

    session: ResolvedSession
    title: str
    lines: tuple[Line, ...]
    table: Table | None

    def of(self, *parts: Part) -> tuple[Line, ...]:
        """The lines about that, in their order."""
        return tuple(line for line in self.lines if line.part in parts)

    @property
    def total(self) -> str:
        """How far, how long, how hard: 9.1 km, about 52 min. Hard (RPE 9)."""
        return capital(" ".join(line.said.removeprefix("Total: ") for line in self.of(Part.TOTAL)))


def session_sheet(session: ResolvedSession, plan: ResolvedPlan) -> SessionSheet:
    """The session as a page shows it."""
    table = _table(session, plan)
    left_out = _ELSEWHERE | {Part.SPLITS} if table else _ELSEWHERE
    head = title(session, plan, _SHORT if session.kind is Kind.STRENGTH else _TITLE)
    said = (line for line in lines(session, plan) if line.part not in left_out)
    return SessionSheet(session, head, tuple(line for line in said if not _repeats(line, head)), table)


def _repeats(line: Line, head: str) -> bool:
    """Whether the title says it already: Bike 45 min, Bike: 45 min."""
    return line.part is Part.WORK and line.said.replace(":", "", 1) == head


def _table(session: ResolvedSession, plan: ResolvedPlan) -> Table | None:
    match session.kind:
        case Kind.RACE:
            return race_marks(session, plan)
        case Kind.RUN:
            return targets(shape(session.main), plan.plan.athlete.units)
        case _:
            return None

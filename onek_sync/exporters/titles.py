"""Titles: the main set first, short enough for a calendar, shorter still for a watch."""

from collections.abc import Iterable, Iterator

from onek_sync.exporters import figures
from onek_sync.exporters.pieces import Piece, pieces
from onek_sync.exporters.plain import ascii_only, capital, clipped, one_line
from onek_sync.exporters.shape import is_work, work_steps
from onek_sync.exporters.voice import PLAIN, Voice
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedOption, ResolvedPlan, ResolvedSession
from onek_sync.model.units import clock
from onek_sync.model.workout import StrengthSet

TITLE = 50
WATCH = 32
_NAMES = {
    Kind.RUN: "Run",
    Kind.STRENGTH: "Strength",
    Kind.CROSS: "Cross-training",
    Kind.MOBILITY: "Mobility",
    Kind.RACE: "RACE",
    Kind.REST: "Rest",
}


def title(session: ResolvedSession, plan: ResolvedPlan | None = None) -> str:
    """A session in at most 50 characters: `1K pace 6x400 (84.0) · 400 jog`. Its own title wins.

    The plan gives the unit of paces and the goal of its race; without it: per km, and no goal.
    """
    own = one_line(session.session.title)
    return clipped(own or _first_that_fits(_titles(session, plan), TITLE), TITLE)


def watch_name(session: ResolvedSession, plan: ResolvedPlan | None = None) -> str:
    """A session in at most 32 ASCII characters: `6x400 @1K 400j`. Its own title wins."""
    own = ascii_only(session.session.title)
    names = map(ascii_only, _watch_names(session, plan))
    return clipped(own or _first_that_fits(names, WATCH) or _NAMES[session.kind], WATCH, mark="")


def _first_that_fits(candidates: Iterable[str], most: int) -> str:
    """The first candidate that fits, else the last one."""
    last = ""
    for last in candidates:
        if len(last) <= most:
            break
    return last


def _titles(session: ResolvedSession, plan: ResolvedPlan | None) -> Iterator[str]:
    """Titles from the fullest to the shortest."""
    option = session.main
    match session.kind:
        case Kind.RACE:
            yield _race(session, plan)
        case Kind.STRENGTH if _exercises(option):
            yield from _strength(option, f"{_label(option)}: ")
        case Kind.RUN if _has_work(option):
            yield from _runs(pieces(option, Voice(units=plan.plan.athlete.units) if plan else PLAIN))
        case Kind.REST:
            yield _label(option)
        case _:
            yield _timed(option)


def _watch_names(session: ResolvedSession, plan: ResolvedPlan | None) -> Iterator[str]:
    option = session.main
    if session.kind is Kind.RUN and _has_work(option):
        yield from _watch_runs(pieces(option, Voice(units=plan.plan.athlete.units) if plan else PLAIN))
    elif session.kind is Kind.STRENGTH and _exercises(option):
        yield from _strength(option, f"{_label(option)} ")
    else:
        yield from _titles(session, plan)


def _has_work(option: ResolvedOption) -> bool:
    return any(is_work(block) for block in option.blocks)


def _label(option: ResolvedOption) -> str:
    """What the coach called it, else its kind."""
    return capital(one_line(option.label)) or _NAMES[option.kind]


def _race(session: ResolvedSession, plan: ResolvedPlan | None) -> str:
    race = plan.plan.race if plan else None
    if race and race.day == session.session.day:
        goal = f" goal {clock(race.goal)}" if race.goal else ""
        return f"RACE {figures.short_length(race.metres)}{goal}"
    metres = sum(step.metres for step in work_steps(session.main.blocks))
    return f"RACE {figures.short_length(metres)}" if metres >= 1 else "RACE"


def _exercises(option: ResolvedOption) -> list[str]:
    found = [one_line(item.exercise) for item in option.played() if isinstance(item, StrengthSet)]
    return list(dict.fromkeys(filter(None, found)))


def _strength(option: ResolvedOption, before: str) -> Iterator[str]:
    """As many exercises as fit; "…" says that there are more."""
    names = _exercises(option)
    yield before + ", ".join(names)
    for count in range(len(names) - 1, 0, -1):
        yield before + ", ".join(names[:count]) + "…"


def _timed(option: ResolvedOption) -> str:
    """Bike 45 min, Mobility 20 min."""
    name = capital(one_line(option.sport)) or _label(option)
    return f"{name} {figures.total_time(option.seconds)}" if option.seconds >= 30 else name


def _runs(cut: list[Piece]) -> Iterator[str]:
    first, more = cut[0], cut[1:]
    if first.rest and not any(piece.head for piece in more):
        yield f"{_joined(cut, targets=True)} · {first.rest}"
        yield f"{_joined(cut, targets=True)} · {first.bare_rest}"
    yield _joined(cut, targets=True)
    if first.bare_rest and not more:
        yield f"{_joined(cut, targets=False)} · {first.bare_rest}"
    yield _joined(cut, targets=False)
    for count in range(len(more), 0, -1):
        yield _joined(cut[:count], targets=False) + " + more"


def _joined(cut: list[Piece], *, targets: bool) -> str:
    """The pieces, each head once as long as it stays the same."""
    out, head = [], ""
    for piece in cut:
        shown = piece.head if piece.head != head else ""
        head = piece.head or head
        out.append(" ".join(filter(None, (shown, piece.core, piece.target if targets else ""))))
    return ("" if head else "Run ") + " + ".join(out)


def _watch_runs(cut: list[Piece]) -> Iterator[str]:
    """Names as a runner writes them on a hand: 6x400 @1K 400j, Easy 40 min + 5x100 strides."""
    first, more = cut[0], cut[1:]
    if first.letters and not more:
        yield f"{_short(first)} {first.letters}"
    if not more and not first.repeated:
        yield f"{_short(first)} {first.target.removeprefix('@ ')}".strip()
    yield " + ".join(map(_short, cut))
    for count in range(len(more), 0, -1):
        yield " + ".join(map(_short, cut[:count])) + " +"


def _short(piece: Piece) -> str:
    """6x400 @1K where the watch has a short word for the aim, else the head in front: Tempo 20 min."""
    if piece.short.startswith("@") and piece.repeated:
        return f"{piece.core} {piece.short}"
    return f"{piece.head} {piece.core}".strip()

"""Titles: the main set first, short enough for a calendar, shorter still for a watch."""

from collections.abc import Iterable, Iterator

from onek_sync.exporters.words import figures
from onek_sync.exporters.words.aims import tells_of_heart
from onek_sync.exporters.words.pieces import Piece, pieces
from onek_sync.exporters.words.plain import ascii_only, capital, clipped, one_line
from onek_sync.exporters.words.shape import is_work, shape, work_steps, written_once
from onek_sync.exporters.words.voice import PLAIN, Voice
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedOption, ResolvedPlan, ResolvedSession
from onek_sync.model.units import clock
from onek_sync.model.workout import StrengthSet, Text

TITLE = 50
WATCH = 32
_MOST = 12  # more pieces than that fit no title
_NAMES = {
    Kind.RUN: "Run",
    Kind.STRENGTH: "Strength",
    Kind.CROSS: "Cross-training",
    Kind.MOBILITY: "Mobility",
    Kind.RACE: "RACE",
    Kind.REST: "Rest",
}


def title(session: ResolvedSession, plan: ResolvedPlan | None = None, most: int = TITLE) -> str:
    """A session in `most` characters: `1K pace 6x400 (84.0) · 400 jog`. Its own title wins.

    The plan gives the unit of paces and the goal of its race; without it: per km, and no goal.
    The plan's race keeps its name behind the goal: `RACE 1K goal 3:30 · City Mile Meet`.
    """
    own = one_line(session.session.title)
    if own and _is_goal_race(session, plan):
        return _first_that_fits((f"{_race(session, plan)} · {own}", _race(session, plan)), most)
    return clipped(own or _first_that_fits(_titles(session, plan), most), most)


def watch_name(session: ResolvedSession, plan: ResolvedPlan | None = None) -> str:
    """A session in at most 32 ASCII characters: `6x400 @1K 400j`. Its own title wins, as in `title`."""
    own = "" if _is_goal_race(session, plan) else ascii_only(session.session.title)
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
            yield from _runs(pieces(option, _voice(plan)))
        case _:
            yield _timed(option)


def _watch_names(session: ResolvedSession, plan: ResolvedPlan | None) -> Iterator[str]:
    option = session.main
    if session.kind is Kind.RUN and _has_work(option):
        yield from _watch_runs(pieces(option, _voice(plan)))
    elif session.kind is Kind.STRENGTH and _exercises(option):
        yield from _strength(option, f"{_label(option)} ")
    else:
        yield from _titles(session, plan)


def _voice(plan: ResolvedPlan | None) -> Voice:
    return Voice(units=plan.plan.athlete.units) if plan else PLAIN


def _has_work(option: ResolvedOption) -> bool:
    return any(is_work(block) for block in option.blocks)


def _label(option: ResolvedOption) -> str:
    """What the coach called it, else its kind."""
    return capital(one_line(option.label)) or _NAMES[option.kind]


def _is_goal_race(session: ResolvedSession, plan: ResolvedPlan | None) -> bool:
    """Whether this is the race of the plan, named by it or not at all."""
    race = plan.plan.race if plan else None
    if race is None or session.kind is not Kind.RACE or session.session.day != race.day:
        return False
    return one_line(session.session.title) in {"", one_line(race.name)}


def _race(session: ResolvedSession, plan: ResolvedPlan | None) -> str:
    race = plan.plan.race if plan else None
    if race and race.day == session.session.day:
        goal = f" goal {clock(race.goal, 0 if race.goal == round(race.goal) else 1)}" if race.goal else ""
        return f"RACE {figures.short_length(race.metres)}{goal}"
    metres = sum(step.metres for step in work_steps(shape(session.main).main))
    return f"RACE {figures.short_length(metres)}" if metres >= 1 else "RACE"


def _exercises(option: ResolvedOption) -> list[str]:
    found = [one_line(item.exercise) for item in written_once(option.blocks) if isinstance(item, StrengthSet)]
    return list(dict.fromkeys(filter(None, found)))


def _strength(option: ResolvedOption, before: str) -> Iterator[str]:
    """As many exercises as fit; "…" says that there are more."""
    names = _exercises(option)
    yield before + ", ".join(names)
    for count in range(min(len(names) - 1, _MOST), 0, -1):
        yield before + ", ".join(names[:count]) + "…"


def _timed(option: ResolvedOption) -> str:
    """Bike 45 min, Mobility 20 min; else the coach's words, unless they are not for everybody."""
    name = capital(one_line(option.sport)) or _label(option)
    if option.kind is not Kind.REST and option.seconds >= 30:
        return f"{name} {figures.total_time(option.seconds)}"
    words = (one_line(block.text) for block in option.blocks if isinstance(block, Text))
    said = next((text for text in words if text and not tells_of_heart(text)), "")
    return capital(said) if said and name in _NAMES.values() and option.kind is not Kind.REST else name


def _runs(cut: list[Piece]) -> Iterator[str]:
    first, more = cut[0], cut[1:]
    if first.rest and not any(piece.head for piece in more):
        yield f"{_joined(cut, targets=True)} · {first.rest}"
        yield f"{_joined(cut, targets=True)} · {first.bare_rest}"
    yield _joined(cut, targets=True)
    if first.bare_rest and not more:
        yield f"{_joined(cut, targets=False)} · {first.bare_rest}"
    yield _joined(cut, targets=False)
    for count in range(min(len(more), _MOST), 0, -1):
        yield _joined(cut[:count], targets=False) + " + more"


def _joined(cut: list[Piece], *, targets: bool) -> str:
    """The pieces, each head once as long as it stays the same."""
    out, head = [], ""
    for piece in cut:
        shown = piece.head if piece.head != head else ""
        head = piece.head or head
        out.append(" ".join(filter(None, (shown, piece.core, piece.target if targets else ""))))
    run = "" if head or cut[0].core.endswith("strides") else "Run"
    return " ".join(filter(None, (run, " + ".join(filter(None, out)))))


def _watch_runs(cut: list[Piece]) -> Iterator[str]:
    """Names as a runner writes them on a hand: 6x400 @1K 400j, Easy 40 min + 5x100 strides."""
    first, more = cut[0], cut[1:]
    if first.letters and not more:
        yield f"{_short(first)} {first.letters}"
    if not more and not first.repeated:
        yield f"{_short(first)} {first.target.removeprefix('@ ')}".strip()
    yield " + ".join(map(_short, cut))
    yield " + ".join(map(_short, cut)).replace(" min", "'")
    for count in range(min(len(more), _MOST), 0, -1):
        yield " + ".join(map(_short, cut[:count])) + " +"


def _short(piece: Piece) -> str:
    """6x400 @1K where the watch has a short word for the aim, else the head in front: Tempo 20 min."""
    if piece.short.startswith("@") and piece.repeated:
        return f"{piece.core} {piece.short}"
    head = piece.head or ("" if piece.repeated else "Run")
    return f"{head} {piece.core}".strip()

"""Titles: the main set first, short enough for a calendar, shorter still for a watch."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onek_sync.exporters import figures
from onek_sync.exporters.aims import Aim, aim_of
from onek_sync.exporters.blocks_in_words import PLAIN, Voice
from onek_sync.exporters.plain import ascii_only, clipped, one_line
from onek_sync.exporters.shape import is_strides, is_work, parts, shape, work_steps
from onek_sync.model.plan import Kind
from onek_sync.model.session import (
    ResolvedBlock,
    ResolvedOption,
    ResolvedPlan,
    ResolvedRepeat,
    ResolvedSession,
    ResolvedStep,
)
from onek_sync.model.units import Distance, Duration, clock
from onek_sync.model.workout import Full, Mode, StrengthSet, Style

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
    return clipped(own, TITLE) if own else _first_that_fits(_titles(session, plan), TITLE)


def watch_name(session: ResolvedSession, plan: ResolvedPlan | None = None) -> str:
    """A session in at most 32 ASCII characters: `6x400 @1K 400j`. Its own title wins."""
    own = ascii_only(session.session.title)
    if own:
        return clipped(own, WATCH, mark="")
    return _first_that_fits((ascii_only(name) for name in _watch_names(session, plan)), WATCH, mark="")


def _first_that_fits(candidates: Iterable[str], most: int, mark: str = "…") -> str:
    """The first candidate that fits; the last one, cut, where none does."""
    last = ""
    for candidate in candidates:
        if len(candidate) <= most:
            return candidate
        last = candidate
    return clipped(last, most, mark)


def _titles(session: ResolvedSession, plan: ResolvedPlan | None) -> Iterator[str]:
    """Titles from the fullest to the shortest."""
    option = session.main
    match session.kind:
        case Kind.RACE:
            yield _race(session, plan)
        case Kind.STRENGTH if _exercises(option):
            yield from _strength(option, "Strength: ")
        case Kind.MOBILITY | Kind.CROSS:
            yield _plain_session(option, _NAMES[session.kind])
        case Kind.RUN if any(is_work(block) for block in option.blocks):
            yield from _runs(option, _voice(plan))
        case _:
            yield _fallback(option)


def _watch_names(session: ResolvedSession, plan: ResolvedPlan | None) -> Iterator[str]:
    option = session.main
    if session.kind is Kind.RUN and any(is_work(block) for block in option.blocks):
        yield from _watch_runs(option)
    elif session.kind is Kind.STRENGTH and _exercises(option):
        yield from _strength(option, "Strength ")
    else:
        yield from _titles(session, plan)


def _voice(plan: ResolvedPlan | None) -> Voice:
    return Voice(units=plan.plan.athlete.units) if plan else PLAIN


def _fallback(option: ResolvedOption) -> str:
    """What is left where nothing is planned in steps: a label, or the kind."""
    label = one_line(option.label)
    return label[0].upper() + label[1:] if label else _NAMES[option.kind]


def _race(session: ResolvedSession, plan: ResolvedPlan | None) -> str:
    race = plan.plan.race if plan else None
    if plan and race and race.day == session.session.day:
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


def _plain_session(option: ResolvedOption, name: str) -> str:
    sport = one_line(option.sport)
    head = sport[0].upper() + sport[1:] if sport else name
    return f"{head} {figures.total_time(option.seconds)}" if option.seconds >= 30 else head


@dataclass(frozen=True, slots=True)
class _Piece:
    """A main block for a title: head ("1K pace"), core ("6x400"), target ("(84.0)"), rest ("400 jog")."""

    head: str
    core: str
    target: str = ""
    rest: str = ""
    bare_rest: str = ""


def _runs(option: ResolvedOption, voice: Voice) -> Iterator[str]:
    pieces = [_piece(block, option, voice) for block in _leading(option)]
    single = len(pieces) == 1 or all(piece.head == "" for piece in pieces[1:])
    first = pieces[0]
    if single and first.rest:
        yield f"{_joined(pieces, targets=True)} · {first.rest}"
        yield f"{_joined(pieces, targets=True)} · {first.bare_rest}"
    yield _joined(pieces, targets=True)
    if single and first.rest:
        yield f"{_joined(pieces, targets=False)} · {first.bare_rest}"
    yield _joined(pieces, targets=False)
    for count in range(len(pieces) - 1, 0, -1):
        yield _joined(pieces[:count], targets=False) + " + more"


def _leading(option: ResolvedOption) -> list[ResolvedBlock]:
    """The blocks a title is made of: the working ones of the main part, single steps alike merged."""
    return [block for block in shape(option).main if is_work(block)]


def _joined(pieces: list[_Piece], *, targets: bool) -> str:
    out, head = [], ""
    for piece in pieces:
        shown = piece.head if piece.head != head else ""
        head = piece.head or head
        out.append(" ".join(filter(None, (shown, piece.core, piece.target if targets else ""))))
    return " + ".join(out)


def _piece(block: ResolvedBlock, option: ResolvedOption, voice: Voice) -> _Piece:
    steps = list(work_steps((block,)))
    if is_strides(block):
        return _Piece("", f"{_core(block)} strides")
    if not steps:
        return _Piece("", _core(block))
    head = _head(option, steps)
    if isinstance(block, ResolvedRepeat):
        fartlek = head == "Fartlek"
        if fartlek:
            return _Piece(head, _core(block) + "".join(f"/{_short_end(step)}" for step in parts(block)[1]))
        return _Piece(head, _core(block), _target(steps, voice), _rests(block, True), _rests(block, False))
    quiet = head in {"Easy", "Long", "Recovery run", "Fartlek"}
    return _Piece(head, _core(block), "" if quiet else _target(steps, voice), "")


def _head(option: ResolvedOption, steps: list[ResolvedStep]) -> str:
    label = one_line(option.label)
    if label:
        return label[0].upper() + label[1:]
    styles = {step.step.style for step in steps}
    if Style.HILL in styles:
        return "Hills"
    if Style.LONG in styles:
        return "Long"
    if Style.PROGRESSION in styles:
        return "Progression"
    aims = [aim for step in steps if (aim := aim_of(step))]
    return max(aims, key=lambda aim: aim.effort).head if aims else "Run"


def _core(block: ResolvedBlock) -> str:
    """6x400, 2x(4x200), 3x(300+200), 20 min."""
    match block:
        case ResolvedRepeat():
            body = [_core(inner) for inner in parts(block)[0] if is_work(inner)]
            nested = len(body) > 1 or any(isinstance(inner, ResolvedRepeat) for inner in block.blocks)
            inside = "+".join(body)
            return f"{block.count}x({inside})" if nested else f"{block.count}x{inside}"
        case ResolvedStep():
            return _short_end(block, words=True)
        case StrengthSet():
            return one_line(block.exercise)
        case _:
            return ""


def _short_end(step: ResolvedStep, *, words: bool = False) -> str:
    match step.end:
        case Distance():
            return figures.short_length(step.end.chosen)
        case Duration():
            return figures.span(step.end.chosen) if words else figures.ticks(step.end.chosen)
        case _:
            return "lap"


def _target(steps: list[ResolvedStep], voice: Voice) -> str:
    """The target that all reps share, as a split or as a pace."""
    first = steps[0]
    alike = all((step.pace, step.end) == (first.pace, first.end) for step in steps)
    if first.pace is None or not alike:
        return ""
    if isinstance(first.end, Distance) and figures.suits_split(first.end.chosen, first.pace):
        return f"({figures.lap(first.pace.middle * first.end.chosen / 1000)})"
    return f"@ {figures.bare_pace(first.pace, voice.units)}"


def _rests(repeat: ResolvedRepeat, modes: bool) -> str:
    """The recoveries from the inside out: 400 jog; 30 s stand / 3 min walk."""
    body, rest = parts(repeat)
    inner = [_rests(block, modes) for block in body if isinstance(block, ResolvedRepeat)]
    own = " + ".join(filter(None, (_rest(step, modes) for step in rest)))
    return " / ".join(dict.fromkeys(filter(None, (*inner, own))))


def _rest(step: ResolvedStep, modes: bool) -> str:
    mode = step.step.mode or Mode.REST
    if isinstance(step.end, Distance | Duration):
        return f"{_short_end(step, words=True)} {mode.value}" if modes else _short_end(step, words=True)
    if isinstance(step.step.end, Full) and mode is Mode.REST:
        return "full rest"
    return mode.value


def _watch_runs(option: ResolvedOption) -> Iterator[str]:
    """Names as a runner writes them on a hand: 6x400 @1K 400j, Easy 40min + 5x100."""
    leading = _leading(option)
    names = [_watch_piece(block, option) for block in leading]
    repeats = [block for block in leading if isinstance(block, ResolvedRepeat) and not is_strides(block)]
    if len(leading) == 1 and repeats:
        yield f"{names[0]} {_watch_rest(repeats[0])}".strip()
    yield " + ".join(names)
    for count in range(len(names) - 1, 0, -1):
        yield " + ".join(names[:count]) + " +"


def _watch_piece(block: ResolvedBlock, option: ResolvedOption) -> str:
    core = _core(block).replace(" ", "")
    steps = list(work_steps((block,)))
    if is_strides(block) or not steps:
        return core
    head = _head(option, steps)
    if head == "Fartlek" and isinstance(block, ResolvedRepeat):
        return f"{head} {core}" + "".join(f"/{_short_end(step)}" for step in parts(block)[1])
    aims: list[Aim] = [aim for step in steps if (aim := aim_of(step))]
    short = max(aims, key=lambda aim: aim.effort).short if aims else ""
    return f"{core} {short}" if short.startswith("@") and not option.label else f"{head} {core}"


def _watch_rest(repeat: ResolvedRepeat) -> str:
    """400j, 30s/3min: the letter of jog and walk, nothing for standing."""
    body, rest = parts(repeat)
    inner = [_watch_rest(block) for block in body if isinstance(block, ResolvedRepeat)]
    letter = {Mode.JOG: "j", Mode.WALK: "w"}
    own = "".join(
        _short_end(step, words=True).replace(" ", "") + letter.get(step.step.mode or Mode.REST, "")
        for step in rest[:1]
        if isinstance(step.end, Distance | Duration)
    )
    return "/".join(filter(None, (*inner, own)))

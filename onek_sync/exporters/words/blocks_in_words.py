"""Steps, repeats and exercises in words: "6 x 400 m @ goal 1K (84.0), 400 m jog between"."""

from onek_sync.exporters.words import figures
from onek_sync.exporters.words.aims import aim_of
from onek_sync.exporters.words.plain import capital, one_line, sentence
from onek_sync.exporters.words.voice import PLAIN, Voice
from onek_sync.model.session import ResolvedBlock, ResolvedRepeat, ResolvedStep
from onek_sync.model.units import Count, Distance, Duration, UntilLap
from onek_sync.model.workout import Full, Load, LoadUnit, Mode, Role, StrengthSet, Style, Text

_MODES = {Mode.STAND: "standing", Mode.WALK_JOG: "walk or jog", Mode.EASY: "easy", Mode.REST: "rest"}
_WAYS_BACK = {Mode.WALK_BACK, Mode.JOG_BACK, Mode.WALK_DOWN, Mode.JOG_DOWN}
_LEADS = {Role.WARMUP: "warm-up", Role.COOLDOWN: "cool-down"}
_STYLES: dict[Style | None, str] = {
    Style.HILL: "uphill",
    Style.LONG: "long run",
    Style.PROGRESSION: "progression",
}
_LOADS = {
    LoadUnit.KG: "{} kg",
    LoadUnit.LB: "{} lb",
    LoadUnit.PERCENT_1RM: "{} % of 1RM",
    LoadUnit.RPE: "RPE {}",
    LoadUnit.RIR: "{} reps in reserve",
}


def block_text(block: ResolvedBlock, voice: Voice = PLAIN) -> str:
    """One block as a coach would write it on the board; empty where it says nothing."""
    match block:
        case ResolvedStep():
            return _step(block, voice, noun=_LEADS.get(block.role, ""))
        case ResolvedRepeat():
            return _repeat(block, voice)
        case StrengthSet():
            return exercise(block)
        case Text():
            text = one_line(block.text)
            return text if voice.allows(text) else ""


def lead_text(block: ResolvedBlock, voice: Voice = PLAIN) -> str:
    """The same behind "Warm-up:" or "Cool-down:", where the word itself is not repeated: 12 min easy."""
    return _step(block, voice) if isinstance(block, ResolvedStep) else block_text(block, voice)


def texts(blocks: tuple[ResolvedBlock, ...], voice: Voice = PLAIN) -> list[str]:
    """The blocks that have something to say, each in words."""
    return [text for text in (block_text(block, voice) for block in blocks) if text]


def _step(step: ResolvedStep, voice: Voice, noun: str = "") -> str:
    """One step: its length, what it is, its target."""
    match step.role:
        case Role.RECOVERY:
            return recovery(step, voice)
        case Role.DRILLS:
            return f"{_length(step)} drills".strip()
        case _:
            words = " ".join(filter(None, (_words(step, voice), noun)))
            lengthless = not words and isinstance(step.end, UntilLap)
            said = (_length(step), "run" if lengthless else words, _until(step), _target(step, voice))
            return ", ".join(filter(None, (" ".join(filter(None, said)), _cadence(step))))


def _length(step: ResolvedStep) -> str:
    match step.end:
        case Distance():
            return figures.ranged(figures.length(step.end.chosen), step.step.end)
        case Duration():
            return figures.ranged(figures.span(step.end.chosen), step.step.end)
        case _:
            return ""


def _until(step: ResolvedStep) -> str:
    """Strides without a length need no such words."""
    open_end = isinstance(step.end, UntilLap) and step.step.style is not Style.STRIDE
    return "until you press lap" if open_end else ""


def _words(step: ResolvedStep, voice: Voice) -> str:
    """What it is: easy long run, hard uphill, @ goal 1K."""
    return " ".join(filter(None, (_aim_words(step, voice), _STYLES.get(step.step.style, ""))))


def _aim_words(step: ResolvedStep, voice: Voice) -> str:
    aim = aim_of(step)
    return aim.words if aim and voice.allows(aim.words) else ""


def _cadence(step: ResolvedStep) -> str:
    return f"{figures.number_range(*step.cadence)} steps/min" if step.cadence else ""


def _target(step: ResolvedStep, voice: Voice) -> str:
    """The number to run at, in brackets. What is run by feel has none: strides, hills, an easy warm-up."""
    if step.pace is None or step.step.style in {Style.STRIDE, Style.HILL} or _is_easy_lead(step):
        return ""
    if isinstance(step.end, Distance) and figures.suits_split(step.end.chosen, step.pace):
        return f"({figures.lap(figures.seconds_over(step.end.chosen, step.pace))})"
    return f"({figures.pace(step.pace, voice.units)})"


def _is_easy_lead(step: ResolvedStep) -> bool:
    aim = aim_of(step)
    return step.role in _LEADS and (aim is None or 0 < aim.effort <= 3)


def recovery(step: ResolvedStep, voice: Voice = PLAIN) -> str:
    """A recovery: 400 m jog, 30 s standing, walk back, full rest; with its own pace where one is written."""
    mode = step.step.mode or Mode.REST
    how = _MODES.get(mode, mode.value)
    if step.aim and _aim_words(step, voice) != how:
        how = " ".join(filter(None, (how, _aim_words(step, voice), _target(step, voice))))
    if isinstance(step.end, Distance | Duration):
        within = f" in {figures.span(step.step.within.chosen)}" if step.step.within else ""
        return f"{_length(step)} {how}{within}"
    if isinstance(step.step.end, Full):
        return "full rest" if mode is Mode.REST else f"full recovery, {how}"
    return how if mode in _WAYS_BACK else f"{how} until you press lap"


def _repeat(repeat: ResolvedRepeat, voice: Voice) -> str:
    body = texts(repeat.blocks, voice)
    inner = ", ".join(body)
    if not body or repeat.written == Count.exactly(1):
        return inner
    sets = len(body) > 1 or any(isinstance(block, ResolvedRepeat) for block in repeat.blocks)
    times = figures.ranged(f"{repeat.count}", repeat.written)
    return ", ".join([f"{times} x {f'({inner})' if sets else inner}", *_between(repeat, sets, voice)])


def _between(repeat: ResolvedRepeat, sets: bool, voice: Voice) -> list[str]:
    rests = texts(repeat.between, voice)
    if not rests:
        return []
    last = rests[-1]
    if sets:
        last += " between sets"
    elif not last.endswith(("back", "down", "lap")):
        last += " between"
    return [*rests[:-1], last]


def exercise(one: StrengthSet) -> str:
    """An exercise: "squat 3 x 8, 60 kg", "bird dog 2 x 10 per side", "plank 3 x 40 s, rest 30 s"."""
    sets = figures.ranged(f"{one.sets.chosen}", one.sets)
    amount = _amount(one)
    dose = f"{sets} x {amount}" if amount else (f"{sets} sets" if one.sets.high > 1 else "")
    side = " per side" if one.per_side and dose else ""
    details = (
        load_text(one.load) if one.load else "",
        f"tempo {tempo}" if (tempo := one_line(one.tempo)) else "",
        f"rest {figures.span(one.rest.chosen)}" if one.rest else "",
        one_line(one.note),
    )
    return ", ".join(filter(None, (f"{one_line(one.exercise)} {dose}{side}".strip(), *details)))


def _amount(one: StrengthSet) -> str:
    match one.amount:
        case Count():
            return figures.ranged(f"{one.amount.chosen}", one.amount)
        case Duration():
            return figures.ranged(figures.span(one.amount.chosen), one.amount)
        case Distance():
            return figures.ranged(figures.length(one.amount.chosen), one.amount)
        case _:
            return ""


def load_text(load: Load) -> str:
    """How heavy: 60 kg, RPE 7-8, 2 reps in reserve, bodyweight."""
    if load.unit is LoadUnit.BODYWEIGHT:
        return "bodyweight"
    number = figures.number_range(load.low, load.high)
    return _LOADS[load.unit].format(number)


def step_note(step: ResolvedStep, voice: Voice = PLAIN) -> str:
    """One step for a watch that shows its length already: target, splits, effort, cue; empty if unsaid.

    "goal 1K: 84.2 (3:30/km), 200 in 42.1. RPE 9. Fast, not frantic."
    """
    cue = one_line(step.step.cue)
    what = recovery(step, voice) if step.role is Role.RECOVERY else _note_target(step, voice)
    effort = f"RPE {figures.number_range(*step.rpe)}" if step.rpe and "RPE" not in what else ""
    said = (capital(what), _cadence(step), effort, cue if voice.allows(cue) else "")
    return " ".join(sentence(part) for part in said if part)


def _note_target(step: ResolvedStep, voice: Voice) -> str:
    role = _LEADS.get(step.role) or ("drills" if step.role is Role.DRILLS else "")
    words = _words(step, voice).removeprefix("@ ")
    said = ": ".join(filter(None, (", ".join(filter(None, (role, words))), _note_numbers(step, voice))))
    return ", ".join(filter(None, (said, "lap when done" if isinstance(step.end, UntilLap) else "")))


def _note_numbers(step: ResolvedStep, voice: Voice) -> str:
    """Strides and hills are run by feel."""
    if step.pace is None or step.step.style in {Style.STRIDE, Style.HILL}:
        effort = one_line(step.effort)
        new = effort not in _words(step, voice)
        return effort if new and voice.allows(effort) else ""
    if not isinstance(step.end, Distance) or not figures.suits_split(step.end.chosen, step.pace):
        return figures.pace(step.pace, voice.units)
    metres, pace = step.end.chosen, step.pace
    per_unit = figures.one_pace(pace, voice.units)
    whole = f"{figures.lap(figures.seconds_over(metres, pace))} ({per_unit})"
    marks = (mark for mark in (200, 400) if mark < metres)
    on_the_way = (f"{mark} in {figures.split(figures.seconds_over(mark, pace))}" for mark in marks)
    return ", ".join([per_unit if metres == voice.units.metres else whole, *on_the_way])

"""Descriptions: a session told to its runner, the most important first."""

from collections.abc import Iterator
from enum import StrEnum

from onek_sync.exporters import figures
from onek_sync.exporters.aims import aim_of
from onek_sync.exporters.blocks_in_words import Voice, rpe_range, texts
from onek_sync.exporters.plain import one_line, plain, sentence
from onek_sync.exporters.race_words import race_lines
from onek_sync.exporters.shape import Shape, shape, work_steps
from onek_sync.exporters.titles import title
from onek_sync.model.plan import Kind
from onek_sync.model.session import (
    ResolvedOption,
    ResolvedPlan,
    ResolvedSession,
    ResolvedStep,
)
from onek_sync.model.units import Distance
from onek_sync.model.workout import Role, Style


class Audience(StrEnum):
    """Who reads: the athlete's calendar (all), the athlete's watch (short), all (no heart, no notes)."""

    CALENDAR = "calendar"
    WATCH = "watch"
    PUBLIC = "public"


_HARDNESS = {0: "Very easy", 1: "Easy", 2: "Moderately hard", 3: "Hard"}
# Below this a rep is over before the heart has answered.
_HEART_LAG = 180.0
# By the head of the main aim, where the plan gives no purpose of its own.
_PURPOSES = {
    "Easy": "Aerobic base and recovery. Slow enough to chat is fast enough.",
    "Recovery run": "Loosen up and recover.",
    "Steady": "Aerobic strength without the cost of a hard day.",
    "Tempo": "Raise the pace you can hold comfortably hard.",
    "Threshold": "Raise the pace you can hold before the legs flood.",
    "Intervals": "VO2max: a bigger engine.",
    "Reps": "Speed and running economy, each rep relaxed and crisp.",
    "1K pace": "Race rhythm: make goal pace feel familiar.",
    "Race pace": "Race rhythm: make goal pace feel familiar.",
    "800 pace": "Speed above race pace, so race pace feels easier.",
}


def description(session: ResolvedSession, plan: ResolvedPlan, audience: Audience = Audience.CALENDAR) -> str:
    """The session in plain text, lines ended by `\\n`, no markdown. Never empty, never ends in a space."""
    voice = Voice(units=plan.plan.athlete.units, heart=audience is not Audience.PUBLIC)
    return plain("\n".join(filter(None, _lines(session, plan, audience, voice)))) or title(session, plan)


def _lines(session: ResolvedSession, plan: ResolvedPlan, audience: Audience, voice: Voice) -> Iterator[str]:
    told = shape(session.main)
    if session.kind is Kind.RACE:
        yield from race_lines(session, plan, voice, private=audience is Audience.CALENDAR)
    else:
        yield from _what(session, told, voice)
    yield from _why(session, audience, voice)
    if audience is Audience.CALENDAR:
        yield from _rules(session, told)
        yield from _or(session, voice)
        yield from _notes(session)
        yield _then(session, plan)
    if session.kind is not Kind.REST or audience is Audience.CALENDAR:
        yield _where(session, plan)


def _what(session: ResolvedSession, told: Shape, voice: Voice) -> Iterator[str]:
    yield from _main(session.main, told, voice)
    yield from _splits(told, voice)
    yield _before_and_after(told, voice)
    yield _total(session, voice)


def _main(option: ResolvedOption, told: Shape, voice: Voice) -> Iterator[str]:
    """The main part, a line a block; a pause between two blocks stands in the line before it."""
    lines = texts(told.main, voice)
    if option.kind is Kind.CROSS and option.sport:
        lines = [f"{one_line(option.sport).capitalize()}: {line}" for line in lines]
    yield from (line[0].upper() + line[1:] for line in lines)
    if voice.heart and option.note:
        yield one_line(option.note)


def _splits(told: Shape, voice: Voice) -> Iterator[str]:
    """A line for each kind of rep whose split can be read on a track."""
    seen: list[tuple[float, object]] = []
    for step in work_steps(told.main):
        if not isinstance(step.end, Distance) or step.pace is None or step.step.style is Style.STRIDE:
            if step.pace and step.step.style is None and (0.0, step.pace) not in seen:
                seen.append((0.0, step.pace))
                yield _lap_at_pace(step)
            continue
        kind = (step.end.chosen, step.pace)
        if kind in seen:
            continue
        seen.append(kind)
        yield _split_line(step, step.end.chosen)


def _lap_at_pace(step: ResolvedStep) -> str:
    """What a pace means on the track, for efforts faster than easy."""
    aim = aim_of(step)
    if step.pace is None or aim is None or aim.effort < 5:
        return ""
    return f"On a track: 400 in {figures.split_range(*step.pace.over(400))}."


def _split_line(step: ResolvedStep, metres: float) -> str:
    band = step.pace
    if band is None:
        return ""
    if not figures.suits_split(metres, band):
        return _lap_at_pace(step)
    marks = [mark for mark in (200.0, 400.0) if mark < metres]
    splits = [
        f"{figures.length(m).removesuffix(' m')} in {figures.split(band.middle * m / 1000)}"
        for m in (*marks, metres)
    ]
    line = f"Splits: {', '.join(splits)} (rep range {figures.split_range(*band.over(metres))})."
    if step.leads_to is None:
        return line
    today, goal = (figures.lap(pace.middle * metres / 1000) for pace in (band, step.leads_to))
    return f"{line} Today's pace: {today}, on the way to {goal}." if today != goal else line


def _before_and_after(told: Shape, voice: Voice) -> str:
    named = (("Warm-up", texts(told.warmup, voice)), ("Cool-down", texts(told.cooldown, voice)))
    return " ".join(f"{name}: {', '.join(lines)}." for name, lines in named if lines)


def _total(session: ResolvedSession, voice: Voice) -> str:
    option = session.main
    metres = option.metres if option.kind in {Kind.RUN, Kind.RACE} else 0.0
    amounts = [figures.total_length(metres, voice.units)] if metres >= 100 else []
    if option.seconds >= 30:
        amounts.append(f"about {figures.total_time(option.seconds)}")
    total = f"Total: {', '.join(amounts)}." if amounts else ""
    return " ".join(filter(None, (total, _hardness(session), _heart(session, voice))))


def _hardness(session: ResolvedSession) -> str:
    if session.kind is Kind.REST:
        return ""
    rpes = [step.rpe for step in work_steps(session.main.blocks) if step.rpe]
    rpe = f" (RPE {rpe_range(max(rpes))})" if rpes else ""
    return f"{_HARDNESS.get(session.hardness, 'Hard')}{rpe}."


def _heart(session: ResolvedSession, voice: Voice) -> str:
    """The heart-rate range with the method behind it: methods differ by a whole zone."""
    if not voice.heart or session.kind is not Kind.RUN:
        return ""
    work = list(work_steps(session.main.blocks))
    bands = dict.fromkeys(step.heart for step in work if step.heart)
    if bands:
        said = (f"{b.low}-{b.high} bpm" + (f" ({one_line(b.method)})" if b.method else "") for b in bands)
        return f"Heart rate: {', '.join(said)}."
    short = [step for step in work if step.step.style is not Style.STRIDE]
    if session.hardness >= 2 and short and all(0 < step.seconds < _HEART_LAG for step in short):
        return "No HR target: reps are too short."
    return ""


def _why(session: ResolvedSession, audience: Audience, voice: Voice) -> Iterator[str]:
    purpose = one_line(session.session.purpose) or _default_purpose(session)
    if purpose and voice.allows(purpose):
        yield sentence(f"Purpose: {purpose}")
    if audience is Audience.PUBLIC:
        return
    steps = [step for step in session.main.played() if isinstance(step, ResolvedStep)]
    said = [*session.session.cues, *(step.step.cue for step in steps)]
    cues = list(dict.fromkeys(filter(None, map(one_line, said))))
    if cues:
        yield sentence("Cues: " + ", ".join(cue.rstrip(".") for cue in cues))


def _default_purpose(session: ResolvedSession) -> str:
    if session.kind is not Kind.RUN:
        return ""
    aims = [aim for step in work_steps(shape(session.main).main) if (aim := aim_of(step))]
    return _PURPOSES.get(max(aims, key=lambda aim: aim.effort).head, "") if aims else ""


def _rules(session: ResolvedSession, told: Shape) -> Iterator[str]:
    """When to stop, and what to do on a bad day: for hard reps."""
    reps = [step for step in _played(told) if step.role is Role.WORK and isinstance(step.end, Distance)]
    paced = [step for step in reps if step.pace and step.step.style is not Style.STRIDE]
    if session.kind is not Kind.RUN or session.hardness < 3 or len(paced) < 3:
        return
    slow = max(1, round(0.025 * min(step.seconds for step in paced)))
    yield (
        f"Stop rule: two reps in a row more than {slow} s slow, or form gone: finish with 2 x 200 m relaxed."
    )
    yield "Hot, windy or tired? Run the effort, not the split. GPS drifts on a track: use the lap button."


def _played(told: Shape) -> Iterator[ResolvedStep]:
    for item in ResolvedOption(kind=Kind.RUN, blocks=told.main).played():
        if isinstance(item, ResolvedStep):
            yield item


def _or(session: ResolvedSession, voice: Voice) -> Iterator[str]:
    for option in session.options[1:]:
        yield sentence(f"Or: {_option(option, voice)}")


def _option(option: ResolvedOption, voice: Voice) -> str:
    lines = texts(option.blocks, voice)
    name = one_line(option.sport) or (option.kind.value if option.kind is not Kind.RUN else "")
    return " ".join(filter(None, (name, ", ".join(lines)))) or one_line(option.label) or option.kind.value


def _notes(session: ResolvedSession) -> Iterator[str]:
    notes = session.session.notes
    if notes.text:
        yield plain(notes.text)
    named = (
        ("Food", notes.food),
        ("Drink", notes.drink),
        ("Sleep", notes.sleep),
        ("Mobility", notes.mobility),
    )
    yield from (sentence(f"{name}: {one_line(text)}") for name, text in named if one_line(text))


def _then(session: ResolvedSession, plan: ResolvedPlan) -> str:
    """What else the day holds after this."""
    later = [
        title(other, plan)
        for other in plan.sessions
        if other.session.day == session.session.day and other.session.order > session.session.order
    ]
    return sentence(f"Then: {', then '.join(later)}") if later else ""


def _where(session: ResolvedSession, plan: ResolvedPlan) -> str:
    """Week 5 of 12, specific. Plan: 1K in 3:30."""
    weeks = len(plan.plan.weeks)
    number = session.session.week
    week = f"Week {number} of {weeks}" if number <= weeks else f"Week {number}"
    phase = one_line(session.session.phase)
    name = one_line(plan.plan.title) or plan.plan.id
    return f"{week}{f', {phase}' if phase else ''}. {sentence(f'Plan: {name}')}"

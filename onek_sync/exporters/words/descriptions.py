"""Descriptions: a session told to its runner, the most important first."""

from collections.abc import Iterator

from onek_sync.exporters.words import figures
from onek_sync.exporters.words.advice import bad_day, purpose, stop_rule
from onek_sync.exporters.words.aims import aim_of
from onek_sync.exporters.words.blocks_in_words import lead_text, texts
from onek_sync.exporters.words.line import Line, Part
from onek_sync.exporters.words.plain import capital, one_line, plain, sentence
from onek_sync.exporters.words.race_words import race_lines
from onek_sync.exporters.words.shape import Shape, shape, work_steps, written_once
from onek_sync.exporters.words.split_lines import split_lines
from onek_sync.exporters.words.titles import title
from onek_sync.exporters.words.voice import Audience, Voice
from onek_sync.model.athlete import Heart
from onek_sync.model.plan import Kind
from onek_sync.model.session import HEART_ANSWERS, ResolvedOption, ResolvedPlan, ResolvedSession, ResolvedStep
from onek_sync.model.workout import Style

_HARDNESS = {0: "Very easy", 1: "Easy", 2: "Moderately hard", 3: "Hard"}
_TEMPO = 6.0  # effort from which pace comes before heart rate
_REST = "Rest is when the training sinks in. A walk is fine."


def description(session: ResolvedSession, plan: ResolvedPlan, audience: Audience = Audience.CALENDAR) -> str:
    """The session in plain text, lines ended by `\\n`, no markdown. Never empty, never ends in a space."""
    return "\n".join(line.said for line in lines(session, plan, audience))


def lines(
    session: ResolvedSession, plan: ResolvedPlan, audience: Audience = Audience.CALENDAR
) -> tuple[Line, ...]:
    """The same line by line, each with what it is about; none is empty."""
    voice = Voice(plan.plan.athlete.units, audience)
    return tuple(line for line in _lines(session, plan, voice) if line.said and voice.allows(line.said))


def _lines(session: ResolvedSession, plan: ResolvedPlan, voice: Voice) -> Iterator[Line]:
    told = shape(session.main)
    match session.kind:
        case Kind.RACE:
            yield from race_lines(session, plan, voice)
        case Kind.REST:
            yield Line(Part.NOTE, _REST)
        case _:
            yield from _what(session, plan, told, voice)
    match voice.audience:
        case Audience.PUBLIC:
            yield Line(Part.PURPOSE, _purpose(session, plan))
            yield Line(Part.PLACE, _where(session, plan, voice))
        case Audience.WATCH:
            yield Line(Part.CUES, _cues(session))
            yield Line(Part.ADVICE, stop_rule(session, told))
        case Audience.CALENDAR:
            yield Line(Part.WEEK, _this_week(session, plan))
            yield Line(Part.PURPOSE, _purpose(session, plan))
            yield Line(Part.CUES, _cues(session))
            yield Line(Part.ADVICE, stop_rule(session, told))
            yield Line(Part.ADVICE, bad_day(session, told))
            yield from (Line(Part.OTHERWISE, text) for text in _or(session, voice))
            yield from _notes(session)
            yield Line(Part.THEN, _then(session, plan))
            yield Line(Part.PLACE, _where(session, plan, voice))


def _what(session: ResolvedSession, plan: ResolvedPlan, told: Shape, voice: Voice) -> Iterator[Line]:
    work = _main(session.main, told, voice) or [title(session, plan)]
    yield from (Line(Part.WORK, capital(text)) for text in work)
    yield from (Line(Part.SPLITS, text) for text in split_lines(told))
    yield Line(Part.AROUND, _before_and_after(told, voice))
    yield Line(Part.TOTAL, _total(session, plan, voice))


def _main(option: ResolvedOption, told: Shape, voice: Voice) -> list[str]:
    """The main part, a line a block; what is no running by its name before the first."""
    lines = texts(told.main, voice)
    name = one_line(option.sport) or (option.kind.value if option.kind is Kind.MOBILITY else "")
    return [f"{name}: {lines[0]}", *lines[1:]] if name and lines else lines


def _before_and_after(told: Shape, voice: Voice) -> str:
    named = (("Warm-up", told.warmup), ("Cool-down", told.cooldown))
    said = ((name, [text for block in blocks if (text := lead_text(block, voice))]) for name, blocks in named)
    return " ".join(sentence(f"{name}: {', '.join(lines)}") for name, lines in said if lines)


def _total(session: ResolvedSession, plan: ResolvedPlan, voice: Voice) -> str:
    option = session.main
    on_foot = option.kind is Kind.RUN and option.metres >= 100
    amounts = [figures.total_length(option.metres, voice.units)] if on_foot else []
    is_one_step = len(option.blocks) == 1 and isinstance(option.blocks[0], ResolvedStep)
    if option.seconds >= 30 and (on_foot or not is_one_step):
        amounts.append(f"about {figures.total_time(option.seconds)}")
    total = sentence(f"Total: {', '.join(amounts)}") if amounts else ""
    return " ".join(filter(None, (total, _hardness(session), _heart(session, plan, voice))))


def _hardness(session: ResolvedSession) -> str:
    """How hard the day is, and how hard its hardest part feels."""
    work = list(work_steps(session.main.blocks))
    if session.kind is not Kind.RUN or not work:
        return ""
    rpe = max((step.rpe for step in work if step.rpe), default=None)
    word = _HARDNESS.get(session.hardness, "Hard")
    if session.hardness < 2 and rpe and max(rpe) >= 6:
        word = "Moderate"  # short fast parts in a day that costs little
    return f"{word}{f' (RPE {figures.number_range(*rpe)})' if rpe else ''}."


def _heart(session: ResolvedSession, plan: ResolvedPlan, voice: Voice) -> str:
    """The heart-rate range with the method behind it: methods differ by a whole zone.

    That there is none is said to who has told us of his heart.
    """
    if voice.is_public:
        return ""
    work = [step for step in work_steps(session.main.blocks) if step.step.style is not Style.STRIDE]
    said = dict.fromkeys(_beats(step) for step in work if step.heart)
    if said:
        return f"Heart rate: {', '.join(said)}."
    too_short = work and all(0 < step.seconds < HEART_ANSWERS for step in work)
    asks = plan.plan.athlete.heart != Heart()
    return "No HR target: reps are too short." if asks and session.hardness >= 2 and too_short else ""


def _beats(step: ResolvedStep) -> str:
    """152-162 bpm (80-85 % HRmax), a ceiling, not an aim: the pace of a tempo comes first."""
    if step.heart is None:
        return ""
    method = one_line(step.heart.method)
    aim = aim_of(step)
    ceiling = ", a ceiling, not an aim" if step.pace and aim and aim.effort >= _TEMPO else ""
    return f"{figures.beats(step.heart)} bpm{f' ({method})' if method else ''}{ceiling}"


def _purpose(session: ResolvedSession, plan: ResolvedPlan) -> str:
    said = one_line(session.session.purpose) or purpose(session, plan.plan.race)
    return sentence(f"Purpose: {said}") if said else ""


def _cues(session: ResolvedSession) -> str:
    """The session's cues, words in one sentence, then those of its steps; a race says those by its legs."""
    cues = [cue for cue in map(one_line, session.session.cues) if cue]
    words = [cue for cue in cues if cue[-1] not in ".!?"]
    said = [sentence(", ".join(words)), *(cue for cue in cues if cue not in words)]
    if session.kind is not Kind.RACE:
        written = written_once(session.main.blocks)
        steps = (step for step in written if isinstance(step, ResolvedStep))
        said += [sentence(one_line(step.step.cue)) for step in steps]
    unique = list(dict.fromkeys(filter(None, said)))
    return f"Cues: {' '.join(unique)}" if unique else ""


def _or(session: ResolvedSession, voice: Voice) -> Iterator[str]:
    for option in session.options[1:]:
        name = one_line(option.sport) or ("" if option.kind is Kind.RUN else option.kind.value)
        said = " ".join(filter(None, (name, ", ".join(texts(option.blocks, voice)))))
        yield sentence(f"Or: {said or one_line(option.label) or option.kind.value}")


def _notes(session: ResolvedSession) -> Iterator[Line]:
    notes = session.session.notes
    named = (
        ("Food", notes.food),
        ("Drink", notes.drink),
        ("Sleep", notes.sleep),
        ("Mobility", notes.mobility),
    )
    yield Line(Part.NOTE, one_line(session.main.note))
    yield Line(Part.NOTE, plain(notes.text))
    said = ((name, one_line(text)) for name, text in named)
    yield from (Line(Part.CARE, sentence(f"{name}: {text}")) for name, text in said if text)


def _this_week(session: ResolvedSession, plan: ResolvedPlan) -> str:
    """What is said about a week, at its first session."""
    week = next((week for week in plan.plan.weeks if week.number == session.session.week), None)
    is_first = week is not None and bool(week.sessions) and week.sessions[0].key == session.key
    note = one_line(week.note) if week and is_first else ""
    return sentence(f"This week: {note}") if note else ""


def _then(session: ResolvedSession, plan: ResolvedPlan) -> str:
    """What else the day holds after this."""
    this = session.session
    later = [s for s in plan.sessions if s.session.day == this.day and s.session.order > this.order]
    said = ", then ".join(f"{title(other, plan)}{_lasting(other)}" for other in later)
    return sentence(f"Then: {said}") if said else ""


def _lasting(session: ResolvedSession) -> str:
    """How long a session is whose title does not say so."""
    if session.kind is not Kind.STRENGTH or session.main.seconds < 60:
        return ""
    return f" (about {figures.total_time(session.main.seconds)})"


def _where(session: ResolvedSession, plan: ResolvedPlan, voice: Voice) -> str:
    """Week 5 of 12, specific. Plan: 1K in 3:30."""
    number, weeks = session.session.week, len(plan.plan.weeks)
    week = f"Week {number} of {weeks}" if number <= weeks else f"Week {number}"
    phase = one_line(session.session.phase)
    place = f"{week}, {phase}" if phase and voice.allows(phase) else week
    name = one_line(plan.plan.title) or plan.plan.id
    return " ".join(map(sentence, (place, f"Plan: {name}") if voice.allows(name) else (place,)))

"""Calendars with workouts in their descriptions: a feed of an app or a coach, or one of our own.

An event is a session where its description, else its title, can be read as a workout. One that speaks of
training and cannot be read is kept with its words. What speaks of nothing of the kind (a dentist), what was
cancelled and what was run already is left out, and said once for the whole calendar.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from onek_sync.model.errors import Finding, Place, PlanError, ShorthandError
from onek_sync.model.notation import said
from onek_sync.model.plan import Kind, Option
from onek_sync.model.workout import Role, Step
from onek_sync.planning.importing import intervals
from onek_sync.planning.importing.found import Found
from onek_sync.planning.importing.ics_events import Said, events_of
from onek_sync.planning.importing.ics_own import in_order
from onek_sync.planning.importing.limits import MAX_WORDS, gathered, refuse, unread
from onek_sync.planning.importing.prose import read_prose
from onek_sync.planning.importing.prose_lines import is_doubtful, is_race
from onek_sync.planning.importing.prose_signs import RUN, SUMMED
from onek_sync.planning.importing.said_back import is_said_back
from onek_sync.planning.shorthand.options import parse_options
from onek_sync.planning.shorthand.sports import ON_FOOT, SPORTS

_TRAINING = re.compile(
    r"""\b(?:run(?:s|ning)?|jog\w*|km|miles?|\d+(?:km?|mi|m)|\d+\s?[x×]\s?\d+(?:m|km)?|walk\w*|easy|tempo|threshold|intervals?|strides?|fartlek
      |repeats?|reps|warm[\s-]?up|cool[\s-]?down|rest\sday|recovery|race|marathon|workout|training|session|pace
      |strength|gym|hills?|lauf\w*|course|footing)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_DONE = re.compile(
    r"^\W*(?:moving\stime|elapsed\stime|avg\.?\space|average\s(?:pace|heart)\b)", re.IGNORECASE
)
_DONE_UID = "COMPLETED_"
_SIGNS = re.compile(r"[^\w\s\d@().,:;/%×+'\"&–-]")
_STEPS = re.compile(r"\s*-\s+\S.*(?:\bZ\d|%|\bpace\b|\bHR\b|\bLTHR\b|\d\s?mtr\b|\brpm\b)", re.IGNORECASE)
_AT_HOME = re.compile(r"intervals\.icu", re.IGNORECASE)
_OTHERS = {name: kind for name, kind in SPORTS.items() if name not in ON_FOOT}
_FOREIGN = re.compile(
    rf"\b(?:{'|'.join(sorted(map(re.escape, _OTHERS), key=len, reverse=True))})\b", re.IGNORECASE
)
_STRENGTH = re.compile(r"\b(?:strength|gym|weights|core|conditioning)\b|🏋", re.IGNORECASE)
_ON_FOOT = re.compile(r"\b(?:run\w*|jog\w*|lauf\w*|🏃)\b", re.IGNORECASE)
_NONE = "no training, cancelled, or run already"
_AS_NOTE = "it is kept as a note; write the workout by hand"


@dataclass(frozen=True, slots=True)
class _Read:
    """What the words of an event say: the workout if there is one, the words that are none, the doubts."""

    option: Option | None = None
    note: str = ""
    findings: tuple[Finding, ...] = ()


def read(text: str, name: str) -> tuple[Found, ...]:
    """The sessions of a calendar. PlanError where it is none, holds none, or is far too large."""
    if "BEGIN:VCALENDAR" not in text[:20_000].upper():
        raise refuse("K01", "this is no calendar", "name an .ics file", Place(name, 1))
    at_home = bool(_AT_HOME.search(text[:20_000]))
    found: list[Found] = []
    left_out: list[Place] = []
    broken: list[Place] = []
    for event in _with_changes(events_of(text, name)):
        if isinstance(event, Place):
            broken.append(event)
        elif _is_left_out(event):
            left_out.append(event.place)
        else:
            found += _sessions(event, at_home=at_home)
    gone = (*_counted("K02", "without a day that can be read", broken), *_counted("K03", _NONE, left_out))
    return gathered(_with_last(found, gone), name)


def _with_changes(events: Iterator[Said | Place]) -> Iterator[Said | Place]:
    """The events, a repeating one without the days for which another event stands."""
    listed = list(events)
    changed: dict[str, set[date]] = {}
    for event in listed:
        if isinstance(event, Said) and event.instead_of:
            changed.setdefault(event.uid, set()).add(event.instead_of)
    for event in listed:
        if isinstance(event, Said) and not event.instead_of and event.uid in changed:
            event = replace(event, days=tuple(day for day in event.days if day not in changed[event.uid]))
        yield event


def _is_left_out(event: Said) -> bool:
    """Whether it is no training, will not be, or was already."""
    if event.is_cancelled or event.uid.startswith(_DONE_UID) or any(map(_DONE.match, event.lines)):
        return True
    return not _TRAINING.search("\n".join((event.title, event.categories, *event.lines))) and not _title(
        event
    )


def _counted(code: str, what: str, places: list[Place]) -> Iterator[Finding]:
    """How many events were left out, and where the first of them stands."""
    if places:
        number = f"{len(places)} events are" if len(places) > 1 else "one event is"
        yield unread(code, f"{number} {what}", "left out; the first of them stands here", places[0])


def _with_last(found: list[Found], findings: tuple[Finding, ...]) -> list[Found]:
    """The sessions, the last of which says what is true of the whole calendar."""
    if not found:
        return []
    return [*found[:-1], replace(found[-1], findings=(*found[-1].findings, *findings))]


def _sessions(event: Said, *, at_home: bool) -> Iterator[Found]:
    reading = _words(event, at_home=at_home)
    doubts = list(reading.findings)
    if event.is_open:
        what = f"{said(event.title)} repeats without an end, or by a rule that is not read"
        doubts.append(unread("K04", what, "only its first day is here; write the others", event.place))
    if event.is_utc and event.at:
        what = f"{event.at:%H:%M} is UTC, and the calendar does not name its zone"
        doubts.append(unread("K05", what, "look at the time of day", event.place))
    for day in event.days:
        yield Found(
            place=event.place,
            when=day,
            at=event.at,
            title=event.title,
            option=reading.option,
            note=reading.note[:MAX_WORDS],
            findings=tuple(doubts),
        )
        doubts = []  # said once


def _words(event: Said, *, at_home: bool) -> _Read:
    """The workout of the description, else of the title."""
    everything = "\n".join(event.lines).strip()
    if at_home or any(map(_STEPS.match, event.lines)):
        reading = _intervals(event, everything)
        # Elsewhere dashes are a coach's bullets too, and what stands between them is training.
        if at_home or not (reading.findings or RUN.search(reading.note)):
            return reading
    lines, about = in_order(event.lines) if event.is_own else (list(event.lines), [])
    prose = read_prose(lines)
    if prose.unread:
        what = f"{said(prose.unread)} was not understood ({prose.why})"
        return _Read(note=everything, findings=(unread("K06", what, _AS_NOTE, event.words),))
    if prose.workout is None:
        option = _title(event)
        return _Read(option, everything, () if option else (_nothing(event),))
    option = _dressed(Option(workout=prose.workout), event)
    if option is None or not is_said_back(option):
        what = (
            "this workout does not fit into a line of a plan"
            if option
            else "exercises are not read from prose"
        )
        return _Read(note=everything, findings=(unread("K07", what, _AS_NOTE, event.words),))
    doubts = (unread("K08", doubt, "look whether it is meant", event.words) for doubt in prose.doubts)
    return _Read(option, "\n".join((*prose.words, *about)), tuple(doubts))


def _nothing(event: Said) -> Finding:
    return unread("K06", f"no workout was found in {said(event.title)}", _AS_NOTE, event.words)


def _title(event: Said) -> Option | None:
    """The workout that the title says: "5km easy", "Rest day"; signs and a summary behind a dot left out."""
    words = " ".join(_SIGNS.sub(" ", SUMMED.sub("", event.title)).split())
    if is_doubtful(words) or is_race(words):
        return None
    try:
        reading = parse_options(words)
    except ShorthandError:
        return None
    option = reading.options[0]
    is_sure = len(reading.options) == 1 and not reading.findings and is_said_back(option)
    return option if is_sure and (option.kind is Kind.REST or _has_work(option)) else None


def _has_work(option: Option) -> bool:
    """Whether there is anything but a warm-up ("Warm up" is a heading)."""
    return any(not isinstance(block, Step) or block.role is Role.WORK for block in option.workout.blocks)


def _intervals(event: Said, everything: str) -> _Read:
    """A description in the notation of intervals.icu, where "m" is minutes."""
    try:
        (found,) = intervals.read(everything, event.words.file)
    except PlanError:
        option = _title(event)
        return _Read(option, everything, () if option else (_nothing(event),))
    option = found.option and _dressed(found.option, event)
    findings = tuple(replace(finding, place=event.words) for finding in found.findings)
    return (
        _Read(option, found.note, findings)
        if option
        else _Read(None, everything, (*findings, _nothing(event)))
    )


def _dressed(option: Option, event: Said) -> Option | None:
    """The workout in the sport that the title names; None where that has no such steps."""
    heading = f"{event.title} {event.categories}"
    if _ON_FOOT.search(heading):
        return option
    if _STRENGTH.search(heading):
        return None
    if not (found := _FOREIGN.search(heading)):
        return option
    sport = found[0].lower()
    if _OTHERS[sport] is not Kind.CROSS:
        return None
    return replace(option, kind=Kind.CROSS, sport=sport)

"""A week's drafts to the sessions of a plan: strength after the hard runs, rest on free days, keys, order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from onek_sync.model.athlete import RunnerLevel
from onek_sync.model.plan import Notes, Session, Week
from onek_sync.planning.building import words
from onek_sync.planning.building.drafts import Draft, written
from onek_sync.planning.building.periods import Period
from onek_sync.planning.building.places import Slot
from onek_sync.planning.building.slots import ACTIVE_REST
from onek_sync.planning.building.template import Phase, Template
from onek_sync.planning.file.race_day import key_of

_STRENGTH_DAYS = {Phase.BASE: 2, Phase.SPECIFIC: 1, Phase.PEAK: 1}
_WITH_STRENGTH = (Slot.SPEED, Slot.THRESHOLD, Slot.MIXED)  # in this order


def week_of(
    drafts: Sequence[Draft],
    start: date,
    period: Period,
    note: str,
    template: Template,
    level: RunnerLevel,
) -> Week:
    """The drafts of a week from `start` as its sessions, with strength and rest days."""
    strength = _strength(drafts, period, template, level)
    sessions: list[Session] = []
    for day in (start + timedelta(offset) for offset in range(7)):
        todays = [draft for draft in (*drafts, *strength) if draft.day == day] or [_free(day)]
        for order, draft in enumerate(todays, 1):
            sessions.append(_session(draft, order, period))
    return Week(
        number=period.number,
        start=start,
        phase=period.phase.value,
        note=note,
        sessions=tuple(_with_active_rest(sessions)),
    )


def _session(draft: Draft, order: int, period: Period) -> Session:
    return Session(
        key=key_of(period.number, draft.day.weekday(), order),
        day=draft.day,
        at=draft.at,
        order=order,
        title=draft.title,
        week=period.number,
        phase=period.phase.value,
        options=draft.planned(),
        purpose=draft.purpose,
        cues=draft.cues,
        notes=draft.notes,
    )


def _free(day: date) -> Draft:
    return Draft(day=day, slot=Slot.REST, options=written("rest"))


def _strength(drafts: Sequence[Draft], period: Period, template: Template, level: RunnerLevel) -> list[Draft]:
    """After the hard runs: twice a week in the base, then once (the advanced twice), never in race week."""
    count = _STRENGTH_DAYS.get(period.phase, 0)
    if period.phase is Phase.SPECIFIC and level is RunnerLevel.ADVANCED:
        count += 1
    if period.lighter:
        count = min(count, 1)
    hard = sorted(
        (draft for draft in drafts if draft.slot in _WITH_STRENGTH and draft.is_hard),
        key=lambda draft: (_WITH_STRENGTH.index(draft.slot), draft.day),
    )
    pairs = zip(hard[:count], template.strength.get(period.phase, ()), strict=False)
    return [
        Draft(
            day=run.day,
            slot=Slot.REST,
            options=effort.options(level),
            purpose=effort.purpose or words.STRENGTH_PURPOSE,
            notes=Notes(text=effort.note or words.STRENGTH_NOTE),
        )
        for run, effort in pairs
    ]


def _with_active_rest(sessions: list[Session]) -> list[Session]:
    """The last rest day of a week may be an active one; the days around a race may not."""
    rests = [
        index
        for index, session in enumerate(sessions)
        if session.options == written("rest") and session.phase != Phase.RACE
    ]
    if rests:
        index = rests[-1]
        sessions[index] = replace(
            sessions[index], options=written(ACTIVE_REST), notes=Notes(sleep=words.SLEEP)
        )
    return sessions

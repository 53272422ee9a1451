"""Rules about the person: a goal within reach, and a word about health."""

import re
from collections.abc import Iterator

from onek_sync.model.athlete import RunnerLevel
from onek_sync.model.errors import Finding
from onek_sync.model.plan import Kind
from onek_sync.model.units import clock
from onek_sync.planning.paces.ambition import OUT_OF_REACH, likely_gain
from onek_sync.planning.rules.facts import Facts, doubt

_OLDER = 40
_WHOLE = 4  # weeks; what is shorter is the end of a longer preparation
_DOCTOR = re.compile(r"\b(doctor|physician|doc|arzt|ärztin|médecin|medico|médico|dokter|lege|läkare)\b", re.I)


def goal_within_reach(facts: Facts) -> Iterator[Finding]:
    """V13: a gain that the plan's weeks may give."""
    gain, race = facts.paces.gain, facts.plan.plan.race
    if len(facts.weeks) < _WHOLE or gain is None or facts.paces.assumed or race is None or race.goal is None:
        return
    asked, likely = 1 - gain, likely_gain(len(facts.weeks), facts.level)
    if asked <= likely:
        return
    now = race.goal / gain
    verdict = "out of reach in one plan" if asked > OUT_OF_REACH else "ambitious"
    what = f"the goal {clock(race.goal)} is {asked:.1%} faster than today's {clock(now, 1)}: {verdict}"
    then = f"{len(facts.weeks)} weeks may give {clock(now * (1 - likely))}"
    raced = [session for session in facts.plan.sessions if session.kind is Kind.RACE]
    yield doubt("V13", what, then, raced[-1] if raced else facts.weeks[-1])


def word_about_health(facts: Facts) -> Iterator[Finding]:
    """V14: who is new to it or over 40 is told once when to see a doctor."""
    athlete = facts.plan.plan.athlete
    older = athlete.age is not None and athlete.age > _OLDER
    if not facts.weeks or not (older or athlete.level is RunnerLevel.BEGINNER) or _says_doctor(facts):
        return
    who = "over 40" if older else "new to hard training"
    what = f"nothing tells a runner who is {who} when to see a doctor"
    yield doubt("V14", what, "say it once, in a note: of the first week", facts.weeks[0])


def _says_doctor(facts: Facts) -> bool:
    notes = (session.session.notes.text for session in facts.plan.sessions)
    return any(_DOCTOR.search(text) for text in (*(week.week.note for week in facts.weeks), *notes))

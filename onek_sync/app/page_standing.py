"""How each target stands, in the words of a page: what it has, when it was pushed, when it will be next."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import NamedTuple

from onek_sync.app.jobs import Planned, planned
from onek_sync.app.project import Project, Ready
from onek_sync.app.services import World, said_when
from onek_sync.app.standing_words import result_words, standing_words
from onek_sync.app.status import Standing, TargetStatus, status


class Look(StrEnum):
    """Whether there is something to do: nothing, nothing yet, or something is wrong."""

    GOOD = "good"
    WAITS = "waits"
    WRONG = "wrong"


@dataclass(frozen=True, kw_only=True)
class TargetCard:
    """A target: how it stands, its last push and its next, what is wrong, what to do now; "" for nothing.

    `there`: the keys of the coming sessions that stand there as they are planned.
    """

    name: str
    kind: str
    look: Look
    words: str
    there: frozenset[str]
    last: str
    next: str
    wrong: tuple[str, ...]
    now: str


_HOLDS = timedelta(seconds=10)
_LOOKS = {
    Standing.IN_STEP: Look.GOOD,
    Standing.LOGIN: Look.WRONG,
    Standing.FAILED: Look.WRONG,
}


class _Seen(NamedTuple):
    """How they stood, when, and of what that was said."""

    plan: Ready | None
    project: Project
    today: date
    at: datetime
    cards: tuple[TargetCard, ...]


class Standings:
    """How the targets stand. To say a plan to each takes a while, so one look holds for ten seconds."""

    def __init__(self) -> None:
        self._seen: _Seen | None = None

    def of(
        self, world: World, plan: Ready | None, today: date, zone: tzinfo | None
    ) -> tuple[TargetCard, ...]:
        """Every target that is set up, by what we remember: nobody is asked. Times are said in `zone`."""
        seen, now = self._seen, world.now()
        if (
            seen is None
            or seen.plan is not plan
            or seen.project is not world.project
            or seen.today != today
            or not timedelta(0) <= now - seen.at < _HOLDS
        ):
            cards = _standing(world, plan, today, zone)
            self._seen = seen = _Seen(plan, world.project, today, now, cards)
        return seen.cards


def for_readers(world: World, text: str) -> str:
    """A sentence without the folder that files lie in: who reads the page may be somebody else."""
    return text.replace(f"{world.project.folder}/", "")


def _standing(world: World, plan: Ready | None, today: date, zone: tzinfo | None) -> tuple[TargetCard, ...]:
    jobs = {one.target: one for one in planned(world, world.now()) if one.is_push}
    stand = [status(world, plan, name, today) for name in world.project.settings.targets]
    return tuple(_card(world, one, _there(plan, one), jobs.get(one.name), zone) for one in stand)


def _there(plan: Ready | None, one: TargetStatus) -> frozenset[str]:
    """The sessions; where the plan is there as one file, all of them."""
    as_one = plan and plan.resolved.plan.id in one.there
    return frozenset(session.key for session in plan.resolved.sessions) if plan and as_one else one.there


def _card(
    world: World, one: TargetStatus, there: frozenset[str], job: Planned | None, zone: tzinfo | None
) -> TargetCard:
    wrong = [str(finding) for finding in one.findings] or [event.text for event in one.errors]
    return TargetCard(
        name=one.name,
        kind=one.kind,
        look=_LOOKS.get(one.standing, Look.WAITS),
        words=standing_words(one, zone),
        there=there,
        last=for_readers(world, _last(one, job, zone)),
        next=_next(job, zone),
        wrong=tuple(for_readers(world, text) for text in wrong),
        now=one.now,
    )


def _last(one: TargetStatus, job: Planned | None, zone: tzinfo | None) -> str:
    """The last push, or the last try of one that came to none."""
    last, tried = one.last, job.job if job else None
    if tried and tried.last_run and not (last and last.at >= tried.last_run):
        text = f": {tried.text}" if tried.text else ""
        return f"{said_when(tried.last_run, zone)}, {result_words(tried.result, tried.counts)}{text}"
    return f"{said_when(last.at, zone)}, {result_words(last.result, last.counts)}" if last else ""


def _next(job: Planned | None, zone: tzinfo | None) -> str:
    if job is None:
        return ""
    if job.is_late:
        return f"due since {said_when(job.job.next_due, zone)}"
    return f"{said_when(job.at, zone)}{f', {job.why}' if job.why else ''}"

"""A plan as its pages show it, week by week and session by session. Made from the plan alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import cached_property

from onek_sync.app.check import doubts_about
from onek_sync.app.export import Pick, exporter_of, say
from onek_sync.app.project import Ready
from onek_sync.exporters.html import EXPORTER as HTML
from onek_sync.exporters.html import picture
from onek_sync.exporters.pictures import arc
from onek_sync.exporters.sheet import PlanSheet, SessionSheet, WeekSum, plan_sheet, session_sheet
from onek_sync.exporters.sheet.plan_sheet import week_line
from onek_sync.exporters.words import Part
from onek_sync.exporters.words.plain import one_line
from onek_sync.model.errors import ExportError, Finding, Place
from onek_sync.model.exchange import Artifact, Options
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedSession

_DAY = timedelta(days=1)
_WORK = 2  # lines of work that a card has room for


@dataclass(frozen=True, kw_only=True)
class Unsaid:
    """What a target cannot be told of a session, and what it is told instead."""

    target: str
    what: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SessionCard:
    """A session: what a card says of it, and the whole of it as HTML (`picture`, `article`).

    `anchor`: its name within its week's page. `fit`: its file for a watch, if it has one.
    """

    key: str
    anchor: str
    kind: Kind
    day: date
    at: time | None
    week: int
    title: str
    total: str
    work: tuple[str, ...]
    picture: str
    article: str
    fit: Artifact | None
    doubts: tuple[str, ...]
    unsaid: tuple[Unsaid, ...]


@dataclass(frozen=True, kw_only=True)
class DayCard:
    """A day of a week; it may have no session."""

    day: date
    sessions: tuple[SessionCard, ...]

    @property
    def trains(self) -> bool:
        """Whether there is more to do than to rest."""
        return any(one.kind is not Kind.REST for one in self.sessions)


@dataclass(frozen=True, kw_only=True)
class WeekCard:
    """A week with its seven days. `line`: its days and totals; `arc`: the plan, this week marked."""

    number: int
    phase: str
    note: str
    line: str
    days: tuple[DayCard, ...]
    arc: str

    @property
    def sessions(self) -> tuple[SessionCard, ...]:
        """Those of all days."""
        return tuple(one for day in self.days for one in day.sessions)

    @property
    def files(self) -> tuple[Artifact, ...]:
        """Its files for a watch."""
        return tuple(one.fit for one in self.sessions if one.fit)


class PlanCards:
    """A plan, ready for its pages. `formats`: by a target's name the format in which it gets the plan."""

    def __init__(self, plan: Ready, options: Options, formats: Mapping[str, str]) -> None:
        self.plan = plan
        self._options = options
        self._formats = formats
        self._made: dict[int, WeekCard] = {}

    @cached_property
    def sheet(self) -> PlanSheet:
        """What stands before the weeks."""
        return plan_sheet(self.plan.resolved)

    @cached_property
    def doubts(self) -> tuple[str, ...]:
        """Those that are about no single session."""
        places = {one.session.place for one in self.plan.resolved.sessions if one.session.place.line}
        return tuple(_said(doubt) for doubt in self._doubts if doubt.place not in places)

    def week(self, number: int) -> WeekCard | None:
        """A week by its number, None where there is none."""
        if number not in self._made and number in self._weeks:
            self._made[number] = self._week(self._weeks[number])
        return self._made.get(number)

    def day(self, day: date) -> DayCard | None:
        """A day of the plan, None for any other."""
        begun = [number for number, one in self._weeks.items() if one.week.start <= day]
        week = self.week(begun[-1]) if begun else None
        return next((one for one in week.days if one.day == day), None) if week else None

    def session(self, key: str) -> SessionCard | None:
        """A session by its key, None where there is none."""
        number = next((one.session.week for one in self.plan.resolved.sessions if one.key == key), 0)
        week = self.week(number)
        return next((one for one in week.sessions if one.key == key), None) if week else None

    def printed(self, number: int | None = None) -> bytes | None:
        """The page to print: of the plan, or of one of its weeks; None where it has no session."""
        sessions = self.plan.resolved.sessions
        if number is not None and all(one.session.week != number for one in sessions):
            return None
        [body] = say(HTML, self.plan.resolved, self._options, Pick(week=number)).files.values()
        return body

    @cached_property
    def _doubts(self) -> tuple[Finding, ...]:
        return doubts_about(self.plan)

    @cached_property
    def _weeks(self) -> Mapping[int, WeekSum]:
        return {one.week.number: one for one in self.sheet.weeks}

    def _week(self, one: WeekSum) -> WeekCard:
        week, resolved = one.week, self.plan.resolved
        found = [each for each in resolved.sessions if each.session.week == week.number]
        sessions = [self._session(each, f"session-{at}") for at, each in enumerate(found, 1)]
        days = {*(week.start + _DAY * number for number in range(7)), *(each.day for each in sessions)}
        return WeekCard(
            number=week.number,
            phase=one_line(week.phase),
            note=one_line(week.note),
            line=week_line(one, resolved),
            days=tuple(_day(day, sessions) for day in sorted(days)),
            arc=arc(resolved, week.number),
        )

    def _session(self, one: ResolvedSession, anchor: str) -> SessionCard:
        said, resolved = one.session, self.plan.resolved
        sheet = session_sheet(one, resolved)
        article = HTML.say(one, resolved, self._options)
        assert article
        return SessionCard(
            key=one.key,
            anchor=anchor,
            kind=one.kind,
            day=said.day,
            at=said.at,
            week=said.week,
            title=sheet.title,
            total=sheet.total,
            work=_work(one, sheet),
            picture=picture(one, resolved),
            article=article.body.decode(),
            fit=self._fit(one),
            doubts=tuple(_said(doubt) for doubt in self._doubts if doubt.place == said.place),
            unsaid=tuple(self._unsaid(one)),
        )

    def _fit(self, one: ResolvedSession) -> Artifact | None:
        try:
            return exporter_of("fit").say(one, self.plan.resolved, self._options)
        except ExportError:
            return None

    def _unsaid(self, one: ResolvedSession) -> Iterator[Unsaid]:
        for target, name in self._formats.items():
            try:
                artifact = exporter_of(name).say(one, self.plan.resolved, self._options)
            except ExportError as error:
                what = tuple(map(_said, error.findings))
            else:
                losses = artifact.losses if artifact else ()
                what = tuple(f"{loss.what}{f': {loss.instead}' if loss.instead else ''}" for loss in losses)
            if what:
                yield Unsaid(target=target, what=what)


def _day(day: date, sessions: list[SessionCard]) -> DayCard:
    return DayCard(day=day, sessions=tuple(one for one in sessions if one.day == day))


def _work(one: ResolvedSession, sheet: SessionSheet) -> tuple[str, ...]:
    """The exercises on one line; else the first lines of what is run."""
    lines = tuple(line.said for line in sheet.of(Part.WORK) or sheet.of(Part.RACE)[:1])
    return (" · ".join(lines),) if one.kind is Kind.STRENGTH else lines[:_WORK]


def _said(doubt: Finding) -> str:
    """Without its place: that is of a file which whoever reads the page may not have."""
    return str(replace(doubt, place=Place()))

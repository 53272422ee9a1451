"""Other people's plans: read in their notation, put together as a plan file of ours, or said line by line."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

from onek_sync.app.project import Project
from onek_sync.model.errors import Finding, Level, PlanError, UsageError
from onek_sync.model.plan import Plan, Race
from onek_sync.planning.file import write_plan
from onek_sync.planning.file.values import day_of, id_of
from onek_sync.planning.file.yaml_door import MAX_CHARACTERS
from onek_sync.planning.importing import (
    MAX_BYTES,
    NOTATIONS,
    Found,
    Frame,
    assemble,
    decoded,
    id_from,
    is_dated,
    line_of,
    notation_of,
    read_foreign,
)

__all__ = [
    "MAX_BYTES",
    "NOTATIONS",
    "Imported",
    "Wanted",
    "import_plan",
    "read_file",
    "refuse_undated",
]

_NO_ZONE = Finding(
    "I27",
    "no time zone is set: times are taken as UTC",
    "write timezone: Europe/Berlin, or where you are, in the plan",
    level=Level.WARNING,
)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a person says of the file: its notation, where its days stand, which are meant; as written.

    `start`: the first day of week 1; `race`: what the weeks lead to; `on`: the day of a workout without
    one; `first` and `last`: the days that are taken. None: nothing was said.
    """

    notation: str | None = None
    start: str | None = None
    race: str | None = None
    on: str | None = None
    first: date | None = None
    last: date | None = None
    id: str | None = None


@dataclass(frozen=True)
class Imported:
    """What a foreign file says: a plan and its file's text, or, where no day is known, lines to paste."""

    notation: str
    sessions: int
    plan: Plan | None = None
    text: str = ""
    lines: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def unread(self) -> tuple[Finding, ...]:
        """What the file says and was not read, or only with a doubt."""
        return tuple(finding for finding in self.findings if finding != _NO_ZONE)


def read_file(path: Path) -> bytes:
    """The bytes of a file, no more than may be read of one."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        why = getattr(error, "strerror", None) or "this is no file name"
        raise UsageError(
            Finding("I28", f"{path} cannot be read ({why})", "name a file, or - for stdin")
        ) from None


def import_plan(project: Project, body: bytes, name: str, wanted: Wanted) -> Imported:
    """The plan that a file of somebody else's notation makes; `name` stands for it in findings."""
    text = decoded(body, name)
    notation = notation_of(text, name, wanted.notation)
    found = read_foreign(text, name, notation)
    if wanted.on is None and not is_dated(found):
        findings = tuple(finding for one in found for finding in (*one.findings, *_unsaid(one)))
        return Imported(notation, len(found), lines=tuple(line_of(one) for one in found), findings=findings)
    frame = _frame(project, name, wanted)
    made = assemble(_meant(found, wanted), frame)
    zone = (_NO_ZONE,) if project.settings.timezone is None else ()
    return Imported(
        notation,
        sum(1 for _ in made.plan.sessions()),
        plan=made.plan,
        text=_text(made.plan, name),
        findings=(*made.findings, *zone),
    )


def refuse_undated(name: str) -> NoReturn:
    """The error for a workout that shall become a plan and has no day."""
    now = "say it with --on 2027-03-01, or leave -o out and paste the line into a plan"
    raise UsageError(Finding("I21", f"the workout of {name} has no day", now))


def _frame(project: Project, name: str, wanted: Wanted) -> Frame:
    stem = Path(name).stem
    try:
        plan_id = id_of(wanted.id) if wanted.id is not None else id_from(stem)
    except ValueError as error:
        raise UsageError(Finding("I28", f"id: {error}")) from None
    race = _day(wanted.race, "race")
    return Frame(
        id=plan_id,
        title=stem if stem != "-" else "",
        timezone=project.settings.timezone or "UTC",
        start=_day(wanted.start, "start"),
        race=Race(day=race) if race else None,
        on=_day(wanted.on, "on"),
    )


def _day(said: str | None, option: str) -> date | None:
    try:
        return None if said is None else day_of(said)
    except ValueError as error:
        raise UsageError(Finding("I28", f"--{option}: {error}")) from None


def _meant(found: tuple[Found, ...], wanted: Wanted) -> tuple[Found, ...]:
    """The sessions from the first to the last day that are meant; those without a date stay."""
    first, last = wanted.first or date.min, wanted.last or date.max
    meant = tuple(one for one in found if not isinstance(one.when, date) or first <= one.when <= last)
    if not is_dated(meant) and wanted.on is None:
        raise UsageError(Finding("I24", "no session of this file is within --from and --to", "widen them"))
    return meant


def _unsaid(found: Found) -> tuple[Finding, ...]:
    """What a line cannot hold of a workout: the words around it."""
    if not found.note:
        return ()
    what, now = "the words around this workout are left out", "give it a day with --on to keep them as a note"
    return (Finding("I17", what, now, found.place, Level.WARNING),)


def _text(plan: Plan, name: str) -> str:
    head = (f"Imported by `onek import` from {Path(name).name}. It is yours now: change what you like.", "")
    text = write_plan(plan, head=head)
    if len(text) > MAX_CHARACTERS:
        now = "choose some of it with --from and --to"
        raise PlanError(Finding("I01", "this makes a plan that is far too large", now))
    return text

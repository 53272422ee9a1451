"""The folder a person works in: its settings, its plan, its athlete."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from onek_sync.model.athlete import Athlete
from onek_sync.model.errors import Finding, Place, PlanError, UsageError
from onek_sync.model.notation import parse_result, seconds_of
from onek_sync.model.plan import Aim
from onek_sync.model.session import ResolvedPlan
from onek_sync.planning.file import PlanFile, load_plan, read_plan
from onek_sync.planning.resolve import resolve
from onek_sync.settings import Settings, find_folder, read_settings

T = TypeVar("T")


@dataclass(frozen=True)
class Project:
    """A folder with its settings."""

    folder: Path
    settings: Settings

    @property
    def plan_path(self) -> Path:
        """Where its plan is, or would be."""
        return self.folder / self.settings.plan


@dataclass(frozen=True)
class Ready:
    """A plan as written, and as its athlete runs it."""

    file: PlanFile
    resolved: ResolvedPlan

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The doubts about the text, the athlete and single sessions, each once."""
        doubts = (finding for session in self.resolved.sessions for finding in session.findings)
        return tuple(dict.fromkeys((*self.file.findings, *self.resolved.findings, *doubts)))


def open_project(named: Path | None, here: Path, environ: Mapping[str, str], *, new: bool = False) -> Project:
    """The folder that was named, else the nearest from `here` upwards with an onek.toml, else `here`.

    `new`: one that was named need not be there yet.
    """
    if named is not None and not named.is_dir() and (named.exists() or not new):
        raise UsageError(Finding("C01", f"there is no folder {named}", "name one that exists"))
    folder = named or find_folder(here) or here
    return Project(folder, read_settings(folder, environ))


def ready(project: Project, plan: Path | None = None) -> Ready:
    """The project's plan (or that one), read and made ready for its athlete."""
    path = plan or project.plan_path
    if not path.exists():
        raise PlanError(
            Finding(
                "P00",
                "there is no plan here",
                "make one with `onek init`, or name it: onek … PLAN",
                Place(str(path)),
            )
        )
    file = _read(project, path)
    return Ready(file, resolve(file.plan))


def ready_text(project: Project, path: Path, text: str) -> Ready:
    """The same for a plan that is not written yet; `path`: where it would be."""
    said = project.settings
    file = read_plan(
        text, str(path), athlete=said.athlete_model(), timezone=said.timezone, times=said.usual_times()
    )
    return Ready(file, resolve(file.plan))


def _read(project: Project, path: Path) -> PlanFile:
    """The plan, with what the settings say wherever it says nothing itself."""
    said = project.settings
    return load_plan(path, athlete=said.athlete_model(), timezone=said.timezone, times=said.usual_times())


def athlete_of(
    project: Project, recent: tuple[str, ...] = (), goal: str | None = None
) -> tuple[Athlete, Aim | None]:
    """Who runs, and for what: from the plan where there is one, else from the settings.

    `recent` results ("5K 20:50") and a `goal` ("3:25") replace theirs.
    """
    athlete: Athlete = project.settings.athlete_model()
    aim: Aim | None = None
    if project.plan_path.is_file():
        plan = _read(project, project.plan_path).plan
        athlete, aim = plan.athlete, plan.race
    if recent:
        athlete = replace(athlete, recent=tuple(_asked(parse_result, text, "C02") for text in recent))
    if goal:
        aim = replace(aim or Aim(), goal=_asked(seconds_of, goal, "C03"))
    return athlete, aim


def _asked(read: Callable[[str], T], text: str, code: str) -> T:
    try:
        return read(text)
    except ValueError as error:
        raise UsageError(Finding(code, str(error))) from error

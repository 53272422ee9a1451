"""The wizard's deeds: check an answer at once, draft both files, and write both or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import unified_diff
from pathlib import Path

from onek_sync.app.build import Answers, NewPlan, build
from onek_sync.app.init_questions import NOTHING, Known
from onek_sync.app.init_questions import QUESTIONS as QUESTIONS
from onek_sync.app.init_questions import Question as Question
from onek_sync.app.init_settings import Said as Said
from onek_sync.app.init_settings import results_in, settings_text
from onek_sync.app.project import Project, Ready, open_project, ready, ready_text
from onek_sync.model.athlete import RunnerLevel
from onek_sync.model.errors import Finding, OnekError, Place, SettingsError, UsageError
from onek_sync.model.units import Units
from onek_sync.planning.file import save_bytes
from onek_sync.planning.file.values import timezone_of
from onek_sync.settings import FILE, settings_of, text_of

AMBITIOUS = "ambitious"
"""The answer that says so; it is no question of its own."""

_OUT_OF_REACH = "B12"
_ANY_GOAL = "3:30"  # stands for the goal until it is known
_NEEDED = ("race", "goal", "days")


@dataclass(frozen=True)
class Sitting:
    """Where the wizard sits down: the folder as it is, the plan in it (if it is sound), day and zone."""

    project: Project
    environ: Mapping[str, str]
    settings_text: str
    plan: Ready | None
    today: date
    zone: str


@dataclass(frozen=True)
class File:
    """A file to be written, and what stands there now (None: nothing)."""

    path: Path
    text: str
    before: bytes | None

    @property
    def is_same(self) -> bool:
        """Whether it is there already, as it would be written."""
        return self.before == self.text.encode()

    @property
    def replaces(self) -> bool:
        """Whether something else would be lost."""
        return self.before is not None and not self.is_same


@dataclass(frozen=True)
class Draft:
    """Both files before they are written; the plan also as it was built, and made ready to be looked at."""

    settings: File
    plan: File
    new: NewPlan
    ready: Ready

    @property
    def files(self) -> tuple[File, ...]:
        """The files that are not there yet as they should be."""
        return tuple(file for file in (self.settings, self.plan) if not file.is_same)


def sit_down(folder: Path | None, here: Path, environ: Mapping[str, str], today: date, zone: str) -> Sitting:
    """Look at the folder; one that was named need not be there yet."""
    project = open_project(folder, here, environ, new=True)
    file = project.folder / FILE
    text = text_of(file)
    settings_of(text, str(file), {})  # the file by itself, too, must be sound: it is written anew
    return Sitting(project, environ, text, _plan(project), today, _zone(zone))


def _plan(project: Project) -> Ready | None:
    try:
        return ready(project)
    except OnekError:  # none there, or none that can be read: it is asked about before it is replaced
        return None


def _zone(guess: str) -> str:
    """The zone, or UTC for none and for a short name like CET, which the settings do not take."""
    try:
        return timezone_of(guess)
    except ValueError:
        return "UTC"


def default(sitting: Sitting, said: Said, question: Question) -> str:
    """What Enter answers, after what was said so far; "" for nothing."""
    plan = sitting.plan.resolved.plan if sitting.plan else None
    known = Known(_project(sitting, said).settings, plan, sitting.today, sitting.zone)
    return question.default(known, said)


def accept(sitting: Sitting, said: Said, question: Question, text: str) -> Said:
    """The answers with one more. Raises what is wrong with it, as `onek build` and the settings say it.

    An answer is right when a plan can be built from it, from those before it, and from what Enter says
    to those that follow.
    """
    said = _with(sitting, said, question, text)
    tried = said
    for later in QUESTIONS:
        if later.name not in tried:
            tried = {**tried, later.name: default(sitting, tried, later)}
    if "goal" not in said:
        tried = {**tried, "goal": tried["goal"] or _ANY_GOAL, AMBITIOUS: "yes"}
    build(_project(sitting, tried), _answers(tried), sitting.today)
    return said


def may_insist(error: OnekError) -> bool:
    """Whether the answer is a goal out of reach, which may be built for all the same."""
    return any(finding.code == _OUT_OF_REACH for finding in error.findings)


def check_given(sitting: Sitting, given: Said) -> None:
    """Raise UsageError for an answer that cannot be read, before any question is asked."""
    for question in QUESTIONS:
        if question.name in given:
            _with(sitting, {}, question, given[question.name])


def settled(sitting: Sitting, given: Said, *, yes: bool) -> Said:
    """All answers without asking: what was given, and what Enter says. Not by `yes`: what a plan needs."""
    missing = [f"--{name}" for name in _NEEDED if name not in given and not yes]
    if missing:
        what = f"there is nobody to ask here, and this is missing: {', '.join(missing)}"
        raise UsageError(Finding("N01", what, "give them, or take the usual answers with --yes"))
    said: Said = {AMBITIOUS: given[AMBITIOUS]} if AMBITIOUS in given else {}
    for question in QUESTIONS:
        text = given.get(question.name)
        said = _with(sitting, said, question, default(sitting, said, question) if text is None else text)
    return said


def _with(sitting: Sitting, said: Said, question: Question, text: str) -> Said:
    """The answers with one more that can be read, and that the settings take."""
    text = text.strip()
    if question.optional and text.lower() in NOTHING:
        text = ""
    if not text and not question.optional:
        raise UsageError(
            Finding("N02", f"{question.name}: an answer is needed", f"give one: --{question.name}")
        )
    try:
        said = {**said, question.name: question.tidy(text)}
        settings_of(settings_text(sitting.settings_text, said), FILE, {})
    except ValueError as error:
        raise UsageError(Finding("B20", f"{question.name}: {error}")) from error
    except SettingsError as error:  # what was said is nowhere in a file yet
        raise UsageError(*(replace(fault, place=Place()) for fault in error.findings)) from error
    return said


def _project(sitting: Sitting, said: Said) -> Project:
    """The folder as its settings would be with those answers."""
    folder = sitting.project.folder
    text = settings_text(sitting.settings_text, said)
    return Project(folder, settings_of(text, str(folder / FILE), sitting.environ))


def _answers(said: Said) -> Answers:
    return Answers(
        goal=said["goal"],
        race=said["race"],
        days=said["days"],
        recent=results_in(said["recent"]),
        level=RunnerLevel(said["level"]),
        units=Units(said["units"]),
        volume=said["volume"] or None,
        ambitious=AMBITIOUS in said,
    )


def draft(sitting: Sitting, said: Said, *, keep_settings: bool = False) -> Draft:
    """Both files, read back as they will be read. `keep_settings`: onek.toml stays and holds for the plan."""
    said_there = {} if keep_settings else said
    project = _project(sitting, said_there)
    text = sitting.settings_text if keep_settings else settings_text(sitting.settings_text, said)
    new = build(project, _answers(said), sitting.today)
    path = project.plan_path
    return Draft(
        settings=_file(project.folder / FILE, text),
        plan=_file(path, new.text),
        new=new,
        ready=ready_text(project, path, new.text),
    )


def _file(path: Path, text: str) -> File:
    if path.exists() and not path.is_file():
        raise OnekError(Finding("N03", f"{path} is no file", "move it out of the way"))
    return File(path, text, _bytes(path))


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def changes(file: File) -> tuple[str, ...]:
    """The lines that a file loses ("- …") and gets ("+ …")."""
    before = (file.before or b"").decode("utf-8", "replace")
    lines = list(unified_diff(before.splitlines(), file.text.splitlines(), n=0, lineterm=""))
    return tuple(f"{line[0]} {line[1:]}" for line in lines[2:] if not line.startswith("@@"))


def check_free(files: Sequence[File], *, force: bool) -> None:
    """Raise OnekError where something else would be lost, unless it may be."""
    taken = [str(file.path) for file in files if file.replaces and not force]
    if taken:
        there = "is" if len(taken) == 1 else "are"
        what = f"{' and '.join(taken)} {there} there already; nothing was written"
        raise OnekError(Finding("N04", what, "work in another folder with -C, or overwrite with --force"))


def write(files: Sequence[File]) -> None:
    """Write all of them or none: where one cannot be written, those before it are taken back."""
    for file in files:
        if _bytes(file.path) != file.before:
            raise OnekError(Finding("N07", f"{file.path} was changed meanwhile", "run it again"))
    done: list[File] = []
    try:
        for file in files:
            _make_room(file.path.parent)
            save_bytes(file.path, file.text.encode())
            done.append(file)
    except BaseException as error:  # Ctrl-C between the two as well
        left = [str(file.path) for file in done if not _take_back(file)]
        if not isinstance(error, OnekError):
            raise
        what = f"{' and '.join(left)} was written all the same" if left else "nothing was written"
        raise OnekError(*error.findings, Finding("N05", what, "mend that and run it again")) from error


def _make_room(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = f"the folder {folder} cannot be made ({error.strerror})"
        raise OnekError(Finding("N06", what, "name another with -C")) from error


def _take_back(file: File) -> bool:
    try:
        if file.before is None:
            file.path.unlink()
        else:
            save_bytes(file.path, file.before)
    except (OSError, OnekError):
        return False
    return True

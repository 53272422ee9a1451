"""The command `onek init`: a few questions, a preview, and then onek.toml and plan.yaml."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onek_sync.cli.arguments import (
    Ambitious,
    AsJson,
    Days,
    Folder,
    Force,
    Goal,
    LevelOption,
    RaceDay,
    Recent,
    Today,
    UnitsOption,
    Volume,
    today,
)

if TYPE_CHECKING:
    from onek_sync.app.init import Draft, File, Question, Said, Sitting

EXAMPLE = 'Example: onek init; onek init --yes --recent "5K 20:50" --race 2027-05-08 --goal 3:25'


def init(
    context: typer.Context,
    recent: Recent = None,
    level: LevelOption = None,
    age: Annotated[int | None, typer.Option("--age", metavar="YEARS", help="Your age.")] = None,
    race: RaceDay = None,
    goal: Goal = None,
    days: Days = None,
    units: UnitsOption = None,
    volume: Volume = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="18:00", help='When you usually start, or "all day".')
    ] = None,
    timezone: Annotated[
        str | None, typer.Option("--timezone", metavar="ZONE", help="Default: that of this computer.")
    ] = None,
    heart: Annotated[
        str | None, typer.Option("--heart", metavar='"max 190, rest 48"', help="Your heart rates.")
    ] = None,
    ambitious: Ambitious = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing: take the usual answers.")] = False,
    force: Force = False,
    folder: Folder = None,
    today_is: Today = None,
    as_json: AsJson = False,
) -> None:
    """Answer a few questions; get your settings and your plan as two files. Nothing is lost unasked."""
    from onek_sync.app import init as use_case

    given = {
        "recent": ", ".join(recent) if recent else None,
        "level": level,
        "age": None if age is None else str(age),
        "race": race,
        "goal": goal,
        "days": days,
        "units": units,
        "volume": volume,
        "at": at,
        "timezone": timezone,
        "heart": heart,
        use_case.AMBITIOUS: "yes" if ambitious else None,
    }
    said = {name: str(text) for name, text in given.items() if text is not None}
    sitting = use_case.sit_down(
        folder or context.obj, Path.cwd(), dict(os.environ), today(today_is), _zone_here()
    )
    if yes or not sys.stdin.isatty():
        draft = use_case.draft(sitting, use_case.settled(sitting, said, yes=yes))
        files = draft.files
        use_case.check_free(files, force=force)
    else:
        draft, files = _talk(sitting, said, force=force)
    use_case.write(files)
    _say(draft, files, as_json=as_json)


def _zone_here() -> str:
    """The zone of this computer, "" where it tells none."""
    import warnings

    from tzlocal import get_localzone_name

    try:
        with warnings.catch_warnings(action="ignore"):  # an odd clock is no news to a runner
            return get_localzone_name() or ""
    except (LookupError, ValueError, OSError):
        return ""


def _talk(sitting: "Sitting", given: "Said", *, force: bool) -> "tuple[Draft, tuple[File, ...]]":
    """Ask, show, and ask before anything is lost; the draft, and what of it is to be written."""
    from onek_sync.app import init as use_case
    from onek_sync.cli import init_views as views

    use_case.check_given(sitting, given)
    try:
        said = _asked(sitting, given)
        draft = use_case.draft(sitting, said)
        if draft.settings.replaces and not (force or _may_change(draft.settings)):
            draft = use_case.draft(sitting, said, keep_settings=True)
        views.preview(draft)
        return draft, _agreed(draft, sitting, force=force)
    except typer.Abort:
        sys.stderr.write("\nNothing was written.\n")
        raise


def _asked(sitting: "Sitting", given: "Said") -> "Said":
    """Every answer: those that were given, and the others from the person."""
    from onek_sync.app import init as use_case
    from onek_sync.cli import init_views as views

    number, of = 0, sum(question.name not in given for question in use_case.QUESTIONS)
    views.welcome(of, sitting.project.folder)
    said: Said = {name: text for name, text in given.items() if name == use_case.AMBITIOUS}
    for question in use_case.QUESTIONS:
        answered = None
        if question.name in given:
            answered = _accepted(sitting, said, question, given[question.name])
        else:
            number += 1
        if answered is None:
            views.question(question, f"--{question.name}" if question.name in given else f"{number}/{of}")
            answered = _answer(sitting, said, question)
        said = answered
    return said


def _answer(sitting: "Sitting", said: "Said", question: "Question") -> "Said":
    """An answer that will do; the same is asked until there is one."""
    from onek_sync.app import init as use_case

    usual = use_case.default(sitting, said, question)
    lines: list[str] = []
    while True:
        typed = _typed("" if lines else usual)
        text = ", ".join([*lines, typed] if typed else lines) or usual
        answered = _accepted(sitting, said, question, text)
        if answered is not None and not (question.many and typed):
            return answered
        if answered is not None:
            lines.append(typed)


def _accepted(sitting: "Sitting", said: "Said", question: "Question", text: str) -> "Said | None":
    """The answers with one more; None where it will not do, which the person is told."""
    from onek_sync.app import init as use_case
    from onek_sync.cli import init_views as views
    from onek_sync.model.errors import OnekError

    try:
        return use_case.accept(sitting, said, question, text)
    except OnekError as error:
        views.refusal(error)
        if use_case.may_insist(error) and typer.confirm("Build for it all the same?", err=True):
            return use_case.accept(sitting, {**said, use_case.AMBITIOUS: "yes"}, question, text)
    return None


def _typed(usual: str) -> str:
    """One line from the person."""
    shown = f"[{usual}] >" if usual else ">"
    return str(typer.prompt(shown, default="", show_default=False, prompt_suffix=" ", err=True)).strip()


def _may_change(settings: "File") -> bool:
    from onek_sync.cli import init_views as views

    views.changed(settings)
    return typer.confirm("Change it so? What else is in it stays.", default=True, err=True)


def _agreed(draft: "Draft", sitting: "Sitting", *, force: bool) -> "tuple[File, ...]":
    """The files that the person wants written; Abort for none."""
    from onek_sync.cli import init_views as views

    views.files((draft.settings, draft.plan))
    files = draft.files
    if draft.plan.replaces and not force:
        views.standing(sitting.plan)
        if typer.confirm(f"Replace {draft.plan.path.name}?", default=False, err=True):
            return files
        files = tuple(file for file in files if file is not draft.plan)
    names = " and ".join(file.path.name for file in files)
    if names and not typer.confirm(f"Write {names}?", default=True, err=True):
        raise typer.Abort
    return files


def _say(draft: "Draft", written: "tuple[File, ...]", *, as_json: bool) -> None:
    """What was written, to stdout; the reasons, where nobody has seen them yet, to stderr."""
    from onek_sync.cli import as_json as data
    from onek_sync.cli import init_views as views

    if not as_json:
        return views.done(draft, written, Path.cwd())
    return data.put(
        {
            "plan": draft.new.built.plan.id,
            "settings": str(draft.settings.path),
            "file": str(draft.plan.path),
            "written": [str(file.path) for file in written],
            "weeks": len(draft.new.built.plan.weeks),
            "reasons": draft.new.built.reasons,
            "findings": [data.finding(one) for one in draft.new.built.findings],
        }
    )

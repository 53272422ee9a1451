"""The command `onek doctor`: is everything that onek needs there and sound, and what to do where not."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onek_sync.cli.arguments import AsJson, Folder, project_of

if TYPE_CHECKING:
    from onek_sync.app.doctor import Check
    from onek_sync.app.project import Project
    from onek_sync.app.services import World

EXAMPLE = "Example: onek doctor --offline"


def doctor(
    context: typer.Context,
    feed: Annotated[
        str | None, typer.Option("--feed", metavar="URL", help="Read this calendar feed as a strict reader.")
    ] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Do not ask any service.")] = False,
    notify: Annotated[
        bool, typer.Option("--notify", help="Send a trial to those who are told what happens, and end.")
    ] = False,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Look at settings, plan, database, logins, targets and the clock; say what to do."""
    if feed:
        from onek_sync.app.feed_doctor import look_at_feed

        return _say(look_at_feed(feed), as_json=as_json)
    if notify:
        from onek_sync.app.doctor import guarded

        project = project_of(context, folder)
        return _say(guarded("notify", lambda: _trial(project)), as_json=as_json)
    return _say(_all(context, folder, offline=offline), as_json=as_json)


def _all(context: typer.Context, folder: Path | None, *, offline: bool) -> "Iterator[Check]":
    """From the machine outwards; what cannot be looked at without the one before is left out."""
    from onek_sync.app import doctor as look
    from onek_sync.model.errors import SettingsError

    yield from look.look_at_machine()
    try:
        project = project_of(context, folder)
    except SettingsError as error:
        yield from look.faults("settings", error)
        return
    yield look.ok("settings", f"{project.folder}")
    yield from look.look_at_plan(project)
    yield from look.guarded("database", lambda: _inside(project, offline=offline))


def _inside(project: "Project", *, offline: bool) -> "Iterator[Check]":
    from functools import partial

    from onek_sync.app import doctor as look
    from onek_sync.app.doctor_targets import look_at_target
    from onek_sync.cli.world import world_for

    with world_for(project) as world:
        yield from look.look_at_database(world)
        yield from look.look_at_secrets(dict(os.environ))
        targets = project.settings.targets
        if not targets:
            yield look.doubt("targets", "none is set up", "onek connect garmin sets one up")
        for name in targets:
            yield from look.guarded(name, partial(look_at_target, world, name, offline=offline))
        if project.settings.notify.urls:
            yield from _told(world, trial=False)


def _trial(project: "Project") -> "Iterator[Check]":
    from onek_sync.cli.world import world_for

    with world_for(project) as world:
        yield from _told(world, trial=True)


def _told(world: "World", *, trial: bool) -> "Iterator[Check]":
    from onek_sync.app.doctor_notify import look_at_notify
    from onek_sync.scheduler.delivering import deliver, understood

    yield from look_at_notify(world, understood, deliver, tell=trial)


def _say(checks: "Iterable[Check]", *, as_json: bool) -> None:
    """A line for each look, as soon as it is known; exit 1 where a person must act."""
    from onek_sync.app.doctor import Verdict
    from onek_sync.cli import as_json as data

    seen = []
    for check in checks:
        seen.append(check)
        if not as_json:
            _line(check)
    if as_json:
        fields = ("subject", "verdict", "what", "now")
        data.put({"checks": [{name: getattr(check, name) for name in fields} for check in seen]})
    if any(check.verdict is Verdict.FAULT for check in seen):
        raise typer.Exit(1)


def _line(check: "Check") -> None:
    from rich.markup import escape

    from onek_sync.cli.terminal import out, plain

    colour = {"ok": "green", "doubt": "yellow", "fault": "red"}[check.verdict.value]
    then = f"; {check.now}" if check.now else ""
    words = escape(plain(f"{check.subject}: {check.what}{then}"))
    out.print(f"[{colour}]{check.verdict.value:<5}[/] {words}", soft_wrap=not out.is_terminal)

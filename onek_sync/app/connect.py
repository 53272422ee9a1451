"""Connect an account to a target, and part from it; where a target is not set up yet, set it up."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import tomlkit
from pydantic_core import PydanticUndefined

from onek_sync.app.project import Project
from onek_sync.app.services import RESTS, World, named_secret, no_such_target, said_when, tools_of, turn
from onek_sync.model.errors import Finding, Paused, TargetError, UsageError
from onek_sync.planning.file import save_text
from onek_sync.settings import FILE, settings_of, text_of
from onek_sync.store.words import Connection as Connection
from onek_sync.store.words import Event, Pause
from onek_sync.targets import KINDS
from onek_sync.targets.kind import Ask as Ask
from onek_sync.targets.kind import Question as Question

_ASKED = {
    "path": Question("path", "Which folder"),
    "url": Question("url", "Address of the calendar server (https://…)"),
    "username": Question("username", "User name there"),
}
"""What is asked of a person who sets up a target, of the settings that its kind has."""


@dataclass(frozen=True)
class Section:
    """A target that is set up, or one that would be: `new` are the lines that onek.toml lacks."""

    project: Project
    name: str
    kind: str
    new: str = ""


def section_of(project: Project, named: str, ask: Ask, environ: Mapping[str, str]) -> Section:
    """The target that a person means by its name or its kind.

    Where there is none of that kind, a new one of that name, with its settings asked for. Nothing is written.
    """
    targets = project.settings.targets
    if named in targets:
        return Section(project, named, targets[named].kind)
    if named not in KINDS:
        raise no_such_target(named, dict.fromkeys([*targets, *KINDS]))
    same = [name for name, target in targets.items() if target.kind == named]
    if len(same) > 1:
        what = f"{len(same)} targets are of the kind {named}"
        raise UsageError(Finding("Y05", what, f"name one of them: {', '.join(same)}"))
    return Section(project, same[0], named) if same else _new(project, named, ask, environ)


def _new(project: Project, kind: str, ask: Ask, environ: Mapping[str, str]) -> Section:
    fields = KINDS[kind].settings.model_fields
    asked = [question for name, question in _ASKED.items() if name in fields]
    answers = {question.name: ask(question).strip() for question in asked}
    said = {name: text for name, text in answers.items() if text or fields[name].default is PydanticUndefined}
    lines = [f"[targets.{kind}]", f'kind = "{kind}"']
    lines += [f"{name} = {tomlkit.item(text).as_string()}" for name, text in said.items()]
    new = "\n".join(lines) + "\n"
    settings = settings_of(_text_with(project.folder, new), str(project.folder / FILE), environ)
    return Section(replace(project, settings=settings), kind, kind, new)


def _text_with(folder: Path, lines: str) -> str:
    before = text_of(folder / FILE)
    return f"{before.rstrip()}\n\n{lines}" if before.strip() else lines


def set_up(section: Section) -> None:
    """Write a new target into onek.toml, behind what stands there now."""
    if section.new:
        folder = section.project.folder
        save_text(folder / FILE, _text_with(folder, section.new))


def questions(world: World, name: str) -> tuple[Question, ...]:
    """What a person is asked for a login; nothing that the settings say."""
    settings = world.project.settings.targets[name]
    asked = KINDS[settings.kind].questions
    return tuple(question for question in asked if not getattr(settings, question.name, None))


def needs_login(section: Section) -> bool:
    """Whether there is an account behind it."""
    return KINDS[section.kind].connect is not None


def connect(world: World, name: str, answers: Mapping[str, str], ask: Ask) -> Connection:
    """Log in, look whether that works, keep what proves it, and let the target rest no longer.

    Raises TargetError where the service does not let us in; what was kept before stays then.
    """
    settings = world.project.settings.targets[name]
    kind = KINDS[settings.kind]
    assert kind.connect is not None
    named = named_secret(world.project, name)
    kept = {one.name: world.secrets.get(name) or "" for one in kind.questions if named and one.secret}
    tools = tools_of(world, name, lambda: turn(world, name, settings))
    try:
        who = kind.connect(name, settings, tools, {**kept, **answers}, ask)
    except TargetError as error:
        _failed(world, name, error)
        raise
    made = Connection(name, settings.kind, who, world.now())
    world.store.connections.put(world.athlete, made)
    world.store.pauses.end(world.athlete, name)
    _remember(world, name, "ok", f"as {who}")
    return made


def asked_to_wait(world: World, name: str) -> None:
    """Raises Paused while the service wants not to be asked: a login now would make that longer."""
    pause = world.store.pauses.of(world.athlete, name, world.now())
    events = world.store.history.recent(world.athlete, name, limit=50)
    last = next((event for event in events if not event.key), None)
    if pause and last and last.result == "paused":
        what = f"{name} rests until {said_when(pause.until, world.zone)}: {pause.reason}"
        raise Paused(pause.until, Finding(RESTS, what, "connect it after that"))


def _failed(world: World, name: str, error: TargetError) -> None:
    if isinstance(error, Paused):
        world.store.pauses.put(world.athlete, name, Pause(error.until, str(error.findings[0])))
    _remember(world, name, "paused" if isinstance(error, Paused) else "failed", str(error.findings[0]))


def _remember(world: World, name: str, result: str, text: str) -> None:
    event = Event(target=name, at=world.now(), what="connect", result=result, text=text)
    world.store.history.add(world.athlete, event)


@dataclass(frozen=True)
class Parted:
    """A target that was disconnected; `was`: as whom; `named`: where the settings say its secret lies."""

    target: str
    was: str | None
    named: str | None


def disconnect(world: World, name: str) -> Parted:
    """Forget what proves who we are there. What was pushed stays there."""
    made = {one.target: one for one in world.store.connections.all(world.athlete)}
    with world.secrets.lock(name):
        world.secrets.delete(name)
    world.store.connections.remove(world.athlete, name)
    _remember(world, name, "ok", "disconnected")
    return Parted(name, made[name].who if name in made else None, named_secret(world.project, name))


def nobody_to_ask(now: str) -> UsageError:
    """Something must be asked, and nobody is there."""
    return UsageError(Finding("Y06", "there is nobody to ask here", now))

"""Looks whether everything that onek needs is there and sound; each look ends in a line with what to do."""

import os
import platform
import shutil
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from onek_sync.app.project import Project, ready
from onek_sync.app.services import World
from onek_sync.model.errors import Finding, Level, OnekError
from onek_sync.store import place_of_secrets

_ROOM = 50_000_000  # bytes; a season's ledger is a hundredth of that
_LIBRARIES = ("garminconnect", "caldav", "httpx", "icalendar", "pydantic", "sqlalchemy")
_PLACES = {
    "sealed": "logins lie in the database, sealed with ONEK_KEY",
    "keyring": "logins lie in the keyring of this desktop",
    "files": "logins lie in files that only you can read",
}


class Verdict(StrEnum):
    """How a look ended."""

    OK = "ok"
    DOUBT = "doubt"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what it is, how it is, and what to do about it."""

    subject: str
    verdict: Verdict
    what: str
    now: str = ""


def ok(subject: str, what: str) -> Check:
    """Nothing to do."""
    return Check(subject, Verdict.OK, what)


def doubt(subject: str, what: str, now: str) -> Check:
    """It may do; better mend it."""
    return Check(subject, Verdict.DOUBT, what, now)


def fault(subject: str, what: str, now: str = "") -> Check:
    """It does not do."""
    return Check(subject, Verdict.FAULT, what, now)


def faults(subject: str, error: OnekError) -> Iterator[Check]:
    """What an error says, as faults."""
    for finding in error.findings:
        yield fault(subject, _sentence(finding), finding.now)


def _sentence(finding: Finding) -> str:
    where = f"{finding.place}: " if str(finding.place) else ""
    return f"{where}{finding.what}"


def look_at_machine() -> Iterator[Check]:
    """Python, and the libraries that matter."""
    yield ok("python", f"{platform.python_version()} on {platform.system()}, {sys.executable}")
    yield ok("onek-sync", library_version("onek-sync") or "from a checkout")
    found = [f"{name} {library_version(name)}" for name in _LIBRARIES if library_version(name)]
    yield ok("libraries", ", ".join(found))


def library_version(name: str) -> str:
    """The version of a library, "" where it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def look_at_plan(project: Project) -> Iterator[Check]:
    """The plan, as `onek check` reads it."""
    try:
        plan = ready(project)
    except OnekError as error:
        first, *more = faults("plan", error)
        yield first
        if more:
            yield fault("plan", f"and {len(more)} more", "run onek check")
        return
    doubts = sum(finding.level is Level.WARNING for finding in plan.findings)
    said = f"{project.plan_path.name}, sessions: {len(plan.resolved.sessions)}"
    yield doubt("plan", f"{said}, doubts: {doubts}", "run onek check") if doubts else ok("plan", said)


def look_at_database(world: World) -> Iterator[Check]:
    """Where it is, whether it is private, and whether there is room. It is open, so it is sound and ours."""
    place = world.store.database.place
    if not world.store.database.is_sqlite:
        yield ok("database", place)
        return
    file = Path(place)
    yield from private("database", file) if file.exists() else ()
    free = shutil.disk_usage(file.parent).free
    room = f"{free / 1e9:.1f} GB free"
    yield ok("disk", room) if free > _ROOM else fault("disk", room, "make room, or nothing can be remembered")


def private(subject: str, file: Path) -> Iterator[Check]:
    """Whether only its owner reads a file."""
    mode = stat.S_IMODE(file.stat().st_mode)
    if os.name == "posix" and mode & 0o077:
        yield doubt(subject, f"others on this computer can read {file}", f"chmod 600 {file}")
    else:
        yield ok(subject, f"{file}")


def look_at_secrets(environ: Mapping[str, str]) -> Iterator[Check]:
    """Where logins lie."""
    place = place_of_secrets(environ)
    yield ok("logins", _PLACES[place])


def guarded(subject: str, look: Callable[[], Iterator[Check]]) -> Iterator[Check]:
    """A look whose errors are its result."""
    try:
        yield from look()
    except OnekError as error:
        yield from faults(subject, error)

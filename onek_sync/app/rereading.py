"""onek.toml while something goes on by it: read again when it is another and at rest."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from onek_sync.app.project import Project
from onek_sync.app.troubles import Part, Troubles, said
from onek_sync.model.errors import Finding, OnekError, Place
from onek_sync.settings import FILE, Settings, read_settings

Stamp = tuple[int, int, int]
_AT_ONCE = frozenset({"public_url"})
"""Of [web]; all else there is said to the server when it starts."""
_STAYS = "the settings from before stay"


def stamp_of(file: Path) -> Stamp | None:
    """What tells that a file is another; None while there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


class Rereading:
    """The settings of a folder, looked at again and again.

    What is broken, or gone, leaves the last good ones.
    """

    def __init__(self, environ: Mapping[str, str], troubles: Troubles, tell: Callable[[str], None]) -> None:
        self._environ = environ
        self._troubles = troubles
        self._tell = tell
        self._seen: Stamp | None = None
        self._read: Stamp | None = None
        self._later: tuple[str, ...] = ()

    def look(self, project: Project) -> Project:
        """The project with the settings that are in force now: the same one where nothing changed."""
        file = project.folder / FILE
        before, self._seen = self._seen, stamp_of(file)
        if self._seen != before or self._seen == self._read:  # being written, or known
            return project
        if self._seen is None:
            gone = Finding("S01", "is gone", "put it back, or start anew without it", Place(str(file)))
            self._troubles.say(Part.SETTINGS, str(gone), _STAYS)
            return project
        self._read = self._seen
        try:
            found = read_settings(project.folder, self._environ)
        except OnekError as error:
            self._troubles.say(Part.SETTINGS, said(error), _STAYS)
            return project
        self._troubles.say(Part.SETTINGS, "")
        return self._taken(project, found)

    def _taken(self, project: Project, found: Settings) -> Project:
        settings, later = at_once(project.settings, found)
        if later and later != self._later:
            self._tell(f"{project.folder / FILE}: {', '.join(later)}: from the next start on")
        self._later = later
        if settings == project.settings:
            return project
        self._tell(f"{project.folder / FILE}: read again")
        return replace(project, settings=settings)


def at_once(old: Settings, new: Settings) -> tuple[Settings, tuple[str, ...]]:
    """The new settings, as far as they can be in force at once; and the names of the others."""
    web = {name: getattr(old.web, name) for name in type(old.web).model_fields if name not in _AT_ONCE}
    later = tuple(f"[web] {name}" for name, value in web.items() if getattr(new.web, name) != value)
    database = ("database",) if new.database != old.database else ()
    kept = {"database": old.database, "web": new.web.model_copy(update=web)}
    return new.model_copy(update=kept), (*database, *later)

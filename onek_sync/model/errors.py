"""What can go wrong, said so that a person can act: what, where, and what now.

The tree::

    OnekError                     a person must act; doors print it, never a traceback
    ├── ShorthandError            a workout's text could not be read
    ├── PlanError                 a plan file has faults (several at once)
    ├── SettingsError             onek.toml or the environment has faults
    ├── UsageError                a command was asked for something that is not there
    ├── AthleteError              what is known of the athlete does not allow an answer
    ├── ExportError               a format refuses a session
    ├── StoreError                the database cannot be used (locked, newer than we are, disk full)
    └── TargetError               a service did not do what was asked
        ├── Refused               it will not have this object; nothing was changed, others may go on
        ├── Unsure                no clear answer: it may have been done; look before doing it again
        ├── Unreachable           nothing was sent or nothing is there; this target rests until later
        │   └── Waiting           … and that is nothing to worry about: the watch is not plugged in
        ├── LoginNeeded           it does not know us any more; this target rests until a new login
        └── Paused                it asked us to wait, until a time

Everything else that is raised is a mistake of ours and always shows its traceback.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Level(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a file (or what stands for it), line and column, both from 1; 0 = unknown."""

    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file or (f"col {self.column}" if self.column else "")
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault or doubt: a code, a sentence, where it stands and what to write or do instead.

    What a target says has its kind and a word as code ("garmin.paused"), all else a letter and a number.

    Its text quotes what people and files say; as a string it is one line without control characters.
    """

    code: str
    what: str
    now: str = ""
    place: Place = Place()
    level: Level = Level.ERROR

    def __str__(self) -> str:
        where = f"{self.place}: " if str(self.place) else ""
        then = f"; {self.now}" if self.now else ""
        return "".join(c if c.isprintable() else repr(c)[1:-1] for c in f"{where}{self.what}{then}")


class OnekError(Exception):
    """The root: one or more findings, the first of which is the message."""

    def __init__(self, *findings: Finding) -> None:
        self.findings = findings
        super().__init__("\n".join(str(finding) for finding in findings))


class ShorthandError(OnekError):
    """A workout's text that is not understood; its one finding's place has the column (from 1)."""


class PlanError(OnekError):
    """A plan file with faults, all that were found."""


class SettingsError(OnekError):
    """Settings that contradict themselves, are unknown or cannot be read."""


class UsageError(OnekError):
    """A command that was asked for something that is not there; doors exit with 2."""


class AthleteError(OnekError):
    """Too little, or contradictory, knowledge of the athlete (no race, impossible heart rates)."""


class ExportError(OnekError):
    """A session that a format refuses as a whole (what it merely cannot say is a Loss)."""


class StoreError(OnekError):
    """The database cannot be used: locked, read-only, from a newer version, no space left."""


class TargetError(OnekError):
    """A service did not do what was asked; its kind says whether trying again makes sense."""


class Refused(TargetError):
    """The service will not have this object. Nothing was changed; other objects may go on."""


class Unsure(TargetError):
    """No clear answer (time-out, dropped connection, 5xx, unreadable body): look before trying again."""


class Unreachable(TargetError):
    """Nothing was sent, or nothing is there to answer. Trying again later makes sense."""


class Waiting(Unreachable):
    """What we write to is not there now, as is its way: a watch that is not plugged in."""


class LoginNeeded(TargetError):
    """The service does not accept what we hold. Only a new login helps."""


class Paused(TargetError):
    """The service asked us to wait; `until` is when it may be asked again (UTC)."""

    def __init__(self, until: datetime, *findings: Finding) -> None:
        self.until = until
        super().__init__(*findings)

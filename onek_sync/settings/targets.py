"""[targets.NAME]: the services that shall show the plan, by the athlete's name for each."""

import re
from collections.abc import Callable, Mapping
from importlib.metadata import entry_points
from os.path import normpath
from pathlib import Path
from typing import Annotated, Literal, get_args
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, WrapValidator

from onek_sync.model.notation import said
from onek_sync.model.units import Duration

_SECRET = re.compile(r"(env|keyring|file):.+", re.DOTALL)
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_SPAN = re.compile(r"(\d{1,4}) ?(days?|weeks?)")
_PACE = re.compile(r"(\d{1,3}(?:\.\d{1,3})?) ?s")
_ATHLETE = re.compile(r"i?\d{1,12}", re.ASCII)
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def target_name(text: str) -> str:
    """A name that can be typed: `onek push watch`."""
    if not _NAME.fullmatch(text):
        raise ValueError(f"{said(text)} is no name for a target; write a-z, 0-9 and dashes")
    return text


def secret_name(text: str) -> str:
    """Where a secret lies: env:NAME, keyring:NAME or file:PATH; never the secret itself."""
    if not _SECRET.fullmatch(text):
        # What stands here may be the secret itself, so it is not repeated.
        raise ValueError("a secret is given by its name; write env:NAME, keyring:NAME or file:PATH")
    return text


def athlete_id(text: str) -> str:
    """An athlete's id at intervals.icu."""
    if not _ATHLETE.fullmatch(text):
        raise ValueError(f'{said(text)} is no athlete of intervals.icu; write "0", or an id like "i12345"')
    return text


def days_of(text: str) -> int:
    """Days from "14 days" or "2 weeks"."""
    found = _SPAN.fullmatch(text.strip())
    days = int(found[1]) * (7 if found[2].startswith("week") else 1) if found else 0
    if not 0 < days <= 366:
        raise ValueError(f'{said(text)} is no span of days; write "14 days"')
    return days


def pace_of_requests(text: str) -> Duration | None:
    """The time between two requests, "1s"; None for "0s"."""
    found = _PACE.fullmatch(text.strip())
    if not found:
        raise ValueError(f'{said(text)} is no time between requests; write "1s"')
    return Duration(float(found[1])) if float(found[1]) else None


def service_url(text: str) -> str:
    """An https address, or an http one of this machine; without a password in it."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"{said(parts.hostname or text)} is no address of a service; write https://…")
    if parts.username or parts.password:
        raise ValueError('an address holds no password; write it as username and password = "env:NAME"')
    if parts.scheme == "http" and not is_loopback(text):
        raise ValueError(f"http to {said(parts.hostname)} would show everything to the net; write https://…")
    return text


def is_loopback(url: str) -> bool:
    """Whether an address is this machine."""
    return urlsplit(url).hostname in _LOOPBACK


def folder_path(text: str) -> str:
    """A folder's path; ~ is the athlete's own."""
    try:
        Path(text).expanduser()
    except RuntimeError:
        raise ValueError(f"{said(text)} is below the home of nobody; write the whole path") from None
    if not text.strip() or not text.isprintable():
        raise ValueError(f'{said(text)} is no path; write one like "~/training"')
    return text


def _checked_days(text: str) -> str:
    days_of(text)
    return text


def _checked_pace(text: str) -> str:
    pace_of_requests(text)
    return text


Secret = Annotated[str, AfterValidator(secret_name)]
Url = Annotated[str, AfterValidator(service_url)]


class TargetShape(BaseModel):
    """What every target can be told; other packages' kinds extend it and add their `kind`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    horizon: Annotated[str, AfterValidator(_checked_days)] = "14 days"

    @property
    def days(self) -> int:
        """How many days ahead are pushed."""
        return days_of(self.horizon)


class _Service(TargetShape):
    pace: Annotated[str, AfterValidator(_checked_pace)] = "1s"


class FolderTarget(TargetShape):
    """A folder that holds any exporter's files: a watch, a shared drive."""

    kind: Literal["folder"]
    path: Annotated[str, AfterValidator(folder_path)]
    format: str = "fit"


class GarminTarget(_Service):
    """Garmin Connect."""

    kind: Literal["garmin"]


class IntervalsTarget(_Service):
    """intervals.icu. `athlete` "0" is the key's own; a coach's key reaches those who allowed it."""

    kind: Literal["intervals"]
    athlete: Annotated[str, AfterValidator(athlete_id)] = "0"
    api_key: Secret | None = None


class CalDavTarget(_Service):
    """A calendar of its own on a CalDAV server; `url` is the server's or the calendar's."""

    kind: Literal["caldav"]
    url: Url
    username: str = ""
    password: Secret | None = None
    calendar: str = "Training"
    pace: Annotated[str, AfterValidator(_checked_pace)] = "0s"


KINDS: tuple[type[TargetShape], ...] = (FolderTarget, GarminTarget, IntervalsTarget, CalDavTarget)

BY_KIND = {get_args(shape.model_fields["kind"].annotation)[0]: shape for shape in KINDS}


def _of_other_packages(value: object, ours: Callable[[object], object]) -> object:
    """Kinds that came by an entry point are read in their own shape; ours cannot be replaced."""
    kind = value.get("kind") if isinstance(value, dict) else None
    if not isinstance(kind, str) or kind in BY_KIND:
        return ours(value)
    points = entry_points(group="onek_sync.targets", name=kind)
    for point in points:
        shape = point.load().settings
        try:
            return shape.model_validate(value)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            raise ValueError(f"{where}: {first['msg']}; look at what {kind} asks for") from None
    return ours(value)


TargetSettings = Annotated[
    FolderTarget | GarminTarget | IntervalsTarget | CalDavTarget,
    Field(discriminator="kind"),
    WrapValidator(_of_other_packages),
]


def apart(targets: Mapping[str, TargetShape]) -> Mapping[str, TargetShape]:
    """The targets, of which no two are in one folder: each would take the other's files for its own."""
    there: dict[str, str] = {}
    for name, target in targets.items():
        if isinstance(target, FolderTarget):
            first = there.setdefault(normpath(Path(target.path).expanduser()), name)
            if first != name:
                raise ValueError(f"{first} and {name} are in one folder; give each a path of its own")
    return targets

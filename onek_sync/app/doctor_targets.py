"""What the doctor looks at in each target: its library, its login, whether it is there, and the clock."""

import ssl
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

from onek_sync.app.doctor import Check, doubt, fault, library_version, ok, private
from onek_sync.app.services import World, named_secret, resting
from onek_sync.model.errors import Paused
from onek_sync.settings.targets import FolderTarget, is_loopback
from onek_sync.targets import KINDS

PATIENCE = 5.0
"""Seconds in which a service has to answer a greeting."""
_LIBRARIES = {"garmin": "garminconnect", "intervals": "httpx", "caldav": "caldav"}
_ADDRESSES = {"garmin": "https://connectapi.garmin.com", "intervals": "https://intervals.icu"}
_REWORKED = (0, 3, 20)
"""The version of garminconnect from which on its login is the one that Garmin has now."""
_OFF, _FAR_OFF = timedelta(minutes=5), timedelta(hours=12)


def look_at_target(world: World, name: str, *, offline: bool) -> Iterator[Check]:
    """One target, from what it needs here to whether it answers."""
    settings = world.project.settings.targets[name]
    if isinstance(settings, FolderTarget):
        yield _folder(name, world.project.folder / Path(settings.path).expanduser())
        return
    yield from _library(name, settings.kind)
    yield from _login(world, name)
    address = getattr(world.project.settings, f"{settings.kind}_url", None) or getattr(
        settings, "url", _ADDRESSES.get(settings.kind)
    )
    if address and not offline:
        yield from greeted(name, address, world.now())


def _folder(name: str, path: Path) -> Check:
    try:
        there, is_folder = path.exists(), path.is_dir()
    except OSError as error:
        return fault(name, f"{path} cannot be looked at ({error.strerror})", "look at its permissions")
    if is_folder:
        return ok(name, f"{path} is there")
    if there:
        return fault(name, f"{path} is no folder", f"write another path below [targets.{name}]")
    return doubt(name, f"{path} is not there now", "plug it in before onek push; until then it is waited for")


def _library(name: str, kind: str) -> Iterator[Check]:
    library = _LIBRARIES.get(kind)
    if library is None:
        return
    found = library_version(library)
    if not found:
        yield fault(name, f"{library} is not installed", f"install it: pip install {library}")
    elif kind == "garmin" and _numbers(found) < _REWORKED:
        what = f"garminconnect {found} has an older login than Garmin expects now"
        yield doubt(name, what, "if onek connect fails, use Python 3.12 or newer, which gets a newer one")


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def _login(world: World, name: str) -> Iterator[Check]:
    named = named_secret(world.project, name)
    if named and named.startswith("file:"):
        file = world.project.folder / Path(named.removeprefix("file:")).expanduser()
        yield from private(name, file) if file.exists() else ()
    kind = KINDS[world.project.settings.targets[name].kind]
    if kind.connect is not None and not world.secrets.get(name):
        yield fault(name, "it is not connected", f"run onek connect {name}")
        return
    try:
        resting(world, name)
    except Paused as error:
        yield doubt(name, error.findings[0].what, "wait until then")
    else:
        made = {one.target: one.who for one in world.store.connections.all(world.athlete)}
        yield ok(name, f"connected as {made[name]}" if name in made else "its login is there")


def greeted(name: str, address: str, now: datetime) -> Iterator[Check]:
    """Whether a service answers at all, and whether its clock and ours agree."""
    import httpx

    host = urlsplit(address).hostname
    try:
        answer = httpx.head(address, timeout=PATIENCE, trust_env=not is_loopback(address))
    except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError) as error:
        yield fault(name, f"{host} cannot be reached ({_why(error)})", _then(error))
        return
    yield ok(name, f"{host} answers")
    yield from _clock(answer.headers.get("Date", ""), now)


def _why(error: Exception) -> str:
    """In our words: a library's may quote an address with a secret in it."""
    text = str(error).lower()
    if "certificate" in text or "ssl" in text:
        return "its certificate is not accepted"
    if "timeout" in type(error).__name__.lower():
        return f"no answer in {PATIENCE:.0f} s"
    return "no connection"


def _then(error: Exception) -> str:
    if "certificate" in _why(error):
        return "look at the clock of this computer, and whether something stands between it and the net"
    return "look at the network, and try again later"


def _clock(date: str, now: datetime) -> Iterator[Check]:
    try:
        off = now - parsedate_to_datetime(date)
    except (ValueError, TypeError, OverflowError):
        return
    if abs(off) <= _OFF:
        yield ok("clock", "right")
        return
    way = "fast" if off > timedelta() else "slow"
    what = f"this computer's clock is {_span(abs(off))} {way}"
    now_what = "set it: by a wrong clock the wrong days are pushed"
    yield fault("clock", what, now_what) if abs(off) > _FAR_OFF else doubt("clock", what, now_what)


def _span(off: timedelta) -> str:
    days, hours, minutes = off.days, off.seconds // 3600, off.seconds // 60
    if days:
        return f"{days} day{'s' if days > 1 else ''} {hours} h"
    return f"{hours} h {minutes % 60} min" if hours else f"{minutes} min"

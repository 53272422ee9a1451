"""The plan file: read it, edit it, write it. The one place in planning that touches the disk."""

import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from onek_sync.model.athlete import Athlete
from onek_sync.model.errors import Finding, OnekError, Place, PlanError
from onek_sync.model.plan import Plan, Session
from onek_sync.planning.file.faults import Faults
from onek_sync.planning.file.head_reader import Times
from onek_sync.planning.file.plan_edit import spliced
from onek_sync.planning.file.plan_reader import Known, read_nodes
from onek_sync.planning.file.yaml_door import MAX_CHARACTERS, compose
from onek_sync.planning.file.yaml_nodes import Scalar

BOM = "\ufeff"
_OTHER_ENCODINGS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan, the doubts about it (warnings), and the text it was read from."""

    plan: Plan
    findings: tuple[Finding, ...] = ()
    text: str = ""
    name: str = "plan.yaml"
    known: Known = field(default_factory=Known)
    texts: Mapping[str, Scalar] = field(default_factory=dict, repr=False)  # by session key, as written


def load_plan(
    path: Path | str,
    *,
    athlete: Athlete | None = None,
    timezone: str | None = None,
    times: Times | None = None,
) -> PlanFile:
    """The plan in a file. The rest is what is known from elsewhere; each key that the plan says wins.

    `times`: when sessions usually start, by weekday ("mon"); None: all day.
    Raises PlanError with every fault that was found, each with file, line and column.
    """
    return read_plan(_read_text(Path(path)), str(path), athlete=athlete, timezone=timezone, times=times)


def read_plan(
    text: str,
    name: str = "plan.yaml",
    *,
    athlete: Athlete | None = None,
    timezone: str | None = None,
    times: Times | None = None,
) -> PlanFile:
    """The plan in a text; `name` stands for the file in places. The rest as in `load_plan`."""
    return _read(text, name, Known(athlete=athlete or Athlete(), timezone=timezone, times=times or {}))


def _read(text: str, name: str, known: Known) -> PlanFile:
    document = compose(text.removeprefix(BOM), name)
    if document.root is None:
        what, now = "this file is empty", "begin with plan: spring-1k"
        raise PlanError(Finding("P12", what, now, Place(name, 1, 1)))
    faults = Faults(document.findings)
    reading = read_nodes(document.root, known, faults)
    if faults.errors or reading is None:
        raise PlanError(*faults.errors)
    return PlanFile(reading.plan, faults.warnings, text, name, known, reading.texts)


def _read_text(path: Path) -> str:
    """The text of a file that is small enough to be a plan."""
    place = Place(str(path))
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise PlanError(Finding("P01", "this is no file", "name the plan's file", place))
        if about.st_size > MAX_CHARACTERS:
            raise PlanError(Finding("P02", "this is far too large for a plan", "keep it under 2 MB", place))
        body = path.read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise PlanError(
            Finding("P01", f"cannot be read ({why})", "look at its name and rights", place)
        ) from None
    except ValueError:  # a NUL in the name
        raise PlanError(Finding("P01", "this is no file name", "name the plan's file", Place("?"))) from None
    return _decoded(body, str(path))


def _decoded(body: bytes, name: str) -> str:
    now = "save the file as UTF-8"
    unmarked = "UTF-16" if body[1:8:2] == bytes(len(body[1:8:2])) and len(body) > 1 else ""
    if encoding := _OTHER_ENCODINGS.get(body[:2], unmarked):
        what = f"this file is written in {encoding}"
        raise PlanError(Finding("P03", what, now, Place(name, 1, 1)))
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        before = body[: error.start].decode().split("\n")
        what = f"the byte 0x{body[error.start]:02X} is no UTF-8"
        place = Place(name, len(before), len(before[-1]) + 1)
        raise PlanError(Finding("P03", what, now, place)) from None


def set_session_text(file: PlanFile, key: str, text: str) -> str:
    """The file's text with one session's workout replaced; every other character stays, and so does the key.

    Raises PlanError when there is no such session, when the new workout cannot be read, and when the old
    text is shared with other days (an alias).
    """
    scalar = file.texts.get(key)
    if scalar is None:
        raise PlanError(Finding("P21", f'no session "{key}" is written in the plan', _likely_key(file, key)))
    bom = BOM if file.text.startswith(BOM) else ""
    new = bom + spliced(file.text.removeprefix(BOM), scalar, text.strip())
    after = _read(new, file.name, file.known)
    if _others(after, key) != _others(file, key):
        what, now = "this text says other sessions too", "give this session a text of its own"
        raise PlanError(Finding("P21", what, now, scalar.place))
    return new


def _likely_key(file: PlanFile, key: str) -> str:
    close = get_close_matches(key, file.texts, 1)
    return f'did you mean "{close[0]}"?' if close else "`onek show` lists the keys"


def _others(file: PlanFile, key: str) -> list[Session]:
    return [replace(session, place=Place()) for session in file.plan.sessions() if session.key != key]


def save_text(path: Path, text: str) -> None:
    """Write a text as UTF-8, whole or not at all; see `save_bytes`."""
    save_bytes(path, text.encode())


def save_bytes(path: Path, body: bytes, *, follow: bool = True) -> None:
    """Write a file whole or not at all: beside it first, then in its place. Unchanged content is left alone.

    Its mode is kept. Where it is a link, the file it leads to is written; without `follow` the link itself
    is replaced, so that nothing outside the folder is touched. Raises OnekError when the disk refuses, or
    where something stands that is no file (a device must not be replaced by one).
    """
    try:
        target = Path(path).resolve() if follow else Path(path).parent.resolve() / Path(path).name
        if not target.is_symlink() and target.exists():
            if not target.is_file():
                what = f"{path} cannot be written (it is no file)"
                raise OnekError(Finding("P01", what, "name a file, or leave it out to print"))
            if target.read_bytes() == body:
                return
        _replace(target, body)
    except OSError as error:
        why = error.strerror or str(error)
        what = f"{path} cannot be written ({why})"
        raise OnekError(
            Finding("P01", what, "look at the folder's rights and the space on the disk")
        ) from None


def _replace(target: Path, body: bytes) -> None:
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    mode = None if target.is_symlink() or not target.exists() else stat.S_IMODE(target.stat().st_mode)
    try:
        with beside.open("xb") as out:
            out.write(body)
            out.flush()
            os.fsync(out.fileno())
        if mode is not None:
            beside.chmod(mode)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise

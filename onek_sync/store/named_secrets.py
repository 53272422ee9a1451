"""Secrets that a setting gives by their name: env:NAME, keyring:NAME, file:PATH."""

import re
from collections.abc import Mapping
from pathlib import Path

from onek_sync.model.errors import Finding, Place, SettingsError, StoreError
from onek_sync.store.secret_keyring import asked, real_keyring

_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")
_LARGEST = 1 << 16  # bytes
_SERVICE = "onek"  # keyring:NAME is what `keyring set onek NAME` keeps


def secret_of(name: str, environ: Mapping[str, str], folder: Path) -> str:
    """See the package."""
    kind, _, rest = name.partition(":")
    if kind == "env" and rest:
        return _from_environment(rest, environ)
    if kind == "keyring" and rest:
        return _from_keyring(rest)
    if kind == "file" and rest:
        return _from_file(folder, rest)
    # What stands here may be the secret itself, so it is not repeated; the same holds below.
    raise _missing("a secret is given by its name", "write env:NAME, keyring:NAME or file:PATH")


def _from_environment(name: str, environ: Mapping[str, str]) -> str:
    if value := environ.get(name):
        return value
    if not _VARIABLE.fullmatch(name):
        raise _missing("the variable behind an env: is not set", "write its name: env:CALDAV_PASSWORD")
    raise _missing("this variable holds no secret", "set it", name)


def _from_keyring(name: str) -> str:
    keyring = real_keyring()
    if keyring is None:
        raise _missing("there is no keyring here", "write env:NAME or file:PATH")
    try:
        value = asked(lambda: keyring.get_password(_SERVICE, name))
    except StoreError as error:
        raise SettingsError(*error.findings) from None
    if not value:
        raise _missing("the keyring has no such entry", f"make it: keyring set {_SERVICE} NAME")
    return value


def _from_file(folder: Path, path: str) -> str:
    try:
        with (folder / Path(path).expanduser()).open("rb") as stream:
            value = stream.read(_LARGEST).decode("utf-8-sig").strip("\r\n")
    except UnicodeDecodeError:
        raise _missing("the file behind a file: is not in UTF-8", "look at it") from None
    except (OSError, ValueError, RuntimeError) as error:
        why = getattr(error, "strerror", None) or "no such path"
        what = f"the file behind a file: cannot be read ({why})"
        raise _missing(what, "look at its path and permissions") from None
    if not value:
        raise _missing("the file behind a file: is empty", "write the secret into it")
    return value


def _missing(what: str, now: str, where: str = "") -> SettingsError:
    return SettingsError(Finding("D26", what, now, Place(where)))

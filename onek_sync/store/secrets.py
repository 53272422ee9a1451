"""Which of the places for secrets is used: sealed in the database, in the keyring, or in files."""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from platformdirs import user_state_path

from onek_sync.model.errors import Finding, Place, SettingsError
from onek_sync.model.target import Secrets
from onek_sync.store.named_secrets import secret_of
from onek_sync.store.secret_files import FileSecrets
from onek_sync.store.secret_keyring import KeyringSecrets, real_keyring
from onek_sync.store.store import Store

KEY = "ONEK_KEY"
CHOICE = "ONEK_SECRETS"


def open_secrets(
    store: Store, environ: Mapping[str, str], athlete: str, files: Mapping[str, Path]
) -> Secrets:
    """See the package."""
    # Two databases of one person's may be of two runners; their logins must not be mistaken.
    place = store.database.place
    folder = user_state_path("onek") / "secrets" / hashlib.sha256(place.encode()).hexdigest()[:16]
    choice = place_of_secrets(environ)
    if choice not in _PLACES:
        raise SettingsError(Finding("D25", f"write {', '.join(_PLACES)}, or nothing", place=Place(CHOICE)))
    usual = _PLACES[choice](store, environ, folder, athlete)
    return _Routed(usual, FileSecrets(folder, athlete, files), frozenset(files)) if files else usual


def place_of_secrets(environ: Mapping[str, str]) -> str:
    """See the package."""
    if choice := environ.get(CHOICE):
        return choice
    if environ.get(KEY):
        return "sealed"
    return "keyring" if real_keyring() else "files"


def _sealed(store: Store, environ: Mapping[str, str], folder: Path, athlete: str) -> Secrets:
    try:
        from onek_sync.store.secret_sealed import SealedSecrets, keys_of
    except ImportError:
        what = "sealed logins need cryptography, which is not here"
        raise SettingsError(Finding("D25", what, "install it: pip install 'onek-sync[sealed]'")) from None
    return SealedSecrets(store.database, keys_of(_key(environ)), folder, athlete)


def _key(environ: Mapping[str, str]) -> str:
    """The key itself, or what its file holds: credentials of systemd and secrets of containers are files."""
    said = environ.get(KEY, "")
    if not said.startswith("file:"):
        return said
    try:
        return secret_of(said, environ, Path())
    except SettingsError as error:
        raise SettingsError(*(replace(found, place=Place(KEY)) for found in error.findings)) from None


def _keyring(store: Store, environ: Mapping[str, str], folder: Path, athlete: str) -> Secrets:
    keyring = real_keyring()
    if keyring is None:
        now = "install one and 'onek-sync[keyring]', or write files"
        raise SettingsError(Finding("D25", "there is no keyring here", now, Place(CHOICE)))
    return KeyringSecrets(keyring, f"onek {store.database.place}", folder, athlete)


def _files(store: Store, environ: Mapping[str, str], folder: Path, athlete: str) -> Secrets:
    return FileSecrets(folder, athlete)


_PLACES: dict[str, Callable[[Store, Mapping[str, str], Path, str], Secrets]] = {
    "sealed": _sealed,
    "keyring": _keyring,
    "files": _files,
}


class _Routed:
    """Some names lie in files of the athlete's own, the others in the usual place."""

    def __init__(self, usual: Secrets, own: Secrets, names: frozenset[str]) -> None:
        self._usual = usual
        self._own = own
        self._names = names

    def get(self, name: str) -> str | None:
        return self._of(name).get(name)

    def put(self, name: str, value: str) -> None:
        self._of(name).put(name, value)

    def delete(self, name: str) -> None:
        self._of(name).delete(name)

    def lock(self, name: str) -> AbstractContextManager[None]:
        return self._of(name).lock(name)

    def _of(self, name: str) -> Secrets:
        return self._own if name in self._names else self._usual

"""Secrets in the desktop's own keyring (Keychain, Credential Locker, Secret Service, KWallet)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from onek_sync.model.errors import Finding, StoreError
from onek_sync.store.secret_files import FileSecrets

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

# Back-ends that keep nothing, or keep it as plain text.
_NONE = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")


class KeyringSecrets:
    """One entry for each athlete and name under `service`. Its locks are files in `folder`."""

    def __init__(self, keyring: "KeyringBackend", service: str, folder: Path, athlete: str) -> None:
        self._keyring = keyring
        self._service = service
        self._athlete = athlete
        self._locks = FileSecrets(folder, athlete)

    def get(self, name: str) -> str | None:
        """The secret, or None."""
        return asked(lambda: self._keyring.get_password(self._service, self._user(name)))

    def put(self, name: str, value: str) -> None:
        """Keep it instead of what was kept."""
        asked(lambda: self._keyring.set_password(self._service, self._user(name), value))

    def delete(self, name: str) -> None:
        """It is no more."""
        if self.get(name) is not None:
            asked(lambda: self._keyring.delete_password(self._service, self._user(name)))

    def lock(self, name: str) -> AbstractContextManager[None]:
        """One process at a time."""
        return self._locks.lock(name)

    def _user(self, name: str) -> str:
        return f"{name}@{self._athlete}"


def real_keyring() -> "KeyringBackend | None":
    """The desktop's keyring; None where there is none, or one that keeps secrets as plain text."""
    try:
        import keyring
    except ImportError:
        return None
    found = keyring.get_keyring()
    return found if _is_real(found) else None


def _is_real(keyring: "KeyringBackend") -> bool:
    members = getattr(keyring, "backends", None)  # a chain of several
    if members is not None:
        return bool(members) and all(_is_real(member) for member in members)
    return keyring.priority > 0 and not type(keyring).__module__.startswith(_NONE)


def asked(ask: Callable[[], T]) -> T:
    """What a keyring answers. What it raises is its own, and may hold anything: only its kind is said."""
    try:
        return ask()
    except Exception as error:
        what = f"the keyring refuses ({type(error).__name__})"
        now = "unlock it, or keep logins in files: ONEK_SECRETS=files, and connect again"
        raise StoreError(Finding("D22", what, now)) from None

"""Secrets in the database, sealed with AES-256-GCM; the key comes from outside and is never kept."""

import hashlib
import json
import os
from base64 import b64decode
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import ColumnElement, delete, func, select, update

from onek_sync.model.errors import Finding, Place, SettingsError, StoreError
from onek_sync.store.database import Database
from onek_sync.store.schema import secrets
from onek_sync.store.secret_files import FileSecrets

_NONCE = 12  # bytes, random: with one key, 2**32 secrets may be sealed
_PATIENCE = "60s"


@dataclass(frozen=True, slots=True)
class Key:
    """A key, and by what it is known: eight hexadecimal digits of its SHA-256."""

    id: str
    cipher: AESGCM = field(repr=False)


def keys_of(text: str) -> tuple[Key, ...]:
    """The keys of ONEK_KEY, the newest first: 32 random bytes each, in base64, with commas between them."""
    keys = []
    for part in text.split(","):
        try:
            raw = _decoded(part.strip())
        except ValueError:
            raw = b""
        if len(raw) != 32:
            now = "make one: python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"
            what = "is no key of 32 bytes in base64, nor a list of them with commas"
            raise SettingsError(Finding("D23", what, now, Place("ONEK_KEY")))
        keys.append(Key(hashlib.sha256(raw).hexdigest()[:8], AESGCM(raw)))
    return tuple(keys)


def _decoded(text: str) -> bytes:
    plain = text.rstrip("=").translate(str.maketrans("-_", "+/"))
    return b64decode(plain + "=" * (-len(plain) % 4), validate=True)


class SealedSecrets:
    """One row for each athlete and name, bound to both: a row that is copied to another does not open.

    The first key seals, any opens; what an older one opened is sealed anew with the first.
    """

    def __init__(self, database: Database, keys: tuple[Key, ...], folder: Path, athlete: str) -> None:
        self._database = database
        self._keys = keys
        self._athlete = athlete
        self._locks = FileSecrets(folder, athlete)

    def get(self, name: str) -> str | None:
        """The secret, or None."""
        asked = select(secrets.c.key_id, secrets.c.sealed).where(self._is(name))
        with self._database.reading() as connection:
            row = connection.execute(asked).one_or_none()
        if row is None:
            return None
        value = self._open(name, row.key_id, row.sealed)
        if row.key_id != self._keys[0].id:
            self._reseal(name, value, row.sealed)
        return value

    def put(self, name: str, value: str) -> None:
        """Keep it instead of what was kept."""
        row = {"athlete": self._athlete, "name": name, **self._seal(name, value)}
        self._database.put(secrets, row)

    def delete(self, name: str) -> None:
        """It is no more."""
        with self._database.writing() as connection:
            connection.execute(delete(secrets).where(self._is(name)))

    def lock(self, name: str) -> AbstractContextManager[None]:
        """One process at a time: on all machines with PostgreSQL, on this one with SQLite."""
        return self._locks.lock(name) if self._database.is_sqlite else self._advisory_lock(name)

    @contextmanager
    def _advisory_lock(self, name: str) -> Iterator[None]:
        number = int.from_bytes(hashlib.sha256(self._bound_to(name)).digest()[:8], signed=True)
        with self._database.writing() as connection:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_PATIENCE}'")
            connection.execute(select(func.pg_advisory_xact_lock(number)))
            yield

    def _seal(self, name: str, value: str) -> dict[str, object]:
        key, nonce = self._keys[0], os.urandom(_NONCE)
        sealed = nonce + key.cipher.encrypt(nonce, value.encode(), self._bound_to(name))
        return {"key_id": key.id, "sealed": sealed}

    def _open(self, name: str, key_id: str, sealed: bytes) -> str:
        key = next((key for key in self._keys if key.id == key_id), None)
        if key is None:
            what = f"the login for {name} is sealed with key {key_id}, which ONEK_KEY does not hold"
            raise StoreError(Finding("D24", what, "add that key behind the newest, or connect again"))
        try:
            return key.cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], self._bound_to(name)).decode()
        except InvalidTag:
            what = f"the login for {name} is damaged, or was sealed for somebody else"
            raise StoreError(Finding("D24", what, "connect again")) from None

    def _reseal(self, name: str, value: str, sealed: bytes) -> None:
        """Unless it was replaced meanwhile."""
        same = self._is(name) & (secrets.c.sealed == sealed)
        with self._database.writing() as connection:
            connection.execute(update(secrets).where(same).values(**self._seal(name, value)))

    def _bound_to(self, name: str) -> bytes:
        return json.dumps([self._athlete, name]).encode()

    def _is(self, name: str) -> ColumnElement[bool]:
        return (secrets.c.athlete == self._athlete) & (secrets.c.name == name)

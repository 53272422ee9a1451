"""What goes wrong around a push is one sentence with the next step; the next push heals what it left."""

import errno
import os
import re
import sqlite3
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http.server import HTTPServer
from ipaddress import ip_address
from pathlib import Path
from shutil import copytree
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import Engine, event, text

from onek_sync.app.push import Pushed
from onek_sync.model.errors import (
    LoginNeeded,
    OnekError,
    Paused,
    StoreError,
    TargetError,
    Unreachable,
)
from onek_sync.model.target import Entry
from tests.servers.garmin import Garmin
from tests.servers.http import Kind
from tests.sync.playing import FIRST, IT, THEN, Setting, pushed, world
from tests.sync.services import SERVICES, Service

Trouble = Callable[[Service, Setting], AbstractContextManager[Setting]]


# -- what goes wrong -----------------------------------------------------------------------------------


def answers(kind: Kind, *, nth: int = 1, status: int = 503, **more: Any) -> Trouble:
    """From the nth request on the service answers like this."""

    @contextmanager
    def trouble(service: Service, setting: Setting) -> Iterator[Setting]:
        assert service.server
        service.server.fault(kind, nth=nth, count=999, status=status, **more)
        yield setting
        service.server.heal()

    return trouble


@contextmanager
def login_is_revoked(service: Service, setting: Setting) -> Iterator[Setting]:
    """Whatever we hold does not open it any more; then somebody connects again."""
    if isinstance(service.server, Garmin):
        service.server.revoke()
        yield setting
        (setting.folder / "garmin_tokens.json").write_text(service.server.tokens())
        return
    wrong = {
        name: "another" if name in {"ICU_KEY", "CALDAV_PASSWORD"} else value
        for name, value in setting.environ.items()
    }
    yield replace(setting, environ=wrong)


@contextmanager
def no_network(service: Service, setting: Setting) -> Iterator[Setting]:
    assert service.server
    port = service.server.port
    service.server.stop()
    yield setting
    service.server.start(port)


@contextmanager
def a_stranger_answers(service: Service, setting: Setting) -> Iterator[Setting]:
    """Encrypted, with a certificate that nobody has signed."""
    assert service.server
    old = service.server.url
    file = setting.folder / "onek.toml"
    with _self_signed(setting.folder) as new:
        said = file.read_text()
        file.write_text(said.replace(old, new))
        yield replace(
            setting, environ={name: value.replace(old, new) for name, value in setting.environ.items()}
        )
        file.write_text(said)


def disk(number: int, name: str) -> Trouble:
    """That step of the disk fails from now on."""

    @contextmanager
    def trouble(service: Service, setting: Setting) -> Iterator[Setting]:
        def fails(*given: Any, **named: Any) -> Any:
            raise OSError(number, os.strerror(number))

        with patch.object(os, name, fails):
            yield setting

    return trouble


def database_fails(nth: int, code: int) -> Trouble:
    """From the nth write of the ledger on, the database says this."""

    @contextmanager
    def trouble(service: Service, setting: Setting) -> Iterator[Setting]:
        met = [0]

        def fails(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
            met[0] += statement.startswith("INSERT INTO ledger")
            if met[0] >= nth and statement.startswith(("INSERT", "UPDATE", "DELETE")):
                error = sqlite3.OperationalError("said so")
                error.sqlite_errorcode = code
                raise error

        event.listen(Engine, "before_cursor_execute", fails)
        yield setting
        event.remove(Engine, "before_cursor_execute", fails)

    return trouble


@contextmanager
def database_of_a_newer_version(service: Service, setting: Setting) -> Iterator[Setting]:
    file = setting.folder / "onek.db"
    before = file.read_bytes()
    with world(setting) as opened, opened.store.database.writing() as connection:
        connection.execute(text("UPDATE onek_version SET version_num = '9999'"))
    newer = file.read_bytes()
    yield setting
    assert file.read_bytes() == newer, "a database that is not for us is left as it is"
    file.write_bytes(before)


@contextmanager
def _self_signed(folder: Path) -> Iterator[str]:
    """The address of a server with a certificate of its own."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a stranger")])
    since = datetime.now(UTC) - timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(since)
        .not_valid_after(since + timedelta(days=9))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "stranger.pem"
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, *plain) + made.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    server = Stranger(("127.0.0.1", 0), None)  # type: ignore[arg-type]
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


class Stranger(HTTPServer):
    """Nobody gets further than its certificate."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


# -- the table -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """A trouble, the kind of its error, what the sentence says, and the next step.

    `midway`: something was done before it went wrong.
    """

    trouble: Trouble
    error: type[OnekError]
    says: str
    now: str
    midway: bool = False


ON_THE_NET = {
    "login revoked": Case(login_is_revoked, LoginNeeded, "", "onek connect it"),
    "401": Case(answers(Kind.STATUS, status=401), LoginNeeded, "", "onek connect it"),
    "401 midway": Case(
        answers(Kind.STATUS, status=401, nth=6), LoginNeeded, "", "onek connect it", midway=True
    ),
    "account locked": Case(
        answers(
            Kind.STATUS, status=403, headers={"Content-Type": "application/json"}, body=b'{"error": "locked"}'
        ),
        TargetError,
        "",
        "later|connect|rights",
    ),
    "asked too often": Case(
        answers(Kind.STATUS, status=429, headers={"Retry-After": "90"}), Paused, "429", "later"
    ),
    "503 midway": Case(answers(Kind.STATUS, nth=6), TargetError, "503", "again|later", midway=True),
    "a page for people": Case(
        answers(Kind.HTML), Unreachable, "read|calendar|answer", "later|again|look|check"
    ),
    "half an answer": Case(answers(Kind.TRUNCATED), Unreachable, "", "later|again|check"),
    "a dropped connection": Case(answers(Kind.DROP), Unreachable, "", "later|again|check"),
    "no network": Case(no_network, Unreachable, "cannot be reached", "network"),
    "a stranger's certificate": Case(a_stranger_answers, Unreachable, "certificate", "clock|network"),
}
ON_DISK = {
    "disk full": Case(disk(errno.ENOSPC, "fsync"), Unreachable, "No space left", "space"),
    "read-only": Case(disk(errno.EROFS, "replace"), Unreachable, "Read-only", "permissions"),
}
EVERYWHERE = {
    "database on a full disk": Case(
        database_fails(1, sqlite3.SQLITE_FULL), StoreError, "disk is full", "make room"
    ),
    "database on a full disk midway": Case(
        database_fails(5, sqlite3.SQLITE_FULL), StoreError, "disk is full", "make room", midway=True
    ),
    "database read-only": Case(
        database_fails(1, sqlite3.SQLITE_READONLY), StoreError, "only be read", "allow writing"
    ),
    "database of a newer version": Case(
        database_of_a_newer_version, StoreError, "newer than this onek", "install a newer"
    ),
}
# Another CalDAV server is the same on our side.
TARGETS = [target for target in SERVICES if target != "xandikos"]
CASES = [
    pytest.param(target, case, id=f"{target}: {name}")
    for target in TARGETS
    for name, case in ({**(ON_DISK if target == "folder" else ON_THE_NET), **EVERYWHERE}).items()
]


class Scenes:
    """Services that show the first plan, and folders with the second; each as often as it is wanted."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open = ExitStack()
        self._kept: dict[str, tuple[Service, Setting, Callable[[], None]]] = {}

    def close(self) -> None:
        self._open.close()

    def at(self, target: str, folder: Path) -> tuple[Service, Setting]:
        """The scene, as it was at first, in this folder."""
        if target not in self._kept:
            self._kept[target] = self._filled(target)
        service, base, restore = self._kept[target]
        copytree(base.folder, folder, dirs_exist_ok=True)
        restore()
        return service, replace(base, folder=folder)

    def _filled(self, target: str) -> tuple[Service, Setting, Callable[[], None]]:
        service = self._open.enter_context(SERVICES[target]())
        folder = self._folder / target
        folder.mkdir()
        setting = service.set_up(folder)
        setting.says(FIRST)
        assert in_step(setting)
        setting.says(THEN)
        return service, setting, service.save()


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scenes]:
    scenes = Scenes(tmp_path_factory.mktemp("scenes"))
    yield scenes
    scenes.close()


def in_step(setting: Setting) -> bool:
    """Whether a push does all, and a second one finds nothing to do."""
    first, then = pushed(setting), pushed(setting)
    assert first.report
    return first.report.sound and then.diff.changes == () and then.diff.in_step == len(FIRST)


def error_of(setting: Setting) -> OnekError:
    """What a push says that does not go well."""
    try:
        done = pushed(setting)
    except OnekError as error:
        return error
    return next(_errors(done))


def _errors(done: Pushed) -> Iterator[OnekError]:
    assert done.report
    if done.report.stopped:
        yield done.report.stopped
    yield from (outcome.error for outcome in done.report.outcomes if outcome.error)


def ledger(setting: Setting) -> tuple[Entry, ...]:
    with world(setting) as opened:
        return opened.store.ledger("me", IT).entries()


@pytest.mark.parametrize("target, case", CASES)
def test_what_goes_wrong_is_said_and_healed(target: str, case: Case, scenes: Scenes, tmp_path: Path) -> None:
    service, setting = scenes.at(target, tmp_path)
    foreign, shown, known = service.foreign(tmp_path), service.shown(tmp_path), ledger(setting)
    with case.trouble(service, setting) as troubled:
        error = error_of(troubled)
    assert isinstance(error, case.error), repr(error)
    (finding,) = error.findings
    assert "\n" not in str(finding) and "Traceback" not in str(finding)
    assert re.search(case.says, finding.what), finding
    assert re.search(case.now, finding.now), finding
    if not case.midway:
        assert service.shown(tmp_path) == shown
        assert [replace(entry, intent=None) for entry in ledger(setting) if entry.id] == list(known)
    assert in_step(setting.at(setting.now + timedelta(hours=1)))
    assert service.shown(tmp_path).total() == len(THEN)
    assert service.foreign(tmp_path) == foreign


@pytest.mark.parametrize("days", [-1, 1])
@pytest.mark.parametrize("target", TARGETS)
def test_a_clock_that_was_off_by_a_day_does_no_harm(
    target: str, days: int, scenes: Scenes, tmp_path: Path
) -> None:
    service, setting = scenes.at(target, tmp_path)
    foreign = service.foreign(tmp_path)
    pushed(setting.at(setting.now + timedelta(days=days)))
    pushed(setting)
    assert in_step(setting)
    assert service.shown(tmp_path).total() == len(THEN)
    assert service.foreign(tmp_path) == foreign


def test_a_target_that_rests_is_not_asked(scenes: Scenes, tmp_path: Path) -> None:
    """Also by a process that was just started."""
    service, setting = scenes.at("garmin", tmp_path)
    with answers(Kind.STATUS, status=429, headers={"Retry-After": "90"})(service, setting):
        error_of(setting)
    service.forget_calls()
    rests = error_of(setting.at(setting.now + timedelta(seconds=80)))
    assert isinstance(rests, Paused)
    assert "it rests" in str(rests)
    assert service.calls() == (0, 0)
    assert in_step(setting.at(setting.now + timedelta(seconds=100)))


def test_a_token_that_has_run_out_is_renewed_and_the_new_one_is_kept(scenes: Scenes, tmp_path: Path) -> None:
    service, setting = scenes.at("garmin", tmp_path)
    assert isinstance(service.server, Garmin)
    service.server.refresh.clear()
    file = setting.folder / "garmin_tokens.json"
    file.write_text(service.server.tokens())
    before = file.read_text()
    service.server.expire()
    assert in_step(setting)
    assert file.read_text() != before

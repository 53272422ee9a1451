"""Where secrets lie: the same contract for files, the keyring and the sealed database."""

import logging
import os
import stat
import threading
import traceback
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text

from onek_sync.model.errors import SettingsError, StoreError
from onek_sync.model.target import Secrets
from onek_sync.store import open_secrets, open_store
from onek_sync.store import secret_keyring as in_keyring
from onek_sync.store.locks import locked
from onek_sync.store.secret_files import FileSecrets
from onek_sync.store.store import Store

cryptography = pytest.importorskip("cryptography", reason="pip install 'onek-sync[sealed]'")
keyring = pytest.importorskip("keyring", reason="pip install 'onek-sync[keyring]'")

PLANTED = "planted-4f1d-token"
OLD, NEW = (b64encode(bytes([number]) * 32).decode() for number in (1, 2))
posix = pytest.mark.skipif(os.name != "posix", reason="modes and links are POSIX's")

Opened = Callable[..., Secrets]


class Desktop(keyring.backend.KeyringBackend):  # type: ignore[misc, name-defined]
    """A keyring that keeps what it is given."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of this machine's state."""
    folder = tmp_path / "state"
    monkeypatch.setattr("onek_sync.store.secrets.user_state_path", lambda name: folder / name)
    return folder


@pytest.fixture(autouse=True)
def desktop(monkeypatch: pytest.MonkeyPatch) -> Desktop:
    made = Desktop()
    monkeypatch.setattr(keyring, "get_keyring", lambda: made)
    return made


def files_in(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file() and not file.name.endswith(".lock"))


@pytest.fixture(params=["files", "keyring", "sealed"])
def opened(request: pytest.FixtureRequest, store: Store) -> Opened:
    """Opens the secrets of an athlete."""
    environ = {"ONEK_SECRETS": request.param, "ONEK_KEY": NEW}
    return lambda athlete="me": open_secrets(store, environ, athlete)


def test_what_is_kept_is_found_again_and_replaced_and_deleted(opened: Opened) -> None:
    secrets = opened()
    assert secrets.get("garmin") is None
    for value in (PLANTED, "ä" * 5000, ""):
        secrets.put("garmin", value)
        assert opened().get("garmin") == value
    for _ in range(2):
        secrets.delete("garmin")
        assert secrets.get("garmin") is None


def test_names_and_athletes_do_not_see_each_other(opened: Opened) -> None:
    names = ("garmin", "Garmin", "../garmin", "a@me", "a", "", "garmin.lock", "läufer/1")
    for athlete in ("me", "you", "me@a"):
        for name in names:
            opened(athlete).put(name, f"{athlete} {name}")
    for athlete in ("me", "you", "me@a"):
        assert [opened(athlete).get(name) for name in names] == [f"{athlete} {name}" for name in names]


def test_whoever_changes_a_secret_is_alone(opened: Opened) -> None:
    opened().put("count", "0")

    def count() -> None:
        secrets = opened()
        for _ in range(5):
            with secrets.lock("count"):
                secrets.put("count", str(int(secrets.get("count") or "0") + 1))

    threads = [threading.Thread(target=count) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert opened().get("count") == "15"


def test_another_name_s_lock_holds_nobody_up(opened: Opened) -> None:
    with opened().lock("garmin"), opened().lock("intervals"), opened("you").lock("garmin"):
        pass


def test_a_lock_outlives_an_error(opened: Opened) -> None:
    with suppress(ZeroDivisionError), opened().lock("garmin"):
        raise ZeroDivisionError
    with opened().lock("garmin"):
        pass


def test_who_waits_too_long_is_told(tmp_path: Path) -> None:
    said: list[str] = []

    def second() -> None:
        try:
            with locked(tmp_path / "lock", patience=0.01):
                said.append("alone")
        except StoreError as error:
            said.append(str(error))

    with locked(tmp_path / "lock"):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
    [sentence] = said
    assert sentence.endswith("has been changing this login for a while; try again when it is done")


def test_no_secret_is_seen_anywhere(
    opened: Opened, store: Store, url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture, desktop: Desktop
) -> None:
    """But in its own file of mode 0600, or in the keyring."""
    caplog.set_level(logging.DEBUG)
    secrets = opened()
    secrets.put("garmin", PLANTED)
    assert secrets.get("garmin") == PLANTED
    assert PLANTED not in repr(secrets) + repr(vars(secrets)) + caplog.text
    found = [file for file in files_in(tmp_path) if PLANTED.encode() in file.read_bytes()]
    assert all(file.stat().st_mode & 0o777 == 0o600 and "state" in file.parts for file in found)
    kept_elsewhere = bool(found) or bool(desktop.kept)
    with store.database.reading() as connection:
        rows = [bytes(row.sealed) for row in connection.execute(text("SELECT sealed FROM secrets"))]
    assert kept_elsewhere != bool(rows)
    assert not any(PLANTED.encode() in row for row in rows)


# Which place is used


def kind(store: Store, **environ: str) -> str:
    return type(open_secrets(store, environ)).__name__


@pytest.fixture
def lite(tmp_path: Path) -> Iterator[Store]:
    with open_store("sqlite:///onek.db", tmp_path) as opened:
        yield opened


def test_a_key_means_sealed_then_comes_the_keyring_then_files(
    lite: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kind(lite, ONEK_KEY=NEW) == "SealedSecrets"
    assert kind(lite) == "KeyringSecrets"
    assert kind(lite, ONEK_SECRETS="files", ONEK_KEY=NEW) == "FileSecrets"
    monkeypatch.setattr(keyring, "get_keyring", keyring.backends.fail.Keyring)
    assert kind(lite) == "FileSecrets"


def named(home: str, priority: float = 5) -> object:
    made = type("Keyring", (Desktop,), {"__module__": home, "priority": priority})
    return made()


@pytest.mark.parametrize(
    ("found", "is_real"),
    [
        (lambda: named("keyring.backends.SecretService"), True),
        (lambda: named("keyring.backends.fail"), False),
        (lambda: named("keyring.backends.null"), False),
        (lambda: named("keyrings.alt.file"), False),
        (lambda: named("somebody.s", priority=0), False),
        (lambda: chain("keyring.backends.macOS"), True),
        (lambda: chain("keyring.backends.macOS", "keyrings.alt.file"), False),
        (lambda: chain(), False),
    ],
)
def test_a_keyring_that_keeps_nothing_or_plain_text_is_none(
    found: Callable[[], object], is_real: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", found)
    assert (in_keyring.real_keyring() is not None) == is_real


def chain(*homes: str) -> object:
    made = named("keyring.backends.chainer")
    made.backends = [named(home) for home in homes]  # type: ignore[attr-defined]
    return made


def refused(store: Store, **environ: str) -> str:
    with pytest.raises(SettingsError) as caught:
        open_secrets(store, environ)
    return str(caught.value)


def test_a_choice_that_is_none_is_refused(lite: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(lite, ONEK_SECRETS="plain").startswith("ONEK_SECRETS: write sealed, keyring, files")
    monkeypatch.setattr(keyring, "get_keyring", keyring.backends.fail.Keyring)
    assert refused(lite, ONEK_SECRETS="keyring").startswith("ONEK_SECRETS: there is no keyring here")


@pytest.mark.parametrize("key", ["", "short", f"{NEW},", PLANTED, NEW + NEW, "=" * 44])
def test_a_key_that_is_none_is_refused_and_not_repeated(lite: Store, key: str) -> None:
    said = refused(lite, ONEK_SECRETS="sealed", ONEK_KEY=key)
    assert said.startswith("ONEK_KEY: is no key of 32 bytes in base64") and (not key or key not in said)


def test_the_key_may_lie_in_a_file(lite: Store, tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(f"{NEW}\n")
    open_secrets(lite, {"ONEK_KEY": f"file:{file}"}).put("garmin", PLANTED)
    assert sealed_by(lite, NEW).get("garmin") == PLANTED

    said = refused(lite, ONEK_KEY=f"file:{tmp_path}/none")
    assert said.startswith("ONEK_KEY: the file behind a file: cannot be read (No such file")
    file.write_text("short")
    assert refused(lite, ONEK_KEY=f"file:{file}").startswith("ONEK_KEY: is no key of 32 bytes")


def test_sealing_without_its_library(lite: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.delitem(sys.modules, "onek_sync.store.secret_sealed", raising=False)
    monkeypatch.setitem(sys.modules, "cryptography.exceptions", None)
    assert refused(lite, ONEK_KEY=NEW).endswith("install it: pip install 'onek-sync[sealed]'")


def test_two_databases_on_one_machine_do_not_share_logins(tmp_path: Path) -> None:
    with open_store("sqlite:///hers.db", tmp_path) as hers, open_store("sqlite:///his.db", tmp_path) as his:
        for environ in ({"ONEK_SECRETS": "files"}, {"ONEK_SECRETS": "keyring"}):
            open_secrets(hers, environ).put("garmin", PLANTED)
            assert open_secrets(his, environ).get("garmin") is None


def test_a_file_of_the_athlete_s_own_is_used_for_its_target_alone(lite: Store, tmp_path: Path) -> None:
    tokens = tmp_path / "garmin_tokens.json"
    tokens.write_text("{}")
    secrets = open_secrets(lite, {"ONEK_KEY": NEW}, files={"garmin": tokens})
    assert secrets.get("garmin") == "{}"
    with secrets.lock("garmin"):
        secrets.put("garmin", PLANTED)
    secrets.put("intervals", "else")
    assert tokens.read_text() == PLANTED and secrets.get("intervals") == "else"
    assert stat.S_IMODE(tokens.stat().st_mode) == 0o600
    secrets.delete("garmin")
    assert not tokens.exists() and secrets.get("intervals") == "else"


# Files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@posix
def test_only_the_owner_reads_files_whatever_the_umask(folder: Path) -> None:
    before = os.umask(0)
    try:
        secrets = FileSecrets(folder, "me")
        secrets.put("garmin", PLANTED)
        with secrets.lock("garmin"):
            modes = {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}
    finally:
        os.umask(before)
    assert modes == {0o600} and stat.S_IMODE(folder.stat().st_mode) == 0o700


@posix
def test_wrong_modes_are_mended(folder: Path) -> None:
    secrets = FileSecrets(folder, "me")
    secrets.put("garmin", PLANTED)
    [file] = folder.iterdir()
    file.chmod(0o644)
    folder.chmod(0o755)
    assert secrets.get("garmin") == PLANTED
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    secrets.put("garmin", "new")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def say(call: Callable[[], object]) -> str:
    with pytest.raises(StoreError) as caught:
        call()
    return str(caught.value)


@posix
def test_links_are_refused_and_left(folder: Path, tmp_path: Path) -> None:
    secrets = FileSecrets(folder, "me")
    secrets.put("garmin", "old")
    [file] = folder.iterdir()
    theirs = tmp_path / "theirs"
    theirs.write_text("theirs")
    file.unlink()
    file.symlink_to(theirs)
    sentence = f"{file}: a login's file is a link to another place; remove it, and connect again"
    assert say(lambda: secrets.get("garmin")) == say(lambda: secrets.put("garmin", PLANTED)) == sentence
    assert theirs.read_text() == "theirs"


@posix
def test_a_folder_that_is_a_link_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    folder.symlink_to(tmp_path / "theirs")
    assert "is a link, or belongs to another person" in say(
        lambda: FileSecrets(folder, "me").put("garmin", PLANTED)
    )
    assert not list((tmp_path / "theirs").iterdir())


@posix
def test_another_person_s_file_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = FileSecrets(folder, "me")
    secrets.put("garmin", "old")
    mine = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: mine + 1)
    assert "belongs to another person" in say(lambda: secrets.get("garmin"))
    assert "belongs to another person" in say(lambda: secrets.put("new", PLANTED))  # the folder does
    assert len(list(folder.iterdir())) == 1


@posix
def test_what_is_no_file_is_refused(folder: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    secrets = FileSecrets(
        folder, "me", {"garmin": tmp_path / "pipe", "watch": tmp_path, "text": tmp_path / "b"}
    )
    (tmp_path / "b").write_bytes(b"\xff")
    for name in ("garmin", "watch"):
        assert "is no file" in say(lambda name=name: secrets.get(name))  # type: ignore[misc]
        assert "is no file" in say(lambda name=name: secrets.put(name, "x"))  # type: ignore[misc]
    assert "is not in UTF-8" in say(lambda: secrets.get("text"))


def test_a_put_that_fails_keeps_the_old_and_leaves_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = FileSecrets(folder, "me")
    secrets.put("garmin", "old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        said = say(lambda: secrets.put("garmin", PLANTED))
    assert "cannot be used (No space left on device); look at" in said and PLANTED not in said
    assert secrets.get("garmin") == "old" and len(list(folder.iterdir())) == 1


def test_what_a_killed_put_left_goes_with_the_secret(folder: Path) -> None:
    secrets = FileSecrets(folder, "me")
    secrets.put("garmin", "old")
    (folder / ".garmin@me.x1y2").write_text(PLANTED)
    (folder / ".garmin2@me.x1y2").write_text("another's")
    secrets.delete("garmin")
    assert [file.name for file in folder.iterdir()] == [".garmin2@me.x1y2"]


# The keyring


def test_a_keyring_that_refuses_says_so_and_repeats_nothing(
    lite: Store, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked_up(*given: str) -> None:
        raise RuntimeError(f"cannot keep {given}")

    monkeypatch.setattr(desktop, "set_password", locked_up)
    secrets = open_secrets(lite, {})
    with pytest.raises(
        StoreError, match=r"^the keyring refuses \(RuntimeError\); unlock it, or keep"
    ) as caught:
        secrets.put("garmin", PLANTED)
    assert PLANTED not in "".join(traceback.format_exception(caught.value))


# Sealed in the database


def sealed_by(store: Store, key: str, athlete: str = "me") -> Secrets:
    return open_secrets(store, {"ONEK_KEY": key}, athlete)


def key_ids(store: Store) -> list[str]:
    with store.database.reading() as connection:
        return list(connection.scalars(text("SELECT key_id FROM secrets ORDER BY name")))


def test_a_new_key_takes_over_what_an_older_one_sealed(store: Store) -> None:
    sealed_by(store, OLD).put("garmin", PLANTED)
    [old] = key_ids(store)
    both = sealed_by(store, f"{NEW}, {OLD}")
    assert both.get("garmin") == PLANTED
    assert key_ids(store) != [old]
    assert sealed_by(store, NEW).get("garmin") == PLANTED  # the old key can go


def test_without_its_key_a_secret_stays_shut(store: Store) -> None:
    sealed_by(store, OLD).put("garmin", PLANTED)
    said = say(lambda: sealed_by(store, NEW).get("garmin"))
    assert said.startswith("the login for garmin is sealed with key ") and "ONEK_KEY does not hold" in said
    assert OLD not in said and key_ids(store)[0] in said


@pytest.mark.parametrize("change", ["athlete = 'you'", "name = 'intervals'"])
def test_a_row_that_is_copied_to_another_does_not_open(store: Store, change: str) -> None:
    sealed_by(store, NEW).put("garmin", PLANTED)
    with store.database.writing() as connection:
        connection.execute(text(f"UPDATE secrets SET {change}"))
    athlete, name = ("you", "garmin") if "you" in change else ("me", "intervals")
    said = say(lambda: sealed_by(store, NEW, athlete).get(name))
    assert said == f"the login for {name} is damaged, or was sealed for somebody else; connect again"


def test_a_changed_bit_is_noticed(store: Store) -> None:
    sealed_by(store, NEW).put("garmin", PLANTED)
    with store.database.writing() as connection:
        [sealed] = connection.scalars(text("SELECT sealed FROM secrets"))
        flipped = bytes(sealed[:-1]) + bytes([sealed[-1] ^ 1])
        connection.execute(text("UPDATE secrets SET sealed = :flipped"), {"flipped": flipped})
    assert "is damaged" in say(lambda: sealed_by(store, NEW).get("garmin"))


def test_the_same_secret_is_never_sealed_alike(store: Store) -> None:
    secrets = sealed_by(store, NEW)
    for name in ("a", "b"):
        secrets.put(name, PLANTED)
    with store.database.reading() as connection:
        one, other = connection.scalars(text("SELECT sealed FROM secrets"))
    assert bytes(one)[12:] != bytes(other)[12:] and bytes(one)[:12] != bytes(other)[:12]

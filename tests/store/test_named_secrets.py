"""Secrets that settings give by their name."""

import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from onek_sync.model.errors import SettingsError
from onek_sync.store import secret_of

PLANTED = "planted-77aa-password"


def refused(name: str, environ: dict[str, str], folder: Path) -> str:
    with pytest.raises(SettingsError) as caught:
        secret_of(name, environ, folder)
    said = "".join(traceback.format_exception(caught.value))
    assert PLANTED not in said.replace(f'refused("{name}', "")
    return str(caught.value)


def test_from_the_environment(tmp_path: Path) -> None:
    assert secret_of("env:CALDAV_PASSWORD", {"CALDAV_PASSWORD": PLANTED}, tmp_path) == PLANTED


@pytest.mark.parametrize("environ", [{}, {"CALDAV_PASSWORD": ""}])
def test_a_variable_that_is_not_set_is_named(environ: dict[str, str], tmp_path: Path) -> None:
    assert (
        refused("env:CALDAV_PASSWORD", environ, tmp_path)
        == "CALDAV_PASSWORD: this variable holds no secret; set it"
    )


@pytest.mark.parametrize(
    "name", [PLANTED, f"env:{PLANTED}", f"ENV:{PLANTED}", f"pass:{PLANTED}", "env:", "file:", ""]
)
def test_what_may_be_the_secret_itself_is_not_repeated(name: str, tmp_path: Path) -> None:
    assert "; write " in refused(name, {}, tmp_path)


def test_from_a_file_below_the_folder_or_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "password").write_bytes(f"\ufeff{PLANTED}\r\n".encode())
    for path in ("password", str(tmp_path / "password"), "~/password"):
        assert secret_of(f"file:{path}", {}, tmp_path) == PLANTED


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda file: None, "cannot be read (No such file or directory)"),
        (lambda file: file.mkdir(), "cannot be read (Is a directory)"),
        (lambda file: file.write_text("\n"), "is empty"),
        (lambda file: file.write_bytes(b"\xff\xff"), "is not in UTF-8"),
    ],
)
def test_a_file_without_a_secret(make: Callable[[Path], object], why: str, tmp_path: Path) -> None:
    make(tmp_path / PLANTED)
    assert refused(f"file:{PLANTED}", {}, tmp_path).startswith(f"the file behind a file: {why}; ")


@pytest.mark.parametrize("path", ["a\0b", "~nobody-of-this-name/x"])
def test_a_path_that_is_none(path: str, tmp_path: Path) -> None:
    assert "cannot be read (no such path)" in refused(f"file:{path}", {}, tmp_path)


class Desktop:
    """A keyring with one entry."""

    priority = 5

    def get_password(self, service: str, username: str) -> str | None:
        if username == "broken":
            raise RuntimeError(PLANTED)
        return {("onek", "caldav"): PLANTED}.get((service, username))


def test_from_the_keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keyring = pytest.importorskip("keyring", reason="pip install 'onek-sync[keyring]'")
    monkeypatch.setattr(keyring, "get_keyring", Desktop)
    assert secret_of("keyring:caldav", {}, tmp_path) == PLANTED
    assert (
        refused("keyring:else", {}, tmp_path)
        == "the keyring has no such entry; make it: keyring set onek NAME"
    )
    assert refused("keyring:broken", {}, tmp_path).startswith("the keyring refuses (RuntimeError); unlock it")


def test_without_a_keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "keyring", None)
    assert refused("keyring:caldav", {}, tmp_path) == "there is no keyring here; write env:NAME or file:PATH"

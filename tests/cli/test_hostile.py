"""What an attacker, or a slip of the hand, must not be able to do by the command line."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.test_commands import PLAN, Onek, broken, onek

__all__ = ["onek"]


def test_what_is_no_file_is_never_replaced_by_one(onek: Onek, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    done = onek("export", "ical", "-o", "pipe")
    assert done.returncode == 1
    assert b"it is no file" in done.stderr
    assert (tmp_path / "pipe").is_fifo()


def test_a_link_in_the_folder_leads_nothing_out_of_it(onek: Onek, tmp_path: Path) -> None:
    secret, out = tmp_path / "secret", tmp_path / "out"
    secret.write_text("mine")
    out.mkdir()
    link = out / "2027-05-03-w01-mon-1.txt"
    link.symlink_to(secret)
    assert onek("export", "strava", "-o", "out").returncode == 0
    assert secret.read_text() == "mine"
    assert not link.is_symlink() and b"1K" in link.read_bytes()


@pytest.mark.parametrize("key", ["../../x", "a/b", "..", "con/../x"])
def test_a_key_is_no_path(onek: Onek, tmp_path: Path, key: str) -> None:
    broken(
        tmp_path, PLAN.replace("  - mon: 6x400m", f"  - mon: {{id: '{key}', run: 5km easy}}\n    sun: 6x400m")
    )
    done = onek("export", "strava", "-o", "out")
    assert done.returncode == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("out", ["a" * 300, "missing/" * 3000])
def test_a_name_that_no_disk_takes_is_said(onek: Onek, out: str) -> None:
    done = onek("export", "ical", "-o", out)
    assert done.returncode == 1
    assert b"cannot be written" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which Linux has")
def test_a_full_disk_is_said(onek: Onek, tmp_path: Path) -> None:
    import subprocess
    import sys

    command = [sys.executable, "-m", "onek_sync", "export", "ical"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 1
    assert b"cannot be written" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [["paces", "--recent", "\x1b[31m5K 20:50"], ["parse", "6x400m \x1b]0;x\x07"], ["-C", "\x1b[2J", "show"]],
)
def test_no_escape_sequence_reaches_the_terminal(onek: Onek, arguments: list[str]) -> None:
    done = onek(*arguments)
    assert done.returncode in {1, 2}
    assert b"\x1b" not in done.stderr + done.stdout


def test_markup_in_a_title_is_only_text(onek: Onek, tmp_path: Path) -> None:
    broken(tmp_path, PLAN.replace("title: Spring", 'title: "[link=http://evil]Spring[/link]"'))
    assert b"[link=http://evil]Spring[/link]" in onek("show", "--all").stdout


def test_a_named_folder_is_that_folder_and_no_other(onek: Onek, tmp_path: Path) -> None:
    (tmp_path / "onek.toml").write_text("")
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "plan.yaml").write_text(PLAN.replace("title: Spring", "title: Inner"), encoding="utf-8")
    assert b"Inner" in onek("-C", "inner", "show", "--all").stdout


def test_what_a_format_refuses_is_found_by_check(onek: Onek, tmp_path: Path) -> None:
    endless = ", ".join(["100m @ 1K, 50m jog"] * 60)
    broken(tmp_path, PLAN.replace("6x400m @ goal 1K w/ 400m jog", endless))
    done = onek("check")
    assert done.returncode == 1
    assert b"100 steps" in done.stdout


@pytest.mark.parametrize(
    "arguments", [["show", "w01-xxx-1"], ["parse", "blah"], ["export", "icla"], ["show", "-C", "no"]]
)
def test_errors_are_data_for_programs_everywhere(onek: Onek, arguments: list[str]) -> None:
    done = onek(*arguments, "--json")
    assert done.returncode in {1, 2}
    assert json.loads(done.stdout)["findings"][0]["what"]


def test_large_settings_are_refused_at_once(onek: Onek, tmp_path: Path) -> None:
    (tmp_path / "onek.toml").write_text(".".join("a" * 50_000) + " = 1\n")
    done = onek("show")
    assert done.returncode == 1
    assert b"onek.toml" in done.stderr


def test_nested_repetitions_are_not_written_out_by_the_million(onek: Onek) -> None:
    done = onek("parse", "99x(99x(99x(400m w/ 1min)))", "--json")
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["steps"]) == 2000

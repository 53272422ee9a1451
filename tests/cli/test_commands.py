"""The commands as a person meets them: results on stdout, talk on stderr, a telling exit code."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from onek_sync.cli import main
from onek_sync.exporters import EXPORTERS

PLAN = """\
plan: spring-1k
title: Spring
timezone: Europe/Berlin
race: {name: Meet, distance: 1000m, date: 2027-05-08, at: "15:30", goal: "3:25"}
athlete: {recent: {1K: "3:34", 5K: "20:50"}}
times: {default: "18:00"}
start: 2027-05-03
weeks:
  - mon: 6x400m @ goal 1K w/ 400m jog
    tue: strength squat 3x8, plank 3x40s
    wed: rest
"""


class Done(NamedTuple):
    """What a command came to."""

    returncode: int
    stdout: bytes
    stderr: bytes


Onek = Callable[..., Done]


@pytest.fixture
def onek(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Onek:
    """Runs a command as a shell would, but in this process: most of another's time would be its start."""
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    for name in [name for name in os.environ if name.startswith("ONEK_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))

    def run(*arguments: str, at: Path = tmp_path) -> Done:
        streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2)]
        code = 0
        with monkeypatch.context() as patch:
            patch.chdir(at)
            patch.setattr("sys.argv", ["onek", *arguments])
            patch.setattr("sys.stdout", streams[0])
            patch.setattr("sys.stderr", streams[1])
            try:
                main()
            except SystemExit as end:
                code = int(end.code or 0)
        said = [stream.buffer.getvalue() for stream in streams]  # type: ignore[attr-defined]
        return Done(code, *said)

    return run


def process(at: Path, *command: str, **environ: str) -> Done:
    """The same, or any Python, in a process of its own with a bare environment."""
    bare = {"PATH": "", "HOME": str(at), "PYTHONUTF8": "1", **environ}
    done = subprocess.run([sys.executable, *command], cwd=at, env=bare, capture_output=True, timeout=60)
    return Done(done.returncode, done.stdout, done.stderr)


def broken(tmp_path: Path, text: str) -> None:
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")


def test_a_calendar_goes_to_stdout_and_notes_to_stderr(onek: Onek) -> None:
    done = onek("export", "ical")
    assert done.returncode == 0
    assert done.stdout.startswith(b"BEGIN:VCALENDAR\r\n")
    assert done.stdout.endswith(b"END:VCALENDAR\r\n")


EVERY_FORMAT = """\
import sys
from onek_sync.cli import main
for name in sys.argv[1:]:
    sys.argv = ["onek", "export", name, "-o", name]
    try:
        main()
    except SystemExit as end:
        assert not end.code, name
"""


def test_the_same_plan_gives_the_same_bytes(onek: Onek, tmp_path: Path) -> None:
    """In every format, whatever the order in which a process goes through its sets."""
    for seed in "12":
        home = tmp_path / seed
        home.mkdir()
        (home / "plan.yaml").write_text(PLAN, encoding="utf-8")
        done = process(home, "-c", EVERY_FORMAT, *EXPORTERS, PYTHONHASHSEED=seed)
        assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    first, second = (
        {file.relative_to(home): file.read_bytes() for file in home.rglob("*") if file.is_file()}
        for home in (tmp_path / "1", tmp_path / "2")
    )
    assert {path.parts[0] for path in first} == {"plan.yaml", *EXPORTERS}
    assert first == second


def test_one_file_a_session_named_by_day_and_key(onek: Onek, tmp_path: Path) -> None:
    done = onek("export", "fit", "-o", "watch")
    assert done.returncode == 0
    names = ["2027-05-03-w01-mon-1.fit", "2027-05-04-w01-tue-1.fit", "2027-05-08-w01-sat-1.fit"]
    assert sorted(path.name for path in (tmp_path / "watch").iterdir()) == names
    assert [Path(line).name for line in done.stdout.decode().split()] == names


def test_several_files_that_are_no_text_need_a_folder(onek: Onek) -> None:
    done = onek("export", "fit")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"say where to" in done.stderr


def test_one_file_can_be_piped(onek: Onek) -> None:
    assert onek("export", "fit", "--session", "w01-mon-1").stdout[8:12] == b".FIT"


def test_the_folder_may_be_named_before_and_behind_the_command(onek: Onek, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "onek.toml").write_text("")
    outputs = [
        onek("-C", str(tmp_path), "show", "--all", at=elsewhere).stdout,
        onek("show", "--all", "-C", str(tmp_path), at=elsewhere).stdout,
        onek("show", "--all", at=elsewhere).stdout,  # the nearest onek.toml upwards
    ]
    assert outputs[0] and outputs.count(outputs[0]) == 3


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["export", "icla"], 2, 'did you mean "ical"?'),
        (["show", "w01-mon-2"], 2, 'did you mean "w01-mon-1"?'),
        (["show", "--week", "9"], 2, "the plan has the weeks 1 to 1"),
        (["show", "--date", "2027-13-01"], 2, "write it like 2027-05-08"),
        (["export", "ical", "--from", "2030-01-01"], 2, "no session of the plan"),
        (["paces", "--recent", "5K fast"], 2, '"fast" is no time; write'),
        (["-C", "nowhere", "show"], 2, "there is no folder nowhere"),
        (["check", "missing.yaml"], 1, "missing.yaml: there is no plan here"),
        (["parse", "6x400m @"], 1, "col 8"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    onek: Onek, arguments: list[str], code: int, said: str
) -> None:
    done = onek(*arguments)
    assert (done.returncode, done.stdout) == (code, b"")
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_faults_have_their_line_and_column(onek: Onek, tmp_path: Path) -> None:
    broken(tmp_path, PLAN.replace("6x400m @ goal 1K", "6x400m @ goal 1Q"))
    done = onek("check")
    assert done.returncode == 1
    assert b"plan.yaml:9:" in done.stderr


def test_faults_are_data_for_programs(onek: Onek, tmp_path: Path) -> None:
    broken(tmp_path, PLAN.replace("Europe/Berlin", "Europe/Berln"))
    done = onek("check", "--json")
    fault = json.loads(done.stdout)["findings"][0]
    assert (done.returncode, fault["level"], fault["line"]) == (1, "error", 3)


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["parse", "6x400m @ 1K w/ 400m jog"],
        ["paces"],
        ["show", "--all"],
        ["show", "w01-mon-1"],
        ["export", "garmin"],
    ],
)
def test_json_is_one_document_on_stdout(onek: Onek, arguments: list[str]) -> None:
    done = onek(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    json.loads(done.stdout)


def test_the_meaning_of_a_workout_is_plain_data(onek: Onek) -> None:
    told = json.loads(onek("parse", "6x400m @ 1K w/ 400m jog", "--json").stdout)
    assert told["text"] == "6x400m @ 1K w/ 400m jog"
    assert told["meaning"] == [
        {
            "x": 6,
            "steps": [
                {"do": "work", "dist": 400, "at": {"pace": "1K"}},
                {"do": "rec", "dist": 400, "mode": "jog", "between": True},
            ],
        }
    ]
    assert len(told["steps"]) == 11


def test_strength_alternatives_and_notes_are_plain_data(onek: Onek, tmp_path: Path) -> None:
    broken(
        tmp_path,
        PLAN.replace(
            "squat 3x8, plank 3x40s", "squat 3x8 @ 80 kg, bird dog 2x8-10/side, plank 3x40s"
        ).replace("wed: rest", "wed: {cross: 45min bike or rest, note: Legs up.}"),
    )
    squat, bird, plank = json.loads(onek("show", "w01-tue-1", "--json").stdout)[0]["steps"]
    assert (squat["exercise"], squat["sets"], squat["reps"]) == ("squat", 3, 8)
    assert squat["load"] == {"unit": "kg", "low": 80.0, "high": 80.0}
    assert (bird["per_side"], bird["reps_range"]) == (True, [8, 10])
    assert (plank["sets"], plank["seconds"], plank["load"]) == (3, 40.0, None)
    cross = json.loads(onek("show", "w01-wed-1", "--json").stdout)[0]
    assert [other["kind"] for other in cross["alternatives"]] == ["rest"]
    assert cross["notes"]["text"] == "Legs up."


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--today", "2027-01-01"], "The plan starts on Mon 3 May 2027: this is its first week."),
        (["--today", "2027-06-01"], "The plan ended on Sun 9 May 2027: this is its last week."),
        (["--today", "2027-05-03"], ""),
        (["--today", "2027-05-09"], ""),
        (["--date", "2027-05-09"], "There is no session on Sunday, 2027-05-09."),
        (["--all", "--today", "2027-01-01"], ""),
    ],
)
def test_a_day_beside_the_plan_is_said(onek: Onek, arguments: list[str], said: str) -> None:
    done = onek("show", *arguments)
    assert (done.returncode, done.stderr.decode().strip()) == (0, said)


def test_two_choices_at_once_are_wrong_use(onek: Onek) -> None:
    done = onek("show", "w01-mon-1", "--week", "4")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"KEY and --week cannot be asked at once" in done.stderr


def test_the_note_of_a_week_stands_under_its_title(onek: Onek, tmp_path: Path) -> None:
    broken(tmp_path, PLAN.replace("  - mon:", "  - note: Sleep [well].\n    mon:"))
    lines = [line.strip() for line in onek("show", "--all").stdout.decode().splitlines()]
    assert lines[lines.index("Week 1 of 1") + 1] == "Sleep [well]."
    assert json.loads(onek("show", "--all", "--json").stdout)["weeks"][0]["note"] == "Sleep [well]."


def test_what_check_finds_is_one_line_with_its_place(onek: Onek, tmp_path: Path) -> None:
    deep = tmp_path / ("deep" * 20)
    deep.mkdir()
    (deep / "plan.yaml").write_text(PLAN.replace("timezone: Europe/Berlin\n", ""), encoding="utf-8")
    lines = onek("check", "-C", str(deep)).stdout.decode().splitlines()
    found = [line for line in lines if line.startswith(("error", "warning"))]
    assert found and any(f"{deep}/plan.yaml:" in line for line in found)
    number = "one warning" if len(found) == 1 else f"{len(found)} warnings"
    assert lines[-1] == f"4 sessions in one week: {number}."
    kinds = ("warning ", *(f"{name}: " for name in EXPORTERS))
    assert all(line.startswith(kinds) for line in lines[:-1])


@pytest.mark.parametrize("flags", [["--losses"], ["--for", "garmin"], ["--strict"]])
def test_what_a_format_cannot_say_is_counted_and_listed_when_asked(
    onek: Onek, tmp_path: Path, flags: list[str]
) -> None:
    broken(tmp_path, PLAN.replace("wed: rest", "wed: cross 45min bike or rest"))
    assert b"garmin: one thing cannot be said (see: onek check --losses)\n" in onek("check").stdout
    assert b"garmin cannot say an alternative; " in onek("check", *flags).stdout


def losing(said: bytes) -> set[str]:
    """The formats of which check lists what they cannot say."""
    lines = (line.split(" cannot say ") for line in said.decode().splitlines())
    return {words[0] for words in lines if len(words) > 1}


def test_what_is_looked_at_is_what_the_targets_get(onek: Onek, tmp_path: Path) -> None:
    broken(tmp_path, PLAN.replace("wed: rest", "wed: cross 45min bike or rest"))
    assert losing(onek("check", "--losses").stdout) == {"garmin", "fit"}
    settings = (
        '[targets.run]\nkind = "folder"\npath = "run"\nformat = "csv"\n[targets.garmin]\nkind = "garmin"\n'
    )
    (tmp_path / "onek.toml").write_text(settings, encoding="utf-8")
    assert losing(onek("check", "--losses").stdout) == {"garmin"}
    assert losing(onek("check", "--losses", "--for", "fit").stdout) == {"fit"}


def test_nothing_is_written_where_a_loss_is_an_error(onek: Onek, tmp_path: Path) -> None:
    broken(tmp_path, PLAN.replace("wed: rest", "wed: cross 45min bike or rest"))
    done = onek("export", "garmin", "--strict", "-o", "out")
    assert done.returncode == 1
    assert b"alternative" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_loss_that_is_an_error_is_data_too(onek: Onek, tmp_path: Path) -> None:
    broken(tmp_path, PLAN.replace("wed: rest", "wed: cross 45min bike or rest"))
    done = onek("export", "garmin", "--strict", "--json", "-o", "out")
    told = json.loads(done.stdout)
    assert (done.returncode, told["written"], len(told["losses"])) == (1, [], 1)
    assert not (tmp_path / "out").exists()


def test_a_refusal_is_not_called_nothing_to_write(onek: Onek, tmp_path: Path) -> None:
    endless = ", ".join(["100m @ 1K, 50m jog"] * 60)
    broken(tmp_path, PLAN.replace("6x400m @ goal 1K w/ 400m jog", endless))
    done = onek("export", "garmin", "--session", "w01-mon-1", "-o", "out")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"100 steps" in done.stderr and b"Nothing to write" not in done.stderr


def test_several_texts_are_told_apart(onek: Onek) -> None:
    text = onek("export", "strava").stdout.decode()
    assert text.startswith("--- 2027-05-03-w01-mon-1 ---\n")
    assert "\n\n--- 2027-05-04-w01-tue-1 ---\n" in text
    assert "---" not in onek("export", "strava", "--session", "w01-mon-1").stdout.decode()


def test_a_place_that_cannot_be_written_is_said(onek: Onek, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, no folder")
    done = onek("export", "strava", "-o", "taken/deeper")
    assert done.returncode == 1
    assert b"cannot be written" in done.stderr
    assert (tmp_path / "taken").read_text() == "a file, no folder"


def test_plain_output_without_a_terminal_has_no_colour(onek: Onek) -> None:
    assert b"\x1b[" not in onek("show", "--all").stdout


def test_the_picture_falls_back_to_plain_characters(onek: Onek, tmp_path: Path) -> None:
    command = ("-m", "onek_sync", "show", "--all")
    done = process(tmp_path, *command, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert b"#" in done.stdout


def test_the_version_is_the_package_s(onek: Onek) -> None:
    from importlib.metadata import version

    assert onek("--version").stdout.decode().strip() == version("onek-sync")


@pytest.mark.parametrize("arguments", [["export", "ical"], ["show", "--all"], ["show", "--all", "--json"]])
def test_nothing_is_said_to_a_reader_who_has_gone(onek: Onek, tmp_path: Path, arguments: list[str]) -> None:
    command = [sys.executable, "-m", "onek_sync", *arguments]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout and running.stderr
        running.stdout.close()  # long before anything is written
        said = running.stderr.read()
    assert said == b""

"""`onek import`: a plan file from other people's files, lines to paste, and what stays untouched."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onek_sync.cli.commands import app
from onek_sync.model.errors import Finding, OnekError, UsageError

FILES = Path(__file__).parents[1] / "imports"
GRID = FILES / "quick-plan" / "eight-weeks.csv"
SLIPS = FILES / "quick-plan" / "slips.csv"
STEPS = FILES / "intervals" / "track-evening.txt"
KEYS = FILES / "csv" / "keys.csv"


def onek(*arguments: object, text: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(each) for each in arguments], input=text)


def refused(*arguments: object, of: type[OnekError] = UsageError) -> Finding:
    done = onek("import", *arguments)
    assert isinstance(done.exception, of), done.output
    return done.exception.findings[0]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "onek.toml").write_text(
        'timezone = "Europe/Berlin"\n[athlete]\nrecent = {1K = "3:31"}\nheart = {max = 190}\n',
        encoding="utf-8",
    )
    return tmp_path


@pytest.mark.parametrize(
    ("file", "flags"),
    [
        (GRID, ("--race", "2027-05-08")),
        (SLIPS, ("--start", "2027-03-01")),
        (KEYS, ()),
        (STEPS, ("--on", "2027-03-01")),
    ],
    ids=lambda value: value.name if isinstance(value, Path) else "",
)
def test_what_is_imported_is_a_plan_that_check_reads_without_a_fault(
    folder: Path, file: Path, flags: tuple[str, ...]
) -> None:
    done = onek("import", file, *flags)
    assert done.exit_code == 0 and done.stdout.strip() == str(folder / "plan.yaml")
    checked = onek("check", "--for", "ical", "--json")
    assert checked.exit_code == 0 and json.loads(checked.stdout)["sound"]
    assert "timezone: Europe/Berlin" in (folder / "plan.yaml").read_text(encoding="utf-8")


def test_what_was_not_read_is_named_by_line_on_stderr(folder: Path) -> None:
    done = onek("import", SLIPS, "--start", "2027-03-01", "-o", "-")
    assert done.exit_code == 0
    assert "slips.csv:4:" in done.stderr and "swirl" in done.stderr
    assert done.stdout.startswith("# Imported by `onek import` from slips.csv.")
    assert not (folder / "plan.yaml").exists()


def test_with_strict_nothing_is_written_that_was_not_read_whole(folder: Path) -> None:
    done = onek("import", SLIPS, "--start", "2027-03-01", "--strict")
    assert done.exit_code == 1 and done.stdout == ""
    assert not (folder / "plan.yaml").exists()
    assert onek("import", KEYS, "--strict").exit_code == 0


def test_a_plan_that_is_there_stays_unless_forced(folder: Path) -> None:
    plan = folder / "plan.yaml"
    plan.write_text("mine", encoding="utf-8")
    assert "is there already" in refused(KEYS, of=OnekError).what
    assert plan.read_text(encoding="utf-8") == "mine"
    assert onek("import", KEYS, "--force").exit_code == 0
    assert plan.read_text(encoding="utf-8").startswith("# Imported")


def test_importing_the_same_file_again_is_no_overwriting(folder: Path) -> None:
    assert onek("import", KEYS).exit_code == onek("import", KEYS).exit_code == 0


def test_a_workout_without_a_day_is_a_line_to_paste(folder: Path) -> None:
    done = onek("import", STEPS)
    assert done.exit_code == 0 and not (folder / "plan.yaml").exists()
    assert done.stdout.startswith("12min warm-up @ Z1-2 HR, 20s strides, 6x(400m ")
    assert "--on" in done.stderr  # what the words around it need
    assert onek("parse", done.stdout.strip()).exit_code == 0


def test_a_workout_without_a_day_makes_no_plan_file(folder: Path) -> None:
    assert "has no day" in refused(STEPS, "-o", "new.yaml").what
    assert not (folder / "new.yaml").exists()


def test_stdin_is_read(folder: Path) -> None:
    done = onek("import", "-", "-o", "-", text="2027-03-01 40min easy\nwhat?\n")
    assert "40min @ easy" in done.stdout and "stdin:2:" in done.stderr


def test_only_some_days_are_taken(folder: Path) -> None:
    onek("import", KEYS, "--from", "2027-03-02")
    text = (folder / "plan.yaml").read_text(encoding="utf-8")
    assert "40min" in text and "6x400m" not in text
    assert "--from" in refused(KEYS, "--from", "2028-01-01").what


def test_for_programs_it_is_said_as_json(folder: Path) -> None:
    said = json.loads(onek("import", SLIPS, "--start", "2027-03-01", "--id", "mine", "--json").stdout)
    assert said["notation"] == "quick-plan" and said["plan"] == "mine" and said["weeks"] == 3
    assert said["file"] == str(folder / "plan.yaml") and said["text"] is None
    assert {finding["line"] for finding in said["findings"]} >= {4, 5, 7, 11}
    lines = json.loads(onek("import", STEPS, "--json").stdout)
    assert lines["plan"] is None and len(lines["workouts"]) == 1


def test_without_a_time_zone_that_is_said(folder: Path) -> None:
    (folder / "onek.toml").unlink()
    done = onek("import", KEYS, "--strict")
    assert done.exit_code == 0 and "no time zone is set" in done.stderr


def test_the_name_of_a_file_is_the_plan_s_name_and_id(folder: Path) -> None:
    file = folder / "Mein Frühjahr 2027!.csv"
    file.write_bytes(KEYS.read_bytes())
    onek("import", file)
    text = (folder / "plan.yaml").read_text(encoding="utf-8")
    assert "plan: mein-fruhjahr-2027\ntitle: Mein Frühjahr 2027!\n" in text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nope.csv",), "cannot be read (No such file"),
        (("/",), "cannot be read (Is a directory)"),
        (("a\0b",), "this is no file name"),
        ((KEYS, "--as", "pdf"), 'there is no notation "pdf"'),
        ((KEYS, "--start", "soon"), '--start: "soon" is no date'),
        ((KEYS, "--race", "2027-02-30"), "--race: there is no day"),
        ((KEYS, "--on", "1.3.2027"), "--on:"),
        ((KEYS, "--id", "My plan"), 'id: "My plan" is no id'),
        ((GRID,), "the weeks of this file have no dates"),
    ],
)
def test_wrong_use_is_answered_with_a_sentence(
    folder: Path, arguments: tuple[object, ...], says: str
) -> None:
    assert says in refused(*arguments).what


def test_a_garmin_workout_and_a_calendar_go_the_same_way(folder: Path) -> None:
    for file in sorted((FILES / "garmin").glob("track*.json")):
        assert onek("import", file).stdout.strip()
    event = "UID:1\nDTSTART;VALUE=DATE:20270301\nSUMMARY:Track\nDESCRIPTION:6x400m w/ 400m jog"
    head = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT"
    calendar = f"{head}\n{event}\nEND:VEVENT\nEND:VCALENDAR\n"
    done = onek("import", "-", "-o", "-", text=calendar)
    assert "6x400m w/ 400m jog" in done.stdout, done.output


def test_a_workout_that_was_not_read_and_has_no_day_is_a_line_of_words(folder: Path) -> None:
    done = onek("import", "-", "--as", "csv", text="date,workout,title\nsoon,as the spirit moves,Park\n")
    assert done.stdout == '"as the spirit moves"\n' and "--on" in done.stderr

"""The pages for runners: every example on them is read, without a fault or a doubt."""

import re
from pathlib import Path

import pytest

from onek_sync.planning.file import read_plan
from onek_sync.planning.shorthand import parse_workout
from onek_sync.planning.shorthand.options import parse_options

DOCS = Path(__file__).parents[1] / "docs"
WORKOUTS = (DOCS / "workouts.md").read_text(encoding="utf-8")
PLAN_FILE = (DOCS / "plan-file.md").read_text(encoding="utf-8")


def blocks(page: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", page, flags=re.MULTILINE | re.DOTALL)


def lines(kind: str) -> list[str]:
    return [line for block in blocks(WORKOUTS, kind) for line in block.splitlines()]


@pytest.mark.parametrize("line", lines("workouts"))
def test_every_workout_on_the_page_is_read_without_a_doubt(line: str) -> None:
    assert parse_workout(line).findings == ()


@pytest.mark.parametrize("line", lines("days"))
def test_every_day_on_the_page_is_read_without_a_doubt(line: str) -> None:
    assert parse_options(line).findings == ()


table = [
    cell
    for row in re.findall(r"^\| (`.*?) \|", WORKOUTS, flags=re.MULTILINE)
    for cell in re.findall("`(.*?)`", row)
]


@pytest.mark.parametrize("target", table)
def test_every_target_of_the_table_is_one(target: str) -> None:
    workout = parse_workout(f"400m {target}").workout
    assert workout.blocks[0].intensities  # type: ignore[union-attr]


recoveries = re.search(r"## Recovery\n\n(.*?)\.\n", WORKOUTS, flags=re.DOTALL)


@pytest.mark.parametrize(
    "recovery", re.findall(r"`([^`]+)`", recoveries[1].replace("\n", " ")) if recoveries else []
)
def test_every_recovery_on_the_page_is_one(recovery: str) -> None:
    repeat = parse_workout(f"6x400m {recovery}").workout.blocks[0]
    assert repeat.between  # type: ignore[union-attr]


@pytest.mark.parametrize("text", blocks(PLAN_FILE, "yaml"))
def test_every_plan_on_the_page_is_read_without_a_doubt(text: str) -> None:
    assert read_plan(text).findings == ()

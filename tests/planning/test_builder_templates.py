"""Templates: those that ship, the one of the manual, and what is said about one with a hole."""

import re
from pathlib import Path

import pytest

from onek_sync.model.athlete import Athlete, Result, RunnerLevel
from onek_sync.model.errors import PlanError, UsageError
from onek_sync.planning.building import build_plan, read_template
from onek_sync.planning.resolve import resolve
from onek_sync.planning.rules import check_rules
from onek_sync.planning.shorthand.options import write_options
from tests.planning.building_plans import TEMPLATES, request, template

OURS = sorted(path.stem for path in TEMPLATES.glob("*.yaml"))
MANUAL = Path(__file__).parents[2] / "docs" / "templates.md"


def sample() -> str:
    found = re.search(r"```yaml\n(.*?)```", MANUAL.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


def faults(text: str) -> list[str]:
    with pytest.raises(PlanError) as raised:
        read_template(text, "my.yaml")
    return [str(finding) for finding in raised.value.findings]


@pytest.mark.parametrize("name", OURS)
def test_a_template_that_ships_can_be_read_and_says_whom_it_is_for(name: str) -> None:
    read = template(name)
    assert read.name == name and read.title and read.for_whom


@pytest.mark.parametrize("level", list(RunnerLevel))
@pytest.mark.parametrize("weeks", [6, 8, 10, 12])
def test_the_manual_s_template_builds_plans_that_break_no_rule(weeks: int, level: RunnerLevel) -> None:
    athlete = Athlete(level=level, recent=(Result(1000, 206),))
    asked = request(template=read_template(sample()), weeks=weeks, athlete=athlete)
    assert check_rules(resolve(build_plan(asked).plan)) == ()


def test_the_manual_names_every_key_that_a_template_may_have() -> None:
    from onek_sync.planning.building.template_reader import EFFORT_KEYS, SLOTS, TEMPLATE_KEYS

    page = MANUAL.read_text(encoding="utf-8")
    assert [key for key in (*TEMPLATE_KEYS, *EFFORT_KEYS, *SLOTS) if f"{key}:" not in page] == []


@pytest.mark.parametrize("key", ["weeks", "warm up", "cool down", "rows", "lighter", "peak", "sharpener"])
def test_a_template_without_a_part_names_the_part(key: str) -> None:
    text = re.sub(rf"^{key}:.*\n(?:[ ].*\n|\n)*", "", sample(), flags=re.MULTILINE)
    (fault,) = faults(text)
    assert fault.startswith(f'my.yaml:1:1: "{key}" is missing; write {key}: ')


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "    long: 55min long\n  - speed:\n",
            "  - speed:\n",
            'my.yaml:15:5: "long" is missing; write long: 50min long',
        ),
        ("20min tempo\n", "20min tempoo\n", 'my.yaml:12:22: "tempoo" is not understood'),
        ("6x400m @ goal 1K w/ 400m jog", "6x400m @ goal 1K", "my.yaml:21:"),
        ("weeks: 6-12", "weeks: 6-30", 'my.yaml:4:8: weeks: "6-30" is no length of a plan; write 6-24 or 12'),
        ("weeks: 6-12", "weeks: 12-6", 'my.yaml:4:8: weeks: "12-6" is no length of a plan'),
        (
            "level: intermediate",
            "level: elite",
            'my.yaml:5:8: level: "elite" is not known; write one of beginner',
        ),
        ("  peak:\n    - box", "  race:\n    - box", 'my.yaml:50:3: strength has no "race"'),
        ("sharpener:", "sharpner:", 'my.yaml:42:1: a template has no "sharpner"; did you mean "sharpener"?'),
        (
            "      run: 6x400m @ goal 1K w/ 400m jog\n",
            "",
            "my.yaml:21:7: there is no effort for the intermediate",
        ),
    ],
)
def test_a_hole_is_named_with_its_place_and_what_to_write(old: str, new: str, fault: str) -> None:
    assert old in sample()
    assert any(said.startswith(fault) for said in faults(sample().replace(old, new, 1)))


@pytest.mark.parametrize(("long", "said"), [("10min long", "10"), ("90min long", "90"), ("10km long", "0")])
def test_a_long_run_has_the_minutes_of_one(long: str, said: str) -> None:
    assert faults(sample().replace("long: 50min long", f"long: {long}", 1)) == [
        f"my.yaml:14:11: a long run takes 20 to 75 min, not {said}; write long: 50min long"
    ]


def test_a_template_that_no_volume_bears_names_the_week() -> None:
    text = sample().replace("  - speed: 5x200m @ R w/ 200m jog", "  - speed: 60km T", 1)
    with pytest.raises(UsageError) as raised:
        build_plan(request(template=read_template(text), weeks=12))
    assert str(raised.value) == (
        'template "my-1k" makes no plan of 12 weeks on 6 days for the intermediate runner: week 4 (lighter)'
        " is too much at any volume; make the hard sessions of its row shorter, or take another template"
    )


def test_too_few_rows_for_a_length_are_said() -> None:
    text = (
        sample()
        .replace("  - weeks: 10-12 ", "  - weeks: 12 ", 1)
        .replace("  - speed: 8x200m", "  - weeks: 12\n    speed: 8x200m", 1)
    )
    assert faults(text) == [
        "my.yaml:11:3: rows has less than 2 for a plan of 6 weeks;"
        " add weeks to it, or make its plans longer or shorter"
    ]


def test_an_empty_file_is_no_template() -> None:
    assert faults("") == ["my.yaml:1:1: this file is empty; begin with template: my-1k"]


def test_levels_without_their_own_effort_get_it_scaled() -> None:
    row = template("1k").rows[0]
    said = {level: write_options(row.speed.options(level)) for level in RunnerLevel}
    assert said == {
        RunnerLevel.BEGINNER: "6x200m @ R w/ 250m jog",
        RunnerLevel.INTERMEDIATE: "8x200m @ R w/ 200m jog",
        RunnerLevel.ADVANCED: "8x200m @ R w/ 200m jog",
    }


# Rows of the published plans, counted in our file: 1-3 base, 7 and 9-10 and 12 race pace.
@pytest.mark.parametrize(
    ("weeks", "loading", "rows"),
    [
        (8, 5, [0, 2, 6, 8, 11]),
        (12, 7, [0, 1, 2, 6, 8, 9, 11]),
        (16, 11, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11]),
    ],
)
def test_the_rows_are_spread_as_in_the_published_plans(weeks: int, loading: int, rows: list[int]) -> None:
    read = template("1k")
    assert [read.rows.index(row) for row, _ in read.spread(weeks, loading)] == rows


def test_a_row_that_comes_again_comes_with_more() -> None:
    again = template("1k").spread(24, 17)
    assert [turn for _, turn in again].count(1) == 5

"""Files in other people's notations become plan files: a new case is a new file below tests/imports."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from onek_sync.model.errors import Place
from onek_sync.model.plan import Plan
from onek_sync.planning.file import read_plan, write_plan
from onek_sync.planning.importing import Assembled, Frame, assemble, decoded, notation_of, read_foreign
from tests.conftest import Golden

IMPORTS = Path(__file__).parents[2] / "imports"
OURS = ("quick-plan", "intervals", "list", "csv")
CASES = sorted(path for notation in OURS for path in (IMPORTS / notation).iterdir())
# Where the days of a file stand that says none itself.
STARTS = {
    "quick-plan/eight-weeks.csv": {"start": date(2027, 3, 1)},
    "quick-plan/gaps.csv": {"start": date(2027, 3, 1)},
    "quick-plan/slips.csv": {"start": date(2027, 3, 1)},
    "quick-plan/sunday-first.csv": {"start": date(2027, 2, 28)},
    "quick-plan/wide.csv": {"start": date(2027, 3, 1)},
    "list/wall.md": {"start": date(2027, 3, 1)},
    "list/weeks.md": {"start": date(2027, 3, 1)},
}
ON = {"on": date(2027, 3, 1)}


def without_places(plan: Plan) -> Plan:
    weeks = (
        replace(week, sessions=tuple(replace(each, place=Place()) for each in week.sessions))
        for week in plan.weeks
    )
    return replace(plan, weeks=tuple(weeks))


def imported(path: Path) -> Assembled:
    text = decoded(path.read_bytes(), path.name)
    case = f"{path.parent.name}/{path.name}"
    days = STARTS.get(case, ON if path.parent.name == "intervals" else {})
    return assemble(read_foreign(text, path.name), Frame(id=path.stem, title=path.stem, **days))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_becomes_the_plan_that_was_meant(path: Path, golden: Golden) -> None:
    made = imported(path)
    findings = "".join(f"{finding.level} {finding.code} {finding}\n" for finding in made.findings)
    golden(f"imports/{path.parent.name}/{path.stem}.yaml", write_plan(made.plan).encode())
    golden(f"imports/{path.parent.name}/{path.stem}.findings", findings.encode())


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_plan_file_reads_back_as_the_same_plan(path: Path) -> None:
    plan = imported(path).plan
    assert without_places(read_plan(write_plan(plan)).plan) == without_places(plan)


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_is_known_by_its_content(path: Path) -> None:
    text = decoded(path.read_bytes(), path.name)
    assert notation_of(text, "plan") == path.parent.name


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_not_read_is_named_by_line(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    places = [finding.place for finding in imported(path).findings if finding.code != "I26"]
    assert all(place.file == path.name and 1 <= place.line <= lines for place in places)

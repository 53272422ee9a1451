"""On a narrow terminal a table leaves out columns; what it shows is whole."""

import re
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from onek_sync.app.paces import pace_sheet
from onek_sync.app.project import Ready, open_project, ready
from onek_sync.app.show import week_numbered
from onek_sync.cli import pace_views, week_views
from onek_sync.model.units import Units

DEMO = Path(__file__).parents[2] / "templates" / "demo"


@pytest.fixture(scope="module")
def demo() -> Ready:
    return ready(open_project(DEMO, DEMO, {}))


def shown(demo: Ready, width: int, monkeypatch: pytest.MonkeyPatch) -> str:
    console = Console(width=width, file=StringIO())
    monkeypatch.setattr(week_views, "out", console)
    week = week_numbered(demo, 1)
    week_views.weeks(demo, [week], week.week.start)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [38, 60, 80])
def test_a_week_says_every_session_at_any_width(
    demo: Ready, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = shown(demo, width, monkeypatch)
    assert "…" not in text
    said = " ".join(text.split())
    assert all(" ".join(line.title.split()[:2]) in said for line in week_numbered(demo, 1).lines)
    assert text.count("█") >= 6  # each of the repetitions of the Monday


@pytest.mark.parametrize(("width", "key", "far"), [(38, False, False), (60, False, True), (80, True, True)])
def test_the_key_goes_first_and_then_the_distance(
    demo: Ready, width: int, key: bool, far: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = shown(demo, width, monkeypatch)
    assert ("w01-mon-1" in text, "9.2 km" in text) == (key, far)


def test_a_short_session_shows_its_hard_work_beside_a_long_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plan.yaml").write_text(
        """\
plan: p
timezone: Europe/Berlin
athlete: {recent: {1K: "3:34", 5K: "20:50"}}
start: 2027-05-03
weeks:
  - mon: 2x(4x200m @ 800 w/ 30s jog, 3min jog)
    sat: 3h long
""",
        encoding="utf-8",
    )
    text = shown(ready(open_project(tmp_path, tmp_path, {})), 80, monkeypatch)
    assert len(re.findall("▇+", text)) == 8


def paces(demo: Ready, width: int, units: Units, monkeypatch: pytest.MonkeyPatch) -> str:
    console = Console(width=width, file=StringIO())
    monkeypatch.setattr(pace_views, "out", console)
    plan = demo.resolved.plan
    pace_views.paces(replace(pace_sheet(plan.athlete, plan.race), units=units))
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize(
    ("width", "units", "columns"),
    [
        (80, Units.KM, ["per km", "per mile", "200 m", "400 m"]),
        (62, Units.KM, ["per km", "200 m", "400 m"]),
        (50, Units.MI, ["per mile", "400 m"]),
        (40, Units.KM, ["per km"]),
    ],
)
def test_no_figure_of_the_pace_table_is_cut(
    demo: Ready, width: int, units: Units, columns: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = paces(demo, width, units, monkeypatch)
    assert "…" not in text
    assert re.split(r"\s{2,}", text.splitlines()[0].strip())[1:] == columns


def test_a_race_at_a_training_pace_is_no_row_of_its_own(demo: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = paces(demo, 80, Units.KM, monkeypatch).splitlines()
    figures = [tuple(line.split()[-4:]) for line in lines[1 : lines.index(" " * 40)]]
    assert any(line.startswith("M marathon, MP ") for line in lines)
    assert len(set(figures)) == len(figures) > 12

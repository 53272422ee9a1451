"""On a narrow terminal a table leaves out columns; what it shows is whole."""

import re
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from onek_sync.app.project import Ready, open_project, ready
from onek_sync.app.show import week_numbered
from onek_sync.cli import week_views

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

"""The picture in the README is what `onek show` prints today."""

import re
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from onek_sync.app.project import open_project, ready
from onek_sync.app.show import week_numbered
from onek_sync.cli import week_views as views

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "templates" / "demo"
PICTURE = ROOT / "docs" / "week.svg"


def test_the_picture_of_the_readme_is_what_is_shown(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    console = Console(record=True, width=78, force_terminal=True, color_system="truecolor", file=StringIO())
    monkeypatch.setattr(views, "out", console)
    plan = ready(open_project(DEMO, DEMO, {}))
    views.weeks(plan, [week_numbered(plan, 1)], date(2027, 4, 26))
    # Nothing is fetched when somebody looks at it: the viewer's own font will do.
    svg = re.sub(
        r"@font-face \{.*?\}\n|<!--.*?-->\n?",
        "",
        console.export_svg(title="onek show", unique_id="week"),
        flags=re.S,
    )
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
    if request.config.getoption("--update-golden"):
        PICTURE.write_text(svg, encoding="utf-8")
    assert PICTURE.read_text(encoding="utf-8") == svg, "draw it anew with --update-golden"

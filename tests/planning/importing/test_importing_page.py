"""docs/importing.md: every example on it is known, and read without a doubt."""

import re
from datetime import date
from pathlib import Path

import pytest

from onek_sync.planning.file import read_plan, write_plan
from onek_sync.planning.importing import NOTATIONS, Frame, assemble, decoded, notation_of, read_foreign

PAGE = (Path(__file__).parents[3] / "docs" / "importing.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```(\S+)\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
FRAME = Frame(id="page", timezone="Europe/Berlin", start=date(2027, 3, 1), on=date(2027, 3, 1))


@pytest.mark.parametrize(("notation", "text"), EXAMPLES)
def test_every_example_is_known_and_read_without_a_doubt(notation: str, text: str) -> None:
    assert notation_of(decoded(text.encode(), "page"), "page") == notation
    made = assemble(read_foreign(text, "page", notation), FRAME)
    assert made.findings == ()
    assert read_plan(write_plan(made.plan)).findings == ()


def test_the_table_names_every_notation() -> None:
    assert set(re.findall(r"^\|.*\| `(\S+)` \|", PAGE, flags=re.MULTILINE)) == set(NOTATIONS)


def line_of(steps: str) -> str:
    (found,) = read_foreign(steps, "page", "intervals")
    return write_plan(assemble((found,), FRAME).plan)


def test_a_share_of_the_threshold_s_speed_is_what_the_page_says() -> None:
    assert "`80% Pace` becomes `T 25% slower`" in PAGE
    assert "10min @ T 25% slower" in line_of("- 10m 80% Pace")


def test_a_closing_recovery_stays_as_the_page_says() -> None:
    assert "`4x(1km, 400m recovery)`" in PAGE
    text = 'w,mon,tue,wed\n1,"running: a\n- repeat: 4\n  - run: 1km\n  - recover: 400m"'
    made = assemble(read_foreign(text, "page", "quick-plan"), FRAME)
    assert "4x(1km, 400m recovery)" in write_plan(made.plan)

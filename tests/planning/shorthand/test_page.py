"""The page for runners: what it calls refused is refused, and what it says to write instead is read."""

import re
from pathlib import Path

import pytest

from onek_sync.model.errors import ShorthandError
from onek_sync.planning.shorthand import parse_workout

PAGE = (Path(__file__).parents[3] / "docs" / "workouts.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| [^|]+? \| `([^`]+)` \| `([^`]+)` \|$", PAGE, flags=re.MULTILINE)


def test_the_page_has_its_table() -> None:
    assert len(ROWS) >= 12


@pytest.mark.parametrize(("line", "instead"), ROWS)
def test_a_line_of_the_table_is_refused_and_the_one_beside_it_read(line: str, instead: str) -> None:
    with pytest.raises(ShorthandError):
        parse_workout(line)
    assert parse_workout(instead).workout.blocks

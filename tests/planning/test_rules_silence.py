"""`# onek: allow V2` in a plan file: where it stands says for what it holds."""

import pytest

from onek_sync.model.errors import Finding, Level, Place
from onek_sync.planning.rules import silenced

PLAN = """\
plan: p                         # 1
race: {date: 2027-05-08}        # 2
weeks:                          # 3
  - phase: base                 # 4
    note: Hard.                 # 5
    mon: 40min easy             # 6
    tue:                        # 7
      - run: 20min tempo        # 8
      - strength: squat 3x8     # 9
    wed: rest                   # 10
  - mon: 40min easy             # 11
    tue: rest                   # 12
"""
LINES = range(1, 13)


def allowed(after: int, comment: str, *, above: bool = False, indent: int = 4) -> list[int]:
    """On which lines of PLAN a V2 is silent when the comment stands behind (or above) line `after`."""
    lines = PLAN.splitlines()
    if above:
        lines.insert(after - 1, " " * indent + comment)
    else:
        lines[after - 1] += f"  {comment}"
    shift = [line + (above and line >= after) for line in LINES]
    findings = [Finding("V2", "what", place=Place("p", line, 1), level=Level.WARNING) for line in shift]
    left = silenced(findings, "\n".join(lines))
    return [line for line, one in zip(LINES, findings, strict=True) if one not in left]


ALLOW = "# onek: allow V2"


@pytest.mark.parametrize(
    ("after", "above", "indent", "silent"),
    [
        (1, False, 0, list(LINES)),  # in the head: the whole plan
        (1, True, 0, list(LINES)),
        (4, False, 0, [4, 5, 6, 7, 8, 9, 10]),  # where the week begins
        (4, True, 2, [4, 5, 6, 7, 8, 9, 10]),  # above it
        (6, True, 4, [4, 5, 6, 7, 8, 9, 10]),  # before its first day
        (6, False, 0, [6]),  # behind a day
        (10, True, 4, [10]),  # above a day
        (9, False, 0, [7, 8, 9]),  # behind one of a day's sessions
        (8, True, 6, [7, 8, 9]),  # above one
        (12, True, 4, [12]),
        (11, True, 2, [11, 12]),
    ],
)
def test_a_comment_holds_where_it_stands(after: int, above: bool, indent: int, silent: list[int]) -> None:
    assert allowed(after, ALLOW, above=above, indent=indent) == silent


@pytest.mark.parametrize(
    "comment", ["# onek: allow V3, v2", "#onek: allow V2 V3", "# mine. # ONEK: allow v2"]
)
def test_several_codes_and_any_case_will_do(comment: str) -> None:
    assert allowed(6, comment) == [6]


@pytest.mark.parametrize(
    "comment", ["# onek: allow V20", "# onek: allow V1", "# allow V2", "# onek allow V2"]
)
def test_other_comments_silence_nothing(comment: str) -> None:
    assert allowed(6, comment) == []


def test_an_error_cannot_be_allowed() -> None:
    error = Finding("V2", "what", place=Place("p", 6, 1))
    assert silenced([error], "# onek: allow V2\n" + PLAN) == (error,)

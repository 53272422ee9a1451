"""Lines in many coaches' styles, read by eye: what is meant in standard form, or the code of the refusal."""

from pathlib import Path

import pytest

from onek_sync.model.errors import ShorthandError
from onek_sync.planning.shorthand import parse_workout, write_workout

LINES = [line.split("\t") for line in (Path(__file__).parent / "fresh.tsv").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("text", "want"), LINES)
def test_a_line_is_read_as_a_coach_means_it(text: str, want: str) -> None:
    try:
        got = write_workout(parse_workout(text).workout)
    except ShorthandError as error:
        got = error.findings[0].code
    assert got == want


def test_there_are_many_and_they_are_not_all_alike() -> None:
    refused = [text for text, want in LINES if len(want) == 3]
    assert len(LINES) - len(refused) >= 120
    assert len(refused) >= 30

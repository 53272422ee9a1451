"""Ways to write a workout: each rule with what it reads, and with its neighbours that are refused."""

import pytest

from onek_sync.model.errors import ShorthandError
from onek_sync.planning.shorthand import parse_workout, write_workout


def said(text: str) -> str:
    """The standard form of what is read, or the code of the refusal."""
    try:
        return write_workout(parse_workout(text).workout)
    except ShorthandError as error:
        return error.findings[0].code


def advice(text: str) -> str:
    """What a refusal says to write instead."""
    with pytest.raises(ShorthandError) as caught:
        parse_workout(text)
    return caught.value.findings[0].now


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("400m x 6", "6x400m"),
        ("400 x 6-8 @ 5K w/ 90s", "6-8x400m @ 5K w/ 90s"),
        ("8 min x 3 @ T, 2 min jog", "3x8min @ T w/ 2min jog"),
        ("strides 80m x 4", "4x80m strides"),
        ("(200m fast, 200m jog) x 6", "6x(200m @ fast, 200m jog recovery)"),
        ("(3x300 w/ 100 jog) x 3, 5 min between sets", "3x(3x300m w/ 100m jog, 5min between sets)"),
        ("300 x 200", "E02"),  # three hundred?
        ("400 x 60", "E02"),  # or a recovery of 60 s?
        ("400m x 6 min", "E02"),
        ("400m x 6 x 2", "E02"),
        ("6x400m x 3", "E02"),
        ("400m x 6 / 90s", "E13"),
    ],
)
def test_a_count_may_stand_behind_a_length_or_a_bracket(text: str, want: str) -> None:
    assert said(text) == want

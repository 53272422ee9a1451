"""Workouts in prose: what is read is what was meant, and what is not sure is not read."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onek_sync.model.plan import Option
from onek_sync.planning.importing.clean_words import lines_of
from onek_sync.planning.importing.prose import read_prose
from onek_sync.planning.importing.said_back import is_said_back
from onek_sync.planning.shorthand import write_workout

# A text with bars for line ends, a tab, and the workout; "?" where it must not be read.
CASES = [
    line.split("\t")
    for line in (Path(__file__).parents[2] / "imports" / "ics" / "prose.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
]


@pytest.mark.parametrize(("text", "meaning"), CASES)
def test_prose_is_read_as_it_was_meant_or_not_at_all(text: str, meaning: str) -> None:
    prose = read_prose(text.split("|"))
    if meaning == "?":
        assert prose.workout is None
        assert prose.unread
        assert prose.why
    else:
        assert prose.workout is not None, prose
        assert write_workout(prose.workout) == meaning


def test_words_without_a_step_are_words() -> None:
    prose = read_prose(["Enjoy yourself.", "", "Drink something."])
    assert prose.workout is None
    assert not prose.unread
    assert prose.words == ("Enjoy yourself.", "Drink something.")


def test_words_are_kept_in_their_order() -> None:
    prose = read_prose(["Intervals • 6km", "5km easy", "Smile."])
    assert prose.words == ("Intervals • 6km", "Smile.")


def test_a_book_is_no_workout() -> None:
    assert read_prose(["5km easy"] * 300).unread


PIECES = st.sampled_from(
    [
        *(part for text, _ in CASES for part in text.split("|")),
        *(
            "",
            "----------",
            "Repeat 2x:",
            "• 400m easy",
            "3 reps of:",
            "Warm up",
            "Or: 5km",
            "\x00",
            "(",
            '"',
        ),
    ]
)


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=10))
def test_lines_in_any_order_are_read_or_named(lines: list[str]) -> None:
    prose = read_prose(lines)
    if prose.workout:
        assert not prose.unread
        assert is_said_back(Option(workout=prose.workout)) or len(write_workout(prose.workout)) > 0


@settings(max_examples=300)
@given(st.text(max_size=200))
def test_any_text_is_read_or_named(text: str) -> None:
    prose = read_prose(lines_of(text))
    assert prose.workout is None or not prose.unread

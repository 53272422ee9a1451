"""The profile in characters: as many peaks as repetitions, as wide as asked for."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onek_sync.app.show import Bar
from onek_sync.cli.picture import heights
from onek_sync.model.workout import Role

HARD, EASY = 0.9, 0.2


def bar(seconds: float, height: float) -> Bar:
    return Bar(seconds, height, Role.WORK, "")


def test_six_repetitions_are_six_peaks() -> None:
    bars = [bar(900, EASY), *[bar(84, HARD), bar(150, EASY)] * 6, bar(600, EASY)]
    columns = heights(bars, 36)
    peaks = [pair for pair in pairwise(columns) if pair == (HARD, EASY)]
    assert len(peaks) == 6


def test_time_decides_the_width() -> None:
    assert heights([bar(300, EASY), bar(100, HARD)], 42) == [EASY] * 31 + [HARD] * 11


def test_more_bars_than_columns_keep_the_hard_work() -> None:
    assert heights([bar(10, EASY), bar(80, HARD), bar(10, EASY)], 2) == [HARD, HARD]
    repetitions = [bar(60, EASY), *[bar(35, HARD), bar(65, EASY)] * 4]
    assert heights(repetitions, 1) == [HARD]
    assert heights(repetitions, 4).count(HARD) == 4


def test_a_bar_that_ends_where_a_column_begins_is_no_part_of_it() -> None:
    assert heights([bar(50, HARD), *[bar(25, EASY)] * 2], 2) == [HARD, EASY]


def test_nothing_to_do_is_no_picture() -> None:
    assert heights([], 20) == []


@given(
    st.lists(st.builds(bar, st.floats(1, 1e5), st.floats(0, 1)), min_size=1, max_size=80), st.integers(1, 60)
)
def test_the_picture_is_no_wider_than_asked_for(bars: list[Bar], width: int) -> None:
    columns = heights(bars, width)
    assert 0 < len(columns) <= width
    assert set(columns) <= {one.height for one in bars}

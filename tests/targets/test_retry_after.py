"""However a service says how long it wants to be left alone, that is a time from a second to a day."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onek_sync.targets.retry_after import LONGEST, PAUSE, rests_until

NOW = datetime(2027, 2, 15, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    "after, pause",
    [
        ("120", timedelta(minutes=2)),
        ("0", timedelta(seconds=1)),
        ("999999999", LONGEST),
        ("9" * 400, PAUSE),
        ("-5", PAUSE),
        ("٣٠", PAUSE),  # digits, and none of HTTP's
        ("Mon, 15 Feb 2027 07:00:00 GMT", timedelta(hours=1)),
        ("Mon, 15 Feb 2027 07:00:00 -0000", timedelta(hours=1)),
        ("Mon, 15 Feb 2027 05:00:00 GMT", timedelta(seconds=1)),
        ("Fri, 31 Dec 9999 23:59:59 -1200", LONGEST),
        ("Mon, 15 Feb 99999999999999999999 07:00:00 GMT", PAUSE),
        ("soon", PAUSE),
        ("", PAUSE),
    ],
)
def test_a_service_is_left_alone_for_as_long_as_it_says(after: str, pause: timedelta) -> None:
    assert rests_until({"Retry-After": after}, NOW) == NOW + pause


def test_where_nothing_is_said_each_service_has_its_own_time() -> None:
    assert rests_until({}, NOW, timedelta(minutes=15)) == NOW + timedelta(minutes=15)
    assert rests_until({}, NOW) == NOW + PAUSE


@example("Mon, 01 Jan 2020 00:00:00 +99999999999")
@given(st.text() | st.from_regex(r"\A\w{3}, \d{1,3} \w{3} \d{1,30} \d\d:\d\d:\d\d [+-]?\w{1,12}\Z"))
def test_no_words_make_it_longer_than_a_day(after: str) -> None:
    assert timedelta(seconds=1) <= rests_until({"Retry-After": after}, NOW) - NOW <= LONGEST

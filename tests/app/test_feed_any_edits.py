"""Whatever is done to a plan, subscribers can follow: hypothesis edits, days go by, and the rules hold."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Event

from tests.app.feeding import DAY, HOUR, START, Runner, plan

SESSIONS = ("40min easy", "60min long", "6x400m @ 1K w/ 400m jog", "rest")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
STAMPS = ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED")
# Days are over on which nothing was planned, so that a feed is never empty and nothing is history.
week = st.dictionaries(st.sampled_from(DAYS), st.sampled_from(SESSIONS), max_size=4)
edits = st.lists(st.tuples(st.lists(week, min_size=2, max_size=2), st.integers(0, 3)), min_size=2, max_size=5)


def written(weeks: list[dict[str, str]]) -> str:
    said = ["weeks:\n  - sun: 50min easy\n"]  # it is never empty
    for one in weeks:
        lines = [f"{day}: {one[day]}\n" for day in DAYS if day in one] or ["mon: rest\n"]
        said.append("  - " + "    ".join(lines))
    return "".join(said)


def text_of(event: Event) -> list[tuple[str, bytes]]:
    return [(name, value.to_ical()) for name, value in event.items() if name not in STAMPS]


@settings(max_examples=15)
@given(edits, st.sampled_from(["remove", "cancel"]))
def test_every_subscriber_can_follow_any_edits(
    edits: list[tuple[list[dict[str, str]], int]], dropped: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        runner = Runner(Path(folder), f'[feed]\ndropped = "{dropped}"\n')
        runner.write(plan(written([{}, {}])))
        before, last = runner.events(), runner.feed()
        for weeks, days in edits:
            runner.now += days * DAY + HOUR
            runner.write(plan(written(weeks)))
            after, feed = runner.events(), runner.feed()
            live = [event for event in after.values() if "STATUS" not in event]
            today = (runner.now + HOUR).date()
            assert sorted(when(event) for event in live if when(event) >= today) == sorted(
                planned(weeks, today)
            )
            for uid in before.keys() & after.keys():
                follows(before[uid], after[uid])
            assert (feed.body == last.body) == (feed.changed == last.changed) == (feed.etag == last.etag)
            before, last = after, feed


def when(event: Event) -> date:
    return event.start.date() if hasattr(event.start, "date") else event.start


def planned(weeks: list[dict[str, str]], today: date) -> list[date]:
    """The days on which something is to be run, from today on."""
    first = START.date()
    found = [first + timedelta(days=6)]
    for number, one in enumerate(weeks, 1):
        found += [
            first + timedelta(days=7 * number + DAYS.index(day))
            for day, said in one.items()
            if said != "rest"
        ]
    return [day for day in found if day >= today]


def follows(before: Event, after: Event) -> None:
    """An event that says the same is the same to the byte; one that says something else is later."""
    if text_of(before) == text_of(after):
        assert before.to_ical() == after.to_ical()
    else:
        assert after["SEQUENCE"] > before["SEQUENCE"]
        assert after["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt
        assert after["LAST-MODIFIED"].dt == after["DTSTAMP"].dt


def test_the_rule_sees_a_change_without_a_revision() -> None:
    first, other = Event(), Event()
    for event, title in ((first, "a"), (other, "b")):
        event.add("summary", title)
        event.add("sequence", 1)
    with pytest.raises(AssertionError):
        follows(first, other)

"""Whatever happens to machine, service and login: every session comes once, and before its day."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onek_sync.app.jobs import LONGEST
from onek_sync.model.errors import Finding, LoginNeeded, Paused, Unreachable, Unsure
from onek_sync.store.words import Connection
from tests.app.running_alone import BERLIN, SHELF, Killed, Life, berlin, moody, plan_of

START, WEEKS = date(2027, 3, 15), 3  # the clocks go forward in the second week
SHORT = f'{SHELF}horizon = "10 days"\n'  # until Tuesday of the week after
STEP, AWAKE = timedelta(hours=2), timedelta(hours=10)
assert AWAKE > LONGEST + STEP  # so that what failed last is tried again in it


@dataclass(frozen=True)
class Trouble:
    """What goes wrong, and for how many hours; `after` so many looks or new objects."""

    kind: str
    hours: int
    after: int = 0


KINDS = ("asleep", "down", "paused", "login", "unclear", "killed")
troubles = st.builds(Trouble, kind=st.sampled_from(KINDS), hours=st.integers(0, 36), after=st.integers(0, 4))


def begin(life: Life, trouble: Trouble) -> None:
    """From now on it goes wrong."""
    until = life.now + timedelta(hours=trouble.hours)
    raised: dict[str, BaseException] = {
        "down": Unreachable(Finding("T01", "the service cannot be reached")),
        "paused": Paused(until, Finding("T02", "it asked us to wait")),
        "login": LoginNeeded(Finding("T03", "it does not know us")),
        "unclear": Unsure(Finding("T04", "no clear answer")),
        "killed": Killed(),
    }
    left = trouble.after

    def mood() -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise raised[trouble.kind]

    if trouble.kind == "killed":
        life.on_create = mood
    elif trouble.kind != "asleep":
        life.on_look = life.on_create = mood


def end(life: Life) -> None:
    """All is well again, and whoever must log in did."""
    life.on_look = life.on_create = lambda: None
    with life.world() as world:
        world.store.connections.put("me", Connection("shelf", "folder", "kim", life.now))


def live(life: Life, hours: timedelta) -> None:
    """A timer's tick every two hours, in a process that may be killed."""
    until = life.now + hours
    while life.now < until:
        try:
            life.until(until, STEP)
        except Killed:
            life.now += STEP


def through(life: Life, happens: list[Trouble]) -> None:
    """One trouble after the other, each followed by hours in which all is well; quiet weeks at the end."""
    for trouble in happens:
        begin(life, trouble)
        if trouble.kind == "asleep":
            life.now += timedelta(hours=trouble.hours)
        else:
            live(life, timedelta(hours=trouble.hours))
        end(life)
        live(life, AWAKE)
    while life.now < berlin(f"{START + WEEKS * timedelta(weeks=1)} 00:00"):
        live(life, timedelta(hours=12))


@given(happens=st.lists(troubles, min_size=6, max_size=14))
@settings(max_examples=8)
def test_every_session_comes_once_and_before_its_day(happens: list[Trouble]) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        life = Life(Path(folder), berlin(f"{START - timedelta(days=8)} 12:00"), SHORT)
        life.plan(plan_of(START, WEEKS))
        moody(life, patched)
        live(life, AWAKE)  # one push without trouble, so that two days are in hand from then on
        through(life, happens)
        days = life.sessions()
        made = {
            one.key: one.at.astimezone(BERLIN).date() for one in life.events("create") if one.result == "ok"
        }
        assert made.keys() <= days.keys() and len(life.files) == len(days)
        assert {key: day for key, day in made.items() if day >= days[key]} == {}

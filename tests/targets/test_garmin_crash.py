"""A push to Garmin that dies at any call is healed by the next: nothing is lost, doubled, or not ours."""

import pytest

from onek_sync.model.mark import read_mark
from onek_sync.sync.apply import Hands, Report, apply
from onek_sync.sync.diff import Diff, Sight, diff
from tests.sync.stage import DictLedger
from tests.targets.garmin_stage import NOW, SPRING, WINDOW, Stage, day

Plan = dict[str, tuple[str, int]]  # by key: what is done, and so many days from today

BEFORE: Plan = {"mon": ("intervals", 1), "tue": ("tempo", 2), "wed": ("fartlek", 3), "thu": ("strength", 4)}
# One stays, one moves, one changes, one goes, one is new.
AFTER: Plan = {"mon": ("intervals", 1), "tue": ("tempo", 6), "wed": ("nested", 3), "sat": ("race", 5)}


class Killed(BaseException):
    """The process is no more."""


class Life:
    """Pushes of one process after the other; `ledger` is the database that outlives them."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.ledger = DictLedger()

    def push(self, plan: Plan, dies_at: int = 0, *, after_commit: bool = False) -> Report:
        """A new process that dies at its nth call, before it is sent or before the answer is read."""
        target, stage = self.stage.opened(), self.stage
        calls = 0
        sent = target._door._opened().request
        wanted = [stage.wanted(case, on, key) for key, (case, on) in plan.items()]
        days = {key: day(on) for key, (_, on) in plan.items()}

        def request(*args: object, **more: object) -> object:
            nonlocal calls
            calls += 1
            if calls == dies_at and not after_commit:
                raise Killed
            answer = sent(*args, **more)
            if calls == dies_at:
                raise Killed
            return answer

        def look() -> Diff:
            entries = self.ledger.entries()
            sight = Sight(
                plan=SPRING,
                window=WINDOW,
                wanted=wanted,
                days=days,
                listing=target.list(WINDOW, entries),
                entries=entries,
                limits=target.limits,
            )
            return diff(sight)

        target._door._opened().request = request  # type: ignore[method-assign]
        hands = Hands(
            target=target, ledger=self.ledger, look=look, now=lambda: NOW, wait=lambda seconds: None
        )
        return apply(look().changes, hands)

    def shown(self) -> list[tuple[str, str]]:
        """Slot and day of all that stands in the calendar with our mark."""
        server = self.stage.server
        marks = {id_: read_mark(workout["description"]) for id_, workout in server.workouts.items()}
        return sorted((mark.key, f"{s.day}") for s in server.schedules.values() if (mark := marks[s.workout]))


def planned(plan: Plan) -> list[tuple[str, str]]:
    return sorted((key, f"{day(on)}") for key, (_, on) in plan.items())


@pytest.fixture
def life(garmin: Stage) -> Life:
    life = Life(garmin)
    assert life.push(BEFORE).sound and life.shown() == planned(BEFORE)
    garmin.server.forget_calls()
    return life


def test_a_push_makes_the_calls_that_it_takes(life: Life) -> None:
    assert life.push(AFTER).sound
    assert life.shown() == planned(AFTER)
    assert len(life.stage.server.calls("GET")) == 3
    assert len(life.stage.server.calls("POST", "PUT", "DELETE")) == 2 + 1 + 4 + 2
    life.stage.server.forget_calls()
    assert life.push(AFTER).outcomes == ()
    assert len(life.stage.server.calls()) == 2


@pytest.mark.parametrize("ledger", ["kept", "lost"])
@pytest.mark.parametrize("after_commit", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("call", range(1, 13))
def test_a_push_that_died_is_healed_by_the_next(
    life: Life, call: int, after_commit: bool, ledger: str
) -> None:
    server = life.stage.server
    own = [server.athlete_makes("Long run with Anna", day(2)), server.athlete_makes("In the library")]
    before = server.bytes_of(*own)
    with pytest.raises(Killed):
        life.push(AFTER, call, after_commit=after_commit)
    if ledger == "lost":
        life.ledger = DictLedger()
    assert life.push(AFTER).sound
    assert life.shown() == planned(AFTER)
    assert len(server.workouts) == len(AFTER) + len(own)
    assert server.bytes_of(*own) == before
    server.forget_calls()
    assert life.push(AFTER).outcomes == ()
    assert server.calls("POST", "PUT", "DELETE") == [] and len(server.calls()) == 2

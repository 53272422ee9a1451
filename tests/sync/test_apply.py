"""How changes are done: the ledger before and after each call, and what an error means for the others."""

from collections.abc import Callable, Iterator, Sequence

import pytest

from onek_sync.model.errors import Finding, LoginNeeded, Paused, Refused, TargetError, Unreachable, Unsure
from onek_sync.model.target import Entry, Limits, Placing, Remote, Wanted
from onek_sync.sync.apply import SETTLE, Hands, Report, apply
from onek_sync.sync.changes import key_of
from onek_sync.targets.memory import MemoryTarget
from tests.sync.stage import NOW, PLAN, DictLedger, Stage, day

PLANNED = {"mon": ("easy", 0), "tue": ("400s", 1), "thu": ("tempo", 3)}
Fail = Callable[[str], TargetError | None]


class Log(DictLedger):
    """A ledger that notes what was committed."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.lines = lines

    def put(self, entry: Entry) -> None:
        intent = f" to {entry.intent.op}" if entry.intent else ""
        self.lines.append(f"ledger: {entry.slot} {'known' if entry.id else 'unknown'}{intent}")
        super().put(entry)

    def forget(self, plan: str, slot: str) -> None:
        self.lines.append(f"ledger: {slot} forgotten")
        super().forget(plan, slot)


class Noted(MemoryTarget):
    """A target that notes its calls, and fails for the sessions it is told to, before or after doing it."""

    lines: list[str]
    before: Fail = staticmethod(lambda key: None)
    after: Fail = staticmethod(lambda key: None)

    def create(self, new: Sequence[Placing]) -> Iterator[Remote]:
        self.lines.append(f"call: create {' '.join(placing.slot for placing in new)}")
        self._fail(self.before, *(placing.wanted.key for placing in new))
        made = list(super().create(new))
        self._fail(self.after, *(placing.wanted.key for placing in new))
        yield from made

    def update(self, remote: Remote, wanted: Wanted) -> Iterator[Remote]:
        self.lines.append(f"call: update {remote.slot}")
        self._fail(self.before, wanted.key)
        yield from super().update(remote, wanted)

    def delete(self, remote: Remote) -> Iterator[Remote]:
        self.lines.append(f"call: delete {remote.slot}")
        self._fail(self.before, remote.slot)
        yield from super().delete(remote)

    def _fail(self, rule: Fail, *keys: str) -> None:
        for key in keys:
            if error := rule(key):
                raise error


class Scene(Stage):
    """A stage whose target and ledger note what they do."""

    def __init__(self, **what: object) -> None:
        super().__init__(plan=dict(PLANNED), **what)  # type: ignore[arg-type]
        self.lines: list[str] = []
        self.ledger = Log(self.lines)
        self.before: Fail = lambda key: None
        self.after: Fail = lambda key: None
        self.waits: list[float] = []

    @property
    def target(self) -> Noted:
        target = Noted(self.memory, limits=self.limits)
        target.lines, target.before, target.after = self.lines, self.before, self.after
        return target

    def push(self) -> Report:
        hands = Hands(
            target=self.target,
            ledger=self.ledger,
            look=self.look,
            now=lambda: NOW,
            wait=self.waits.append,
        )
        return apply(self.look().changes, hands)


def finding() -> Finding:
    return Finding("T", "it said so")


def only(key: str, error: Callable[[], TargetError]) -> Fail:
    return lambda asked: error() if asked == key else None


def once(key: str, error: Callable[[], TargetError]) -> Fail:
    """Fails for that session, the first time only."""
    left = [1]

    def fail(asked: str) -> TargetError | None:
        if asked != key or not left:
            return None
        left.clear()
        return error()

    return fail


def result(report: Report) -> dict[str, bool]:
    return {key_of(outcome.change): outcome.done for outcome in report.outcomes}


def test_the_intent_stands_before_the_call_and_the_result_after_it() -> None:
    scene = Scene()
    scene.plan = {"mon": ("easy", 0)}
    scene.push()
    assert scene.lines == [
        "ledger: mon unknown to create",
        "call: create mon",
        "ledger: mon known to create",
        "ledger: mon known",
    ]
    scene.lines.clear()
    scene.plan = {"mon": ("longer", 0)}
    scene.push()
    assert scene.lines == [
        "ledger: mon known to update",
        "call: update mon",
        "ledger: mon known to update",
        "ledger: mon known",
    ]
    scene.lines.clear()
    scene.plan = {}
    scene.push()
    assert scene.lines == ["ledger: mon known to delete", "call: delete mon", "ledger: mon forgotten"]


def test_one_refused_session_does_not_stop_the_others() -> None:
    scene = Scene()
    scene.before = only("tue", lambda: Refused(finding()))
    report = scene.push()
    assert result(report) == {"mon": True, "tue": False, "thu": True}
    assert report.stopped is None
    assert not report.sound
    assert set(scene.shown()) == {"mon", "thu"}
    assert (PLAN, "tue") not in scene.ledger.rows


def test_a_batch_that_is_refused_is_sent_one_by_one() -> None:
    scene = Scene(limits=Limits(batch=50))
    scene.before = only("tue", lambda: Refused(finding()))
    assert result(scene.push()) == {"mon": True, "tue": False, "thu": True}
    assert [line for line in scene.lines if line.startswith("call")] == [
        "call: create mon tue thu",
        "call: create mon",
        "call: create tue",
        "call: create thu",
    ]


def test_creations_go_together_as_far_as_the_service_takes_them() -> None:
    scene = Scene(limits=Limits(batch=2))
    assert scene.push().sound
    assert [line for line in scene.lines if line.startswith("call")] == [
        "call: create mon tue",
        "call: create thu",
    ]


@pytest.mark.parametrize("error", [LoginNeeded, Unreachable, lambda one: Paused(NOW, one)])
def test_an_error_that_concerns_the_service_leaves_it_alone(error: Callable[[Finding], TargetError]) -> None:
    scene = Scene()
    scene.before = only("tue", lambda: error(finding()))
    report = scene.push()
    assert result(report) == {"mon": True, "tue": False, "thu": False}
    assert str(report.stopped) == "it said so"
    assert "call: create thu" not in scene.lines
    scene.before = lambda key: None
    assert scene.push().sound
    assert set(scene.shown()) == set(PLANNED)


def test_after_no_clear_answer_the_service_is_asked_and_what_is_there_is_not_done_again() -> None:
    scene = Scene()
    scene.after = once("tue", lambda: Unsure(finding()))
    assert scene.push().sound
    assert scene.lines.count("call: create tue") == 1
    assert scene.waits == [SETTLE]
    assert scene.shown() == PLANNED
    assert scene.said() == []


def test_after_no_clear_answer_what_is_missing_is_looked_for_twice_and_then_done_once_more() -> None:
    scene = Scene()
    scene.before = once("tue", lambda: Unsure(finding()))
    assert scene.push().sound
    assert scene.lines.count("call: create tue") == 2
    assert scene.waits == [SETTLE, SETTLE]
    assert scene.shown() == PLANNED


def test_no_clear_answer_twice_is_reported_and_left_to_the_next_push() -> None:
    scene = Scene()
    scene.before = only("tue", lambda: Unsure(finding()))
    assert result(scene.push()) == {"mon": True, "tue": False, "thu": True}
    assert scene.lines.count("call: create tue") == 2
    scene.before = lambda key: None
    assert scene.push().sound
    assert scene.shown() == PLANNED


def test_what_the_service_did_not_understand_is_told() -> None:
    class Deaf(Noted):
        def create(self, new: Sequence[Placing]) -> Iterator[Remote]:
            from dataclasses import replace

            for remote in super().create(new):
                yield replace(remote, lost=("step 3: 400 m",))

    scene = Scene()
    scene.plan = {"mon": ("easy", 0)}
    target = Deaf(scene.memory)
    target.lines = scene.lines
    hands = Hands(
        target=target, ledger=scene.ledger, look=scene.look, now=lambda: NOW, wait=scene.waits.append
    )
    [outcome] = apply(scene.look().changes, hands).outcomes
    assert outcome.lost == ("step 3: 400 m",)


def test_a_twin_is_taken_away_without_touching_the_entry_of_the_one_that_stays() -> None:
    from dataclasses import replace

    scene = Scene()
    scene.push()
    [original] = [one for one in scene.memory.objects.values() if one.slot == "tue"]
    scene.memory.objects["999"] = replace(original, id="999")
    scene.lines.clear()
    assert scene.push().sound
    assert scene.lines == ["call: delete tue"]
    assert scene.ledger.rows[PLAN, "tue"].id == original.id


def test_the_plans_day_is_remembered_where_the_athletes_stays() -> None:
    scene = Scene()
    scene.push()
    scene.moves("thu", 5)
    scene.plan["thu"] = ("longer tempo", 3)
    assert scene.push().sound
    assert scene.ledger.rows[PLAN, "thu"].day == day(3)
    assert scene.shown()["thu"] == ("longer tempo", 5)

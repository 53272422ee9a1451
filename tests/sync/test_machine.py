"""Athlete, plan, network and process play at random; after a quiet push plan and service agree.

Two services: one that changes objects in place, and one that works as Garmin Connect does: an object is made,
then scheduled; a change is a new object, and the old one goes call by call.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from onek_sync.model.errors import Finding, LoginNeeded, Paused, Refused, TargetError, Unreachable, Unsure
from onek_sync.model.target import Entry, Remote, Wanted
from onek_sync.sync.changes import Skip
from onek_sync.sync.sight import TWICE
from onek_sync.targets.memory import MemoryTarget
from tests.sync.stage import NOW, DictLedger, Stage, day


class Killed(BaseException):
    """The process died here."""


class Calls:
    """Counts what can go wrong, and lets the chosen one go wrong."""

    def __init__(self) -> None:
        self.left: int | None = None
        self.fault: Callable[[], BaseException] = Killed
        self.after = False

    def plan(self, left: int, fault: Callable[[], BaseException], *, after: bool) -> None:
        self.left, self.fault, self.after = left, fault, after

    def quiet(self) -> None:
        self.left = None

    def around(self, call: Callable[[], Remote | None]) -> Remote | None:
        """One call to the service: it may fail before, or after the service has done it."""
        if self.left is not None:
            self.left -= 1
        now = self.left == -1
        if now and not self.after:
            raise self.fault()
        result = call()
        if now:
            raise self.fault()
        return result


class FaultyLedger(DictLedger):
    """A ledger whose process may die before or after each commit."""

    def __init__(self, calls: Calls) -> None:
        super().__init__()
        self.calls = calls

    def put(self, entry: Entry) -> None:
        self._commit(lambda: super(FaultyLedger, self).put(entry))

    def forget(self, plan: str, slot: str) -> None:
        self._commit(lambda: super(FaultyLedger, self).forget(plan, slot))

    def _commit(self, write: Callable[[], None]) -> None:
        if self.calls.fault is Killed:
            self.calls.around(lambda: write())  # type: ignore[func-returns-value]
        else:
            write()


class InPlace(MemoryTarget):
    """Objects are changed where they are."""

    calls: Calls

    def create(self, new):  # type: ignore[no-untyped-def]
        for placing in new:
            yield self.calls.around(lambda placing=placing: next(super(InPlace, self).create([placing])))

    def update(self, remote: Remote, wanted: Wanted) -> Iterator[Remote]:
        yield self.calls.around(lambda: next(super(InPlace, self).update(remote, wanted)))  # type: ignore[misc]

    def delete(self, remote: Remote) -> Iterator[Remote]:
        self.calls.around(lambda: next(super(InPlace, self).delete(remote), None))
        yield from ()


class Replacing(InPlace):
    """An object is made, then scheduled; a change makes a new one, and the old one goes after it."""

    def create(self, new):  # type: ignore[no-untyped-def]
        for placing in new:
            made = self.calls.around(
                lambda placing=placing: self._kept(replace(self._made(placing), day=None))
            )
            yield made
            yield self._scheduled(made, placing.wanted)

    def update(self, remote: Remote, wanted: Wanted) -> Iterator[Remote]:
        if remote.digest == wanted.digest and not remote.touched:
            yield self._scheduled(remote, wanted)
            return
        fresh = replace(
            remote, id=self._next(), day=None, digest=wanted.digest, title=wanted.title, touched=False
        )
        made = self.calls.around(lambda: self._kept(fresh))
        assert made
        yield made
        yield (scheduled := self._scheduled(made, wanted))
        self.calls.around(lambda: self._kept(replace(remote, day=None)))
        yield scheduled
        self.calls.around(lambda: self.memory.objects.pop(remote.id, None))

    def delete(self, remote: Remote) -> Iterator[Remote]:
        if remote.day is not None:
            left = self.calls.around(lambda: self._kept(replace(remote, day=None)))
            assert left
            yield left
        self.calls.around(lambda: self.memory.objects.pop(remote.id, None))

    def _scheduled(self, remote: Remote, wanted: Wanted) -> Remote:
        done = self.calls.around(
            lambda: self._kept(replace(remote, day=wanted.day, version=f"{remote.version}s"))
        )
        assert done
        return done


def finding() -> Finding:
    return Finding("T", "said so")


FAULTS: dict[str, Callable[[], BaseException]] = {
    "killed": Killed,
    "unsure": lambda: Unsure(finding()),
    "refused": lambda: Refused(finding()),
    "unreachable": lambda: Unreachable(finding()),
    "login": lambda: LoginNeeded(finding()),
    "paused": lambda: Paused(NOW, finding()),
}
# What a service says plainly has not been done.
CLEAR = {"refused", "unreachable", "login", "paused"}

KEYS = st.sampled_from(["a", "b", "c", "d", "e"])
TEXTS = st.sampled_from(["400s", "tempo", "long", "easy"])
DAYS = st.integers(0, 9)


class Machine(RuleBasedStateMachine):
    """One plan, one service, one athlete."""

    target: type[InPlace] = InPlace

    @initialize()
    def begin(self) -> None:
        self.calls = Calls()
        kind, calls = self.target, self.calls

        class Here(Stage):
            @property
            def target(self) -> InPlace:
                target = kind(self.memory, limits=self.limits)
                target.calls = calls
                return target

        self.stage = Here(horizon=10)
        self.stage.ledger = FaultyLedger(self.calls)
        self.elsewhere = FaultyLedger(self.calls)
        self.numbers = count(1)
        self.foreign: dict[str, Remote] = {}
        self.hands: dict[str, Remote] = {}  # what the athlete did, by id: it stays as it is
        self.moved: set[str] = set()  # what the athlete put on another day, by id

    # The plan

    @rule(key=KEYS, text=TEXTS, when=DAYS)
    def plan_says(self, key: str, text: str, when: int) -> None:
        self.stage.plan[key] = (text, when)

    @rule(key=KEYS)
    def plan_drops(self, key: str) -> None:
        self.stage.plan.pop(key, None)

    @rule(key=KEYS, other=KEYS, when=DAYS)
    def plan_moves(self, key: str, other: str, when: int) -> None:
        """A session without an id of its own gets another key with another day."""
        if key in self.stage.plan and other not in self.stage.plan:
            self.stage.plan[other] = (self.stage.plan.pop(key)[0], when)

    @rule()
    def a_day_passes(self) -> None:
        if self.stage.today < day(6):
            self.stage.today = day((self.stage.today - day(0)).days + 1)

    # The athlete

    def _ours(self) -> list[Remote]:
        return [one for one in self.stage.memory.objects.values() if one.id not in self.foreign]

    @precondition(lambda self: self._ours())
    @rule(data=st.data())
    def athlete_edits(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(self._ours()))
        self._by_hand(replace(one, touched=True, version=f"{one.version}e"))

    @precondition(lambda self: self._ours())
    @rule(data=st.data(), when=DAYS)
    def athlete_copies_and_edits_the_copy(self, data: st.DataObject, when: int) -> None:
        """The copy carries our mark, too."""
        one = data.draw(st.sampled_from(self._ours()))
        number = f"c{next(self.numbers)}"
        self._by_hand(replace(one, id=number, touched=True, done=False, day=day(when), version="c"))

    @precondition(lambda self: self._ours())
    @rule(data=st.data(), when=DAYS)
    def athlete_moves(self, data: st.DataObject, when: int) -> None:
        one = data.draw(st.sampled_from(self._ours()))
        if one.day is not None:
            self.stage.memory.objects[one.id] = replace(one, day=day(when), version=f"{one.version}m")
            self.moved.add(one.id)

    @precondition(lambda self: self._ours())
    @rule(data=st.data())
    def athlete_deletes(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(self._ours()))
        del self.stage.memory.objects[one.id]
        self.hands.pop(one.id, None)

    @precondition(lambda self: self._ours())
    @rule(data=st.data())
    def athlete_runs(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(self._ours()))
        if one.day is not None:
            self._by_hand(replace(one, done=True))

    @rule(when=DAYS)
    def somebody_else_adds(self, when: int) -> None:
        number = f"f{next(self.numbers)}"
        one = Remote(plan="other", slot="a", id=number, day=day(when), digest="0", title="theirs")
        self.stage.memory.objects[number] = self.foreign[number] = one

    def _by_hand(self, remote: Remote) -> None:
        self.stage.memory.objects[remote.id] = remote
        self.hands[remote.id] = remote

    # The world

    @rule()
    def the_ledger_is_lost(self) -> None:
        self.stage.ledger.rows.clear()

    @rule(name=st.sampled_from(sorted(FAULTS)), left=st.integers(0, 12), after=st.booleans())
    def a_push_goes_wrong(self, name: str, left: int, after: bool) -> None:
        self.calls.plan(left, FAULTS[name], after=after and name not in CLEAR)
        try:
            self.stage.push()
        except (Killed, TargetError):
            pass
        finally:
            self.calls.quiet()

    @rule()
    def a_push_goes_well(self) -> None:
        """Twice, since an interrupted one may have left something to look at; then all agree."""
        assert self.stage.push().sound
        assert self.stage.push().sound
        writes = self.stage.memory.objects.copy()
        assert self.stage.push().sound
        assert self.stage.memory.objects == writes, "a push after a push changes nothing"
        assert self.stage.look().sends == 0
        self._agreed()

    @rule()
    def the_athlete_goes_on_at_another_computer(self) -> None:
        """With the same plan, and a ledger of its own."""
        self.stage.ledger, self.elsewhere = self.elsewhere, self.stage.ledger
        self.a_push_goes_well()

    def _agreed(self) -> None:
        shown = [one for one in self._ours() if one.day is not None and one.day >= self.stage.today]
        known = {(entry.plan, entry.slot): entry for entry in self.stage.ledger.entries()}
        by_key: dict[str, list[Remote]] = {}
        for one in shown:
            key = known[one.plan, one.slot].key if (one.plan, one.slot) in known else one.slot
            by_key.setdefault(key, []).append(one)
        told = (change for change in self.stage.look().changes if isinstance(change, Skip))
        excused = {skip.key for skip in told if TWICE not in skip.why}
        for want in self.stage.wanted():
            if want.key in excused:
                continue  # the athlete's hand: told, and left as it is
            untouched = [one for one in by_key.get(want.key, []) if not one.touched and not one.done]
            assert len(untouched) <= 1, f"{want.key} is there twice"
            if not any(one.done for one in by_key.get(want.key, [])):
                (one,) = untouched
                assert (one.day, one.digest) == (want.day, want.digest)
        says = Counter((want.day, want.digest) for want in self.stage.wanted())
        there = Counter((one.day, one.digest) for one in shown if self._is_as_we_left_it(one))
        assert all(there[one] <= number for one, number in says.items()), "a session is there twice"
        wanted = {want.key for want in self.stage.wanted()}
        for key, remotes in by_key.items():
            for one in remotes:
                assert key in wanted or one.touched or one.done or key in excused, f"{key} was left behind"

    def _is_as_we_left_it(self, one: Remote) -> bool:
        return not one.touched and not one.done and one.id not in self.moved

    @invariant()
    def nobody_elses_hand_is_undone(self) -> None:
        if not hasattr(self, "stage"):
            return
        for one in (*self.foreign.values(), *self.hands.values()):
            now = self.stage.memory.objects.get(one.id)
            assert now is not None, f"{one} was taken away"
            assert (now.digest, now.touched, now.done) == (one.digest, one.touched, one.done), (
                f"{one} changed"
            )


class ReplacingMachine(Machine):
    target = Replacing


STEPS = settings(max_examples=150, stateful_step_count=25)
TestInPlace = Machine.TestCase
TestInPlace.settings = STEPS
TestReplacing = ReplacingMachine.TestCase
TestReplacing.settings = STEPS

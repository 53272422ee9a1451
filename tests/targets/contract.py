"""The contract of a target: what every service's four verbs have in common, as one class of tests.

A test file for a service subclasses `TargetContract` and gives it a fixture `stand`: a service that runs on
loopback, and an athlete who changes things there by hand.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

from onek_sync.app.export import exporter_of
from onek_sync.model.exchange import Artifact, Options
from onek_sync.model.session import ResolvedPlan
from onek_sync.model.target import Entry, Listing, Placing, Remote, Target, Wanted, Window
from onek_sync.planning.file import read_plan
from onek_sync.planning.resolve import resolve

TODAY = date(2027, 3, 1)
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
WINDOW = Window.ahead(TODAY, 14)
PLAN = "spring-1k"

HARD = "12min warm up, 6x400m @ 1:25 w/ 90s jog, 10min cool down"
OTHER = "10min warm up, 3x(800m @ 3:45/km w/ 2min walk), 10min cool down"
EASY = "40min easy"


def no_wait() -> None:
    """A gate that is always open."""


@dataclass
class NoSecrets:
    """Secrets in memory, for one test."""

    kept: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str | None:
        return self.kept.get(name)

    def put(self, name: str, value: str) -> None:
        self.kept[name] = value

    def delete(self, name: str) -> None:
        self.kept.pop(name, None)

    def lock(self, name: str):  # type: ignore[no-untyped-def]
        from contextlib import nullcontext

        return nullcontext()


@dataclass
class Stand:
    """A target, its service, and an athlete who does things there by hand.

    `target()` opens the target anew, as another process would. `foreign()` shows all that is not ours, and
    must not change. `calls()`: how many requests read and wrote so far.
    """

    target: Callable[[], Target]
    edit: Callable[[Remote], None]
    move: Callable[[Remote, date], None] | None
    remove: Callable[[Remote], None]
    foreign: Callable[[], object]
    calls: Callable[[], tuple[int, int]]


@cache
def plan_of(texts: tuple[tuple[str, str, date], ...]) -> ResolvedPlan:
    """A plan of these sessions: key, workout, day."""
    lines = [f"plan: {PLAN}", "timezone: Europe/Berlin", f"start: {TODAY}", "weeks:"]
    for week in range(3):
        lines.append(f"  - phase: week {week + 1}")
        for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun")):
            day = TODAY + timedelta(days=7 * week + number)
            said = [(key, text) for key, text, when in texts if when == day]
            if said:
                lines.append(f"    {name}:")
                lines += [f'      - {{id: "{key}", at: "18:00", run: "{text}"}}' for key, text in said]
    return resolve(read_plan("\n".join(lines)).plan)


def wanted(target: Target, key: str, text: str, day: date) -> Wanted:
    """A session as that target would show it, by the real exporter."""
    plan = plan_of(((key, text, day),))
    (session,) = [one for one in plan.sessions if one.key == key]
    exporter = exporter_of(target.format)
    said = exporter.say(session, plan, Options())
    assert said is not None
    if exporter.join is not None:
        said = Artifact(said.key, said.name, exporter.join([said], plan, Options()))
    return Wanted(key=key, day=day, title=key, artifact=said, digest=target.digest(said))


def entry(remote: Remote) -> Entry:
    """What a ledger remembers of an object."""
    return Entry(
        plan=remote.plan,
        slot=remote.slot,
        key=remote.slot,
        id=remote.id,
        day=remote.day,
        digest=remote.digest,
        version=remote.version,
        parts=remote.parts,
    )


def day(number: int) -> date:
    """Days from today."""
    return TODAY + timedelta(days=number)


class TargetContract:
    """What every target holds to. `moves_by_hand`: whether an athlete can put objects on other days there."""

    def made(self, stand: Stand, key: str = "tue", text: str = HARD, when: date | None = None) -> Remote:
        target = stand.target()
        want = wanted(target, key, text, when or day(1))
        *_, remote = target.create([Placing(want, PLAN, key)])
        return remote

    def look(self, stand: Stand, *known: Remote) -> Listing:
        return stand.target().list(WINDOW, [entry(remote) for remote in known])

    def only(self, stand: Stand, *known: Remote) -> Remote:
        (remote,) = self.look(stand, *known).remotes
        return remote

    def test_nothing_of_ours_is_there_at_first(self, stand: Stand) -> None:
        assert self.look(stand) == Listing()

    def test_what_was_created_is_shown_as_it_was_wanted(self, stand: Stand) -> None:
        target = stand.target()
        want = wanted(target, "tue", HARD, day(1))
        *_, made = target.create([Placing(want, PLAN, "tue")])
        shown = self.only(stand)
        assert (shown.plan, shown.slot, shown.day, shown.digest) == (PLAN, "tue", day(1), want.digest)
        assert not shown.touched
        assert not shown.done
        assert (made.id, made.day, made.digest) == (shown.id, shown.day, shown.digest)

    def test_several_are_created_with_one_call_each_or_fewer(self, stand: Stand) -> None:
        target = stand.target()
        new = [Placing(wanted(target, f"d{one}", EASY, day(one)), PLAN, f"d{one}") for one in range(3)]
        size = target.limits.batch
        for first in range(0, len(new), size):
            list(target.create(new[first : first + size]))
        assert {(one.slot, one.day) for one in self.look(stand).remotes} == {
            ("d0", day(0)),
            ("d1", day(1)),
            ("d2", day(2)),
        }

    def test_an_unchanged_object_costs_two_reads_at_most_and_no_write(self, stand: Stand) -> None:
        self.made(stand)
        remote = self.only(stand)
        before = stand.calls()
        self.only(stand, remote)
        reads, writes = (after - first for after, first in zip(stand.calls(), before, strict=True))
        assert reads <= 2
        assert writes == 0

    def test_a_changed_session_stays_one_object(self, stand: Stand) -> None:
        self.made(stand)
        target, remote = stand.target(), self.only(stand)
        want = wanted(target, "tue", OTHER, day(1))
        list(target.update(remote, want))
        shown = self.only(stand)
        assert (shown.slot, shown.day, shown.digest, shown.touched) == ("tue", day(1), want.digest, False)

    def test_a_moved_session_stays_one_object(self, stand: Stand) -> None:
        self.made(stand)
        target, remote = stand.target(), self.only(stand)
        want = wanted(target, "tue", HARD, day(3))
        assert want.digest == remote.digest or target.format in {"fit"}
        list(target.update(remote, want))
        shown = self.only(stand)
        assert (shown.slot, shown.day, shown.digest, shown.touched) == ("tue", day(3), want.digest, False)

    def test_a_session_that_moved_and_changed_stays_one_object(self, stand: Stand) -> None:
        self.made(stand)
        target, remote = stand.target(), self.only(stand)
        want = wanted(target, "tue", OTHER, day(3))
        list(target.update(remote, want))
        shown = self.only(stand)
        assert (shown.slot, shown.day, shown.digest, shown.touched) == ("tue", day(3), want.digest, False)

    def test_another_session_may_take_over_an_object(self, stand: Stand) -> None:
        self.made(stand)
        target, remote = stand.target(), self.only(stand)
        want = wanted(target, "wed", HARD, day(2))
        list(target.update(remote, want))
        shown = self.only(stand)
        assert (shown.slot, shown.day, shown.touched) == ("tue", day(2), False)

    def test_a_slot_beside_a_key_is_another_object(self, stand: Stand) -> None:
        self.made(stand)
        target = stand.target()
        list(target.create([Placing(wanted(target, "tue", EASY, day(1)), PLAN, "tue~2")]))
        assert {one.slot for one in self.look(stand).remotes} == {"tue", "tue~2"}

    def test_what_is_deleted_is_gone_and_gone_twice_is_no_error(self, stand: Stand) -> None:
        self.made(stand)
        remote = self.only(stand)
        list(stand.target().delete(remote))
        list(stand.target().delete(remote))
        assert self.look(stand, remote) == Listing((), frozenset({remote.id}))

    def test_what_the_athlete_deleted_is_confirmed_to_be_gone(self, stand: Stand) -> None:
        self.made(stand)
        self.made(stand, "thu", EASY, day(3))
        first, second = sorted(self.look(stand).remotes, key=lambda one: one.slot)
        stand.remove(second)
        found = self.look(stand, first, second)
        assert [one.slot for one in found.remotes] == [first.slot]
        assert found.gone == {second.id}

    def test_what_the_athlete_edited_is_touched_whether_we_know_its_version_or_not(
        self, stand: Stand
    ) -> None:
        self.made(stand)
        known = self.only(stand)
        stand.edit(known)
        assert self.only(stand, known).touched
        assert self.only(stand).touched

    def test_what_was_edited_can_be_taken_back(self, stand: Stand) -> None:
        self.made(stand)
        stand.edit(self.only(stand))
        target = stand.target()
        list(target.update(self.only(stand), wanted(target, "tue", HARD, day(1))))
        assert not self.only(stand).touched

    def test_a_day_that_the_athlete_chose_is_seen_and_is_no_edit(self, stand: Stand) -> None:
        if stand.move is None:
            return
        self.made(stand)
        known = self.only(stand)
        stand.move(known, day(4))
        for shown in (self.only(stand, known), self.only(stand)):
            assert shown.day == day(4)
            assert not shown.touched

    def test_after_each_call_of_a_creation_the_object_can_be_found_again(self, stand: Stand) -> None:
        target = stand.target()
        want = wanted(target, "tue", HARD, day(1))
        steps = target.create([Placing(want, PLAN, "tue")])
        next(steps)
        found = self.only(stand)
        assert found.digest == want.digest
        if found.day != want.day:
            list(stand.target().update(found, want))
        assert self.only(stand).day == want.day

    def test_after_each_call_of_a_replacement_nothing_is_lost(self, stand: Stand) -> None:
        self.made(stand)
        for number in range(4):
            target = stand.target()
            remote = self.only(stand)
            text = OTHER if number % 2 == 0 else HARD
            want = wanted(target, "tue", text, day(1))
            steps = target.update(remote, want)
            for _ in range(number + 1):
                next(steps, None)
            steps.close()  # type: ignore[attr-defined]
            shown = self.look(stand).remotes
            assert shown, "neither the old nor the new one is there"
            assert {one.slot for one in shown} == {"tue"}
            newest = [one for one in shown if one.digest == want.digest]
            for one in shown:
                if newest and one.id != newest[0].id:
                    list(stand.target().delete(one))
            if not newest or newest[0].day != want.day:
                list(stand.target().update(self.only(stand), want))

    def test_what_is_not_ours_is_never_touched(self, stand: Stand) -> None:
        before = stand.foreign()
        self.made(stand)
        target, remote = stand.target(), self.only(stand)
        list(target.update(remote, wanted(target, "tue", OTHER, day(2))))
        list(stand.target().delete(self.only(stand)))
        assert stand.foreign() == before

    def test_a_lost_ledger_costs_no_more_than_a_look(self, stand: Stand) -> None:
        self.made(stand)
        known = self.only(stand)
        unknown = self.only(stand)
        assert replace(unknown, version="", parts={}) == replace(known, version="", parts={})

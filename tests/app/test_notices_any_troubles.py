"""Whatever goes wrong, and whoever hears or does not: what was heard last is how things stand."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from itertools import groupby, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from onek_sync.app.job_words import PUSH, Ran
from onek_sync.app.notices import PERSISTENT, news
from onek_sync.app.services import World
from onek_sync.app.telling import tell
from onek_sync.model.errors import Finding, OnekError
from tests.app.running_alone import Killed, berlin, plan_of
from tests.app.telling import Telling, raising

HOUR = timedelta(hours=1)
RESULTS = {
    "sound": Ran(key=f"{PUSH}shelf", result="ok"),
    "login": Ran(key=f"{PUSH}shelf", result="login", text="log in"),
    "failed": Ran(key=f"{PUSH}shelf", result="failed", text="no connection"),
    "broken": Ran(key=f"{PUSH}shelf", result="failed", text="plan.yaml: broken", of_plan=True),
    "waiting": Ran(key=f"{PUSH}shelf", result="waiting"),
}
EARS = ("hears", "hears", "is deaf", "is killed before", "is killed after")
steps = st.lists(
    st.tuples(st.sampled_from(sorted(RESULTS)), st.sampled_from(EARS), st.integers(0, 5)), max_size=20
)


def listen(life: Telling, world: World, ear: str) -> None:
    """A tick's end, in a process that may be killed at it: nothing of it outlives that but the database."""
    life.on_deliver = life.on_heard = lambda: None
    if ear == "is deaf":
        life.on_deliver = raising(OnekError(Finding("M03", "no answer")))
    elif ear == "is killed before":
        life.on_deliver = raising(Killed())
    elif ear == "is killed after":
        life.on_heard = raising(Killed())
    with suppress(Killed):
        tell(world, life.now, life.deliver)


def happened(life: Telling, world: World, result: str) -> None:
    for notice in news(world.project.settings.notify, RESULTS[result], PERSISTENT, life.now):
        world.store.notices.add("me", notice)


def heard(life: Telling, about: str) -> list[str]:
    """What was heard of it, in order, and what was said twice once."""
    titles = [one.title for one in life.told if about in one.title]
    return [title for title, _ in groupby(titles)]


def stands(happens: Sequence[str]) -> tuple[str, bool]:
    """How target and plan stand in the end: the target's last trouble, and whether the plan is broken."""
    target, broken = "", False
    for result in happens:
        broken = result == "broken"
        if result in {"login", "failed"}:
            target = result
        elif result == "sound":
            target = ""
    return target, broken


TITLES = {"login": "shelf wants a login", "failed": "nothing gets through to shelf", "": "shelf works again"}


@given(happens=steps)
@settings(max_examples=15)
def test_what_was_heard_last_is_how_things_stand(happens: list[tuple[str, str, int]]) -> None:
    with TemporaryDirectory() as folder:
        life = Telling(Path(folder), berlin("2027-02-15 12:00"))
        life.plan(plan_of(date(2027, 2, 22), 1))
        with life.world() as world:
            for result, ear, hours in happens:
                happened(life, world, result)
                listen(life, world, ear)
                life.now += hours * HOUR
            for _ in range(3):  # a quiet time in which everything is heard
                life.now += 2 * HOUR
                listen(life, world, "hears")
        target, broken = stands([result for result, _, _ in happens])
        of_target, of_plan = heard(life, "shelf"), heard(life, "the plan")
        assert of_target[-1:] == ([f"onek: {TITLES[target]}"] if of_target or target else [])
        is_broken = ["onek: the plan cannot be read" if broken else "onek: the plan can be read again"]
        assert of_plan[-1:] == (is_broken if of_plan or broken else [])
        for said in (of_target, of_plan):
            assert not said or "again" not in said[0]
            assert all("again" not in one or "again" not in two for one, two in pairwise(said))

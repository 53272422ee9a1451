"""Our import, written by others from the same description, reads our workout text as the plan means it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onek_sync.exporters.intervals import EXPORTER
from onek_sync.model.exchange import Options
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedPlan
from onek_sync.model.units import Distance, Duration
from onek_sync.model.workout import Block, Repeat, Step, settled
from onek_sync.planning.file import load_plan
from onek_sync.planning.importing.intervals import read
from onek_sync.planning.resolve import resolve
from tests.exporters.building import PLAN
from tests.exporters.decoding import End, expected

TESTS = Path(__file__).parents[1]
FILES = (TESTS / "plans" / "checklist.yaml", TESTS / "golden" / "built" / "1k-12-weeks-6-days.yaml")
Done = tuple[str, End, float]


def done(blocks: tuple[Block, ...]) -> Iterator[Done]:
    for block in blocks:
        match block:
            case Repeat():
                for turn in range(block.count.chosen):
                    yield from done(block.between if turn else ())
                    yield from done(block.blocks)
            case Step(role=role, end=Distance() as end):
                yield role.value, End.DISTANCE, round(end.chosen, 2)
            case Step(role=role, end=Duration() as end):
                yield role.value, End.TIME, end.chosen
            case Step(role=role):
                yield role.value, End.OPEN, 0.0


def test_a_plan_by_hand_is_read_as_it_is_meant() -> None:
    assert_read_as_meant(PLAN)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_plan_of_a_file_is_read_as_it_is_meant(path: Path) -> None:
    assert_read_as_meant(resolve(load_plan(path).plan))


def assert_read_as_meant(plan: ResolvedPlan) -> None:
    runs = [one for one in plan.sessions if one.kind in {Kind.RUN, Kind.RACE, Kind.CROSS}]
    for one in runs:
        artifact = EXPORTER.say(one, plan, Options())
        assert artifact is not None
        (found,) = read(artifact.body.decode(), artifact.name)
        assert found.findings == () and found.option is not None, one.key
        wanted = [(step.role.value, step.end, step.value) for step in expected(one.main)]
        assert list(done(settled(found.option.workout.blocks))) == wanted, one.key

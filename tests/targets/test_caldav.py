"""The CalDAV target: the contract, on a real Radicale and a real Xandikos, and what calendars add to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.caldav import SERVERS, CalDavServer
from tests.targets.caldav_stage import Stage, staged
from tests.targets.contract import Stand, TargetContract


@pytest.fixture(params=SERVERS, ids=lambda kind: kind.name)
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    kind: type[CalDavServer] = request.param
    with staged(kind, tmp_path) as made:
        yield made


@pytest.fixture
def stand(stage: Stage) -> Stand:
    foreign = [stage.make_calendar("family", "Family"), stage.make_calendar("training", "Training")]
    return stage.stand(foreign)


class TestCalDav(TargetContract):
    """The contract."""

"""Services for the targets' tests."""

from collections.abc import Iterator

import pytest

from tests.servers.garmin import Garmin
from tests.servers.intervals import Intervals
from tests.targets.garmin_stage import Stage
from tests.targets.intervals_stage import Stage as IntervalsStage


@pytest.fixture
def garmin() -> Iterator[Stage]:
    with Garmin() as server:
        yield Stage(server)


@pytest.fixture
def icu() -> Iterator[IntervalsStage]:
    with Intervals() as server:
        yield IntervalsStage(server)

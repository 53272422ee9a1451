"""Services for the targets' tests."""

from collections.abc import Iterator

import pytest

from tests.servers.garmin import Garmin
from tests.targets.garmin_stage import Stage


@pytest.fixture
def garmin() -> Iterator[Stage]:
    with Garmin() as server:
        yield Stage(server)

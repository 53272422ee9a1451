"""What the tests of commands share."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import Folder, prepared
from tests.servers.garmin import Garmin


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Folder]:
    yield from prepared(tmp_path, monkeypatch)


@pytest.fixture
def garmin(monkeypatch: pytest.MonkeyPatch) -> Iterator[Garmin]:
    with Garmin() as server:
        monkeypatch.setenv("ONEK_GARMIN_URL", server.url)
        yield server
    gc.collect()  # the library leaves connections open; here they are let pass, and not in another test

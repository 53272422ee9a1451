"""What all tests share: golden files, and the option that writes them anew."""

import gc
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A change must not fail on what a roll of the dice finds in something else: the suite tries the same
# examples each time, however busy the machine. `HYPOTHESIS_PROFILE=search make test` rolls the dice.
STEADY = settings(derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("steady", STEADY)
settings.register_profile("search", STEADY, derandomize=False, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

GOLDEN = Path(__file__).parent / "golden"

Golden = Callable[[str, bytes], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what is said today as the golden files; read the diff",
    )


def pytest_collection_finish() -> None:
    """What is there before the first test stays: to look through thousands of tests for rubbish is no use."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares bytes with a file below tests/golden; a case without a file fails until it is written."""
    update = bool(request.config.getoption("--update-golden"))

    def compare(path: str, body: bytes) -> None:
        file = GOLDEN / path
        if update:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(body)
        assert file.exists(), f"no golden file {path}; write it with --update-golden and read it"
        assert body == file.read_bytes(), f"{path} says something else now; see the diff of --update-golden"

    return compare

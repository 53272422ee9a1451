"""What all tests share: golden files, and the option that writes them anew."""

from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"

Golden = Callable[[str, bytes], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what is said today as the golden files; read the diff",
    )


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

"""What `import onek_sync` offers, and what it costs."""

import subprocess
import sys
from importlib.metadata import version

import pytest

import onek_sync


def test_every_public_name_is_there_and_described() -> None:
    for name in onek_sync.__all__:
        assert getattr(onek_sync, name) is not None
        assert name in dir(onek_sync)
    for name in set(onek_sync.__all__) - {"__version__"}:
        assert getattr(onek_sync, name).__doc__


def test_the_version_is_that_of_the_distribution() -> None:
    assert onek_sync.__version__ == version("onek-sync")


def test_an_unknown_name_is_unknown() -> None:
    with pytest.raises(AttributeError, match="no attribute 'build_castle'"):
        onek_sync.build_castle  # noqa: B018


def test_importing_the_package_loads_none_of_its_libraries() -> None:
    heavy = "{'ruamel', 'pydantic', 'typer', 'rich', 'icalendar', 'onek_sync.planning', 'importlib.metadata'}"
    code = f"import sys, onek_sync; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"

"""Write a 1000 m training plan once; have it in your calendar, on your watch and on Strava.

What is listed in `__all__` is for everyone; it changes only after a deprecation. Names are loaded when
they are first used, so that `import onek_sync` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onek_sync.model.athlete import Athlete
    from onek_sync.planning.building import build_plan
    from onek_sync.planning.file import load_plan
    from onek_sync.planning.shorthand import parse_workout

    __version__: str

__all__ = ["Athlete", "__version__", "build_plan", "load_plan", "parse_workout"]

_HOMES = {
    "Athlete": "onek_sync.model.athlete",
    "build_plan": "onek_sync.planning.building",
    "load_plan": "onek_sync.planning.file",
    "parse_workout": "onek_sync.planning.shorthand",
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version("onek-sync")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

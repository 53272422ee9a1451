"""Where the files that come with the package are: inside the wheel, or on top of a checkout."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def share(name: str) -> Traversable:
    """A file of `templates/` or `config/` that came with the package, named from there."""
    inside = files("onek_sync") / "_share" / name
    return inside if inside.is_file() else Path(__file__).parents[2] / name

"""The page's templates, and the words that they are filled with."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from onek_sync.model.units import Units

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def _templates() -> "Environment":
    """Jinja2 with every word escaped; a name that is missing is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("onek_sync.web.page", "."),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,  # a template is read once
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(far=far, short=short, when=when)
    return made


def fill(template: str, said: Mapping[str, object]) -> bytes:
    """A template with what it is to say."""
    return _templates().get_template(f"{template}.html.j2").render(said).encode(errors="replace")


def far(metres: float, units: Units) -> str:
    """41 km."""
    return f"{metres / units.metres:.0f} {units.value}"


def short(day: date) -> str:
    """Sun 9 May."""
    return f"{day:%a} {day.day} {day:%b}"


def when(day: date, today: date) -> str:
    """Today, Tomorrow, In 3 days."""
    days = (day - today).days
    return {0: "Today", 1: "Tomorrow"}.get(days, f"In {days} days")

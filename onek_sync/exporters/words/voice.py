"""How a text speaks: to whom, and in which unit."""

from dataclasses import dataclass
from enum import StrEnum

from onek_sync.exporters.words.aims import tells_of_heart
from onek_sync.model.units import Units


class Audience(StrEnum):
    """Who reads: the athlete's calendar (all of it), the athlete's watch (short), everybody (public)."""

    CALENDAR = "calendar"
    WATCH = "watch"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Voice:
    """The unit of paces and totals, and the audience; in public nothing is said of the heart."""

    units: Units = Units.KM
    audience: Audience = Audience.CALENDAR

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.audience is Audience.PUBLIC

    def allows(self, text: str) -> bool:
        """Whether a text may be said."""
        return not (self.is_public and tells_of_heart(text))


PLAIN = Voice()

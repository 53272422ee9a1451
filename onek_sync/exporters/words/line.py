"""A line of a description, and what it is about: a page lays out what a text strings together."""

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What a line of a description is about."""

    WORK = "work"
    RACE = "race"
    SPLITS = "splits"
    AROUND = "around"
    TOTAL = "total"
    WEEK = "week"
    PURPOSE = "purpose"
    CUES = "cues"
    ADVICE = "advice"
    OTHERWISE = "otherwise"
    NOTE = "note"
    CARE = "care"
    THEN = "then"
    PLACE = "place"


# Lines that begin with a label: "Food: …", "Or: …".
_LABELLED = {Part.PURPOSE, Part.CUES, Part.OTHERWISE, Part.CARE, Part.THEN}


@dataclass(frozen=True, slots=True)
class Line:
    """A line, with its label if it has one. A coach's note may be several lines of text."""

    part: Part
    said: str

    @property
    def label(self) -> str:
        """The word before the colon, empty where the line has no label."""
        return self.said.partition(": ")[0] if self.part in _LABELLED else ""

    @property
    def text(self) -> str:
        """What stands behind the label."""
        return self.said.partition(": ")[2] if self.part in _LABELLED else self.said

"""What a check looks at: the formats in which the targets get the plan."""

import pytest

from onek_sync.app.check import USUAL, formats_of
from onek_sync.exporters import EXPORTERS
from onek_sync.settings.targets import (
    CalDavTarget,
    FolderTarget,
    GarminTarget,
    IntervalsTarget,
    TargetSettings,
)

TARGETS: dict[str, tuple[TargetSettings, str]] = {
    "a watch": (FolderTarget(kind="folder", path="watch"), "fit"),
    "a folder of texts": (FolderTarget(kind="folder", path="texts", format="markdown"), "markdown"),
    "garmin": (GarminTarget(kind="garmin"), "garmin"),
    "intervals.icu": (IntervalsTarget(kind="intervals"), "intervals"),
    "a calendar": (CalDavTarget(kind="caldav", url="https://dav.example/"), "ical"),
}


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_gets_the_plan_in_its_format(name: str) -> None:
    target, wanted = TARGETS[name]
    assert formats_of({"it": target}) == (wanted,)
    assert wanted in EXPORTERS


def test_a_format_of_two_targets_is_looked_at_once() -> None:
    watches = FolderTarget(kind="folder", path="one"), FolderTarget(kind="folder", path="two")
    assert formats_of(dict(zip("ab", watches, strict=True))) == ("fit",)


def test_without_a_target_the_usual_formats_are_looked_at() -> None:
    assert formats_of({}) == USUAL
    assert set(USUAL) <= set(EXPORTERS)

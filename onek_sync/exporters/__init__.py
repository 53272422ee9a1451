"""Workshop: says a Session in a format. Each exporter is pure; this table finds them.

`EXPORTERS` maps a format's name to its `Exporter`. A module is imported when its format is asked for.
Other packages add formats by an entry point in the group `onek_sync.exporters` that names an `Exporter`.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from onek_sync.model.exchange import Exporter

# A new format is one file and one line here.
_OURS: Mapping[str, str] = {
    "ical": "onek_sync.exporters.ical",
    "garmin": "onek_sync.exporters.garmin",
    "fit": "onek_sync.exporters.fit",
    "fit-schedule": "onek_sync.exporters.fit.schedule",
    "strava": "onek_sync.exporters.strava",
    "html": "onek_sync.exporters.html",
    "markdown": "onek_sync.exporters.markdown",
    "csv": "onek_sync.exporters.csv",
    "intervals": "onek_sync.exporters.intervals",
    "intervals-event": "onek_sync.exporters.intervals.event",
}


@cache
def _theirs() -> Mapping[str, EntryPoint]:
    return {point.name: point for point in entry_points(group="onek_sync.exporters")}


class _Exporters(Mapping[str, Exporter]):
    """Formats by name; ours cannot be replaced from outside."""

    def __getitem__(self, name: str) -> Exporter:
        if name in _OURS:
            exporter = import_module(_OURS[name]).EXPORTER
        else:
            exporter = _theirs()[name].load()
        if not isinstance(exporter, Exporter):
            raise TypeError(f"the entry point of the format {name!r} is no Exporter: {exporter!r}")
        return exporter

    def __iter__(self) -> Iterator[str]:
        yield from _OURS
        yield from sorted(_theirs().keys() - _OURS.keys())

    def __len__(self) -> int:
        return len(set(_OURS) | set(_theirs()))


EXPORTERS: Mapping[str, Exporter] = _Exporters()

"""Workshop: knows the services that hold artifacts, four verbs each; this table finds them.

`KINDS` maps a kind's name to its `Kind`. A module is imported when its kind is asked for.
Other packages add kinds by an entry point in the group `onek_sync.targets` that names a `Kind`.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from onek_sync.targets.kind import Kind

# A new kind is one file and one line here.
_OURS: Mapping[str, str] = {
    "folder": "onek_sync.targets.folder",
    "garmin": "onek_sync.targets.garmin",
    "intervals": "onek_sync.targets.intervals",
    "caldav": "onek_sync.targets.caldav",
}


@cache
def _theirs() -> Mapping[str, EntryPoint]:
    return {point.name: point for point in entry_points(group="onek_sync.targets")}


class _Kinds(Mapping[str, Kind]):
    """Kinds by name; ours cannot be replaced from outside."""

    def __getitem__(self, name: str) -> Kind:
        kind = import_module(_OURS[name]).KIND if name in _OURS else _theirs()[name].load()
        if not isinstance(kind, Kind):
            raise TypeError(f"the entry point of the target {name!r} is no Kind: {kind!r}")
        return kind

    def __iter__(self) -> Iterator[str]:
        yield from _OURS
        yield from sorted(_theirs().keys() - _OURS.keys())

    def __len__(self) -> int:
        return len(set(_OURS) | set(_theirs()))


KINDS: Mapping[str, Kind] = _Kinds()

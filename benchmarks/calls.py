"""How often a push asks a service, beside the least possible; counted at services on this machine."""

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks._ratio import Calls
from tests.sync.costs import calls
from tests.sync.services import SERVICES


def measure() -> list[Calls]:
    """Of a folder, the files that change are counted."""
    rows = []
    for target in SERVICES:
        with TemporaryDirectory() as folder:
            for one in calls(target, Path(folder)):
                least = (one.least_reads, one.least_writes)
                name = f"{target}: {one.push}"
                rows.append(Calls(name, (one.reads, one.writes), least, _most(target, one.push)))
    return rows


def _most(target: str, push: str) -> tuple[int, int] | None:
    """What must hold: two reads and no write for nothing; one write for a new session, at Garmin two."""
    promised = {"nothing changed": (2, 0), "a new session": (2, 2 if target == "garmin" else 1)}
    return promised.get(push)

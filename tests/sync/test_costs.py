"""A push asks a service no more often than it must."""

from pathlib import Path

import pytest

from tests.sync.costs import calls
from tests.sync.services import SERVICES

# Beside the least: an entry of Garmin's is read before it is sent back, and a calendar is looked for, and
# made where there is none.
READ_FIRST = {("garmin", "a moved session"): 1}
FOUND_FIRST = {"radicale": (3, 0), "xandikos": (5, 1)}


@pytest.mark.parametrize("target", SERVICES)
def test_a_push_costs_as_few_calls_as_it_can(target: str, tmp_path: Path) -> None:
    by_push = {one.push: one for one in calls(target, tmp_path)}
    assert by_push["nothing changed"].reads <= 2
    assert by_push["nothing changed"].writes == 0
    assert by_push["a new session"].writes == (2 if target == "garmin" else 1)
    first = by_push.pop("13 new sessions")
    reads, writes = FOUND_FIRST.get(target, (0, 0))
    assert (first.reads, first.writes) == (first.least_reads + reads, first.least_writes + writes)
    for push, one in by_push.items():
        more = READ_FIRST.get((target, push), 0)
        assert (one.reads, one.writes) == (one.least_reads + more, one.least_writes), one

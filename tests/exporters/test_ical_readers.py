"""Every reader sees every session at the right moment, in every zone, around every clock change."""

from collections.abc import Iterator
from datetime import UTC
from zoneinfo import ZoneInfo

import pytest

from onek_sync.model.exchange import Options, Times
from tests.exporters import ical_reading
from tests.exporters.ical_reading import moment
from tests.exporters.ical_sweep import LASTING, ZONES, calendar, plan_of, sweep, uid_of, zones_of_the_package


@pytest.fixture(autouse=True)
def _same_zones() -> Iterator[None]:
    with zones_of_the_package():
        yield


@pytest.mark.parametrize("times", [Times.ZONED, Times.UTC])
@pytest.mark.parametrize("timezone", ZONES)
@pytest.mark.parametrize("reader", ical_reading.EVERY)
def test_every_reader_sees_the_moment_zoneinfo_sees(reader: str, timezone: str, times: Times) -> None:
    zone = ZoneInfo(timezone)
    local = sweep(zone)
    seen = ical_reading.EVERY[reader](calendar(plan_of(timezone, local), Options(times=times)))
    # fold=0: both a doubled and a missing time are read with the offset before the change.
    starts = [at.replace(tzinfo=zone).astimezone(UTC) for at in local]
    read = [(seen[uid_of(number)].start, seen[uid_of(number)].end) for number in range(len(local))]
    assert read == [(moment(start), moment(start + LASTING)) for start in starts]
    assert len(seen) == len(local)

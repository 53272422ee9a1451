"""Garmin's own decoder reads in our files what fitdecode reads. Its licence forbids measuring it."""

import base64
import json
import shutil
import subprocess
from functools import cache

import fitdecode.profile
import pytest

from onek_sync.exporters.fit import exporter as fit
from onek_sync.exporters.fit import schedule as fit_schedule
from onek_sync.model.exchange import Options
from tests.exporters.building import CASES, PLAN
from tests.exporters.fit_reading import read
from tests.exporters.ical_reading import READERS

Messages = list[tuple[int, dict[int, int | str]]]
NUMBERS = {kind.name: number for number, kind in fitdecode.profile.MESSAGE_TYPES.items()}
WORKOUTS = {
    name: artifact.body for name, case in CASES.items() if (artifact := fit.say(case, PLAN, Options()))
}
ENTRIES = [artifact for case in PLAN.sessions if (artifact := fit_schedule.say(case, PLAN, Options()))]
FILES = {**WORKOUTS, "schedule": fit_schedule.join(ENTRIES, PLAN, Options())}


@cache
def by_garmin() -> dict[str, Messages]:
    """All files read by the SDK, in one process."""
    node = shutil.which("node")
    if node is None or not (READERS / "node_modules" / "@garmin" / "fitsdk").is_dir():
        pytest.skip("Garmin's decoder: install node 20 and run npm ci --prefix tests/readers")
    bodies = json.dumps([base64.b64encode(body).decode() for body in FILES.values()])
    done = subprocess.run(
        [node, READERS / "fit_sdk.mjs"], input=bodies, text=True, capture_output=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    read_back = [
        [(number, {int(field): value for field, value in fields.items()}) for number, fields in messages]
        for messages in json.loads(done.stdout)
    ]
    return dict(zip(FILES, read_back, strict=True))


@pytest.mark.parametrize("name", FILES)
def test_two_decoders_read_the_same_messages(name: str) -> None:
    ours = [(NUMBERS[message.name], message.raw) for message in read(FILES[name])]
    assert len(ours) > 2
    assert by_garmin()[name] == ours

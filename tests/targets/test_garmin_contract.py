"""Garmin Connect holds to what every target holds to."""

import pytest

from onek_sync.model.target import Remote
from onek_sync.targets.garmin.looking import workout_id
from tests.targets.contract import Stand, TargetContract, day
from tests.targets.garmin_stage import Stage


@pytest.fixture
def stand(garmin: Stage) -> Stand:
    server = garmin.server
    own = [server.athlete_makes("Long run with Anna", day(2)), server.athlete_makes("In the library")]

    def edit(remote: Remote) -> None:
        server.athlete_edits(int(workout_id(remote.id)), workoutName="My own")

    def calls() -> tuple[int, int]:
        return len(server.calls("GET")), len(server.calls("POST", "PUT", "DELETE"))

    return Stand(
        target=garmin.opened,
        edit=edit,
        move=lambda remote, to: server.athlete_moves(int(remote.parts["entry"]), to),
        remove=lambda remote: server.athlete_deletes(int(workout_id(remote.id))),
        foreign=lambda: server.bytes_of(*own),
        calls=calls,
    )


class TestGarmin(TargetContract):
    """The contract, through the real garminconnect."""

"""What is written is read back as it was, whatever the workout."""

from hypothesis import HealthCheck, assume, given, settings

from onek_sync.model.workout import Workout
from onek_sync.planning.shorthand import parse_workout, write_workout
from onek_sync.planning.shorthand.reader import LONGEST
from tests.planning.shorthand.workouts import WORKOUTS


@given(WORKOUTS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_workout_is_read_back_as_it_was_written(workout: Workout) -> None:
    text = write_workout(workout)
    assume(len(text) <= LONGEST)
    assert parse_workout(text).workout == workout


@given(WORKOUTS)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_standard_form_stays_as_it_is(workout: Workout) -> None:
    text = write_workout(workout)
    assume(len(text) <= LONGEST)
    assert write_workout(parse_workout(text).workout) == text

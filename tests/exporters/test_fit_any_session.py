"""Any session is a valid FIT file that a watch runs through as planned, or is refused with what to do."""

from hypothesis import HealthCheck, given, settings

from onek_sync.exporters.fit import EXPORTER
from onek_sync.exporters.fit.shape import MOST_STEPS
from onek_sync.model.errors import ExportError
from onek_sync.model.exchange import Artifact, Options
from onek_sync.model.session import ResolvedSession
from onek_sync.model.workout import Role
from tests.exporters.decoding import Heard, expected, undeclared
from tests.exporters.fit_reading import from_fit, read
from tests.exporters.inventing import plan_of, sessions, wild

slow = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


def attempt(session: ResolvedSession) -> Artifact | None:
    """The artifact, or None when the session is refused with something to do about it."""
    try:
        return EXPORTER.say(session, plan_of(session), Options())
    except ExportError as error:
        assert all(finding.what and finding.now for finding in error.findings)
        return None


def work(heard: list[Heard]) -> list[Heard]:
    return [step for step in heard if step.role is not Role.RECOVERY]


@slow
@given(sessions())
def test_whatever_is_planned_is_done_or_declared(session: ResolvedSession) -> None:
    artifact = attempt(session)
    wanted = expected(session.main)
    if artifact is None or not wanted:
        return
    heard = from_fit(artifact.body)
    if any("last recovery" in loss.what for loss in artifact.losses):
        heard, wanted = work(heard), work(wanted)
    assert undeclared(heard, wanted, artifact.losses) == []


@slow
@given(sessions(wild))
def test_every_file_is_valid_and_the_same_again(session: ResolvedSession) -> None:
    artifact = attempt(session)
    if artifact is None:
        return
    messages = read(artifact.body)
    assert [message.name for message in messages].count("workout_step") <= MOST_STEPS
    assert artifact == attempt(session)
    for message in messages:
        for text in (value for value in message.raw.values() if isinstance(value, str)):
            assert len(text.encode()) <= 254 and "\0" not in text and "\n" not in text

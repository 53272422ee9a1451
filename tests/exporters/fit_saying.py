"""Sessions said in FIT, and short forms of what their files hold."""

from onek_sync.exporters.fit import EXPORTER
from onek_sync.model.exchange import Artifact, Options
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedBlock, ResolvedSession
from tests.exporters.building import CASES, PLAN, session
from tests.exporters.fit_reading import Read, read

WORKOUTS = {name: case for name, case in CASES.items() if case.kind is not Kind.REST}


def say(case: ResolvedSession, options: Options | None = None) -> Artifact:
    artifact = EXPORTER.say(case, PLAN, options or Options())
    assert artifact
    return artifact


def said(*blocks: ResolvedBlock, kind: Kind = Kind.RUN) -> Artifact:
    return say(session("w01-mon-1", *blocks, kind=kind))


def steps(artifact: Artifact) -> list[Read]:
    return [message for message in read(artifact.body) if message.name == "workout_step"]


def outline(artifact: Artifact) -> list[str]:
    """The steps in short: name and length, or what is repeated how often."""
    return [
        f"from {step.raw[2]} x{step.raw[4]}" if step.raw[1] == 6 else f"{step.raw.get(2, 'lap')}"
        for step in steps(artifact)
    ]


def losses(artifact: Artifact) -> str:
    return "\n".join(map(str, artifact.losses))

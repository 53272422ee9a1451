"""Say a plan in a format: which sessions, into which files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from onek_sync.exporters import EXPORTERS
from onek_sync.model.errors import ExportError, Finding, OnekError, UsageError
from onek_sync.model.exchange import Artifact, Exporter, Loss, Options
from onek_sync.model.session import ResolvedPlan, ResolvedSession
from onek_sync.planning.file import save_bytes
from onek_sync.planning.shorthand.options import write_options


@dataclass(frozen=True, kw_only=True)
class Pick:
    """Which sessions: all, or those of a week, of some days, or one by its key."""

    key: str | None = None
    week: int | None = None
    first: date | None = None
    last: date | None = None

    def takes(self, session: ResolvedSession) -> bool:
        """Whether it is one of them."""
        what = session.session
        return (
            (self.key is None or what.key == self.key)
            and (self.week is None or what.week == self.week)
            and (self.first is None or what.day >= self.first)
            and (self.last is None or what.day <= self.last)
        )


@dataclass(frozen=True)
class Said:
    """A plan in one format: file names and their bytes, what could not be said, and what was refused."""

    exporter: Exporter
    files: Mapping[str, bytes]
    losses: tuple[Loss, ...] = ()
    refused: tuple[Finding, ...] = ()


def exporter_of(name: str) -> Exporter:
    """The format of that name."""
    if name not in EXPORTERS:
        near = get_close_matches(name, list(EXPORTERS), n=1)
        hint = f'did you mean "{near[0]}"?' if near else f"there are {', '.join(EXPORTERS)}"
        raise UsageError(Finding("C04", f'there is no format "{name}"', hint))
    return EXPORTERS[name]


def picked(plan: ResolvedPlan, pick: Pick) -> tuple[ResolvedSession, ...]:
    """The sessions that were asked for; it is an error to ask for what is not there."""
    sessions = tuple(session for session in plan.sessions if pick.takes(session))
    if not sessions and pick != Pick():
        raise UsageError(
            Finding("C05", "no session of the plan is meant by that", "see them all: onek show --all")
        )
    return sessions


def say(exporter: Exporter, plan: ResolvedPlan, options: Options, pick: Pick = Pick()) -> Said:
    """Every picked session in that format. One that is refused does not stop the others."""
    options = replace(options, notation=write_options)
    artifacts: list[Artifact] = []
    refused: list[Finding] = []
    for session in picked(plan, pick):
        try:
            artifact = exporter.say(session, plan, options)
        except ExportError as error:
            refused.extend(error.findings)
        else:
            if artifact is not None:
                artifacts.append(artifact)
    losses = tuple(loss for artifact in artifacts for loss in artifact.losses)
    return Said(exporter, _files(exporter, artifacts, plan, options), losses, tuple(refused))


def _files(
    exporter: Exporter, artifacts: list[Artifact], plan: ResolvedPlan, options: Options
) -> Mapping[str, bytes]:
    if exporter.join is None:
        return {artifact.name: artifact.body for artifact in artifacts}
    return {f"{plan.plan.id}.{exporter.suffix}": exporter.join(artifacts, plan, options)}


def said_in(
    plan: ResolvedPlan, options: Options, formats: Iterable[str]
) -> tuple[tuple[Finding, ...], tuple[Loss, ...]]:
    """What these formats refuse of the plan, and what they cannot say of it."""
    said = [say(exporter_of(name), plan, options) for name in formats]
    refused = tuple(finding for one in said for finding in one.refused)
    return refused, tuple(loss for one in said for loss in one.losses)


def write(said: Said, out: Path) -> tuple[Path, ...]:
    """Write the files: into the folder `out`, or, for a format that is one file, to `out` itself.

    Each is written beside its place and renamed, so that a reader never sees half a file.
    """
    try:
        one_file = said.exporter.join is not None and not out.is_dir()
        targets = [(out if one_file else out / name, body) for name, body in said.files.items()]
        for path, _ in targets:
            path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OnekError(
            Finding("X01", f"{out} cannot be written: {error.strerror}", "name another place with -o")
        ) from error
    for path, body in targets:
        save_bytes(path, body, follow=False)
    return tuple(path for path, _ in targets)

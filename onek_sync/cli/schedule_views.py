"""How `onek schedule` tells what is done by itself, and when, and what that came to."""

from collections.abc import Sequence
from datetime import tzinfo

from rich.markup import escape

from onek_sync.app.jobs import CALM, Planned
from onek_sync.app.services import said_when
from onek_sync.app.standing_words import result_words
from onek_sync.app.tick import Ticked
from onek_sync.cli import as_json as data
from onek_sync.cli.terminal import err, finding_line, out, plain

_NOBODY = "let `onek serve` run, or `onek schedule --run` every few minutes; see docs/syncing.md"


def told(push: str, zone: tzinfo | None, jobs: Sequence[Planned]) -> None:
    """When each job is done next, and what the last run came to."""
    if any(one.is_push for one in jobs):
        lines = [f"[dim]Pushed by itself: {push}, {zone or 'by the clock of this computer'}[/]"]
    else:
        lines = [f"Nothing is pushed by itself: {_why_nothing(push)}."]
    for one in jobs:
        lines += [f"[bold]{one.target}[/]: {_next(one, zone)}", *(f"  {line}" for line in _last(one, zone))]
    for line in lines:
        out.print(line, soft_wrap=not out.is_terminal)
    if any(one.kept is None or one.is_late for one in jobs):
        err.print(f"[dim]next: {_NOBODY}[/]", soft_wrap=not err.is_terminal)


def _why_nothing(push: str) -> str:
    return 'push = "off"' if push.strip().lower() == "off" else "no target is set up"


def _next(one: Planned, zone: tzinfo | None) -> str:
    if one.is_late:
        return f"[yellow]due since {said_when(one.job.next_due, zone)}[/]"
    why = f", {one.why}" if one.why else ""
    return f"next{' push' if one.is_push else ''} {said_when(one.at, zone)}{why}"


def _last(one: Planned, zone: tzinfo | None) -> list[str]:
    job = one.job
    if job.last_run is None:
        return []
    lines = [f"last: {said_when(job.last_run, zone)}, {result_words(job.result, job.counts)}"]
    if job.text:
        colour = "dim" if job.result in CALM else "red"
        lines.append(f"[{colour}]{_text(one.target, job.text)}[/]")
    return lines


def ran(ticked: Ticked) -> None:
    """What was run: a line for each. Nothing for nothing, so that cron sends no mail."""
    if ticked == Ticked() and err.is_terminal:
        err.print("Nothing is due.")
    for one in ticked.ran:
        text = f": {_text(one.target, one.text)}" if one.text else ""
        console = out if one.result in CALM else err
        line = f"[bold]{one.target}[/]: {result_words(one.result, one.counts)}{text}"
        console.print(line, soft_wrap=not console.is_terminal)
    for finding in ticked.untold:
        err.print(finding_line(finding), soft_wrap=not err.is_terminal)


def _text(target: str, text: str) -> str:
    """What stopped it, whose name stands before it already."""
    return escape(plain(text.removeprefix(f"{target}: ")))


def as_data(push: str, zone: tzinfo | None, jobs: Sequence[Planned], ticked: Ticked) -> None:
    """The same for programs; times in UTC."""
    data.put(
        {
            "push": push,
            "timezone": str(zone) if zone else None,
            "jobs": [_job(one) for one in jobs],
            "ran": [
                {
                    "job": one.key,
                    "target": one.target if one.is_push else None,
                    "result": one.result,
                    "text": one.text,
                    "counts": dict(one.counts),
                }
                for one in ticked.ran
            ],
            "untold": [str(finding) for finding in ticked.untold],
        }
    )


def _job(one: Planned) -> data.Data:
    job = one.job
    return {
        "job": job.job,
        "target": one.target if one.is_push else None,
        "next": one.at.isoformat(),
        "why": one.why,
        "due": job.next_due.isoformat(),
        "late": one.is_late,
        "last_run": job.last_run.isoformat() if job.last_run else None,
        "result": job.result or None,
        "text": job.text,
        "counts": dict(job.counts),
        "fails": job.fails,
    }

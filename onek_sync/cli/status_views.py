"""How `onek status` tells how the targets stand."""

from collections.abc import Sequence
from datetime import tzinfo

from rich.markup import escape

from onek_sync.app.services import said_when
from onek_sync.app.standing_words import result_words, standing_words
from onek_sync.app.status import Event, Standing, TargetStatus
from onek_sync.cli import as_json as data
from onek_sync.cli.terminal import err, finding_line, out, plain
from onek_sync.model.errors import Finding

_FAULTS = 3  # of a plan; one that is written anew may have hundreds

_COLOURS = {
    Standing.IN_STEP: "green",
    Standing.BEHIND: "yellow",
    Standing.NEW: "yellow",
    Standing.WAITS: "cyan",
    Standing.RESTS: "cyan",
    Standing.UNKNOWN: "yellow",
}


def plan(faults: Sequence[Finding]) -> None:
    """What is wrong with the plan, as far as it helps to begin with."""
    for finding in faults[:_FAULTS]:
        err.print(finding_line(finding), soft_wrap=not err.is_terminal)
    if more := len(faults[_FAULTS:]):
        err.print(f"[dim]… and {more} more: onek check[/]")
    if faults:
        err.print("The plan cannot be read: feed and targets keep what they have.", soft_wrap=True)


def told(found: Sequence[TargetStatus], zone: tzinfo | None) -> None:
    """Every target in a few lines; times in the athlete's zone, else in that of this computer."""
    for one in found:
        who = f" [dim]({escape(plain(one.who))})[/]" if one.who else ""
        colour = _COLOURS.get(one.standing, "red")
        out.print(f"[bold]{one.name}[/]{who}: [{colour}]{standing_words(one, zone)}[/]")
        for line in _lines(one, zone):
            out.print(f"  {line}", soft_wrap=not out.is_terminal)


def _lines(one: TargetStatus, zone: tzinfo | None) -> list[str]:
    lines = []
    if last := one.last:
        came_to = result_words(last.result, last.counts)
        lines.append(f"last push: {said_when(last.at, zone)}, {came_to}")
    if one.asked:
        lines.append("[dim]asked just now[/]")
    wrong = [str(finding) for finding in one.findings] or [event.text for event in one.errors]
    lines += [f"[red]{escape(plain(text))}[/]" for text in wrong]
    if one.now:
        lines.append(f"[dim]next: {escape(one.now)}[/]")
    return lines


def as_data(found: Sequence[TargetStatus], faults: Sequence[Finding]) -> None:
    """The same for programs; times in UTC."""
    plan = {"sound": not faults, "findings": [data.finding(one) for one in faults]}
    data.put({"plan": plan, "targets": [_target(one) for one in found]})


def _target(one: TargetStatus) -> data.Data:
    return {
        "target": one.name,
        "kind": one.kind,
        "standing": one.standing.value,
        "behind": one.behind,
        "in_step": one.in_step,
        "asked": one.asked,
        "connected_as": one.who,
        "until": one.until.isoformat() if one.until else None,
        "last_push": _event(one.last) if one.last else None,
        "errors": [_event(event) for event in one.errors],
        "findings": [data.finding(finding) for finding in one.findings],
        "now": one.now,
    }


def _event(event: Event) -> data.Data:
    return {
        "at": event.at.isoformat(),
        "what": event.what,
        "result": event.result,
        "text": event.text,
        "counts": dict(event.counts),
    }

"""How `onek status` tells how the targets stand."""

from collections.abc import Sequence
from datetime import tzinfo

from rich.markup import escape

from onek_sync.app.services import said_when
from onek_sync.app.status import Event, Standing, TargetStatus
from onek_sync.cli import as_json as data
from onek_sync.cli.terminal import out, plain

_COLOURS = {
    Standing.IN_STEP: "green",
    Standing.BEHIND: "yellow",
    Standing.NEW: "yellow",
    Standing.WAITS: "cyan",
    Standing.RESTS: "cyan",
    Standing.UNKNOWN: "yellow",
}


def told(found: Sequence[TargetStatus], zone: tzinfo | None) -> None:
    """Every target in a few lines; times in the athlete's zone, else in that of this computer."""
    for one in found:
        who = f" [dim]({escape(plain(one.who))})[/]" if one.who else ""
        colour = _COLOURS.get(one.standing, "red")
        out.print(f"[bold]{one.name}[/]{who}: [{colour}]{_standing(one, zone)}[/]")
        for line in _lines(one, zone):
            out.print(f"  {line}", soft_wrap=not out.is_terminal)


def _standing(one: TargetStatus, zone: tzinfo | None) -> str:
    match one.standing:
        case Standing.BEHIND:
            return f"behind by {one.behind}"
        case Standing.NEW:
            return f"never pushed, {one.behind} to send"
        case Standing.IN_STEP:
            return f"in step ({one.in_step})" if one.in_step else "in step, nothing is due there now"
        case Standing.RESTS if one.until:
            return f"rests until {said_when(one.until, zone)}"
        case Standing.WAITS:
            return "waiting for the watch or the folder"
        case _:
            return one.standing.value


def _lines(one: TargetStatus, zone: tzinfo | None) -> list[str]:
    lines = []
    if one.last:
        lines.append(f"last push: {said_when(one.last.at, zone)}, {_result(one.last)}")
    if one.asked:
        lines.append("[dim]asked just now[/]")
    wrong = [str(finding) for finding in one.findings] or [event.text for event in one.errors]
    lines += [f"[red]{escape(plain(text))}[/]" for text in wrong]
    if one.now:
        lines.append(f"[dim]next: {escape(one.now)}[/]")
    return lines


def _result(push: Event) -> str:
    """ "ok, 3 create, 1 move": what was done, or what stopped it."""
    done = [f"{number} {_DEEDS.get(what, what)}" for what, number in push.counts.items() if number]
    return ", ".join([_RESULTS.get(push.result, push.result), *done])


_DEEDS = {"create": "new", "update": "changed", "move": "moved", "delete": "taken away"}
_RESULTS = {
    "ok": "done",
    "login": "stopped, a login was wanted",
    "paused": "stopped, it asked us to wait",
    "waiting": "nothing was there",
}


def as_data(found: Sequence[TargetStatus]) -> None:
    """The same for programs; times in UTC."""
    data.put({"targets": [_target(one) for one in found]})


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

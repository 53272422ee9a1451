"""How a target stands and what a push of it came to, in words: for the command and for the page."""

from collections.abc import Mapping
from datetime import tzinfo

from onek_sync.app.services import said_when
from onek_sync.app.status import Standing, TargetStatus

_DEEDS = {"create": "new", "update": "changed", "move": "moved", "delete": "taken away"}
_RESULTS = {
    "ok": "done",
    "login": "stopped, a login is wanted",
    "paused": "stopped, it asked us to wait",
    "waiting": "nothing was there",
    "busy": "another push is at it",
}


def standing_words(one: TargetStatus, zone: tzinfo | None) -> str:
    """ "behind by 3": how it stands, with what belongs to that; times in `zone`, else this computer's."""
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


def result_words(result: str, counts: Mapping[str, int]) -> str:
    """ "done, 3 new, 1 moved": what was done, or what stopped it."""
    done = [f"{number} {_DEEDS.get(what, what)}" for what, number in counts.items() if number]
    return ", ".join([_RESULTS.get(result, result), *done])

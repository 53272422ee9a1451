"""How a target stands and what a push of it came to, in words: for the command and for the page."""

from collections.abc import Mapping
from datetime import tzinfo
from typing import TYPE_CHECKING

from onek_sync.app.services import said_when
from onek_sync.app.status import Standing, TargetStatus

if TYPE_CHECKING:
    from onek_sync.app.jobs import Ran

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
    done = deeds(counts)
    return f"{_RESULTS.get(result, result)}{f', {done}' if done else ''}"


def deeds(counts: Mapping[str, int]) -> str:
    """ "3 new, 1 moved": what was done, "" for nothing."""
    return ", ".join(f"{number} {_DEEDS.get(what, what)}" for what, number in counts.items() if number)


def ran_words(ran: "Ran") -> str:
    """ "watch: done, 3 new": what a run came to, on one line."""
    text = ran.text.removeprefix(f"{ran.target}: ")
    return f"{ran.target}: {result_words(ran.result, ran.counts)}{f': {text}' if text else ''}"

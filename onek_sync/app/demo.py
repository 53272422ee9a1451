"""The main job on a sample plan, without any account: plan in, calendar, watch files and texts out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from onek_sync.app.export import Said, exporter_of, say, write
from onek_sync.app.project import Project, Ready, open_project, ready
from onek_sync.app.share import share
from onek_sync.planning.file import save_bytes

# The target in the demo's settings: a folder that stands for the watch.
TARGET = "watch"
# Where each format goes, inside the demo's folder.
PLACES = {
    "ical": "calendar.ics",
    "garmin": "garmin",
    "strava": "strava",
    "html": "plan.html",
}


@dataclass(frozen=True)
class Demo:
    """What the demo made: the plan, and for each place in the folder what stands there.

    `pushed`: how many workouts the target holds, pushed as on the plan's first day `today`; None where the
    reader's own settings have no such target.
    """

    folder: Path
    plan: Ready
    made: dict[str, Said]
    kept: tuple[str, ...]
    today: date
    pushed: int | None


def demo(folder: Path, now: Callable[[], datetime], wait: Callable[[float], None]) -> Demo:
    """Write the sample plan into `folder`, say it in every format and push it to the folder's target.

    Files of the reader's own are kept.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = ("plan.yaml", "onek.toml")
    kept = tuple(
        name for name in names if not _lay(folder / name, share(f"templates/demo/{name}").read_bytes())
    )
    project = open_project(folder, folder, {})
    plan = ready(project)
    options = project.settings.export_options()
    made = {}
    for name, place in PLACES.items():
        made[place] = say(exporter_of(name), plan.resolved, options)
        write(made[place], folder / place)
    pushed = _pushed(project, plan, now, wait) if TARGET in project.settings.targets else None
    return Demo(folder, plan, made, kept, plan.resolved.plan.start, pushed)


def _pushed(project: Project, plan: Ready, now: Callable[[], datetime], wait: Callable[[float], None]) -> int:
    from onek_sync.app.push import asked_for, push
    from onek_sync.app.services import world_of

    with world_of(project, {}, now=now, wait=wait) as world:
        asked = asked_for(world, plan, [TARGET], plan.resolved.plan.start)
        found = push(world, plan, TARGET, asked).diff
    return found.in_step + found.sends


def _lay(path: Path, body: bytes) -> bool:
    """Write the file, unless one of another content is there."""
    if path.exists():
        return path.read_bytes() == body
    save_bytes(path, body)
    return True

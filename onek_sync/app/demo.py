"""The main job on a sample plan, without any account: plan in, calendar, watch files and texts out."""

from dataclasses import dataclass
from pathlib import Path

from onek_sync.app.export import Said, exporter_of, say, write
from onek_sync.app.project import Ready, open_project, ready
from onek_sync.app.share import share
from onek_sync.planning.file import save_bytes

# Where each format goes, inside the demo's folder.
PLACES = {
    "ical": "calendar.ics",
    "garmin": "garmin",
    "fit": "watch",
    "strava": "strava",
    "html": "plan.html",
}


@dataclass(frozen=True)
class Demo:
    """What the demo made: the plan, and for each place in the folder what stands there."""

    folder: Path
    plan: Ready
    made: dict[str, Said]
    kept: tuple[str, ...]


def demo(folder: Path) -> Demo:
    """Write the sample plan into `folder` and say it in every format. Files of the reader's own are kept."""
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
    return Demo(folder, plan, made, kept)


def _lay(path: Path, body: bytes) -> bool:
    """Write the file, unless one of another content is there."""
    if path.exists():
        return path.read_bytes() == body
    save_bytes(path, body)
    return True

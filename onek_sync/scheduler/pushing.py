"""What each tick of a server does: it pushes what is due, and logs what came of it."""

from collections.abc import Sequence
from logging import INFO, WARNING, Logger

from onek_sync.app.jobs import CALM, Planned, Ran, planned
from onek_sync.app.services import World, said_when
from onek_sync.app.serving import Served
from onek_sync.app.standing_words import ran_words
from onek_sync.app.tick import Deliver, Ticked, tick
from onek_sync.app.troubles import Part
from onek_sync.model.errors import OnekError


class Pushing:
    """The work of a tick. The world is asked for each time: settings and plan may be others by now."""

    def __init__(self, served: Served, log: Logger, deliver: Deliver) -> None:
        self._served = served
        self._log = log
        self._deliver = deliver
        self._told: dict[str, str] = {}
        self._untold: tuple[str, ...] = ()
        self._rule: object = None

    def __call__(self) -> None:
        """Once. What is wrong with the database is told; a mistake of ours is raised."""
        world = self._served.world
        try:
            self._foretell(world)
            self._say(tick(world, world.now(), self._deliver))
        except OnekError as error:
            self._served.troubles.say(Part.PUSH, str(error))
        else:
            self._served.troubles.say(Part.PUSH, "")

    def _foretell(self, world: World) -> None:
        """When the next push is: at the start, and when the settings say something else."""
        settings = world.project.settings
        rule = (settings.schedule, tuple(settings.targets), world.zone)
        if rule != self._rule:
            jobs = [one for one in planned(world, world.now()) if one.is_push]
            self._log.info("%s", _next(world, jobs))
            self._rule = rule

    def _say(self, ticked: Ticked) -> None:
        for ran in ticked.ran:
            self._say_ran(ran)
        untold = tuple(str(finding) for finding in ticked.untold)
        for line in set(untold) - set(self._untold):
            self._log.warning("%s", line)
        self._untold = untold

    def _say_ran(self, ran: Ran) -> None:
        """What is tried again and again, and comes to the same, is told once."""
        line = ran_words(ran)
        if ran.result == "ok" or self._told.get(ran.target) != line:
            fields = {"target": ran.target, "result": ran.result, "counts": dict(ran.counts)}
            level = INFO if ran.result in CALM else WARNING
            self._log.log(level, "%s", line, extra={"fields": fields})
        self._told[ran.target] = line


def _next(world: World, jobs: Sequence[Planned]) -> str:
    if world.project.settings.schedule.slots is None:
        return 'nothing is pushed by itself: [schedule] push = "off"'
    if not jobs:
        return "nothing is pushed by itself: no target is set up"
    return f"next push: {', '.join(f'{one.target} {said_when(one.at, world.zone)}' for one in jobs)}"

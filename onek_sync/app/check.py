"""Everything there is to say against a plan before it goes anywhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from onek_sync.app.export import said_in
from onek_sync.app.project import Ready
from onek_sync.model.errors import Finding, Level
from onek_sync.model.exchange import Loss, Options
from onek_sync.planning.rules import check_rules, silenced
from onek_sync.settings.targets import (
    CalDavTarget,
    FolderTarget,
    GarminTarget,
    IntervalsTarget,
    TargetSettings,
)

USUAL = ("ical", "garmin", "fit", "strava")
"""The formats that are looked at where no target is set up: calendar, watch and Strava."""


def formats_of(targets: Mapping[str, TargetSettings]) -> tuple[str, ...]:
    """The formats in which these targets get the plan, each once; the usual ones without a target."""
    return tuple(dict.fromkeys(map(format_of, targets.values()))) or USUAL


def format_of(target: TargetSettings) -> str:
    """The format in which a target gets the plan."""
    match target:
        case FolderTarget(format=name):
            return name
        case GarminTarget():
            return "garmin"
        case IntervalsTarget():
            return "intervals"
        case CalDavTarget():
            return "ical"


@dataclass(frozen=True)
class Report:
    """Doubts about the plan, broken rules, sessions a format refuses, and what each cannot say of it."""

    sessions: int
    weeks: int
    findings: tuple[Finding, ...]
    losses: tuple[Loss, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing has to be mended."""
        return all(finding.level is not Level.ERROR for finding in self.findings)


def check(plan: Ready, options: Options, formats: tuple[str, ...] = USUAL) -> Report:
    """Look at a plan that could be read. One that could not raises its PlanError before."""
    resolved = plan.resolved
    refused, losses = said_in(resolved, options, formats)
    return Report(
        sessions=len(resolved.sessions),
        weeks=len(resolved.plan.weeks),
        findings=(*doubts_about(plan), *silenced(refused, plan.file.text)),
        losses=losses,
    )


def doubts_about(plan: Ready) -> tuple[Finding, ...]:
    """The doubts about a plan, and the rules that it breaks; without those that its writer allows."""
    rules = check_rules(plan.resolved)
    # The rule about the goal knows the weeks, so it says it better than the paces.
    better = any(finding.code == "V13" for finding in rules)
    doubts = (finding for finding in plan.findings if not (better and finding.code == "A09"))
    return silenced((*doubts, *rules), plan.file.text)

"""One workout's text: what it means, how long it takes, at which paces."""

from dataclasses import dataclass

from onek_sync.exporters.profile import Bar, bars
from onek_sync.exporters.words import Voice, block_text
from onek_sync.model.athlete import Athlete
from onek_sync.model.errors import AthleteError, Finding
from onek_sync.model.plan import Aim, Option
from onek_sync.model.session import ResolvedOption
from onek_sync.planning.paces import Paces, find_paces
from onek_sync.planning.resolve import resolve_workout
from onek_sync.planning.shorthand import Dialect, meaning
from onek_sync.planning.shorthand.options import parse_options, write_options


@dataclass(frozen=True)
class Parsed:
    """A text that was read: its standard form, and each option with its meaning and its paces."""

    text: str
    options: tuple["ParsedOption", ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class ParsedOption:
    """One option: as written, as run, its meaning as plain data, its bars, and its blocks in words."""

    option: Option
    resolved: ResolvedOption
    meaning: list[dict[str, object]]
    bars: tuple[Bar, ...]
    lines: tuple[str, ...]


def parse(text: str, athlete: Athlete, race: Aim | None, *, daniels: bool = False) -> Parsed:
    """Read one workout and make it ready for that athlete, as far as the athlete is known."""
    paces, doubts = _paces(athlete, race)
    dialect = Dialect.DANIELS if daniels else Dialect.PLAIN
    reading = parse_options(text, units=athlete.units, dialect=dialect)
    options = []
    findings = [*reading.findings, *doubts]
    for option in reading.options:
        resolved, more = resolve_workout(option.workout, paces, kind=option.kind)
        lines = tuple(block_text(block, Voice(units=athlete.units)) for block in resolved.blocks)
        options.append(ParsedOption(option, resolved, meaning(option.workout), bars(resolved), lines))
        findings += more
    return Parsed(write_options(reading.options), tuple(options), tuple(dict.fromkeys(findings)))


def _paces(athlete: Athlete, race: Aim | None) -> tuple[Paces | None, tuple[Finding, ...]]:
    if not (athlete.recent or athlete.paces or (race and race.goal)):
        return None, ()
    try:
        return find_paces(athlete, race), ()
    except AthleteError as error:
        return None, error.findings

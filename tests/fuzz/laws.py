"""The laws that any text must keep, one for each thing that people write.

A text gives a value or an OnekError whose findings say what and what now, with a place; never another
exception. What can be read is written and read back equal. What can be made ready is said in every format,
or refused with an ExportError. And no text takes more work than its length excuses.
"""

import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from onek_sync.exporters import EXPORTERS
from onek_sync.model.athlete import Athlete, Result, RunnerLevel
from onek_sync.model.errors import (
    AthleteError,
    ExportError,
    Finding,
    Level,
    OnekError,
    Place,
    PlanError,
    SettingsError,
    ShorthandError,
    UsageError,
)
from onek_sync.model.exchange import Options
from onek_sync.model.plan import Kind, Plan, Race
from onek_sync.model.session import ResolvedPlan
from onek_sync.model.units import Units
from onek_sync.planning.building import Request, Template, build_plan, read_template
from onek_sync.planning.file import read_plan, write_plan
from onek_sync.planning.importing import NOTATIONS, Frame, assemble, decoded, read_foreign
from onek_sync.planning.paces import find_paces
from onek_sync.planning.resolve import resolve, resolve_workout
from onek_sync.planning.rules import check_rules, silenced
from onek_sync.planning.shorthand import Dialect, parse_workout, write_workout
from onek_sync.planning.shorthand.options import parse_options, write_options
from onek_sync.settings import FILE, read_settings
from tests.fuzz.work import bounded
from tests.planning.grid import Answers, Seen, check
from tests.planning.plan_files import placeless

RUNNER = Athlete(recent=(Result(1000, 214), Result(5000, 1250)))
RACE = Race(day=date(2027, 5, 8), goal=205)
PACES = find_paces(RUNNER, RACE)
EVERYTHING = Options(rest_days=True)
_TODAY = date(2026, 6, 1)
_FRAME = Frame(id="theirs", start=date(2027, 3, 1), on=date(2027, 3, 2), race=RACE)


def shorthand(text: str) -> None:
    """A day's line: as a run, as strength work, in miles, as Daniels writes it."""
    for kind, units in ((None, Units.KM), (Kind.STRENGTH, Units.KM), (None, Units.MI)):
        with _refused(ShorthandError, columns=len(text)):
            reading = parse_options(text, units=units, kind=kind)
            again = write_options(reading.options)
            assert parse_options(again).options == reading.options, again
            for option in reading.options:
                resolve_workout(option.workout, PACES, kind=option.kind, sport=option.sport)
                resolve_workout(option.workout, None, kind=option.kind, sport=option.sport)
    with _refused(ShorthandError, columns=len(text)):
        workout = parse_workout(text, dialect=Dialect.DANIELS).workout
        assert parse_workout(write_workout(workout)).workout == workout


def plan(text: str) -> None:
    """A plan file, from its text to every format."""
    with _refused(PlanError, lines=text):
        file = read_plan(text)
        _same_again(file.plan)
        with suppress(AthleteError):
            ready = resolve(file.plan)
            silenced((*check_rules(ready), *file.findings), text)
            _said(ready)


def foreign(text: str) -> None:
    """A file of somebody else's, as what it looks like and as each notation in turn."""
    with _refused(PlanError):
        plain = decoded(text.encode(errors="surrogatepass"), "their.txt")
        for notation in (None, *NOTATIONS):
            with _refused(PlanError, UsageError):
                made = assemble(read_foreign(plain, "their.txt", notation), _FRAME)
                _same_again(made.plan)
                _said(resolve(made.plan))


def comment(text: str) -> None:
    """A plan file with comments that silence rules: fewer doubts are left, and every error is."""
    lines = range(1, text.count("\n") + 2)
    doubts = [
        Finding(code, "what", "now", _at(line), Level.WARNING) for line in lines for code in ("V1", "V2")
    ]
    errors = [replace(one, level=Level.ERROR) for one in doubts]
    left = silenced(doubts, text)
    assert set(left) <= set(doubts)
    assert silenced(errors, text) == tuple(errors)
    if "allow" not in text.lower():
        assert left == tuple(doubts)
    plan(text)


def template(text: str) -> None:
    """A coach's template: what can be read builds plans, the shortest and the longest, or says why not."""
    with _refused(PlanError, lines=text):
        read = read_template(text)
        for weeks in {read.weeks[0], read.weeks[-1]}:
            with suppress(OnekError):
                _same_again(build_plan(_request(read, weeks)).plan)


def settings(text: str) -> None:
    """An onek.toml; lines of its own shape ONEK_X=… are the environment's."""
    environ = _environ(text)
    with tempfile.TemporaryDirectory() as folder, _refused(SettingsError):
        body = "" if environ else text
        (Path(folder) / FILE).write_bytes(body.encode(errors="surrogatepass"))
        found = read_settings(Path(folder), environ)
        found.athlete_model(), found.usual_times(), found.export_options()


def answers(text: str) -> None:
    """Answers to the builder, as `str` writes a point of the grid; what is left out is as usual."""
    point = _point(dict(entry.partition("=")[::2] for entry in text.split()))
    try:
        check(point, Seen())
    except UsageError as error:  # a volume too small for so many days
        assert all(finding.what and finding.now for finding in error.findings)


@dataclass(frozen=True)
class Law:
    """A law, where its texts are kept, how such a file's name ends, and the work that it may make.

    `least` calls for any text, and `more` for each of its characters. `turn`: how many texts one after the
    other, fewer where one is much work.
    """

    holds: Callable[[str], None]
    folder: str
    suffix: str
    least: int
    more: int
    turn: int = 50

    def check(self, text: str) -> None:
        """Hold the text against the law, and count the work."""
        bounded(lambda: self.holds(text), self.least + self.more * len(text))


LAWS: Mapping[str, Law] = {
    "shorthand": Law(shorthand, "shorthand", ".txt", 100_000, 2_000),
    "plan": Law(plan, "plans", ".yaml", 300_000, 2_000),
    "import": Law(foreign, "imports", ".txt", 1_000_000, 5_000, turn=20),
    "comment": Law(comment, "comments", ".yaml", 300_000, 2_000),
    "template": Law(template, "templates", ".yaml", 2_000_000, 2_000, turn=20),
    "settings": Law(settings, "settings", ".toml", 200_000, 1_000),
    "answers": Law(answers, "answers", ".txt", 20_000_000, 0, turn=5),
}


class _refused:
    """Lets an error of one kind pass that says where, what and what now; any other goes on."""

    def __init__(self, *kinds: type[OnekError], columns: int | None = None, lines: str | None = None) -> None:
        self._kinds, self._columns, self._lines = kinds, columns, lines

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if not isinstance(error, self._kinds):
            return False
        assert error.findings
        for finding in error.findings:
            self._look_at(finding)
        return True

    def _look_at(self, finding: Finding) -> None:
        assert finding.code and finding.what and finding.now, finding
        assert "\n" not in str(finding)
        if self._columns is not None:
            assert 1 <= finding.place.column <= self._columns + 1, finding
        elif self._lines is not None:
            assert 1 <= finding.place.line <= len(self._lines.splitlines()) + 1, finding
        elif UsageError not in self._kinds:
            assert finding.place.file, finding


def _same_again(written: Plan) -> None:
    again = read_plan(write_plan(written)).plan
    assert placeless(again) == placeless(written)


def _said(ready: ResolvedPlan) -> None:
    for exporter in EXPORTERS.values():
        for session in ready.sessions:
            with suppress(ExportError):
                exporter.say(session, ready, EVERYTHING)


def _request(read: Template, weeks: int) -> Request:
    return Request(
        race=RACE, athlete=RUNNER, days=frozenset({0, 1, 2, 4, 5}), template=read, today=_TODAY, weeks=weeks
    )


def _point(said: Mapping[str, str]) -> Answers:
    """A point of the grid from its text."""
    read: dict[str, Callable[[str], object]] = {
        "days": str,
        "weeks": int,
        "level": RunnerLevel,
        "weekday": int,
        "goal": float,
        "units": Units,
        "volume": lambda text: None if text == "None" else float(text),
        "age": lambda text: None if text == "None" else int(text),
    }
    return Answers(**{name: read[name](text) for name, text in said.items() if name in read})


def _at(line: int) -> Place:
    return Place("plan.yaml", line, 1)


def _environ(text: str) -> dict[str, str]:
    """The variables of a text of which every line sets one, else none."""
    lines = [line.partition("=") for line in text.splitlines()]
    if not lines or not all(name.startswith("ONEK_") and sign for name, sign, _ in lines):
        return {}
    return {name: value for name, _, value in lines}

"""What a person sets once: onek.toml and its twins in the environment, read once, frozen.

config/onek.example.toml is the manual of every setting. Later parts of onek bring their own sections.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date as Day
from datetime import time
from itertools import pairwise
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from onek_sync.model.athlete import Athlete, Heart, Result, RunnerLevel
from onek_sync.model.errors import Place, SettingsError
from onek_sync.model.exchange import Options, Times, View
from onek_sync.model.notation import (
    metres_of,
    pace_name_of,
    pace_of,
    parse_result,
    result_of,
    said,
    seconds_of,
)
from onek_sync.model.units import Duration, Units
from onek_sync.settings.faults import finding_of, keys_of
from onek_sync.settings.notify import NotifySettings
from onek_sync.settings.schedule import ScheduleSettings
from onek_sync.settings.source import Key, place_of, table_of, text_of, with_twins
from onek_sync.settings.targets import TargetSettings, Url, apart, target_name
from onek_sync.settings.web import Dropped, WebSettings, past_of

FILE = "onek.toml"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_LEAD = re.compile(r"([0-9]{1,4})\s*(min|minutes?|h|hours?|days?)", re.IGNORECASE)
_LEAD_UNITS = {"m": 60, "h": 3600, "d": 86400}
_LONGEST_LEAD = 7 * 86400


def time_of_day(text: str) -> time | None:
    """A time of day ("18:30"), or None for "all day"."""
    if text == "all day":
        return None
    found = _TIME.fullmatch(text)
    if not found:
        raise ValueError(f'{said(text)} is no time of day; write "18:30" or "all day"')
    return time(int(found[1]), int(found[2]))


def lead_of(text: str) -> Duration:
    """How long before a session: "30 min", "1 h", "1 day"."""
    found = _LEAD.fullmatch(text.strip())
    seconds = int(found[1]) * _LEAD_UNITS[found[2][0].lower()] if found else 0
    if not 0 < seconds <= _LONGEST_LEAD:
        raise ValueError(f'{said(text)} is no time before a session; write "30 min", "2 h" or "1 day"')
    return Duration(seconds)


def _zone(name: str) -> str:
    """An IANA time zone that this machine knows."""
    try:
        if "/" in name or name == "UTC":
            ZoneInfo(name)
            return name
    except (ValueError, OSError, KeyError):
        pass
    cities = {zone.rpartition("/")[2].lower(): zone for zone in sorted(available_timezones()) if "/" in zone}
    city = cities.get(name.rpartition("/")[2].strip().lower().replace(" ", "_"))
    raise ValueError(f"{said(name)} is no time zone; write {city or 'its IANA name, like Europe/Berlin'}")


def _file_name(name: str) -> str:
    if not name.strip() or not name.isprintable():
        raise ValueError(f'{said(name)} is no file name; write "plan.yaml"')
    return name


def _checked(read: Callable[[str], object]) -> AfterValidator:
    """A text that a reader understands; it stays as written."""

    def check(text: str) -> str:
        read(text)
        return text

    return AfterValidator(check)


def _pace(text: str, info: ValidationInfo) -> str:
    pace_of(text, info.data.get("units", Units.KM))
    return text


def _as_time(value: object) -> object:
    match value:
        case str():
            return {"time": value}
        case int() | float():
            minutes, _, seconds = str(value).partition(".")
            then = f'write it in quotes: "{minutes}:{seconds or 0:0<2}"'
            raise ValueError(f"{value} is a number, no time; {then}")
        case _:
            return value


def _as_list(value: object) -> object:
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class HeartSettings(_Section):
    """[athlete.heart]: beats per minute; see `model.athlete.Heart`."""

    max: int | None = Field(None, ge=120, le=240)
    rest: int | None = Field(None, ge=25, le=120)
    threshold: int | None = Field(None, ge=80, le=230)
    estimated: bool = False

    @model_validator(mode="after")
    def _rising(self) -> "HeartSettings":
        known = [beats for beats in (self.rest, self.threshold, self.max) if beats]
        if any(low >= high for low, high in pairwise(known)):
            raise ValueError("heart rates must rise from rest over threshold to max; look which is wrong")
        return self


class ResultSettings(_Section):
    """A recent race: its time, and its date where that is known."""

    time: Annotated[str, _checked(seconds_of)]
    date: Day | None = None


RaceKey = Annotated[str, _checked(metres_of)]
PaceKey = Annotated[str, _checked(pace_name_of)]


class AthleteSettings(_Section):
    """[athlete]: who runs, for every plan that does not say it itself."""

    name: str = ""
    units: Units = Units.KM
    level: RunnerLevel = RunnerLevel.INTERMEDIATE
    age: int | None = Field(None, ge=5, le=110)
    recent: dict[RaceKey, Annotated[ResultSettings, BeforeValidator(_as_time)]] = {}
    heart: HeartSettings = HeartSettings()
    paces: dict[PaceKey, Annotated[str, AfterValidator(_pace)]] = {}
    sprint: Annotated[str, _checked(parse_result)] | None = None

    @field_validator("recent")
    @classmethod
    def _possible(cls, recent: dict[str, ResultSettings]) -> dict[str, ResultSettings]:
        for name, result in recent.items():
            result_of(name, result.time)
        return recent


TimeText = Annotated[str, _checked(time_of_day)]


class TimesSettings(_Section):
    """[times]: when sessions start, by weekday; `default` for the days that are not named."""

    default: TimeText | None = None
    mon: TimeText | None = None
    tue: TimeText | None = None
    wed: TimeText | None = None
    thu: TimeText | None = None
    fri: TimeText | None = None
    sat: TimeText | None = None
    sun: TimeText | None = None


class FeedSettings(_Section):
    """[feed]: what calendars get; see `model.exchange.Options`."""

    alarms: Annotated[tuple[Annotated[str, _checked(lead_of)], ...], BeforeValidator(_as_list)] = ()
    times: Times = Times.ZONED
    view: View = View.FULL
    rest_days: bool = False
    opaque: bool = False
    past: Annotated[str, _checked(past_of)] = "12 months"
    dropped: Dropped = Dropped.REMOVE

    @property
    def past_days(self) -> int:
        """For how many days past sessions stay."""
        return past_of(self.past)


class Settings(_Section):
    """Everything that can be set. A plan's own words win over `timezone`, `athlete` and `times`."""

    plan: Annotated[str, AfterValidator(_file_name)] = "plan.yaml"
    timezone: Annotated[str, AfterValidator(_zone)] | None = None
    athlete: AthleteSettings = AthleteSettings()
    times: TimesSettings = TimesSettings()
    feed: FeedSettings = FeedSettings()
    web: WebSettings = WebSettings()
    schedule: ScheduleSettings = ScheduleSettings()
    notify: NotifySettings = NotifySettings()
    database: str = "sqlite:///onek.db"
    targets: Annotated[
        dict[Annotated[str, AfterValidator(target_name)], TargetSettings], AfterValidator(apart)
    ] = {}
    garmin_url: Url | None = None
    garmin_tokens: Annotated[str, AfterValidator(_file_name)] | None = None
    intervals_url: Url | None = None

    def athlete_model(self) -> Athlete:
        """The athlete in the words of the model."""
        who = self.athlete
        return Athlete(
            name=who.name,
            units=who.units,
            level=who.level,
            age=who.age,
            recent=tuple(_result(name, result) for name, result in who.recent.items()),
            heart=Heart(**who.heart.model_dump()),
            paces=tuple((pace_name_of(name), pace_of(pace, who.units)) for name, pace in who.paces.items()),
            sprint=parse_result(who.sprint) if who.sprint else None,
        )

    def usual_times(self) -> dict[str, time | None]:
        """When sessions start by weekday ("mon"); None: all day. A day nobody spoke of has no entry."""
        said = self.times.model_dump()
        usual = {day: said[day] or said["default"] for day in WEEKDAYS}
        return {day: time_of_day(text) for day, text in usual.items() if text}

    def export_options(self) -> Options:
        """What calendars get, in the words of the exporters."""
        feed = self.feed
        return Options(
            times=feed.times,
            view=feed.view,
            alarms=tuple(lead_of(text) for text in feed.alarms),
            rest_days=feed.rest_days,
            opaque=feed.opaque,
        )


def _result(name: str, written: ResultSettings) -> Result:
    result = result_of(name, written.time)
    return Result(result.metres, result.seconds, written.date)


def find_folder(start: Path) -> Path | None:
    """The nearest folder from `start` upwards that holds an onek.toml."""
    start = start.absolute()
    return next((folder for folder in (start, *start.parents) if (folder / FILE).is_file()), None)


def read_settings(folder: Path, environ: Mapping[str, str]) -> Settings:
    """The settings of a folder (defaults where it has no file) with the environment's twins on top.

    Raises SettingsError with every fault: file, line and column, or the variable.
    """
    file = folder / FILE
    return settings_of(text_of(file), str(file), environ)


def settings_of(text: str, file: str, environ: Mapping[str, str]) -> Settings:
    """The settings in a text; `file` stands for it in places. The rest as in `read_settings`."""
    table = table_of(text, file)
    twins, faults = with_twins(table, environ, keys_of(Settings))

    def place(key: Key) -> Place:
        names = [name for name, twin in twins.items() if key[: len(twin)] == twin]
        return Place(names[0]) if names else place_of(key, text, file)

    try:
        settings = Settings.model_validate(table)
    except ValidationError as error:
        found = [finding_of(detail, Settings, place) for detail in error.errors(include_url=False)]
        raise SettingsError(*sorted(faults + found, key=lambda fault: fault.place)) from None
    if faults:
        raise SettingsError(*faults)
    return settings

"""The settings: onek.toml, its twins in the environment, and the example that is their manual."""

import json
import re
import tomllib
from datetime import date, time, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Literal, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from onek_sync.model.athlete import Athlete, Heart, Result, RunnerLevel
from onek_sync.model.errors import SettingsError
from onek_sync.model.exchange import Options, Times, View
from onek_sync.model.intensity import AbsolutePace, PaceName
from onek_sync.model.units import Duration, Units
from onek_sync.settings import FILE, Settings, find_folder, read_settings
from onek_sync.settings.faults import keys_of
from onek_sync.settings.schedule import Slots
from onek_sync.settings.source import Key, twin_of
from onek_sync.settings.targets import KINDS, TargetShape

EXAMPLE = Path(__file__).parents[1] / "config" / "onek.example.toml"
# In the example a setting is a line without a space behind its "#", prose has one.
SETTING = re.compile(r"^#(?=\[|\w)", re.MULTILINE)
KEYS = list(keys_of(Settings))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def read(folder: Path, text: str, **environ: str) -> Settings:
    (folder / FILE).write_text(text, encoding="utf-8")
    return read_settings(folder, environ)


def faults(folder: Path, text: str, **environ: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        read(folder, text, **environ)
    return [str(finding).removeprefix(f"{folder}/") for finding in caught.value.findings]


def at(table: object, key: Key) -> object:
    for part in key:
        assert isinstance(table, dict), key
        table = table[part]
    return table


# The file


def test_a_folder_without_settings_has_the_defaults(folder: Path) -> None:
    assert read_settings(folder, {}) == Settings()
    assert Settings().plan == "plan.yaml"
    assert Settings().athlete_model() == Athlete()
    assert Settings().export_options() == Options()


def test_the_folder_is_the_nearest_one_upwards(folder: Path) -> None:
    deep = folder / "a" / "b"
    deep.mkdir(parents=True)
    (folder / FILE).touch()
    assert find_folder(deep) == folder
    (deep / FILE).touch()
    assert find_folder(deep) == deep


def test_no_folder_is_found_where_none_is(folder: Path) -> None:
    assert find_folder(folder) is None


def test_the_athlete_comes_out_in_the_words_of_the_model(folder: Path) -> None:
    who = read(
        folder,
        """
        [athlete]
        name = "Kim"
        units = "mi"
        level = "advanced"
        age = 34
        recent = {1K = "3:34", mile = {time = "5:50", date = 2027-01-10}}
        paces = {tempo = "7:10-7:20", 1k = "3:40/km"}
        sprint = "60m 8.1"
        [athlete.heart]
        max = 190
        estimated = true
        """,
    ).athlete_model()
    assert who.name == "Kim"
    assert (who.units, who.level, who.age) == (Units.MI, RunnerLevel.ADVANCED, 34)
    assert who.recent == (Result(1000, 214), Result(1609.344, 350, date(2027, 1, 10)))
    assert who.paces[0] == (PaceName.TEMPO, AbsolutePace(430, 440, 1609.344))
    assert who.sprint == Result(60, 8.1)
    assert who.heart == Heart(max=190, estimated=True)


def test_calendar_settings_come_out_as_export_options(folder: Path) -> None:
    text = 'feed = {alarms = ["30 min", "2 h", "1 day"], times = "utc", view = "busy", rest_days = true}'
    assert read(folder, text).export_options() == Options(
        times=Times.UTC,
        view=View.BUSY,
        alarms=(Duration(1800), Duration(7200), Duration(86400)),
        rest_days=True,
    )


def test_a_weekday_has_its_own_time_or_the_default(folder: Path) -> None:
    times = read(folder, 'times = {default = "18:00", sat = "9:00", sun = "all day"}').usual_times()
    assert (times["mon"], times["sat"], times["sun"]) == (time(18), time(9), None)
    assert read(folder, 'times = {sat = "9:00"}').usual_times() == {"sat": time(9)}


def test_times_of_the_week_are_read_as_people_write_them(folder: Path) -> None:
    def slots(text: str) -> Slots | None:
        return read(folder, f'schedule = {{push = "{text}"}}').schedule.slots

    assert Settings().schedule.slots == slots("Sun  18:00") == Slots(frozenset({6}), time(18))
    assert slots("mon, thu 6:00") == slots("thu,mon 06:00") == Slots(frozenset({0, 3}), time(6))
    assert slots("every day 23:59") == Slots(frozenset(range(7)), time(23, 59))
    assert slots("off") is None


def test_waits_and_quiet_hours_come_out_as_times(folder: Path) -> None:
    found = read(folder, 'schedule = {jitter = "0 min", retry = "2 h", quiet = "22:00-7:00"}').schedule
    assert (found.spread, found.first_wait) == (timedelta(), timedelta(hours=2))
    night, noon = found.quiet_hours, read(folder, 'schedule.quiet = "12:00-13:30"').schedule.quiet_hours
    assert night and [time(hour) in night for hour in (21, 22, 0, 6, 7)] == [False, True, True, True, False]
    assert noon and [time(hour) in noon for hour in (11, 12, 13, 14)] == [False, True, True, False]


FAULTS = {
    "plan = 3": 'onek.toml:1:1: plan: "3" will not do; write a text in quotes',
    "plan = ' '": 'onek.toml:1:1: plan: " " is no file name; write "plan.yaml"',
    'timezone = "Berlin"': 'onek.toml:1:1: timezone: "Berlin" is no time zone; write Europe/Berlin',
    'timezone = "../x"': 'timezone: "../x" is no time zone; write its IANA name',
    '[athlete]\n\nunit = "mi"': "onek.toml:3:1: athlete.unit: there is no such setting; did you mean units?",
    'units = "mi"': "onek.toml:1:1: units: there is no such setting; did you mean athlete.units?",
    "[strava]\nclient_id = 1": "onek.toml:1:2: strava: there is no such setting; here belong plan, timezone",
    '[athlete]\nunits = "miles"': "2:1: athlete.units: \"miles\" will not do; write one of 'km' or 'mi'",
    "[athlete]\nage = 3": 'onek.toml:2:1: athlete.age: "3" will not do; write 5 or more',
    "[athlete]\nage = 30.5": 'athlete.age: "30.5" will not do; write a whole number',
    '[athlete]\nrecent = {1K = "3:34", 5X = "20:50"}': '2:24: athlete.recent.5X: "5X" is no race',
    '[athlete]\nrecent = {1K = "3.34"}': 'athlete.recent: "1K in 3.34" is faster than any human',
    "[athlete]\nrecent = {1K = 3.34}": 'recent.1K: 3.34 is a number, no time; write it in quotes: "3:34"',
    "[athlete]\nrecent = {1K = 3}": 'athlete.recent.1K: 3 is a number, no time; write it in quotes: "3:00"',
    "[athlete]\nrecent = {mile = {date = 2027-01-10}}": "onek.toml:2:11: athlete.recent.mile.time is missing",
    '[athlete]\npaces = {trot = "5:00/km"}': 'onek.toml:2:10: athlete.paces.trot: "trot" is no pace we know',
    '[athlete]\npaces = {tempo = "fast"}': 'athlete.paces.tempo: "fast" is no pace; write 4:30/km',
    '[athlete]\nsprint = "60m"': 'athlete.sprint: "60m" is no result',
    "athlete = 3": 'onek.toml:1:1: athlete: "3" will not do; write it as a section',
    "athlete.heart.max = 20": 'onek.toml:1:1: athlete.heart.max: "20" will not do; write 120 or more',
    "[athlete.heart]\nmax = 190\nthreshold = 195": "onek.toml:1:2: athlete.heart: heart rates must rise",
    '[times]\nmon = "25:00"': '2:1: times.mon: "25:00" is no time of day; write "18:30" or "all day"',
    '[feed]\nalarms = ["30"]': '2:1: feed.alarms.0: "30" is no time before a session; write "30 min"',
    '[feed]\nalarms = ["8 days"]': "is no time before a session",
    '[feed]\nrest_days = "perhaps"': 'feed.rest_days: "perhaps" will not do; write true or false',
    '[schedule]\npush = "at 18:00"': 'schedule.push: "at 18:00" is no time of the week; write "sun 18:00"',
    '[schedule]\npush = "sun 24:00"': '2:1: schedule.push: "sun 24:00" is no time of the week',
    '[schedule]\njitter = "7 h"': 'schedule.jitter: "7 h" is no time up to 6 h; write "10 min"',
    '[schedule]\nretry = "0 min"': 'schedule.retry: "0 min" would ask without a pause; write "15 min"',
    '[schedule]\nquiet = "22-7"': 'schedule.quiet: "22-7" are no hours of the day; write "22:00-07:00"',
    '[schedule]\nquiet = "7:00-7:00"': "are no hours of the day",
    '[schedule]\npush = "sun 06:00"\nquiet = "22:00-07:00"': "schedule: 06:00 is within the quiet hours",
    "[athlete]\nrecent = {1K = 3:34}": "this is no TOML: unclosed inline table; texts and times stand in",
    "plan = 'a'\nplan = 'b'": "onek.toml:2:",
    "a = " + "[" * 5000: "onek.toml",
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_says_where_what_and_what_now(folder: Path, text: str) -> None:
    (fault,) = faults(folder, text)
    assert FAULTS[text] in fault


def test_several_faults_are_said_at_once_in_the_order_of_the_file(folder: Path) -> None:
    found = faults(folder, 'plan = 3\n[feed]\nview = "all"\n[athlete]\nage = 3\nnane = "Kim"')
    assert [fault.split(": ")[0] for fault in found] == [f"onek.toml:{n}:1" for n in (1, 3, 5, 6)]


def test_a_file_that_is_no_text_is_refused(folder: Path) -> None:
    (folder / FILE).write_bytes(b'plan = "a"\n\xff')
    with pytest.raises(SettingsError, match=r"onek.toml:2: is not in UTF-8; save it as UTF-8"):
        read_settings(folder, {})
    (folder / FILE).write_bytes(b"#" * 1_000_001)
    with pytest.raises(SettingsError, match="too large"):
        read_settings(folder, {})


def test_a_folder_in_place_of_the_file_is_refused(folder: Path) -> None:
    (folder / FILE).mkdir()
    with pytest.raises(SettingsError, match="cannot be read"):
        read_settings(folder, {})


def test_a_byte_order_mark_does_no_harm(folder: Path) -> None:
    assert read(folder, '\ufeffplan = "a.yaml"').plan == "a.yaml"


# The environment


def test_a_variable_wins_over_the_file(folder: Path) -> None:
    found = read(
        folder,
        'plan = "a.yaml"\n[athlete]\nunits = "km"\nage = 20',
        ONEK_ATHLETE_UNITS="mi",
        ONEK_ATHLETE_NAME="42",
        ONEK_ATHLETE_HEART_MAX="190",
        ONEK_ATHLETE_RECENT='{1K = "3:34"}',
        ONEK_FEED_REST_DAYS="true",
        ONEK_FEED_ALARMS="30 min, 1 day",
    )
    assert found.plan == "a.yaml"
    assert (found.athlete.units, found.athlete.age, found.athlete.name) == (Units.MI, 20, "42")
    assert found.athlete_model().recent == (Result(1000, 214),)
    assert found.athlete.heart.max == 190
    assert found.feed.rest_days
    assert found.feed.alarms == ("30 min", "1 day")


def test_an_empty_variable_is_not_set(folder: Path) -> None:
    assert read(folder, "", ONEK_PLAN="").plan == "plan.yaml"


def test_a_fault_in_a_variable_names_it(folder: Path) -> None:
    assert faults(folder, "", ONEK_ATHLETE_AGE="old", ONEK_ATHLETE_PACES="{x") == [
        'ONEK_ATHLETE_AGE: athlete.age: "old" will not do; write a whole number',
        "ONEK_ATHLETE_PACES: this is no TOML: expected '=' after a key in a key/value pair;"
        " see config/onek.example.toml",
    ]


def test_a_misspelt_variable_of_a_section_is_an_error_and_others_are_let_be(folder: Path) -> None:
    (fault,) = faults(folder, "", ONEK_ATHLETE_UNIT="mi", ONEK_RUN="1", HOME="/")
    assert fault == "ONEK_ATHLETE_UNIT: there is no such setting; did you mean ONEK_ATHLETE_UNITS?"


@pytest.mark.parametrize("path", ["~nobody-of-that-name/shelf", "", " ", "a\\u0000b", "a\\nb"])
def test_a_folder_that_cannot_be_is_said(folder: Path, path: str) -> None:
    (fault,) = faults(folder, f'[targets.desk]\nkind = "folder"\npath = "{path}"\n')
    assert "targets.desk.path" in fault and "; write" in fault


@pytest.mark.parametrize("other", ["shelf", "./shelf/", "desk/../shelf"])
def test_two_targets_in_one_folder_are_refused(folder: Path, other: str) -> None:
    """Each would take the other's files for its own, and put its own in their place, at every push."""
    text = '[targets.{}]\nkind = "folder"\npath = "{}"\n'
    (fault,) = faults(folder, text.format("desk", "shelf") + text.format("watch", other))
    assert "desk and watch are in one folder; give each a path of its own" in fault
    read(folder, text.format("desk", "shelf") + text.format("watch", "other"))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            '[targets.watch]\nkind = "folder"',
            "onek.toml:1:2: targets.watch.path is missing; write it too",
        ),
        (
            '[targets.watch]\nkind = "floppy"',
            'onek.toml:2:1: targets.watch.kind: "floppy" is no kind of target; '
            "write one of folder, garmin, intervals, caldav",
        ),
        (
            '[targets.watch]\npath = "x"',
            "onek.toml:1:2: targets.watch has no kind; write one of folder, garmin, intervals, caldav",
        ),
        (
            '[targets.g]\nkind = "garmin"\npath = "x"',
            "onek.toml:3:1: targets.g.path: there is no such setting; here belong horizon, pace, kind",
        ),
        (
            '[targets.g]\nkind = "garmin"\nhorizon = "soon"',
            'onek.toml:3:1: targets.g.horizon: "soon" is no span of days; write "14 days"',
        ),
        (
            '[targets.c]\nkind = "caldav"\nurl = "http://cloud.example.org"',
            'onek.toml:3:1: targets.c.url: http to "cloud.example.org" would show everything to the net; '
            "write https://…",
        ),
        (
            '[targets.i]\nkind = "intervals"\napi_key = "planted-secret"',
            "onek.toml:3:1: targets.i.api_key: a secret is given by its name; "
            "write env:NAME, keyring:NAME or file:PATH",
        ),
        (
            '[targets."My Watch"]\nkind = "garmin"',
            'onek.toml:1:2: targets.My Watch: "My Watch" is no name for a target; write a-z, 0-9 and dashes',
        ),
    ],
)
def test_a_fault_of_a_target_says_what_and_where(folder: Path, text: str, fault: str) -> None:
    assert faults(folder, text) == [fault]


@pytest.mark.parametrize(
    ("name", "now"),
    [
        ("ONEK_FEED", "set what is in it: ONEK_FEED_ALARMS, ONEK_FEED_TIMES"),
        ("ONEK_ATHLETE_HEART", "set what is in it: ONEK_ATHLETE_HEART_MAX"),
        ("ONEK_TIMEZON", "did you mean ONEK_TIMEZONE?"),
        ("ONEK_TIME_ZONE", "did you mean ONEK_TIMEZONE?"),
        ("ONEK_ATHELETE_UNITS", "did you mean ONEK_ATHLETE_UNITS?"),
        ("ONEK_FEED_X", "did you mean ONEK_FEED_VIEW?"),
        ("ONEK_FEED_QQQQQQQQQQQQQQQQ", "config/onek.example.toml has them all"),
    ],
)
def test_a_variable_that_is_nearly_a_setting_is_not_ignored(folder: Path, name: str, now: str) -> None:
    (fault,) = faults(folder, "", **{name: "1"})
    assert fault.startswith(f"{name}: there is no such setting; {now}")
    assert read(folder, "", **{name: ""}) == Settings()


class Pigeon(TargetShape):
    kind: Literal["pigeon"]
    loft: str


@pytest.fixture
def pigeons(monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that brings a kind of target, by its entry point."""
    point = SimpleNamespace(load=lambda: SimpleNamespace(settings=Pigeon))
    monkeypatch.setattr(
        "onek_sync.settings.targets.entry_points", lambda group, name: [point] if name == "pigeon" else []
    )


@pytest.mark.usefixtures("pigeons")
def test_a_kind_of_another_package_is_read_in_its_own_shape(folder: Path) -> None:
    found = read(folder, '[targets.post]\nkind = "pigeon"\nloft = "roof"\nhorizon = "1 week"')
    assert found.targets["post"] == Pigeon(kind="pigeon", loft="roof", horizon="1 week")
    assert found.targets["post"].days == 7


@pytest.mark.usefixtures("pigeons")
def test_a_fault_in_it_names_the_setting(folder: Path) -> None:
    assert faults(folder, '[targets.post]\nkind = "pigeon"') == [
        "onek.toml:1:2: targets.post: loft: Field required; look at what pigeon asks for"
    ]


def test_no_two_settings_share_a_variable() -> None:
    assert len({twin_of(key) for key in KEYS}) == len(KEYS)


@pytest.mark.parametrize("key", KEYS, ids=".".join)
def test_every_setting_can_be_given_by_its_variable(folder: Path, key: Key) -> None:
    shown = at(shown_settings(), key)
    if isinstance(shown, bool):
        shown = not shown
    found = read(folder, "", **{twin_of(key): written(shown)}).model_dump(mode="json", exclude_none=True)
    assert at(found, key) == (
        {name: {"time": text} if key[-1] == "recent" else text for name, text in shown.items()}
        if isinstance(shown, dict)
        else shown
    )


def shown_settings() -> dict[str, object]:
    """The settings of the example, every one taken."""
    return tomllib.loads(SETTING.sub("", EXAMPLE.read_text(encoding="utf-8")))


def written(value: object) -> str:
    """A value as one writes it into a variable."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{name}" = {_quoted(one)}' for name, one in value.items()) + "}"
    return value if isinstance(value, str) else json.dumps(value)


def _quoted(value: object) -> str:
    return written(value) if isinstance(value, dict) else json.dumps(value)


# The example is the manual


def test_the_example_changes_nothing_as_it_stands(folder: Path) -> None:
    assert read(folder, EXAMPLE.read_text(encoding="utf-8")) == Settings()


def test_the_example_is_valid_when_every_setting_is_taken(folder: Path) -> None:
    read(folder, SETTING.sub("", EXAMPLE.read_text(encoding="utf-8")))


@pytest.mark.parametrize("key", KEYS, ids=".".join)
def test_every_setting_stands_in_the_example_with_words_above(key: Key) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    at(shown_settings(), key)
    if key == ("targets",):
        return  # each kind has a section of its own, below
    section = text.split(f"#[{'.'.join(key[:-1])}]\n")[-1] if key[:-1] else text
    lines = section.split("\n")
    line = next(number for number, line in enumerate(lines) if line.startswith(f"#{key[-1]} = "))
    paragraph = "\n".join(lines[:line]).rpartition("\n\n")[2]
    assert re.search(r"^# \w", paragraph, re.MULTILINE)


@pytest.mark.parametrize("key", KEYS, ids=".".join)
def test_a_default_in_the_example_is_the_default(key: Key) -> None:
    default = at(Settings().model_dump(mode="json"), key)
    shown = at(shown_settings(), key)
    if default not in (None, "", {}, []):
        assert shown == default


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_setting_of_a_target_stands_in_the_example_with_its_default(kind: type[BaseModel]) -> None:
    (shown,) = [
        target for target in at(shown_settings(), ("targets",)).values() if target["kind"] in kinds(kind)
    ]
    assert set(shown) == set(kind.model_fields)
    defaults = {name: field.default for name, field in kind.model_fields.items() if not field.is_required()}
    assert {name: shown[name] for name, default in defaults.items() if default not in (None, "")} == {
        name: default for name, default in defaults.items() if default not in (None, "")
    }


def kinds(kind: type[BaseModel]) -> tuple[str, ...]:
    return get_args(kind.model_fields["kind"].annotation)


# Any text

WRITTEN = 'plan|athlete|heart|max|= |[|]|{|}|"|\'|.|,|\n|3|"3:34"|recent|1K|feed|times|\0'
pieces = st.sampled_from(WRITTEN.split("|"))


@given(text=st.text() | st.lists(pieces, max_size=15).map("".join))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_settings_or_a_settings_error(folder: Path, text: str) -> None:
    (folder / FILE).write_text(text, encoding="utf-8", errors="surrogatepass")
    try:
        read_settings(folder, {})
    except SettingsError as error:
        assert all(finding.what and finding.now and finding.place.file for finding in error.findings)

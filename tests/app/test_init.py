"""The wizard without its door: onek.toml with answers in it, answers checked at once, both files or none."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onek_sync.app.init import (
    QUESTIONS,
    File,
    Said,
    Sitting,
    accept,
    check_free,
    default,
    draft,
    settled,
    sit_down,
    write,
)
from onek_sync.app.init_settings import settings_text
from onek_sync.model.errors import OnekError, UsageError
from onek_sync.settings import settings_of

TODAY = date(2027, 2, 1)
BY_NAME = {question.name: question for question in QUESTIONS}
SAID = {
    "recent": "5K 20:50, 1K 3:31",
    "level": "advanced",
    "age": "34",
    "race": "2027-05-08 15:30",
    "goal": "3:25",
    "days": "mon tue wed fri sat",
    "units": "mi",
    "volume": "30mi",
    "at": "18:30",
    "timezone": "Europe/Berlin",
    "heart": "max 190, rest 48",
}
SET = {
    "timezone": "Europe/Berlin",
    "athlete": {
        "units": "mi",
        "level": "advanced",
        "age": 34,
        "recent": {"5K": "20:50", "1K": "3:31"},
        "heart": {"max": 190, "rest": 48},
    },
    "times": {"default": "18:30"},
}


def sitting(folder: Path, zone: str = "Europe/Berlin") -> Sitting:
    return sit_down(folder, folder, {}, TODAY, zone)


def answered(folder: Path, name: str, text: str, **before: str) -> Said:
    return accept(sitting(folder), before, BY_NAME[name], text)


def refused(folder: Path, name: str, text: str, **before: str) -> str:
    with pytest.raises(OnekError) as caught:
        answered(folder, name, text, **before)
    return str(caught.value)


# onek.toml with answers in it


def test_a_new_settings_file_says_what_was_answered_and_what_it_means() -> None:
    text = settings_text("", SAID)
    assert tomllib.loads(text) == SET
    assert text.startswith("# ")
    unexplained = [line for line in text.splitlines() if "=" in line and " # " not in line]
    assert unexplained == []


MINE = """\
# my things
plan = "mine.yaml"  # not the usual name

[athlete]
name = "Kim"
level = "beginner" # for now
paces = {tempo = "4:25-4:35/km"}

[feed]
# so that nobody asks
view = "busy"
"""


def test_settings_and_comments_of_one_s_own_survive() -> None:
    after = settings_text(MINE, SAID)
    mine = tomllib.loads(MINE)
    assert tomllib.loads(after) == {**mine, **SET, "athlete": {**mine["athlete"], **SET["athlete"]}}
    for comment in ("# my things", "# not the usual name", "# for now", "# so that nobody asks"):
        assert comment in after


def test_a_new_setting_does_not_part_a_comment_from_its_section() -> None:
    before = "[athlete]\nname = 'Kim'\n\n# What calendars get.\n[feed]\nview = 'busy'\n"
    after = settings_text(before, SAID)
    assert "\n\n# What calendars get.\n[feed]\nview = 'busy'\n" in after
    assert tomllib.loads(after)["athlete"]["age"] == 34


def test_what_has_its_value_already_stays_as_it_is_written() -> None:
    mine = "[athlete]\nlevel = 'advanced'\nrecent = { 1K='3:31', 5K='20:50' }\n"
    assert settings_text(mine, {"level": "advanced", "recent": SAID["recent"]}) == mine


def test_answering_the_same_again_changes_no_byte() -> None:
    once = settings_text(MINE, SAID)
    assert settings_text(once, SAID) == once


def test_a_race_keeps_its_day() -> None:
    dated = '[athlete]\nrecent = {1K = {time = "3:31", date = 2027-01-10}, 5K = "21:10"}\n'
    after = tomllib.loads(settings_text(dated, SAID))
    assert after["athlete"]["recent"] == {"5K": "20:50", "1K": {"time": "3:31", "date": date(2027, 1, 10)}}


def test_what_is_taken_back_is_removed() -> None:
    after = tomllib.loads(settings_text(settings_text("", SAID), {"age": "", "recent": "", "heart": ""}))
    assert after["athlete"] == {"units": "mi", "level": "advanced", "heart": {}}


ODD = [
    "athlete = {level = 'beginner'}\n",
    "athlete.level = 'beginner'\n[feed]\nview = 'busy'\n",
    "[athlete]\nheart.max = 180\n",
    "[athlete.heart]\nmax = 180\n[athlete]\nlevel = 'beginner'\n",
    "[athlete.recent]\n'1K' = '3:30'\n[times]\nsat = '09:00'\n",
    "[athlete.recent.1K]\ntime = '3:30'\n",
    "\r\nplan = 'p.yaml' # mine\r\n[times]\r\nsun = 'all day'",
]


@pytest.mark.parametrize("before", ODD)
def test_however_toml_is_laid_out_no_setting_is_lost_or_misplaced(before: str) -> None:
    def merged(old: dict[str, object], new: dict[str, object]) -> dict[str, object]:
        both = {name: merged(old[name], one) for name, one in new.items() if _tables(old.get(name), one)}  # type: ignore[arg-type]
        return {**old, **new, **both}

    def _tables(*both: object) -> bool:
        return all(isinstance(one, dict) and "1K" not in one for one in both)

    after = settings_text(before, SAID)
    assert tomllib.loads(after) == merged(tomllib.loads(before), SET)
    settings_of(after, "onek.toml", {})


KEYS = st.sampled_from(["plan", "timezone", "athlete.level", "athlete.heart.max", "times.sat", "feed.view"])
VALUES = {
    "plan": "'p.yaml'",
    "timezone": "'UTC'",
    "athlete.level": "'beginner'",
    "athlete.heart.max": "181",
    "times.sat": "'09:00'",
    "feed.view": "'busy'",
}


@given(st.lists(KEYS, unique=True), st.data())
def test_any_layout_reads_back_as_answered(keys: list[str], data: st.DataObject) -> None:
    """Keys dotted on top, half under a heading, or wholly under one, with comments between."""
    top, tables = [], {}
    for key in keys:
        cut = data.draw(st.integers(0, key.count(".")))
        *heading, rest = key.split(".", cut)
        line = f"{rest} = {VALUES[key]} # {key}"
        if heading:
            tables.setdefault(".".join(heading), []).append(line)
        else:
            top.append(line)
    before = "\n".join([*top, *(f"\n[{name}]\n" + "\n".join(lines) for name, lines in tables.items()), ""])
    try:
        old = settings_of(before, "onek.toml", {})
    except OnekError:  # one table defined in two ways is no TOML
        return
    new = settings_of(settings_text(before, SAID), "onek.toml", {})
    assert (
        new.athlete.level == "advanced" and new.athlete.heart.max == 190 and new.timezone == "Europe/Berlin"
    )
    assert (new.plan, new.feed, new.times.sat) == (old.plan, old.feed, old.times.sat)


# Answers


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("recent", "5k 20:50; mile in 5:40", "5k 20:50, mile in 5:40"),
        ("recent", "none", ""),
        ("level", "B", "beginner"),
        ("age", " 47 ", "47"),
        ("age", "-", ""),
        ("race", "2027-05-08", "2027-05-08"),
        ("race", "2027-05-08 at 9:30", "2027-05-08 09:30"),
        ("race", "2027-05-08, 15:30", "2027-05-08 15:30"),
        ("goal", "3min 25s", "3min 25s"),
        ("days", "Monday, wed  SAT", "Monday, wed  SAT"),
        ("units", "Miles", "mi"),
        ("units", "kilometres", "km"),
        ("volume", "35 km", "35 km"),
        ("at", "9:00", "09:00"),
        ("at", "All day", "all day"),
        ("heart", "190", "max 190"),
        ("heart", "Rest 48 max: 190", "rest 48, max 190"),
    ],
)
def test_answers_are_taken_as_people_type_them(tmp_path: Path, name: str, typed: str, kept: str) -> None:
    assert answered(tmp_path, name, typed)[name] == kept


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("recent", "20:50", '"20:50" is no result; write the distance, then the time'),
        ("recent", "5K 2:50", "faster than any human"),
        ("recent", "800 3:40, 1K 3:31", "800"),
        ("level", "pro", "write one of beginner, intermediate, advanced"),
        ("age", "old", "write a whole number"),
        ("race", "8 May 2027", '"8 May 2027" is no date; write year-month-day'),
        ("race", "2027/5/8", "write 2027-05-08"),
        ("race", "2027-05-08 3:30pm", 'write "15:30"'),
        ("race", "2027-01-30", "in the past"),
        ("race", "2027-02-15", "the race is in 14 days"),
        ("goal", "", "an answer is needed"),
        ("goal", "2:05", "faster than the world record"),
        ("days", "mon tue", "a plan needs 3 days a week"),
        ("days", "mon funday", '"funday" is no day'),
        ("units", "yards", "write one of km, mi"),
        ("volume", "lots", '"lots" is no distance'),
        ("volume", "5km", "bears no hard training"),
        ("at", "6pm", 'write "18:00"'),
        ("timezone", "Berlin", "did you mean Europe/Berlin?"),
        ("heart", "high", "has no heart rate"),
        ("heart", "max 150, rest 200", "write 120 or less"),
        ("heart", "max 150, threshold 170", "heart rates must rise"),
    ],
)
def test_a_wrong_answer_is_refused_at_once_as_everywhere(
    tmp_path: Path, name: str, typed: str, says: str
) -> None:
    said = refused(tmp_path, name, typed)
    assert says in said and "onek.toml" not in said


def test_a_goal_is_held_against_the_races_given_before(tmp_path: Path) -> None:
    assert "out of reach" in refused(tmp_path, "goal", "2:50", recent="1K 3:31")
    assert answered(tmp_path, "goal", "2:50", recent="1K 3:31", ambitious="yes")["goal"] == "2:50"


def test_what_the_environment_sets_is_checked_in_the_answers_all_the_same(tmp_path: Path) -> None:
    twins = {"ONEK_ATHLETE_LEVEL": "beginner", "ONEK_ATHLETE_AGE": "30"}
    here = sit_down(tmp_path, tmp_path, twins, TODAY, "UTC")
    for name, wrong in (("level", "pro"), ("age", "300")):
        with pytest.raises(UsageError, match=name):
            accept(here, {}, BY_NAME[name], wrong)
    said = settled(here, SAID, yes=True)
    assert "level: advanced" in draft(here, said).plan.text  # what is said now wins


# What Enter says


def test_on_a_new_machine_the_usual_is_proposed(tmp_path: Path) -> None:
    said: Said = {}
    for question in QUESTIONS:
        said = {**said, question.name: default(sitting(tmp_path), said, question)}
    assert said == {
        "recent": "",
        "level": "intermediate",
        "age": "",
        "race": "2027-05-01",  # a Saturday in twelve weeks
        "goal": "",  # nothing is known
        "days": "mon tue thu sat",
        "units": "km",
        "volume": "",
        "at": "18:00",
        "timezone": "Europe/Berlin",
        "heart": "",
    }


def test_a_goal_is_proposed_from_a_race_and_can_be_reached(tmp_path: Path) -> None:
    said = settled(sitting(tmp_path), {"recent": "1K 3:31"}, yes=True)
    assert said["goal"] == "3:23"  # 13 weeks may give 3.9 %
    built = draft(sitting(tmp_path), said).new.built
    assert "V13" not in {finding.code for finding in built.findings}


@pytest.mark.parametrize("level", ["beginner", "intermediate", "advanced"])
@pytest.mark.parametrize("race", ["2027-02-27", "2027-03-20", "2027-07-17", "2028-01-29"])
def test_enter_alone_always_gives_a_plan(tmp_path: Path, level: str, race: str) -> None:
    said = settled(sitting(tmp_path), {"recent": "1K 3:31", "level": level, "race": race}, yes=True)
    assert draft(sitting(tmp_path), said).new.built.findings == ()


def test_a_zone_that_the_settings_would_refuse_is_not_proposed(tmp_path: Path) -> None:
    for guess in ("CET", "", "nonsense"):
        assert default(sitting(tmp_path, guess), {}, BY_NAME["timezone"]) == "UTC"


def test_earlier_answers_are_proposed_again(tmp_path: Path) -> None:
    first = draft(sitting(tmp_path), settled(sitting(tmp_path), SAID, yes=True))
    write(first.files)
    again: Said = {}
    for question in QUESTIONS:
        again = {**again, question.name: default(sitting(tmp_path), again, question)}
    assert again == {**SAID, "volume": ""}


def test_a_past_race_is_not_proposed_again(tmp_path: Path) -> None:
    write(draft(sitting(tmp_path), settled(sitting(tmp_path), SAID, yes=True)).files)
    later = sit_down(tmp_path, tmp_path, {}, date(2027, 5, 9), "UTC")
    assert default(later, {}, BY_NAME["race"]) == "2027-08-07"


def test_too_few_days_of_an_old_plan_are_not_proposed(tmp_path: Path) -> None:
    old = "plan: two\nstart: 2026-11-02\nweeks:\n  - {mon: 40min easy, thu: 40min easy}\n"
    for text, days in ((old, "mon tue thu sat"), (old.replace("{", "{wed: 5km easy, "), "mon wed thu")):
        (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
        assert default(sitting(tmp_path), {}, BY_NAME["days"]) == days


# Both files


def test_what_is_drafted_reads_back_as_settings_and_plan(tmp_path: Path) -> None:
    made = draft(sitting(tmp_path), settled(sitting(tmp_path), SAID, yes=True))
    settings = settings_of(made.settings.text, "onek.toml", {})
    assert settings.athlete_model().age == 34
    assert made.ready.resolved.plan.race == made.new.built.plan.race
    monday = next(session for session in made.ready.resolved.sessions if session.session.day.weekday() == 0)
    assert f"{monday.session.at:%H:%M}" == "18:30"


def test_settings_that_are_kept_hold_for_the_plan(tmp_path: Path) -> None:
    (tmp_path / "onek.toml").write_text('timezone = "Asia/Tokyo"\n', encoding="utf-8")
    said = settled(sitting(tmp_path), SAID, yes=True)
    kept = draft(sitting(tmp_path), said, keep_settings=True)
    assert kept.files == (kept.plan,)
    assert "timezone: Asia/Tokyo" in kept.plan.text
    assert "timezone: Europe/Berlin" in draft(sitting(tmp_path), said).plan.text


def test_a_plan_is_written_where_the_settings_want_it(tmp_path: Path) -> None:
    (tmp_path / "onek.toml").write_text('plan = "plans/spring.yaml"\n', encoding="utf-8")
    write(draft(sitting(tmp_path), settled(sitting(tmp_path), SAID, yes=True)).files)
    assert (tmp_path / "plans" / "spring.yaml").is_file()


def test_what_is_there_and_differs_is_in_the_way(tmp_path: Path) -> None:
    new, same = File(tmp_path / "a", "x", None), File(tmp_path / "b", "x", b"x")
    other = File(tmp_path / "c", "x", b"mine")
    check_free((new, same), force=False)
    check_free((other,), force=True)
    with pytest.raises(OnekError, match="c is there already; nothing was written"):
        check_free((new, same, other), force=False)


def test_both_files_or_none_are_written(tmp_path: Path) -> None:
    old = tmp_path / "onek.toml"
    old.write_bytes(b"# old\n")
    (tmp_path / "full").write_bytes(b"no folder")
    bad = File(tmp_path / "full" / "plan.yaml", "plan", None)
    for first in (File(old, "# new\n", b"# old\n"), File(tmp_path / "new.toml", "# new\n", None)):
        with pytest.raises(OnekError) as caught:
            write((first, bad))
        assert [finding.code for finding in caught.value.findings] == ["N06", "N05"]
        assert "nothing was written" in str(caught.value)
    assert old.read_bytes() == b"# old\n" and not (tmp_path / "new.toml").exists()


def test_a_file_that_changed_since_it_was_looked_at_is_left_alone(tmp_path: Path) -> None:
    seen = draft(sitting(tmp_path), settled(sitting(tmp_path), SAID, yes=True))
    (tmp_path / "plan.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(OnekError, match="changed meanwhile"):
        write(seen.files)
    assert [path.name for path in tmp_path.iterdir()] == ["plan.yaml"]


def test_without_anybody_to_ask_what_is_missing_is_named_by_its_flag(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="this is missing: --race, --days"):
        settled(sitting(tmp_path), {"goal": "3:25"}, yes=False)
    with pytest.raises(UsageError, match="goal: an answer is needed; give one: --goal"):
        settled(sitting(tmp_path), {}, yes=True)

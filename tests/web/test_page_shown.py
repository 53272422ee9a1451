"""What the athlete's page shows to everybody: what is next, the week, the targets, what is wrong."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from onek_sync.app.feed_links import add_link
from onek_sync.app.jobs import due, run_due
from onek_sync.app.looking import asked_for
from onek_sync.app.push import push
from onek_sync.model.errors import Finding, StoreError
from onek_sync.web.page.static import CSS
from tests.exporters.page_reading import all_of, read, words
from tests.exporters.test_html import HOSTILE, colours, contrast
from tests.web.asking import HERE, ask
from tests.web.paging import HEAD, TARGETS, WEEKS, Reader, classed, links, reading

DAY = timedelta(days=1)


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    with reading(tmp_path, monkeypatch) as one:
        yield one


def on(reader: Reader, day: str) -> Element:
    """The first page at noon of that day."""
    reader.runner.now = datetime.fromisoformat(f"{day}T11:00:00").replace(tzinfo=UTC)
    reader.look()
    return reader.tree()


def cards(tree: Element) -> list[str]:
    """What stands at the top: the day, and its sessions."""
    return [
        " | ".join(words(heading) for heading in all_of(card, "h2", "h3")) for card in classed(tree, "card")
    ]


def one(tree: Element, name: str) -> str:
    """The words of the one element of that class, "" without it."""
    found = classed(tree, name)
    assert len(found) <= 1
    return words(found[0]) if found else ""


def looks(tree: Element) -> list[str | None]:
    """Whether there is something to do, by target."""
    return [link.get("class") for link in all_of(classed(tree, "chips")[0], "a")]


def pushed_to(reader: Reader, target: str, after: timedelta = timedelta(seconds=10)) -> None:
    """Push the plan there; a while goes by."""
    plan = reader.served.plan
    assert plan
    push(reader.world, plan, target, asked_for(reader.world, plan, [target], None))
    reader.runner.now += after


def test_today_stands_first_and_what_comes_next_behind_it(reader: Reader) -> None:
    assert cards(on(reader, "2027-03-03")) == [
        "Today Wed 3 Mar | 1K pace 6x400 (85.6) · 400 jog",
        "In 3 days Sat 6 Mar | Long 60 min easy",
    ]


def test_on_a_rest_day_the_next_session_is_shown_in_full(reader: Reader) -> None:
    tree = on(reader, "2027-03-04")
    assert cards(tree)[0] == "Today Thu 4 Mar | Rest"
    assert [card.get("class") for card in classed(tree, "card")] == ["card today", "card"]


def test_on_a_sunday_what_is_next_is_in_another_week(reader: Reader) -> None:
    tree = on(reader, "2027-03-07")
    assert cards(tree) == ["Today Sun 7 Mar", "Tomorrow Mon 8 Mar | Easy 40 min"]
    assert "Nothing is planned." in words(classed(tree, "today")[0])
    assert "week/2/#session-1" in links(classed(tree, "card")[1])


def test_two_sessions_of_a_day_are_both_said(reader: Reader) -> None:
    assert cards(on(reader, "2027-03-11"))[0] == "Today Thu 11 Mar | Easy 40 min | Strength: squat"


@pytest.mark.parametrize(
    ("day", "week", "left", "beside"),
    [
        ("2027-02-20", "Week 1 of 3 · base", "28 days to the race", "The plan starts on Mon 1 March 2027"),
        ("2027-03-01", "Week 1 of 3 · base", "19 days to the race", ""),
        ("2027-03-14", "Week 2 of 3 · specific", "6 days to the race", ""),
        ("2027-03-19", "Week 3 of 3 · race", "1 day to the race", ""),
        ("2027-03-20", "Week 3 of 3 · race", "Today is the race", ""),
        ("2027-03-21", "Week 3 of 3 · race", "", ""),
        ("2027-04-02", "Week 3 of 3 · race", "", "The plan ended on Sun 21 March 2027"),
    ],
)
def test_the_way_to_the_race_is_counted_down(
    reader: Reader, day: str, week: str, left: str, beside: str
) -> None:
    tree = on(reader, day)
    assert words(all_of(classed(tree, "week")[0], "h2")[0]) == week
    assert one(tree, "left") == left
    assert one(tree, "beside").startswith(beside) and bool(one(tree, "beside")) == bool(beside)
    title = words(all_of(all_of(tree, "head")[0], "title")[0])
    assert title == ("This week · Spring" if not beside else f"{week.split(' · ')[0]} · Spring")
    assert len(classed(classed(tree, "weeks")[0], "now")) == (0 if beside else 1)


def test_the_day_is_the_athletes_and_not_the_servers(reader: Reader) -> None:
    reader.runner.now = datetime(2027, 3, 2, 23, 30, tzinfo=UTC)  # in Berlin it is the day after
    reader.look()
    assert cards(reader.tree())[0].startswith("Today Wed 3 Mar")


def test_every_week_shows_all_its_days_and_what_is_to_be_run(reader: Reader) -> None:
    tree = reader.tree("week/2/")
    assert [words(day) for day in all_of(classed(tree, "week")[0], "h3")] == [
        f"{name} {8 + at} Mar" for at, name in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
    ]
    told = words(all_of(tree, "main")[0])
    assert "8-14 March 2027 · " in told and " km on foot · " in told
    assert "5 x 600 m @ 3K" in told
    assert "Target 200 m 400 m 600 m per km" in told
    assert len(classed(tree, "profile")) >= 2 * 3
    assert one(reader.tree("week/1/"), "week-note") == "Easy does it."


def test_weeks_lead_to_each_other(reader: Reader) -> None:
    turns = [
        {
            link.get("rel"): link.get("href")
            for link in all_of(classed(reader.tree(f"week/{at}/"), "turn")[0], "a")
        }
        for at in (1, 2, 3)
    ]
    assert turns == [
        {"next": "../../week/2/"},
        {"prev": "../../week/1/", None: "../../", "next": "../../week/3/"},
        {"prev": "../../week/2/", None: "../../"},
    ]
    weeks = classed(reader.tree("week/2/"), "weeks")[0]
    assert [words(link)[:6] for link in all_of(weeks, "a") if link.get("aria-current") == "page"] == [
        "Week 2"
    ]
    assert [words(link)[:6] for link in classed(weeks, "now")] == ["Week 1"]


def test_a_runner_who_thinks_in_miles_reads_miles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = HEAD.replace("athlete: {", "athlete: {units: mi, ") + WEEKS
    with reading(tmp_path, monkeypatch, plan) as reader:
        told = words(reader.tree())
    assert " mi on foot · " in told and "per mi" in told
    assert " km" not in told.replace("1 km", "")


def test_whether_the_watch_has_it_is_said_in_words(reader: Reader) -> None:
    assert one(reader.tree(), "chips") == "watch never pushed, 7 to send"
    assert "Next push Sun 7 Mar 18:0" in one(reader.tree(), "targets")
    pushed_to(reader, "watch", after=timedelta(0))
    assert one(reader.tree(), "chips") == "watch never pushed, 7 to send"  # as it stood seconds ago
    reader.runner.now += timedelta(seconds=10)
    tree = reader.tree()
    assert re.fullmatch(r"watch in step \(\d+\)", one(tree, "chips"))
    assert "Last push Mon 1 Mar 07:00, done, " in one(tree, "targets")
    assert looks(tree) == ["good"]
    reader.runner.write((HEAD + WEEKS).replace("40min easy", "45min easy"))
    reader.look()
    assert "watch behind by" in one(reader.tree(), "chips")  # at once: the plan is another


def test_each_session_says_where_it_stands_as_it_is_planned(reader: Reader) -> None:
    assert classed(reader.tree(), "there") == []
    pushed_to(reader, "watch")
    marked = [words(mark) for mark in classed(reader.tree(), "there")]
    assert marked == ["on watch"] * 5  # on two cards, and beside the three runs of the week
    reader.runner.write((HEAD + WEEKS).replace("40min easy", "45min easy", 1))
    reader.look()
    today, later = classed(reader.tree(), "card")
    assert classed(today, "there") == []
    assert one(later, "there") == "on watch"


def test_a_plan_that_is_there_as_one_file_is_there_with_every_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = TARGETS.replace('format = "fit"', 'format = "ical"').replace("watch", "shelf")
    with reading(tmp_path, monkeypatch, settings=settings) as reader:
        pushed_to(reader, "shelf")
        assert len(classed(reader.tree(), "there")) == 6  # the rest day, too


def test_a_target_that_wants_a_login_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = TARGETS + '[targets.garmin]\nkind = "garmin"\n'
    with reading(tmp_path, monkeypatch, settings=settings) as reader:
        tree = reader.tree()
    assert "garmin waits for a login" in one(tree, "chips")
    assert looks(tree) == ["waits", "wrong"]
    assert "What now: run onek connect garmin" in one(tree, "targets")


def test_what_is_pushed_by_itself_says_when_and_what_came_of_it(reader: Reader) -> None:
    due(reader.world, reader.runner.now)
    on(reader, "2027-03-09")
    assert "Next push due since Sun 7 Mar 18:0" in one(reader.tree(), "targets")
    reader.runner.write("no plan")
    run_due(reader.world, reader.runner.now)
    reader.runner.now += timedelta(minutes=1)
    told = one(reader.tree(), "targets")
    assert "Last push Tue 9 Mar 12:00, failed: plan.yaml:1" in told
    assert "Next push Tue 9 Mar 12:15, again after a failure" in told
    reader.runner.write(HEAD + WEEKS)
    reader.runner.now += timedelta(minutes=15)
    run_due(reader.world, reader.runner.now)
    assert "Last push Tue 9 Mar 12:16, done, 5 new" in one(reader.tree(), "targets")


def test_without_a_target_the_page_says_how_one_is_set_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reading(tmp_path, monkeypatch, settings="") as reader:
        tree = reader.tree()
        assert classed(tree, "chips") == []
        assert "nothing is pushed" in one(tree, "targets")


def test_when_the_calendar_came_last_is_told_of_this_link_alone(reader: Reader) -> None:
    assert "nothing has fetched this link yet" in one(reader.tree(), "targets")
    ask(reader.door, f"/f/{reader.work.token}.ics", client=HERE)
    reader.served.keep(reader.served.taken())
    assert "nothing has fetched this link yet" in one(reader.tree(), "targets")
    ask(reader.door, f"/f/{reader.phone.token}.ics", client=HERE)
    reader.served.keep(reader.served.taken())
    assert "last fetched Mon 1 Mar 07:00" in one(reader.tree(), "targets")
    tablet = add_link(reader.world, "tablet")
    reader.look()
    page = read(ask(reader.door, reader.at("", tablet), client=HERE).body)
    assert "nothing has fetched this link yet" in one(page, "targets")


def test_to_look_at_the_page_is_no_fetch_of_the_calendar(reader: Reader) -> None:
    reader.tree()
    reader.get("plan.ics")
    assert reader.served.taken() == {}


def test_what_a_target_cannot_say_stands_beside_the_session(reader: Reader) -> None:
    reader.edit("wed: 6x400m @ 1K w/ 400m jog", "wed: 10min easy, 5min drills, 6x400m @ 1K w/ 400m jog")
    sessions = classed(reader.tree("week/1/"), "session")
    folded = {
        session.get("id"): words(detail) for session in sessions for detail in all_of(session, "details")
    }
    assert list(folded) == ["session-2"]
    assert folded["session-2"].startswith("What watch cannot say watch drills as a kind of step")


def test_a_doubt_stands_beside_its_session_and_others_beside_the_plan(reader: Reader) -> None:
    reader.edit('goal: "3:25"', 'goal: "3:05"')
    reader.edit("    thu: rest\n", "    thu: 5x600m @ 3K w/ 3min rest\n")
    tree = reader.tree("week/1/")
    beside = {
        one.get("id"): words(doubt) for one in classed(tree, "session") for doubt in classed(one, "doubt")
    }
    assert beside["session-3"].startswith("only 24 h lie between the run on Wed 2027-03-03")
    (about,) = all_of(classed(tree, "doubts")[0], "li")
    assert words(about).startswith("the goal 3:05 is 13.6% faster")
    assert "plan.yaml" not in words(tree)


def test_a_broken_edit_keeps_the_last_good_plan_and_tells_the_trouble(reader: Reader) -> None:
    reader.edit("wed: 6x400m @ 1K w/ 400m jog", "wed: 6x400m @ nonsense")
    tree = reader.tree()
    assert "6 x 400 m" in words(all_of(tree, "main")[0])
    (trouble,) = classed(tree, "trouble")
    assert "this may not be the newest plan" in words(trouble)
    assert "plan.yaml:" in words(trouble) and '"nonsense"' in words(trouble)
    assert str(reader.runner.folder) not in words(tree)
    reader.edit("@ nonsense", "@ 1K w/ 400m jog")
    assert classed(reader.tree(), "trouble") == []


def test_a_database_that_does_not_answer_is_a_trouble_and_no_end(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise StoreError(Finding("D02", "the database is locked", "try again"))

    monkeypatch.setattr("onek_sync.app.page_standing.status", locked)
    tree = reader.tree()
    assert "the database is locked" in one(tree, "trouble")
    assert "6 x 400 m" in words(all_of(tree, "main")[0])


def test_new_settings_are_seen_without_a_restart_also_beside_a_broken_plan(reader: Reader) -> None:
    reader.edit("6x400m @ 1K w/ 400m jog", "10min easy, 5min drills, 6x400m @ 1K w/ 400m jog")
    assert "What watch cannot say" in words(reader.tree())
    reader.edit("title: Spring", "title: [")
    assert one(reader.tree(), "chips") == "watch never pushed, 7 to send"
    reader.runner.set(TARGETS.replace("watch]", "wrist]"))
    reader.look()
    tree = reader.tree()
    assert "this may not be the newest plan" in one(tree, "trouble")
    assert one(tree, "chips") == "wrist never pushed, 7 to send"
    assert "What wrist cannot say" in words(tree)


def test_foreign_words_are_words(reader: Reader) -> None:
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    reader.edit("title: Spring", f"title: {quoted}")
    reader.edit("phase: base", f"phase: {quoted}")
    reader.edit("note: Easy does it.", f"note: {quoted}")
    reader.edit("mon: 40min easy", f"mon: {{title: {quoted}, run: 40min easy, note: {quoted}}}")
    reader.edit("name: City Mile Meet", f"name: {quoted}")
    assert reader.served.trouble == ""
    for inside in ("", "week/1/", "subscribe/"):
        tree = reader.tree(inside)
        assert HOSTILE in words(tree)
        assert len(all_of(tree, "script")) == 1
        assert all_of(tree, "img") == []
        assert not any(link.lower().startswith("javascript") for link in links(tree))
    assert words(all_of(reader.tree(), "h1")[0]) == HOSTILE


def test_a_reader_who_does_not_see_finds_the_way(reader: Reader) -> None:
    for inside in ("", "week/2/", "subscribe/"):
        tree = reader.tree(inside)
        assert tree.get("lang") == "en"
        assert [len(all_of(tree, mark)) for mark in ("h1", "main")] == [1, 1]
        assert words(all_of(all_of(tree, "head")[0], "title")[0])
        levels = [int(heading.tag[1]) for heading in all_of(tree, "h1", "h2", "h3", "h4", "h5")]
        assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        assert len(ids) == len(set(ids))
        assert {link[1:] for link in links(tree) if link.startswith("#")} <= set(ids)
        named = {part for element in tree.iter() for part in element.get("aria-labelledby", "").split()}
        assert named <= set(ids)
        assert all(words(link) or link.get("aria-label") for link in all_of(tree, "a", "button"))
        marks = [mark.get("aria-label") for mark in all_of(tree, "nav")]
        assert None not in marks and len(marks) == len(set(marks))


def test_every_picture_has_a_name_or_is_hidden(reader: Reader) -> None:
    tree = reader.tree()
    hidden = {svg for part in tree.iter() if part.get("aria-hidden") for svg in all_of(part, "svg")}
    assert hidden
    assert all(svg in hidden or svg.get("aria-label") for svg in all_of(tree, "svg"))


def test_a_keyboard_skips_to_the_week(reader: Reader) -> None:
    first = all_of(reader.tree(), "a")[0]
    assert (first.get("href"), words(first)) == ("#week", "To the week")


@pytest.mark.parametrize("night", [0, 1])
def test_words_and_signs_are_read_by_day_and_by_night(night: int) -> None:
    page: dict[str, str] = {}
    for part in CSS.body.decode().split("/* ")[1:]:
        if "prefers-color-scheme:dark" in part:
            page |= colours(part)[night]
    for ink in ("ink", "soft", "good", "waits", "wrong", "accent"):
        for ground in ("paper", "tint", "card"):
            assert contrast(page[ink], page[ground]) >= 4.5, (ink, ground)

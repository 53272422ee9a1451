"""The printable page: golden fragments, valid, safe, small, and it asks nothing of anybody."""

import re
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onek_sync.exporters import EXPORTERS
from onek_sync.exporters.html.exporter import join, say
from onek_sync.exporters.pictures import STYLE
from onek_sync.exporters.words.plain import one_line
from onek_sync.model.athlete import Athlete, Heart, RunnerLevel
from onek_sync.model.exchange import Options
from onek_sync.model.plan import Notes, Race
from onek_sync.model.session import ResolvedPlan, ResolvedSession
from onek_sync.model.units import Units
from onek_sync.planning.resolve import resolve
from tests.conftest import Golden
from tests.exporters.building import CASES, PLAN
from tests.exporters.page_reading import all_of, fetched, read, read_fragment, words
from tests.exporters.sayings import SAYINGS, plan_of
from tests.planning.building_plans import RUNNER, built

EVERYTHING = {**CASES, **SAYINGS}
MOST = 150_000


def said(one: ResolvedSession) -> bytes:
    return say(one, PLAN if one.key in CASES else plan_of(one), Options()).body


def page(plan: ResolvedPlan, week: int | None = None) -> bytes:
    shown = [one for one in plan.sessions if week in {None, one.session.week}]
    return join([say(one, plan, Options()) for one in shown], plan, Options())


@cache
def sixteen_weeks() -> ResolvedPlan:
    return resolve(built(weeks=16).plan)


@cache
def sixteen_pages() -> Element:
    return read(page(sixteen_weeks()))


@pytest.mark.parametrize("key", EVERYTHING)
def test_a_session_is_said_as_its_golden_file(key: str, golden: Golden) -> None:
    golden(f"html/{key}.html", said(EVERYTHING[key]))


def test_a_plan_is_said_as_its_golden_file(golden: Golden) -> None:
    golden("html/plan.html", page(PLAN))


def test_one_week_of_a_plan_is_said_as_its_golden_file(golden: Golden) -> None:
    golden("html/one-week.html", page(sixteen_weeks(), week=9))


def test_the_format_is_found_by_its_name() -> None:
    assert EXPORTERS["html"].say is say


@pytest.mark.parametrize("key", EVERYTHING)
def test_a_fragment_is_html_by_the_letter(key: str) -> None:
    (article,) = all_of(read_fragment(said(EVERYTHING[key])), "article")
    assert words(all_of(article, "h4")[0])


def test_sixteen_weeks_are_html_by_the_letter_and_small() -> None:
    assert len(all_of(sixteen_pages(), "article")) == len(sixteen_weeks().sessions)
    assert len(page(sixteen_weeks())) < MOST


def test_the_longest_sheets_are_small_too() -> None:
    runner = replace(RUNNER, level=RunnerLevel.ADVANCED, heart=Heart(max=190, rest=48, threshold=172))
    everyday = built(weeks=16, athlete=runner, days=frozenset(range(7)))
    assert len(page(resolve(everyday.plan))) < MOST


def test_the_page_asks_nothing_of_anybody() -> None:
    assert fetched(sixteen_pages()) == []
    (policy,) = (meta for meta in all_of(sixteen_pages(), "meta") if meta.get("http-equiv"))
    assert policy.get("content") == "default-src 'none'; style-src 'unsafe-inline'"


def test_a_reader_who_does_not_see_finds_the_way() -> None:
    tree = sixteen_pages()
    assert tree.get("lang") == "en"
    assert [len(all_of(tree, mark)) for mark in ("h1", "main", "nav")] == [1, 1, 1]
    levels = [int(heading.tag[1]) for heading in all_of(tree, "h1", "h2", "h3", "h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(svg.get("aria-label") or svg.get("aria-hidden") for svg in all_of(tree, "svg"))


def test_every_week_can_be_jumped_to() -> None:
    tree = sixteen_pages()
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    links = [link.get("href", "").removeprefix("#") for link in all_of(tree, "a")]
    assert links == [f"week-{number}" for number in range(1, 17)]
    assert set(links) <= set(ids)


def test_every_row_of_a_table_is_as_long_as_its_head() -> None:
    for table in all_of(sixteen_pages(), "table"):
        assert len({len(row) for row in all_of(table, "tr")}) == 1


def test_the_cover_tells_the_race_its_legs_and_the_paces() -> None:
    (cover,) = (one for one in all_of(sixteen_pages(), "header") if one.get("class") == "cover")
    told = words(cover)
    assert "City Mile Meet: 1000 m, goal 3:25, Sat 8 May 2027, 15:30" in told
    assert "200-800 m 2:05 41.5 2:45" in told
    assert "mean 20.5 41.0 1:22.0 3:25" in told
    assert "Tempo 53.2-55.3 1:46-1:51 4:26-4:36" in told


def test_a_session_tells_its_targets_per_lap_and_per_kilometre() -> None:
    (table,) = all_of(read_fragment(said(CASES["intervals"])), "table")
    assert [words(row) for row in all_of(table, "tr")] == [
        "Target 200 m 400 m per km",
        "Goal 1K 42.1 1:24.2 3:30",
        "between 41.6-42.6 1:23-1:25 3:28-3:33",
    ]


def test_who_thinks_in_miles_reads_miles() -> None:
    miles = replace(PLAN, plan=replace(PLAN.plan, athlete=Athlete(units=Units.MI)))
    (table,) = all_of(read_fragment(say(CASES["intervals"], miles, Options()).body), "table")
    assert words(all_of(table, "tr")[0]) == "Target 200 m 400 m per mi"
    assert "mi on foot" in words(read(page(miles)))


def test_one_week_stands_alone_and_knows_its_place() -> None:
    tree = read(page(sixteen_weeks(), week=9))
    assert [words(week) for week in all_of(tree, "h2")] == ["Week 9 of 16 · specific"]
    assert all_of(tree, "nav") == []
    assert words(all_of(tree, "title")[0]) == "1K in 3:25: week 9 of 16"
    assert [text.text for text in all_of(tree, "text") if "here" in text.get("class", "")] == ["9"]


def test_two_sessions_of_a_day_stand_under_one_date() -> None:
    plan = sixteen_weeks()
    tree = read(page(plan, week=16))
    assert [words(day) for day in all_of(tree, "h3")][5:] == ["Sat 8 May", "Sun 9 May"]
    assert len(all_of(tree, "article")) == 8


def test_a_plan_without_a_race_has_a_page() -> None:
    plan = replace(PLAN, plan=replace(PLAN.plan, race=None))
    assert "goal" not in words(all_of(read(page(plan)), "header")[0])


def test_nothing_is_shown_where_nothing_was_picked() -> None:
    assert all_of(read(join([], PLAN, Options())), "article") == []


HOSTILE = (
    "</style></title><script>alert(1)</script><img src=x onerror=alert(1)>\" ' & {{ 7*7 }} {% x %} <!-- ]]>"
)


def hostile(text: str) -> ResolvedPlan:
    """A plan in which everything that a person writes is that text."""
    case = CASES["intervals"]
    notes = Notes(text=text, food=text, drink=text, sleep=text, mobility=text)
    session = replace(case.session, title=text, purpose=text, cues=(text,), notes=notes, phase=text)
    option = replace(case.main, label=text, note=text, sport=text)
    week = replace(PLAN.plan.weeks[0], phase=text, note=text, sessions=(session,))
    race = Race(name=text, day=PLAN.plan.start, goal=205)
    plan = replace(PLAN.plan, title=text, weeks=(week,), race=race)
    return ResolvedPlan(plan=plan, sessions=(replace(case, session=session, options=(option,)),))


def shape_of(tree: Element) -> list[str]:
    return [str(element.tag) for element in tree.iter()]


def test_foreign_words_are_words() -> None:
    tree = read(page(hostile(HOSTILE)))
    assert fetched(tree) == []
    assert words(all_of(tree, "h1")[0]) == HOSTILE
    assert words(all_of(tree, "h4")[0]) == HOSTILE
    assert HOSTILE in words(all_of(tree, "title")[0])


WORDS = "Words that are too many for the name of a phase in the arc"
PLAIN = shape_of(read(page(hostile(f"{WORDS}."))))


@given(st.text(min_size=1).map(one_line).filter(lambda text: text.strip(" .:")))
def test_no_text_changes_the_shape_of_the_page(text: str) -> None:
    tree = read(page(hostile(f"{WORDS} {text}.")))
    assert shape_of(tree) == PLAIN
    assert words(all_of(tree, "h1")[0]) == f"{WORDS} {text}."


def colours(css: str) -> list[dict[str, str]]:
    """The names of colours and their values, by day and by night."""
    day, night = css.split("@media screen and (prefers-color-scheme:dark)")[:2]
    return [dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", part)) for part in (day, night)]


def contrast(one: str, other: str) -> float:
    """How well one colour is told from the other, 1 to 21, as WCAG 2 counts."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("night", [0, 1])
def test_words_are_read_by_day_and_by_night(night: int) -> None:
    css = (files("onek_sync.exporters.html") / "article.css").read_text(encoding="utf-8")
    page_colours = colours(css)[night]
    for ink in ("ink", "soft"):
        assert contrast(page_colours[ink], page_colours["paper"]) >= 4.5


def test_on_grey_paper_harder_is_darker() -> None:
    by_day = colours(STYLE)[0]
    for darker in ("easy", "mid", "hard"), ("phase-0", "phase-1", "phase-2", "phase-3"):
        light = [_luminance(by_day[name]) for name in darker]
        assert light == sorted(light, reverse=True)
        assert all(contrast(by_day[a], by_day[b]) > 1.2 for a, b in pairwise(darker))

"""Pictures: widths are times, heights are efforts, shapes tell roles apart; a large workout stays small."""

import re
from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring

import pytest

from onek_sync.exporters.pictures import KEY, STYLE, arc, profile
from onek_sync.model.plan import Kind, Race, Week
from onek_sync.model.session import ResolvedBlock, ResolvedOption, ResolvedPlan
from onek_sync.model.units import Distance, Duration
from onek_sync.model.workout import Mode
from onek_sync.planning.resolve import resolve
from tests.exporters.building import CASES, PLAN, cooldown, recovery, rep, session, times, warmup
from tests.exporters.sayings import SAYINGS
from tests.planning.building_plans import built


def drawn(*blocks: ResolvedBlock, share: float = 1.0) -> Element:
    return fromstring(profile(ResolvedOption(kind=Kind.RUN, blocks=blocks), share))


def looks(svg: Element) -> list[str]:
    return [path.get("class", "") for path in svg.iter("path")]


def titles(svg: Element) -> list[str]:
    return [title.text or "" for title in svg.iter("title")]


def test_every_kind_of_bar_is_one_path_however_often_it_is_run() -> None:
    svg = drawn(warmup(10), times(25, rep(400), between=(recovery(Distance(200)),)), cooldown(10))
    assert looks(svg) == ["lead", "hard", "rest"]
    assert titles(svg) == ["Goal 1K", "Jog"]
    assert [path.get("d", "").count("V-") for path in svg.iter("path")][1:] == [25, 24]


def test_twenty_five_reps_stay_small_and_a_million_too() -> None:
    option = ResolvedOption(kind=Kind.RUN, blocks=(times(25, rep(400), between=(recovery(Distance(200)),)),))
    assert len(profile(option)) < 1000
    many = ResolvedOption(kind=Kind.RUN, blocks=(times(1_000_000, rep(100), recovery(Duration(10))),))
    assert len(profile(many)) < 5000


def test_the_picture_is_as_wide_as_its_units_to_the_last_bar() -> None:
    for case in (*CASES.values(), *SAYINGS.values()):
        for path in re.findall(r' d="([^"]+)"', profile(case.main)):
            assert _right_end(path) <= 600
        if case.main.seconds:
            assert max(map(_right_end, re.findall(r' d="([^"]+)"', profile(case.main)))) == 600


def _right_end(path: str) -> int:
    """Where the pen stands at last."""
    x = 0
    for move, numbers in re.findall(r"([MmhlvVH])([-\d ]*)", path):
        first = int(re.findall(r"-?\d+", numbers)[0])
        x = first if move == "M" else x + first if move in "mhl" else x
    return x


def test_a_short_rep_in_a_long_run_is_still_seen() -> None:
    svg = drawn(replace(rep(400), seconds=7200.0), recovery(Duration(1)), replace(rep(20), aim="sprint"))
    assert [path.get("d") for path in svg.iter("path")][1:] == ["M596 0V-9h2V0", "M598 0V-36h2V0"]


def test_faster_is_higher_and_an_easy_run_is_a_low_picture() -> None:
    easy, hard = drawn(warmup(20)), drawn(warmup(20), rep(400))
    heights = [float(svg.get("height", "").removesuffix("em")) for svg in (easy, hard)]
    assert heights[0] < heights[1] / 2


def test_a_warm_up_rises_and_a_cool_down_falls() -> None:
    rising, falling = (
        next(iter(drawn(block).iter("path"))).get("d", "") for block in (warmup(9), cooldown(9))
    )
    assert re.search(r"v-(\d+)l600-\d+V0", rising)
    assert re.search(r"v-(\d+)l600 \d+V0", falling)


def test_equal_neighbours_are_one_bar() -> None:
    twice, once = drawn(rep(400), rep(400)), drawn(rep(800))
    assert [path.get("d") for path in twice.iter("path")] == [path.get("d") for path in once.iter("path")]


def test_a_share_is_a_part_of_the_width() -> None:
    assert drawn(rep(400), share=0.5).get("width") == "50%"
    assert drawn(rep(400)).get("width") == "100%"


def test_there_is_no_picture_of_nothing() -> None:
    assert profile(CASES["rest"].main) == ""
    assert profile(SAYINGS["empty"].main) == ""


def test_foreign_words_are_escaped() -> None:
    foreign = replace(rep(400), aim='<b> & "x"')
    assert titles(drawn(foreign, recovery(Duration(60), Mode.WALK)))[0] == '<b> & "x" pace'.removesuffix(
        " pace"
    )
    plan = in_phases(('<i> & "', 10_000))
    named = replace(plan, plan=replace(plan.plan, race=Race(name="</svg>", day=plan.plan.start)))
    assert "</svg>" in titles(fromstring(arc(named)))


def test_every_look_has_a_colour_and_a_place_in_the_key() -> None:
    used = {
        look
        for case in CASES.values()
        if profile(case.main)
        for look in looks(fromstring(profile(case.main)))
    }
    assert used == {look for look, _, _ in KEY}
    assert all(f".profile .{look}{{" in STYLE for look in used)


def in_phases(*weeks: tuple[str, float]) -> ResolvedPlan:
    """A plan with an easy run of so many metres a week."""
    runs = [
        replace(one, session=replace(one.session, week=number))
        for number, (_, metres) in enumerate(weeks, start=1)
        for one in [session(f"w{number}", rep(metres))]
    ]
    made = tuple(
        Week(number=number, start=PLAN.plan.start, phase=phase)
        for number, (phase, _) in enumerate(weeks, start=1)
    )
    return ResolvedPlan(plan=replace(PLAN.plan, weeks=made, race=None), sessions=tuple(runs))


def bars(svg: Element) -> list[Element]:
    return [group.find("rect") for group in svg.iter("g")]  # type: ignore[misc]


def test_the_arc_is_as_high_as_the_weeks_are_long() -> None:
    svg = fromstring(arc(in_phases(("base", 20_000), ("base", 40_000), ("peak", 10_000))))
    assert [bar.get("height") for bar in bars(svg)] == ["35", "70", "18"]
    assert titles(svg) == ["Week 1, base: 20.0 km", "Week 2, base: 40.0 km", "Week 3, peak: 10.0 km"]


def test_phases_have_colours_in_their_order_and_names_where_there_is_room() -> None:
    svg = fromstring(
        arc(in_phases(("base", 20_000), ("base", 20_000), ("a long name", 20_000), ("base", 20_000)))
    )
    assert [bar.get("class") for bar in bars(svg)] == ["p0", "p0", "p1", "p0"]
    assert [text.text for text in svg.iter("text") if text.get("class") == "name"] == ["base", "base"]


def test_a_lighter_week_is_pale_but_a_taper_is_none() -> None:
    kilometres = (40, 44, 33, 46, 35, 20)
    svg = fromstring(arc(in_phases(*(("base", far * 1000) for far in kilometres))))
    assert ["lighter" in bar.get("class", "") for bar in bars(svg)] == [
        False,
        False,
        True,
        False,
        False,
        False,
    ]


def test_the_race_has_a_flag_over_its_week_and_the_week_shown_is_marked() -> None:
    svg = fromstring(arc(resolve(built(weeks=16).plan), here=16))
    (flag,) = (path for path in svg.iter("path") if path.get("class") == "flag")
    assert flag.get("d", "").startswith(f"M{15 * 26 + 13} ")
    assert [text.text for text in svg.iter("text") if "here" in text.get("class", "")] == ["16"]


def test_there_is_no_arc_without_running() -> None:
    assert arc(replace(PLAN, sessions=())) == ""


@pytest.mark.parametrize("key", ["intervals", "fartlek", "tempo"])
def test_a_picture_is_well_formed_and_names_itself(key: str) -> None:
    svg = fromstring(profile(CASES[key].main))
    assert (svg.tag, svg.get("role"), svg.get("aria-label")) == ("svg", "img", "Effort over time")

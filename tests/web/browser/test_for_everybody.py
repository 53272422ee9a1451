"""Whoever looks, however they look: by day and by night, on a phone, with a reader, with keys alone."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.conftest import Open
from tests.web.browser.sites import PUBLIC, Site, site
from tests.web.browser.windows import faults
from tests.web.paging import HEAD, TARGETS, WEEKS

DARK, POCKET = {"color_scheme": "dark"}, {"by": "phone"}
ON_THE_DAY = {
    "race": ("2027-03-20T06:00", ""),
    "rest": ("2027-03-04T06:00", ""),
    "sunday": ("2027-03-07T17:00", ""),
    "before": ("2027-02-20T06:00", ""),
    "after": ("2027-05-20T06:00", ""),
    "subscribe": ("2027-03-03T06:00", "subscribe/"),
    "printed": ("2027-03-03T06:00", "print/2/"),
}
TOUCHED = "a:not(.skip), button, summary, input"


@pytest.mark.parametrize(("look", "options"), [("day", {}), ("night", DARK), ("phone", POCKET)])
def test_axe_finds_nothing_this_week(spring: Site, open_: Open, look: str, options: dict[str, str]) -> None:
    window = open_(spring.at(), **options)
    for summary in window.page.locator("summary").all():
        summary.click()
    window.keep(f"this-week-{look}")
    assert faults(window.page) == []


@pytest.mark.parametrize("day", ON_THE_DAY)
def test_axe_finds_nothing_on_any_day(spring: Site, open_: Open, day: str) -> None:
    when, inside = ON_THE_DAY[day]
    spring.on(when)
    window = open_(spring.at(inside), **(POCKET if day in {"sunday", "subscribe"} else DARK))
    window.keep(day)
    assert faults(window.page) == []


TROUBLED = {
    "broken-plan": (HEAD + WEEKS, PUBLIC),
    "no-plan": (None, PUBLIC),
    "no-target": (HEAD + WEEKS, ""),
    "miles": (HEAD.replace("athlete: {", "athlete: {units: mi, ") + WEEKS, TARGETS),
}


@pytest.mark.parametrize("name", TROUBLED)
def test_axe_finds_nothing_where_something_is_wrong(tmp_path: Path, open_: Open, name: str) -> None:
    plan, settings = TROUBLED[name]
    with site(tmp_path, plan, settings) as made:
        if name == "broken-plan":
            made.reader.edit("wed: 6x400m @ 1K w/ 400m jog", "wed: 6x400m @ nonsense")
            made.set(settings + '[targets.garmin]\nkind = "garmin"\n')
        window = open_(made.at())
        window.keep(name)
        assert faults(window.page) == []
        expect(window.page.locator(".trouble")).to_have_count(int("plan" in name))


def test_axe_would_find_something(spring: Site, open_: Open) -> None:
    page = open_(spring.at()).page
    page.evaluate(
        """() => {
            for (const one of document.querySelectorAll(".skip")) one.textContent = "";
            for (const one of document.querySelectorAll("h3")) one.outerHTML = `<h6>${one.innerHTML}</h6>`;
            for (const one of document.querySelectorAll(".race-day")) one.style.color = "#ccc";
        }"""
    )
    assert {fault.split(":")[0] for fault in faults(page)} == {"color-contrast", "heading-order", "link-name"}


@pytest.mark.parametrize("width", [390, 320])  # 320: also what is left of a desk's window at 400 %
def test_nothing_is_wider_than_a_phone(spring: Site, open_: Open, width: int) -> None:
    window = open_("about:blank")
    window.page.set_viewport_size({"width": width, "height": 844})
    for inside in ("", "week/2/", "week/3/", "subscribe/", "print/2/"):
        window.go(spring.at(inside))
        for summary in window.page.locator("summary").all():
            summary.click()
        assert window.overflow() == 0, inside


def test_a_thumb_hits_what_it_means(spring: Site, open_: Open) -> None:
    window = open_("about:blank", **POCKET)
    for inside in ("", "week/2/", "subscribe/"):
        window.go(spring.at(inside))
        small = [name for name, wide, high in _boxes(window.page) if min(wide, high) < 44]
        assert small == [], inside


def _boxes(page: Page) -> list[tuple[str, float, float]]:
    """Everything that is touched: its words, its width and height in CSS pixels."""
    found: list[tuple[str, float, float]] = page.locator(TOUCHED).evaluate_all(
        """all => all.map(one => [one, one.getBoundingClientRect()])
            .filter(([_, box]) => box.width)
            .map(([one, box]) => [one.textContent.trim() || one.id, box.width, box.height])"""
    )
    assert len(found) > 3
    return found


def test_the_first_key_skips_to_the_week(spring: Site, open_: Open) -> None:
    page = open_(spring.at()).page
    skip = page.get_by_role("link", name="To the week")
    assert (skip.bounding_box() or {"y": 0})["y"] < 0
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("#week")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Week 2").first).to_be_focused()


@pytest.mark.parametrize("inside", ["", "subscribe/"])
def test_each_stop_of_the_tab_key_is_seen(spring: Site, open_: Open, inside: str) -> None:
    page = open_(spring.at(inside)).page
    stops = page.locator("a, button, summary, input")
    for at in range(stops.count()):
        page.keyboard.press("Tab")
        stop = stops.nth(at)
        expect(stop).to_be_focused()
        style, width = stop.evaluate(
            "one => [getComputedStyle(one)].flatMap(at => [at.outlineStyle, parseFloat(at.outlineWidth)])"
        )
        assert style != "none" and width >= 2, stop.inner_text()
        expect(stop).to_be_in_viewport(ratio=0.99)


def test_keys_open_what_is_folded(spring: Site, open_: Open) -> None:
    page = open_(spring.at()).page
    page.locator("summary").last.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("table", name="Goal pace")).to_be_visible()


def test_nothing_moves_for_who_wants_no_motion(spring: Site, open_: Open) -> None:
    behaviour = "getComputedStyle(document.documentElement).scrollBehavior"
    still = open_(spring.at(), reduced_motion="reduce").page
    assert still.evaluate(behaviour) == "auto"
    assert still.evaluate("document.getAnimations().length") == 0
    assert open_(spring.at(), reduced_motion="no-preference").page.evaluate(behaviour) == "smooth"


def test_by_night_the_page_is_dark(spring: Site, open_: Open) -> None:
    for inside in ("", "subscribe/"):
        ground = {}
        for scheme in ("light", "dark"):
            page = open_(spring.at(inside), color_scheme=scheme).page
            said = page.evaluate("getComputedStyle(document.body).backgroundColor")
            ground[scheme] = sum(int(part) for part in said[4:-1].split(","))
        assert ground["dark"] < 3 * 64 < 3 * 192 < ground["light"]


def test_today_stands_out_in_the_few_colours_that_a_reader_chose(spring: Site, open_: Open) -> None:
    page = open_(spring.at(), forced_colors="active").page
    for days, today in ((".card", 0), (".strip a", 2), (".weeks ol a", 0)):
        borders = page.locator(days).evaluate_all(
            "all => all.map(one => getComputedStyle(one).borderTopWidth)"
        )
        assert [border == "3px" for border in borders] == [at == today for at in range(len(borders))], days

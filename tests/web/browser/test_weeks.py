"""The weeks in a browser: today stands out, and links, keys and fingers turn to the others."""

from playwright.sync_api import Page, expect

from tests.web.browser.conftest import Open
from tests.web.browser.sites import Site


def shows(page: Page, week: int) -> None:
    """The page of that week is there."""
    expect(page.locator("#h-week")).to_contain_text(f"Week {week} of 3")


def test_this_week_shows_and_today_stands_out(spring: Site, open_: Open) -> None:
    page = open_(spring.at()).page
    expect(page).to_have_title("This week · Spring")
    shows(page, 1)
    expect(page.locator(".day.today h3")).to_have_text("Wed 3 Mar Today")
    expect(page.locator("[aria-current=date]")).to_have_count(1)
    for days in (".day", ".strip a"):
        looks = page.locator(days).evaluate_all(
            "all => all.map(getComputedStyle).map(one => one.backgroundColor + one.boxShadow)"
        )
        assert [look != looks[0] for look in looks] == [at == 2 for at in range(7)]
    expect(page.locator(".left")).to_have_text("17 days to the race")


def test_links_turn_the_weeks(spring: Site, open_: Open) -> None:
    page = open_(spring.at()).page
    turn = page.get_by_role("navigation", name="Weeks before and after")
    turn.get_by_role("link", name="Week 2").click()
    shows(page, 2)
    assert page.url == spring.at("week/2/")
    turn.get_by_role("link", name="Week 1").click()
    shows(page, 1)
    page.get_by_role("navigation", name="All weeks").get_by_role("link", name="Week 3").click()
    shows(page, 3)
    turn.get_by_role("link", name="This week").click()
    shows(page, 1)
    assert page.url == spring.at()
    page.go_back()
    shows(page, 3)


def test_arrow_keys_turn_the_weeks_and_end_at_the_plans_ends(spring: Site, open_: Open) -> None:
    page = open_(spring.at()).page
    for key, week in (("Left", 1), ("Right", 2), ("Right", 3), ("Right", 3), ("Left", 2)):
        page.keyboard.press(f"Arrow{key}")
        shows(page, week)
    page.keyboard.press("Shift+ArrowLeft")  # marks text
    page.keyboard.press("Control+ArrowLeft")
    page.keyboard.press("ArrowDown")
    shows(page, 2)


def test_a_finger_turns_the_weeks_when_it_goes_far_and_level(spring: Site, open_: Open) -> None:
    page = open_(spring.at(), by="phone").page
    for across, down, week in ((-60, 0, 1), (-200, 120, 1), (-200, 10, 2), (200, -10, 1)):
        _swipe(page, across, down)
        shows(page, week)


def _swipe(page: Page, across: int, down: int) -> None:
    fingers = page.context.new_cdp_session(page)
    for kind, points in (
        ("touchStart", [{"x": 195, "y": 500}]),
        ("touchMove", [{"x": 195 + across, "y": 500 + down}]),
        ("touchEnd", []),
    ):
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    fingers.detach()


def test_the_week_at_a_glance_leads_to_its_days(spring: Site, open_: Open) -> None:
    page = open_(spring.at(), by="phone").page
    saturday = page.locator("#d-2027-03-06")
    expect(saturday).not_to_be_in_viewport()
    page.get_by_role("list", name="The week at a glance").get_by_role("link", name="Sat 6").click()
    expect(saturday).to_be_in_viewport(ratio=1)


def test_what_is_next_leads_to_its_session_also_in_another_week(spring: Site, open_: Open) -> None:
    spring.on("2027-03-07T11:00")
    page = open_(spring.at()).page
    page.get_by_role("link", name="Easy 40 min").first.click()
    shows(page, 2)
    expect(page.locator(".session:target h4")).to_have_text("Easy 40 min")


def test_a_page_left_open_over_night_shows_the_new_day(spring: Site, open_: Open) -> None:
    page = open_(spring.at()).page
    back_in_sight = "document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))"
    spring.on("2027-03-04T06:00")
    page.evaluate(back_in_sight)
    expect(page.locator(".day.today b")).to_have_text("3")  # it is still the day on which it was opened
    page.clock.set_fixed_time(page.evaluate("Date.now()") / 1000 + 24 * 3600)
    page.evaluate(back_in_sight)
    expect(page.locator(".day.today b")).to_have_text("4")


def test_without_its_script_all_of_it_is_there(spring: Site, open_: Open) -> None:
    page = open_(spring.at(), by="no script").page
    page.get_by_text("Paces and race").click()
    expect(page.get_by_role("table", name="Paces in this plan")).to_be_visible()
    page.locator("a[rel=next]").click()
    shows(page, 2)
    page.get_by_role("link", name="Subscribe in a calendar").click()
    expect(page.get_by_label("For any calendar that subscribes to an address:")).to_have_value(
        f"{spring.origin}/f/{spring.reader.phone.token}.ics"
    )
    expect(page.get_by_role("button", name="Copy", include_hidden=True)).to_be_hidden()

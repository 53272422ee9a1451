"""The first look: what is fetched for it and how much, and that a foreign word stays a word."""

from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import expect

from tests.exporters.test_html import HOSTILE
from tests.web.browser.conftest import Open
from tests.web.browser.sites import Site, site
from tests.web.browser.windows import Window
from tests.web.paging import HEAD, WEEKS

LIMIT = 60_000  # bytes over the wire


def test_the_page_its_style_and_its_script_are_all_that_is_fetched(spring: Site, open_: Open) -> None:
    for inside in ("", "week/2/", "subscribe/"):
        window = open_(spring.at(inside))
        window.page.wait_for_load_state("networkidle")
        kinds = Counter(one.resource_type for one in window.asked if not one.url.startswith("data:"))
        assert kinds == {"document": 1, "stylesheet": 1, "script": 1}


def test_words_are_painted_before_the_script_is_there(spring: Site, open_: Open) -> None:
    window = open_("about:blank")
    window.page.route("**/*.js", lambda route: None)  # it never comes
    window.page.goto(spring.at(), wait_until="commit")
    expect(window.page.locator(".day.today")).to_be_visible()
    painted = "new Promise(on => new PerformanceObserver(on).observe({type: 'paint', buffered: true}))"
    window.page.evaluate(f"{painted}.then(seen => seen.getEntries().length)")
    window.page.unroute_all()


def test_the_fullest_week_of_the_largest_plan_is_light(fullest: str, open_: Open) -> None:
    window = open_("about:blank", by="empty cache")
    fetched = weighed(window)
    window.go(fullest)
    window.keep("fullest-week")
    assert len(fetched) == 3 and all(fetched)
    assert sum(fetched) < LIMIT
    fetched.clear()
    window.go(urljoin(fullest, "../1/"))
    assert sum(size > 0 for size in fetched) == 1, "style and script are kept"


def weighed(window: Window) -> list[float]:
    """The bytes of each answer, heads included, as they come over the wire; 0 for what was kept."""
    fetched: list[float] = []

    def note(event: dict[str, Any]) -> None:
        fetched.append(event["encodedDataLength"])

    wire = window.page.context.new_cdp_session(window.page)
    wire.on("Network.loadingFinished", note)
    wire.send("Network.enable")
    return fetched


def test_foreign_words_do_nothing_and_fit(tmp_path: Path, open_: Open) -> None:
    quoted = "'" + HOSTILE.replace("'", "''") + " " + "Long" * 40 + "'"
    plan = HEAD.replace("title: Spring", f"title: {quoted}").replace("City Mile Meet", quoted)
    weeks = WEEKS.replace("base", quoted).replace("Easy does it.", quoted)
    weeks = weeks.replace("wed: 6x400m", f"wed: {{title: {quoted}, note: {quoted}, run: 6x400m")
    weeks = weeks.replace("w/ 400m jog\n", "w/ 400m jog}\n", 1)
    with site(tmp_path, plan + weeks) as hostile:
        assert hostile.reader.served.trouble == ""
        for inside in ("", "week/1/", "subscribe/"):
            window = open_(hostile.at(inside), by="phone")
            window.keep(f"foreign-words-{inside.strip('/').replace('/', '-')}")
            assert window.page.locator("script").count() == 1
            assert window.page.locator("img").count() == 0
            expect(window.page.get_by_text("<script>alert(1)</script>").first).to_be_visible()
            assert window.overflow() == 0


def test_what_the_policy_forbids_is_not_run_and_is_heard(spring: Site, open_: Open) -> None:
    window = open_(spring.at())
    window.page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            document.body.setAttribute("style", "display: none");
        }"""
    )
    assert window.page.evaluate("window.ran") is None
    expect(window.page.locator("h1")).to_be_visible()
    assert ["inline script" in said or "inline style" in said for said in window.complaints] == [True, True]
    window.complaints.clear()

"""What is taken along from the page: the subscription, its address and code, files, paper."""

import io
import re
from pathlib import Path
from zipfile import ZipFile

import segno
from playwright.sync_api import Locator, Page, expect

from onek_sync.app.project import Ready
from onek_sync.exporters import EXPORTERS
from onek_sync.model.exchange import Options, View
from tests.web.browser.conftest import Open
from tests.web.browser.sites import Site

_LUMINANCE = """async png => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(png), one => one.charCodeAt())]));
    const at = new OffscreenCanvas(image.width, image.height).getContext("2d");
    at.drawImage(image, 0, 0);
    const {data, width} = at.getImageData(0, 0, image.width, image.height);
    return [width, Array.from({length: data.length / 4}, (_, dot) => data[4 * dot + 1])];
}"""


def feed(site: Site) -> bytes:
    return site.reader.served.feeds[View.FULL].body


def fit_of(plan: Ready) -> bytes:
    """The watch's file of Wednesday's session."""
    [session] = [one for one in plan.resolved.sessions if one.key == "w01-wed-1"]
    artifact = EXPORTERS["fit"].say(session, plan.resolved, Options())
    assert artifact
    return artifact.body


def saved(page: Page, link: str) -> tuple[str, bytes]:
    """What a link gives to keep: its name and its bytes."""
    with page.expect_download() as given:
        page.get_by_role("link", name=link).click()
    return given.value.suggested_filename, Path(given.value.path()).read_bytes()


def test_the_subscription_gives_the_calendar(spring: Site, open_: Open) -> None:
    page = open_(spring.at()).page
    page.get_by_role("link", name="Subscribe in a calendar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Have it in your calendar")
    address = page.locator("#address").input_value()
    webcal = page.get_by_role("link", name="Apple, and most calendar apps").get_attribute("href")
    assert webcal == address.replace("http", "webcal")
    got = page.request.get(address)
    assert (got.status, got.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert got.body() == feed(spring)


def test_a_click_copies_the_address(spring: Site, open_: Open) -> None:
    page = open_(spring.at("subscribe/")).page
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#address").input_value()


def test_over_plain_http_a_click_copies_too(spring: Site, open_: Open) -> None:
    elsewhere = spring.at("subscribe/").replace("127.0.0.1", "runner.example")
    page = open_(elsewhere).page
    assert page.evaluate("[isSecureContext, typeof navigator.clipboard]") == [False, "undefined"]
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status")).to_have_text("Copied.")
    other = page.context.new_page()
    other.goto(spring.at("subscribe/"))
    assert other.evaluate("navigator.clipboard.readText()") == page.locator("#address").input_value()


def test_the_code_can_be_read_by_day_and_by_night(spring: Site, open_: Open) -> None:
    for scheme in ("light", "dark"):
        page = open_(spring.at("subscribe/"), color_scheme=scheme).page
        webcal = page.get_by_role("link", name="Apple").get_attribute("href") or ""
        code = [[bool(dot) for dot in row] for row in segno.make(webcal, error="m").matrix]
        shown = page.get_by_role("img", name="QR code of the calendar's address")
        assert _dots(shown, len(code)) == code, scheme


def _dots(shown: Locator, size: int) -> list[list[bool]]:
    """The dots of a code as a camera sees them, within its border of three."""
    from base64 import b64encode

    box = shown.bounding_box()
    assert box and box["width"] == box["height"] >= 150
    width, dots = shown.page.evaluate(_LUMINANCE, b64encode(shown.screenshot()).decode())
    step = width / (size + 6)
    places = [int((3.5 + one) * step) for one in range(size)]
    return [[dots[row * width + column] < 128 for column in places] for row in places]


def test_files_are_kept_under_their_names(spring: Site, open_: Open) -> None:
    page = open_(spring.at()).page
    assert saved(page, "Calendar file") == ("plan.ics", feed(spring))
    name, body = saved(page, "FIT file of 1K pace")
    assert name == "2027-03-03-w01-wed-1.fit"
    said = spring.reader.served.plan
    assert said and body == fit_of(said)
    name, packed = saved(page, "FIT files of week 1")
    assert name == "week-1.zip"
    with ZipFile(io.BytesIO(packed)) as zipped:
        assert zipped.read("2027-03-03-w01-wed-1.fit") == body


def test_a_week_is_a_sheet_of_paper(spring: Site, open_: Open) -> None:
    page = open_(spring.at("week/2/"), color_scheme="dark").page
    assert sheets(page) == 1
    page.emulate_media(media="print")
    for shown in (".week .day >> nth=3", "#h-week", "h1"):
        expect(page.locator(shown)).to_be_visible()
    for left_out in (".turn", ".strip", "body > aside", ".more >> nth=0", ".skip"):
        expect(page.locator(left_out)).to_be_hidden()
    ink, ground = page.locator(".session h4").first.evaluate(
        "one => [one, document.body].map((of, at) => getComputedStyle(of)[at ? 'backgroundColor' : 'color'])"
    )
    assert max(map(int, re.findall(r"\d+", ink))) < 64, "ink that is pale on paper"
    assert ground == "rgba(0, 0, 0, 0)"


def test_the_printed_plan_has_its_weeks_whole(spring: Site, open_: Open) -> None:
    page = open_(spring.at()).page
    page.get_by_role("link", name="Week 1 on paper").click()
    expect(page.get_by_role("heading", name="Week 1")).to_be_visible()
    assert sheets(page) == 1
    page.go_back()
    page.get_by_role("link", name="The plan on paper").click()
    expect(page.get_by_role("heading", name="Week 3")).to_be_visible()
    assert 1 < sheets(page) <= 4


def test_the_fullest_week_is_a_sheet_of_paper_too(fullest: str, open_: Open) -> None:
    page = open_(fullest).page
    assert sheets(page) == 1
    page.get_by_role("link", name=re.compile(r"Week \d+ on paper")).click()
    expect(page.get_by_role("navigation")).to_have_count(0)
    assert sheets(page) == 1


def sheets(page: Page) -> int:
    """On how many sheets of A4 it is printed; nothing may be wider than one."""
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    page.set_viewport_size({"width": 703, "height": 1000})  # 210 mm without the borders of 12 mm
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 703
    page.emulate_media(media="null")
    return len(re.findall(rb"/Type\s*/Page\b", pdf))

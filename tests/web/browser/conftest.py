"""One Chromium for all that is looked at here, and plans that are served to it."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from onek_sync.exporters.sheet import plan_sheet
from tests.web.browser.sites import WEDNESDAY, Site, site
from tests.web.browser.windows import Window
from tests.web.heavy import heaviest

PATIENCE = 30_000  # milliseconds, for a machine that does other things, too
expect.set_options(timeout=PATIENCE)
Open = Callable[..., Window]
LOOKED_WITH: dict[str, dict[str, Any]] = {
    "desk": {"permissions": ["clipboard-read", "clipboard-write"]},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "no script": {"java_script_enabled": False},
    "empty cache": {},
}


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The browser of this system. Its loop occupies the thread, so it ends with this package."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip("needs chromium: apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found,
            args=[
                "--no-sandbox",  # which root, as in a container, cannot have
                "--disable-quic",
                "--renderer-process-limit=1",  # to start one costs more than all that a test does in it
                "--host-resolver-rules=MAP runner.example 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def _spring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site(tmp_path_factory.mktemp("spring")) as made:
        yield made


@pytest.fixture
def spring(_spring: Site) -> Site:
    """Three weeks to a race, on the Wednesday of the first; another day may be chosen, nothing else."""
    _spring.on(WEDNESDAY)
    return _spring


@pytest.fixture(scope="package")
def fullest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the fullest week of the longest plan that the builder makes."""
    with site(tmp_path_factory.mktemp("fullest")) as made:
        made.reader.served.plan = plan = heaviest()
        number = max(plan_sheet(plan.resolved).weeks, key=lambda one: one.metres).week.number
        yield made.at(f"week/{number}/")


@pytest.fixture(scope="package")
def contexts(chromium: Browser) -> dict[str, BrowserContext]:
    """By what is looked with; each is made once, since a new one costs more than all that it is used for."""
    return {}


@pytest.fixture
def open_(chromium: Browser, contexts: dict[str, BrowserContext], spring: Site) -> Iterator[Open]:
    """Opens an address in a page of its own; at the end no page may have complained of anything."""
    windows: list[Window] = []

    def look(address: str, by: str = "desk", **media: Any) -> Window:
        if by not in contexts:
            contexts[by] = chromium.new_context(**LOOKED_WITH[by])
            contexts[by].set_default_timeout(PATIENCE)
            contexts[by].new_page().goto(spring.origin + "/healthz")  # while it is open, its process lives
        page = contexts[by].new_page()
        page.emulate_media(**media)
        windows.append(Window(page))
        windows[-1].go(address)
        return windows[-1]

    yield look
    for window in windows:
        window.page.close()
    for window in windows:
        window.is_content()

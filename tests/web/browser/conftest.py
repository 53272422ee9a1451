"""One Chromium for all that is looked at here, and plans that are served to it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.web.browser.sites import WEDNESDAY, Site, site
from tests.web.browser.windows import Window

PATIENCE = 30_000  # milliseconds, for a machine that does other things, too
expect.set_options(timeout=PATIENCE)
Open = Callable[..., Window]


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


@pytest.fixture
def open_(chromium: Browser) -> Iterator[Open]:
    """Opens an address in a window of its own; at the end no window may have complained of anything."""
    with ExitStack() as opened:
        windows: list[Window] = []

        def look(address: str, **options: object) -> Window:
            context = chromium.new_context(**options)  # type: ignore[arg-type]
            context.set_default_timeout(PATIENCE)
            opened.callback(context.close)
            windows.append(Window(context.new_page()))
            windows[-1].go(address)
            return windows[-1]

        yield look
        for window in windows:
            window.is_content()

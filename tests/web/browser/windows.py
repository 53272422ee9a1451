"""A page in a browser's window: what it asked for and from where, what it complained of, what axe finds."""

import os
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request

AXE = Path(__file__).parents[2] / "readers" / "node_modules" / "axe-core" / "axe.min.js"
KEPT = os.environ.get("ONEK_SCREENSHOTS", "")


class Window:
    """A page, and what it did since it was opened."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[Request] = []
        self.complaints: list[str] = []
        page.on("request", lambda asked: self.asked.append(asked))
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("requestfailed", self._failed)

    def go(self, address: str) -> None:
        """Open it, and wait until all is there."""
        self.page.goto(address)

    def _console(self, said: ConsoleMessage) -> None:
        if said.type in {"error", "warning", "assert"}:
            self.complaints.append(said.text)

    def _failed(self, asked: Request) -> None:
        if asked.failure != "net::ERR_ABORTED":  # the page was left before it came
            self.complaints.append(f"{asked.url}: {asked.failure}")

    def is_content(self) -> None:
        """Nothing went wrong, and nothing was asked of anybody else."""
        assert self.complaints == []
        hosts = {urlsplit(one.url).netloc for one in self.asked if not one.url.startswith("data:")}
        assert len(hosts) <= 1, hosts

    def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        wide: int = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return max(wide, 0)

    def keep(self, name: str) -> None:
        """A picture of the whole page, in the folder that `ONEK_SCREENSHOTS` names."""
        if KEPT:
            Path(KEPT).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(KEPT) / f"{name}.png", full_page=True)


@cache
def axe() -> str:
    """The source of axe-core; skips the test where it is not installed."""
    if not AXE.exists():
        pytest.skip("needs axe-core: npm ci --prefix tests/readers")
    return AXE.read_text(encoding="utf-8")


def faults(page: Page) -> list[str]:
    """What axe finds with all its rules: each fault with the places where it is."""
    page.evaluate(axe())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {rule['help']}: {node['target']} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]

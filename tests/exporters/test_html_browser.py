"""The printable page in a real browser: nothing to complain of, no sideways scrolling, a week a sheet."""

import json
import re
import shutil
import subprocess
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from onek_sync.exporters.html.exporter import join, say
from onek_sync.model.exchange import Options
from onek_sync.planning.resolve import resolve
from tests.planning.building_plans import built

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-dev-shm-usage", "--enable-logging=stderr",
)  # fmt: skip
# Puts the page into frames of these widths, light and narrow first, and tells how wide each would scroll.
WIDTHS = (320, 390, 768, 1280)
RULER = """<body><pre id="told"></pre><script>
const told = {};
for (const width of WIDTHS) {
  const frame = document.createElement("iframe");
  frame.style.cssText = `width:${width}px;height:800px;border:0`;
  frame.onload = () => {
    told[width] = frame.contentDocument.documentElement.scrollWidth;
    document.getElementById("told").textContent = JSON.stringify(told);
  };
  frame.srcdoc = PAGE;
  document.body.append(frame);
}
</script>"""


@cache
def page() -> str:
    plan = resolve(built(weeks=16).plan)
    return join([say(one, plan, Options()) for one in plan.sessions], plan, Options()).decode()


def browse(folder: Path, text: str, *flags: str) -> tuple[str, list[str]]:
    """What the browser prints, and what it complains of."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("needs Chromium: apt install chromium, or any Chrome on the PATH")
    (folder / "page.html").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [program, *QUIET, f"--user-data-dir={folder}/profile", *flags, f"file://{folder}/page.html"],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout, [line for line in done.stderr.splitlines() if "CONSOLE" in line]


def test_a_browser_has_nothing_to_complain_of_and_shows_it(tmp_path: Path) -> None:
    shot = tmp_path / "page.png"
    _, complaints = browse(tmp_path, page(), f"--screenshot={shot}", "--window-size=1000,1400")
    assert complaints == []
    assert shot.read_bytes().startswith(b"\x89PNG") and shot.stat().st_size > 50_000


def test_what_a_page_would_fetch_is_refused_and_complained_of(tmp_path: Path) -> None:
    _, complaints = browse(tmp_path, page().replace("</main>", '<img src="x.png"></main>'), "--dump-dom")
    assert any("Content Security Policy" in line for line in complaints)


def test_nothing_scrolls_sideways_on_any_screen(tmp_path: Path) -> None:
    text = json.dumps(page()).replace("</", "<\\/")
    ruler = RULER.replace("PAGE", text).replace("WIDTHS", json.dumps(WIDTHS))
    printed, _ = browse(tmp_path, ruler, "--dump-dom", "--virtual-time-budget=5000")
    found = re.search(r'<pre id="told">(.*?)</pre>', printed)
    assert found
    assert json.loads(unescape(found[1])) == {str(width): width for width in WIDTHS}


def test_most_weeks_fit_one_side_of_paper(tmp_path: Path) -> None:
    paper = tmp_path / "page.pdf"
    browse(tmp_path, page().replace("@page{", "@page{size:A4;"), f"--print-to-pdf={paper}")
    sides = len(re.findall(rb"/Type\s*/Page\b", paper.read_bytes()))
    assert 17 <= sides <= 20

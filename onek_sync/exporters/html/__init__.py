"""HTML: the plan, or a week of it, as one page for screen and paper; see docs/decisions/printable-page.md.

A page of another kind puts the same articles into itself: it brings `STYLE` along, and a session's `picture`.
"""

from importlib.resources import files

from onek_sync.exporters.html.exporter import EXPORTER, picture
from onek_sync.exporters.pictures import STYLE as _PICTURES

__all__ = ["EXPORTER", "STYLE", "picture"]

STYLE = _PICTURES + (files(__name__) / "article.css").read_text(encoding="utf-8")
"""The CSS of articles and pictures, by day, by night and on paper."""

"""HTML: the plan, or a week of it, as one page for screen and paper; see docs/decisions/printable-page.md."""

from onek_sync.exporters.html.exporter import EXPORTER

__all__ = ["EXPORTER"]

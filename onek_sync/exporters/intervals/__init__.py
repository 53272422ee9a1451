"""A session as workout text of intervals.icu."""

from onek_sync.exporters.intervals.exporter import EXPORTER, sections

__all__ = ["EXPORTER", "sections"]

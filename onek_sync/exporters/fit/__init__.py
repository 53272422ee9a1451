"""A session as a FIT file for the watch, and the watch's own calendar."""

from onek_sync.exporters.fit.exporter import EXPORTER

__all__ = ["EXPORTER"]

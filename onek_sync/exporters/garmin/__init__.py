"""A session as a workout of Garmin Connect."""

from onek_sync.exporters.garmin.exporter import EXPORTER

__all__ = ["EXPORTER"]

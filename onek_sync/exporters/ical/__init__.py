"""A plan as a calendar, for whoever subscribes to it or imports it."""

from onek_sync.exporters.ical.exporter import EXPORTER

__all__ = ["EXPORTER"]

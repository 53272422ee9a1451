"""Workouts as coaches write them: read, written back in standard form, and said as plain data."""

from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.dialects import Dialect
from onek_sync.planning.shorthand.meanings import meaning
from onek_sync.planning.shorthand.reader import parse_workout
from onek_sync.planning.shorthand.reading import Reading
from onek_sync.planning.shorthand.writer import write_workout

__all__ = ["Code", "Dialect", "Reading", "meaning", "parse_workout", "write_workout"]

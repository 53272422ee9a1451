"""The words people read, in one place to import them from: titles, names for watches, descriptions."""

from onek_sync.exporters.words.blocks_in_words import block_text, exercise, step_note
from onek_sync.exporters.words.descriptions import description, lines
from onek_sync.exporters.words.line import Line, Part
from onek_sync.exporters.words.titles import title, watch_name
from onek_sync.exporters.words.voice import Audience, Voice

__all__ = [
    "Audience", "Line", "Part", "Voice", "block_text", "description", "exercise", "lines", "step_note",
    "title", "watch_name",
]  # fmt: skip

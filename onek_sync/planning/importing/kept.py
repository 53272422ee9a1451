"""What happens to a workout that a plan file cannot say: its words are kept."""

from dataclasses import replace

from onek_sync.planning.importing.found import Found
from onek_sync.planning.importing.limits import unread
from onek_sync.planning.importing.said_back import is_said_back


def kept(found: Found, words: str) -> Found:
    """The same, or, where its workout is too long or too odd for a plan file, with its words as the note."""
    if found.option is None or is_said_back(found.option):
        return found
    what = "this workout does not fit into a line of a plan file"
    doubt = unread("I15", what, "kept as a note; make it shorter: fewer steps, smaller numbers", found.place)
    note = f"{words}\n{found.note}" if found.note else words
    return replace(found, option=None, note=note, findings=(*found.findings, doubt))

"""Other people's notations, read into sessions of ours.

`NOTATIONS` lists them; a new one is a module with `read` and one entry here. A module is imported when its
notation is met.
"""

from onek_sync.planning.importing.assembling import Assembled, Frame, assemble, id_from
from onek_sync.planning.importing.door import decoded
from onek_sync.planning.importing.found import Found
from onek_sync.planning.importing.in_words import line_of
from onek_sync.planning.importing.laying import is_dated
from onek_sync.planning.importing.limits import MAX_BYTES
from onek_sync.planning.importing.notations import NOTATIONS, notation_of, read_foreign

__all__ = [
    "MAX_BYTES",
    "NOTATIONS",
    "Assembled",
    "Found",
    "Frame",
    "assemble",
    "decoded",
    "id_from",
    "is_dated",
    "line_of",
    "notation_of",
    "read_foreign",
]

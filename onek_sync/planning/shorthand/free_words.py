"""Words in brackets that mean nothing of their own."""

from onek_sync.planning.shorthand.cursor import OPEN, Cursor
from onek_sync.planning.shorthand.tokens import Sort
from onek_sync.planning.shorthand.words import SPOKEN_FOR

_MOST_WORDS = 12


def read_free_words(cursor: Cursor) -> str | None:
    """A few words up to a comma or the closing bracket: they stay as a cue. None with nothing taken."""
    start = cursor.at
    while cursor.is_sort(Sort.WORD) or cursor.sees("-", "/", "&", "'"):
        if cursor.token.key in SPOKEN_FOR or cursor.at - start >= _MOST_WORDS:
            break
        cursor.next()
    if cursor.at > start and cursor.sees(*OPEN.values(), ",", ";"):
        return cursor.words(start)
    cursor.at = start
    return None

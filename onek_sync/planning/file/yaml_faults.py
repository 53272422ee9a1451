"""What the YAML reader complains of, said so that a runner can mend it."""

import re
from typing import NamedTuple

from onek_sync.model.errors import Finding, Place

_QUOTES = "put the whole text in quotes"


class _Meaning(NamedTuple):
    """What the library says; what it means here; what to write; whether it is where the thing began."""

    words: str
    what: str
    now: str
    at_begin: bool = False


# The first that fits.
_MEANINGS = (
    _Meaning("mapping values", 'a ": " stands inside a text', f'{_QUOTES}: mon: "fartlek: 8x1min hard"'),
    _Meaning("expected ':'", "this line has no key with a colon", "write it like mon: 40min easy", True),
    _Meaning(
        "unexpected end of stream", "a quote is opened and not closed", "close it, or take it out", True
    ),
    _Meaning("document separator", "a quote is opened and not closed", "close it, or take it out", True),
    _Meaning("but found '<scalar>'", "a text goes on behind its closing quote or bracket", _QUOTES),
    _Meaning("expected <block end>", "this does not fit what stands above", "indent it like its neighbours"),
    _Meaning(
        "expected ',' or", "a bracket is not closed, or a comma is missing", f"close it, or {_QUOTES}", True
    ),
    _Meaning("expected the node content", "a value is missing here", f"write one, or {_QUOTES}"),
    _Meaning("sequence entries", 'a list ("- ") cannot begin here', "begin it on a line of its own"),
    _Meaning("unknown escape", "a backslash in double quotes has a meaning of its own", "use single quotes"),
    _Meaning(
        "escape sequence of", "a backslash in double quotes has a meaning of its own", "use single quotes"
    ),
    _Meaning("expected alphabetic or numeric", "a text cannot begin with & or *", _QUOTES),
    _Meaning("chomping or indentation", "only comments may stand behind | or >", _QUOTES),
    _Meaning(
        "", "this is not readable as YAML", "look at the indentation, the quotes and the backslashes here"
    ),
)
_KEY_ALONE = re.compile(r"\s*[\w-]+\Z")


def explained(problem: str, text: str, begin: Place, place: Place) -> Finding:
    """The fault that the library calls `problem`, found at `place` in something that began at `begin`."""
    before, sign = _around(text, place)
    if sign == "\t":
        return Finding("P04", "a tab stands where YAML wants spaces", "use spaces to indent", place)
    if "cannot start any token" in problem and sign:
        return Finding("P04", f'a text cannot begin with "{sign}"', _QUOTES, place)
    if "mapping values" in problem and _KEY_ALONE.match(before):
        what = "this line does not begin where its neighbours do"
        return Finding("P04", what, "indent it like them", place)
    meaning = next(each for each in _MEANINGS if each.words in problem)
    return Finding("P04", meaning.what, meaning.now, begin if meaning.at_begin else place)


def _around(text: str, place: Place) -> tuple[str, str]:
    """The line before the place, and the sign at it."""
    lines = text.splitlines()
    line = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    return line[: place.column - 1], line[place.column - 1 : place.column]

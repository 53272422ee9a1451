"""What the YAML reader complains of, said so that a runner can mend it."""

from onek_sync.model.errors import Finding, Place

# What the library says -> what it means here, and what to write. The first that fits.
_MEANINGS = (
    (
        "mapping values are not allowed",
        'a ": " stands inside a text',
        'put the whole text in quotes: mon: "fartlek: 8x1min hard"',
    ),
    (
        "could not find expected ':'",
        "this line, or the one before, has no key with a colon",
        "write it like mon: 40min easy",
    ),
    (
        "found unexpected end of stream",
        "a quote is opened and not closed",
        "close it, or take it out",
    ),
    (
        "found unexpected document separator",
        "a quote is opened and not closed",
        "close it, or take it out",
    ),
    (
        "expected <block end>",
        "this does not fit what stands above",
        "indent it like its neighbours, and put texts that begin with a quote or a bracket wholly in quotes",
    ),
    (
        "expected ',' or",
        "a bracket is opened and not closed, or a comma is missing",
        "close it, or put the whole text in quotes",
    ),
    ("expected the node content", "a value is missing here", "write one, or put the text in quotes"),
    ("sequence entries are not allowed", 'a list ("- ") cannot begin here', "begin it on a line of its own"),
    ("block sequence entries", 'a list ("- ") cannot begin here', "begin it on a line of its own"),
    (
        "found unknown escape character",
        "a backslash in double quotes means something else",
        "use single quotes",
    ),
    ("found duplicate anchor", "an anchor (&name) is written twice", "give one of them another name"),
    ("did not find expected", "this name of an anchor or alias cannot be read", "use letters and digits"),
    ("expected alphabetic or numeric", "a text cannot begin with & or *", "put the whole text in quotes"),
    ("chomping or indentation", "only comments may stand behind | or >", "put the whole text in quotes"),
)


def explained(problem: str, text: str, place: Place) -> Finding:
    """The fault that the library calls `problem`, found at `place`."""
    sign = _sign_at(text, place)
    if sign == "\t":
        what, now = "a tab stands where YAML wants spaces", "use spaces to indent"
    elif "cannot start any token" in problem and sign:
        what, now = f'a text cannot begin with "{sign}"', "put the whole text in quotes"
    else:
        what, now = _meaning(problem)
    return Finding("P04", what, now, place)


def _meaning(problem: str) -> tuple[str, str]:
    for words, what, now in _MEANINGS:
        if words in problem:
            return what, now
    said = " ".join(problem.split())[:120]
    return f"this is not readable as YAML ({said})", "look at the indentation and the quotes here"


def _sign_at(text: str, place: Place) -> str:
    lines = text.splitlines()
    line = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    return line[place.column - 1 : place.column]

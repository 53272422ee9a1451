"""Free text made harmless: nothing in it can be read as a step, a repeat, a length or a target.

What the service would read is kept readable for people: a raised dot within a number and before its unit, a
true multiplication sign, another word for a keyword.
"""

import re

from onek_sync.exporters.words.plain import one_line, plain

_DASHES = re.compile(r"^[\s\-‐-―−]+")
_LOOK_ALIKE = str.maketrans({"<": "‹", ">": "›", "^": "'"})  # a tag, or a cue with a time
_TIMES = re.compile(r"(?<=\d)(?:[xX]|(\s+)[xX](?![^\W\d_]))")
# Whatever may be a unit there: the service knows more spellings than it documents.
_UNITS = (
    "h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?|km|kms|kilomet(?:er|re)s?|mi|miles?|mtrs?|met(?:er|re)s?"
    "|y|yrds?|yds?|yards?|w|watts?|rpm|spm|bpm|hr|lthr|ftp|mmp|pace"
)
_NUMBER_AND_UNIT = re.compile(rf"(?<=\d)\s*(?=(?:(?:{_UNITS})(?![^\W\d_])|[%'\"′″’”]))", re.IGNORECASE)
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_])")
_WITHIN_A_NUMBER = re.compile(r"(?<=\d)[.:](?=\d)")
_ZONE = re.compile(r"(?<![^\W\d_])c?z(?=\d)", re.IGNORECASE)
# Words that change a step wherever they stand in its line.
_KEYWORDS = {
    re.compile(pattern, re.IGNORECASE): instead
    for pattern, instead in (
        (r"press\s+lap", "lap button"),
        (r"ramp", "build-up"),
        (r"free\s*ride", "by feel"),
        (r"max\s*effort", "all-out effort"),
        (r"hide\s*power", "hidden power"),
    )
}


def prose(text: str) -> str:
    """Lines of text, none of them empty, none of them a step or the header of a repeat."""
    return "\n".join(filter(None, map(_line, plain(text).split("\n"))))


def cue(text: str) -> str:
    """Text in front of a step's length, on one line."""
    text = _line(one_line(text))
    for pattern, instead in _KEYWORDS.items():
        text = pattern.sub(instead, text)
    text = _WITHIN_A_NUMBER.sub("·", text.replace("=", ": "))
    text = _ZONE.sub("zone ", text)
    return one_line(_GLUED.sub(" ", _NUMBER_AND_UNIT.sub("·", text)))


def _line(text: str) -> str:
    """A dash in front would make a step of it."""
    text = _TIMES.sub(lambda found: f"{found[1] or ''}×", text.translate(_LOOK_ALIKE))
    return _DASHES.sub("", text)

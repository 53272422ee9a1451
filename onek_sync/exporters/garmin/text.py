"""Texts within the limits of Garmin Connect, which counts as Java does: in UTF-16 units."""

import unicodedata

_JOINERS = frozenset("\u200d\ufe0e\ufe0f")  # they hold two signs together, or belong to the one before
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_MORE = "…"


def units(text: str) -> int:
    """How long a text is in UTF-16 units: an emoji counts two."""
    return sum(2 if ord(char) > 0xFFFF else 1 for char in text)


def fitted(text: str, most: int) -> str:
    """The text, or as much of it as fits into so many units, ended by an ellipsis.

    No character is torn from its accent, its skin tone or the other half of its emoji.
    """
    if units(text) <= most:
        return text
    room, end = most - units(_MORE), 0
    while room >= units(text[end]):
        room -= units(text[end])
        end += 1
    whole = end
    while whole and _is_torn(text, whole):
        whole -= 1
    return text[: whole or end].rstrip() + _MORE


def _is_torn(text: str, at: int) -> bool:
    """Whether a cut before `text[at]` would go through what a reader sees as one character."""
    after = text[at]
    return (
        text[at - 1] == "\u200d"
        or after in _JOINERS
        or ord(after) in _SKIN_TONES
        or unicodedata.combining(after) > 0
    )

"""Foreign words made fit to be kept: no control characters, no lone surrogates, single spaces."""

import re
from collections.abc import Iterator

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def lines_of(text: str) -> Iterator[str]:
    """The lines of a text, each clean; an empty one for each that holds nothing."""
    for line in _BREAK.split(text):
        yield " ".join("".join(char if _is_kept(char) else " " for char in line).split())


def one_line(text: str) -> str:
    """A text as one clean line."""
    return " ".join(line for line in lines_of(text) if line)


def paragraphs(text: str) -> str:
    """A text as clean lines, without empty ones at its ends."""
    return "\n".join(lines_of(text)).strip("\n")


def _is_kept(char: str) -> bool:
    """What prints, and the joiner that holds an emoji together."""
    return char.isprintable() or char == "\u200d"

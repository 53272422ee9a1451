"""Changing one session's text in a plan file: the text is cut out and put in; nothing else is touched.

Not by dumping the document anew: that keeps comments but not quotes, indents and line breaks.
"""

from onek_sync.planning.file.yaml_nodes import Scalar
from onek_sync.planning.file.yaml_words import double_quoted, plain_is_safe, single_quoted


def spliced(text: str, scalar: Scalar, new: str) -> str:
    """The file's text with `new` in place of the scalar, written the way the scalar was."""
    start, end = scalar.span
    gap = " " if start == end and text[start - 1 : start] in (":", "-") else ""
    return text[:start] + gap + _written(scalar, new) + text[end:]


def _written(scalar: Scalar, new: str) -> str:
    style = "" if scalar.alias else scalar.style
    quoted: str | None = None
    if style == "'":
        quoted = single_quoted(new)
    elif style in ("|", ">"):
        quoted = _block(scalar.source, new)
    elif style == "" and plain_is_safe(new, flow=scalar.flow):
        quoted = new
    return quoted or double_quoted(new)


def _block(source: str, new: str) -> str | None:
    """The block with its header, its indent and the empty lines behind it; None for several lines."""
    if "\n" in new or new != new.strip():
        return None
    header, newline, body = source.partition("\n")
    indent = body[: len(body) - len(body.lstrip())].rpartition("\n")[2]
    behind = source[len(source.rstrip()) :]
    return f"{header}{newline}{indent}{new}{behind}"

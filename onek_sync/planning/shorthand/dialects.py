"""Whose notation a text is in."""

from enum import StrEnum


class Dialect(StrEnum):
    """`daniels`: Daniels' own, where "9M" is nine miles (or km) at marathon pace."""

    PLAIN = "plain"
    DANIELS = "daniels"

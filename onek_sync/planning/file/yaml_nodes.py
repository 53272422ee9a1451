"""What a YAML file is made of, with places: texts, sequences, mappings."""

import re
from dataclasses import dataclass, replace

from onek_sync.model.errors import Place

# Control characters and halves of characters: a plan file has none, and no escape may bring them in.
INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_NULLS = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. `source` is how it is written, at `span` of the file; `place` is where it begins.

    `alias` is the name it was referred to by; its span is that of the reference then.
    """

    text: str
    place: Place
    style: str = ""  # '' plain, ' " quoted, | > block
    source: str = ""
    span: tuple[int, int] = (0, 0)
    alias: str = ""
    flow: bool = False  # inside [] or {}
    size: int = 1

    @property
    def empty(self) -> bool:
        """Whether nothing is written."""
        return not self.style and self.text in _NULLS

    def at_column(self, column: int) -> Place:
        """Where the text's character number `column` (from 1) stands in the file.

        Found by counting visible characters, since line folding touches none of them. Where an escape
        makes the counts differ, it is the text's beginning.
        """
        source = self.source
        if self.style in ("'", '"'):
            body, skipped = source[1:-1], 1
        elif self.style in ("|", ">"):
            skipped = source.find("\n") + 1
            body = source[skipped:]
        else:
            body, skipped = source, 0
        visible = [index for index, sign in enumerate(body) if not sign.isspace()]
        if len(visible) != len("".join(self.text.split())):
            return self.place
        before = len("".join(self.text[: max(0, column - 1)].split()))
        index = skipped + (visible[before] if before < len(visible) else len(body.rstrip()))
        lines = source[:index].split("\n")
        if len(lines) == 1:
            return replace(self.place, column=self.place.column + index)
        return replace(self.place, line=self.place.line + len(lines) - 1, column=len(lines[-1]) + 1)


@dataclass(frozen=True, slots=True)
class Sequence:
    """Nodes in order."""

    items: tuple["Node", ...]
    place: Place
    size: int = 1


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in order; every key is unique."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    place: Place
    size: int = 1


Node = Scalar | Sequence | Mapping

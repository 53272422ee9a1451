"""A line of a plan cut into its alternatives, each of which remembers its column."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from onek_sync.model.errors import Finding, Level, Place, ShorthandError
from onek_sync.planning.shorthand.normalise import normalise
from onek_sync.planning.shorthand.reading import Reading
from onek_sync.planning.shorthand.strength_tokens import ORS, Sort, tokens_of, unquoted

_QUOTED = re.compile(r'(?<![0-9])"(?:[^"\\]|\\.)*"', re.DOTALL)
_NOTE = re.compile(r"(?:(?<!\S)--(?!-)|\bnotes?\s?:)[^\n]*", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_OR = re.compile(rf"(?<=\s)(?:{'|'.join(ORS)})(?=\s)", re.IGNORECASE)
_HIDDEN = "\0"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the line without white space at its ends; `column` of its first character, from 1."""

    text: str
    column: int

    def cut(self, start: int, end: int | None = None) -> "Part":
        """A stretch of this one."""
        text = self.text[start:end]
        return Part(text.strip(), self.column + start + len(text) - len(text.lstrip()))

    def without(self, start: int, end: int) -> "Part":
        """The same with a stretch blanked, so that columns stay."""
        text = self.text[:start] + " " * (end - start) + self.text[end:]
        return Part(text.rstrip(), self.column)

    @property
    def note(self) -> int:
        """Where the note begins that "--" or "note:" opens, or where the text ends."""
        plain = normalise(self.text)
        found = _NOTE.search(_QUOTED.sub(_hide, plain.text))
        return plain.offsets[found.start()] if found else len(self.text)

    def only_note(self) -> str:
        """The words of a part that is nothing but notes; what else it holds is an error."""
        tokens = [token for token in tokens_of(self.text)[:-1] if token.sort is not Sort.SEPARATOR]
        others = [token for token in tokens if token.sort is not Sort.NOTE]
        if others:
            raise self.cut(others[0].column - 1).refuse(
                "E44", "there is more behind the note", "put it in front"
            )
        return "\n".join(token.free for token in tokens)

    def quote_ahead(self) -> "tuple[str, Part] | None":
        """The text in quotes that the part begins with, and what is behind it."""
        plain = normalise(self.text)
        found = _QUOTED.match(plain.text)
        return (unquoted(plain.said(0, found.end())), self.cut(plain.offsets[found.end()])) if found else None

    def refuse(self, code: str, what: str, now: str) -> ShorthandError:
        """The error for this part."""
        return ShorthandError(Finding(code, what, now, Place(column=self.column)))

    def doubt(self, code: str, what: str, now: str) -> Finding:
        """The warning for this part."""
        return Finding(code, what, now, Place(column=self.column), Level.WARNING)

    def read(self, reader: Callable[[str], Reading]) -> Reading:
        """What a reader finds in this part, its columns counted in the whole line."""
        try:
            reading = reader(self.text)
        except ShorthandError as error:
            raise ShorthandError(*(self._moved(finding) for finding in error.findings)) from None
        return replace(reading, findings=tuple(self._moved(finding) for finding in reading.findings))

    def _moved(self, finding: Finding) -> Finding:
        place = finding.place
        return replace(finding, place=replace(place, column=max(place.column, 1) + self.column - 1))


def free_words(text: str, most: int) -> Iterator[tuple[int, int]]:
    """Where words without digits or signs stand at the end, then at the beginning: 1, 2 … `most` of them."""
    words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
    plain = [text[start:end].replace("-", "").isalpha() for start, end in words]
    for number in range(1, min(most, len(words)) + 1):
        if all(plain[-number:]):
            yield words[-number][0], words[-1][1]
    for number in range(1, min(most, len(words)) + 1):
        if all(plain[:number]):
            yield words[0][0], words[number - 1][1]


def parts_of(line: str) -> Iterator[Part]:
    """The alternatives of a line; "or" counts outside quotes and brackets and before a note."""
    whole, plain = Part(line, 1), normalise(line)
    seams = [found.span() for found in _OR.finditer(_outermost(plain.text))]
    starts = [0, *(plain.offsets[end] for _, end in seams)]
    ends = [*(plain.offsets[start] for start, _ in seams), len(line)]
    for start, end in zip(starts, ends, strict=True):
        part = whole.cut(start, end)
        # "rest, or 20min walk": the comma belongs to no option.
        yield part if part.note < len(part.text) else Part(part.text.rstrip(" ,;"), part.column)


def _outermost(line: str) -> str:
    """A plain line with all hidden that stands in quotes, in brackets or in a note; as long as before."""
    plain = _NOTE.sub(_hide, _QUOTED.sub(_hide, line))
    depth, out = 0, []
    for sign in plain:
        depth = max(0, depth - (sign in ")]"))
        out.append(_HIDDEN if depth else sign)
        depth += sign in "(["
    return "".join(out)


def _hide(found: re.Match[str]) -> str:
    return _HIDDEN * len(found[0])

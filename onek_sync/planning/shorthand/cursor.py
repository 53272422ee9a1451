"""A place in the tokens of one text, and what every reader of a part of it needs."""

from dataclasses import dataclass, field
from typing import TypeVar

from onek_sync.model.errors import Finding, ShorthandError
from onek_sync.model.units import Units
from onek_sync.planning.shorthand.codes import Code, doubt, refuse
from onek_sync.planning.shorthand.dialects import Dialect
from onek_sync.planning.shorthand.phrases import Phrases
from onek_sync.planning.shorthand.tokens import Sort, Token

V = TypeVar("V")

OPEN = {"(": ")", "[": "]"}


@dataclass(slots=True)
class Cursor:
    """Where the reader is, whose text it is, and the doubts so far."""

    tokens: list[Token]
    units: Units = Units.KM
    dialect: Dialect = Dialect.PLAIN
    easy: float | None = None
    at: int = 0
    depth: int = 0
    repeats: int = 0  # how many of the levels are repeats
    paced: bool = False  # the step being read has a pace in numbers: a time in brackets is no second one
    findings: list[Finding] = field(default_factory=list)

    @property
    def token(self) -> Token:
        """The token that comes next."""
        return self.tokens[self.at]

    @property
    def column(self) -> int:
        """Where the next token stands in the original text, from 1."""
        return self.tokens[self.at].column

    @property
    def before(self) -> Token | None:
        """The token before the next one."""
        return self.tokens[self.at - 1] if self.at else None

    def ahead(self, by: int = 1) -> Token:
        """A token further on; the last one stands for all behind it."""
        return self.tokens[min(self.at + by, len(self.tokens) - 1)]

    def next(self) -> Token:
        """Take the next token; the end is never passed."""
        token = self.tokens[self.at]
        if token.sort is not Sort.END:
            self.at += 1
        return token

    def sees(self, *keys: str) -> bool:
        """Whether the next token is one of these words or signs."""
        return self.tokens[self.at].key in keys

    def takes(self, *keys: str) -> bool:
        """Take the next token if it is one of these words or signs."""
        if self.sees(*keys):
            self.at += 1
            return True
        return False

    def is_sort(self, *sorts: Sort) -> bool:
        """Whether the next token is of such a sort."""
        return self.tokens[self.at].sort in sorts

    def glued(self, by: int = 0) -> bool:
        """Whether the token there follows the one before it without white space."""
        return not self.ahead(by).spaced

    def find(self, phrases: Phrases[V]) -> tuple[V, int] | None:
        """The meaning of the longest phrase that stands here, and how many tokens it takes."""
        tokens, at = self.tokens, self.at
        for keys, meaning in phrases.by_first.get(tokens[at].key, ()):
            if all(tokens[min(at + i, len(tokens) - 1)].key == key for i, key in enumerate(keys)):
                return meaning, len(keys)
        return None

    def phrase(self, phrases: Phrases[V]) -> tuple[V, str] | None:
        """Take the longest phrase that stands here: its meaning and its words as written."""
        found = self.find(phrases)
        if found is None:
            return None
        meaning, length = found
        start = self.at
        self.at += length
        return meaning, self.words(start)

    def words(self, start: int, end: int | None = None) -> str:
        """The text as written between two places, spaces made single."""
        taken = self.tokens[start : self.at if end is None else end]
        text = "".join((" " if token.spaced else "") + token.raw for token in taken)
        return text.strip()

    def refuse(self, code: Code, what: str, now: str, column: int | None = None) -> ShorthandError:
        """The error for what stands here, or at a column."""
        return refuse(code, self.column if column is None else column, what, now)

    def doubt(self, code: Code, column: int, what: str, now: str) -> None:
        """Note a warning."""
        self.findings.append(doubt(code, column, what, now))

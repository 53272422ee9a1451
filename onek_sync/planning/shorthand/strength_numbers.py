"""Numbers of the strength notation: spans with a unit (3-4, 40s, 1:30, 60-65kg, 80%), rests, counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from onek_sync.model.units import Count, Distance, Duration
from onek_sync.model.workout import Load, LoadUnit, Mode
from onek_sync.planning.shorthand.strength_tokens import (
    LOADS,
    METRES,
    ROUNDS,
    SECONDS,
    SETS,
    Sort,
    Token,
    clock_seconds,
    refuse,
)

MOST_SETS, MOST_REPS = 50, 200
_MOST = {LoadUnit.KG: 1000, LoadUnit.LB: 2000, LoadUnit.PERCENT_1RM: 150, LoadUnit.RPE: 10, LoadUnit.RIR: 20}
_EXPLAINED = {
    LoadUnit.PERCENT_1RM: "% of the one-repetition maximum",
    LoadUnit.RIR: "repetitions in reserve",
}


class Of(Enum):
    """What a span counts, where it is no load."""

    TIME = "seconds"
    LENGTH = "metres"
    NOTHING = ""


@dataclass(frozen=True, slots=True)
class Span:
    """One number or two with what they count: seconds, metres, a load's unit or nothing yet."""

    low: float
    high: float
    of: Of | LoadUnit
    raw: str
    column: int

    def count(self, most: int, thing: str) -> Count:
        """As a count of sets or repetitions."""
        if not (self.low.is_integer() and self.high.is_integer() and 1 <= self.low <= self.high <= most):
            raise refuse("E43", self.column, f'"{self.raw}" {thing}', f"write a number from 1 to {most}")
        return Count(int(self.low), int(self.high))

    def length(self) -> Duration | Distance:
        """As a time or a distance."""
        if not 0 < self.low <= self.high:
            raise refuse(
                "E43", self.column, f'"{self.raw}" is no length', "write the smaller number first: 30-45s"
            )
        upto = self.high if self.high > self.low else None
        return Duration(self.low, upto) if self.of is Of.TIME else Distance(self.low, upto)

    def load(self) -> Load:
        """As a load."""
        assert isinstance(self.of, LoadUnit)
        least = 0.0 if self.of is LoadUnit.RIR else 0.1
        if not least <= self.low <= self.high <= _MOST[self.of]:
            unit = _EXPLAINED.get(self.of, self.of.value)
            raise refuse(
                "E43", self.column, f'"{self.raw}" is no load in {unit}', f"write up to {_MOST[self.of]}"
            )
        return Load(self.of, self.low, self.high)


class Cursor:
    """A place in the tokens that moves forward."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self._text = text
        self._tokens = tokens
        self._at = 0

    @property
    def next(self) -> Token:
        """The token that comes next."""
        return self._tokens[self._at]

    def ahead(self, steps: int) -> Token:
        """A token further on, END beyond the last."""
        return self._tokens[min(self._at + steps, len(self._tokens) - 1)]

    def at(self, *sorts: Sort) -> bool:
        """Whether the next token is of one of these sorts."""
        return self.next.sort in sorts

    def take(self) -> Token:
        """The next token, which is then behind us."""
        token = self.next
        if token.sort is not Sort.END:
            self._at += 1
        return token

    def mark(self) -> int:
        """Where we are, to come back to."""
        return self._at

    def back(self, mark: int) -> None:
        """Return to a mark."""
        self._at = mark

    def took(self, *plain: str) -> bool:
        """Take the next token if it is one of these words or signs."""
        found = self.at(Sort.WORD, Sort.SIGN) and self.next.plain in plain
        if found:
            self.take()
        return found

    def since(self, column: int) -> str:
        """The text from a column up to the next token, as written."""
        return self._text[column - 1 : self.next.column - 1].strip()

    @property
    def item_ends(self) -> bool:
        """Whether nothing more belongs to this item."""
        return self.at(Sort.SEPARATOR, Sort.NOTE, Sort.END) or self.next.plain == ")"

    @property
    def at_number(self) -> bool:
        """Whether a number or a clock time comes next."""
        return self.at(Sort.NUMBER, Sort.CLOCK)

    def span(self) -> Span:
        """The number or range that comes next, with its unit."""
        column = self.next.column
        low, of = self._number()
        high, high_of = low, of
        if self.next.plain == "-" and self.ahead(1).sort in {Sort.NUMBER, Sort.CLOCK}:
            self.take()
            high, high_of = self._number()
            if of[0] is Of.NOTHING:
                of = high_of
        if high_of[0] is not of[0]:
            raise refuse("E43", column, f'"{self.since(column)}" mixes units', "write one unit: 30-45s")
        return Span(low * of[1], high * high_of[1], of[0], self.since(column), column)

    def _number(self) -> tuple[float, tuple[Of | LoadUnit, float]]:
        token = self.take()
        if token.sort is Sort.CLOCK:
            return clock_seconds(token), (Of.TIME, 1.0)
        return float(token.plain.replace(",", ".")), self._unit()

    def _unit(self) -> tuple[Of | LoadUnit, float]:
        word = self.next.plain
        if not self.at(Sort.WORD, Sort.SIGN) or (word in {"'", '"'} and self.next.spaced):
            return Of.NOTHING, 1.0
        if word in SECONDS:
            self.take()
            return Of.TIME, SECONDS[word]
        if word in METRES:
            self.take()
            return Of.LENGTH, METRES[word]
        if word in LOADS and (word == "%" or self.ahead(1).sort is not Sort.NUMBER):  # not in "3x8 RPE 7"
            self.take()
            if word == "%":
                self._one_rm()
            return LOADS[word], 1.0
        return Of.NOTHING, 1.0

    def _one_rm(self) -> None:
        if self.at(Sort.ONE_RM) or (self.next.plain == "of" and self.ahead(1).sort is Sort.ONE_RM):
            self.took("of")
            self.take()

    def rest(self, modes: Mapping[str, Mode]) -> tuple[Duration | Distance, Mode] | None:
        """The rest that comes next ("rest 90s", "90s rest", "w/ 90s between sets"), and how it is spent.

        None if no rest comes. `modes` are the words for it.
        """
        start = self.mark()
        intro, word = self.took("w/", "with"), self._rest_word(modes)
        span = self.span() if self.at_number else None
        if span and not word and self.ahead(1).sort not in {Sort.NUMBER, Sort.CLOCK}:
            word = self._rest_word(modes)
        if span is None or not (word or (intro and span.of is Of.TIME)):
            self.back(start)
            return None
        if not isinstance(span.of, Of) or span.of is Of.NOTHING:
            raise refuse(
                "E43", span.column, f'"{span.raw}" is no time to rest', 'write "rest 90s" or "rest 2min"'
            )
        if self.next.plain == "between" and self.ahead(1).plain in SETS | ROUNDS:
            self.take()
            self.take()
        return span.length(), modes.get(word, Mode.REST)

    def _rest_word(self, modes: Mapping[str, Mode]) -> str:
        if not self.at(Sort.WORD) or self.next.plain not in modes:
            return ""
        word = self.take().plain
        if self.next.plain == ":" and self.ahead(1).sort in {Sort.NUMBER, Sort.CLOCK}:
            self.take()
        return word

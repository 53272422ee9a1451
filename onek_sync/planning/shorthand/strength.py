"""The strength notation: "squat 3x8 @ 60kg, plank 3x40s, 2x(lunge x10/side, box jump x5) w/ 90s rest".

Grammar, after signs that look alike are taken as one (× x, – -)::

    workout  = [ label ":" ] item { sep item } [ "--" note ]
    sep      = "," | ";" | newline          a rest behind it belongs to the item before
             | "+" | "then"                 a rest behind it is a step of its own
    item     = circuit | exercise | rest | '"free text"' | length
    circuit  = count ( "x" | "rounds" [ "of" ] ) "(" item { sep item } ")" [ rest ]
    exercise = name { part } | scheme name { part } | name ":" { part }
    part     = scheme | side | "@" load | rest | "tempo" 3-1-1 | '"note"' | "(" note or parts ")"
    scheme   = [ count "x" ] amount [ "reps" ] | count "sets" [ "of" amount ]
    amount   = count | length               a bare count is repetitions
    rest     = "rest" length | length "rest" | "w/" length [ "rest" ]

A length alone ("30min") is a whole workout of that length.
"""

from dataclasses import replace

from onek_sync.model.errors import Finding, Level, Place
from onek_sync.model.units import Count, Distance, Duration
from onek_sync.model.workout import Block, Mode, Repeat, Role, Step, StrengthSet, Text, Workout
from onek_sync.planning.shorthand.reading import Reading
from onek_sync.planning.shorthand.strength_exercise import Draft, misplaced, read_exercise, words_of
from onek_sync.planning.shorthand.strength_numbers import MOST_SETS, Cursor, Of
from onek_sync.planning.shorthand.strength_tokens import (
    RESTS,
    ROUND_RESTS,
    ROUNDS,
    SETS,
    Sort,
    is_held,
    refuse,
    tokens_of,
)
from onek_sync.planning.shorthand.strength_writer import write_strength

__all__ = ["parse_strength", "write_strength"]

_DEEPEST = 8
_A_CIRCUIT = 'write "3x(squat x8, plank 40s) w/ 60s rest"'
_STRICT = {"+", "then"}


def parse_strength(text: str) -> Reading:
    """The workout in a strength text and its doubts; a ShorthandError has the column."""
    reader = _Reader(text)
    workout = reader.workout()
    return Reading(workout, tuple(reader.findings))


class _Reader:
    """Descends the grammar, from the workout down to what stands between two separators."""

    def __init__(self, text: str) -> None:
        self._see = Cursor(text, tokens_of(text))
        self._label = ""
        self.findings: list[Finding] = []

    def workout(self) -> Workout:
        blocks = self._items(0)
        if self._see.next.plain == ")":
            raise refuse(
                "E41", self._see.next.column, '")" closes nothing', 'write "3x(squat x8, plank 40s)"'
            )
        note = self._note()
        if not blocks:
            raise refuse("E29", 1, "no exercise", 'write something like "squat 3x8, plank 3x40s"')
        return Workout(blocks=blocks, label=self._label, note=note)

    def _note(self) -> str:
        lines = []
        while self._see.at(Sort.NOTE, Sort.SEPARATOR):
            token = self._see.take()
            if token.sort is Sort.NOTE:
                lines.append(token.free)
        if not self._see.at(Sort.END):
            what = 'there is more behind the note that "--" began'
            now = 'put the note of one exercise in quotes: squat 3x8 "slow"'
            raise refuse("E44", self._see.next.column, what, now)
        return "\n".join(lines)

    def _items(self, depth: int) -> tuple[Block, ...]:
        blocks: list[Block] = []
        while True:
            joins = self._separators()
            token = self._see.next
            if token.sort in {Sort.END, Sort.NOTE} or token.plain == ")":
                return tuple(blocks)
            self._item(blocks, joins, depth)
            if not self._see.item_ends:
                raise misplaced(self._see.next)

    def _separators(self) -> bool:
        """Pass separators and bullets; whether a rest that follows belongs to what stands before."""
        joins = True
        while self._see.at(Sort.SEPARATOR) or self._see.next.plain == "-":
            joins = self._see.take().plain not in _STRICT and joins
        return joins

    def _item(self, blocks: list[Block], joins: bool, depth: int) -> None:
        if (rest := self._see.rest(RESTS)) is not None:
            _add_rest(blocks, joins, *rest)
            return
        label = self._label_ahead()
        count = self._circuit_ahead()
        block: Block
        if count:
            block = self._circuit(count, depth)
        else:
            draft = read_exercise(self._see, label)
            if not draft.words and label:
                draft.words, label = [label], ""
            block = self._finished(draft, alone=depth == 0 and not blocks)
        if label and (depth or blocks or self._label):
            blocks.append(Text(f"{label}:"))
        elif label:
            self._label = label
        blocks.append(block)

    def _label_ahead(self) -> str:
        """The words before a colon, taken with it, if there are such."""
        steps = 0
        while self._see.ahead(steps).sort in {Sort.WORD, Sort.QUOTED}:
            steps += 1
        if not steps or self._see.ahead(steps).plain != ":":
            return ""
        label = words_of([self._see.take() for _ in range(steps)])
        self._see.take()
        return label

    def _circuit_ahead(self) -> Count | None:
        """The count before a "(", taken with all that stands between, if a circuit comes."""
        if not self._see.at(Sort.NUMBER):
            return None
        start = self._see.mark()
        span = self._see.span()
        if span.of is Of.NOTHING and (self._see.at(Sort.TIMES) or self._see.next.plain in SETS | ROUNDS):
            self._see.take()
            self._see.took("of")
            if self._see.took("("):
                return span.count(MOST_SETS, "rounds")
        self._see.back(start)
        return None

    def _circuit(self, count: Count, depth: int) -> Repeat:
        column = self._see.next.column
        if depth >= _DEEPEST:
            raise refuse("E44", column, "circuits are nested too deep", "write it in fewer levels")
        blocks = self._items(depth + 1)
        if not self._see.took(")"):
            raise refuse(
                "E41", self._see.next.column, 'a "(" is not closed', 'write ")" behind the last exercise'
            )
        if not blocks:
            raise refuse("E41", column, "an empty circuit", _A_CIRCUIT)
        rest = self._see.rest(ROUND_RESTS)
        return Repeat(count=count, blocks=blocks, between=(_rest_step(*rest),) if rest else ())

    def _finished(self, draft: Draft, alone: bool) -> Block:
        """The block that a draft has become, checked as a whole."""
        if not draft.words:
            return self._length(draft, alone)
        if draft.quoted and draft.bare and not draft.counted:
            return Text(draft.name)
        if draft.name.lower() in RESTS and not draft.quoted:
            raise refuse("E43", draft.column, f'how long is "{draft.name}"?', 'write "rest 90s"')
        if is_held(draft.name) and not draft.reps_said and isinstance(draft.amount, Count | Distance):
            _refuse_held(draft)
        if not draft.counted:
            now = f'write "{draft.name} 3x8" or "{draft.name} 20min"'
            place = Place(column=draft.column)
            self.findings.append(
                Finding("W47", f'"{draft.name}" has no sets, repetitions or time', now, place, Level.WARNING)
            )
        return StrengthSet(
            exercise=draft.name,
            sets=draft.sets or Count.exactly(1),
            amount=draft.amount,
            per_side=draft.per_side,
            load=draft.load,
            rest=draft.rest,
            tempo=draft.tempo,
            note=draft.note,
        )

    def _length(self, draft: Draft, alone: bool) -> Step:
        lone = alone and draft.bare and self._nothing_follows()
        if not lone or not isinstance(draft.amount, Duration | Distance):
            now = 'write the exercise first: "squat 3x8 @ 60kg"'
            raise refuse("E42", draft.column, "what exercise?", now)
        return Step(end=draft.amount)

    def _nothing_follows(self) -> bool:
        steps = 0
        while self._see.ahead(steps).sort is Sort.SEPARATOR:
            steps += 1
        return self._see.ahead(steps).sort in {Sort.NOTE, Sort.END}


def _refuse_held(draft: Draft) -> None:
    match draft.amount:
        case Distance():
            what, now = f'{draft.amount.metres:g} metres of {draft.name}? "m" is metres', "write 2min or 90s"
        case _:
            what = f"{draft.name}: repetitions or seconds?"
            now = f'write "{draft.name} 3x40s" or "{draft.name} 3x10 reps"'
    raise refuse("E45", draft.column, what, now)


def _rest_step(end: Duration | Distance, mode: Mode) -> Step:
    return Step(role=Role.RECOVERY, end=end, mode=mode)


def _add_rest(blocks: list[Block], joins: bool, end: Duration | Distance, mode: Mode) -> None:
    """Give a rest to the sets or the circuit before it where it joins; else it is a step."""
    match blocks[-1] if blocks and joins else None:
        case StrengthSet(rest=None, sets=sets) as before if sets.high > 1 and isinstance(end, Duration):
            blocks[-1] = replace(before, rest=end)
        case Repeat(between=()) as before:
            blocks[-1] = replace(before, between=(_rest_step(end, mode),))
        case _:
            blocks.append(_rest_step(end, mode))

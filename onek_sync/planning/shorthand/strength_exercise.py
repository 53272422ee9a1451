"""One exercise of the strength notation: its name, then its parts in any order, each once."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from onek_sync.model.errors import ShorthandError
from onek_sync.model.units import Count, Distance, Duration
from onek_sync.model.workout import Load, LoadUnit
from onek_sync.planning.shorthand.strength_numbers import MOST_REPS, MOST_SETS, Cursor, Of
from onek_sync.planning.shorthand.strength_tokens import (
    BODYWEIGHT,
    REPS,
    RESERVED,
    RESTS,
    ROUNDS,
    SETS,
    SIDE_INTROS,
    SIDES,
    Sort,
    Token,
    refuse,
)

_NO_LOAD = 'write "@ 60kg", "@ 135lb", "@ 80%" (of 1RM), "@ RPE 7", "@ RIR 2" or "@ bodyweight"'


@dataclass(slots=True)
class Draft:
    """An exercise while it is read. `label`: what stood before a colon, perhaps its name."""

    column: int
    label: str = ""
    words: list[str] = field(default_factory=list)
    naming: bool = True  # the next word still belongs to the name
    quoted: bool = False
    sets: Count | None = None
    amount: Count | Duration | Distance | None = None
    reps_said: bool = False
    per_side: bool = False
    load: Load | None = None
    rest: Duration | None = None
    tempo: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        """The name so far."""
        return " ".join(self.words)

    @property
    def counted(self) -> bool:
        """Whether sets or an amount are known."""
        return self.sets is not None or self.amount is not None

    @property
    def bare(self) -> bool:
        """Whether there is nothing but a name or a lone amount."""
        return not (self.sets or self.per_side or self.load or self.rest or self.tempo or self.note)


def read_exercise(see: Cursor, label: str) -> Draft:
    """Everything up to the end of the item; nothing is checked that needs the whole."""
    draft = Draft(see.next.column, label)
    while not see.item_ends:
        _part(see, draft)
    return draft


def misplaced(token: Token) -> ShorthandError:
    """The error for something that is readable, but not here."""
    shown = token.raw or "the end"
    return refuse(
        "E44",
        token.column,
        f'"{shown}" is not understood here',
        'write "squat 3x8 @ 60kg rest 90s"; put a comma between exercises and free words in quotes',
    )


def words_of(tokens: Iterable[Token]) -> str:
    """Words and quoted texts as one name."""
    return " ".join(token.free if token.sort is Sort.QUOTED else token.raw for token in tokens)


def _part(see: Cursor, draft: Draft) -> None:
    token = see.next
    if token.sort is Sort.WORD and _is_name(see, draft):
        draft.words.append(see.take().raw)
        return
    match token:
        case Token(sort=Sort.QUOTED):
            _quoted(see, draft)
        case Token(sort=Sort.TEMPO):
            _put(draft, "tempo", see.take().plain, token)
        case Token(sort=Sort.NUMBER | Sort.CLOCK):
            _number(see, draft)
        case Token(sort=Sort.TIMES):
            _times(see, draft)
        case Token(plain="@"):
            see.take()
            _load(see, draft)
        case Token(plain="("):
            _bracket(see, draft)
        case Token(plain="-") if draft.words and not draft.counted and see.ahead(1).sort is Sort.NUMBER:
            see.take()
        case _:
            _word(see, draft)
    draft.naming = not draft.words and not draft.label


def _is_name(see: Cursor, draft: Draft) -> bool:
    """Whether the word that comes next is a part of the exercise's name."""
    word, following = see.next.plain, see.ahead(1)
    if not draft.naming or (word in SIDE_INTROS and following.plain in SIDES):
        return False
    number_follows = following.sort in {Sort.NUMBER, Sort.CLOCK}
    return not (word in RESERVED and (number_follows or following.plain == ":"))


def _word(see: Cursor, draft: Draft) -> None:
    token = see.next
    if token.plain in SIDE_INTROS and see.ahead(1).plain in SIDES:
        see.take()
        see.take()
        draft.per_side = True
    elif token.plain in {"rpe", "rir"} or (token.plain in BODYWEIGHT and draft.counted):
        _load(see, draft)
    elif not _rest(see, draft):
        if token.plain in {"w/", "with"} and see.ahead(1).sort is Sort.NUMBER:
            see.take()
            _load(see, draft)
        else:
            raise misplaced(token)


def _rest(see: Cursor, draft: Draft) -> bool:
    token = see.next
    rest = see.rest(RESTS)
    if rest is None:
        return False
    if not isinstance(rest[0], Duration):
        raise refuse("E43", token.column, "a rest in metres between sets", 'write a time: "rest 90s"')
    _put(draft, "rest", rest[0], token)
    return True


def _quoted(see: Cursor, draft: Draft) -> None:
    token = see.take()
    if not draft.words and not (draft.label and draft.counted):
        if not token.free.strip():
            raise refuse("E41", token.column, "empty quotes", 'write the name: "90/90 switch" 3x8')
        draft.words.append(token.free)
        draft.quoted = True
    else:
        _put(draft, "note", token.free, token)


def _bracket(see: Cursor, draft: Draft) -> None:
    """A note in brackets, or parts in brackets: (slow and deep), (60kg, rest 90s)."""
    opening = see.take()
    start = see.mark()
    plain = True
    while see.next.plain != ")" and not see.at(Sort.END):
        plain = see.take().sort in {Sort.WORD, Sort.SEPARATOR} and plain
    text = see.since(opening.column + 1)
    if see.at(Sort.END):
        raise refuse("E41", opening.column, 'a "(" is not closed', 'write ")" behind the note')
    if not plain:
        see.back(start)
        _bracketed_parts(see, draft)
    elif not text:
        raise refuse("E41", opening.column, "empty brackets", "leave them out")
    else:
        _put(draft, "note", text, opening)
    see.take()


def _bracketed_parts(see: Cursor, draft: Draft) -> None:
    draft.naming = False
    while see.next.plain != ")":
        if see.next.plain == "(":
            raise misplaced(see.next)
        if see.at(Sort.SEPARATOR):
            see.take()
        else:
            _part(see, draft)
            draft.naming = False


def _number(see: Cursor, draft: Draft) -> None:
    if _rest(see, draft):
        return
    token = see.next
    span = see.span()
    if isinstance(span.of, LoadUnit):
        _put(draft, "load", span.load(), token)
    elif span.of is not Of.NOTHING:
        _put(draft, "amount", span.length(), token)
    elif see.at(Sort.TIMES):
        _put(draft, "sets", span.count(MOST_SETS, "sets"), token)
        _times(see, draft)
    elif see.took(*SETS, *ROUNDS):
        _put(draft, "sets", span.count(MOST_SETS, "sets"), token)
        if see.at(Sort.TIMES) or see.took("of", "de", "à"):
            _times(see, draft)
    else:
        draft.reps_said = see.took(*REPS)
        if not (draft.reps_said or _names_what_is_counted(see, draft)):
            raise refuse(
                "E43",
                token.column,
                f'"{span.raw}" of what?',
                f'write "x{span.raw}" for repetitions, or a unit',
            )
        _put(draft, "amount", span.count(MOST_REPS, "repetitions"), token)


def _names_what_is_counted(see: Cursor, draft: Draft) -> bool:
    """Whether a bare number is followed by the name ("10 squats") or by the side ("10/side")."""
    if see.next.plain in SIDE_INTROS:
        return see.ahead(1).plain in SIDES
    return see.at(Sort.WORD) and not draft.words and not draft.label


def _times(see: Cursor, draft: Draft) -> None:
    """What stands behind "x" or "sets of"."""
    if see.at(Sort.TIMES):
        see.take()
    if not see.at_number:
        return
    token = see.next
    span = see.span()
    if isinstance(span.of, LoadUnit):
        raise refuse("E43", token.column, f'"{span.raw}" is no amount', f'write "3x8 @ {span.raw}"')
    if span.of is not Of.NOTHING:
        _put(draft, "amount", span.length(), token)
        return
    _put(draft, "amount", span.count(MOST_REPS, "repetitions"), token)
    draft.reps_said = see.took(*REPS)
    if see.at(Sort.TIMES):
        raise refuse("E44", see.next.column, 'a second "x"', 'write the load with "@": squat 3x8 @ 60kg')


def _load(see: Cursor, draft: Draft) -> None:
    token = see.next
    if see.took(*BODYWEIGHT):
        _put(draft, "load", Load(LoadUnit.BODYWEIGHT), token)
        return
    named = {"rpe": LoadUnit.RPE, "rir": LoadUnit.RIR}.get(token.plain)
    if named:
        see.take()
        see.took("=")
    if not see.at(Sort.NUMBER):
        raise refuse("E05", see.next.column, "no load where one is expected", _NO_LOAD)
    span = see.span()
    if named and span.of is Of.NOTHING:
        span = replace(span, of=named)
    if named not in {None, span.of} or not isinstance(span.of, LoadUnit):
        raise refuse("E05", span.column, f'"{span.raw}" is no load', _NO_LOAD)
    _put(draft, "load", span.load(), token)


def _put(draft: Draft, what: str, value: object, token: Token) -> None:
    """Set what is not set yet."""
    if getattr(draft, what) not in (None, ""):
        raise refuse(
            "E44", token.column, f"a second {what} for one exercise", "put a comma between exercises"
        )
    setattr(draft, what, value)

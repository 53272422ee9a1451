"""Strength notation cut into tokens, and the words it knows. Columns count from 1 and are never shifted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from onek_sync.model.errors import Finding, Place, ShorthandError
from onek_sync.model.workout import LoadUnit, Mode
from onek_sync.planning.shorthand.normalise import QUOTES, Plain, normalise


class Sort(Enum):
    """What a token is."""

    QUOTED = "quoted"
    NOTE = "note"
    TEMPO = "tempo"
    CLOCK = "clock"
    ONE_RM = "1RM"
    NUMBER = "number"
    TIMES = "x"
    WORD = "word"
    SEPARATOR = "separator"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: as written, its plain form (lower case), its column.

    Quoted words and notes mean nothing: their plain form is no word, and `free` is what they say.
    """

    sort: Sort
    raw: str
    plain: str
    column: int
    spaced: bool = False  # white space stands before it
    free: str = ""


_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(
    rf"""
    (?P<SEPARATOR> [,;\n+] | then\b | \r\n? )
  | (?P<NOTE> (?<!\S)--(?!-)[^\n]* | notes?\s?:[^\n]* )
  | (?P<QUOTED> (?<![0-9])"(?:[^"\\]|\\.)*" )
  | (?P<TEMPO> \btempo\s+[0-9x](?:[-/]?[0-9x]){{2,3}}(?!\w) )
  | (?P<CLOCK> [0-9]{{1,3}}:[0-9]{{2}} | [0-9]{{1,3}}\s?(?:'|min)[0-9]{{1,2}}(?:"|s(?:ec)?\b)? )
  | (?P<ONE_RM> 1\s?rm\b )
  | (?P<NUMBER> [0-9]{{1,6}}(?:\.[0-9]{{1,3}}|,[0-9]{{1,3}}(?=\s?(?:kg|lb)))? )
  | (?P<TIMES> \* | x(?!{_LETTER}|-) )
  | (?P<WORD> w/ | {_LETTER}+(?:['-]?{_LETTER}+)* | & )
  | (?P<SIGN> [-@/()%:'] | (?<=[0-9])" )
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)

NOTE_INTRO = re.compile(r"--|notes?\s?:", re.IGNORECASE)
_TO_ESCAPE = QUOTES | {"\\"}

SECONDS = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds", "sek", "sekunden", "secondes", '"'), 1.0),
    **dict.fromkeys(("min", "mins", "minute", "minutes", "minuten", "'"), 60.0),
    "h": 3600.0,
}
METRES = {**dict.fromkeys(("m", "meter", "meters", "metre", "metres", "mètres"), 1.0), "km": 1000.0}
LOADS = {
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos"), LoadUnit.KG),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds"), LoadUnit.LB),
    "%": LoadUnit.PERCENT_1RM,
    "rpe": LoadUnit.RPE,
    "rir": LoadUnit.RIR,
}
BODYWEIGHT = frozenset({"bodyweight", "bw"})
REPS = frozenset({"rep", "reps", "repetition", "repetitions", "wdh", "wiederholungen", "répétitions"})
SETS = frozenset({"set", "sets", "satz", "sätze", "série", "séries"})
ROUNDS = frozenset({"round", "rounds", "circuit", "circuits", "runde", "runden"})
RESTS = dict.fromkeys(("rest", "r", "recovery", "rec", "pause", "repos", "récup", "recup"), Mode.REST)
ROUND_RESTS = {**RESTS, "walk": Mode.WALK, "jog": Mode.JOG}
SIDE_INTROS = frozenset({"/", "per", "each", "je", "pro", "par"})
SIDES = frozenset({"side", "leg", "arm", "foot", "seite", "bein", "côté", "jambe", "bras"})
ORS = frozenset({"or", "oder", "ou"})  # between alternatives, see `line`
RESERVED = {*RESTS, *SIDE_INTROS, *ORS, "w/", "with", "rpe", "rir"}
HELD = frozenset({"plank", "planks", "hold", "holds", "hang", "wall sit", "wall sits", "l-sit", "planche"})


def is_held(name: str) -> bool:
    """Whether an exercise is held, not repeated: a side plank, a wall sit."""
    words = name.lower().split()
    return bool(HELD & {" ".join(words[-1:]), " ".join(words[-2:])})


def refuse(code: str, column: int, what: str, now: str) -> ShorthandError:
    """The error for what stands at a column."""
    return ShorthandError(Finding(code, what, now, Place(column=column)))


def tokens_of(text: str) -> list[Token]:
    """The whole text as tokens, an END last; what belongs to no token is an error."""
    return [*_scan(normalise(text)), Token(Sort.END, "", "", len(text) + 1)]


def _scan(plain: Plain) -> Iterator[Token]:
    text, position, spaced = plain.text, 0, False
    while position < len(text):
        if text[position].isspace() and text[position] not in "\r\n":
            position, spaced = position + 1, True
            continue
        found = _TOKEN.match(text, position)
        if not found:
            raise _unreadable(text[position], plain.column(position))
        yield _token(plain, found, spaced)
        position, spaced = found.end(), False


def _token(plain: Plain, found: re.Match[str], spaced: bool) -> Token:
    sort, (start, end) = Sort[found.lastgroup or ""], found.span()
    raw = plain.said(start, end)
    key, free = "<free>", ""
    match sort:
        case Sort.QUOTED:
            free = unquoted(raw)
        case Sort.NOTE:
            intro = NOTE_INTRO.match(found[0])
            free = plain.said(start + (intro.end() if intro else 0), end).strip()
        case Sort.TEMPO:
            key = found[0].split()[1]
        case _:
            key = found[0].lower()
    return Token(sort, raw, key, plain.column(start), spaced, free)


def quoted(text: str) -> str:
    """The text in quotes, so that it is read back as it is."""
    return '"' + "".join(f"\\{sign}" if sign in _TO_ESCAPE else sign for sign in text) + '"'


def unquoted(text: str) -> str:
    """The text that stands in quotes."""
    return re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL)


def clock_seconds(token: Token) -> float:
    """Seconds of a CLOCK token (1:30, 1'30, 1min30)."""
    minutes, seconds = (int(part) for part in re.findall(r"[0-9]+", token.plain))
    if seconds >= 60:
        raise refuse(
            "E43", token.column, f'"{token.raw}" is no time', 'seconds go to 59; write "1:30" or "90s"'
        )
    return minutes * 60.0 + seconds


def _unreadable(sign: str, column: int) -> ShorthandError:
    if sign == '"':
        return refuse("E41", column, "a quote is not closed", 'write the note as "slow and deep"')
    name = f'"{sign}"' if sign.isprintable() else f"the character U+{ord(sign):04X}"
    return refuse("E41", column, f"{name} has no meaning here", 'put free words in quotes: squat 3x8 "slow"')

"""A workout's text cut into tokens. A token knows where it stands in the original."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from onek_sync.planning.shorthand.codes import Code, refuse
from onek_sync.planning.shorthand.normalise import Plain


class Sort(Enum):
    """What a token is."""

    NOTE = "note"
    QUOTED = "quoted"
    CLOCK = "clock"
    NUMBER = "number"
    MARK = "mark"  # ' or " behind a number
    TIMES = "x"
    WORD = "word"
    ARROW = "arrow"
    LINE = "line"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text. `key` is what tables are asked with; `value` is a number or seconds.

    Quoted words and notes mean nothing: their key is in no table, and `free` is what they say.
    """

    sort: Sort
    raw: str
    key: str
    column: int
    spaced: bool  # white space stands before it
    value: float = 0.0
    start: int = 0
    end: int = 0
    free: str = ""


_TOKEN = re.compile(
    r"""
    (?P<NOTE> (?<!\S)--(?!-)[^\n]* | \bnotes?\s?:[^\n]* )
  | (?P<LINE> [\n\r\v\f]+ )
  | (?P<CLOCK> (?<![0-9.:]) [0-9]{1,3}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]{1,3})?(?![0-9:])
             | [0-9]{1,3}'[0-9]{2}(?![0-9])(?:"|'')?(?!') )
  | (?P<NUMBER> (?<![0-9],)[0-9]{1,2},[0-9]{1,2}(?=\s?(?:km?|mi|miles?|ml)\b)
              | (?<![0-9],)[1-9],[0-9]00(?=\s?m(?:et\w+)?\b)
              | [0-9]+(?:\.[0-9]+)? | (?<![\w.])\.[0-9]+ )
  | (?P<MARK> (?<=[0-9])(?:''|"|') )
  | (?P<QUOTED> "(?:[^"\\]|\\[\s\S])*" )
  | (?P<TIMES> \*+ | (?<=[0-9)])x | x(?![^\W\d_]) )
  | (?P<ARROW> -+> | → )
  | (?P<WORD> [^\W\d_]+(?:'[^\W\d_]+)* )
  | (?P<SIGN> [-@+/()\[\],;.&%:=<>~|] )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FREE = "<free>"  # no word of any table
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_NOTE_INTRO = re.compile(r"\A(?:--|notes?\s?:)", re.IGNORECASE)
_ABBREVIATIONS = frozenset(
    (
        "s",
        "sec",
        "secs",
        "sek",
        "min",
        "mins",
        "mn",
        "h",
        "hr",
        "hrs",
        "std",
        "m",
        "km",
        "mi",
        "rec",
        "recov",
        "approx",
        "ca",
        "ri",
        "wdh",
        "rep",
        "reps",
        "w",
    )
)
_LONGEST_NUMBER = 9


def tokens_of(plain: Plain) -> list[Token]:
    """The whole text as tokens, an END last; what belongs to no token is an error."""
    tokens = list(_scan(plain))
    length = len(plain.text)
    tokens.append(Token(Sort.END, "", "", plain.column(length), True, start=length, end=length))
    return tokens


def _scan(plain: Plain) -> Iterator[Token]:
    text, position, spaced = plain.text, 0, False
    abbreviated = False
    while position < len(text):
        sign = text[position]
        if sign.isspace() and sign not in "\n\r\v\f":
            position, spaced, abbreviated = position + 1, True, False
            continue
        if sign == "." and abbreviated:  # "90 sec. rest": the dot belongs to the word
            position, spaced, abbreviated = position + 1, True, False
            continue
        found = _TOKEN.match(text, position)
        if not found:
            raise _unreadable(plain, position)
        token = _token(plain, found, spaced)
        yield token
        position, spaced = found.end(), False
        abbreviated = token.sort is Sort.WORD and token.key in _ABBREVIATIONS


def _token(plain: Plain, found: re.Match[str], spaced: bool) -> Token:
    sort = Sort[found.lastgroup or ""]
    start, end, piece = found.start(), found.end(), found[0]
    raw = plain.said(start, end)
    column = plain.column(start)
    key, value, free = piece.lower(), 0.0, ""
    match sort:
        case Sort.NUMBER:
            value = _number(piece, column)
        case Sort.CLOCK:
            value = _seconds(piece, raw, column)
        case Sort.MARK:
            key = "'" if piece == "'" else '"'
        case Sort.QUOTED:
            key, free = _FREE, _ESCAPED.sub(r"\1", raw[1:-1])
        case Sort.NOTE:
            intro = _NOTE_INTRO.match(piece)
            key, free = _FREE, plain.said(start + (intro.end() if intro else 0), end).strip()
        case Sort.LINE | Sort.TIMES | Sort.ARROW:
            key = sort.value
    return Token(sort, raw, key, column, spaced, value, start, end, free)


def _number(piece: str, column: int) -> float:
    if len(piece) > _LONGEST_NUMBER:
        raise refuse(Code.SIZE, column, "a number this long measures nothing", "write it with fewer digits")
    whole, comma, rest = piece.partition(",")
    if comma:
        return float(whole + rest) if len(rest) == 3 else float(f"{whole}.{rest}")
    return float(piece)


def _seconds(piece: str, raw: str, column: int) -> float:
    parts = [float(part) for part in re.findall(r"[0-9.]+", piece)]
    if any(part >= 60 for part in parts[1:]):
        raise refuse(Code.CLOCK, column, f'"{raw}" is no time', "seconds go to 59; write 1:30 or 90s")
    total = 0.0
    for part in parts:
        total = total * 60 + part
    return round(total, 3)


def _unreadable(plain: Plain, position: int) -> Exception:
    sign = plain.said(position, position + 1) or plain.text[position]
    column = plain.column(position)
    if plain.text[position] == '"':
        return refuse(Code.BRACKET, column, "a quote is not closed", 'write "like this"')
    name = f'"{sign}"' if sign.isprintable() else f"the character U+{ord(sign[0]):04X}"
    return refuse(Code.WORD, column, f"{name} has no meaning here", 'put free words in quotes or behind "--"')

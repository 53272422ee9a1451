"""Texts that are nearly right: a kept one with a slip or two, as hands, editors and copying make them."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from re import Match

from hypothesis import strategies as st

_PIECES = re.compile(r"\d+|\w+|[ \t]+|\n|.", re.DOTALL)
_ENTRY = re.compile(r"([A-Za-z][\w ]*)[:=][ ]?([^\n]+)")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SESSIONS = frozenset((*_DAYS, "run", "strength", "speed", "threshold", "fartlek", "long"))
_UNITS = (
    "m", "km", "k", "mi", "miles", "s", "sec", "min", "h", "'", '"', "%", "/km", "/mi", "bpm", "x", "-", ":",
    ",", ";", "+", "/", "@", "(", ")", "w/", "or", "then", "jog", "rest", "easy", "goal", "1K", "T", "R",
)  # fmt: skip
_LOOKALIKES = {
    "x": "×✕хＸ*",
    "-": "–—−‐~",
    ":": "：∶.",
    "'": "’′ʼ",
    '"': "”″“",
    " ": "\u00a0\u2009\t\u3000",
    ",": "，;",
    "m": "ｍм",
    "k": "Ｋк",
    "0": "０O٠",
    "1": "１lI①¹",
    "/": "∕⁄",
    "@": "＠",
    "%": "％‰",
}
_NUMBERS = (
    "0", "1", "-1", "00", "1e9", "1e400", "0.0001", "9" * 25, "1.5", "½", "²", "٣", "NaN", "inf", "0x10",
    "1_000",
)  # fmt: skip
_YAML = (
    "&a ", "*a", "<<: *a", "!!str ", "!!binary ", "!!python/object:os.system ", "!x ", "|\n", ">-\n", ">+2\n",
    "{", "}", "[", "]", "? ", "- ", "# ", "---\n", "...\n", "%YAML 1.1\n", ": ", '"', "'", "\\", "\t", "null",
    "~", "yes", "2027-02-30", "12:30:45", "=", "`",
)  # fmt: skip
_ODD = (
    "\0", "\x07", "\x85", "\u2028", "\ufeff", "\u202e", "\ud800", "😀", "e\u0301", "ﬁ", "㎞", "\r\n", "\r",
    "--",
)  # fmt: skip

Pieces = list[str]


def nearly(texts: Sequence[str]) -> st.SearchStrategy[str]:
    """One of the texts with up to four slips, with values of others, cut, or some lines of several."""
    kept = tuple(texts)
    rare = _mixed(kept) | st.sampled_from(kept).flatmap(_cut)
    return st.one_of(_crossed(kept), _slipped(kept), _crossed(kept), _slipped(kept), rare)


@cache
def _pieces(text: str) -> tuple[str, ...]:
    return tuple(_PIECES.findall(text))


@st.composite
def _slipped(draw: st.DrawFn, texts: tuple[str, ...]) -> str:
    pieces = list(_pieces(draw(st.sampled_from(texts))))
    for _ in range(draw(st.sampled_from((1, 1, 1, 2, 4)))):
        draw(st.sampled_from(_SLIPS))(pieces, draw, texts)
    return "".join(pieces)


@cache
def _values(texts: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """What stands behind each key anywhere; a flow mapping or a comment is part of the value."""
    found: dict[str, set[str]] = {}
    for text in texts:
        for key, value in _ENTRY.findall(text):
            found.setdefault(_kind(key), set()).add(value)
    return {kind: tuple(sorted(values)) for kind, values in found.items()}


def _kind(key: str) -> str:
    """Keys whose values may stand for each other have one kind: the days, the levels, the parts of a week."""
    return "a session" if key in _SESSIONS else key


@st.composite
def _crossed(draw: st.DrawFn, texts: tuple[str, ...]) -> str:
    """A text with values that stand behind the same keys elsewhere: many of these can be read."""
    text = draw(st.sampled_from(texts))
    entries = list(_ENTRY.finditer(text))
    chosen = draw(st.lists(st.sampled_from(entries), min_size=1, max_size=3, unique=True)) if entries else []
    for entry in sorted(chosen, key=Match.start, reverse=True):
        value = draw(st.sampled_from(_values(texts)[_kind(entry[1])]))
        text = text[: entry.start(2)] + value + text[entry.end(2) :]
    return text


@st.composite
def _mixed(draw: st.DrawFn, texts: tuple[str, ...]) -> str:
    """Some lines of one text, some of another."""
    lines: list[str] = []
    for text in draw(st.lists(st.sampled_from(texts), min_size=2, max_size=3)):
        each = text.splitlines(keepends=True) or [""]
        first = draw(st.integers(0, len(each) - 1))
        lines += each[first : first + draw(st.integers(1, 8))]
    return "".join(lines)


def _cut(text: str) -> st.SearchStrategy[str]:
    """A text of which the end is missing, or the beginning."""
    return st.integers(0, len(text)).flatmap(lambda at: st.sampled_from((text[:at], text[at:])))


def _somewhere(pieces: Pieces, draw: st.DrawFn) -> int:
    return draw(st.integers(0, max(0, len(pieces) - 1)))


def _drop(pieces: Pieces, draw: st.DrawFn, _texts: tuple[str, ...]) -> None:
    at = _somewhere(pieces, draw)
    del pieces[at : at + draw(st.integers(1, 3))]


def _double(pieces: Pieces, draw: st.DrawFn, _texts: tuple[str, ...]) -> None:
    at = _somewhere(pieces, draw)
    some = pieces[at : at + draw(st.integers(1, 12))]
    pieces[at:at] = some * draw(st.sampled_from((1, 1, 2, 40)))


def _swap(pieces: Pieces, draw: st.DrawFn, _texts: tuple[str, ...]) -> None:
    if pieces:
        one, other = _somewhere(pieces, draw), _somewhere(pieces, draw)
        pieces[one], pieces[other] = pieces[other], pieces[one]


def _borrow(pieces: Pieces, draw: st.DrawFn, texts: tuple[str, ...]) -> None:
    """A few pieces of another text."""
    other = _pieces(draw(st.sampled_from(texts)))
    if other:
        first = draw(st.integers(0, len(other) - 1))
        at = _somewhere(pieces, draw)
        pieces[at:at] = other[first : first + draw(st.integers(1, 6))]


def _insert(*things: str) -> Callable[[Pieces, st.DrawFn, tuple[str, ...]], None]:
    def insert(pieces: Pieces, draw: st.DrawFn, _texts: tuple[str, ...]) -> None:
        pieces.insert(_somewhere(pieces, draw), draw(st.sampled_from(things)))

    return insert


def _exchange(
    fits: Callable[[str], bool], instead: Callable[[str], Sequence[str]]
) -> Callable[[Pieces, st.DrawFn, tuple[str, ...]], None]:
    """One of the fitting pieces for another."""

    def exchange(pieces: Pieces, draw: st.DrawFn, _texts: tuple[str, ...]) -> None:
        places = [at for at, piece in enumerate(pieces) if fits(piece)]
        if places:
            at = draw(st.sampled_from(places))
            pieces[at] = draw(st.sampled_from(instead(pieces[at])))

    return exchange


_SLIPS = (
    _drop,
    _double,
    _swap,
    _borrow,
    _insert(*_UNITS, *_NUMBERS),
    _insert(*_YAML),
    _insert(*_ODD),
    _exchange(str.isdigit, lambda _: _NUMBERS),
    _exchange(_UNITS.__contains__, lambda _: _UNITS),
    _exchange(_LOOKALIKES.__contains__, _LOOKALIKES.__getitem__),
)

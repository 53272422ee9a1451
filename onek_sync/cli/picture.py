"""The profile of a workout in characters: height = intensity, width = time."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from rich.console import Console
from rich.text import Text

from onek_sync.app.show import Bar

_BLOCKS = " ▁▂▃▄▅▆▇█"
_ASCII = " .:-=+*##"
# Green to red, by intensity.
_COLOURS = ((0.35, "cyan"), (0.6, "green"), (0.8, "yellow"), (1.01, "red"))


def heights(bars: Sequence[Bar], width: int) -> list[float]:
    """The picture's columns, at most `width`. Bars of the same time are equally wide, and none is lost
    where there is room, so that six repetitions are six peaks; else a column shows the hardest of its time.
    """
    total = sum(bar.seconds for bar in bars)
    if total <= 0:
        return []
    spare = width - len(bars)
    if spare < 0:
        return _sampled(bars, width, total)
    return [bar.height for bar in bars for _ in range(1 + int(bar.seconds / total * spare))]


def _sampled(bars: Sequence[Bar], width: int, total: float) -> list[float]:
    # Rounded, so that a bar that ends where a column begins is no part of it.
    ends = [round(end, 6) for end in accumulate(bar.seconds for bar in bars)]
    edges = [round(column / width * total, 6) for column in range(width + 1)]
    return [
        max(bar.height for bar in bars[bisect_right(ends, start) : bisect_left(ends, end) + 1])
        for start, end in pairwise(edges)
    ]


def picture(bars: Sequence[Bar], console: Console, *, width: int, rows: int = 1) -> Text:
    """The profile, `rows` lines high, the last line the ground."""
    blocks = _BLOCKS if _draws_blocks(console) else _ASCII
    columns = heights(bars, width)
    text = Text(no_wrap=True)
    for row in reversed(range(rows)):
        for height in columns:
            filled = min(1.0, max(0.0, height * rows - row))
            text.append(blocks[_eighths(filled, ground=row == 0)], style=_colour(height))
        if row:
            text.append("\n")
    return text


def _eighths(filled: float, *, ground: bool) -> int:
    return max(1 if ground else 0, round(filled * 8))


def _colour(height: float) -> str:
    return next(colour for limit, colour in _COLOURS if height < limit)


def _draws_blocks(console: Console) -> bool:
    try:
        _BLOCKS.encode(console.encoding)
    except UnicodeEncodeError:
        return False
    return True

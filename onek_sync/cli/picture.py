"""The profile of a workout in characters: height = intensity, width = time."""

from collections.abc import Sequence
from itertools import accumulate

from rich.console import Console
from rich.text import Text

from onek_sync.app.show import Bar

_BLOCKS = " ▁▂▃▄▅▆▇█"
_ASCII = " .:-=+*##"
# Green to red, by intensity.
_COLOURS = ((0.35, "cyan"), (0.6, "green"), (0.8, "yellow"), (1.01, "red"))


def heights(bars: Sequence[Bar], width: int) -> list[float]:
    """The picture's columns, each as high as what happens in the middle of its stretch of time."""
    ends = list(accumulate(bar.seconds for bar in bars))
    if not ends or ends[-1] <= 0:
        return []
    columns: list[float] = []
    at = 0
    for column in range(width):
        middle = (column + 0.5) / width * ends[-1]
        while ends[at] < middle and at < len(bars) - 1:
            at += 1
        columns.append(bars[at].height)
    return columns


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

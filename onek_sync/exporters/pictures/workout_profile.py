"""The profile of a workout as SVG: width is time, height is how hard, shape and colour say what for."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import accumulate, groupby

from onek_sync.exporters.profile import Bar, bars
from onek_sync.exporters.words.plain import capital
from onek_sync.model.session import ResolvedOption
from onek_sync.model.workout import Role

_WIDE, _HIGH = 600, 40
_MARGIN = 8  # units: no picture is lower
_EM = 2.2 / _HIGH  # a unit of height, in the size of a letter
_LEAST = 2  # units that a bar is wide at least, so that each of 25 repetitions is seen
_MOST = 200  # bars; what has more is drawn in as many columns
# What a title is worth for: what leads in and out, the key says.
_TITLED = frozenset({"easy", "mid", "hard", "rest"})
# What each shape means: its class, a path in a square of 40 above the ground, the words.
KEY = (
    ("lead", "M0 0V-5L40-14V0", "warm-up"),
    ("drills", "M0-7h40", "drills"),
    ("easy", "M0 0V-13h40V0", "easy"),
    ("mid", "M0 0V-22h40V0", "moderate"),
    ("hard", "M0 0V-36h40V0", "hard"),
    ("rest", "M0 0V-8h40V0", "recovery"),
    ("lead", "M0 0V-14L40-5V0", "cool-down"),
)
_EASY, _MID = 0.5, 0.7  # heights up to which work is easy, and moderately hard
_ROLES = {
    Role.WARMUP: "lead",
    Role.COOLDOWN: "lead",
    Role.DRILLS: "drills",
    Role.RECOVERY: "rest",
}


def profile(option: ResolvedOption, share: float = 1.0) -> str:
    """An `<svg>` element for a page; empty where nothing is done. `share` (0 to 1): of the width around it.

    A warm-up rises, a cool-down falls, drills are dashed, work stands over its recoveries. An easy session
    is a low picture, so that all have one scale. Bars of one kind are one path; work and recoveries have a
    title to hover. Foreign words are escaped.
    """
    played = _merged(_columns(bars(option)))
    if not played:
        return ""
    paths = "".join(_paths(played))
    top = max(_MARGIN, *map(_high, played))
    return (
        f'<svg class="profile" viewBox="0 -{top} {_WIDE} {top}" preserveAspectRatio="none" role="img" '
        f'aria-label="Effort over time" width="{share:.0%}" height="{top * _EM:.2g}em">{paths}</svg>'
    )


def _columns(played: Sequence[Bar]) -> Sequence[Bar]:
    """At most `_MOST` bars: neighbours become one, as high as the hardest of them."""
    seen = [bar for bar in played if bar.seconds > 0]
    every = max(1, -(-len(seen) // _MOST))
    runs = (seen[start : start + every] for start in range(0, len(seen), every))
    return [_one(run, max(run, key=lambda bar: bar.height)) for run in runs]


def _merged(played: Sequence[Bar]) -> list[Bar]:
    """Neighbours that look the same are one."""
    alike = groupby(played, key=lambda bar: (bar.role, bar.height, bar.aim))
    groups = [list(run) for _, run in alike]
    return [_one(run, run[0]) for run in groups]


def _one(run: Sequence[Bar], like: Bar) -> Bar:
    return Bar(sum(bar.seconds for bar in run), like.height, like.role, like.aim)


def _paths(played: Sequence[Bar]) -> Iterator[str]:
    """A path for each kind of bar: the same look and the same title. The pen walks on the ground between."""
    kinds: dict[tuple[str, str], list[str]] = {}
    pens: dict[tuple[str, str], int] = {}
    for bar, (left, right) in zip(played, _edges(played), strict=True):
        look = _look(bar)
        kind = look, bar.aim if look in _TITLED else ""
        start = f"h{left - pens[kind]}" if kind in pens and look != "drills" else f"M{left} 0"
        kinds.setdefault(kind, []).append(start + _shape(bar, right - left))
        pens[kind] = right
    for (look, aim), shapes in kinds.items():
        title = f"<title>{escape(capital(aim))}</title>" if aim and len(kinds) > 1 else ""
        yield f'<path class="{look}" d="{"".join(shapes)}">{title}</path>'


def _edges(played: Sequence[Bar]) -> list[tuple[int, int]]:
    total = sum(bar.seconds for bar in played)
    spare = _WIDE - _LEAST * len(played)
    ends = [round(end) for end in accumulate(_LEAST + bar.seconds / total * spare for bar in played)]
    return list(zip([0, *ends], ends, strict=False))


def _look(bar: Bar) -> str:
    work = "easy" if bar.height <= _EASY else "mid" if bar.height <= _MID else "hard"
    return _ROLES.get(bar.role, work)


def _high(bar: Bar) -> int:
    return max(1, round(bar.height * _HIGH))


def _shape(bar: Bar, width: int) -> str:
    """Up from the ground, along the top, and down again."""
    high = _high(bar)
    match bar.role:
        case Role.WARMUP:
            return f"v-{high // 3}l{width}-{high - high // 3}V0"
        case Role.COOLDOWN:
            return f"v-{high}l{width} {high - high // 3}V0"
        case Role.DRILLS:
            return f"m0-7h{width}"
        case _:
            return f"V-{high}h{width}V0"

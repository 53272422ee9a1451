"""Lines of shorthand beside YAML loaders on a file of the same lines."""

from io import StringIO
from itertools import islice, product

import yaml
from ruamel.yaml import YAML

from benchmarks._ratio import Ratio, medians
from onek_sync.planning.shorthand import parse_workout

ROUNDS = 3
FEW, MANY = 1_000, 10_000
WARM_UPS = ("10min warm up", "12min warm up", "15min warm up, 5min drills", "2km warm up")
REPS = ("200m", "300m", "400m", "600m", "800m")
PACES = ("@ R", "@ goal 1K", "@ 800", "@ I", "@ 3:40-3:50/km")
RESTS = ("w/ 60s jog", "w/ 90s walk", "w/ 200m jog", "w/ equal rest")
ENDS = ("10min cool down", "8min cool down", "5x100m strides w/ walk back", "1km jog", "15min easy")


def lines(number: int) -> list[str]:
    """So many workouts, each another one as far as the words reach."""
    counts = range(3, 13)
    every = product(counts, ENDS, RESTS, PACES, REPS, WARM_UPS)
    return [
        f"{warm_up}, {count}x{rep} {pace} {rest}, {end}"
        for count, end, rest, pace, rep, warm_up in islice(every, number)
    ]


def measure() -> list[Ratio]:
    """1,000 and 10,000 lines, then a line among each: reading must stay linear."""
    few, many = lines(FEW), lines(MANY)
    assert len(set(many)) == MANY
    quoted = "".join(f"- {line}\n" for line in many)
    assert yaml.safe_load(quoted) == many

    in_few, in_many, pyyaml, ruamel = medians(
        ROUNDS,
        lambda: _read(few),
        lambda: _read(many),
        lambda: yaml.safe_load(quoted),
        lambda: YAML().load(StringIO(quoted)),
    )
    each, each_of_few = in_many / MANY, in_few / FEW
    return [
        Ratio(f"shorthand, 10,000 lines ({1 / each:,.0f} lines/s)", in_many, "PyYAML", pyyaml, ""),
        Ratio("shorthand, 10,000 lines", in_many, "ruamel.yaml", ruamel, ""),
        Ratio(
            f"shorthand, a line of 10,000 (of 1,000: {1 / each_of_few:,.0f} lines/s)",
            each,
            "a line of 1,000",
            each_of_few,
            "≥ 0.8×",
        ),
    ]


def _read(texts: list[str]) -> None:
    for text in texts:
        parse_workout(text)

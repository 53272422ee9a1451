"""One line of `make bench`: what we take beside what a peer takes for the same work."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

_WANTED = re.compile(r"(?P<sign>[≥≤<]) (?P<number>[\d.]+)(?P<unit>×| s)")


@dataclass(frozen=True, slots=True)
class Ratio:
    """Medians in seconds for the same work; `wanted` is what must hold, "" where nothing must.

    "≥ 10×": ten times as fast as the peer; "≤ 2.5×": the time of the peer, two and a half times;
    "< 1 s": our own time.
    """

    name: str
    ours_seconds: float
    peer: str
    peer_seconds: float
    wanted: str

    @property
    def factor(self) -> float:
        """How many times faster than the peer."""
        return self.peer_seconds / self.ours_seconds

    @property
    def met(self) -> bool | None:
        """Whether what is wanted holds; None where nothing is."""
        if not self.wanted:
            return None
        wanted = _WANTED.fullmatch(self.wanted)
        assert wanted, f"not understood: {self.wanted}"
        number = float(wanted["number"])
        match wanted["sign"], wanted["unit"]:
            case "≥", "×":
                return self.factor >= number
            case "≤", "×":
                return 1 / self.factor <= number
            case "<", " s":
                return self.ours_seconds < number
        raise AssertionError(f"not understood: {self.wanted}")


@dataclass(frozen=True, slots=True)
class Calls:
    """Reads and writes of a service, counted and not timed: ours, the least possible, the most allowed."""

    name: str
    ours: tuple[int, int]
    least: tuple[int, int]
    most: tuple[int, int] | None = None

    @property
    def met(self) -> bool | None:
        """Whether no more is asked than is allowed; None where nothing is said."""
        return None if self.most is None else all(a <= b for a, b in zip(self.ours, self.most, strict=True))


@dataclass(frozen=True, slots=True)
class Size:
    """Megabytes of memory, and as many before; `most`: how many times as much is well."""

    name: str
    now: float
    before: float
    most: float

    @property
    def met(self) -> bool:
        """Whether it did not grow."""
        return self.now <= self.before * self.most


@dataclass(frozen=True, slots=True)
class Missing:
    """What could not be measured here, and what to do about it."""

    name: str
    now: str


def medians(rounds: int, *works: Callable[[], object]) -> list[float]:
    """Median seconds of each work. They take turns, so that a busy machine is busy for all of them."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, times in zip(works, taken, strict=True):
            began = perf_counter()
            work()
            times.append(perf_counter() - began)
    return [median(times) for times in taken]

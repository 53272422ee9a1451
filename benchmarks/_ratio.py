"""One line of `make bench`: what we take beside what a peer takes for the same work."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Ratio:
    """Medians in seconds for the same work; `wanted` is what must hold, such as "≥ 10×"."""

    name: str
    ours_seconds: float
    peer: str
    peer_seconds: float
    wanted: str

    @property
    def factor(self) -> float:
        """How many times faster than the peer."""
        return self.peer_seconds / self.ours_seconds


def medians(rounds: int, *works: Callable[[], object]) -> list[float]:
    """Median seconds of each work. They take turns, so that a busy machine is busy for all of them."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, times in zip(works, taken, strict=True):
            began = perf_counter()
            work()
            times.append(perf_counter() - began)
    return [median(times) for times in taken]

"""How often somebody may ask: so many times at once, then once every so often."""

from collections import OrderedDict
from collections.abc import Callable


class Limit:
    """A rate for each caller (GCRA, the leaky bucket with one number a caller), in bounded memory.

    `burst`: how often at once; `every`: seconds for one more; `most`: callers that are known, the longest
    silent of whom is forgotten. `clock`: seconds that never go back.
    """

    def __init__(self, burst: int, every: float, clock: Callable[[], float], most: int = 10_000) -> None:
        self._ahead = burst * every
        self._every = every
        self._clock = clock
        self._most = most
        self._until: OrderedDict[str, float] = OrderedDict()

    def wait(self, caller: str) -> float:
        """0.0 for go on; else the seconds after which asking makes sense. Being refused costs nothing."""
        now = self._clock()
        until = max(now, self._until.get(caller, now)) + self._every
        if until - now > self._ahead:
            return until - now - self._ahead
        self._until[caller] = until
        self._until.move_to_end(caller)
        if len(self._until) > self._most:
            self._until.popitem(last=False)
        return 0.0

    def __len__(self) -> int:
        return len(self._until)

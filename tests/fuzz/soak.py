"""Holds every law against texts that are nearly right, for as long as told: `make soak MINUTES=10`.

What breaks a law is made small, kept in tests/corpus, where every test run reads it, and said; the exit is 1
then. Hypothesis makes the texts. Coverage-guided fuzzers were looked at: atheris works on bytes and needs its
own build of each Python, HypoFuzz runs tests without an end and keeps what it finds in its own database; a
kept text that a person can read, and an end, are worth more here.
"""

import argparse
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from types import FrameType

from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as profile

from tests.fuzz.corpus import keep
from tests.fuzz.laws import LAWS, Law
from tests.fuzz.texts import texts
from tests.fuzz.work import TooMuchWork

LONGEST = 30.0  # seconds of one text, where a single call never comes back
_ROLLING = profile(
    database=None,
    deadline=None,
    derandomize=False,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
Fault = tuple[str, ...]


@dataclass
class Soak:
    """How many texts each law has seen, and the faults that were found, each with its text."""

    laws: Mapping[str, Law] = field(default_factory=lambda: LAWS)
    tried: Counter[str] = field(default_factory=Counter)
    found: dict[Fault, str] = field(default_factory=dict)

    def run(self, over: Callable[[], bool], numbers: Iterator[int]) -> None:
        """Law after law, each turn with a number as its dice, until it is over."""
        for name in cycle(self.laws):
            if over():
                return
            self._turn(name, next(numbers))

    def _turn(self, name: str, number: int) -> None:
        @seed(number)
        @profile(_ROLLING, max_examples=self.laws[name].turn)
        @given(texts(name))
        def turn(text: str) -> None:
            self.tried[name] += 1
            fault = fault_of(self.laws[name], text)
            if fault and fault not in self.found:
                self._keep(name, text, fault)

        turn()

    def _keep(self, name: str, text: str, fault: Fault) -> None:
        small = smaller(text, lambda each: fault_of(self.laws[name], each) == fault)
        self.found[fault] = small
        path = keep(self.laws[name], small)
        print(f"\n{name}: {' '.join(fault)}\n  kept in {path}: {small[:200]!r}", flush=True)


def fault_of(law: Law, text: str) -> Fault | None:
    """How a text breaks a law: the exception and the innermost lines it came through; None: it does not."""
    try:
        with _stopped_after(LONGEST):
            law.check(text)
    except TooMuchWork:
        return law.folder, "TooMuchWork"
    except Exception as error:
        frames = [
            f"{frame.filename.rpartition('/')[2]}:{frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
            if "onek_sync/" in frame.filename or frame.filename.endswith("laws.py")
        ]
        return law.folder, type(error).__name__, *frames[-2:]
    return None


def smaller(text: str, still: Callable[[str], bool]) -> str:
    """The text with everything left out that the fault does not need: lines first, then signs."""
    for parts in (text.splitlines(keepends=True), None):
        units = list(text) if parts is None else parts
        size = max(1, len(units) // 2)
        while size:
            for at in range(len(units) - size, -1, -size):
                less = units[:at] + units[at + size :]
                if still("".join(less)):
                    units = less
            size //= 2
        text = "".join(units)
    return text


@contextmanager
def _stopped_after(seconds: float) -> Iterator[None]:
    """TooMuchWork where one call into C, such as a regular expression, takes for ever."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooMuchWork(f"more than {seconds} s")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def main() -> int:
    """Soak for so many minutes; 1 when something was found."""
    asked = argparse.ArgumentParser(prog="make soak", description=__doc__)
    asked.add_argument("--minutes", type=float, default=10)
    asked.add_argument("--seed", type=int, help="the dice of another run, which it prints at its beginning")
    told = asked.parse_args()
    dice = told.seed if told.seed is not None else time.time_ns()
    end = time.monotonic() + told.minutes * 60
    soak = Soak()
    print(f"soaking for {told.minutes:g} min, --seed {dice}", flush=True)
    said = time.monotonic()

    def over() -> bool:
        nonlocal said
        if time.monotonic() > said + 15:
            said = time.monotonic()
            print(_progress(soak), flush=True)
        return time.monotonic() > end

    roll = random.Random(dice)
    soak.run(over, iter(lambda: roll.getrandbits(64), None))
    print(_progress(soak))
    return 1 if soak.found else 0


def _progress(soak: Soak) -> str:
    return ", ".join(f"{name} {soak.tried[name]}" for name in LAWS) + f"; faults found: {len(soak.found)}"


if __name__ == "__main__":
    sys.exit(main())

"""What was worked out for an object, kept for as long as the object lives."""

from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import ref

A = TypeVar("A")
B = TypeVar("B")
R = TypeVar("R")


class Kept(Generic[A, B, R]):
    """A pure function of two frozen objects, worked out once for each pair of objects.

    Told by identity: to compare, or hash, a whole plan takes longer than most answers. Frozen objects do not
    change, so the same objects mean the same answer. For the first object only the last answer is kept.
    """

    def __init__(self, work: Callable[[A, B], R]) -> None:
        self._work = work
        self._answers: dict[int, tuple[ref[A], ref[B], R]] = {}

    def __call__(self, one: A, other: B) -> R:
        """The answer for the two."""
        found = self._answers.get(id(one))
        if found is not None and found[1]() is other:
            return found[2]
        answer = self._work(one, other)
        name = id(one)
        # An answer goes with its object, before the object's number can be given to another.
        forget = ref(one, lambda _: self._answers.pop(name, None))
        self._answers[name] = (forget, ref(other), answer)
        return answer

    def clear(self) -> None:
        """Forget every answer."""
        self._answers.clear()

    def __len__(self) -> int:
        return len(self._answers)

"""What is kept for an object goes with it, and is never taken for another's."""

import gc
from dataclasses import dataclass

from onek_sync.exporters.ical.kept import Kept


@dataclass(frozen=True)
class Thing:
    """Equal to every other with the same word, but not the same."""

    word: str


def test_a_pair_of_objects_is_worked_on_once() -> None:
    asked = []
    kept = Kept[Thing, Thing, str](lambda one, other: asked.append(one) or one.word + other.word)
    a, b, c = Thing("a"), Thing("b"), Thing("c")
    assert [kept(a, b), kept(a, b), kept(a, c), kept(c, b)] == ["ab", "ab", "ac", "cb"]
    assert len(asked) == 3


def test_an_object_that_is_gone_leaves_nothing() -> None:
    kept = Kept[Thing, Thing, str](lambda one, other: one.word)
    other = Thing("other")
    for number in range(100):
        assert kept(Thing(str(number)), other) == str(number)  # numbers of objects are given again
    gc.collect()
    assert len(kept) == 0

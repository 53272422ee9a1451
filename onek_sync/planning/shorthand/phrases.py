"""Tables whose keys are one or more words."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from onek_sync.planning.shorthand.normalise import normalise
from onek_sync.planning.shorthand.tokens import tokens_of

V = TypeVar("V")


class Phrases(Generic[V]):
    """A table whose keys are one or more words, found by the first of their tokens, the longest first."""

    def __init__(self, *tables: Mapping[str, V]) -> None:
        self.by_first: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for table in tables:
            for words, meaning in table.items():
                keys = tuple(token.key for token in tokens_of(normalise(words))[:-1])
                self.by_first.setdefault(keys[0], []).append((keys, meaning))
        for entries in self.by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))


def alike(words: str, meaning: V) -> dict[str, V]:
    """One meaning for several phrases, written with bars between them."""
    return dict.fromkeys((each.strip() for each in words.split("|")), meaning)


def words_of(words: str) -> frozenset[str]:
    """Words written with bars between them."""
    return frozenset(words.split("|"))


def phrases(words: str) -> Phrases[str]:
    """Phrases written with bars between them, each of which means itself."""
    return Phrases({each.strip(): each.strip() for each in words.split("|")})

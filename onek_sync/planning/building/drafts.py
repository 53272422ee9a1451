"""Sessions before they have a length that fits: what is fixed, what may grow, and what both come to."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, time
from functools import lru_cache

from onek_sync.model.plan import Kind, Notes, Option
from onek_sync.model.workout import Role, Step
from onek_sync.planning.building.places import QUALITY, Slot
from onek_sync.planning.building.scaling import is_easy
from onek_sync.planning.load import fast_metres
from onek_sync.planning.paces.known_paces import Paces
from onek_sync.planning.resolve import resolve_workout
from onek_sync.planning.shorthand.options import parse_options


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A session of a day. A flexible one is `text` with its minutes filled in, from `least` to `most`."""

    day: date
    slot: Slot
    options: tuple[Option, ...] = ()
    text: str = ""
    least: int = 0
    most: int = 0
    minutes: int = 0
    at: time | None = None
    title: str = ""
    purpose: str = ""
    cues: tuple[str, ...] = ()
    notes: Notes = field(default_factory=Notes)

    @property
    def flexible(self) -> bool:
        """Whether its length is still open."""
        return bool(self.text)

    @property
    def is_hard(self) -> bool:
        """Whether it is a quality session; a slot of quality may hold easy running."""
        return self.slot in QUALITY and (self.slot is Slot.MIXED or not self.flexible)

    def planned(self) -> tuple[Option, ...]:
        """What is done, with the minutes that it has now."""
        return written(self.text.format(minutes=self.minutes)) if self.text else self.options


@lru_cache(maxsize=4096)
def written(text: str) -> tuple[Option, ...]:
    """The options of a text of ours; it has no doubts."""
    reading = parse_options(text)
    assert not reading.findings, f"{text}: {reading.findings}"
    return reading.options


def around(warm_up: Option | None, option: Option, cool_down: Option | None) -> Option:
    """A run with what stands before and after it; one that brings its own beginning needs neither."""
    if option.kind is not Kind.RUN or _begins_itself(option):
        return option
    parts = (part.workout.blocks for part in (warm_up, option, cool_down) if part)
    blocks = tuple(block for blocks in parts for block in blocks)
    return replace(option, workout=replace(option.workout, blocks=blocks))


def _begins_itself(option: Option) -> bool:
    first = next(iter(option.workout.blocks), None)
    return begins_easily(option) or (isinstance(first, Step) and first.role is Role.WARMUP)


def begins_easily(option: Option) -> bool:
    """Whether the workout begins with easy running of its own."""
    first = next(iter(option.workout.blocks), None)
    return isinstance(first, Step) and is_easy(first)


@dataclass(slots=True)
class Gauge:
    """Measures what sessions come to for one athlete; remembers, since plans repeat themselves."""

    paces: Paces
    _metres: dict[tuple[Option, ...] | str, float] = field(default_factory=dict)
    _fast: dict[tuple[Option, ...], float] = field(default_factory=dict)

    def metres(self, draft: Draft) -> float:
        """Metres on foot, estimated; flexible ones grow evenly with their minutes."""
        if not draft.flexible:
            return self._of(draft.options)
        if draft.text not in self._metres:
            ten, twenty = (self._of(written(draft.text.format(minutes=n))) for n in (10, 20))
            self._metres[draft.text] = ten
            self._metres[draft.text + "+"] = (twenty - ten) / 10
        return self._metres[draft.text] + (draft.minutes - 10) * self._metres[draft.text + "+"]

    def total(self, drafts: Iterable[Draft]) -> float:
        """Metres of all of them."""
        return sum(self.metres(draft) for draft in drafts)

    def fast(self, options: tuple[Option, ...]) -> float:
        """Metres at 1K pace and faster of what is planned first."""
        if options not in self._fast:
            option = options[0]
            resolved, _ = resolve_workout(option.workout, self.paces, kind=option.kind, sport=option.sport)
            self._fast[options] = fast_metres(resolved, self.paces)
        return self._fast[options]

    def _of(self, options: tuple[Option, ...]) -> float:
        if options not in self._metres:
            option = options[0]
            resolved, _ = resolve_workout(option.workout, self.paces, kind=option.kind, sport=option.sport)
            self._metres[options] = resolved.metres if option.kind in {Kind.RUN, Kind.RACE} else 0.0
        return self._metres[options]

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
    _known: dict[tuple[Option, ...], tuple[float, float]] = field(default_factory=dict)
    _lines: dict[str, tuple[float, float]] = field(default_factory=dict)

    def metres(self, draft: Draft) -> float:
        """Metres on foot, estimated; flexible ones grow evenly with their minutes."""
        if not draft.flexible:
            return self._measured(draft.options)[0]
        if draft.text not in self._lines:
            ten, twenty = (self._measured(written(draft.text.format(minutes=n)))[0] for n in (10, 20))
            self._lines[draft.text] = ten, (twenty - ten) / 10
        at_ten, a_minute = self._lines[draft.text]
        return at_ten + (draft.minutes - 10) * a_minute

    def total(self, drafts: Iterable[Draft]) -> float:
        """Metres of all of them."""
        return sum(self.metres(draft) for draft in drafts)

    def fast(self, options: tuple[Option, ...]) -> float:
        """Metres at 1K pace and faster of what is planned first."""
        return self._measured(options)[1]

    def _measured(self, options: tuple[Option, ...]) -> tuple[float, float]:
        """Metres on foot, and those at 1K pace and faster, of what is planned first."""
        if options not in self._known:
            option = options[0]
            resolved, _ = resolve_workout(option.workout, self.paces, kind=option.kind, sport=option.sport)
            metres = resolved.metres if option.kind in {Kind.RUN, Kind.RACE} else 0.0
            self._known[options] = metres, fast_metres(resolved, self.paces)
        return self._known[options]

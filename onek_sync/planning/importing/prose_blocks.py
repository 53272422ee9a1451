"""What prose repeats and in which order it is run: what is clear, and what is refused."""

from dataclasses import dataclass, field

from onek_sync.model.units import UntilLap
from onek_sync.model.workout import Block, Repeat, Role, Step


class Unread(Exception):
    """A line that cannot be left out and cannot be read."""

    def __init__(self, line: str, why: str) -> None:
        self.line, self.why = line, why
        super().__init__(line)


@dataclass(slots=True)
class OpenRepeat:
    """A repeat that is being read: its count and line, its blocks, and what will end it."""

    count: int
    line: str
    blocks: list[Block] = field(default_factory=list)
    ruled: bool = False
    bulleted: bool = False

    @property
    def is_marked(self) -> bool:
        """Whether it is shown what is repeated, and what is not."""
        return self.ruled or self.bulleted


def in_order(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same, refused where a warm-up stands behind what it is for, or work behind the cool-down."""
    seen = Role.WARMUP
    for block in blocks:
        role = block.role if isinstance(block, Step) else Role.WORK
        if (role is Role.WARMUP and seen is not Role.WARMUP) or (role is Role.WORK and seen is Role.COOLDOWN):
            raise Unread(f"{role.value} behind {seen.value}", "the order is not the one in which it is run")
        seen = role if role in {Role.WORK, Role.COOLDOWN} else seen
    return blocks


def is_clear(blocks: list[Block], *, paragraph: bool) -> bool:
    """Whether lines without rules or bullets can be one thing only: a step, or work and its recovery.

    As a paragraph of their own they are also two steps, or more that end with a recovery.
    """
    last = is_rest(blocks[-1])
    if paragraph:
        return len(blocks) <= 2 or last
    return len(blocks) == 1 or (len(blocks) == 2 and last and not is_rest(blocks[0]))


def has_no_rest(block: Block | None) -> bool:
    """Whether it is repetitions without a recovery."""
    return isinstance(block, Repeat) and not block.between and not any(map(is_rest, block.blocks))


def is_rest(block: Block) -> bool:
    """Whether it is a recovery."""
    return isinstance(block, Step) and block.role is Role.RECOVERY


def is_bare(block: Block) -> bool:
    """Whether it is a warm-up or a cool-down of which nothing more is said: no training by itself."""
    return isinstance(block, Step) and block.role is not Role.WORK and isinstance(block.end, UntilLap)


def is_cooldown(blocks: tuple[Block, ...]) -> bool:
    """Whether they begin with the cool-down."""
    return bool(blocks) and isinstance(blocks[0], Step) and blocks[0].role is Role.COOLDOWN

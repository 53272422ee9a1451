"""Where the recovery of imported repetitions stands: inside, unless "between" says the very same."""

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from onek_sync.model.units import Count
from onek_sync.model.workout import Block, Repeat, Role, Step

_LAST = re.compile(r"last\b[.,: ]*", re.IGNORECASE)


def with_separations(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The same training, with a repeat's closing recovery as its separation where work comes next.

    Other tools run the recovery after the last repetition too. Ours leaves a separation out there, unless
    work follows; so only then "4x1km w/ 400m jog" says the same, and shorter.
    """
    return tuple(
        _separated(block) if isinstance(block, Repeat) and _is_work(following) else _inner(block)
        for block, following in pairwise((*blocks, None))
        if block is not None
    )


def folded(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The same training, with what is done once more behind a repeat taken into it.

    "5x(400m, 2min jog), 400m" is "6x400m w/ 2min jog", which is what was meant: a notation that always runs
    the closing recovery makes people write the last repetition out. Not before work, where ours would run
    the recovery once more.
    """
    out: list[Block] = []
    left = deque(blocks)
    while left:
        block = left.popleft()
        if isinstance(block, Repeat) and (size := _once_more(block, left)):
            block = _one_more(block)
            for _ in range(size):
                left.popleft()
        out.append(block)
    return tuple(out)


def _once_more(repeat: Repeat, following: Sequence[Block]) -> int:
    """How many of the following blocks are the repetition itself once more; 0 where they are not."""
    *work, last = repeat.blocks
    size = len(work)
    again = [_uncounted(block) for block in islice(following, size)]
    after = following[size] if len(following) > size else None
    rests = isinstance(last, Step) and last.role is Role.RECOVERY
    same = bool(work) and rests and not repeat.between and again == work
    return size if same and not _is_work(after) else 0


def _uncounted(block: Block) -> Block:
    """A block without the word that says it is the last one."""
    return replace(block, cue=_LAST.sub("", block.cue)) if isinstance(block, Step) else block


def _one_more(repeat: Repeat) -> Repeat:
    *work, last = repeat.blocks
    count = Count.exactly(repeat.count.chosen + 1)
    return Repeat(count=count, blocks=tuple(work), between=(last,) if isinstance(last, Step) else ())


def _separated(repeat: Repeat) -> Repeat:
    *work, last = with_separations(repeat.blocks)
    if not (work and isinstance(last, Step) and last.role is Role.RECOVERY and _is_work(work[0])):
        return replace(repeat, blocks=(*work, last))
    return replace(repeat, blocks=tuple(work), between=(last,))


def _inner(block: Block) -> Block:
    return replace(block, blocks=with_separations(block.blocks)) if isinstance(block, Repeat) else block


def _is_work(block: Block | None) -> bool:
    match block:
        case Step(role=role):
            return role is Role.WORK
        case Repeat(blocks=(first, *_)):
            return _is_work(first)
        case _:
            return False

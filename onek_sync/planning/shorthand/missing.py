"""Recoveries that are not written: which default will be used is said in a warning (W20)."""

from collections.abc import Iterator

from onek_sync.model.workout import Block, Repeat, Step
from onek_sync.planning.defaults import default_recovery
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.drafts import Item, RepeatDraft
from onek_sync.planning.shorthand.writer import write_recovery, write_step


def doubt_defaults(cursor: Cursor, items: list[Item], blocks: tuple[Block, ...]) -> None:
    """One warning for every outermost repeat that lacks a recovery; it names the default."""
    drafts = [item for item in items if isinstance(item, RepeatDraft)]
    repeats = [block for block in blocks if isinstance(block, Repeat)]
    for draft, repeat in zip(drafts, repeats, strict=True):
        defaults = list(_defaults(repeat))
        if defaults:
            work = _work(repeat)
            what = f"no recovery given: used the default for {work} ({', '.join(defaults)})"
            cursor.doubt(Code.DEFAULT_RECOVERY, draft.column, what, "write it to be sure")
        else:
            doubt_defaults(cursor, draft.body, repeat.blocks)


def _defaults(repeat: Repeat) -> Iterator[str]:
    """The default recoveries of a repeat and of the repeat that is its body, the inner first."""
    only = repeat.blocks[0] if len(repeat.blocks) == 1 else None
    sets = isinstance(only, Repeat)
    if isinstance(only, Repeat):
        yield from _defaults(only)
    for step in default_recovery(repeat):
        yield f"{write_recovery(step)} between {'sets' if sets else 'reps'}"


def _work(repeat: Repeat) -> str:
    """The step of work in words."""
    block: Block = repeat
    while isinstance(block, Repeat):
        block = block.blocks[0]
    return write_step(block) if isinstance(block, Step) else "these repetitions"

"""From drafts to the blocks of a workout."""

from onek_sync.model.workout import Block, Repeat, Role, Text
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.drafts import Item, RepeatDraft, RestItem, StepDraft, TextItem


def build(cursor: Cursor, items: list[Item]) -> tuple[Block, ...]:
    """The blocks that the items are."""
    return tuple(block for item in items for block in _blocks(cursor, item))


def _blocks(cursor: Cursor, item: Item) -> tuple[Block, ...]:
    match item:
        case StepDraft():
            return _step(cursor, item)
        case RepeatDraft():
            return (Repeat(count=item.count, blocks=build(cursor, item.body), between=item.between),)
        case RestItem():
            _refuse_scope(cursor, item)
            return item.rest.steps
        case TextItem():
            return (Text(item.text),)


def _step(cursor: Cursor, draft: StepDraft) -> tuple[Block, ...]:
    """A step and its own recovery."""
    rests = draft.rests
    if rests and (draft.role is not Role.WORK or len(rests) > 1 or rests[0].scope or rests[0].sets):
        now = "write the recovery behind the repeat it belongs to"
        raise cursor.refuse(Code.OWNER, f'"{rests[0].words}": whose recovery?', now, rests[0].column)
    return (draft.step(), *(step for rest in rests for step in rest.steps))


def _refuse_scope(cursor: Cursor, item: RestItem) -> None:
    if item.rest.scope or item.rest.sets:
        now = "write it behind the repeat it belongs to"
        raise cursor.refuse(Code.OWNER, f'"{item.rest.words}": between what?', now, item.rest.column)

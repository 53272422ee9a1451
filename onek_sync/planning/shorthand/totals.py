"""A total in brackets behind a chain of steps must be the sum of the steps (G13)."""

from onek_sync.model.units import Distance, Units
from onek_sync.model.workout import Block, Repeat, Step, Style
from onek_sync.planning.shorthand.bounds import is_total
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.drafts import Item, RepeatDraft, StepDraft
from onek_sync.planning.shorthand.quantities import Quantity


def check_totals(cursor: Cursor, items: list[Item], blocks: tuple[Block, ...]) -> None:
    """Refuse a total that is not the sum, that cannot be checked, or that stands amid the steps."""
    totals = [(place, total) for place, item in enumerate(items) for total in _totals(item)]
    if not totals:
        return
    place, total = totals[0]
    metres = _sum(blocks)
    if len(totals) > 1 or place != len(items) - 1 or metres is None:
        now = "leave it out, or write all steps by distance and the total behind the last"
        raise cursor.refuse(Code.TOTAL, f'"({total.words})" cannot be checked', now, total.column)
    assert total.metres is not None
    if not is_total(total.metres, metres):
        unit = cursor.units
        other = Units.KM if unit is Units.MI else Units.MI
        what = (
            f"the total says {total.metres / 1000:g} km but with units: {unit} "
            f"the steps add up to {metres / 1000:.1f} km"
        )
        now = f"bare E/T/M numbers are {other} here? set units: {other}"
        raise cursor.refuse(Code.TOTAL, what, now, total.column)


def _totals(item: Item) -> list[Quantity]:
    match item:
        case StepDraft(total=Quantity() as total):
            return [total]
        case RepeatDraft(body=body):
            return [total for inner in body for total in _totals(inner)]
        case _:
            return []


def _sum(blocks: tuple[Block, ...]) -> float | None:
    """The metres of all steps, strides without a length left out; None where one has no distance."""
    total = 0.0
    for block in blocks:
        part = _metres(block)
        if part is None:
            return None
        total += part
    return total


def _metres(block: Block) -> float | None:
    match block:
        case Step(end=Distance(metres=metres)):
            return metres
        case Step(end=None, style=Style.STRIDE):
            return 0.0
        case Repeat(between=()):
            inner = _sum(block.blocks)
            return None if inner is None else inner * block.count.chosen
        case _:
            return None

"""The shape of a session: what leads in, what it is about, what leads out, and the sets within."""

from collections.abc import Iterator
from dataclasses import dataclass

from onek_sync.model.session import ResolvedBlock, ResolvedOption, ResolvedRepeat, ResolvedStep
from onek_sync.model.workout import Role, StrengthSet, Style, Text


@dataclass(frozen=True, slots=True)
class Shape:
    """Top-level blocks: the warm-up, the main part, the cool-down."""

    warmup: tuple[ResolvedBlock, ...]
    main: tuple[ResolvedBlock, ...]
    cooldown: tuple[ResolvedBlock, ...]


def shape(option: ResolvedOption) -> Shape:
    """Split an option. Strides and a pause between the warm-up and the work belong to the warm-up.

    Where nothing would be left, all of it is the main part.
    """
    blocks = option.blocks
    start, end = _first_main(blocks), len(blocks)
    while end > start and _has_role(blocks[end - 1], Role.COOLDOWN):
        end -= 1
    if not any(is_work(block) for block in blocks[start:end]):
        return Shape((), blocks, ())
    return Shape(_without_echo(blocks[:start]), blocks[start:end], blocks[end:])


def _without_echo(blocks: tuple[ResolvedBlock, ...]) -> tuple[ResolvedBlock, ...]:
    """Leave out a recovery that was just named as the one between the repetitions before it."""
    named = (before.between[-1:] if isinstance(before, ResolvedRepeat) else () for before in (None, *blocks))
    return tuple(block for block, last in zip(blocks, named, strict=False) if (block,) != last)


def _first_main(blocks: tuple[ResolvedBlock, ...]) -> int:
    at = 0
    while at < len(blocks) and (
        _has_role(blocks[at], Role.WARMUP)
        or _has_role(blocks[at], Role.DRILLS)
        or (at > 0 and _still_leads_in(blocks, at))
    ):
        at += 1
    return at


def _still_leads_in(blocks: tuple[ResolvedBlock, ...], at: int) -> bool:
    if _has_role(blocks[at], Role.RECOVERY):
        return True
    later = blocks[at + 1 :]
    return is_strides(blocks[at]) and any(is_work(block) and not is_strides(block) for block in later)


def _has_role(block: ResolvedBlock, role: Role) -> bool:
    return isinstance(block, ResolvedStep) and block.role is role


def is_work(block: ResolvedBlock) -> bool:
    """Whether there is something to be done in it besides warming up, recovering and cooling down."""
    match block:
        case ResolvedStep():
            return block.role is Role.WORK
        case ResolvedRepeat():
            return any(is_work(inner) for inner in block.blocks)
        case _:
            return isinstance(block, StrengthSet)


def is_strides(block: ResolvedBlock) -> bool:
    """Whether all its work is strides."""
    work = list(work_steps((block,)))
    return bool(work) and all(step.step.style is Style.STRIDE for step in work)


def written_once(blocks: tuple[ResolvedBlock, ...]) -> Iterator[ResolvedStep | StrengthSet]:
    """Every step and exercise once, in reading order, however often it is repeated."""
    for block in blocks:
        if isinstance(block, ResolvedRepeat):
            yield from written_once(block.blocks)
            yield from block.between
        elif not isinstance(block, Text):
            yield block


def work_steps(blocks: tuple[ResolvedBlock, ...]) -> Iterator[ResolvedStep]:
    """Every working step once, in reading order."""
    for block in written_once(blocks):
        if isinstance(block, ResolvedStep) and block.role is Role.WORK:
            yield block


def parts(repeat: ResolvedRepeat) -> tuple[tuple[ResolvedBlock, ...], tuple[ResolvedStep, ...]]:
    """What is repeated, and the recovery that goes with it: between, or at the end of each pass."""
    body = tuple(block for block in repeat.blocks if not isinstance(block, Text))
    if repeat.between:
        return body, repeat.between
    at = len(body)
    while at > 1 and _has_role(body[at - 1], Role.RECOVERY):
        at -= 1
    rest = tuple(block for block in body[at:] if isinstance(block, ResolvedStep))
    return body[:at], rest

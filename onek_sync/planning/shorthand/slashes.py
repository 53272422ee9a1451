"""Two halves of a repetition: "1min hard/1min easy", "400m @ mile / 4min rest", "alternating slow/fast"."""

from onek_sync.model.intensity import Intensity
from onek_sync.model.units import Count, Distance
from onek_sync.model.workout import Mode
from onek_sync.planning.shorthand.codes import Code
from onek_sync.planning.shorthand.cursor import Cursor
from onek_sync.planning.shorthand.drafts import Item, RepeatDraft, RestItem, StepDraft
from onek_sync.planning.shorthand.recoveries import Rest, read_rest
from onek_sync.planning.shorthand.steps import read_step
from onek_sync.planning.shorthand.words import INTENSITIES_AFTER_AT, LETTERS


def read_alternated(
    cursor: Cursor, count: Count, column: int, step: StepDraft
) -> tuple[RepeatDraft, list[Rest]]:
    """ "8 x 1min alternating slow/fast" is 4 x (1min slow, 1min fast)."""
    if count.low != count.high or count.low % 2:
        now = "write an even number, or 4x(1min slow, 1min fast)"
        raise cursor.refuse(Code.COUNT, "alternating needs an even count", now, column)
    body: list[Item] = [_alternate(step, intensity) for intensity in step.alternates]
    rests, step.rests = step.rests, []
    if rests:
        what = "a recovery in what alternates: after which?"
        raise cursor.refuse(Code.OWNER, what, "write 4x(1min slow, 1min fast) w/ 1min", rests[0].column)
    return RepeatDraft(column, Count.exactly(count.low // 2), body, slashed=True), []


def _alternate(step: StepDraft, intensity: Intensity) -> StepDraft:
    return StepDraft(
        step.column, step.quantity, step.end, intensities=[*step.intensities, intensity], cues=list(step.cues)
    )


def read_slashed(
    cursor: Cursor, count: Count, column: int, step: StepDraft
) -> tuple[RepeatDraft, list[Rest]]:
    """ "1min hard/1min easy", "400m @ mile / 4min rest", "30s/30s"."""
    rests, step.rests = step.rests, []
    slash = cursor.next()
    start = cursor.at
    rest = read_rest(cursor, introduced=True)
    repeat = RepeatDraft(column, count, [step], slashed=True)
    if (
        rest is not None
        and not rest.steps[0].intensities
        and (rest.worded or not cursor.sees("/", "@", "at"))
    ):
        if rest.worded:
            return repeat, [*rests, rest]
        if rest.steps[0].mode is Mode.EASY:
            repeat.body.append(RestItem(rest, slash.column))
            return repeat, rests
        told = cursor.find(INTENSITIES_AFTER_AT) is not None or cursor.token.raw in LETTERS
        if not told and not isinstance(step.end, Distance) and not isinstance(rest.steps[0].end, Distance):
            return repeat, [*rests, rest]
    cursor.at = start
    second = read_step(cursor, repeated=True)
    told = second is not None and bool(second.quantity and (second.intensities or second.style))
    if second is None or not told or cursor.sees("/"):
        now = "write 3 x (400, 800) for steps, or a recovery with its word, as in 400m/200m jog"
        raise cursor.refuse(Code.REPEATED, "unclear what is repeated", now, step.column)
    more, second.rests = second.rests, []
    repeat.body.append(second)
    return repeat, [*rests, *more]

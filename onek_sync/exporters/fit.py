"""A session as a FIT workout file, to be copied to a watch. Reasons: docs/decisions/fit.md."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import NamedTuple

from onek_sync.exporters import fit_messages
from onek_sync.exporters.fit_losing import Losing
from onek_sync.exporters.fit_profile import CARDIO, Ends, FileType, Sport, sport_of
from onek_sync.exporters.fit_shape import MOST_STEPS, SAFE_STEPS, Program, Shape, WatchStep, program
from onek_sync.exporters.fit_steps import nodes_of
from onek_sync.exporters.fit_wire import EPOCH, Message, file, records
from onek_sync.exporters.plain import one_line, sentence
from onek_sync.exporters.wording import Voice, block_text, watch_name
from onek_sync.model.exchange import Artifact, Exporter, Options
from onek_sync.model.plan import Kind
from onek_sync.model.session import (
    ResolvedBlock,
    ResolvedOption,
    ResolvedPlan,
    ResolvedRepeat,
    ResolvedSession,
)
from onek_sync.model.workout import Text

NAME_BYTES = 48
EARLIEST = 0x1000_0000  # smaller FIT times mean "since the device was switched on"
LATEST = 0xFFFF_FFFE


class Identity(NamedTuple):
    """What tells a workout from all others on a watch: a serial number, and when it was made (FIT time)."""

    serial: int
    created: int


def say(session: ResolvedSession, plan: ResolvedPlan, options: Options) -> Artifact | None:
    """The session as a FIT file; None for a rest day. ExportError where no watch could hold it."""
    if session.kind is Kind.REST:
        return None
    losing = Losing(session)
    content = records(_content(session, plan, losing))
    for other in session.options[1:]:
        losing.lose(f"an alternative ({_in_words(other)})", "only what is planned first is on the watch")
    first = fit_messages.file_id(FileType.WORKOUT, *_identity(session, plan, options, content))
    return Artifact(
        key=session.key,
        name=f"{session.session.day}-{session.key}.fit",
        body=file(records([first]), content),
        losses=losing.losses,
    )


def identity_of(session: ResolvedSession, plan: ResolvedPlan, options: Options) -> Identity:
    """The identity that `say` writes into the session's file."""
    return _identity(session, plan, options, records(_content(session, plan, Losing(session))))


def serial_of(digest: bytes) -> int:
    """A serial number of 31 bits, never 0: that would be none."""
    return int.from_bytes(digest[:4], "big") & 0x7FFF_FFFF or 1


def fit_time(moment: datetime) -> int:
    """Seconds of FIT time, kept within what a watch takes for a date."""
    return min(max(int(moment.timestamp()) - EPOCH, EARLIEST), LATEST)


def _content(session: ResolvedSession, plan: ResolvedPlan, losing: Losing) -> Iterator[Message]:
    option = session.main
    voice = Voice(units=plan.plan.athlete.units)
    nodes = tuple(nodes_of(option.blocks, losing, voice)) or (WatchStep(ends=Ends.OPEN),)
    laid = _bounded(program(nodes), losing)
    name = losing.fitting(one_line(watch_name(session, plan)), "the whole name", NAME_BYTES)
    description = losing.fitting(_description(session), "the whole description")
    yield fit_messages.workout(name, description, _sport(option, losing), len(laid.lines))
    yield from fit_messages.steps(laid.lines)
    yield from fit_messages.titles(laid.lines)


def _bounded(laid: Program | None, losing: Losing) -> Program:
    """The program, with what it costs declared. ExportError when there is none."""
    if laid is None:
        raise losing.refusal(
            "fit.too-long",
            f"its workout has more than {MOST_STEPS} steps, and no watch takes so many",
            "use fewer different repetitions, or make two sessions of it",
        )
    if laid.shape is Shape.COMPACT:
        losing.lose(
            "so many steps with the last recovery left out", "it is run there too: press lap to skip it"
        )
    if len(laid.lines) > SAFE_STEPS:
        losing.lose(
            f"{len(laid.lines)} steps on every watch",
            f"older ones take {SAFE_STEPS}: make two sessions of it",
        )
    return laid


def _sport(option: ResolvedOption, losing: Losing) -> Sport:
    known = sport_of(option.kind, option.sport)
    if known is None:
        losing.lose(f"the sport {option.sport!r}", "it is cardio training")
    return known or CARDIO


def _description(session: ResolvedSession) -> str:
    """What belongs to no step, the most important first."""
    option, said, notes = session.main, session.session, session.session.notes
    about = (option.note, *said.cues, said.purpose)
    around = (notes.text, notes.food, notes.drink, notes.sleep, notes.mobility)
    parts = (one_line(part) for part in (*_loose_words(option.blocks), *about, *around))
    return " ".join(sentence(part) for part in parts if part)


def _loose_words(blocks: tuple[ResolvedBlock, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Text):
            yield block.text
        elif isinstance(block, ResolvedRepeat):
            yield from _loose_words(block.blocks)


def _in_words(option: ResolvedOption) -> str:
    said = ", ".join(filter(None, (block_text(block) for block in option.blocks)))
    return " ".join(filter(None, (option.sport or option.kind.value, said)))


def _identity(session: ResolvedSession, plan: ResolvedPlan, options: Options, content: bytes) -> Identity:
    """Another plan, session or content gets another serial. The time is the plan's, never the clock's."""
    whose = f"{plan.plan.id}\0{session.key}\0".encode(errors="replace")
    digest = hashlib.sha256(whose + content).digest()
    revision = options.revisions.get(session.key)
    made = revision.changed if revision else datetime.combine(plan.plan.start, time(), UTC)
    return Identity(serial_of(digest), fit_time(made))


EXPORTER = Exporter(
    name="fit",
    suffix="fit",
    media_type="application/vnd.ant.fit",
    says="workout files to copy to a Garmin watch, one a session",
    say=say,
)

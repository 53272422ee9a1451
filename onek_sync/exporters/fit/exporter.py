"""A session as a FIT workout file, to be copied to a watch. Reasons: docs/decisions/fit.md."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import NamedTuple

from onek_sync.exporters.fit import messages
from onek_sync.exporters.fit.profile import CARDIO, FileType, sport_of
from onek_sync.exporters.fit.says import FORMAT, NAME, Says
from onek_sync.exporters.fit.shape import MOST_STEPS, SAFE_STEPS, Program, Shape, program
from onek_sync.exporters.fit.steps import nodes_of, open_step
from onek_sync.exporters.fit.wire import EPOCH, Message, file, records
from onek_sync.exporters.words import Voice, block_text, watch_name
from onek_sync.exporters.words.plain import capital, one_line, sentence
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
    says = _says(session, plan)
    content = records(_content(plan, says))
    first = messages.file_id(FileType.WORKOUT, *_identity(session, plan, options, content))
    return Artifact(
        key=session.key,
        name=f"{session.session.day}-{session.key}.fit",
        body=file(records([first]), content),
        losses=says.losses,
    )


def identity_of(session: ResolvedSession, plan: ResolvedPlan, options: Options) -> Identity:
    """The identity that `say` writes into the session's file."""
    return _identity(session, plan, options, records(_content(plan, _says(session, plan))))


def serial_of(digest: bytes) -> int:
    """A serial number of 31 bits, never 0: that would be none."""
    return int.from_bytes(digest[:4], "big") & 0x7FFF_FFFF or 1


def fit_time(moment: datetime) -> int:
    """Seconds of FIT time, kept within what a watch takes for a date."""
    return min(max(int(moment.timestamp()) - EPOCH, EARLIEST), LATEST)


def _says(session: ResolvedSession, plan: ResolvedPlan) -> Says:
    option = session.main
    known = sport_of(option.kind, option.sport)
    says = Says(session, known or CARDIO, Voice(plan.plan.athlete.units))
    if known is None:
        says.lose(f"the sport {option.sport!r}", "it is cardio training")
    for other in session.options[1:]:
        says.lose(f"an alternative ({_in_words(other)})", "only what is planned first is on the watch")
    return says


def _content(plan: ResolvedPlan, says: Says) -> Iterator[Message]:
    """Everything behind the file_id: the workout, its steps, the names of its exercises."""
    session = says.session
    nodes = tuple(nodes_of(session.main.blocks, says)) or (open_step(says),)
    lines = _bounded(program(nodes), says).lines
    name = says.fitting(one_line(watch_name(session, plan) or session.key), "a name", NAME)
    description = says.fitting(_description(session), "a description")
    yield messages.workout(name, description, says.sport, len(lines))
    yield from messages.steps(lines)
    yield from messages.titles(lines)


def _bounded(laid: Program | None, says: Says) -> Program:
    """The program, with what it costs declared. ExportError when there is none."""
    if laid is None:
        what = f"the workout has more than {MOST_STEPS} steps, and no watch takes them"
        now = 'write what is alike as a repeat ("6x400m"), or make two sessions of it'
        raise says.refusal("fit.too-many-steps", what, now)
    if laid.shape is Shape.COMPACT:
        says.lose("so many steps and the last recovery left out", "it is run there too: press lap to skip it")
    if (number := len(laid.lines)) > SAFE_STEPS:
        says.lose(f"{number} steps on every watch: older ones take {SAFE_STEPS}", "all of them are written")
    return laid


def _description(session: ResolvedSession) -> str:
    """What belongs to no step; the coach's own words about this day first, since the end may be cut."""
    option, said, notes = session.main, session.session, session.session.notes
    named = (
        ("Food", notes.food),
        ("Drink", notes.drink),
        ("Sleep", notes.sleep),
        ("Mobility", notes.mobility),
    )
    parts = (
        *_loose_words(option.blocks),
        option.note,
        notes.text,
        *said.cues,
        said.purpose,
        *(f"{name}: {note}" for name, note in named if one_line(note)),
    )
    return " ".join(sentence(capital(part)) for part in map(one_line, parts) if part)


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
    name=FORMAT,
    suffix="fit",
    media_type="application/vnd.ant.fit",
    says="workout files to copy to a Garmin watch, one a session",
    say=say,
)

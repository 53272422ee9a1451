"""A session as workout text of intervals.icu: words for people, an empty line, sections of steps."""

from onek_sync.exporters.intervals.harmless import prose
from onek_sync.exporters.intervals.notation import MOST_STEPS, SAFE_STEPS
from onek_sync.exporters.intervals.says import FORMAT, Says
from onek_sync.exporters.intervals.sheet import Section, TooManySteps, how_many, laid_out, written
from onek_sync.exporters.intervals.steps import nodes_of
from onek_sync.exporters.words import description
from onek_sync.model.exchange import Artifact, Exporter, Options
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedPlan, ResolvedSession


def say(session: ResolvedSession, plan: ResolvedPlan, options: Options) -> Artifact | None:
    """The text for a session; None for a rest day. ExportError when it has more steps than anybody reads."""
    if session.kind is Kind.REST:
        return None
    says = Says(session, plan.plan.athlete)
    steps = written(_sections(says))
    words = prose(description(session, plan))
    return Artifact(
        key=session.key,
        name=f"{session.session.day}-{session.key}.txt",
        body="".join(f"{part}\n" for part in (words, "\n" + steps if steps else "") if part).encode(),
        losses=says.losses,
    )


def sections(session: ResolvedSession, plan: ResolvedPlan) -> tuple[Section, ...]:
    """The steps that `say` writes, for who wants to compare them with what the service has read."""
    return _sections(Says(session, plan.plan.athlete))


def _sections(says: Says) -> tuple[Section, ...]:
    for _ in says.session.options[1:]:
        says.lose("an alternative", "the first one has steps, the words above name them all")
    try:
        found = laid_out(tuple(nodes_of(says.session.main.blocks, says)))
    except TooManySteps:
        what = f"the workout has more than {MOST_STEPS} steps, or repeats something a thousand times"
        now = 'write what is alike as a repeat ("6x400m"), or make two sessions of it'
        raise says.refusal("intervals.too-many-steps", what, now) from None
    if (number := how_many(found)) > SAFE_STEPS:
        says.lose(f"{number} steps on every watch: Garmin takes {SAFE_STEPS}", "all of them are written")
    return found


EXPORTER = Exporter(
    name=FORMAT,
    suffix="txt",
    media_type="text/plain; charset=utf-8",
    says="workout text for the calendar of intervals.icu, which passes it on to watches, one a session",
    say=say,
)

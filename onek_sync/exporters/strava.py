"""Strava: a title and a description to be pasted, or written, on an activity that everybody may read."""

import re
from collections.abc import Iterator

from onek_sync.exporters.words import Audience, description, title
from onek_sync.exporters.words.plain import clipped, one_line
from onek_sync.model.exchange import Artifact, Exporter, Loss, Options
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedPlan, ResolvedSession

TITLE = 80
# A dot between two words is taken for a web address and the text around it may vanish.
_LIKE_A_LINK = re.compile(r"(?<=\w)\.(?=[^\W\d_]{2,})")


def say(session: ResolvedSession, plan: ResolvedPlan, options: Options) -> Artifact | None:
    """The title, an empty line, the description. None for a rest day: nothing is uploaded then.

    Heart rates and private notes are left out on purpose; that is no loss.
    """
    if session.kind is Kind.REST:
        return None
    head = clipped(unlinked(title(session, plan, TITLE)), TITLE)
    text = unlinked(description(session, plan, Audience.PUBLIC))
    return Artifact(
        key=session.key,
        name=f"{session.session.day:%Y-%m-%d}-{session.key}.txt",
        body=f"{head}\n\n{text}\n".encode(),
        losses=tuple(_losses(session)),
    )


def _losses(session: ResolvedSession) -> Iterator[Loss]:
    own = one_line(session.session.title)
    if len(own) > TITLE:
        yield Loss(session.key, "strava", f"a title of {len(own)} characters", f"it is cut at {TITLE}")


def unlinked(text: str) -> str:
    """The text with a space after dots between words: "warm.up" would look like a link."""
    return _LIKE_A_LINK.sub(". ", text)


EXPORTER = Exporter(
    name="strava",
    suffix="txt",
    media_type="text/plain; charset=utf-8",
    says="a title and a description for the activity, without heart rates and private notes",
    say=say,
)

"""Whatever a session holds, its words fit, are plain, and say nothing that only a programmer would write."""

import re
import unicodedata

from hypothesis import HealthCheck, given, settings

from onek_sync.exporters.profile import bars
from onek_sync.exporters.strava import TITLE, say
from onek_sync.exporters.words import Audience, Voice, block_text, description, step_note, title, watch_name
from onek_sync.model.exchange import Options
from onek_sync.model.plan import Kind
from onek_sync.model.session import ResolvedPlan, ResolvedSession, ResolvedStep
from tests.exporters.resolving import PROGRAMMERS, plans, sessions

any_session = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)


def is_plain(text: str) -> bool:
    """No control characters, no lone surrogates, no spaces before a line's end."""
    odd = [char for char in text if unicodedata.category(char) in {"Cc", "Cs"} and char != "\n"]
    return not odd and all(line == line.rstrip() for line in text.split("\n"))


@any_session
@given(sessions(), plans())
def test_a_title_fits_a_calendar_and_a_name_fits_a_watch(one: ResolvedSession, plan: ResolvedPlan) -> None:
    for said in (title(one), title(one, plan)):
        assert 0 < len(said) <= 50 and "\n" not in said and is_plain(said) and not PROGRAMMERS.search(said)
    for name in (watch_name(one), watch_name(one, plan)):
        assert 0 < len(name) <= 32 and name.isascii() and name.isprintable() and name == name.strip()


@any_session
@given(sessions(), plans())
def test_a_description_is_plain_text_for_every_audience(one: ResolvedSession, plan: ResolvedPlan) -> None:
    for audience in Audience:
        said = description(one, plan, audience)
        assert said and is_plain(said) and said == said.strip() and not PROGRAMMERS.search(said)
        assert description(one, plan, audience) == said


@any_session
@given(sessions())
def test_every_block_and_step_can_be_said(one: ResolvedSession) -> None:
    for audience in Audience:
        voice = Voice(audience=audience)
        steps = [item for item in one.main.played() if isinstance(item, ResolvedStep)][:20]
        for said in (
            *(block_text(block, voice) for block in one.main.blocks),
            *(step_note(step, voice) for step in steps),
        ):
            assert is_plain(said) and "\n" not in said and not PROGRAMMERS.search(said)


@any_session
@given(sessions(), plans())
def test_strava_gets_a_title_and_nothing_of_the_heart(one: ResolvedSession, plan: ResolvedPlan) -> None:
    artifact = say(one, plan, Options())
    if one.kind is Kind.REST:
        assert artifact is None
        return
    assert artifact is not None
    head, empty, *rest = artifact.body.decode().split("\n")
    assert 0 < len(head) <= TITLE and empty == "" and rest[-1] == ""
    assert not re.search(r"bpm|HR|heart", "\n".join(rest))
    assert not re.search(r"[A-Za-z]\.[A-Za-z]{2}", artifact.body.decode())


@any_session
@given(sessions())
def test_there_is_one_bar_for_everything_that_is_done(one: ResolvedSession) -> None:
    drawn = bars(one.main)
    assert len(drawn) == min(2000, len(list(one.main.played())))
    assert all(0 <= bar.height <= 1 and bar.seconds >= 0 for bar in drawn)

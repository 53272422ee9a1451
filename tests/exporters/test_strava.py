"""Texts for Strava: golden files, nothing private, nothing that looks like a link."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onek_sync.exporters import EXPORTERS
from onek_sync.exporters.strava import TITLE, say, unlinked
from onek_sync.model.exchange import Artifact, Options
from onek_sync.model.plan import Kind, Notes
from onek_sync.model.session import ResolvedSession
from onek_sync.model.units import Duration
from tests.conftest import Golden
from tests.exporters.building import CASES, EASY, PLAN, Step, run, session
from tests.exporters.sayings import SAYINGS, plan_of

EXPORTED = {key: one for key, one in {**CASES, **SAYINGS}.items() if one.kind is not Kind.REST}


def said(one: ResolvedSession) -> Artifact:
    artifact = say(one, PLAN if one.key in CASES else plan_of(one), Options())
    assert artifact is not None
    return artifact


@pytest.mark.parametrize("key", EXPORTED)
def test_a_session_is_said_as_its_golden_file(key: str, golden: Golden) -> None:
    artifact = said(EXPORTED[key])
    assert artifact.name == f"{EXPORTED[key].session.day}-{key}.txt"
    golden(f"strava/{key}.txt", artifact.body)


def test_the_format_is_found_by_its_name() -> None:
    assert EXPORTERS["strava"].say is say


def test_a_rest_day_has_no_activity() -> None:
    assert say(CASES["rest"], PLAN, Options()) is None


def test_a_title_an_empty_line_and_the_description() -> None:
    title, empty, first, *_ = said(CASES["intervals"]).body.decode().split("\n")
    assert (title, empty) == ("1K pace 6x400 (84.2) · 400 jog", "")
    assert first == "6 x 400 m @ goal 1K (84.2), 400 m jog between"


def test_a_title_too_long_is_cut_and_the_cut_is_a_loss() -> None:
    one = session("long", run(Step(end=Duration(600)), EASY), title="Very easy " * 12)
    artifact = said(one)
    title = artifact.body.decode().split("\n")[0]
    assert len(title) <= TITLE and title.endswith("…")
    assert [loss.what for loss in artifact.losses] == ["a title of 119 characters"]
    assert said(CASES["intervals"]).losses == ()


def test_a_coach_s_words_about_the_heart_stay_private() -> None:
    one = session(
        "quiet",
        run(Step(end=Duration(2400), cue="Keep HR below 150."), EASY, aim="easy, 65-79 % HRmax"),
        purpose="Stay under 150 bpm",
        notes=Notes(text="Slept badly?"),
    )
    assert not re.search(r"HR|bpm|150|Slept", said(one).body.decode())


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("see onek.run for more", "see onek. run for more"),
        ("warm.up.now", "warm. up. now"),
        ("84.0 for 400, 1.5 km", "84.0 for 400, 1.5 km"),
        ("Easy. Then home.", "Easy. Then home."),
        ("e.g. hills", "e.g. hills"),
        ("münchen.de", "münchen. de"),
    ],
)
def test_a_dot_between_words_is_no_link(text: str, plain: str) -> None:
    assert unlinked(text) == plain


@given(st.text())
def test_nothing_is_left_to_link_in_any_text(text: str) -> None:
    once = unlinked(text)
    assert unlinked(once) == once
    assert not re.search(r"[a-z]\.[a-z]{2}", once)

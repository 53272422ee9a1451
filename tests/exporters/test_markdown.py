"""Markdown: golden files; a CommonMark parser finds the headings and tables; foreign words are words."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from onek_sync.exporters import EXPORTERS
from onek_sync.exporters.markdown import join, md, say
from onek_sync.exporters.words.plain import one_line
from onek_sync.model.exchange import Options
from onek_sync.model.plan import Notes
from onek_sync.model.session import ResolvedPlan, ResolvedSession
from onek_sync.planning.resolve import resolve
from tests.conftest import Golden
from tests.exporters.building import CASES, PLAN
from tests.exporters.sayings import SAYINGS, plan_of
from tests.planning.building_plans import built

EVERYTHING = {**CASES, **SAYINGS}
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def said(one: ResolvedSession) -> str:
    return say(one, PLAN if one.key in CASES else plan_of(one), Options()).body.decode()


def whole(plan: ResolvedPlan) -> str:
    return join([say(one, plan, Options()) for one in plan.sessions], plan, Options()).decode()


@cache
def sixteen_weeks() -> ResolvedPlan:
    return resolve(built(weeks=16).plan)


def text_of(token: Token) -> str:
    """What a reader sees of a line."""
    return "".join(inner.content for inner in token.children or () if inner.type == "text")


def inlines(text: str, kind: str) -> list[str]:
    """What stands in elements of that kind: h2, th, li …"""
    tokens = PARSER.parse(text)
    return [text_of(after) for before, after in pairwise(tokens) if (before.tag, before.nesting) == (kind, 1)]


@pytest.mark.parametrize("key", EVERYTHING)
def test_a_session_is_said_as_its_golden_file(key: str, golden: Golden) -> None:
    golden(f"markdown/{key}.md", said(EVERYTHING[key]).encode())


def test_a_plan_is_said_as_its_golden_file(golden: Golden) -> None:
    golden("markdown/plan.md", whole(PLAN).encode())


def test_the_format_is_found_by_its_name() -> None:
    assert EXPORTERS["markdown"].say is say


def test_every_week_and_session_comes_back_as_a_heading() -> None:
    plan, text = sixteen_weeks(), whole(sixteen_weeks())
    assert inlines(text, "h1") == ["1K in 3:25"]
    assert [week.split(":")[0] for week in inlines(text, "h2")] == [f"Week {n} of 16" for n in range(1, 17)]
    assert len(inlines(text, "h3")) == len(plan.sessions)
    assert "Mon 15 Mar: 1K pace 6x400 (83.0) · 400 jog" in inlines(text, "h3")


def test_targets_come_back_as_a_table() -> None:
    assert inlines(said(CASES["intervals"]), "th") == ["Target", "200 m", "400 m", "per km"]
    assert inlines(said(CASES["intervals"]), "td")[:4] == ["Goal 1K", "42.1", "1:24.2", "3:30"]


def test_strength_and_notes_are_said() -> None:
    strength = inlines(said(CASES["strength"]), "p")
    assert "Squat 3 x 8, 60 kg" in strength and "Bird dog 2 x 10 per side" in strength
    assert "Food: Eat within 1 h." in inlines(said(CASES["intervals"]), "p")


def test_lines_of_a_note_stay_lines() -> None:
    case = CASES["easy-strides"]
    two = replace(case, session=replace(case.session, notes=Notes(text="One.\n\n# Two.")))
    assert said(two).endswith("- One.\\\n  \\# Two.\n")


HOSTILE = "# *a* | `b` [c](http://d.e) ![f](g) <b>h</b> &amp; _i_ ~~j~~ \\ --- 1. - + = > $k$ www.l.org"


def hostile(text: str) -> ResolvedPlan:
    """A plan in which what a person writes is that text."""
    case = CASES["intervals"]
    notes = Notes(text=text, food=text, drink=text, sleep=text, mobility=text)
    session = replace(case.session, title=text, purpose=text, cues=(text,), notes=notes)
    option = replace(case.main, note=text)
    week = replace(PLAN.plan.weeks[0], phase=text, note=text, sessions=(session,))
    race = replace(PLAN.plan.race, name=text) if PLAN.plan.race else None
    plan = replace(PLAN.plan, title=text, weeks=(week,), race=race)
    return ResolvedPlan(plan=plan, sessions=(replace(case, session=session, options=(option,)),))


def shape_of(text: str) -> list[str]:
    """The kinds of all elements, blocks and inlines, but for words."""
    tokens = PARSER.parse(text)
    inner = (token for block in tokens for token in (block, *(block.children or ())))
    return [token.type for token in inner if token.type not in {"text", "text_special"}]


PLAIN = shape_of(whole(hostile("Words.")))


def test_foreign_words_are_words() -> None:
    text = whole(hostile(HOSTILE))
    assert shape_of(text) == PLAIN
    assert inlines(text, "h1") == [HOSTILE]


@given(st.text(alphabet=st.characters() | st.sampled_from("#*_|<>[]()!`\\~&-+=1.> \n"), min_size=1))
def test_no_text_changes_the_shape_of_the_document(text: str) -> None:
    assert shape_of(whole(hostile(f"Words {one_line(text)}."))) == PLAIN


@given(st.text(alphabet=st.sampled_from("ab#*_|<>[]()!`\\~&-+=12.)>$ :/w"), min_size=1))
def test_a_line_says_just_its_words_wherever_it_stands(text: str) -> None:
    for form, kind in (("{}", "p"), ("- {}", "p"), ("| a |\n| --- |\n| {} |", "td"), ("## {}", "h2")):
        if one_line(text):
            assert inlines(form.format(md(text)), kind)[-1] == one_line(text)

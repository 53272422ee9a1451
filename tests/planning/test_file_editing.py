"""Changing one session's text: that text changes, and no other character of the file."""

from difflib import SequenceMatcher
from pathlib import Path

import pytest

from onek_sync.model.errors import PlanError
from onek_sync.model.plan import Session
from onek_sync.planning.file import PlanFile, load_plan, read_plan, set_session_text
from onek_sync.planning.shorthand.options import parse_options
from tests.planning.plan_files import DEMO, GOOD, HEAD, placeless, plan_text

# A text that YAML takes as it is, and one that needs quotes.
NEW = ["30min easy", "30min easy -- felt: good #1, 'light'"]


def session(file: PlanFile, key: str) -> Session:
    return next(each for each in placeless(file.plan).sessions() if each.key == key)


@pytest.mark.parametrize("new", NEW)
@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_an_edit_touches_the_one_session(path: Path, new: str) -> None:
    file = load_plan(path)
    for key in [key for key in file.texts if session(file, key).kind == "run"][::5]:
        after = read_plan(set_session_text(file, key, new), str(path))
        assert session(after, key).options[0] == parse_options(new).options[0]
        others = [each for each in placeless(file.plan).sessions() if each.key != key]
        assert [each for each in placeless(after.plan).sessions() if each.key != key] == others


WRITTEN = {
    "plain": ("mon: 40min easy   # keep me", "mon: 30min easy   # keep me"),
    "single quotes": ("mon: '40min easy'", "mon: '30min easy'"),
    "double quotes": ('mon:   "40min easy"', 'mon:   "30min easy"'),
    "in brackets": ("mon: [ 40min easy , rest ]", "mon: [ 30min easy , rest ]"),
    "in braces": ("mon: {at: 18:30, run: 40min easy}", "mon: {at: 18:30, run: 30min easy}"),
    "folded": (
        "mon: >-  # why\n    40min\n    easy\n\ntue: rest",
        "mon: >-  # why\n    30min easy\n\ntue: rest",
    ),
    "literal": ("mon: |+\n    40min easy\n\n\ntue: rest", "mon: |+\n    30min easy\n\n\ntue: rest"),
    "on two lines": ("mon: 40min\n  easy", "mon: 30min easy"),
    "behind an anchor": ("mon: &a 40min easy", "mon: &a 30min easy"),
    "a reference": ("tue: &a 40min easy\nmon: *a", "tue: &a 40min easy\nmon: 30min easy"),
}


@pytest.mark.parametrize("written", WRITTEN)
def test_the_way_it_was_written_stays(written: str) -> None:
    before, after = WRITTEN[written]
    assert set_session_text(read_plan(plan_text(before)), "w01-mon-1", "30min easy") == plan_text(after)


QUOTED = {
    "plain": ("mon: 40min easy", 'mon: "30min easy -- felt: good"'),
    "single quotes": ("mon: '40min easy'", "mon: '30min easy -- felt: good'"),
    "folded": ("mon: >-\n    40min easy", "mon: >-\n    30min easy -- felt: good"),
}


@pytest.mark.parametrize("written", QUOTED)
def test_quotes_come_only_where_the_text_needs_them(written: str) -> None:
    before, after = QUOTED[written]
    edited = set_session_text(read_plan(plan_text(before)), "w01-mon-1", "30min easy -- felt: good")
    assert edited == plan_text(after)


def test_brackets_and_commas_get_quotes_only_inside_brackets() -> None:
    new = "10min warm up, 20min easy"
    assert "mon: 10min warm up" in set_session_text(read_plan(plan_text("mon: 40min easy")), "w01-mon-1", new)
    assert 'mon: ["10min warm up' in set_session_text(
        read_plan(plan_text("mon: [40min easy]")), "w01-mon-1", new
    )


def test_quotes_inside_quotes_are_read_back() -> None:
    for quote in "'\"":
        file = read_plan(plan_text(f"mon: {quote}40min easy{quote}"))
        edited = set_session_text(file, "w01-mon-1", """30min easy -- 'it\\'s' "fine\"""")
        assert read_plan(edited).texts["w01-mon-1"].text == """30min easy -- 'it\\'s' "fine\""""


def test_windows_line_ends_and_the_byte_order_mark_stay() -> None:
    text = "\ufeff" + plan_text("mon: >-\n    40min easy", "tue: rest").replace("\n", "\r\n")
    edited = set_session_text(read_plan(text), "w01-mon-1", "30min easy")
    assert edited == text.replace("40", "30")


def test_the_key_stays_when_the_text_changes() -> None:
    file = read_plan(plan_text("mon: {run: 40min easy, id: jog}", "tue: [20min easy, strength plank 30s]"))
    for key in ("jog", "w01-tue-1"):
        edited = read_plan(set_session_text(file, key, "35min easy"))
        assert [each.key for each in edited.plan.sessions()] == [each.key for each in file.plan.sessions()]


def test_a_text_that_is_no_workout_is_refused_at_its_place() -> None:
    with pytest.raises(PlanError, match=r"plan\.yaml:6:\d+: .*stribes"):
        set_session_text(read_plan(plan_text("mon: 40min easy")), "w01-mon-1", "40min easy + 5x100m stribes")


@pytest.mark.parametrize("new", ["", "   ", "~", "null"])
def test_a_session_cannot_be_edited_away(new: str) -> None:
    with pytest.raises(PlanError):
        set_session_text(read_plan(plan_text("mon: 40min easy", "tue: rest")), "w01-mon-1", new)


def test_a_text_that_others_refer_to_is_not_changed_behind_their_back() -> None:
    file = read_plan(plan_text("mon: &a 40min easy", "tue: *a"))
    with pytest.raises(PlanError, match="other sessions too; give this session a text of its own"):
        set_session_text(file, "w01-mon-1", "30min easy")


def test_an_unknown_key_is_met_with_the_likely_one() -> None:
    with pytest.raises(
        PlanError, match='no session "w01-mon-2" is written in the plan; did you mean "w01-mon-1"'
    ):
        set_session_text(read_plan(plan_text("mon: 40min easy")), "w01-mon-2", "30min easy")


def test_the_race_of_the_head_has_no_text_to_edit() -> None:
    file = read_plan(plan_text("mon: rest", head=HEAD + "race: {date: 2027-02-20}\n"))
    with pytest.raises(PlanError, match='no session "w01-sat-1" is written'):
        set_session_text(file, "w01-sat-1", "1000m")


def test_no_character_outside_the_text_changes_in_the_seed_week() -> None:
    file = load_plan(DEMO)
    edited = set_session_text(file, "w01-fri-1", "30min easy")
    changes = [
        op
        for op in SequenceMatcher(None, file.text, edited, autojunk=False).get_opcodes()
        if op[0] != "equal"
    ]
    start, end = file.texts["w01-fri-1"].span
    assert changes and all(start <= first and last <= end for _, first, last, _, _ in changes)

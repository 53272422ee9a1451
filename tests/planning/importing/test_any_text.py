"""Whatever a file holds: a sentence or a plan, never a traceback, and the plan reads back as it was."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onek_sync.model.errors import OnekError, PlanError
from onek_sync.model.plan import Race
from onek_sync.planning.file import read_plan, write_plan
from onek_sync.planning.importing import NOTATIONS, Frame, assemble, decoded, read_foreign
from tests.planning.importing.test_cases import CASES, OURS, without_places

DAY = date(2027, 3, 1)
FRAME = Frame(id="any", start=DAY, on=date(2027, 3, 2), race=Race(day=date(2027, 5, 8)))
# What files of these notations are made of; any of it in any order is nearly a file.
PIECES = (
    *("2027-03-01 ", "2027-03-02,", "1.3.2027", "3/4/2027", "2027-02-30", "Mon ", "Week 1\n", "18:30 "),
    *("week,mon,tue,wed\n", "1,", "date,workout,key\n", "=A1", "#REF!", "\n2,", '"\n3,"', "speed"),
    *("running: a\n", "cycling: b\n", "- repeat: 3\n", "  - run: 1km @ z2\n", "  - recover: 2:00\n"),
    *("- warmup: lap-button\n", "- run: 999999km\n", "- run: 0:00\n", "- repeat: 999\n", "    - repeat: 2\n"),
    *("6x400m @ 1K w/ 400m jog", "rest", "race", "squat 3x8", "bike 45min or rest", "40min easy", " or "),
    *("- Jog 2m Z1 HR press lap\n", "Main Set 6x\n", "5x\n", "- 400mtr 3:30-3:25/km Pace\n", "999x\n"),
    *("- 10m ramp 60-80% Pace\n", "- Last. Easy. 0m 0% HR\n", "Cooldown\n", "- 99999h\n"),
    *("- 5'30\" 90rpm\n", "- as you like\n", "- Strides. 20s\n", "- Rest. 60s intensity=rest\n"),
    *(
        "- 10m Z5-Z1 intensity=active\n",
        "\x1b[31m",
        "\u2028",
        "\u00a0",
        "\u200b",
        "\ufeff",
        "é",
        "-- x",
        "# ",
    ),
    *("\n", "\n\n", ",", ";", "\t", '"', "  ", " - ", ":", "\\", "-- x"),
)
STARTS = {
    "quick-plan": 'week,mon,tue,wed\n1,"',
    "csv": "date,workout,key,title,phase\n2027-03-01,",
    "list": "2027-03-01 ",
    "intervals": "- 10m ",
}
nearly = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def check(text: str, notation: str) -> None:
    try:
        read = read_foreign(decoded(text.encode(errors="replace"), "any.txt"), "any.txt", notation)
        made = assemble(read, FRAME)
    except OnekError as error:
        assert error.findings and all(finding.what for finding in error.findings)
        return
    assert made.plan.weeks
    back = read_plan(write_plan(made.plan)).plan
    assert without_places(back) == without_places(made.plan)


@pytest.mark.parametrize("notation", OURS)
@settings(max_examples=100)
@given(text=nearly)
def test_nearly_a_file_is_a_plan_or_a_sentence(notation: str, text: str) -> None:
    check(STARTS[notation] + text, notation)


@pytest.mark.parametrize("notation", OURS)
@settings(max_examples=60)
@given(text=st.text(max_size=200))
def test_any_text_is_a_plan_or_a_sentence(notation: str, text: str) -> None:
    check(text, notation)


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
@settings(max_examples=12)
@given(data=st.data())
def test_a_file_with_a_piece_cut_out_or_put_in_is_a_plan_or_a_sentence(path, data) -> None:  # type: ignore[no-untyped-def]
    text = path.read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    check(text[:start] + data.draw(st.sampled_from(PIECES)) + text[end:], path.parent.name)


@settings(max_examples=100)
@given(body=st.binary(max_size=200))
def test_any_bytes_are_a_text_or_a_sentence(body: bytes) -> None:
    try:
        text = decoded(body, "any")
        read_foreign(text, "any")
    except OnekError as error:
        assert error.findings


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 30_000,
        "," * 30_000,
        '"' + "\n" * 30_000,
        '"' * 30_000,
        "- 1m\n" * 30_000,
        "2027-03-01 rest\n" * 30_000,
        "2027-03-01 rest\n" + "x\n" * 60_000,
        "- " + "1m " * 30_000,
        "1x " * 30_000,
        "- " * 60_000,
        "week,mon,tue,wed\n" + "1,rest,rest,rest\n" * 30_000,
        'week,mon,tue,wed\n1,"running: a'
        + "".join(f"\n{' ' * n}- repeat: 2" for n in range(1, 400))
        + f'\n{" " * 400}- run: 1km"',
        'week,mon,tue,wed\n1,"running: a' + "\n- run: 1km" * 9000 + '"',
        "date,workout\n" + "2027-03-01,rest\n" * 30_000,
        "date,workout\n2027-03-01," + "6x" * 60_000,
        "date,workout\n2027-03-01," + "(" * 30_000,
        "2027-03-01 " + "(" * 30_000,
        "Week " + "9" * 30_000,
        "Main set " + "9" * 100_000 + "x",
        "- run: " + "9" * 100_000 + "km",
    ],
    ids=lambda text: f"{text[:12]!r}",
)
@pytest.mark.parametrize("notation", [*OURS, None])
def test_a_bomb_is_answered_without_long_thought(text: str, notation: str | None) -> None:
    if notation is None:
        try:
            read_foreign(text, "bomb")
        except OnekError as error:
            assert error.findings
    else:
        check(text, notation)


def test_every_notation_has_a_reader() -> None:
    assert set(OURS) < set(NOTATIONS)


def test_more_sessions_than_a_plan_has_are_refused_by_line() -> None:
    with pytest.raises(PlanError, match="x:1001: there are more than 1000 sessions"):
        read_foreign("2027-03-01 rest\n" * 1200, "x")


@pytest.mark.parametrize(
    ("text", "notation", "says"),
    [
        ("- 1m\n" * 1_100, "intervals", "x:1001: there are more than 1000 lines"),
        ("2027-03-01 rest\n" + "  x\n" * 11_000, "list", "x:10001: there are more than 10000 lines"),
        ("date,workout\n" + "\n" * 11_000 + "2027-03-01,rest", "csv", "this table is far too large"),
    ],
)
def test_more_lines_than_a_plan_has_are_refused_by_line(text: str, notation: str, says: str) -> None:
    with pytest.raises(PlanError, match=says):
        read_foreign(text, "x", notation)

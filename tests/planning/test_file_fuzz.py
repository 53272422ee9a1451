"""Whatever stands in a file: a plan comes out, or a PlanError with a place. Never anything else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onek_sync.model.errors import PlanError
from onek_sync.planning.file import PlanFile, read_plan, set_session_text, write_plan
from onek_sync.planning.file.day_reader import SESSION_KEYS
from onek_sync.planning.file.head_reader import ATHLETE_KEYS, HEART_KEYS, RACE_KEYS
from onek_sync.planning.file.plan_reader import PLAN_KEYS, WEEK_KEYS
from tests.planning.plan_files import BAD, GOOD, HEAD, calls, placeless, plan_text

TEXTS = [path.read_text(encoding="utf-8") for path in GOOD] + [
    path.read_bytes().decode(errors="replace") for path in BAD
]
SIGNS = ":-?[]{},#&*!|>'\"%@`\\ \t\n\r\0~<=.0123456789aeE\u2028\x85\ufeff\ud800🏃"


def read(text: str) -> PlanFile | None:
    """The plan, or None when it was refused as it should be."""
    try:
        file = read_plan(text)
    except PlanError as error:
        assert error.findings
        for finding in error.findings:
            assert finding.place.line >= 1 and finding.now, finding
        return None
    assert placeless(read_plan(write_plan(file.plan)).plan).title == file.plan.title
    return file


@settings(max_examples=300, deadline=None)
@given(st.text() | st.text(alphabet=SIGNS) | st.text(alphabet="plan:st wek-mo\n {}[],*&'\""))
def test_any_text(text: str) -> None:
    read(text)


@settings(max_examples=150, deadline=None)
@given(
    st.text() | st.text(alphabet=SIGNS, max_size=30),
    st.sampled_from(["mon: ", "mon: {run: ", 'mon: "', "mon: >\n    "]),
)
def test_any_text_as_a_day(text: str, before: str) -> None:
    read(plan_text(before + text))


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.text(max_size=12)
keys = st.sampled_from([*PLAN_KEYS, *WEEK_KEYS, *SESSION_KEYS, *RACE_KEYS, *ATHLETE_KEYS, *HEART_KEYS])


def flow(value: object) -> str:
    """The value as YAML in one line, its texts unquoted as far as people would."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return str(value)


trees = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=5)
)


@settings(max_examples=120, deadline=None)
@given(st.dictionaries(keys, trees, min_size=1, max_size=6))
def test_any_structure(tree: dict[str, object]) -> None:
    read("\n".join(f"{key}: {flow(value)}" for key, value in tree.items()))
    read(HEAD + f"weeks: [{{mon: {flow(tree)}}}, {flow(tree)}]")


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A sample with a few characters gone, put in or exchanged, or lines out of order."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 3)))
        text = text[:start] + draw(st.text(alphabet=SIGNS, max_size=3)) + text[end:]
    lines = text.split("\n")
    if draw(st.booleans()):
        first, second = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        lines[first], lines[second] = lines[second], lines[first]
    return "\n".join(lines)


@settings(max_examples=120, deadline=None)
@given(mutated())
def test_any_slip_in_a_good_plan(text: str) -> None:
    read(text)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(TEXTS[: len(GOOD)]),
    st.text(max_size=20) | st.text(alphabet=SIGNS, max_size=10),
    st.data(),
)
def test_any_text_as_an_edit(text: str, new: str, data: st.DataObject) -> None:
    file = read_plan(text)
    key = data.draw(st.sampled_from(sorted(file.texts)))
    try:
        edited = set_session_text(file, key, new)
    except PlanError:
        return
    assert read_plan(edited).texts[key].text.strip() == new.strip()


def long_plan(weeks: int, lines_a_note: int) -> str:
    note = "".join(f"        word {n} of a long note: with signs\n" for n in range(lines_a_note))
    week = "".join(
        f"    {day}:\n      run: 6x400m @ 1K w/ 400m jog\n      note: |\n{note}"
        for day in ("mon", "tue", "wed")
    )
    return HEAD + "weeks:\n" + f"  - phase: base\n{week}" * weeks


def test_twice_the_lines_take_twice_the_work() -> None:
    short, long = long_plan(15, 110), long_plan(30, 110)
    assert len(long.splitlines()) > 10_000
    assert calls(lambda: read_plan(long)) < 2.1 * calls(lambda: read_plan(short))


@pytest.mark.parametrize(
    "sign", ["a", " ", "[", "'", '"', "- ", "? ", ": ", "#", "&a ", "*a ", "!", "\n", "{a: ", "\\"]
)
def test_no_sign_repeated_takes_more_work_than_its_length(sign: str) -> None:
    short, long = (plan_text("mon: " + sign * (many // len(sign))) for many in (10_000, 20_000))
    assert calls(lambda: read(long)) < 2.1 * calls(lambda: read(short)) + 1000

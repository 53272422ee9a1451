"""Any text gives a workout or one error with its column; and no word of it is lost."""

import re
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onek_sync.model.errors import Level, ShorthandError
from onek_sync.planning.shorthand import Reading, parse_workout, write_workout

HERE = Path(__file__).parent
TEXTS = [
    line.split("\t")[0]
    for name in ("samples.tsv", "fresh.tsv")
    for line in (HERE / name).read_text("utf-8").splitlines()
]
PIECES = [re.findall(r"\d+|\w+|\s+|.", text) for text in TEXTS]
ODD = [
    "\0",
    "\x07",
    "😀",
    "\u202e",
    "\ud800",
    "²",
    "½",
    '"',
    "\\",
    "\n",
    "--",
    "(",
    ")",
    "[",
    "٣",
    "ﬁ",
    "㎞",
    "9" * 30,
]
ANY_PIECE = st.sampled_from([*(piece for pieces in PIECES for piece in pieces), *ODD])


def read(text: str) -> Reading | None:
    """The reading, or None after one fit error."""
    try:
        reading = parse_workout(text)
    except ShorthandError as error:
        assert len(error.findings) == 1
        finding = error.findings[0]
        assert 1 <= finding.place.column <= len(text) + 1
        assert finding.code.startswith("E") and finding.what and finding.now
        return None
    for finding in reading.findings:
        assert finding.level is Level.WARNING
        assert 1 <= finding.place.column <= len(text) + 1
    return reading


@given(st.text(st.characters(), max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    read(text)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A line with pieces taken out, doubled, exchanged or put in."""
    pieces = list(draw(st.sampled_from(PIECES)))
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(pieces) - 1))
        match draw(st.sampled_from(("drop", "double", "swap", "insert"))):
            case "drop" if len(pieces) > 1:
                pieces.pop(place)
            case "double":
                pieces.insert(place, pieces[place])
            case "swap":
                other = draw(st.integers(0, len(pieces) - 1))
                pieces[place], pieces[other] = pieces[other], pieces[place]
            case _:
                pieces.insert(place, draw(ANY_PIECE))
    return "".join(pieces)


@given(mutated())
@settings(max_examples=500, deadline=None)
def test_what_is_read_of_a_mutated_line_is_written_and_read_again(text: str) -> None:
    reading = read(text)
    if reading is not None:
        assert parse_workout(write_workout(reading.workout)).workout == reading.workout


@given(st.sampled_from(PIECES), st.data())
@settings(max_examples=500, deadline=None)
def test_a_word_nobody_knows_is_refused_or_kept(pieces: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(pieces)))
    text = "".join([*pieces[:place], " zorgle ", *pieces[place:]])
    reading = read(text)
    if reading is not None:
        assert "zorgle" in write_workout(reading.workout)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "\0",
        "(" * 500,
        "6x" * 400,
        "2x(" * 60,
        "1-" * 700,
        '"' * 999,
        "@" * 999,
        "\ud800",
        "," * 1999,
    ],
)
def test_hostile_text_is_refused(text: str) -> None:
    assert read(text) is None


def test_a_megabyte_is_refused_at_once() -> None:
    start = process_time()
    assert read("6x400m @ 1K " * 90_000) is None
    assert process_time() - start < 0.5


def test_columns_count_in_the_original_text() -> None:
    # Ligature, full-width digits and combining accents change length when they are made plain.
    with pytest.raises(ShorthandError) as caught:
        parse_workout("６×４００ｍ @ Z9")
    assert caught.value.findings[0].place.column == 10
    with pytest.raises(ShorthandError) as caught:
        parse_workout("1km re\u0301cup\u0301 ﬁ")
    assert caught.value.findings[0].place.column > 4


def test_ten_thousand_lines_take_seconds() -> None:
    start = process_time()
    for text in (TEXTS * 20)[:2000]:
        read(text)
    assert process_time() - start < 4

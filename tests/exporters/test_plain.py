"""Text made plain, and numbers written as runners write them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onek_sync.exporters.words import figures
from onek_sync.exporters.words.plain import ascii_only, clipped, one_line, plain, sentence
from onek_sync.model.session import PaceBand
from onek_sync.model.units import METRES_PER_MILE, Count, Distance, Duration, Units


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("tall \r\nrelaxed\u2028light\t feet  ", "tall\nrelaxed\nlight  feet"),
        ("a\x00b\x07c\x9f", "abc"),
        ("abc \u202etxt.exe", "abc txt.exe"),  # a text that would turn what follows
        ("🏃‍♀️ hills", "🏃‍♀️ hills"),
        ("\ud800", ""),
        ("e\u0301", "é"),
    ],
)
def test_odd_characters_go_and_the_words_stay(written: str, said: str) -> None:
    assert plain(written) == said


@given(st.text())
def test_plain_text_is_plain_twice_over(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert all(unicodedata.category(char) not in {"Cc", "Cs"} for char in once if char != "\n")
    assert "\n" not in one_line(text) and "  " not in one_line(text)
    once.encode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Café – 6×400", "Cafe - 6x400"),
        ("Straße nach Łódź", "Strasse nach Lodz"),
        ("ゆっくり", ""),
        ("3′/1′", "3'/1'"),
    ],
)
def test_a_watch_that_knows_no_accents_still_has_the_words(text: str, said: str) -> None:
    assert ascii_only(text) == said


@given(st.text(), st.integers(5, 60))
def test_a_cut_text_fits_and_an_uncut_one_is_untouched(text: str, most: int) -> None:
    cut = clipped(text, most)
    assert len(cut) <= most
    assert (cut == text) == (len(text) <= most) or cut.endswith("…")


def test_a_text_is_cut_between_words() -> None:
    assert clipped("six times four hundred metres", 20) == "six times four…"
    assert clipped("Donaudampfschifffahrtsgesellschaft", 10) == "Donaudamp…"


def test_a_sentence_ends_once() -> None:
    assert [sentence(text) for text in ("Go", "Go.", "Go!", "")] == ["Go.", "Go.", "Go!", ""]


@pytest.mark.parametrize(
    ("metres", "words", "short"),
    [
        (400, "400 m", "400"),
        (1000, "1 km", "1K"),
        (1500, "1.5 km", "1500"),
        (METRES_PER_MILE, "1 mi", "1mi"),
        (2 * METRES_PER_MILE, "2 mi", "2mi"),
        (METRES_PER_MILE / 2, "0.5 mi", "0.5mi"),
        (12_000, "12 km", "12K"),
    ],
)
def test_lengths(metres: float, words: str, short: str) -> None:
    assert (figures.length(metres), figures.short_length(metres)) == (words, short)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (45, "45 s"),
        (60, "1 min"),
        (90, "90 s"),
        (150, "2:30 min"),
        (4500, "75 min"),
        (7200, "2 h"),
        (6660, "111 min"),
    ],
)
def test_times(seconds: float, words: str) -> None:
    assert figures.span(seconds) == words


@pytest.mark.parametrize(("seconds", "said"), [(60, "1'"), (30, '30"'), (90, "1'30\""), (65, "1'05\"")])
def test_ticks(seconds: float, said: str) -> None:
    assert figures.ticks(seconds) == said


@pytest.mark.parametrize(
    ("seconds", "watch", "coach"),
    [(42, "42.0", "42.0"), (84, "1:24.0", "84.0"), (99.97, "1:40.0", "1:40.0"), (126.4, "2:06", "2:06")],
)
def test_splits(seconds: float, watch: str, coach: str) -> None:
    assert (figures.split(seconds), figures.lap(seconds)) == (watch, coach)


def test_paces_in_both_units() -> None:
    tempo = PaceBand(266, 277)
    assert figures.pace(tempo, Units.KM) == "4:26-4:37/km"
    assert figures.pace(tempo, Units.MI) == "7:08-7:26/mi"
    assert figures.pace(PaceBand(210.1, 210.2), Units.KM) == "3:30/km"


def test_a_range_stands_behind_the_chosen_value() -> None:
    assert figures.ranged("7", Count(6, 8)) == "7 (6-8)"
    assert figures.ranged("12 min", Duration(600, 900)) == "12 min (10-15 min)"
    assert figures.ranged("900 m", Distance(800, 1000)) == "900 m (800 m-1 km)"
    assert figures.ranged("400 m", Distance(400)) == "400 m"


def test_a_lap_time_is_wanted_for_reps_and_a_pace_for_runs() -> None:
    narrow, wide = PaceBand(208, 213), PaceBand(310, 348)
    assert figures.suits_split(1000, narrow)
    assert not figures.suits_split(1000, wide)
    assert not figures.suits_split(5000, narrow)

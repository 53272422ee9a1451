"""Every code can happen, at its column, and says what to write instead."""

import pytest

from onek_sync.model.errors import ShorthandError
from onek_sync.model.units import Units
from onek_sync.planning.shorthand import Code, parse_workout

CASES = {
    Code.COUNT: ("300m x 200", 6),
    Code.QUANTITY: ("6x400 w/ 90", 10),
    Code.BRACKET: ("3x(400, 200", 3),
    Code.TARGET: ("6x400 @ swiftly", 7),
    Code.WORD: ("30min easy yodelling", 12),
    Code.TWICE: ("6x400 w/ 90s w/ 2min", 17),
    Code.RANGE: ("8-6min easy", 1),
    Code.CLOCK: ("1:30 easy", 1),
    Code.SIGN: ("6x400m @ goal 1K -2%", 18),
    Code.SEPARATOR: ("20 min easy 5 min hard", 13),
    Code.METRES: ("5m easy", 1),
    Code.REPEATED: ("3 x 400, 800, 800", 5),
    Code.OWNER: ("6x400 w/ 90s jog @ 5k", 18),
    Code.MARATHON: ("9M + 2E", 2),
    Code.TOTAL: ("5km easy + 5km @ MP (12k)", 22),
    Code.BARE_RECOVERY: ("8x200 (200)", 7),
    Code.PACE_OR_REST: ("4x8min seuil (4'10)", 14),
    Code.DEFAULT_RECOVERY: ("10min easy, 6x400 @ 1K", 13),
    Code.LONG_RECOVERY: ("6x400, 10 min jog", 8),
    Code.SLOW: ("6x400 in 3:20", 7),
    Code.SPLIT: ("8x400 @ 1:30 w/ 90s", 9),
    Code.ZONE: ("20min @ RPE 12", 9),
    Code.PACE_OR_SPLIT: ("5x800m @ 3:30", 10),
    Code.EVERY: ("10k easy, last 2k @ MP", 11),
    Code.PARALLEL: ("3mi/2mi/1mi @ 105%/107%/110%", 4),
    Code.UNSAYABLE: ("6x400m with no recovery", 13),
    Code.EMPTY: ("", 1),
    Code.SIZE: ("6x400m " + "-- so long " * 200, 2001),
}


@pytest.mark.parametrize("code", list(Code), ids=lambda code: code.name)
def test_every_code_can_happen_and_helps(code: Code) -> None:
    text, column = CASES[code]
    try:
        findings = parse_workout(text).findings
    except ShorthandError as error:
        findings = error.findings
    found = [finding for finding in findings if finding.code == code]
    assert [finding.place.column for finding in found] == [column]
    assert found[0].what
    assert found[0].now


@pytest.mark.parametrize(
    ("text", "default"),
    [
        ("6x400m @ 1K", "400m jog between reps"),
        ("8x150m @ 800", "200m jog between reps"),
        ("3x600m @ goal 1K", "4-5min walk/jog between reps"),
        ("5x3min @ I", "equal time jog between reps"),
        ("3x1mi @ T", "105s jog between reps"),
        ("6 strides", "1min walk back between reps"),
        ("8x60s hill", "until lap jog down between reps"),
        ("3x(3x300 @ 800)", "300m jog between reps, 600m jog between sets"),
    ],
)
def test_the_warning_names_the_default_that_will_be_run(text: str, default: str) -> None:
    (finding,) = parse_workout(text).findings
    assert finding.code == Code.DEFAULT_RECOVERY
    assert f"({default})" in finding.what


@pytest.mark.parametrize(
    "text", ["6x400m w/ 90s", "8x(1min hard, 1min easy)", "3x2km easy", "1x400m", "30min easy"]
)
def test_nothing_is_filled_in_where_nothing_is_missing(text: str) -> None:
    assert parse_workout(text).findings == ()


def test_a_pace_is_checked_against_the_athletes_easy_pace() -> None:
    with pytest.raises(ShorthandError) as caught:
        parse_workout("6x400m in 2:20 w/ 90s", easy=320)
    assert caught.value.findings[0].code == Code.SLOW
    assert parse_workout("6x400m in 2:20 w/ 90s", easy=400).findings == ()


def test_letters_count_in_the_athletes_unit() -> None:
    assert parse_workout("2T", units=Units.MI).workout != parse_workout("2T", units=Units.KM).workout

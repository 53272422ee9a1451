"""What a workout means as plain data."""

import json

import pytest

from onek_sync.planning.shorthand import meaning, parse_workout

CASES = {
    "until lap @ E": [{"do": "work", "lap": True, "at": {"pace": "E"}}],
    "6x400m @ goal 1K 1-3% faster w/ 400m jog": [
        {
            "x": 6,
            "steps": [
                {"do": "work", "dist": 400, "at": {"pace": "goal 1K", "delta_pct": [-3, -1]}},
                {"do": "rec", "dist": 400, "mode": "jog", "between": True},
            ],
        }
    ],
    "5x3min @ 4:00/km w/ 1:1.5 jog": [
        {
            "x": 5,
            "steps": [
                {"do": "work", "time": 180, "at": {"sec": [240, 240], "per": "km"}},
                {"do": "rec", "ratio": [1, 1.5], "mode": "jog", "between": True},
            ],
        }
    ],
    "1mi @ 84s/400m": [{"do": "work", "dist": 1609.344, "at": {"sec": [84, 84], "per": "400m"}}],
    "30min Z2 HR @ 175-185 spm": [
        {"do": "work", "time": 1800, "at": [{"zone": [2, 2], "of": "hr"}, {"spm": [175, 185]}]}
    ],
    "10x60m @ 80-95% max speed w/ walk back": [
        {
            "x": 10,
            "steps": [
                {"do": "work", "dist": 60, "at": {"pct": [80, 95], "of": "max speed"}},
                {"do": "rec", "mode": "walk back", "between": True},
            ],
        }
    ],
    '35min easy "tall", "lamp posts"': [
        {"do": "work", "time": 2100, "at": {"pace": "E"}},
        {"do": "text", "text": "lamp posts"},
    ],
}


@pytest.mark.parametrize(("text", "want"), list(CASES.items()))
def test_a_meaning_is_plain_data(text: str, want: object) -> None:
    got = meaning(parse_workout(text).workout)
    assert got == want
    assert json.loads(json.dumps(got)) == got


def test_tempo_and_threshold_have_one_letter() -> None:
    tempo, threshold = (meaning(parse_workout(f"20min {word}").workout) for word in ("tempo", "threshold"))
    assert tempo == threshold
    assert parse_workout("20min tempo").workout != parse_workout("20min threshold").workout

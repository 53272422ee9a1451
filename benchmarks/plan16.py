"""A plan of sixteen weeks as a runner would write it, six sessions a week: what the benchmarks work on."""

from itertools import cycle, islice

WEEKS = 16
HEAD = """\
plan: bench-16
title: 1K in 3:25
timezone: Europe/Berlin
race: {name: City Mile Meet, distance: 1000m, date: 2027-06-05, at: "15:30", goal: "3:25"}
athlete:
  units: km
  recent: {1K: "3:34", 5K: "20:50"}
  heart: {max: 190, rest: 48, threshold: 172}
times: {default: "18:00", sat: "09:00"}
start: 2027-02-15
weeks:
"""
PHASES = ("base",) * 6 + ("specific",) * 6 + ("peak",) * 3 + ("race",)
SPEED = (
    "12min warm up, 8x200m @ R w/ 200m jog, 10min cool down",
    "12min warm up, 5min drills, 6x400m @ goal 1K w/ 400m jog, 10min cool down",
    "15min warm up, 2x(4x200m @ goal 1K w/ 30s stand) w/ 3min walk, 10min cool down",
    "15min warm up, 3x600m @ goal 1K w/ 4min walk, 10min cool down",
    "12min warm up, 10x300m @ 800 w/ 90s jog, 10min cool down",
)
ENDURANCE = (
    "12min warm up, 20min tempo, 10min cool down",
    "12min warm up, 3x1km @ T w/ 90s jog, 10min cool down",
    "12min warm up, 5x1km @ I w/ 400m jog, 10min cool down",
    '"fartlek 8x(1min hard, 1min easy)"',
)
EASY = ("40min easy + 5x100m strides w/ walk back", "45min easy", "35min easy + 4x100m strides w/ walk back")
STRENGTH = ("squat 3x8, deadlift 3x6, plank 3x40s", "lunge 2x10/side, step-up 2x10/side, box jump 3x5")


def text() -> str:
    """The plan's YAML, the same each time."""
    turns = zip(
        PHASES, *(islice(cycle(kind), WEEKS) for kind in (SPEED, ENDURANCE, EASY, STRENGTH)), strict=True
    )
    return HEAD + "".join(_week(number, *turn) for number, turn in enumerate(turns, start=1))


def _week(number: int, phase: str, speed: str, endurance: str, easy: str, strength: str) -> str:
    return f"""\
  - phase: {phase}
    mon: {speed}
    tue: {easy}
    wed:
      - run: {endurance}
        note: Relaxed shoulders; stop while it still feels good.
      - strength: {strength}
    thu: cross {30 + number}min bike
    fri: rest
    sat: {45 + 2 * number}min long
    sun: rest
"""

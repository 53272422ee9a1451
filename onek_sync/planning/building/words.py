"""What is said around the sessions: purposes, notes, cues, food, drink, sleep, stretching."""

from onek_sync.model.athlete import RunnerLevel
from onek_sync.planning.building.places import Slot

PURPOSES = {
    Slot.SPEED: "Speed, and the economy that makes race pace feel easy.",
    Slot.THRESHOLD: "A higher threshold, so that goal pace costs less.",
    Slot.FARTLEK: "Changes of pace by feel; strength for the kick.",
    Slot.LONG: "The aerobic base, which is two thirds of a 1000 m race.",
    Slot.STRIDES: "Recovery, with a touch of speed that does not tire.",
    Slot.EASY: "Recovery. No pace is too slow.",
    Slot.MIXED: "Endurance, threshold and a touch of speed on one day.",
    Slot.CROSS: "Keeps the engine turning and spares the legs.",
}

NOTES = {
    Slot.THRESHOLD: (
        "Comfortably hard: broken sentences, not a conversation. The heart begins at 80-85 % of its maximum"
        " and may drift to 90 %. That is a ceiling, not an aim."
    ),
    Slot.MIXED: "Easy means easy. The tempo inside is comfortably hard, 90 % of the heart's maximum at most.",
    Slot.FARTLEK: "By feel; landmarks instead of a watch. Hard is what you could hold for five minutes.",
    Slot.LONG: "You can talk in full sentences all the way. Time counts here, not distance.",
}
STRIDES_NOTE = {
    RunnerLevel.BEGINNER: "Strides at 80-90 % of your top speed, the first two at 80 %. Never sprint cold.",
    RunnerLevel.INTERMEDIATE: "Strides at 80-95 % of your top speed, the first two at the lower end.",
    RunnerLevel.ADVANCED: "Strides at 80-95 % of your top speed, the first two at the lower end.",
}

CUES = (
    "Tall and relaxed, as if a string pulled the crown of your head.",
    "Quick, light steps, 170 to 180 and more a minute.",
    "Arms at a right angle, forward and back, never across.",
    "Land on the midfoot under your hips; no overstriding.",
)
RACE_CUES = (
    "First 200 m a little faster than goal pace, never a sprint.",
    "Middle 600 m in the rhythm, tall and loose.",
    "Last 200 m: all that is left. Arms, knees, eyes on the line.",
    "Strong, but do not blow up before the bell.",
)

FOOD = "Carbohydrate 2 to 3 h before; carbohydrate and protein within 1 h after."
DRINK = "A glass of water an hour before, small sips on the way, enough after."
SLEEP = "7 to 9 h. The work becomes fitness at night."
STRETCH = "Leg swings, A-skips, lunges and high knees before; static stretches and the foam roller after."

STRENGTH_PURPOSE = "Power for the kick, and legs that hold together in the last 200 m."
STRENGTH_NOTE = (
    "After the run, never before it. Two repetitions in reserve; stop a set when a jump gets loud."
)

SAFETY = (
    "Ill, feverish or in pain that changes your stride? Rest until it is gone. New to hard training, over 40,"
    " or with any doubt about heart or joints: see a doctor before week 1."
)
MISSED = "A missed session is gone: never stack two. Speed first, then the long run, then threshold."
LIGHTER = "Lighter week: a quarter less. What you did in the last weeks sinks in now."
GROWTH = "Volume grows by 10 % at most, measured against the best of the three weeks before."
PEAK = "Less volume, the same quickness. Freshness comes from what you leave out."
RACE_WEEK = "Nothing new: no shoes, no food, no weights. Little, quick, fresh."

REST_EVE = "The last night matters less than the night before it. Lie down and rest."
AFTER_RACE = "Shake it out, or rest. Note what went well while you remember it."
SHARPENER_NOTE = "Faster than the race, with full rest, so that goal pace feels calm. Go home wanting more."
LAST_TEMPO_NOTE = "The last tempo run, short on purpose."

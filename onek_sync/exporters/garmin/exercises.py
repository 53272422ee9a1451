"""Garmin's names for the exercises that runners do, found by what a coach calls them.

A name that Garmin does not know is stored without a word and shown as something general, so what is not
in this table is sent as a named note. Every entry was looked up in the catalogue of Garmin's own workout
editor; see docs/decisions/garmin-json.md.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise in Garmin's catalogue: its category and its name there."""

    category: str
    name: str

    def is_called(self, words: str) -> bool:
        """Whether a coach's words are Garmin's own name."""
        return _normal(self.name.replace("_", " ")) == _normal(words)


def exercise_of(words: str) -> Exercise | None:
    """The exercise a coach means, singular or plural, hyphens and accents or not; None if unknown."""
    return _BY_WORDS.get(_normal(words))


# Category, name, and what coaches call it. Words that name several exercises are left out.
_CATALOGUE = """
SQUAT         SQUAT                           squat; air squat; bodyweight squat; Kniebeuge; Kniebeugen
SQUAT         BARBELL_BACK_SQUAT              barbell back squat; barbell squat; back squat
SQUAT         BARBELL_FRONT_SQUAT             barbell front squat; front squat
SQUAT         GOBLET_SQUAT                    goblet squat
SQUAT         OVERHEAD_SQUAT                  overhead squat
SQUAT         PISTOL_SQUAT                    pistol squat; pistol
SQUAT         ONE_LEGGED_SQUAT                single-leg squat
SQUAT         SUMO_SQUAT                      sumo squat
SQUAT         BODY_WEIGHT_WALL_SQUAT          wall squat; wall sit; wall-sit; Wandsitzen
SQUAT         LEG_PRESS                       leg press; Beinpresse; presse à cuisses
SQUAT         STEP_UP                         step-up; stepup; box step-up
SQUAT         BARBELL_STEP_UP                 barbell step-up
SQUAT         DUMBBELL_STEP_UP                dumbbell step-up
SQUAT         DUMBBELL_SPLIT_SQUAT            dumbbell split squat
SQUAT         THRUSTERS                       thruster
LUNGE         LUNGE                           lunge; forward lunge; Ausfallschritt; Ausfallschritte; fente
LUNGE         WALKING_LUNGE                   walking lunge; fente marchée
LUNGE         SIDE_LUNGE                      side lunge; lateral lunge; fente latérale
LUNGE         CURTSY_LUNGE                    curtsy lunge; curtsey lunge
LUNGE         BARBELL_LUNGE                   barbell lunge
LUNGE         BARBELL_REVERSE_LUNGE           barbell reverse lunge
LUNGE         DUMBBELL_LUNGE                  dumbbell lunge
LUNGE         DUMBBELL_REVERSE_LUNGE          dumbbell reverse lunge
LUNGE         BARBELL_SPLIT_SQUAT             barbell split squat
LUNGE         BARBELL_BULGARIAN_SPLIT_SQUAT   barbell Bulgarian split squat
LUNGE         DUMBBELL_BULGARIAN_SPLIT_SQUAT  dumbbell Bulgarian split squat
DEADLIFT      DEADLIFT                        deadlift; dead lift; Kreuzheben; soulevé de terre
DEADLIFT      BARBELL_DEADLIFT                barbell deadlift
DEADLIFT      DUMBBELL_DEADLIFT               dumbbell deadlift
DEADLIFT      KETTLEBELL_DEADLIFT             kettlebell deadlift
DEADLIFT      ROMANIAN_DEADLIFT               Romanian deadlift; RDL; rumänisches Kreuzheben
DEADLIFT      STRAIGHT_LEG_DEADLIFT           straight-leg deadlift; stiff-leg deadlift
DEADLIFT      SUMO_DEADLIFT                   sumo deadlift
DEADLIFT      TRAP_BAR_DEADLIFT               trap-bar deadlift; hex-bar deadlift
LEG_CURL      LEG_CURL                        leg curl; hamstring curl; Beinbeuger
LEG_CURL      SLIDING_LEG_CURL                sliding leg curl; hamstring slider
LEG_CURL      GOOD_MORNING                    good morning
HIP_RAISE     HIP_RAISE                       hip raise; glute bridge; hip bridge; pont fessier
HIP_RAISE     SINGLE_LEG_HIP_RAISE            single-leg hip raise; single-leg glute bridge
HIP_RAISE     MARCHING_HIP_RAISE              marching hip raise; marching glute bridge; glute bridge march
HIP_RAISE     BARBELL_HIP_THRUST_WITH_BENCH   barbell hip thrust
HIP_RAISE     KETTLEBELL_SWING                kettlebell swing; KB swing
HIP_STABILITY DEAD_BUG                        dead bug; deadbug
HIP_STABILITY SIDE_LYING_LEG_RAISE            side-lying leg raise
HIP_STABILITY FIRE_HYDRANT_KICKS              fire hydrant kick
HIP_STABILITY LATERAL_WALKS_WITH_BAND_AT_ANKLES lateral band walk with band at ankles
WARM_UP       OPPOSITE_ARM_AND_LEG_BALANCE    bird dog; birddog
BANDED_EXERCISES CLAM_SHELLS                  banded clamshell; banded clam shell; clamshell with band
BANDED_EXERCISES LATERAL_BAND_WALKS           lateral band walk; banded lateral walk
BANDED_EXERCISES GLUTE_BRIDGE                 banded glute bridge
BANDED_EXERCISES FIRE_HYDRANT                 banded fire hydrant
BANDED_EXERCISES DONKEY_KICK                  banded donkey kick
HYPEREXTENSION SUPERMAN_FROM_FLOOR            superman; superman from floor
HYPEREXTENSION HYPEREXTENSION                 hyperextension
CALF_RAISE    CALF_RAISE                      calf raise; heel raise; Wadenheben
CALF_RAISE    STANDING_CALF_RAISE             standing calf raise
CALF_RAISE    SEATED_CALF_RAISE               seated calf raise
CALF_RAISE    SINGLE_LEG_STANDING_CALF_RAISE  single-leg calf raise; single-leg standing calf raise
CALF_RAISE    SINGLE_LEG_BENT_KNEE_CALF_RAISE single-leg bent-knee calf raise
CALF_RAISE    SEATED_DUMBBELL_TOE_RAISE       seated dumbbell toe raise
PLANK         PLANK                           plank; front plank; forearm plank; Unterarmstütz
PLANK         STRAIGHT_ARM_PLANK              straight-arm plank; high plank
PLANK         SIDE_PLANK                      side plank; Seitstütz; gainage latéral; planche latérale
PLANK         SIDE_PLANK_WITH_LEG_LIFT        side plank with leg lift
PLANK         PLANK_WITH_LEG_LIFT             plank with leg lift
PLANK         MOUNTAIN_CLIMBER                mountain climber; Bergsteiger
PLANK         BEAR_CRAWL                      bear crawl
CORE          RUSSIAN_TWIST                   Russian twist
CORE          TURKISH_GET_UP                  Turkish get-up
CRUNCH        CRUNCH                          crunch
CRUNCH        BICYCLE_CRUNCH                  bicycle crunch
CRUNCH        REVERSE_CRUNCH                  reverse crunch
CRUNCH        HOLLOW_ROCK                     hollow rock
SIT_UP        SIT_UP                          sit-up; situp
LEG_RAISE     LEG_RAISE                       leg raise
LEG_RAISE     LYING_STRAIGHT_LEG_RAISE        lying leg raise; lying straight-leg raise
LEG_RAISE     HANGING_LEG_RAISE               hanging leg raise
PLYO          BOX_JUMP                        box jump; Kastensprung; Kastensprünge
PLYO          JUMP_SQUAT                      jump squat; squat jump; jumping squat; squat sauté
PLYO          DEPTH_JUMP                      depth jump
PLYO          ALTERNATING_JUMP_LUNGE          jump lunge; jumping lunge; alternating jump lunge
PUSH_UP       PUSH_UP                         push-up; pushup; press-up; Liegestütz; Liegestütze; pompe
PUSH_UP       KNEELING_PUSH_UP                kneeling push-up; knee push-up
PUSH_UP       INCLINE_PUSH_UP                 incline push-up
PUSH_UP       DECLINE_PUSH_UP                 decline push-up
PULL_UP       PULL_UP                         pull-up; pullup; Klimmzug; Klimmzüge
PULL_UP       CHIN_UP                         chin-up; chinup
ROW           ROW                             row
ROW           BARBELL_ROW                     barbell row
ROW           DUMBBELL_ROW                    dumbbell row
ROW           INVERTED_ROW                    inverted row
ROW           RENEGADE_ROW                    renegade row
BENCH_PRESS   BENCH_PRESS                     bench press; Bankdrücken
SHOULDER_PRESS SHOULDER_PRESS                 shoulder press
SHOULDER_PRESS MILITARY_PRESS                 military press
TRICEPS_EXTENSION BENCH_DIP                   bench dip
TRICEPS_EXTENSION BODY_WEIGHT_DIP             dip; bodyweight dip
CARRY         FARMERS_CARRY                   farmer's carry
CARRY         FARMERS_WALK                    farmer's walk
CARDIO        JUMP_ROPE                       jump rope; skipping rope; Seilspringen; corde à sauter
CARDIO        JUMPING_JACKS                   jumping jack; Hampelmann
TOTAL_BODY    BURPEE                          burpee
"""


def _read(catalogue: str) -> Mapping[str, Exercise]:
    by_words: dict[str, Exercise] = {}
    for line in catalogue.strip().splitlines():
        category, name, words = line.split(maxsplit=2)
        for word in words.split(";"):
            by_words[_normal(word)] = Exercise(category, name)
    return by_words


def _normal(words: str) -> str:
    """Lower case, no accents, no hyphens, every word in the singular, one leg being a single leg."""
    apart = (
        unicodedata.normalize("NFKD", words.replace("ß", "ss")).casefold().replace("'", "").replace("’", "")
    )
    letters = "".join(char for char in apart if not unicodedata.combining(char))
    singular = " ".join(_singular(word) for word in re.findall(r"[a-z0-9]+", letters))
    return _LEG.sub(r"\1 leg", singular).replace("one leg", "single leg")


def _singular(word: str) -> str:
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


_LEG = re.compile(r"\b(one|single|straight|stiff|bent) legged\b")
_BY_WORDS = _read(_CATALOGUE)

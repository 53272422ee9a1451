"""The words a workout may be written in, and what each means: English, and the track's German and French."""

from collections.abc import Iterable

from onek_sync.model.intensity import Effort, PaceName, RaceName, RacePace, TrainingPace
from onek_sync.model.workout import Mode, Role, Style
from onek_sync.planning.shorthand.phrases import Phrases, alike, phrases, words_of


def _efforts(table: Iterable[tuple[str, str]]) -> dict[str, Effort]:
    return {word: Effort(meaning) for words, meaning in table for word in alike(words, meaning)}


SECOND = 1.0
MINUTE = 60.0
HOUR = 3600.0
TIME_UNITS = {
    **alike("s|sec|secs|second|seconds|sek|sekunde|sekunden|seconde|secondes", SECOND),
    **alike("min|mins|minute|minutes|minuten|mn", MINUTE),
    **alike("h|hr|hrs|hour|hours|std|stunde|stunden|heure|heures", HOUR),
    '"': SECOND,
    "'": MINUTE,
}
METRE, KM, MILE, YARD = 1.0, 1000.0, 1609.344, 0.9144
LENGTH_UNITS = {
    **alike("m|meter|meters|metre|metres|mtr|mtrs|mètre|mètres|metern", METRE),
    **alike("k|km|kms|kilometer|kilometers|kilometre|kilometres|kilomètre|kilomètres|kilometern", KM),
    **alike("mi|mile|miles|ml|mls|meile|meilen", MILE),
    **alike("yd|yds|yard|yards", YARD),
}
NUMBERS = {
    word: value
    for value, words in enumerate(
        (
            "one|eine|une",
            "two|zwei|deux",
            "three|drei|trois",
            "four|vier|quatre",
            "five|fünf|cinq",
            "six|sechs",
            "seven|sieben|sept",
            "eight|acht|huit",
            "nine|neun|neuf",
            "ten|zehn|dix",
            "eleven|elf",
            "twelve|zwölf|douze",
        ),
        1,
    )
    for word in words.split("|")
}

NAMED_PACES = {
    **alike(
        "easy|ez|easily|conversational|ef|endurance fondamentale|endurance|facile|souple|locker|lockerer"
        "|lockeres|lockere|ruhig|ruhiger",
        TrainingPace(PaceName.EASY),
    ),
    **alike("tempo|tempodauerlauf|tdl", TrainingPace(PaceName.TEMPO)),
    **alike(
        "threshold|seuil|au seuil|schwelle|an der schwelle|lt|lactate threshold|anaerobic threshold|t-pace",
        TrainingPace(PaceName.THRESHOLD),
    ),
    **alike("aerobic threshold|aet", TrainingPace(PaceName.AEROBIC_THRESHOLD)),
    **alike("steady|steady state|steady-state", TrainingPace(PaceName.STEADY)),
}
RECOVERY_RUNS = phrases(
    "recovery run|recovery runs|recovery running|regenerationslauf|footing de récupération"
)
# These are nouns or units elsewhere: intensities only behind "@" or before "pace".
NAMED_PACES_AFTER_AT = {
    **alike("interval|intervals|vo2 max interval", TrainingPace(PaceName.INTERVAL)),
    **alike("rep|repetition|reps", TrainingPace(PaceName.REPETITION)),
    **alike("recovery", TrainingPace(PaceName.RECOVERY)),
}
LETTERS: dict[str, TrainingPace | Effort] = {
    "E": TrainingPace(PaceName.EASY),
    "M": TrainingPace(PaceName.MARATHON),
    "T": TrainingPace(PaceName.THRESHOLD),
    "I": TrainingPace(PaceName.INTERVAL),
    "R": TrainingPace(PaceName.REPETITION),
    "H": Effort("hard"),
}
EFFORTS = _efforts(
    (
        ("hard|hart|dur|fort", "hard"),
        ("very hard|sehr hart|très dur", "very hard"),
        ("comfortably hard", "comfortably hard"),
        ("fast|schnell|vite|rapide", "fast"),
        ("max|maximal|maximum|max effort|maximal effort", "max"),
        ("near max|near-max|near maximal|near-maximal", "near max"),
        ("all out|all-out|flat out|à fond|a fond", "all out"),
        ("sprint|sprints", "sprint"),
        ("slow|langsam|lent", "slow"),
        ("moderate|moderat|modéré", "moderate"),
        ("medium|mittel", "medium"),
        ("relaxed|entspannt", "relaxed"),
        ("brisk|zügig|zuegig", "brisk"),
        ("strong", "strong"),
        ("quick", "quick"),
        ("smooth", "smooth"),
        ("controlled", "controlled"),
        ("gentle", "gentle"),
        ("comfortable", "comfortable"),
    )
)
INTENSITIES = Phrases[TrainingPace | Effort](NAMED_PACES, EFFORTS)
INTENSITIES_AFTER_AT = Phrases[TrainingPace | Effort](NAMED_PACES, NAMED_PACES_AFTER_AT, EFFORTS)

RACES = Phrases(
    {
        **alike("mile|the mile|one mile|1 mile|1mile|1mi", RacePace(RaceName.MILE)),
        **alike("hm|hmp|half marathon|half-marathon|hmrt|halbmarathon|semi", RacePace(RaceName.HALF)),
        **alike("mp|marathon|mrt|marathonrenntempo", RacePace(RaceName.MARATHON)),
        **alike("rp|race|race pace|renntempo|allure course|allure de course", RacePace(RaceName.RACE)),
    }
)
ALLURE = ("allure", "l'allure", "ritmo")
"""The French and the Spanish word for pace, which stands before it."""
RACE_LENGTHS = {
    400: RaceName.M400,
    600: RaceName.M600,
    800: RaceName.M800,
    1000: RaceName.K1,
    1500: RaceName.M1500,
    3000: RaceName.K3,
    5000: RaceName.K5,
    10000: RaceName.K10,
}
"""By metres, for "@ 800m", "@ 5k"; the mile has its word."""

PHASES = Phrases(
    {
        **alike(
            "wu|w/u|warmup|warm-up|warm up|warming up|warm ups|einlaufen|échauffement|echauffement"
            "|d'échauffement|aufwärmen",
            Role.WARMUP,
        ),
        **alike(
            "cd|c/d|wd|w/d|cooldown|cool-down|cool down|cooling down|warm down|warmdown|warm-down|auslaufen"
            "|retour au calme|retour calme",
            Role.COOLDOWN,
        ),
        **alike(
            "drills|drill|form drills|running drills|abc|lauf-abc|lauf abc|éducatifs|gammes", Role.DRILLS
        ),
    }
)
STYLES = Phrases(
    {
        **alike("hill strides|hill stride|hill repeats|hill reps|hill sprints|hill sprint", Style.HILL),
        **alike("hill|hills|uphill|uphills|up hill|bergan|bergauf|berg|en côte|côte|côtes", Style.HILL),
        **alike("stride|strides|striders|strider|steigerung|steigerungen|steigerungsläufe", Style.STRIDE),
        **alike("pickups|pick-ups|pick ups|accelerations|acceleration|lignes droites", Style.STRIDE),
        **alike("long|long run|long slow", Style.LONG),
        **alike("progression|progression run|progressive|progressive run|progressif", Style.PROGRESSION),
    }
)
SPRINTS = frozenset({"hill sprints", "hill sprint"})
STRIDES_SHORT = "ST"

MODES = Phrases[Mode | None](
    {
        **alike("rest|rests|resting|rest period|breather|repos", Mode.REST),
        **alike("recovery|recoveries|rec|recov|recover|ri|récup|recup|récupération|recuperation", None),
        **alike("pause|pausen|rest interval|recovery interval|break|erholung", None),
        **alike("jog|jogs|jg|jogging|jogged|trot|trabpause|trab|traben|tp|footing", Mode.JOG),
        **alike("walk|walks|walking|gehen|gehpause|marche|marché", Mode.WALK),
        **alike("walk/jog|jog/walk|walk-jog|jog-walk|walk or jog|jog or walk|jog/walking", Mode.WALK_JOG),
        **alike("walk back|walk-back|walkback|walk back down|zurückgehen", Mode.WALK_BACK),
        **alike("jog back|jog-back|jogback|zurücktraben", Mode.JOG_BACK),
        **alike("walk down|walk downhill|walking down", Mode.WALK_DOWN),
        **alike("jog down|jog downhill|jogging down|jog back down|jog-down", Mode.JOG_DOWN),
        **alike("stand|standing|standing still|stehpause|stehen", Mode.STAND),
        **alike("float|floats|floating", Mode.FLOAT),
    }
)
EASY_WORDS = frozenset({"easy", "ez", "locker", "facile", "souple"})
ADJECTIVES = phrases(
    "short|brief|long|slow|light|very light|very easy|easy|ez|gentle|active|passive|quick|complete rest"
    "|very slow|lockere|lockeres|about"
)
FULL = phrases("full|complete|vollständige|volle|complète|as needed|as long as needed")
EQUAL = Phrases(
    {
        **alike("equal|same|identical|matching", ""),
        **alike("equal time|same time|equal duration|equal-time|égal", "time"),
        **alike("equal distance|same distance|equal-distance", "distance"),
    }
)
SCOPES = Phrases(
    {
        **alike(
            "between reps|between each rep|between repeats|between each repeat|between repetitions"
            "|between intervals|between each interval|between efforts|between each effort|between each"
            "|between all reps|after each|after each rep|after each repeat|after each effort|after every rep"
            "|after each interval|b/w reps|btw reps|btwn reps|between the reps|throughout|in between reps"
            "|entre les répétitions|entre chaque|entre répétitions|entre repeticiones"
            "|zwischen den wiederholungen",
            "reps",
        ),
        **alike(
            "between sets|between each set|between the sets|between set|after each set|b/w sets|btw sets"
            "|btwn sets|in between sets|entre les séries|entre les blocs|zwischen den serien|between series"
            "|entre séries|entre blocs|entre series|entre bloques|zwischen den sätzen|zwischen den blöcken"
            "|set rest|sets rest|set recovery|set break|set pause|serienpause|satzpause|sp",
            "sets",
        ),
        **alike("between|in between|in-between|dazwischen|entre|btw|btwn", ""),
    }
)
SET_INTROS = phrases(
    "bp|sp|serienpause|satzpause|set rest|set recovery|set recoveries|set break|sets rest"
    "|between sets|between the sets"
)
LAP = phrases(
    "until lap button|until lap press|until lap|until the lap button|til lap|lap button|press lap|lap press"
    "|until button press"
)
INTROS = phrases("w/|with|w|mit|avec|off")
NONE_AT_ALL = phrases(
    "no recovery|no rest|no break|no recoveries|without rest|without recovery|w/o rest|w/o recovery"
    "|without break|sans récup|ohne pause|non-stop|nonstop"
)

SEPARATORS = Phrases(
    {
        **alike(",|;|.|and|und|et|&|line", "comma"),
        **alike("+|plus", "plus"),
        **alike("then|followed by|dann|danach|puis|into|straight into|and then", "then"),
    }
)
SET_WORDS = phrases(
    "sets of|set of|sets|sets:|rounds of|rounds|series of|séries de|series de|serien|circuits of|x sets of"
)
TIMES_WORDS = phrases(
    "times|mal|fois|reps of|repeats of|repetitions of|reps x|repeats x|reps:|intervals of|efforts of|bouts of"
)
FILLERS = phrases(
    "run|runs|running|of|repeats|repeat|reps|rep|repetitions|intervals|interval|continuous|continuously|dauerlauf|dl"
    "|on|the|a|an|each|lauf|de"
)
CUES = phrases(
    "by feel|on feel|nach gefühl|au feeling|on track|on the track|on grass|on road|on trail|on flat"
)
ALTERNATING = phrases("alternating|alternate|alternately|abwechselnd|im wechsel")
EVERY = phrases("every|each second|each third|jede|jeder|toutes les|last|first|final|odd|even")
FARTLEK = frozenset({"fartlek", "fahrtspiel"})

SPOKEN_FOR = (
    frozenset(
        word
        for table in (
            Phrases(NAMED_PACES, NAMED_PACES_AFTER_AT),
            RACES,
            PHASES,
            STYLES,
            MODES,
            EQUAL,
            FULL,
            SCOPES,
            SET_INTROS,
            LAP,
            NONE_AT_ALL,
            SET_WORDS,
            TIMES_WORDS,
            ALTERNATING,
            EVERY,
        )
        for word in table.by_first
        if word.isalpha()
    )
    | frozenset(NUMBERS)
    | frozenset(TIME_UNITS)
    | frozenset(LENGTH_UNITS)
    | words_of(
        "no|not|without|except|skip|only|if|or|pace|effort|zone|hr|hrmax|lthr|hrr|rpe|bpm|spm|goal|plus|minus"
    )
)
"""Words with a meaning of their own: free words in brackets must have none of them."""

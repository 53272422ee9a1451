"""The words a workout may be written in, and what each means: English, and the track's German and French."""

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from onek_sync.model.intensity import Effort, PaceName, RaceName, RacePace, TrainingPace
from onek_sync.model.workout import Mode, Role, Style
from onek_sync.planning.shorthand.normalise import normalise
from onek_sync.planning.shorthand.tokens import tokens_of

V = TypeVar("V")


class Phrases(Generic[V]):
    """A table whose keys are one or more words, found by the first of their tokens, the longest first."""

    def __init__(self, *tables: Mapping[str, V]) -> None:
        self.by_first: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for table in tables:
            for words, meaning in table.items():
                keys = tuple(token.key for token in tokens_of(normalise(words))[:-1])
                self.by_first.setdefault(keys[0], []).append((keys, meaning))
        for entries in self.by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))


def _all(words: str, meaning: V) -> dict[str, V]:
    """One meaning for several phrases, written with bars between them."""
    return dict.fromkeys((each.strip() for each in words.split("|")), meaning)


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split("|"))


def _set(words: str) -> Phrases[str]:
    return Phrases({each.strip(): each.strip() for each in words.split("|")})


def _efforts(table: Iterable[tuple[str, str]]) -> dict[str, Effort]:
    return {word: Effort(meaning) for words, meaning in table for word in _all(words, meaning)}


SECOND = 1.0
MINUTE = 60.0
HOUR = 3600.0
TIME_UNITS = {
    **_all("s|sec|secs|second|seconds|sek|sekunde|sekunden|seconde|secondes", SECOND),
    **_all("min|mins|minute|minutes|minuten|mn", MINUTE),
    **_all("h|hr|hrs|hour|hours|std|stunde|stunden|heure|heures", HOUR),
    '"': SECOND,
    "'": MINUTE,
}
METRE, KM, MILE, YARD = 1.0, 1000.0, 1609.344, 0.9144
LENGTH_UNITS = {
    **_all("m|meter|meters|metre|metres|mtr|mtrs|mètre|mètres|metern", METRE),
    **_all("k|km|kms|kilometer|kilometers|kilometre|kilometres|kilomètre|kilomètres|kilometern", KM),
    **_all("mi|mile|miles|ml|mls|meile|meilen", MILE),
    **_all("yd|yds|yard|yards", YARD),
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
    **_all(
        "easy|ez|easily|conversational|ef|endurance fondamentale|endurance|facile|souple|locker|lockerer"
        "|lockeres|lockere|ruhig|ruhiger",
        TrainingPace(PaceName.EASY),
    ),
    **_all("tempo|tempodauerlauf|tdl", TrainingPace(PaceName.TEMPO)),
    **_all(
        "threshold|seuil|au seuil|schwelle|an der schwelle|lt|lactate threshold|anaerobic threshold|t-pace",
        TrainingPace(PaceName.THRESHOLD),
    ),
    **_all("aerobic threshold|aet", TrainingPace(PaceName.AEROBIC_THRESHOLD)),
    **_all("steady|steady state|steady-state", TrainingPace(PaceName.STEADY)),
}
RECOVERY_RUNS = _set("recovery run|recovery runs|recovery running|regenerationslauf|footing de récupération")
# These are nouns or units elsewhere: intensities only behind "@" or before "pace".
NAMED_PACES_AFTER_AT = {
    **_all("interval|intervals|vo2 max interval", TrainingPace(PaceName.INTERVAL)),
    **_all("rep|repetition|reps", TrainingPace(PaceName.REPETITION)),
    **_all("recovery", TrainingPace(PaceName.RECOVERY)),
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
        **_all("mile|the mile|one mile|1 mile|1mile|1mi", RacePace(RaceName.MILE)),
        **_all("hm|hmp|half marathon|half-marathon|hmrt|halbmarathon|semi", RacePace(RaceName.HALF)),
        **_all("mp|marathon|mrt|marathonrenntempo", RacePace(RaceName.MARATHON)),
        **_all("rp|race|race pace|renntempo|allure course|allure de course", RacePace(RaceName.RACE)),
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
        **_all(
            "wu|w/u|warmup|warm-up|warm up|warming up|warm ups|einlaufen|échauffement|echauffement"
            "|d'échauffement|aufwärmen",
            Role.WARMUP,
        ),
        **_all(
            "cd|c/d|wd|w/d|cooldown|cool-down|cool down|cooling down|warm down|warmdown|warm-down|auslaufen"
            "|retour au calme|retour calme",
            Role.COOLDOWN,
        ),
        **_all("drills|drill|form drills|running drills|abc|lauf-abc|lauf abc|éducatifs|gammes", Role.DRILLS),
    }
)
STYLES = Phrases(
    {
        **_all("hill strides|hill stride|hill repeats|hill reps|hill sprints|hill sprint", Style.HILL),
        **_all("hill|hills|uphill|uphills|up hill|bergan|bergauf|berg|en côte|côte|côtes", Style.HILL),
        **_all("stride|strides|striders|strider|steigerung|steigerungen|steigerungsläufe", Style.STRIDE),
        **_all("pickups|pick-ups|pick ups|accelerations|acceleration|lignes droites", Style.STRIDE),
        **_all("long|long run|long slow", Style.LONG),
        **_all("progression|progression run|progressive|progressive run|progressif", Style.PROGRESSION),
    }
)
SPRINTS = frozenset({"hill sprints", "hill sprint"})
STRIDES_SHORT = "ST"

MODES = Phrases[Mode | None](
    {
        **_all("rest|rests|resting|rest period|breather|repos", Mode.REST),
        **_all("recovery|recoveries|rec|recov|recover|ri|récup|recup|récupération|recuperation", None),
        **_all("pause|pausen|rest interval|recovery interval|break|erholung", None),
        **_all("jog|jogs|jg|jogging|jogged|trot|trabpause|trab|traben|tp|footing", Mode.JOG),
        **_all("walk|walks|walking|gehen|gehpause|marche|marché", Mode.WALK),
        **_all("walk/jog|jog/walk|walk-jog|jog-walk|walk or jog|jog or walk|jog/walking", Mode.WALK_JOG),
        **_all("walk back|walk-back|walkback|walk back down|zurückgehen", Mode.WALK_BACK),
        **_all("jog back|jog-back|jogback|zurücktraben", Mode.JOG_BACK),
        **_all("walk down|walk downhill|walking down", Mode.WALK_DOWN),
        **_all("jog down|jog downhill|jogging down|jog back down|jog-down", Mode.JOG_DOWN),
        **_all("stand|standing|standing still|stehpause|stehen", Mode.STAND),
        **_all("float|floats|floating", Mode.FLOAT),
    }
)
EASY_WORDS = frozenset({"easy", "ez", "locker", "facile", "souple"})
ADJECTIVES = _set(
    "short|brief|long|slow|light|very light|very easy|easy|ez|gentle|active|passive|quick|complete rest"
    "|very slow|lockere|lockeres|about"
)
FULL = _set("full|complete|vollständige|volle|complète|as needed|as long as needed")
EQUAL = Phrases(
    {
        **_all("equal|same|identical|matching", ""),
        **_all("equal time|same time|equal duration|equal-time|égal", "time"),
        **_all("equal distance|same distance|equal-distance", "distance"),
    }
)
SCOPES = Phrases(
    {
        **_all(
            "between reps|between each rep|between repeats|between each repeat|between repetitions"
            "|between intervals|between each interval|between efforts|between each effort|between each"
            "|between all reps|after each|after each rep|after each repeat|after each effort|after every rep"
            "|after each interval|b/w reps|btw reps|btwn reps|between the reps|throughout|in between reps"
            "|entre les répétitions|entre chaque|entre répétitions|entre repeticiones"
            "|zwischen den wiederholungen",
            "reps",
        ),
        **_all(
            "between sets|between each set|between the sets|between set|after each set|b/w sets|btw sets"
            "|btwn sets|in between sets|entre les séries|entre les blocs|zwischen den serien|between series"
            "|entre séries|entre blocs|entre series|entre bloques|zwischen den sätzen|zwischen den blöcken"
            "|set rest|sets rest|set recovery|set break|set pause|serienpause|satzpause|sp",
            "sets",
        ),
        **_all("between|in between|in-between|dazwischen|entre|btw|btwn", ""),
    }
)
SET_INTROS = _set(
    "bp|sp|serienpause|satzpause|set rest|set recovery|set recoveries|set break|sets rest"
    "|between sets|between the sets"
)
LAP = _set(
    "until lap button|until lap press|until lap|until the lap button|til lap|lap button|press lap|lap press"
    "|until button press"
)
INTROS = _set("w/|with|w|mit|avec|off")
NONE_AT_ALL = _set(
    "no recovery|no rest|no break|no recoveries|without rest|without recovery|w/o rest|w/o recovery"
    "|without break|sans récup|ohne pause|non-stop|nonstop"
)

SEPARATORS = Phrases(
    {
        **_all(",|;|.|and|und|et|&|line", "comma"),
        **_all("+|plus", "plus"),
        **_all("then|followed by|dann|danach|puis|into|straight into|and then", "then"),
    }
)
SET_WORDS = _set(
    "sets of|set of|sets|sets:|rounds of|rounds|series of|séries de|serien|circuits of|x sets of"
)
TIMES_WORDS = _set(
    "times|mal|fois|reps of|repeats of|repetitions of|reps x|repeats x|reps:|intervals of|efforts of|bouts of"
)
FILLERS = _set(
    "run|runs|running|of|repeats|repeat|reps|rep|repetitions|intervals|interval|continuous|continuously|dauerlauf|dl"
    "|on|the|a|an|each|lauf|de"
)
CUES = _set("by feel|on feel|nach gefühl|au feeling|on track|on the track|on grass|on road|on trail|on flat")
ALTERNATING = _set("alternating|alternate|alternately|abwechselnd|im wechsel")
EVERY = _set("every|each second|each third|jede|jeder|toutes les|last|first|final|odd|even")
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
    | _words(
        "no|not|without|except|skip|only|if|or|pace|effort|zone|hr|hrmax|lthr|hrr|rpe|bpm|spm|goal|plus|minus"
    )
)
"""Words with a meaning of their own: free words in brackets must have none of them."""

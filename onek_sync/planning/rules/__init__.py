"""What experience says against a plan, ours or the runner's own: rules with codes, each a doubt and no fault.

| code | rule | source |
|---|---|---|
| V1 | no two quality sessions on days that touch | hard day, easy day |
| V2 | 48 h between sessions at race pace and faster | |
| V3 | three quality days a week, beginners two | |
| V4 | strength after the run of a hard day, or 48 h before the next | Doma: lifting before a run costs it |
| V5 | no strength in the four days before the race | |
| V6 | strength twice a week at most, once in the peak, never in race week | four weeks off keep the gain |
| V7 | a rest day a week | |
| V8 | 10 % more than the largest of three weeks before | careful, not proven (Buist, Nielsen, Fredette) |
| V9 | the long run: 75 min, 30 % of the week (beginners 35 %) | |
| V10 | the eve of a race is easy or rest | |
| V11 | a lighter week after four at the latest | |
| V12 | at race pace and faster: 1.6, 2.4, 3.2 km a session by level; 1.5 times that a week | |
| V13 | a goal that the weeks may reach | +1 VDOT in 4-6 weeks (Daniels) |
| V14 | a word about health for who is new or over 40 | |
| V15 | no three 800s at goal 1K pace with less than 4 min | each is 97 % of an 800 m race |

A runner who knows better writes `# onek: allow V2` in the plan file; see `silence`.
"""

from collections.abc import Callable, Iterator

from onek_sync.model.errors import Finding
from onek_sync.model.session import ResolvedPlan
from onek_sync.planning.resolve import paces_of
from onek_sync.planning.rules import person, spacing, strength, volume
from onek_sync.planning.rules.facts import Facts, facts_of
from onek_sync.planning.rules.silence import silenced

__all__ = ["RULES", "check_rules", "silenced"]

RULES: dict[str, Callable[[Facts], Iterator[Finding]]] = {
    "V1": spacing.hard_days_apart,
    "V2": spacing.very_hard_48_hours_apart,
    "V3": spacing.few_quality_days,
    "V4": strength.after_the_run,
    "V5": strength.not_near_the_race,
    "V6": strength.as_often_as_the_phase_bears,
    "V7": spacing.a_rest_day,
    "V8": volume.growth,
    "V9": volume.long_run,
    "V10": spacing.quiet_before_the_race,
    "V11": volume.lighter_weeks,
    "V12": volume.race_pace_caps,
    "V13": person.goal_within_reach,
    "V14": person.word_about_health,
    "V15": volume.long_repetitions,
}


def check_rules(plan: ResolvedPlan) -> tuple[Finding, ...]:
    """Every rule that the plan breaks, in the order of the file; `silenced` takes out what was allowed."""
    facts = facts_of(plan, paces_of(plan.plan))
    found = dict.fromkeys(finding for rule in RULES.values() for finding in rule(facts))
    return tuple(sorted(found, key=lambda finding: (finding.place.line, finding.place.column)))

"""Phases, lighter weeks and volume before anything stands in a week."""

import pytest

from onek_sync.planning.building.periods import periods
from onek_sync.planning.building.template import Phase

# Published rows: the share of the largest week, d: a lighter one.
ROWS = {
    8: ".80 .87 .94 .72d 1.00 .94 .68 .45",
    12: ".70 .76 .83 .64d .88 .95 1.00 .74d .98 .90 .68 .45",
    16: ".62 .68 .74 .58d .78 .85 .92 .70d .94 1.00 1.00 .76d 1.00 .92 .68 .45",
}
PHASES = {8: "bbbssspr", 12: "bbbbsssssppr", 16: "bbbbbbbbsssssspr"}


@pytest.mark.parametrize("weeks", ROWS)
def test_the_shares_are_those_of_the_published_rows_within_three_hundredths(weeks: int) -> None:
    for ours, published in zip(periods(weeks), ROWS[weeks].split(), strict=True):
        assert ours.share == pytest.approx(float(published.removesuffix("d")), abs=0.03)
        assert ours.lighter is published.endswith("d")


@pytest.mark.parametrize("weeks", PHASES)
def test_the_phases_are_those_of_the_published_plans(weeks: int) -> None:
    assert "".join(period.phase[0] for period in periods(weeks)) == PHASES[weeks]


@pytest.mark.parametrize("every", [3, 4])
@pytest.mark.parametrize("weeks", range(4, 25))
def test_any_length_has_its_peak_its_race_week_and_enough_lighter_weeks(weeks: int, every: int) -> None:
    plan = periods(weeks, every)
    assert [period.number for period in plan] == list(range(1, weeks + 1))
    assert [period.phase for period in plan].count(Phase.RACE) == 1 and plan[-1].phase is Phase.RACE
    assert plan[-2].phase is Phase.PEAK
    first_peak = next(period.number for period in plan if period.phase is Phase.PEAK)
    assert not plan[first_peak - 2].lighter, "no lighter week right before the peak"
    loading = 0
    for period in plan:
        loading = 0 if period.lighter or period.share < 0.7 else loading + 1
        assert loading <= 4


@pytest.mark.parametrize("weeks", range(4, 25))
def test_no_week_grows_by_more_than_a_tenth_of_the_best_of_three_before(weeks: int) -> None:
    shares = [period.share for period in periods(weeks)]
    for number, share in enumerate(shares[1:], 1):
        assert share <= 1.1 * max(shares[max(0, number - 3) : number])


def test_less_than_six_weeks_only_sharpen() -> None:
    for weeks in (4, 5):
        plan = periods(weeks)
        assert Phase.BASE not in {period.phase for period in plan}
        assert max(period.share for period in plan) == plan[0].share

"""The page about the pace model says what the code does: its tables are read and recomputed."""

from pathlib import Path

import pytest

from onek_sync.model.athlete import Athlete, Result
from onek_sync.model.intensity import PaceName, RaceName
from onek_sync.model.notation import parse_result
from onek_sync.model.session import PaceBand
from onek_sync.model.units import clock
from onek_sync.planning.paces import Paces, find_paces, split_budget
from onek_sync.planning.paces.equivalence import pace_at, power_law, race_seconds, thousand_from, vdot
from onek_sync.planning.paces.results import RACE_METRES
from onek_sync.planning.resolve.scene import tolerance

PAGE = Path(__file__).parents[2] / "docs" / "decisions" / "pace-model.md"
Row = dict[str, str]


def table(first_heading: str) -> list[Row]:
    """The rows of the table whose first column is called so."""
    lines = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in PAGE.read_text().splitlines()
    ]
    start = next(at for at, cells in enumerate(lines) if cells[0] == first_heading)
    rows = []
    for cells in lines[start + 2 :]:
        if len(cells) != len(lines[start]):
            break
        rows.append(dict(zip(lines[start], cells, strict=True)))
    assert rows, f"no table {first_heading!r} on the page"
    return rows


def seconds(text: str) -> float:
    minutes, _, rest = text.rpartition(":")
    return int(minutes or 0) * 60 + float(rest)


def from_1k(row: Row) -> Paces:
    return find_paces(Athlete(recent=(Result(1000, seconds(row["1K"])),)))


def per_km(band: PaceBand) -> str:
    return "-".join(dict.fromkeys((clock(band.fast), clock(band.slow))))


@pytest.mark.parametrize("row", table("1K"), ids=lambda row: row["1K"])
def test_paces_from_a_1k_are_those_on_the_page(row: Row) -> None:
    paces = from_1k(row)
    for race in (RaceName.M800, RaceName.M1500, RaceName.MILE, RaceName.K5):
        assert clock(paces.races[race].middle * RACE_METRES[race] / 1000, 1) == row[race.value]
    named = {"E": PaceName.EASY, "steady": PaceName.STEADY, "tempo": PaceName.TEMPO, "T": PaceName.THRESHOLD}
    for heading, name in (named | {"I": PaceName.INTERVAL}).items():
        assert per_km(paces.training[name]) == row[heading]
    assert f"{paces.training[PaceName.REPETITION].over(400)[0]:.1f}" == row["R per 400"]


@pytest.mark.parametrize("row", table("from"), ids=lambda row: row["from"])
def test_three_models_say_of_1000_m_what_the_page_says(row: Row) -> None:
    result = parse_result(row["from"])
    run = (result.metres, result.seconds)
    said = {
        "Daniels-Gilbert": race_seconds(vdot(*run), 1000),
        "two stages": thousand_from(*run),
        "Riegel": power_law(result.seconds, result.metres, 1000, 1.06),
    }
    assert {model: clock(time, 1) for model, time in said.items()} == {model: row[model] for model in said}


@pytest.mark.parametrize("row", table("pace"), ids=lambda row: row["pace"])
def test_shares_of_vdot_are_those_on_the_page(row: Row) -> None:
    paces = find_paces(Athlete(recent=(Result(1000, 210),)))
    assert paces.form
    slow, fast = (pace_at(float(row[end].rstrip(" %")) / 100 * paces.form.aerobic) for end in ("from", "to"))
    band = paces.training[PaceName(row["pace"])]
    assert (band.fast, band.slow) == pytest.approx((fast, slow))


@pytest.mark.parametrize("row", table("repetition"), ids=lambda row: row["repetition"])
def test_bands_are_as_wide_as_the_page_says(row: Row) -> None:
    metres = float(row["repetition"].removesuffix(" m"))
    room = tolerance(metres)
    assert f"{room * metres / 1000:.2f} s" == row["either way"]
    assert room == pytest.approx(float(row["per km"].removesuffix(" s")), abs=0.051)


@pytest.mark.parametrize("row", table("goal"), ids=lambda row: row["goal"])
def test_race_splits_are_those_on_the_page(row: Row) -> None:
    splits = split_budget(1000, seconds(row["goal"]))
    assert [clock(split.total, 1) for split in splits] == [row[str(int(split.metres))] for split in splits]

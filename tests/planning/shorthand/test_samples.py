"""Workouts as coaches write them: each is read exactly as it is meant, or refused where that is not clear."""

import json
from pathlib import Path

import pytest

from onek_sync.model.errors import Finding, ShorthandError
from onek_sync.model.units import Units
from onek_sync.planning.shorthand import Dialect, meaning, parse_workout

HERE = Path(__file__).parent
LINES = [line.split("\t") for line in (HERE / "samples.tsv").read_text("utf-8").splitlines()]
FAULTS = [line.split("\t") for line in (HERE / "faults.tsv").read_text("utf-8").splitlines()]
REFUSE = "refuse"


def same(one: object, other: object) -> bool:
    """Equal key by key; lengths within half a metre (or second)."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) < 0.5
    return one == other


def verdict(text: str, want: str, units: str = "km") -> str:
    try:
        reading = parse_workout(text, units=Units(units))
    except ShorthandError:
        return "right" if want == REFUSE else "refused"
    got = meaning(reading.workout)
    return "right" if want != REFUSE and same(got, json.loads(want)) else "wrong"


def test_every_sample_is_read_as_it_is_meant(capsys: pytest.CaptureFixture[str]) -> None:
    verdicts = [(verdict(*line), line[0]) for line in LINES]
    table = {name: sum(found == name for found, _ in verdicts) for name in ("right", "refused", "wrong")}
    with capsys.disabled():
        print("\nshorthand samples:", "  ".join(f"{name} {many}" for name, many in table.items()))
    assert [text for found, text in verdicts if found != "right"] == []
    assert table["wrong"] == 0


def test_the_comparison_sees_a_difference() -> None:
    assert verdict("6x400m w/ 90s", '[{"x":6,"steps":[{"do":"work","dist":400}]}]') == "wrong"
    assert not same([{"dist": 400}], [{"dist": 401}])
    assert not same({"between": True}, {"between": 1})


def findings_of(text: str, **more: object) -> tuple[Finding, ...]:
    try:
        return parse_workout(text, **more).findings  # type: ignore[arg-type]
    except ShorthandError as error:
        return error.findings


@pytest.mark.parametrize(("text", "code", "column"), FAULTS)
def test_every_fault_has_its_code_and_its_column(text: str, code: str, column: str) -> None:
    more = {"units": Units.MI, "dialect": Dialect.DANIELS} if code == "E17" else {}
    found = [finding for finding in findings_of(text, **more) if finding.code == code]
    assert len(found) == 1
    assert found[0].now
    if column:
        assert found[0].place.column == int(column)

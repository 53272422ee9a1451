"""What is no plan: every fault is said with its place and with what to write instead."""

from pathlib import Path

import pytest

from onek_sync.model.errors import Level, PlanError
from onek_sync.planning.file import load_plan, read_plan
from tests.planning.plan_files import BAD, HEAD, plan_text


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_every_odd_file_gets_its_answer(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new case is a new file, and beside it what is to be said (tests/plans/bad/NAME.txt)."""
    monkeypatch.chdir(path.parent)
    with pytest.raises(PlanError) as raised:
        load_plan(path.name)
    assert str(raised.value) + "\n" == path.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_every_fault_has_a_place_and_a_way_out_in_the_order_of_the_file(path: Path) -> None:
    with pytest.raises(PlanError) as raised:
        load_plan(path)
    findings = raised.value.findings
    assert findings
    for finding in findings:
        assert finding.level is Level.ERROR
        assert finding.place.file == str(path) and finding.place.line >= 1 and finding.place.column >= 1
        assert finding.code and finding.what and finding.now
    places = [(finding.place.line, finding.place.column) for finding in findings]
    assert places == sorted(places)


def test_no_answer_is_kept_for_a_file_that_is_gone() -> None:
    assert {path.with_suffix("") for path in BAD} == {
        path.with_suffix("") for path in BAD[0].parent.glob("*.txt")
    }


BOMBS = {
    "lists": "a: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    + "".join(f"b{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)),
    "merges": "a: &a0 {k: [x, x, x, x]}\n"
    + "".join(
        f"b{n}: &a{n} {{<<: *a{n - 1}, k{n}: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 12)
    ),
    "weeks": HEAD + "weeks:\n  - &w {mon: [rest, rest], tue: [rest, rest]}\n" + "  - *w\n" * 50_000,
    "cues": plan_text("mon: [&d {run: 6x400m, cues: [" + "x, " * 30_000 + "x]}, *d, *d, *d]"),
    "depth": "[" * 100_000,
    "keys": "{" * 100_000,
    "dashes": "- " * 100_000,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_before_it_goes_off(bomb: str) -> None:
    with pytest.raises(PlanError) as raised:
        read_plan(BOMBS[bomb])  # one that goes off takes all memory, and the test never ends
    assert [finding.code for finding in raised.value.findings] == ["P05"]


def test_a_long_text_that_is_referred_to_often_is_refused_where_it_stands() -> None:
    with pytest.raises(PlanError, match="too long for a workout"):
        read_plan(plan_text("mon: &a " + "40min easy, " * 1000, "tue: *a"))


def test_faults_of_the_yaml_and_of_the_plan_are_said_together() -> None:
    with pytest.raises(PlanError) as raised:
        read_plan(plan_text("mon: rest", "mon: rest", "tue: {run: 20min easy, at: 6pm}"))
    assert [finding.code for finding in raised.value.findings] == ["P06", "P13"]


def test_warnings_do_not_stop_a_plan_and_are_not_among_its_faults() -> None:
    outside = "race: {date: 2028-01-01}\n"
    assert [f.code for f in read_plan(plan_text("mon: rest", head=HEAD + outside)).findings] == ["P30"]
    with pytest.raises(PlanError) as raised:
        read_plan(plan_text("mon: rest", "tue: {at: 6pm, run: 20min easy}", head=HEAD + outside))
    assert [finding.code for finding in raised.value.findings] == ["P13"]

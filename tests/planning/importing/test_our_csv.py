"""What `onek export csv` writes is read again as the same training."""

from dataclasses import asdict
from pathlib import Path

import pytest

from onek_sync.app.export import exporter_of, say
from onek_sync.model.exchange import Options
from onek_sync.model.plan import Notes
from onek_sync.model.session import ResolvedPlan
from onek_sync.planning.file import load_plan
from onek_sync.planning.importing import Assembled, Frame, assemble, decoded, notation_of, read_foreign
from onek_sync.planning.resolve import resolve
from onek_sync.planning.shorthand.options import write_options

TESTS = Path(__file__).parents[2]
FILES = (TESTS / "plans" / "checklist.yaml", TESTS / "golden" / "built" / "1k-12-weeks-6-days.yaml")


def again(plan: ResolvedPlan) -> Assembled:
    said = say(exporter_of("csv"), plan, Options(rest_days=True, notation=write_options))
    assert not said.losses
    (body,) = said.files.values()
    text = decoded(body, "plan.csv")
    assert notation_of(text, "plan.csv") == "csv"
    return assemble(read_foreign(text, "plan.csv"), Frame(id=plan.plan.id, start=plan.plan.start))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_plan_of_a_file_comes_back_as_the_same_training(path: Path) -> None:
    plan = resolve(load_plan(path).plan)
    made = again(plan)
    assert made.findings == ()
    ours, theirs = (
        [(each.key, each.day, each.at, each.phase, each.options) for each in sessions]
        for sessions in ((one.session for one in plan.sessions), made.plan.sessions())
    )
    assert theirs == ours


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_was_written_around_a_session_comes_back_and_nothing_else_with_it(path: Path) -> None:
    plan = resolve(load_plan(path).plan)
    ours, theirs = (
        [(each.title, each.purpose, each.cues, _on_a_line(each.notes)) for each in sessions]
        for sessions in ((one.session for one in plan.sessions), again(plan).plan.sessions())
    )
    assert theirs == ours
    assert any(purpose for _, purpose, _, _ in ours) and any(cues for _, _, cues, _ in ours)


def _on_a_line(notes: Notes) -> dict[str, str]:
    return {name: " ".join(text.split()) for name, text in asdict(notes).items()}


def test_a_title_that_a_spreadsheet_would_run_comes_back_as_it_was() -> None:
    text = "date,title,workout,note\n2027-03-01,'=1+1,40min easy,a;'-b\n"
    (one,) = read_foreign(text, "plan.csv")
    assert (one.title, one.note) == ("=1+1", "a;-b")


def test_a_column_of_which_nothing_is_known_is_kept_in_the_note() -> None:
    text = "date,weekday,workout,shoes,total km\n2027-03-01,Mon,40min easy,spikes,7\n"
    (one,) = read_foreign(text, "plan.csv")
    assert one.note == "shoes: spikes"

"""CSV: golden rows, read back by other readers, formulas made harmless, workouts that can be read again."""

import csv
import io
import json
import re
import subprocess
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onek_sync.exporters import EXPORTERS
from onek_sync.exporters.csv import harmless, join, say
from onek_sync.exporters.words.plain import one_line
from onek_sync.model.athlete import Athlete
from onek_sync.model.exchange import Options
from onek_sync.model.plan import Notes
from onek_sync.model.session import ResolvedPlan, ResolvedSession
from onek_sync.model.units import Units
from onek_sync.planning.resolve import resolve
from onek_sync.planning.shorthand.options import parse_options, write_options
from tests.conftest import Golden
from tests.exporters.building import CASES, PLAN
from tests.exporters.ical_reading import node
from tests.exporters.sayings import SAYINGS, plan_of
from tests.planning.building_plans import built

EVERYTHING = {**CASES, **SAYINGS}
OPTIONS = Options(notation=write_options)
RAN = re.compile(r"(^|;\s*)'(?='*[=+\-@＝＋－＠])")  # the rule for taking the ' off again


def row(one: ResolvedSession, plan: ResolvedPlan = PLAN) -> dict[str, str]:
    return rows(join([say(one, plan, OPTIONS)], plan, OPTIONS))[0]


def rows(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""), strict=True))


def whole(plan: ResolvedPlan) -> bytes:
    return join([say(one, plan, OPTIONS) for one in plan.sessions], plan, OPTIONS)


@cache
def sixteen_weeks() -> ResolvedPlan:
    return resolve(built(weeks=16).plan)


@pytest.mark.parametrize("key", EVERYTHING)
def test_a_session_is_said_as_its_golden_row(key: str, golden: Golden) -> None:
    one = EVERYTHING[key]
    golden(f"csv/{key}.csv", say(one, PLAN if key in CASES else plan_of(one), OPTIONS).body)


def test_a_plan_is_said_as_its_golden_file(golden: Golden) -> None:
    golden("csv/plan.csv", whole(PLAN))


def test_the_format_is_found_by_its_name() -> None:
    assert EXPORTERS["csv"].say is say


def test_a_row_for_every_session_and_all_as_long_as_the_head() -> None:
    body = whole(sixteen_weeks())
    assert body.startswith(b"\xef\xbb\xbfdate,")
    lines = body.decode("utf-8-sig").split("\r\n")
    assert len(lines) == 1 + len(sixteen_weeks().sessions) + 1 and lines[-1] == ""
    assert all(None not in one and None not in one.values() for one in rows(body))


def test_a_workout_is_written_so_that_it_can_be_read_again() -> None:
    for one, read in zip(sixteen_weeks().sessions, rows(whole(sixteen_weeks())), strict=True):
        assert parse_options(read["workout"], units=Units.KM).options == one.session.options


def test_a_row_tells_when_what_and_how_much() -> None:
    told = row(CASES["intervals"])
    assert (told["date"], told["weekday"], told["start"], told["kind"]) == (
        str(CASES["intervals"].session.day),
        f"{CASES['intervals'].session.day:%a}",
        "18:00",
        "run",
    )
    assert told["workout"] == "12min warm-up, 5min drills, 6x400m @ goal 1K w/ 400m jog, 10min cool-down"
    assert (told["distance_km"], told["duration_min"], told["food"]) == ("9.2", "49", "Eat within 1 h.")


def test_who_thinks_in_miles_reads_miles() -> None:
    miles = replace(PLAN, plan=replace(PLAN.plan, athlete=Athlete(units=Units.MI)))
    told = row(CASES["intervals"], miles)
    assert "distance_km" not in told
    assert float(told["distance_mi"]) == pytest.approx(9.2 / 1.609, abs=0.1)


def test_a_workout_that_no_line_can_say_is_a_loss_and_stands_in_words() -> None:
    def refuses(options: object) -> str:
        raise ValueError("no line")

    artifact = say(CASES["intervals"], PLAN, Options(notation=refuses))
    assert [loss.what for loss in artifact.losses] == ["the workout in one line"]
    (told,) = rows(join([artifact], PLAN, OPTIONS))
    assert told["workout"] == "" and told["in_words"].startswith("6 x 400 m @ goal 1K")


@pytest.mark.parametrize(
    ("written", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("- easy", "'- easy"),
        ("@home", "'@home"),
        ("\t=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("Warm up; =1+1", "Warm up; '=1+1"),
        ("a;-b", "a;'-b"),
        ("＝1", "'＝1"),
        ("6x400 = hard", "6x400 = hard"),
        ("'90s", "'90s"),
    ],
)
def test_a_formula_is_words(written: str, cell: str) -> None:
    assert harmless(written) == cell


def foreign(text: str) -> ResolvedSession:
    """A session in which what a person writes is that text."""
    case = CASES["intervals"]
    notes = Notes(text=text, food=text, drink=text, sleep=text, mobility=text)
    return replace(case, session=replace(case.session, title=text, phase=text, purpose=text, notes=notes))


@given(st.text(st.characters() | st.sampled_from("=+-@;,'\"\r\n\t ＝")))
def test_no_cell_is_a_formula_and_none_is_lost(text: str) -> None:
    told = row(foreign(text))
    for cell in told.values():
        assert not any(re.match(r"\s*[=+\-@＝＋－＠]", part) for part in cell.split(";"))
    assert RAN.sub(r"\1", told["phase"]) == one_line(text)


def test_another_language_reads_the_same_rows() -> None:
    command = node("papaparse.mjs", "papaparse")
    body = whole(replace(PLAN, sessions=(foreign('; =a "b", c\nd'), *PLAN.sessions)))
    done = subprocess.run(command, input=body, capture_output=True, check=True)
    assert json.loads(done.stdout) == [rows(body), []]

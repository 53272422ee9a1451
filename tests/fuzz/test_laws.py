"""Any text gives a value or an error that says where, what and what now: the kept texts, and some by chance.

`make soak` tries as many as it is given time for, and keeps what breaks a law in tests/corpus.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.fuzz import corpus
from tests.fuzz.corpus import keep, kept, text_in
from tests.fuzz.laws import LAWS, Law
from tests.fuzz.soak import Soak, fault_of, smaller
from tests.fuzz.texts import texts
from tests.fuzz.work import TooMuchWork, bounded

KEPT = [(name, path) for name, law in LAWS.items() for path in kept(law)]


@pytest.mark.parametrize(("name", "path"), KEPT, ids=lambda each: getattr(each, "name", each))
def test_a_kept_text_keeps_the_law(name: str, path: Path) -> None:
    LAWS[name].check(text_in(path))


# Counted work is slow work: a template builds plans, and the grid of answers has a test of its own.
SOME = {"shorthand": 60, "plan": 40, "comment": 30, "import": 6, "template": 6, "settings": 60}


@pytest.mark.parametrize("name", SOME)
def test_a_text_that_is_nearly_right_keeps_the_law(name: str) -> None:
    @settings(max_examples=SOME[name], phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(texts(name))
    def holds(text: str) -> None:
        LAWS[name].check(text)

    holds()


@pytest.mark.parametrize("name", LAWS)
def test_a_law_has_texts_of_its_own(name: str) -> None:
    assert len(kept(LAWS[name])) >= 2


# The soak itself


def breaks(text: str) -> None:
    """A law that no text with a 7 behind an x may keep."""
    if "7" in text.partition("x")[2]:
        raise KeyError(text)


BROKEN = Law(breaks, "shorthand", ".txt", 1000, 10)


def test_what_breaks_a_law_is_made_small() -> None:
    text = "12min easy\n6x400m w/ 170s\n10min easy"
    fault = fault_of(BROKEN, text)
    assert fault and fault[:2] == ("shorthand", "KeyError")
    assert smaller(text, lambda each: fault_of(BROKEN, each) == fault) == "x7"


def test_what_is_found_is_kept_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shorthand").mkdir()
    (tmp_path / "shorthand" / "seed.txt").write_text("6x400m w/ 70s")
    monkeypatch.setattr(corpus, "CORPUS", tmp_path)
    soak = Soak(laws={"shorthand": BROKEN})
    turns = iter((False, False, False, False, True))
    soak.run(lambda: next(turns), numbers=iter(range(9)))
    (found,) = [path for path in kept(BROKEN) if path.name.startswith("found-")]
    assert text_in(found) == "x7"
    assert list(soak.found.values()) == ["x7"]


@pytest.mark.parametrize("text", ["6×400m", "a\r\nb\n", "\ud800", "\ufeff"])
def test_every_text_can_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    (tmp_path / "shorthand").mkdir()
    monkeypatch.setattr(corpus, "CORPUS", tmp_path)
    assert text_in(keep(BROKEN, text)) == text


def test_work_without_an_end_is_stopped_and_counted_as_a_fault() -> None:
    def endless(_text: str) -> None:
        while True:
            str.upper("a")
            breaks("")

    assert fault_of(replace(BROKEN, holds=endless), "") == ("shorthand", "TooMuchWork")
    with pytest.raises(TooMuchWork):
        bounded(lambda: [breaks("") for _ in range(100)], most=50)
    bounded(lambda: [breaks("") for _ in range(100)], most=250)

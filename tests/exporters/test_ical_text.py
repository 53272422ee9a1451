"""Any text a runner writes arrives in every reader as it was said, and never breaks the calendar."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Event
from icalendar.prop import vText

from onek_sync.exporters.ical.text import CalendarText, folded
from onek_sync.exporters.words import description, title
from onek_sync.model.exchange import Options
from onek_sync.model.plan import Notes
from onek_sync.model.session import ResolvedPlan
from tests.exporters import ical_reading
from tests.exporters.building import CASES, PLAN
from tests.exporters.ical_sweep import calendar

WORDS = {
    "escapes": r"a\, b; c, d: \\ e \ ",
    "backslash-n": r"C:\New\notes and \N and \n",
    "quotes": "\"quoted\" 'so' ^n ^^ ^'",
    "carriage-return": "one\rtwo\r\nthree\n\rfour",
    "line-separators": "one\u2028two\u2029three\x85four\x0bfive\x0csix",
    "controls": "".join(map(chr, range(32))) + "\x7f\x80\x9f\x1c\x1d\x1e end",
    "injection": "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:other\r\nMETHOD:CANCEL",
    "surrogate": "half \ud83d a pair",
    "byte-order-mark": "\ufefffirst",
    "emoji": "👩🏽‍🚀🏃🏿‍♀️🇩🇪 " * 60,
    "right-to-left": "ריצה קלה 40 דקות, ثم 5 × 100 م \u202eabc\u202c",
    "german": "Übergänge für Größe, 3 × 1.000 m – „locker“",
    "long": "Zehn Kilometer locker, ruhig atmen; " * 280,
    "unbroken": "x" * 3000 + "é" * 3000 + "𝄞" * 1000,
    "backslashes": "\\" * 400,
}
# node-ical takes the second half of an escaped backslash before an n for a line break (RFC 5545 §3.3.11).
MISREAD = {("node-ical", "backslash-n")}


def plan_with(words: dict[str, str]) -> ResolvedPlan:
    """Sessions that carry these words wherever a person can write some."""
    example = CASES["intervals"]
    sessions = tuple(
        replace(
            example,
            session=replace(
                example.session,
                key=key,
                title=text,
                purpose=text,
                phase=text,
                cues=(text,),
                notes=Notes(text=text, food=text),
            ),
        )
        for key, text in words.items()
    )
    return replace(PLAN, sessions=sessions)


@pytest.mark.parametrize("reader", ical_reading.EVERY)
def test_every_reader_understands_the_words(reader: str) -> None:
    plan = plan_with(WORDS)
    seen = ical_reading.EVERY[reader](calendar(plan, Options()))
    assert len(seen) == len(WORDS)
    for session in plan.sessions:
        event = seen[f"spring-1k.{session.key}@onek-sync"]
        right = (event.title, event.description) == (title(session, plan), description(session, plan))
        assert right is ((reader, session.key) not in MISREAD), session.key


def test_a_backslash_before_an_n_is_no_line_break() -> None:
    assert CalendarText(r"C:\New\notes").to_ical() == rb"C:\\New\\notes"
    assert CalendarText("a\nb,c;d").to_ical() == rb"a\nb\,c\;d"


def test_no_line_is_longer_than_75_octets_and_none_breaks_a_character() -> None:
    for line in calendar(plan_with(WORDS), Options()).split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


def test_the_only_control_characters_are_the_line_ends() -> None:
    body = calendar(plan_with(WORDS), Options()).decode()
    assert body.endswith("\r\n")
    # splitlines also splits at U+2028, U+0085, VT, FF, FS, GS and RS, as vdirsyncer does
    assert body.splitlines() == body.removesuffix("\r\n").split("\r\n")
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\ufeff]", body.replace("\r\n", ""))


@given(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])))
@settings(max_examples=200, deadline=None)
def test_folding_loses_nothing_and_splits_no_escape(text: str) -> None:
    line = "DESCRIPTION:" + CalendarText(text * 9).to_ical().decode()
    pieces = folded(line).split(b"\r\n ")
    assert b"".join(pieces).decode() == line
    assert all(len(piece) <= 74 for piece in pieces[1:])
    assert len(pieces[0]) <= 75
    for piece in pieces[:-1]:
        assert (len(piece) - len(piece.rstrip(b"\\"))) % 2 == 0


@given(st.text())
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_back(text: str) -> None:
    plan = plan_with({"any": text})
    plan = replace(plan, plan=replace(plan.plan, title=text))
    (event,) = ical_reading.ical(calendar(plan, Options())).values()
    (session,) = plan.sessions
    assert (event.title, event.description) == (title(session, plan), description(session, plan))


def test_our_fold_says_what_the_librarys_says() -> None:
    made = Event()
    made["DESCRIPTION"] = vText("fünf \\ Läufe, " * 40)
    theirs = made.to_ical().replace(b"\r\n ", b"")
    ours = b"\r\n".join(folded(line) for line in made.content_lines()).replace(b"\r\n ", b"")
    assert ours == theirs
